/**
 * One study played with 1, 2 and 8 workers, and through a Redis with workers killed on the way: games a second
 * of each, and whether all of their files are the same bytes. Run by `npm run bench` in a process of its own:
 * `node test/bench/studyScaling.ts <games>` prints rows as JSON.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { BenchRow } from '../../src/cli/benchRow.ts';
import { readRuleset } from '../../src/cli/rulesFolder.ts';
import { findService } from '../../src/cli/setup/services.mjs';
import { type PlayChunks, playInThreads } from '../../src/cli/study/playChunks.ts';
import { playOverRedis } from '../../src/cli/study/playOverRedis.ts';
import { studyFiles } from '../../src/cli/study/results.ts';
import { makeGame } from '../../src/engine/index.ts';
import { assumptionAt, type ChunkResult, chunksOf, gameCount, makePlan, type Plan } from '../../src/study/index.ts';
import type { Ruleset } from '../../src/ruleset/schema.ts';
import { withRedis } from '../support/services.ts';

const SCENARIO = 'tutorial';
const VARIED = ['environment.avoidanceFrac', 'economy.rampFactor'];
const WORKERS = [1, 2, 8];
const REDIS_WORKERS = 3;
const KILLS = 10;
const LOST_AFTER_S = 2;

const planOf = (ruleset: Ruleset, games: number): Plan => {
  const made = makeGame(ruleset, SCENARIO);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const { provenance } = made.value.ruleset;
  return makePlan(made.value, {
    id: 'scaling',
    seed: 'bench',
    draws: games,
    assumptions: VARIED.flatMap((path) => {
      const known = provenance[path];
      return known === undefined ? [] : [assumptionAt(path, known)];
    }),
    variants: [
      {
        id: 'as-it-is',
        players: { us: { kind: 'bot', id: 'balancer', weights: {} }, cn: { kind: 'bot', id: 'raider', weights: {} } },
        levels: [],
      },
    ],
  });
};

/** Hash over every file that a study writes. */
const filesHash = (plan: Plan, results: readonly ChunkResult[]): string => {
  const { files, json } = studyFiles(plan, results);
  const hash = createHash('sha256').update(json);
  for (const [name, content] of files) hash.update(`\0${name}\0`).update(content);
  return hash.digest('hex');
};

interface Played {
  readonly gamesPerS: number;
  readonly hash: string;
}
const timed = async (
  plan: Plan,
  play: PlayChunks,
  onChunk: (done: number) => void = () => undefined,
): Promise<Played> => {
  const results: ChunkResult[] = [];
  const sinceMs = performance.now();
  const take = (result: ChunkResult): void => {
    results.push(result);
    onChunk(results.length);
  };
  await play(chunksOf(plan), take, new AbortController().signal);
  const spentS = (performance.now() - sinceMs) / 1000;
  return { gamesPerS: gameCount(plan) / spentS, hash: filesHash(plan, results) };
};

/** Through a Redis of its own; each time a share of the chunks is in, the oldest worker is killed and a new one joins. */
const overRedis = (ruleset: Ruleset, plan: Plan): Promise<Played & { readonly replayed: number }> =>
  withRedis(async ({ url }) => {
    const workers: ChildProcess[] = [];
    const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
    const join = (): void => {
      const args = [main, 'study', 'worker', '--redis', url, '--workers', '1', '--lost-after', String(LOST_AFTER_S)];
      workers.push(spawn(process.execPath, args, { stdio: 'ignore' }));
    };
    for (let count = 0; count < REDIS_WORKERS; count += 1) join();
    let replayed = 0;
    const say = (line: string): void => {
      if (line.includes('played again')) replayed += 1;
    };
    const killEvery = Math.ceil(chunksOf(plan).length / (KILLS + 1));
    try {
      const played = await timed(plan, playOverRedis({ url, ruleset, plan, say }), (done) => {
        if (done % killEvery !== 0) return;
        workers.shift()?.kill('SIGKILL');
        join();
      });
      return { ...played, replayed };
    } finally {
      for (const worker of workers) worker.kill('SIGKILL');
    }
  });

const ruleset = readRuleset();
if (!ruleset.ok) throw new Error(JSON.stringify(ruleset.error));
const plan = planOf(ruleset.value, Number(process.argv[2] ?? 1000));
const what = `study of ${gameCount(plan)} games (${SCENARIO}, ${plan.assumptions.length} assumptions)`;

const rows: BenchRow[] = [];
const played: Played[] = [];
for (const workers of WORKERS) {
  const each = await timed(plan, playInThreads(ruleset.value, plan, workers));
  played.push(each);
  rows.push({
    what: `${what}, ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
    value: each.gamesPerS,
    unit: 'games/s',
  });
}
const [one, two] = played;
rows.push({
  what: 'its gain from a second worker',
  value: (two?.gamesPerS ?? 0) / (one?.gamesPerS ?? 1),
  unit: 'times',
});
const redisWhat = `${what}, ${REDIS_WORKERS} workers over Redis, ${KILLS} killed on the way`;
if (findService('redis') === null) {
  rows.push({ what: redisWhat, value: null, unit: 'games/s', why: 'this machine has no redis-server' });
} else {
  const each = await overRedis(ruleset.value, plan);
  played.push(each);
  rows.push(
    { what: redisWhat, value: each.gamesPerS, unit: 'games/s' },
    { what: 'its chunks that were played again', value: each.replayed, unit: '' },
  );
}
const differing = played.filter(({ hash }) => hash !== one?.hash).length;
rows.push({
  what: `studies of these ${played.length} whose files differ from the first’s in any byte`,
  value: differing,
  unit: '',
});
process.stdout.write(`${JSON.stringify(rows)}\n`);
