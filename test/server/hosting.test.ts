/** Sessions on the real server: a class's game through crashes, what leaks, and who is let in. */
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
import { isLet, join, openSession, play, type Player, tryJoin, tryResume } from '../support/sessionClient.ts';

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

const ask = async (path: string, body: object): Promise<unknown> => {
  const response = await fetch(new URL(`/api/sessions/${path}`, server.address), {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { connection: 'close' },
  });
  return response.json();
};

describe('before taking a seat', () => {
  it('a code tells where people sit, and no name', async () => {
    const white = await openSession(server.address, SETTINGS, 'look');
    const ann = await seat(white.code, 'Ann Secret', principal('us'));
    const looked = await ask('look', { code: white.code.toLowerCase().replace('-', ' ') });
    expect(looked).toEqual({
      code: white.code,
      scenarioId: 'classroom',
      packId: 'base',
      stage: 'lobby',
      roles: [{ kind: 'white', office: 'controller' }, principal('us')],
      ledByBot: { us: false, cn: false },
    });
    expect(await ask('look', { code: 'ZZZZ-ZZZZ' })).toEqual({ code: 'session/unknown-code', field: 'code' });
    expect(await ask('look', { code: white.code, token: 'x' })).toMatchObject({ code: 'frame/malformed' });
    ann.cut();
  });

  it('a server that listens to its own machine has no other address to tell', async () => {
    expect(await ask('here', {})).toEqual({ addresses: [] });
  });

  it('who is seated anew is welcomed in the new seat, and shown all of it', async () => {
    const white = await openSession(server.address, SETTINGS, 'moved');
    const lead = await play(server.address, white);
    const ann = await seat(white.code, 'Ann', principal('us'));
    await lead.send({ kind: 'member.move', memberId: ann.id, role: principal('cn') });
    /** Names of the parts that have come since the last welcome. */
    const shown = (): readonly string[] => {
      const frames = ann.heard.map((text) => JSON.parse(text) as { kind: string; name?: string });
      return frames.slice(frames.findLastIndex(({ kind }) => kind === 'welcome') + 1).map(({ name = '' }) => name);
    };
    await ann.until(() => statusOf(ann.parts) !== undefined && viewOf(ann).side === 'cn' && shown().includes('status'));
    expect(shown().toSorted()).toEqual(['desk', 'status', 'table', 'talk']);
    ann.cut();
    lead.cut();
  });
});

// Last, for it uses up what one address may try, and every join above comes from the same address.
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
