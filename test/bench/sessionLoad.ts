/**
 * What sessions cost on this machine, by the real server in a process of its own:
 *   node test/bench/sessionLoad.ts [--sessions 5] [--seats 30] [--seconds 10]
 * Every seat of every session sends one frame every two seconds, orders and words by turns; printed are the times from
 * sending to acknowledgement (kept on the disk), the server's memory a session, its share of a core, and what a sealed
 * turn of a whole class takes. Figures are printed, never asserted.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Role } from '../../src/protocol/session.ts';
import { principal, SETTINGS } from '../support/hosted.ts';
import { makeHome, startServer } from '../support/servers.ts';
import { join, openSession, play, type Player } from '../support/sessionClient.ts';

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '5' },
    seats: { type: 'string', default: '30' },
    seconds: { type: 'string', default: '10' },
  },
});
const [sessionCount, seatCount, seconds] = [values.sessions, values.seats, values.seconds].map(Number) as [
  number,
  number,
  number,
];
const EVERY_MS = 2000;
const TICKS_A_SECOND = 100;

const sharedSeats = (['us', 'cn'] as const).flatMap((side) =>
  (['energyFinance', 'spaceMilitary', 'intelligenceDiplomacy'] as const).map(
    (seat): Role => ({ kind: 'side', side, seat }),
  ),
);
const roleAt = (place: number): Role => {
  const side = (['us', 'cn'] as const)[place];
  return side === undefined ? (sharedSeats[place % sharedSeats.length] ?? { kind: 'observer' }) : principal(side);
};

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
const shown = (ms: number): string => `${ms.toFixed(1)} ms`;

const home = makeHome();
const server = await startServer(home.folder, ['--sessions', home.sessions]);
const memoryMb = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024;
const cpuS = (): number => {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
};
try {
  const emptyMb = memoryMb();
  const rooms: { readonly white: Player; readonly players: readonly Player[] }[] = [];
  for (let room = 0; room < sessionCount; room += 1) {
    const opened = await openSession(server.address, SETTINGS, `load ${room}`);
    const white = await play(server.address, opened);
    const players = await Promise.all(
      Array.from({ length: seatCount }, async (_, place) =>
        play(server.address, await join(server.address, { code: opened.code, name: `P${place}`, role: roleAt(place) })),
      ),
    );
    await white.send({ kind: 'session.start' });
    rooms.push({ white, players });
  }
  const times: number[] = [];
  const send = async (player: Player, count: number): Promise<void> => {
    const began = performance.now();
    await player.send(
      count % 2 === 0
        ? { kind: 'draft.plan' }
        : { kind: 'message.send', to: 'white', text: `word ${count}`, answers: null },
    );
    times.push(performance.now() - began);
  };
  const cpuBefore = cpuS();
  const began = performance.now();
  const players = rooms.flatMap((room) => room.players);
  await Promise.all(
    players.map(async (player, place) => {
      await pause((EVERY_MS * place) / players.length);
      for (let count = 0; performance.now() - began < seconds * 1000; count += 1) {
        await send(player, count);
        await pause(EVERY_MS);
      }
    }),
  );
  const wallS = (performance.now() - began) / 1000;
  const coreFrac = (cpuS() - cpuBefore) / wallS;
  const sorted = times.toSorted((a, b) => a - b);
  const turns: number[] = [];
  for (const { white, players: seated } of rooms) {
    const [first, second] = seated;
    await first?.send({ kind: 'seal', turn: 1, stage: 'turn' });
    const sealed = performance.now();
    const told = white.until((parts) => (parts.get('status') as { readonly playedCount: number }).playedCount === 1);
    await second?.send({ kind: 'seal', turn: 1, stage: 'turn' });
    await told;
    turns.push(performance.now() - sealed);
  }
  process.stdout.write(
    [
      `${sessionCount} sessions of ${seatCount} seats, ${times.length} frames in ${wallS.toFixed(1)} s`,
      `acknowledged, kept on the disk: median ${shown(at(sorted, 0.5))}, 99% within ${shown(at(sorted, 0.99))}`,
      `server: ${((memoryMb() - emptyMb) / sessionCount).toFixed(1)} MB a session, ${(100 * coreFrac).toFixed(0)}% of a core`,
      `sealed turn until the white cell sees it: median ${shown(
        at(
          turns.toSorted((a, b) => a - b),
          0.5,
        ),
      )}`,
      '',
    ].join('\n'),
  );
} finally {
  await server.kill();
  home.remove();
}
process.exit(0);
