/**
 * Where a hosted session is opened: `#session/ABCD-EFGH` is a seat of one's own, and `#session/ABCD-EFGH/room` the
 * picture for the room, which needs no name and no seat.
 */
import { plainCode, shownCode } from '../../protocol/sessionCode.ts';

export interface SessionPlace {
  /** As it is kept: upper case, no dash. */
  readonly code: string;
  readonly isRoom: boolean;
}

const PLACE = /^#session\/([0-9A-Za-z -]+?)(\/room)?$/;

export const sessionAddress = (code: string, isRoom = false): string =>
  `#session/${shownCode(plainCode(code))}${isRoom ? '/room' : ''}`;

/** Null where the address is not a session's. */
export const parseSessionPlace = (hash: string): SessionPlace | null => {
  const match = PLACE.exec(hash);
  return match === null ? null : { code: plainCode(match[1] ?? ''), isRoom: match[2] !== undefined };
};
