/**
 * The server killed at random moments while a class sends orders: whatever was acknowledged is in the log, each once,
 * what was not is in it once or not at all, and every session that was opened opens again.
 *
 * `npm test` kills three times; `SESSION_KILLS=200 npm test -- --only unit test/server/crashes.test.ts` is the long run.
 */
import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Order, SideView } from '../../src/engine/index.ts';
import type { Role } from '../../src/protocol/session.ts';
import { SIDES } from '../../src/ruleset/terms.ts';
import type { LogEntry } from '../../src/session/index.ts';
import { principal, SETTINGS } from '../support/hosted.ts';
import { classRoles } from '../support/seating.ts';
import { makeHome, type ServerProcess, startServer } from '../support/servers.ts';
import { isLet, join, type Let, openSession, play, type Player, tryResume } from '../support/sessionClient.ts';

const KILLS = Number(process.env['SESSION_KILLS'] ?? 3);
const SEATED = 30;
/** Kills from one sealed half-year to the next: the long run ends a little before the game does. */
const SEAL_EVERY = Math.max(2, Math.ceil(KILLS / 7));
/** The most that is waited from the answer at which the server dies to its death, ms. */
const LATER_MS = 20;
const LONG_MS = 30_000 * (KILLS + 2);

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

/** Orders that are legal again and again, or refused where a colleague has given them already. */
const ORDERS: Readonly<Record<string, readonly Order[]>> = {
  principal: [{ kind: 'raiseFunds', politicalCapital: 1 }],
  energyFinance: [
    { kind: 'research', track: 'chip', amountMusd: 100 },
    { kind: 'research', track: 'bus', amountMusd: 100 },
    { kind: 'research', track: 'link', amountMusd: 100 },
    { kind: 'stockpile', unitCount: 1 },
    { kind: 'setWorkload', earthObservationFrac: 0.1, trainingFrac: 0.4 },
  ],
  spaceMilitary: [
    { kind: 'deploy', programmeId: 'planet-eo', lineId: 'falcon-9', unitCount: 1 },
    { kind: 'deploy', programmeId: 'three-body', lineId: 'long-march-6a', unitCount: 1 },
    { kind: 'expandLine', lineId: 'falcon-9', flightsPerTurn: 1 },
    { kind: 'expandLine', lineId: 'long-march-6a', flightsPerTurn: 1 },
  ],
  intelligenceDiplomacy: [
    { kind: 'offer', agreementId: 'norm' },
    { kind: 'offer', agreementId: 'hotline' },
    { kind: 'offer', agreementId: 'truce' },
    { kind: 'offer', agreementId: 'cleanup' },
    { kind: 'surveil' },
  ],
};

interface Sent {
  readonly key: string;
  readonly isAcknowledged: boolean;
}

/** One seat’s part of a class at work: an order put down and taken off again, twice, and a word. */
const work = async (player: Player, role: Role, round: number, heardAnswer: () => void): Promise<readonly Sent[]> => {
  const sent: Sent[] = [];
  const send = async (frame: Readonly<Record<string, unknown>>): Promise<number | null> => {
    const answer = await player.send(frame);
    const id = answer.id ?? 0;
    sent.push({ key: `${player.id}/${id}`, isAcknowledged: answer.kind === 'ack' });
    heardAnswer();
    return answer.kind === 'ack' ? id : null;
  };
  const pool = role.kind === 'side' ? (ORDERS[role.seat] ?? []) : [];
  for (const at of [0, 1]) {
    const added = await send({ kind: 'order.add', order: pool[(round + at) % pool.length] });
    if (added !== null && at === 0) await send({ kind: 'order.remove', orderId: `${player.id}-${added}` });
  }
  if (round % SEAL_EVERY !== 0) await send({ kind: 'draft.clear' });
  return sent;
};

/** The leader's part where a half-year ends in this round. */
const seal = async (player: Player): Promise<readonly Sent[]> => {
  const { view } = player.parts.get('table') as { readonly view: SideView };
  const answer = await player.send({ kind: 'seal', turn: view.turn, stage: view.stage });
  return [{ key: `${player.id}/${answer.id ?? 0}`, isAcknowledged: answer.kind === 'ack' }];
};

it(
  `loses no acknowledged order, and takes none twice, over ${KILLS} kills with ${SEATED} seats at work`,
  async () => {
    const opened = await openSession(server.address, SETTINGS, 'orders');
    const white = await play(server.address, opened);
    const roles = [...SIDES.map(principal), ...classRoles(SEATED - SIDES.length)];
    const players = await Promise.all(
      roles.map(async (role, place) =>
        play(server.address, await join(server.address, { code: opened.code, name: `P${place}`, role })),
      ),
    );
    const all = [white, ...players];
    await white.send({ kind: 'session.start' });
    const sent: Sent[] = [];
    const others: Let[] = [];
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const isSealed = kill % SEAL_EVERY === 0;
      let left = 1 + Math.floor(Math.random() * SEATED * 3);
      const moment = new EventEmitter();
      const isDue = once(moment, 'due');
      const heardAnswer = (): void => {
        left -= 1;
        if (left === 0) moment.emit('due');
      };
      const working = Promise.all([
        ...players.map((player, place) => work(player, roles[place] as Role, kill + place, heardAnswer)),
        ...(isSealed ? players.slice(0, SIDES.length).map(seal) : []),
      ]);
      // Another session, opened in the midst of it: kept, or its opener has been told nothing.
      const opening = openSession(server.address, SETTINGS, `other ${kill}`).then(
        (other) => others.push(other),
        () => undefined,
      );
      await Promise.race([isDue, working]);
      await pause(Math.random() * LATER_MS);
      await server.kill();
      await opening;
      server = await start();
      await Promise.all(all.map((player) => player.resume(server.address)));
      sent.push(...(await working).flat());
      for (const player of all) player.heard.length = 0;
    }
    const exported = await white.send({ kind: 'session.export' });
    if (exported.kind !== 'exported') throw new Error(`not exported: ${exported.kind}`);
    const { log } = JSON.parse(exported.text) as { readonly log: readonly LogEntry[] };
    const kept = log.flatMap(({ cause }) => (cause === null ? [] : [`${cause.memberId}/${cause.frameId}`]));
    const acknowledged = sent.filter(({ isAcknowledged }) => isAcknowledged).map(({ key }) => key);
    const own = kept.filter((key) => !key.startsWith(`${white.id}/`));
    expect(own.toSorted()).toEqual(acknowledged.toSorted());
    expect(new Set(kept).size).toBe(kept.length);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, place) => place + 1));
    const again = await Promise.all(others.map((other) => tryResume(server.address, other)));
    expect(again.filter((answer, place) => isLet(answer) && answer.memberId === others[place]?.memberId)).toHaveLength(
      others.length,
    );
    process.stderr.write(
      `${KILLS} kills: ${acknowledged.length} frames acknowledged, ${sent.length - acknowledged.length} refused, ` +
        `${log.length} steps in the log, ${others.length} other sessions opened again\n`,
    );
  },
  LONG_MS,
);
