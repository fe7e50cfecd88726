/** The line of a seat against a scripted server: cuts before an answer, what is sent again, what closes for good. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Connection, type Line, openLine, type WireEvents } from '../../src/client/store/hostedLine.ts';
import type { KeptSeat, KeptSeats } from '../../src/client/store/keptSeats.ts';
import { makeServerFrame, type Refusal, type Seated, type ServerFrame } from '../../src/protocol/session.ts';
import { err, ok, type Result } from '../../src/units/result.ts';

const SEATED: Seated = { code: 'ABCD-EFGH', token: 'token', memberId: 'm1', reservation: {} };
const welcome = (nextFrameId: number): ServerFrame => ({
  kind: 'welcome',
  protocolVersion: 1,
  engineVersion: 'e',
  rulesetHash: 'r',
  scenarioId: 'classroom',
  packId: 'base',
  code: 'ABCD-EFGH',
  memberId: 'm1',
  role: { kind: 'observer' },
  nextFrameId,
  nowMs: 0,
});
const ack = (id: number, isRepeat = false): ServerFrame => ({ kind: 'ack', id, isRepeat });

/** A connection as the server has it: what it was sent, and what it says. */
interface Socket {
  readonly sent: string[];
  readonly say: (frame: ServerFrame) => void;
  readonly sayText: (text: string) => void;
  readonly cut: () => void;
  isClosed: boolean;
}

let sockets: Socket[];
let waits: { action: () => void; ms: number }[];
let resumes: Result<Seated, Refusal>[];
let seats: Map<string, KeptSeat>;
let states: [Connection, string | null][];
let heard: ServerFrame[];
let waiting: number;
/** Whether the other end answers pings. */
let isAlive: boolean;
let canOpen: boolean;

/** Lets what was promised happen. */
const settle = async (): Promise<void> => {
  for (let step = 0; step < 10; step += 1) await Promise.resolve();
};

const kept: KeptSeats = {
  read: (id) => seats.get(id) ?? null,
  keep: (id, seat) => void seats.set(id, seat),
  forget: (id) => void seats.delete(id),
};

const openWire = async (_: object, { onText, onCut }: WireEvents) => {
  if (!canOpen) throw new Error('no network');
  const socket: Socket = {
    sent: [],
    say: (frame) => onText(makeServerFrame(frame)),
    sayText: onText,
    cut: onCut,
    isClosed: false,
  };
  sockets.push(socket);
  return {
    send: (text: string) => void socket.sent.push(text),
    ping: (whenHeard: () => void) => {
      if (isAlive) whenHeard();
    },
    close: () => {
      socket.isClosed = true;
    },
  };
};

const open = async (seated: Seated | null): Promise<Line> => {
  const line = openLine(
    { seatId: 'ABCDEFGH', code: 'ABCD-EFGH', seated },
    {
      openWire,
      resume: async () => resumes.shift() ?? ok(SEATED),
      later: (action, ms) => {
        const wait = { action, ms };
        waits.push(wait);
        return () => void waits.splice(waits.indexOf(wait), waits.includes(wait) ? 1 : 0);
      },
      kept,
    },
    {
      onConnection: (...state) => void states.push(state),
      onFrame: (frame) => void heard.push(frame),
      onWaiting: (count) => {
        waiting = count;
      },
    },
  );
  await settle();
  return line;
};

/** The next that was put off. */
const wait = async (): Promise<number> => {
  const [next] = waits.splice(0, 1);
  next?.action();
  await settle();
  return next?.ms ?? -1;
};
const last = (): Socket => {
  const socket = sockets.at(-1);
  if (socket === undefined) throw new Error('nothing has connected');
  return socket;
};
const idsOf = ({ sent }: Socket): readonly number[] => sent.map((text) => (JSON.parse(text) as { id: number }).id);
const pause = { kind: 'session.pause' } as const;

beforeEach(() => {
  [sockets, waits, resumes, states, heard] = [[], [], [], [], []];
  seats = new Map();
  [waiting, isAlive, canOpen] = [0, true, true];
});

