/** Sessions on the real server: a class's game through crashes, frames of every kind of badness, and what leaks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '@colyseus/sdk';
import { decide } from '../../src/bots/index.ts';
import { type GameRecord, replayRecord, type SideView } from '../../src/engine/index.ts';
import { parseGameRecord } from '../../src/protocol/gameFile.ts';
import type { Role } from '../../src/protocol/session.ts';
import type { Side } from '../../src/ruleset/terms.ts';
import { playGame } from '../../src/study/index.ts';
import { classroom } from '../support/game.ts';
import { principal, SETTINGS } from '../support/hosted.ts';
import { makeHome, type ServerProcess, startServer } from '../support/servers.ts';
import {
  frameBytes,
  isLet,
  join,
  openSession,
  play,
  type Player,
  tryJoin,
  tryResume,
} from '../support/sessionClient.ts';

/** The long run is the same with more: `SESSION_KILLS=200 BAD_FRAMES=10000`. */
const KILLS = Number(process.env['SESSION_KILLS'] ?? 2);
/** Words a player and kill; a session keeps 2,000. */
const WORDS = KILLS > 2 ? 1 : 5;
const SEATED = KILLS > 2 ? 8 : 30;
const BAD_FRAMES = Number(process.env['BAD_FRAMES'] ?? 500);

const LONG_MS = 30_000 * Math.max(2, KILLS, BAD_FRAMES / 500);

const home = makeHome();
let server: ServerProcess;
const start = (): Promise<ServerProcess> => startServer(home.folder, ['--sessions', home.sessions]);
beforeAll(async () => {
  server = await start();
}, 60_000);
afterAll(async () => {
  await server.kill();
  home.remove();
});

const seat = async (code: string, name: string, role: Role): Promise<Player> =>
  play(server.address, await join(server.address, { code, name, role }));
const viewOf = (player: Player): SideView => (player.parts.get('table') as { readonly view: SideView }).view;
const statusOf = (parts: ReadonlyMap<string, unknown>) =>
  parts.get('status') as { readonly playedCount: number; readonly stage: string; readonly code: string };
const played = (count: number) => (parts: ReadonlyMap<string, unknown>) => statusOf(parts)?.playedCount >= count;

/** Puts the balancer's orders on a side's desk and seals them; gives the codes of whatever was refused. */
const orderAndSeal = async (player: Player, seed: string): Promise<readonly string[]> => {
  const view = viewOf(player);
  await player.send({ kind: 'draft.clear' });
  const answers = await Promise.all(
    decide('balancer', classroom, view, seed).map((order) => player.send({ kind: 'order.add', order })),
  );
  const sealed = await player.send({ kind: 'seal', turn: view.turn, stage: view.stage });
  return [...answers, sealed].flatMap((answer) => (answer.kind === 'refused' ? [answer.code] : []));
};

const hashes = ({ turns }: Pick<GameRecord, 'turns'>) => turns.map(({ hash }) => hash);
const refusals = (player: Player): readonly string[] =>
  player.heard.filter((text) => text.startsWith('{"kind":"refused"'));

describe('a class', () => {
  it('plays a whole game through two crashes and a cut, and it comes out as the command line plays it', async () => {
    const seed = 'a class';
    const opened = await openSession(server.address, SETTINGS, seed);
    const white = await play(server.address, opened);
    const ann = await seat(opened.code, 'Ann', principal('us'));
    const bo = await seat(opened.code, 'Bo', principal('cn'));
    const all = [white, ann, bo];
    await white.send({ kind: 'session.start' });
    for (let turn = 1; ; turn += 1) {
      await Promise.all([ann, bo].map((player) => player.until(played(turn - 1))));
      if (statusOf(white.parts).stage === 'ended' || statusOf(ann.parts).stage === 'ended') break;
      if (turn === 3) {
        ann.cut();
        await ann.resume(server.address);
      }
      const isCrash = turn === 2 || turn === 5;
      const orders = [orderAndSeal(ann, seed), orderAndSeal(bo, seed)];
      if (isCrash) {
        await server.kill();
        server = await start();
        await Promise.all(all.map((player) => player.resume(server.address)));
      }
      expect((await Promise.all(orders)).flat()).toEqual([]);
    }
    expect((await white.send({ kind: 'session.reveal' })).kind).toBe('ack');
    await ann.until((parts) => parts.has('reveal'));
    const { record } = ann.parts.get('reveal') as { readonly record: unknown };
    const parsed = parseGameRecord(record);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(replayRecord(classroom, parsed.value).ok).toBe(true);
    const alone = playGame({ game: classroom, seed, controllers: { us: 'balancer', cn: 'balancer' } });
    expect(hashes(parsed.value)).toEqual(hashes(alone));
    const erased = white.nextHeard(({ kind }) => kind === 'closed');
    const exported = await white.send({ kind: 'session.export' });
    expect(exported).toMatchObject({ kind: 'exported' });
    expect(JSON.stringify(exported)).not.toContain(opened.token);
    await white.send({ kind: 'session.erase' });
    expect(await erased).toEqual({ kind: 'closed', code: 'session/erased' });
    expect(await tryResume(server.address, opened)).toMatchObject({ code: 'session/unknown-code' });
  }, 120_000);
});

