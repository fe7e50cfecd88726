/**
 * Frames that are malformed, too large, out of order, replayed or forged: each is refused with the code that it
 * deserves, nobody but the sender is cut, and the server holds no more afterwards than before.
 *
 * `npm test` sends 600; `BAD_FRAMES=10000 npm test -- --only unit test/server/badFrames.test.ts` is the long run.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { principal, SETTINGS } from '../support/hosted.ts';
import { makeHome, type ServerProcess, startServer } from '../support/servers.ts';
import {
  frameBytes,
  isLet,
  join,
  type Let,
  openSession,
  play,
  type Player,
  tryResume,
} from '../support/sessionClient.ts';

const BAD_FRAMES = Number(process.env['BAD_FRAMES'] ?? 600);
/** Less than a connection may send at once, so that each frame is refused for what it is. */
const A_CONNECTION = 140;
/** What the heap may have grown by between the first measurement and the last. */
const HEAP_BOUND_MB = 1;
const LONG_MS = 60_000 + 30 * BAD_FRAMES;

const home = makeHome();
let server: ServerProcess;
beforeAll(async () => {
  server = await startServer(home.folder, ['--sessions', home.sessions], { isMeasured: true });
}, 60_000);
afterAll(async () => {
  await server.kill();
  home.remove();
});

interface Bad {
  readonly bytes: Buffer;
  readonly code: string;
}
const raw = (bytes: readonly number[]): Bad => ({ bytes: Buffer.from(bytes), code: 'frame/not-text' });
const text = (code: string, words: string): Bad => ({ bytes: frameBytes(words), code });
const frame = (code: string, fields: Readonly<Record<string, unknown>>): Bad => text(code, JSON.stringify(fields));

const FRAME_HEAD = [13, 0xa5, 0x66, 0x72, 0x61, 0x6d, 0x65];
const ORDER = { kind: 'raiseFunds', politicalCapital: 1 };
/** Above every number that the sender has used. */
const id = 900_000;

/** One of each kind of badness, sent by the leader of the United States who has used up numbers 1 and 5. */
const BAD: readonly Bad[] = [
  // malformed
  raw([]),
  raw([13]),
  raw([13, 0xdb, 0xff, 0xff, 0xff, 0xff]),
  raw([...FRAME_HEAD, 0xdb, 0xff, 0xff, 0xff, 0xff]),
  raw([...FRAME_HEAD, 0xdf, 0xff, 0xff, 0xff, 0xff]),
  raw([21, 1, ...FRAME_HEAD.slice(1)]),
  raw([255, 255, 255]),
  text('frame/not-json', ''),
  text('frame/not-json', '{'),
  text('frame/not-json', '\u0000\ud800'),
  text('frame/unknown-kind', '{"id":0}'),
  text('frame/unknown-kind', '{"id":900000,"kind":"__proto__"}'),
  text('frame/malformed', 'null'),
  text('frame/malformed', '['.repeat(4000) + ']'.repeat(4000)),
  frame('frame/malformed', { id: 1.5, kind: 'draft.clear' }),
  frame('frame/malformed', { id, kind: 'intent.state', turn: 1, text: 'x', question: 'outscores', prob: 7 }),
  frame('order/unknown-kind', { id, kind: 'order.add', order: { kind: 'constructor' } }),
  // too large
  text('frame/too-large', 'x'.repeat(17_000)),
  text(
    'frame/too-large',
    `{"id":900000,"kind":"message.send","to":"us","text":"${'x'.repeat(20_000)}","answers":null}`,
  ),
  frame('frame/malformed', { id, kind: 'message.send', to: 'us', text: 'x'.repeat(1001), answers: null }),
  // out of order, and replayed with other words
  frame('frame/out-of-order', { id: 3, kind: 'draft.clear' }),
  frame('frame/replayed', { id: 5, kind: 'order.add', order: ORDER }),
  frame('session/other-turn', { id, kind: 'seal', turn: 7, stage: 'turn' }),
  // forged: what others may, in others' names
  frame('session/not-allowed', { id, kind: 'session.end' }),
  frame('session/not-allowed', { id, kind: 'session.export' }),
  frame('session/not-allowed', { id, kind: 'override.make', reason: 'x', effects: [{ kind: 'funds' }] }),
  frame('frame/malformed', { id, kind: 'seal', turn: 1, stage: 'turn', side: 'cn' }),
  frame('frame/malformed', { id, kind: 'draft.clear', memberId: 'white' }),
  frame('session/unknown-order', { id, kind: 'order.remove', orderId: 'of-another-1' }),
];

