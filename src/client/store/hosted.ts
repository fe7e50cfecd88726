/**
 * A hosted session as this page has it: the connection, who we are in it, and the parts of the picture that the server
 * has shown us. The server alone holds the game; nothing here goes beyond what our seat may know, and when the seat
 * changes, all of it is dropped.
 */
import { ENGINE_VERSION, type Game } from '../../engine/index.ts';
import { shownCode } from '../../protocol/sessionCode.ts';
import {
  type Here,
  type JoinRequest,
  type Looked,
  type OpenRequest,
  readHere,
  readLooked,
  readSeated,
  type Refusal,
  refuse,
  type Seated,
  type ServerFrame,
} from '../../protocol/session.ts';
import type { Parts, RoomTable, SideTable, Talk, WhiteTable } from '../../protocol/sessionParts.ts';
import { joinTalk, NO_TALK } from '../../protocol/talk.ts';
import { err, ok, type Result } from '../../units/result.ts';
import { loadRoom } from './client.ts';
import { makeStore, useStore } from './externalStore.ts';
import { type Answered, type Connection, type FrameBody, type Line, openLine } from './hostedLine.ts';
import { makeKeptSeats } from './keptSeats.ts';
import type { SessionPlace } from './sessionPlace.ts';

export type Welcome = Extract<ServerFrame, { kind: 'welcome' }>;

export interface HostedState {
  /** The address of the seat; null where this page has none. */
  readonly place: SessionPlace | null;
  readonly connection: Connection;
  /** Why it has closed for good, or was refused: `session/removed`. */
  readonly closedCode: string | null;
  /** Which seat in which session; null until the server has said. */
  readonly welcome: Welcome | null;
  /** The game under the session's rules, which are this build's; null until it is loaded. */
  readonly game: Game | null;
  readonly status: Parts['status'] | null;
  readonly table: Parts['table'] | null;
  readonly desk: Parts['desk'] | null;
  readonly talk: Parts['talk'] | null;
  readonly white: Parts['white'] | null;
  readonly reveal: Parts['reveal'] | null;
  /** To be added to this machine's clock for the server's, ms. */
  readonly clockOffsetMs: number;
  /** Frames that the server has not answered yet: kept here, and sent again after a cut. */
  readonly waitingCount: number;
  readonly lastRefusal: Refusal | null;
}

const NO_PARTS = { status: null, table: null, desk: null, talk: null, white: null, reveal: null } as const;
const NOTHING: HostedState = {
  place: null,
  connection: 'idle',
  closedCode: null,
  welcome: null,
  game: null,
  ...NO_PARTS,
  clockOffsetMs: 0,
  waitingCount: 0,
  lastRefusal: null,
};

export const hosted = makeStore<HostedState>(NOTHING);
const change = (part: Partial<HostedState>): void => hosted.set({ ...hosted.get(), ...part });
export const useHosted = <S>(select: (state: HostedState) => S): S => useStore(hosted, select);

export const sideTable = ({ table }: HostedState): SideTable | null =>
  table !== null && 'plan' in table ? table : null;
export const whiteTable = ({ table }: HostedState): WhiteTable | null =>
  table !== null && 'views' in table ? table : null;
export const roomTable = ({ table }: HostedState): RoomTable | null =>
  table !== null && 'view' in table && !('plan' in table) ? table : null;

// --- requests to the server that serves this page

const API = 'api/sessions';

const ask = async <T>(
  path: string,
  body: object,
  read: (answer: unknown) => Result<T, Refusal>,
): Promise<Result<T, Refusal>> => {
  let response: Response;
  try {
    response = await fetch(new URL(API + path, location.href), { method: 'POST', body: JSON.stringify(body) });
  } catch {
    return err(refuse('session/unreachable'));
  }
  try {
    return read(await response.json());
  } catch {
    // A host of files answers with a page of its own.
    return err(refuse('session/no-server'));
  }
};

const seat = (path: string, body: object): Promise<Result<Seated, Refusal>> => ask(path, body, readSeated);
/** What may be known of a session by whoever has its code. */
export const lookAt = (code: string): Promise<Result<Looked, Refusal>> => ask('/look', { code }, readLooked);
/** Whether what serves this page hosts sessions, and under which addresses others reach it. */
export const askHere = (): Promise<Result<Here, Refusal>> => ask('/here', {}, readHere);

// --- the line

const kept = makeKeptSeats(() => localStorage);
export const seatIdOf = ({ code, isRoom }: SessionPlace): string => `${code}${isRoom ? '.room' : ''}`;
/** Whether this browser has a seat there. */
export const hasSeat = (place: SessionPlace): boolean => kept.read(seatIdOf(place)) !== null;
export const forgetSeat = (place: SessionPlace): void => kept.forget(seatIdOf(place));

let line: Line | null = null;

const later = (action: () => void, ms: number): (() => void) => {
  const timer = setTimeout(action, ms);
  return () => clearTimeout(timer);
};