describe('orders', () => {
  it(
    'that were acknowledged are there after a kill, each once',
    async () => {
      const opened = await openSession(server.address, SETTINGS, 'orders');
      const white = await play(server.address, opened);
      const shared = (['us', 'cn'] as const).flatMap((side) =>
        (['energyFinance', 'spaceMilitary', 'intelligenceDiplomacy'] as const).map(
          (of): Role => ({ kind: 'side', side, seat: of }),
        ),
      );
      const roles = Array.from({ length: SEATED }, (_, place): Role => {
        const side = (['us', 'cn'] as const)[place];
        return side === undefined ? (shared[place % shared.length] ?? { kind: 'observer' }) : principal(side);
      });
      const players = await Promise.all(roles.map((role, place) => seat(opened.code, `P${place}`, role)));
      await white.send({ kind: 'session.start' });
      const acknowledged = new Set<string>();
      for (let kill = 1; kill <= KILLS; kill += 1) {
        const sent = players.flatMap((player, place) =>
          Array.from({ length: WORDS }, async (_, at) => {
            const text = `kill ${kill} player ${place} word ${at}`;
            const answer = await player.send({ kind: 'message.send', to: 'white', text, answers: null });
            if (answer.kind === 'ack') acknowledged.add(text);
          }),
        );
        // Killed when the first few have been acknowledged and most have not.
        await Promise.any(sent);
        await server.kill();
        server = await start();
        await Promise.all([white, ...players].map((player) => player.resume(server.address)));
        await Promise.all(sent);
      }
      expect(acknowledged.size).toBe(KILLS * WORDS * players.length);
      const messagesOf = () =>
        (white.parts.get('talk') as { readonly messages: readonly { readonly text: string }[] }).messages.map(
          ({ text }) => text,
        );
      await white.until(() => messagesOf().length >= acknowledged.size);
      expect(messagesOf().toSorted()).toEqual([...acknowledged].toSorted());
    },
    LONG_MS,
  );
});

describe('whoever sends what is not asked for', () => {
  it(
    'is refused with a code, and disturbs nobody else',
    async () => {
      const opened = await openSession(server.address, SETTINGS, 'bad frames');
      const white = await play(server.address, opened);
      const ann = await seat(opened.code, 'Ann', principal('us'));
      const bo = await seat(opened.code, 'Bo', principal('cn'));
      await white.send({ kind: 'session.start' });
      const bad: readonly Buffer[] = [
        Buffer.from([]),
        Buffer.from([13]),
        Buffer.from([13, 0xdb, 0xff, 0xff, 0xff, 0xff]),
        Buffer.from([13, 0xa5, 0x66, 0x72, 0x61, 0x6d, 0x65, 0xdb, 0xff, 0xff, 0xff, 0xff]),
        Buffer.from([13, 0xa5, 0x66, 0x72, 0x61, 0x6d, 0x65, 0xdf, 0xff, 0xff, 0xff, 0xff]),
        Buffer.from([21, 1, 0xa5, 0x66, 0x72, 0x61, 0x6d, 0x65]),
        Buffer.from([255, 255, 255]),
        ...['', '{', '[]', 'null', '{"id":0}', '{"id":900,"kind":"__proto__"}', '{"id":900,"kind":"session.end"}'].map(
          frameBytes,
        ),
        frameBytes(JSON.stringify({ id: 900, kind: 'order.add', order: { kind: 'research', __proto__: 1 } })),
        frameBytes(`{"id":900,"kind":"message.send","to":"us","text":"${'x'.repeat(20_000)}","answers":null}`),
        frameBytes('{"id":900,"kind":"seal","turn":1,"stage":"turn","side":"cn"}'),
      ];
      for (const bytes of bad) ann.sendBytes(bytes);
      const words = { kind: 'message.send', to: 'us', text: 'still here', answers: null };
      expect((await ann.send(words)).kind).toBe('ack');
      expect(refusals(ann)).toHaveLength(bad.length);
      expect(new Set(refusals(ann).map((text) => (JSON.parse(text) as { code: string }).code.split('/')[0]))).toEqual(
        new Set(['frame', 'session', 'order']),
      );
      const texts = ['{', '[]', '{"id":1,"kind":"seal"}', 'x'.repeat(17_000), '{"id":1,"kind":"draft.clear"}'];
      for (let sent = 0; sent < BAD_FRAMES; sent += 500) {
        const cut = ann.nextHeard(({ kind }) => kind === 'closed');
        for (let each = 0; each < 500; each += 1) ann.sendText(texts[each % texts.length] ?? '');
        expect(await cut).toEqual({ kind: 'closed', code: 'frame/too-many' });
        await ann.resume(server.address);
      }
      bo.sendBytes(Buffer.alloc(100_000));
      await bo.resume(server.address);
      expect((await bo.send(words)).kind).toBe('ack');
      expect(white.isOpen()).toBe(true);
      expect(server.said()).not.toContain('TypeError');
    },
    LONG_MS,
  );
});

