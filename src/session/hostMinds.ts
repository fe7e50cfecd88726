/**
 * Hosts a game for outside minds: tells each its turn, listens until it seals or loses the turn, resolves,
 * and so on to the end. Wires and clock are given. Whatever a program does or leaves undone costs it its
 * turn at most: a fault, a late seal or a closed wire is a turn in which it orders nothing.
 */
import type { Order } from '../engine/index.ts';
import { frameLine, MOST_FRAMES_A_TURN } from '../protocol/seat.ts';
import type { Side } from '../ruleset/terms.ts';
import { err } from '../units/result.ts';
import {
  answerTo,
  endFrame,
  type Frame,
  greetedSide,
  helloFrame,
  LATE,
  lost,
  observationFrame,
  refusedFrame,
  resultFrame,
  type SideOfKey,
  TOO_LARGE,
  TOO_MANY,
} from './outsideSeat.ts';
import { nextTable, type OutsideTable, outsideSides } from './outsideTable.ts';

/** What comes over a wire: a line, the news of one that was too long to keep, or its end. */
export type Received =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'closed' };

export interface Wire {
  /** The next that comes; asked again only after it came. */
  readonly receive: () => Promise<Received>;
  /** Resolves when there is room for more, and at once where nobody listens any more. */
  readonly send: (text: string) => Promise<void>;
  readonly close: () => void;
}

export interface Limit {
  readonly passed: Promise<void>;
  readonly cancel: () => void;
}
/** A limit of time that begins now. */
export type StartLimit = () => Limit;

/** A program at its seat, or nobody any more. */
interface Seated {
  readonly side: Side;
  wire: Wire | null;
  pending: Promise<Received> | null;
}

interface Sealed {
  readonly orders: readonly Order[];
  /** The code of the fault that cost the turn. */
  readonly lost: string | null;
}

const ABSENT: Sealed = { orders: [], lost: 'seat/absent' };
const PASSED = Symbol('the limit has passed');

const within = <T>(limit: Limit, work: Promise<T>): Promise<T | typeof PASSED> =>
  Promise.race([work, limit.passed.then((): typeof PASSED => PASSED)]);

/** Listens until a program says hello to a side that is free; null where the wire closes, or too much else came first. */
export const greet = async (wire: Wire, sideOf: SideOfKey): Promise<Side | null> => {
  for (let count = 0; count < MOST_FRAMES_A_TURN; count++) {
    const received = await wire.receive();
    if (received.kind === 'closed') return null;
    const greeted = received.kind === 'line' ? greetedSide(received.text, sideOf) : err(TOO_LARGE);
    if (greeted.ok) return greeted.value;
    await wire.send(frameLine(refusedFrame(greeted.error, false)));
  }
  return null;
};

const leave = (seated: Seated): void => {
  seated.wire?.close();
  seated.wire = null;
};

/** Tells a program something; one that has not read what it was told when the limit passes is given up. */
const tell = async (seated: Seated, limit: Limit, frame: Frame): Promise<void> => {
  const { wire } = seated;
  if (wire === null) return;
  if ((await within(limit, wire.send(frameLine(frame)))) === PASSED) leave(seated);
};

/** The next thing a program says; what was asked for and has not come is not asked for twice. */
const hear = async (seated: Seated, wire: Wire, limit: Limit): Promise<Received | typeof PASSED> => {
  seated.pending ??= wire.receive();
  const received = await within(limit, seated.pending);
  if (received !== PASSED) seated.pending = null;
  return received;
};

/** One turn of one program: its orders, or none and why. */
const askTurn = async (table: OutsideTable, seated: Seated, limit: Limit): Promise<Sealed> => {
  const { side } = seated;
  const lose = async ({ code, frame }: ReturnType<typeof lost>): Promise<Sealed> => {
    await tell(seated, limit, frame);
    return { orders: [], lost: code };
  };
  await tell(seated, limit, observationFrame(table, side));
  for (let count = 0; count < MOST_FRAMES_A_TURN; count++) {
    const { wire } = seated;
    if (wire === null) return ABSENT;
    const received = await hear(seated, wire, limit);
    if (received === PASSED) return lose(lost(LATE));
    if (received.kind === 'closed') {
      leave(seated);
      return ABSENT;
    }
    if (received.kind === 'tooLarge') return lose(lost(TOO_LARGE));
    const answer = answerTo(table, side, received.text);
    if (answer.kind === 'seal') return { orders: answer.orders, lost: null };
    if (answer.kind === 'lost') return lose(answer);
    await tell(seated, limit, answer.frame);
  }
  return lose(lost(TOO_MANY));
};

export interface HostOptions {
  readonly table: OutsideTable;
  /** The wire of a side's program once it has said hello; null where it will not come. */
  readonly seat: (side: Side) => Promise<Wire | null>;
  readonly startLimit: StartLimit;
  readonly turnLimitS: number;
  /** Called before the first turn and after each. */
  readonly keep: (table: OutsideTable) => void;
  /** Where the record will be found; null where none is kept. */
  readonly recordPath: string | null;
}

const withLimit = async <T>(startLimit: StartLimit, work: (limit: Limit) => Promise<T>): Promise<T> => {
  const limit = startLimit();
  try {
    return await work(limit);
  } finally {
    limit.cancel();
  }
};

/** Plays the game to its end and gives the table as it then is. */
export const hostMinds = async (options: HostOptions): Promise<OutsideTable> => {
  const { seat, startLimit, turnLimitS, keep, recordPath } = options;
  let { table } = options;
  keep(table);
  const minds = await Promise.all(
    outsideSides(table).map((side) =>
      withLimit(startLimit, async (limit): Promise<Seated> => {
        const wire = await within(limit, seat(side));
        const seated: Seated = { side, wire: wire === PASSED ? null : wire, pending: null };
        await tell(seated, limit, helloFrame(table, side, turnLimitS));
        return seated;
      }),
    ),
  );
  while (table.state.outcome === null) {
    const now = table;
    const sealed = await Promise.all(
      minds.map((seated) => withLimit(startLimit, (limit) => askTurn(now, seated, limit))),
    );
    const next = nextTable(
      now,
      Object.fromEntries(minds.map(({ side }, place) => [side, sealed[place]?.orders ?? []])),
    );
    table = next;
    keep(next);
    await Promise.all(
      minds.map((seated, place) =>
        withLimit(startLimit, (limit) =>
          tell(seated, limit, resultFrame(next, seated.side, sealed[place]?.lost ?? null)),
        ),
      ),
    );
  }
  await Promise.all(
    minds.map((seated) =>
      withLimit(startLimit, (limit) => tell(seated, limit, endFrame(table, seated.side, recordPath))),
    ),
  );
  for (const seated of minds) leave(seated);
  return table;
};
