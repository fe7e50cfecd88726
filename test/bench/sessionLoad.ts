/**
 * What sessions cost on this machine, by the real server in a process of its own, and the same job by Colyseus’s and by
 * boardgame.io’s:
 *   node test/bench/sessionLoad.ts [--seats 30] [--seconds 4] [--most 48] [--json]
 * Every seat of every session sends a frame every two seconds: an order down, off again, or words to its side. Sessions
 * are added until acknowledgements of one in a hundred frames take longer than 100 ms. Then memory a session, and a
 * sealed turn from the second seal until every seat has the new table. Figures are printed, never asserted.
 */
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type BenchRow, median, rowLines } from '../../src/cli/benchRow.ts';
import { decide } from '../../src/bots/index.ts';
import { type Order, orderSeat, startState, viewFor } from '../../src/engine/index.ts';
import type { Role } from '../../src/protocol/session.ts';
import { SIDES } from '../../src/ruleset/terms.ts';
import { classroom } from '../support/game.ts';
import { type LoadSeat, type LoadServer, rolesOf, startBoardgame, startColyseus, startOwn } from './loadSeats.ts';

const { values } = parseArgs({
  options: {
    seats: { type: 'string', default: '30' },
    seconds: { type: 'string', default: '4' },
    most: { type: 'string', default: '48' },
    json: { type: 'boolean', default: false },
  },
});
const seatCount = Number(values.seats);
const secondsAStep = Number(values.seconds);
const mostSessions = Number(values.most);

const EVERY_MS = 2000;
const WITHIN_MS = 100;
const SHARE = 0.99;
const TICKS_A_SECOND = 100;
const KB_A_MB = 1024;
/** Sessions at each step of the search. */
const STEPS = [1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128];

const memoryMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / KB_A_MB;
const cpuS = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
};

const opening = startState(classroom, 'load');
const plans = SIDES.map((side) => decide('balancer', classroom, viewFor(classroom, opening, side), 'load'));

/** An order of each member of a class that is legal beside the others’; null for those who only talk. */
const classOrders = (roles: readonly Role[]): readonly (Order | null)[] => {
  const left = plans.map((plan) => [...plan]);
  return roles.map((role) => {
    if (role.kind !== 'side') return null;
    const own = left[SIDES.indexOf(role.side)] ?? [];
    const at = own.findIndex(({ kind }) => orderSeat(kind) === role.seat);
    return at < 0 ? null : (own.splice(at, 1)[0] ?? null);
  });
};
const roles = rolesOf(seatCount);
const orders = classOrders(roles);

interface Worker {
  readonly seat: LoadSeat;
  readonly act: () => Promise<boolean>;
}

/** A seat that orders, and takes back what it has ordered, or one that talks. */
const workerOf = (seat: LoadSeat, place: number): Worker => {
  const order = orders[place] ?? null;
  const role = roles[place];
  const to = role?.kind === 'side' ? role.side : 'white';
  let down: number | null = null;
  let count = 0;
  const act = async (): Promise<boolean> => {
    count += 1;
    if (order === null)
      return (await seat.send({ kind: 'message.send', to, text: `word ${count}`, answers: null })) !== null;
    if (down === null) {
      down = await seat.send({ kind: 'order.add', order });
      return down !== null;
    }
    const orderId = `${seat.orderPrefix}${down}`;
    down = null;
    return (await seat.send({ kind: 'order.remove', orderId })) !== null;
  };
  return { seat, act };
};

interface Step {
  readonly sessions: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly coreFrac: number;
  readonly refusedFrac: number;
}

const measure = async (pid: number, sessions: number, workers: readonly Worker[]): Promise<Step> => {
  const times: number[] = [];
  let refused = 0;
  const cpuBefore = cpuS(pid);
  const began = performance.now();
  await Promise.all(
    workers.map(async ({ act }, place) => {
      await pause((EVERY_MS * place) / workers.length);
      while (performance.now() - began < secondsAStep * 1000) {
        const sent = performance.now();
        if (!(await act())) refused += 1;
        const tookMs = performance.now() - sent;
        times.push(tookMs);
        await pause(Math.max(0, EVERY_MS - tookMs));
      }
    }),
  );
  const wallS = (performance.now() - began) / 1000;
  const sorted = times.toSorted((a, b) => a - b);
  return {
    sessions,
    p50Ms: median(sorted),
    p99Ms: sorted[Math.min(sorted.length - 1, Math.floor(SHARE * sorted.length))] ?? 0,
    coreFrac: (cpuS(pid) - cpuBefore) / wallS,
    refusedFrac: refused / Math.max(1, times.length),
  };
};

