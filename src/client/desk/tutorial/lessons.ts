/**
 * The tutorial's lessons: what a first-time player is shown, in the order of a first game, and how the
 * guide knows that it has been done. A lesson asks nothing that the game itself would not take.
 */
import type { OrderKind } from '../../../engine/index.ts';
import type { ClientState } from '../../store/client.ts';
import type { Screen } from '../../store/savedGame.ts';
import type { Session } from '../../store/session.ts';

type Page = Pick<ClientState, 'screen' | 'selectedId' | 'theatreMode' | 'working'>;

export interface Lesson {
  /** Words: `tutorial.<id>.title` and `.text`. */
  readonly id: string;
  /** Turn in whose planning it is given, or whose resolution, where it comes `after` the seal. */
  readonly turn: number;
  readonly after?: true;
  /** Whether the player has done it; where there is nothing to do but read, the guide asks to go on. */
  readonly isDone?: (page: Page, session: Session) => boolean;
}

const onScreen =
  (...screens: readonly Screen[]) =>
  ({ screen }: Page): boolean =>
    screens.includes(screen);
const ordered =
  (kind: OrderKind) =>
  (_page: Page, { draft }: Session): boolean =>
    draft.orders.some((order) => order.kind === kind);
const sealed =
  (turn: number) =>
  (_page: Page, { pages }: Session): boolean =>
    pages.length >= turn;

export const LESSONS: readonly Lesson[] = [
  { id: 'briefing', turn: 1, isDone: ({ screen }) => screen !== 'briefing' },
  { id: 'look', turn: 1, isDone: ({ selectedId }) => selectedId !== null },
  { id: 'ground', turn: 1, isDone: ({ theatreMode }) => theatreMode === 'ground' },
  { id: 'plan', turn: 1 },
  { id: 'watch', turn: 1, isDone: ordered('surveil') },
  { id: 'seal', turn: 1, isDone: sealed(1) },
  { id: 'working', turn: 1, after: true, isDone: ({ working, screen }) => working.length > 0 || screen === 'table' },
  { id: 'report', turn: 1, after: true, isDone: onScreen('report', 'table') },
  { id: 'next', turn: 1, after: true, isDone: onScreen('table') },
  { id: 'grid', turn: 2, isDone: ordered('buildGrid') },
  { id: 'sealGrid', turn: 2, isDone: sealed(2) },
  { id: 'backup', turn: 3, isDone: ordered('buildBackup') },
  { id: 'sealBackup', turn: 3, isDone: sealed(3) },
  { id: 'talk', turn: 4, isDone: ordered('offer') },
  { id: 'sealLast', turn: 4, isDone: sealed(4) },
  { id: 'end', turn: 4, after: true },
];

/** Place of the first lesson that is still to be given, from `from` on; the list's length where all are. */
export const lessonAt = (from: number, page: Page, session: Session): number => {
  const sealedTurns = session.pages.length;
  const isOpen = ({ turn, after, isDone }: Lesson): boolean =>
    (after === true ? sealedTurns <= turn : sealedTurns < turn) && isDone?.(page, session) !== true;
  const place = LESSONS.findIndex((lesson, index) => index >= from && isOpen(lesson));
  return place < 0 ? LESSONS.length : place;
};