/** Every text that a seat gets while the other side does one thing or another in secret. */
const heardWhile = async (isOther: boolean): Promise<readonly string[]> => {
  const opened = await openSession(server.address, SETTINGS, 'leak');
  const white = await play(server.address, opened);
  const ann = await seat(opened.code, 'Ann', principal('us'));
  const bo = await seat(opened.code, 'Bo', principal('cn'));
  await white.send({ kind: 'session.start' });
  await ann.until((parts) => statusOf(parts)?.stage === 'planning');
  if (isOther) await bo.send({ kind: 'draft.plan' });
  const text = isOther ? 'one' : 'other';
  await bo.send({ kind: 'message.send', to: 'cn', text, answers: null });
  await bo.send({ kind: 'message.send', to: 'white', text, answers: null });
  await bo.send({ kind: 'intent.state', turn: 1, text, question: 'outscores', prob: isOther ? 0 : 1 });
  await white.send({
    kind: 'inject.prepare',
    eventId: 'market-boom',
    when: isOther ? { kind: 'held' } : { kind: 'turn', turn: 9 },
  });
  await bo.send({ kind: 'draft.plan' });
  await bo.send({ kind: 'seal', turn: 1, stage: 'turn' });
  await ann.send({ kind: 'draft.plan' });
  await ann.send({ kind: 'seal', turn: 1, stage: 'turn' });
  await ann.until(played(1));
  await ann.send({ kind: 'page.read', place: 0 });
  const ids: readonly (readonly [string, string])[] = [
    [white.id, 'WHITE'],
    [ann.id, 'ANN'],
    [bo.id, 'BO'],
    [opened.code, 'CODE'],
  ];
  // Parts are put together by when they come: what counts is which texts have come, apart from ids and the clock.
  const plain = ann.heard.map((each) =>
    ids.reduce((known, [id, name]) => known.replaceAll(id, name), each).replace(/"(nowMs|atMs)":\d+/g, '"$1":0'),
  );
  return [...new Set(plain)].toSorted();
};

it('sends a seat the same bytes whatever the other side does in secret', async () => {
  expect(await heardWhile(true)).toEqual(await heardWhile(false));
}, 60_000);

it('speaks with the library’s own client', async () => {
  const opened = await openSession(server.address, SETTINGS, 'sdk');
  const client = new Client(server.address.replace(/\/$/, ''));
  const room = await client.consumeSeatReservation(opened.reservation as never);
  const heard: string[] = [];
  const acknowledged = new Promise<void>((resolve) => {
    room.onMessage('frame', (text: string) => {
      heard.push(text);
      if (text.startsWith('{"kind":"ack"')) resolve();
    });
  });
  room.send('frame', JSON.stringify({ id: 1, kind: 'timer.set', seconds: null }));
  room.send('frame', JSON.stringify({ id: 1, kind: 'side.bot', side: 'cn' satisfies Side, botId: 'balancer' }));
  await acknowledged;
  expect(heard.some((text) => text.startsWith('{"kind":"welcome"'))).toBe(true);
  await room.leave();
});

it('lets nobody go through codes, take a seat that is taken, or come from another site', async () => {
  const opened = await openSession(server.address, SETTINGS, 'codes');
  await seat(opened.code.toLowerCase().replace('-', ' '), 'Ann', principal('us'));
  const request = { name: 'Eve', role: principal('us') };
  expect(await tryJoin(server.address, { ...request, code: opened.code })).toMatchObject({
    code: 'session/seat-taken',
  });
  const white: Role = { kind: 'white', office: 'analyst' };
  expect(await tryJoin(server.address, { code: opened.code, name: 'Eve', role: white })).toMatchObject({
    code: 'session/not-allowed',
  });
  expect(await tryResume(server.address, { code: opened.code, token: 'A'.repeat(43) })).toMatchObject({
    code: 'session/unknown-token',
  });
  const foreign = await fetch(new URL('/api/sessions/join', server.address), {
    method: 'POST',
    body: JSON.stringify({ code: opened.code, ...request }),
    headers: { origin: 'http://elsewhere.example' },
  });
  expect(foreign.status).toBe(400);
  expect(foreign.headers.get('content-security-policy')).toContain("default-src 'self'");
  const tries = await Promise.all(
    Array.from({ length: 60 }, () => tryJoin(server.address, { ...request, code: 'AAAA-AAAA' })),
  );
  expect(tries.filter((answer) => !isLet(answer) && answer.code === 'session/too-many-tries').length).toBeGreaterThan(
    20,
  );
});
