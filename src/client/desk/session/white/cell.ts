/** What every part of the white cell's screen reads: the session as its office sees it, what it may do, and how it asks. */
import { createContext, useContext } from 'react';
import type { Game } from '../../../../engine/index.ts';
import type { Role, SeatFrameKind } from '../../../../protocol/session.ts';
import type { Parts, Status, WhiteDesk, WhiteTable } from '../../../../protocol/sessionParts.ts';
import type { FrameBody } from '../../../store/hostedLine.ts';

export interface Cell {
  readonly memberId: string;
  readonly role: Role;
  readonly code: string;
  readonly game: Game;
  readonly status: Status;
  readonly table: WhiteTable;
  readonly white: WhiteDesk;
  readonly talk: Parts['talk'];
  /** Whether the office may send frames of a kind: what it may not is not offered. */
  readonly may: (kind: SeatFrameKind) => boolean;
  /** Sends a frame; true when the server has kept what it did. What it refused is told on the screen. */
  readonly ask: (frame: FrameBody) => Promise<boolean>;
}

export const CellContext = createContext<Cell | null>(null);

export const useCell = (): Cell => {
  const cell = useContext(CellContext);
  if (cell === null) throw new Error('a part of the white cell was shown outside it');
  return cell;
};
