/**
 * A worker of studies: joins the queue of its engine and rules, plays the chunks it is given on its threads,
 * and leaves when it is told to or the queue is lost. What it plays it holds a lock on, which it renews; a lock
 * that is not renewed gives the chunk to another worker.
 */
import { type Job, UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { type ChunkResult, type Plan, planFits } from '../../study/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import type { Problem } from '../../units/result.ts';
import { problemLine } from '../rulesFolder.ts';
import { openChunkThreads } from './chunkThreads.ts';
import { connectQueue, KEY_PREFIX, PATIENCE_MS, planKeyOf, type QueuedChunk, queueNameOf } from './queue.ts';
import { planHash } from './resultsFolder.ts';

export interface RedisWorker {
  readonly url: string;
  readonly ruleset: Ruleset;
  readonly threads: number;
  /** After how long without a sign its chunks are given to others, in milliseconds. */
  readonly lostAfterMs: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** How long a Redis may be silent, in milliseconds. */
  readonly patienceMs?: number;
}

/** Workers that may be lost over one chunk before it is thought to be its fault. */
const LOST_WORKERS = 20;
const LOOK_MS = 5000;

/** Plans by their hashes, fetched once; a plan that is not what its hash says, or not of these rules, is refused. */
const openPlans = (redis: Redis, ruleset: Ruleset) => {
  const plans = new Map<string, Plan>();
  return async (hash: string): Promise<Plan> => {
    const known = plans.get(hash);
    if (known !== undefined) return known;
    const text = await redis.get(planKeyOf(hash));
    if (text === null) throw new Error('the plan is not in the queue');
    const plan: Plan = JSON.parse(text);
    if (planHash(plan) !== hash) throw new UnrecoverableError('the plan is not what its hash says');
    const unfit = planFits(ruleset, plan);
    if (unfit !== null) throw new UnrecoverableError(problemLine(unfit));
    plans.clear();
    plans.set(hash, plan);
    return plan;
  };
};

/** Queues in which chunks wait that are of another engine or of other rules than these. */
const otherQueues = async (redis: Redis, own: string): Promise<readonly string[]> => {
  const found: string[] = [];
  const start = `${KEY_PREFIX}:`;
  const end = ':wait';
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${start}study-*${end}`, 'COUNT', 1000);
    found.push(...keys.map((key) => key.slice(start.length, -end.length)));
    cursor = next;
  } while (cursor !== '0');
  return found.filter((name) => name !== own);
};

/** Works until the signal, and comes to null; or to why it had to stop. */
export const workOverRedis = async (options: RedisWorker): Promise<Problem | null> => {
  const { url, ruleset, threads, lostAfterMs, say, signal, patienceMs = PATIENCE_MS } = options;
  const { redis, lost } = connectQueue(url, patienceMs);
  const own = queueNameOf(ruleset);
  const pool = openChunkThreads(ruleset, threads);
  const planOf = openPlans(redis, ruleset);
  const play = async ({ data }: Job<QueuedChunk, ChunkResult>): Promise<ChunkResult> =>
    pool.play(await planOf(data.planHash), data.planHash, data.chunk);
  const worker = new Worker(own, play, {
    connection: redis,
    prefix: KEY_PREFIX,
    concurrency: threads,
    lockDuration: lostAfterMs,
    stalledInterval: Math.ceil(lostAfterMs / 2),
    maxStalledCount: LOST_WORKERS,
  });
  // A fault of the connection is told by its end, which `lost` waits for; a chunk taken away by its queue.
  worker.on('error', () => undefined);
  worker.once('ready', () => say(`joined ${own} with ${threads} threads`));

  const refused = new Set<string>();
  const lookForOthers = async (): Promise<void> => {
    for (const name of await otherQueues(redis, own)) {
      if (!refused.has(name)) say(problemLine({ code: 'study/other-rules', path: 'queue', expected: name, got: own }));
      refused.add(name);
    }
  };
  const look = (): void => void lookForOthers().catch(() => undefined);
  look();
  const looking = setInterval(look, LOOK_MS);
  const told = new Promise<null>((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  try {
    const problem = await Promise.race([lost, told]);
    // Told to go, it plays to their ends the chunks it has begun; what waits for a lost connection to close waits for ever.
    await Promise.race([lost, worker.close(problem !== null)]);
    return problem;
  } finally {
    clearInterval(looking);
    await pool.close();
    redis.disconnect();
  }
};
