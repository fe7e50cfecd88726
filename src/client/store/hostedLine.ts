/**
 * The line from a seat to the server of its session: frames with numbers that only rise, each kept until it is
 * answered and sent again the same after a cut; coming back by the token, later and later, until it works or the
 * server says that it never will. No component and no browser: sockets, requests, clock and storage are given.
 */
import {
  parseServerFrame,
  type Refusal,
  refuse,
  type SeatFrame,
  type Seated,
  type ServerFrame,
} from '../../protocol/session.ts';
import { err, ok, type Result } from '../../units/result.ts';
import type { KeptSeats } from './keptSeats.ts';

/** An open connection. */
export interface Wire {
  readonly send: (text: string) => void;
  /** Calls back when the other end has answered. */
  readonly ping: (whenHeard: () => void) => void;
  readonly close: () => void;
}
export interface WireEvents {
  readonly onText: (text: string) => void;
  readonly onCut: () => void;
}

/** The world around a line. */
export interface LineOutside {
  readonly openWire: (reservation: Seated['reservation'], events: WireEvents) => Promise<Wire>;
  readonly resume: (request: { readonly code: string; readonly token: string }) => Promise<Result<Seated, Refusal>>;
  /** Does something later; gives what calls it off. */
  readonly later: (action: () => void, ms: number) => () => void;
  readonly kept: KeptSeats;
}

export type Connection = 'idle' | 'joining' | 'open' | 'reconnecting' | 'closed';
export interface LineEvents {
  /** `code` says why, where the connection has closed for good. */
  readonly onConnection: (connection: Connection, code: string | null) => void;
  readonly onFrame: (frame: ServerFrame) => void;
  /** How many frames wait for their answer. */
  readonly onWaiting: (count: number) => void;
}

/** A frame without its number. */
export type FrameBody = SeatFrame extends infer F ? (F extends SeatFrame ? Omit<F, 'id'> : never) : never;
export type Answer = Extract<ServerFrame, { kind: 'ack' | 'page' | 'exported' }>;
export type Answered = Result<Answer, Refusal>;

const PING_MS = 5000;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 8000;
/** What passes by itself; every other refusal to let the seat in is for good. */
const PASSING: readonly string[] = ['session/unreachable', 'session/too-many-tries'];
/** The room is opened again by whoever asks. */
const MOVED = 'session/moved';
export const CLOSED_HERE = 'session/left';

interface Sent {
  readonly text: string;
  readonly resolve: (answered: Answered) => void;
}

export interface Line {
  readonly send: (frame: FrameBody) => Promise<Answered>;
  /** Says that the network has come back, or has gone. */
  readonly hintNetwork: (isThere: boolean) => void;
  /** Hangs up; the seat stays ours. */
  readonly close: (code?: string) => void;
}

const nothing = (): void => undefined;