describe('frames', () => {
  it('are numbered from where the server says, and answered by their numbers', async () => {
    const line = await open(SEATED);
    last().say(welcome(7));
    const [first, second] = [line.send(pause), line.send({ kind: 'session.resume' })];
    expect(idsOf(last())).toEqual([7, 8]);
    expect(waiting).toBe(2);
    last().say({ kind: 'refused', id: 8, code: 'session/wrong-stage', field: '' });
    last().say(ack(7));
    expect(await first).toEqual(ok(ack(7)));
    expect(await second).toEqual(err({ code: 'session/wrong-stage', field: '' }));
    expect(waiting).toBe(0);
  });

  it('wait for the welcome, and then go out in order', async () => {
    const line = await open(SEATED);
    void line.send(pause);
    void line.send(pause);
    expect(last().sent).toEqual([]);
    last().say(welcome(1));
    expect(idsOf(last())).toEqual([1, 2]);
  });

  it('are sent again the same after a cut before their answers, once each', async () => {
    const line = await open(SEATED);
    last().say(welcome(1));
    const answers = [line.send(pause), line.send({ kind: 'session.resume' }), line.send(pause)];
    const [broken] = sockets;
    last().say(ack(1));
    last().cut();
    expect(states.at(-1)).toEqual(['reconnecting', null]);
    void line.send({ kind: 'session.end' });
    await wait();
    last().say(welcome(2));
    expect(last().sent).toEqual([...(broken?.sent.slice(1) ?? []), '{"id":4,"kind":"session.end"}']);
    // The second had been taken before the cut.
    last().say(ack(2, true));
    last().say(ack(3));
    expect((await Promise.all(answers)).map(({ ok: isOk }) => isOk)).toEqual([true, true, true]);
    expect(waiting).toBe(1);
  });

  it('outlive a reload, and new ones are numbered after them', async () => {
    const line = await open(SEATED);
    last().say(welcome(1));
    void line.send(pause);
    line.close();
    const again = await open(null);
    last().say(welcome(1));
    void again.send({ kind: 'session.resume' });
    expect(last().sent).toEqual(['{"id":1,"kind":"session.pause"}', '{"id":2,"kind":"session.resume"}']);
    last().say(ack(1));
    last().say(ack(2));
    expect(seats.get('ABCDEFGH')?.waiting).toEqual([]);
  });

  it('that nobody asked about any more are let fall', async () => {
    await open(SEATED);
    last().say(welcome(1));
    last().say(ack(99));
    last().say({ kind: 'refused', id: null, code: 'frame/not-text', field: '' });
    expect(heard.map(({ kind }) => kind)).toEqual(['welcome', 'refused']);
  });
});

describe('a cut', () => {
  it('is tried again later and later, and at once when the network is back', async () => {
    const line = await open(SEATED);
    last().say(welcome(1));
    canOpen = false;
    last().cut();
    const delays = [await wait(), await wait(), await wait(), await wait(), await wait(), await wait(), await wait()];
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000]);
    canOpen = true;
    line.hintNetwork(true);
    expect(await wait()).toBe(250);
    last().say(welcome(1));
    expect(states.at(-1)).toEqual(['open', null]);
  });

  it('that makes no sound is noticed by the missing answer to a ping', async () => {
    await open(SEATED);
    last().say(welcome(1));
    await wait();
    expect(states.at(-1)).toEqual(['open', null]);
    isAlive = false;
    await wait();
    await wait();
    expect(states.at(-1)).toEqual(['reconnecting', null]);
    expect(last().isClosed).toBe(true);
  });

  it('leaves nothing of the old connection to be heard', async () => {
    await open(SEATED);
    const [old] = sockets;
    old?.say(welcome(1));
    old?.cut();
    await wait();
    old?.say({ kind: 'part', name: 'desk', value: 'old' });
    old?.cut();
    last().say(welcome(1));
    expect(heard.filter(({ kind }) => kind === 'part')).toEqual([]);
    expect(sockets).toHaveLength(2);
  });

  it('passes by itself while the server cannot be reached, and not where it knows the seat no more', async () => {
    resumes = [
      err({ code: 'session/unreachable', field: '' }),
      err({ code: 'session/too-many-tries', field: 'code' }),
      err({ code: 'session/unknown-token', field: 'token' }),
    ];
    const line = await open(null);
    await wait();
    await wait();
    expect(states.map(([state]) => state)).toEqual(['joining', 'reconnecting', 'reconnecting', 'closed']);
    expect(states.at(-1)?.[1]).toBe('session/unknown-token');
    expect((await line.send(pause)).ok).toBe(false);
    expect(waits).toEqual([]);
  });
});

describe('what the server says at the end', () => {
  it.each(['session/taken-over', 'session/removed', 'session/erased'])('%s closes for good', async (code) => {
    const line = await open(SEATED);
    last().say(welcome(1));
    const answer = line.send(pause);
    last().say({ kind: 'closed', code });
    last().cut();
    expect(states.at(-1)).toEqual(['closed', code]);
    expect(await answer).toEqual(err({ code, field: '' }));
    expect(waits).toEqual([]);
  });

  it('a room that has moved is come back to', async () => {
    await open(SEATED);
    last().say(welcome(1));
    last().say({ kind: 'closed', code: 'session/moved' });
    await wait();
    last().say(welcome(1));
    expect(states.at(-1)).toEqual(['open', null]);
  });

  it('what the protocol does not know closes, rather than being half-read', async () => {
    await open(SEATED);
    last().say(welcome(1));
    last().sayText('{"kind":"part","name":"secrets","value":1}');
    expect(states.at(-1)).toEqual(['closed', 'session/other-version']);
  });
});