interface Contestant {
  readonly name: string;
  readonly start: () => Promise<LoadServer>;
  /** What its figures leave out. */
  readonly lacks: string;
}

const CONTESTANTS: readonly Contestant[] = [
  { name: 'Dawnline', start: startOwn, lacks: 'judged, kept on the disk, modelled' },
  { name: 'Colyseus with Schema', start: startColyseus, lacks: 'nothing judged, no disk, no model' },
  { name: 'boardgame.io', start: startBoardgame, lacks: 'nothing judged, no disk, no model' },
];

/** Adds sessions until the bound breaks; the steps, and the milliseconds of a sealed turn in each of a few rooms. */
const runLoad = async (contestant: Contestant): Promise<readonly BenchRow[]> => {
  const { name, start, lacks } = contestant;
  const server = await start();
  try {
    const emptyMb = memoryMb(server.pid);
    const rooms: (readonly LoadSeat[])[] = [];
    const workers: Worker[] = [];
    const steps: Step[] = [];
    let roomMb = 0;
    for (const sessions of STEPS.filter((count) => count <= mostSessions)) {
      while (rooms.length < sessions) {
        const seats = await server.open(rooms.length, seatCount);
        rooms.push(seats);
        workers.push(...seats.map(workerOf));
      }
      const step = await measure(server.pid, sessions, workers);
      steps.push(step);
      roomMb = (memoryMb(server.pid) - emptyMb) / rooms.length;
      process.stderr.write(
        `${name}, ${sessions} sessions: 50% ${step.p50Ms.toFixed(1)} ms, 99% ${step.p99Ms.toFixed(1)} ms, ` +
          `${(100 * step.coreFrac).toFixed(0)}% of a core, ${(100 * step.refusedFrac).toFixed(1)}% refused\n`,
      );
      // One slow step may be the machine's; two are the server's.
      if (steps.slice(-2).filter(({ p99Ms }) => p99Ms > WITHIN_MS).length === 2) break;
    }
    const turns: number[] = [];
    for (const [first, second, ...others] of rooms.slice(0, 5)) {
      if (first === undefined || second === undefined) continue;
      await first.seal();
      const sealed = performance.now();
      await Promise.all([second.seal(), ...[first, second, ...others].map(({ hasPlayed }) => hasPlayed)]);
      turns.push(performance.now() - sealed);
    }
    const held = steps.filter(({ p99Ms }) => p99Ms <= WITHIN_MS).at(-1);
    const of = `${name} (${lacks})`;
    return [
      {
        what: `sessions of ${seatCount} seats a process, 99% acknowledged within ${WITHIN_MS} ms, ${of}`,
        value: held?.sessions ?? 0,
        unit: held === steps.at(-1) ? 'sessions, the most tried' : 'sessions',
      },
      {
        what: `  acknowledged there, 99% of frames, ${name}`,
        value: held?.p99Ms ?? null,
        unit: 'ms',
        why: 'none held',
      },
      {
        what: `  share of a core there, ${name}`,
        value: held === undefined ? null : 100 * held.coreFrac,
        unit: '%',
        why: 'none held',
      },
      { what: `memory a session of ${seatCount} seats, ${name}`, value: roomMb, unit: 'MB' },
      { what: `sealed turn until ${seatCount} seats have the table, median, ${of}`, value: median(turns), unit: 'ms' },
    ];
  } finally {
    await server.stop();
  }
};

const [loadBefore = 0] = loadavg();
const rows: BenchRow[] = [
  { what: 'load of the machine before the sessions, processes that want a core', value: loadBefore, unit: '' },
];
for (const contestant of CONTESTANTS) rows.push(...(await runLoad(contestant)));
process.stdout.write(values.json ? `${JSON.stringify(rows)}\n` : rowLines(rows));
process.exit(0);