/** A line to the seat that `seated` opens, or, where none is given, to the one that the kept token opens. */
export const openLine = (
  seat: { readonly seatId: string; readonly code: string; readonly seated: Seated | null },
  outside: LineOutside,
  events: LineEvents,
): Line => {
  const { seatId } = seat;
  const { kept, later } = outside;
  const before = kept.read(seatId);
  const waiting = new Map<number, Sent>();
  for (const [id, text] of before?.waiting ?? []) waiting.set(id, { text, resolve: nothing });
  let token = seat.seated?.token ?? before?.token ?? '';
  let nextId = 1;
  let isWelcome = false;
  let isClosed = false;
  let wire: Wire | null = null;
  /** Tells the present connection from older ones, of which something may still come. */
  let turn = 0;
  let delayMs = FIRST_DELAY_MS;
  let callOff = nothing;
  let callOffPing = nothing;

  const keepSeat = (): void => {
    kept.keep(seatId, { token, waiting: [...waiting].map(([id, { text }]) => [id, text] as const) });
    events.onWaiting(waiting.size);
  };

  const hangUp = (): void => {
    turn += 1;
    callOff();
    callOffPing();
    wire?.close();
    wire = null;
    isWelcome = false;
  };

  const close = (code: string): void => {
    if (isClosed) return;
    isClosed = true;
    hangUp();
    for (const { resolve } of waiting.values()) resolve(err(refuse(code)));
    events.onConnection('closed', code);
  };

  const comeBack = (): void => {
    if (isClosed) return;
    hangUp();
    events.onConnection('reconnecting', null);
    callOff = later(() => void resume(), delayMs);
    delayMs = Math.min(LONGEST_DELAY_MS, delayMs * 2);
  };

  const watchPulse = (own: number): void => {
    let isHeard = false;
    wire?.ping(() => {
      isHeard = true;
    });
    callOffPing = later(() => {
      if (own !== turn) return;
      if (isHeard) watchPulse(own);
      else comeBack();
    }, PING_MS);
  };

  const settle = (id: number, answered: Answered): void => {
    const sent = waiting.get(id);
    if (sent === undefined) return;
    waiting.delete(id);
    keepSeat();
    sent.resolve(answered);
  };

  const take = (frame: ServerFrame): void => {
    switch (frame.kind) {
      case 'welcome':
        nextId = Math.max(nextId, frame.nextFrameId, ...[...waiting.keys()].map((id) => id + 1));
        events.onFrame(frame);
        if (isWelcome) return;
        isWelcome = true;
        delayMs = FIRST_DELAY_MS;
        events.onConnection('open', null);
        for (const { text } of waiting.values()) wire?.send(text);
        return;
      case 'closed':
        if (frame.code === MOVED) comeBack();
        else close(frame.code);
        return;
      case 'part':
      case 'said':
        events.onFrame(frame);
        return;
      case 'refused':
        events.onFrame(frame);
        if (frame.id !== null) settle(frame.id, err({ code: frame.code, field: frame.field }));
        return;
      case 'ack':
      case 'page':
      case 'exported':
        settle(frame.id, ok(frame));
    }
  };

  const hear = (text: string): void => {
    const frame = parseServerFrame(text);
    // What the protocol does not know was sent by another version of it.
    if (frame.ok) take(frame.value);
    else close('session/other-version');
  };

  const connect = async ({ reservation }: Seated): Promise<void> => {
    turn += 1;
    const own = turn;
    const early: string[] = [];
    try {
      const opened = await outside.openWire(reservation, {
        onText: (text) => {
          if (own !== turn) return;
          if (wire === null) early.push(text);
          else hear(text);
        },
        onCut: () => {
          if (own === turn) comeBack();
        },
      });
      if (own !== turn) {
        opened.close();
        return;
      }
      wire = opened;
    } catch {
      if (own === turn) comeBack();
      return;
    }
    for (const text of early) if (own === turn) hear(text);
    if (own === turn) watchPulse(own);
  };

  const resume = async (): Promise<void> => {
    const own = turn;
    const seated = await outside.resume({ code: seat.code, token });
    if (own !== turn || isClosed) return;
    if (seated.ok) {
      token = seated.value.token;
      await connect(seated.value);
    } else if (PASSING.includes(seated.error.code)) comeBack();
    else close(seated.error.code);
  };

  events.onConnection('joining', null);
  keepSeat();
  void (seat.seated === null ? resume() : connect(seat.seated));

  return {
    send: (frame) => {
      if (isClosed) return Promise.resolve(err(refuse(CLOSED_HERE)));
      const id = nextId;
      nextId += 1;
      const text = JSON.stringify({ id, ...frame });
      return new Promise((resolve) => {
        waiting.set(id, { text, resolve });
        keepSeat();
        if (isWelcome) wire?.send(text);
      });
    },
    hintNetwork: (isThere) => {
      if (isClosed) return;
      if (!isThere) comeBack();
      else if (wire === null) {
        delayMs = FIRST_DELAY_MS;
        comeBack();
      }
    },
    close: (code = CLOSED_HERE) => close(code),
  };
};
