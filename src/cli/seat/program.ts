/**
 * An outside mind's program in this process, which lends its hands to a language model: it speaks the seat
 * protocol and keeps the draft, so that the model can place its orders one by one.
 */
import type { ProgramFrame } from '../../protocol/seat.ts';
import type { Frame } from '../../session/outsideSeat.ts';
import type { Wire } from '../../session/hostMinds.ts';
import { makeInnerWire } from './innerWire.ts';

type Order = Readonly<Record<string, unknown>>;
type Request = Extract<ProgramFrame, { readonly type: 'form' | 'preview' | 'explain' | 'source' }>;
type Bare<T> = T extends Request ? Omit<T, 'id'> : never;

export interface Program {
  /** The seat's end of the wire. */
  readonly wire: Wire;
  readonly hello: () => Frame | null;
  /** The turn that is being planned; null before the first. */
  readonly observation: () => Frame | null;
  readonly results: () => readonly Frame[];
  readonly end: () => Frame | null;
  readonly draft: () => readonly Order[];
  readonly setDraft: (orders: readonly Order[]) => void;
  readonly ask: (request: Bare<Request>) => Promise<Frame>;
  /** Resolves once the turn after this one is open, or the game is over. */
  readonly seal: () => Promise<void>;
  /** Resolves once there is a turn to plan, or a game that is over. */
  readonly opened: () => Promise<void>;
  readonly hangUp: () => void;
}

const GONE: Frame = { type: 'refused', code: 'seat/game-over', costsTurn: false };

export const startProgram = (): Program => {
  let hello: Frame | null = null;
  let observation: Frame | null = null;
  let end: Frame | null = null;
  let draft: readonly Order[] = [];
  let isGone = false;
  let asked = 0;
  const results: Frame[] = [];
  const askers = new Map<number, (frame: Frame) => void>();
  let waiters: (() => void)[] = [];

  const wake = (): void => {
    const woken = waiters;
    waiters = [];
    for (const waiter of woken) waiter();
  };
  const answered = (frame: Frame): void => {
    const id = Number(frame['id']);
    askers.get(id)?.(frame);
    askers.delete(id);
  };
  const leaveUnanswered = (frame: Frame): void => {
    for (const answer of askers.values()) answer(frame);
    askers.clear();
  };
  const hear = (frame: Frame): void => {
    switch (frame['type']) {
      case 'hello':
        hello = frame;
        return;
      case 'observation':
        // What was asked in a turn that was lost meanwhile is answered by nobody any more.
        leaveUnanswered({ type: 'refused', code: 'seat/late', costsTurn: false });
        observation = frame;
        draft = [];
        return wake();
      case 'result':
        results.push(frame);
        return;
      case 'end':
        end = frame;
        return wake();
      default:
        answered(frame);
    }
  };
  const { wire, say, hangUp } = makeInnerWire(hear, () => {
    isGone = true;
    leaveUnanswered(GONE);
    wake();
  });
  const nextTurn = (): Promise<void> =>
    isGone ? Promise.resolve() : new Promise((resolve) => void waiters.push(resolve));
  say({ type: 'hello', protocol: 1 });
  return {
    wire,
    hello: () => hello,
    observation: () => observation,
    results: () => results,
    end: () => end,
    draft: () => draft,
    setDraft: (orders) => {
      draft = orders;
    },
    ask: (request) => {
      if (isGone) return Promise.resolve(GONE);
      asked += 1;
      const id = asked;
      return new Promise((resolve) => {
        askers.set(id, resolve);
        say({ ...request, id });
      });
    },
    seal: () => {
      if (isGone || observation === null) return Promise.resolve();
      const { turn, stage } = observation as { readonly turn: number; readonly stage: 'turn' | 'crisisRound' };
      const opened = nextTurn();
      say({ type: 'seal', turn, stage, orders: [...draft] });
      return opened;
    },
    opened: () => (observation !== null || end !== null ? Promise.resolve() : nextTurn()),
    hangUp,
  };
};