/** Loads the game that the server speaks of; a server with other rules or another engine is left. */
const meet = async ({ scenarioId, packId, rulesetHash, engineVersion }: Welcome): Promise<void> => {
  const room = await loadRoom();
  const made = room.findGame(scenarioId, packId);
  if (made === null || made.ruleset.hash !== rulesetHash || engineVersion !== ENGINE_VERSION)
    line?.close('session/other-rules');
  else change({ game: made });
};

const isSameSeat = (before: Welcome | null, now: Welcome): boolean =>
  before !== null && before.memberId === now.memberId && JSON.stringify(before.role) === JSON.stringify(now.role);

const take = (frame: ServerFrame): void => {
  if (frame.kind === 'refused') change({ lastRefusal: { code: frame.code, field: frame.field } });
  else if (frame.kind === 'part') change({ [frame.name]: frame.value });
  else if (frame.kind === 'said') change({ talk: joinTalk(hosted.get().talk ?? NO_TALK, frame as unknown as Talk) });
  else if (frame.kind === 'welcome') {
    // After a cut what was shown still holds until it is shown anew; in another seat nothing does.
    const parts = isSameSeat(hosted.get().welcome, frame) ? {} : NO_PARTS;
    change({ ...parts, welcome: frame, clockOffsetMs: frame.nowMs - Date.now() });
    if (hosted.get().game === null) meet(frame).catch(() => line?.close('app/not-loaded'));
  }
};

/** The seat is nobody's any more, or the session is no more: nothing is left to come back to. */
const GONE: readonly string[] = ['session/erased', 'session/removed', 'session/unknown-code', 'session/unknown-token'];

const call = (place: SessionPlace, seated: Seated | null): void => {
  line?.close();
  hosted.set({ ...NOTHING, place });
  const own: Line = openLine(
    { seatId: seatIdOf(place), code: shownCode(place.code), seated },
    {
      openWire: async (reservation, events) => (await import('./hostedWire.ts')).openWire(reservation, events),
      resume: (request) => seat('/resume', request),
      later,
      kept,
    },
    {
      onConnection: (connection, closedCode) => {
        if (closedCode !== null && GONE.includes(closedCode)) kept.forget(seatIdOf(place));
        change({ connection, closedCode });
      },
      onFrame: take,
      onWaiting: (waitingCount) => change({ waitingCount }),
    },
  );
  line = own;
};

/** Sends a frame; answered when the server has kept what it did, over as many connections as that takes. */
export const sendFrame = (frame: FrameBody): Promise<Answered> =>
  line === null ? Promise.resolve(err(refuse('session/not-open'))) : line.send(frame);

const enter = async (
  asked: Promise<Result<Seated, Refusal>>,
  isRoom: boolean,
): Promise<Result<SessionPlace, Refusal>> => {
  const seated = await asked;
  if (!seated.ok) return seated;
  const place: SessionPlace = { code: seated.value.code.replace('-', ''), isRoom };
  kept.forget(seatIdOf(place));
  call(place, seated.value);
  return ok(place);
};

/** Opens a session of one's own, as its controller. */
export const hostSession = (request: OpenRequest): Promise<Result<SessionPlace, Refusal>> =>
  enter(seat('', request), false);
export const dismissRefusal = (): void => change({ lastRefusal: null });
/** Takes a new seat in a session. */
export const joinSession = (request: JoinRequest): Promise<Result<SessionPlace, Refusal>> =>
  enter(seat('/join', request), request.role?.kind === 'projector');
const MOST_PICTURES = 20;
/** Takes the room's picture of a session: a member like others, under the first free number of a name. */
export const joinRoom = async (place: SessionPlace, name: string): Promise<void> => {
  for (let number = 1; ; number += 1) {
    const numbered = number === 1 ? name : `${name} ${number}`;
    const joined = await joinSession({ code: place.code, name: numbered, role: { kind: 'projector' } });
    if (joined.ok) return;
    if (joined.error.code === 'session/name-taken' && number < MOST_PICTURES) continue;
    hosted.set({ ...NOTHING, place, connection: 'closed', closedCode: joined.error.code });
    return;
  }
};
/** Comes back to the seat that this browser has. */
export const resumeSession = (place: SessionPlace): void => call(place, null);
/** Leaves the page of the session; the seat stays ours. */
export const leaveSession = (): void => {
  line?.close();
  line = null;
  hosted.set(NOTHING);
};

const hintThere = (): void => line?.hintNetwork(true);
const hintGone = (): void => line?.hintNetwork(false);
/** Tells the line at once when the network goes or comes; gives what stops it. */
export const watchNetwork = (): (() => void) => {
  window.addEventListener('online', hintThere);
  window.addEventListener('offline', hintGone);
  return () => {
    window.removeEventListener('online', hintThere);
    window.removeEventListener('offline', hintGone);
  };
};