const refusedIn = (player: Player): readonly string[] =>
  player.heard.flatMap((each) =>
    each.startsWith('{"kind":"refused"') ? [(JSON.parse(each) as { readonly code: string }).code] : [],
  );

/** Sends so many bad frames and waits until all are answered; gives what was answered otherwise than it had to be. */
const sendBad = async (player: Player, from: number, count: number): Promise<readonly string[]> => {
  player.heard.length = 0;
  const sent = Array.from({ length: count }, (_, place) => BAD[(from + place) % BAD.length] as Bad);
  const last = player.nextHeard(() => refusedIn(player).length >= count);
  for (const { bytes } of sent) player.sendBytes(bytes);
  await last;
  return refusedIn(player).flatMap((code, place) =>
    code === sent[place]?.code ? [] : [`${sent[place]?.bytes.toString().slice(0, 80)}: ${code}`],
  );
};

const words = (from: string) => ({ kind: 'message.send', to: 'white', text: from, answers: null });

/** A socket with a place that nobody was given. */
const forgedSocket = (seated: Let): Promise<string> =>
  new Promise((resolve) => {
    const { processId, roomId } = seated.reservation;
    const socket = new WebSocket(
      `${server.address.replace(/^http/, 'ws')}${processId}/${roomId}?sessionId=${'A'.repeat(9)}`,
    );
    socket.on('error', () => resolve('refused'));
    socket.on('close', () => resolve('refused'));
    socket.on('message', (bytes: Buffer) => {
      if (bytes.includes('welcome')) resolve('let in');
    });
  });

it(
  `refuses ${BAD_FRAMES} bad frames, each with its code, cuts nobody else and stays as small as it was`,
  async () => {
    const opened = await openSession(server.address, SETTINGS, 'bad frames');
    const white = await play(server.address, opened);
    const given = await join(server.address, { code: opened.code, name: 'Ann', role: principal('us') });
    const ann = await play(server.address, given);
    const bo = await play(
      server.address,
      await join(server.address, { code: opened.code, name: 'Bo', role: principal('cn') }),
    );
    await white.send({ kind: 'session.start' });
    for (const used of [1, 5]) {
      const taken = ann.nextHeard((heard) => heard.kind === 'ack' && heard.id === used);
      ann.sendText(JSON.stringify({ id: used, ...words('Ann') }));
      await taken;
    }
    const measureAt = [0.1, 0.5, 1].map((frac) => frac * BAD_FRAMES);
    const heapsMb: number[] = [];
    const otherwise: string[] = [];
    for (let sent = 0; sent < BAD_FRAMES; ) {
      const count = Math.min(A_CONNECTION, (measureAt[heapsMb.length] ?? BAD_FRAMES) - sent);
      otherwise.push(...(await sendBad(ann, sent, count)));
      sent += count;
      expect(await forgedSocket(opened)).toBe('refused');
      // A connection of her own again, with a full allowance; the one before is cut by it.
      await ann.resume(server.address);
      if (sent === measureAt[heapsMb.length]) heapsMb.push(await server.heapMb());
    }
    expect(otherwise).toEqual([]);
    const [early = 0, ...later] = heapsMb;
    process.stderr.write(
      `live heap after ${measureAt.join(', ')} bad frames: ${heapsMb.map((mb) => mb.toFixed(2)).join(', ')} MB\n`,
    );
    expect(Math.max(...later) - early).toBeLessThan(HEAP_BOUND_MB);
    // A flood is refused for its number, and cut.
    const cut = ann.nextHeard(({ kind }) => kind === 'closed');
    for (let each = 0; each < 600; each += 1) ann.sendText('{');
    expect(await cut).toEqual({ kind: 'closed', code: 'frame/too-many' });
    await ann.resume(server.address);
    ann.sendBytes(Buffer.alloc(100_000));
    await ann.resume(server.address);
    expect((await ann.send(words('still here'))).kind).toBe('ack');
    for (const other of [white, bo]) {
      expect(other.isOpen()).toBe(true);
      expect(other.heard.some((each) => each.startsWith('{"kind":"closed"'))).toBe(false);
      expect((await other.send(words('undisturbed'))).kind).toBe('ack');
    }
    const stolen = await tryResume(server.address, { code: opened.code, token: 'A'.repeat(43) });
    expect(isLet(stolen)).toBe(false);
    expect(server.said()).not.toContain('TypeError');
  },
  LONG_MS,
);
