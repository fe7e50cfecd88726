/**
 * Plays the chunks of a plan through a queue: asks for them, waits for whoever plays them, and hands on each
 * result once.
 *
 * Nothing here has to be remembered. `catchUp` looks at every chunk that is asked for and not in: what the
 * queue does not hold it puts there, what is finished it takes. It runs at the start, where it finds what an
 * earlier run left, and on every beat, where it mends whatever a lost message or a restarted Redis broke.
 */
import { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Chunk, ChunkResult, Plan } from '../../study/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import type { Problem } from '../../units/result.ts';
import { faultText } from '../command.ts';
import {
  connectQueue,
  jobIdOf,
  KEPT_S,
  KEY_PREFIX,
  planKeyOf,
  PATIENCE_MS,
  type QueuedChunk,
  queueLost,
  queueNameOf,
} from './queue.ts';
import type { PlayChunks } from './playChunks.ts';
import { StudyStopped } from './problems.ts';
import { planHash } from './resultsFolder.ts';

export interface RedisPlay {
  readonly url: string;
  readonly ruleset: Ruleset;
  readonly plan: Plan;
  /** Told how many workers there are, and of chunks whose worker was lost. */
  readonly say: (line: string) => void;
  /** How long a Redis may be silent, in milliseconds. */
  readonly patienceMs?: number;
}

const BEAT_MS = 2000;
/** Chunks asked for at a time: enough for many machines, few enough to look through on every beat. */
const WINDOW = 256;
/** Tries of a chunk on which a worker throws; a worker that vanishes is not counted here. */
const TRIES = 3;
/** Events that the queue keeps for a reader that was away. */
const EVENTS_KEPT = 500;

const chunkFailed = ({ index }: Chunk, got: string): Problem => ({
  code: 'study/chunk-failed',
  path: `chunk ${index}`,
  expected: 'its games played',
  got,
});

/** Whether what came back is what was asked for. */
const isResultOf = ({ index, first, count }: Chunk, result: ChunkResult | null): result is ChunkResult =>
  result?.index === index &&
  result.rows.length === count &&
  result.rows.every(({ game }, place) => game === first + place);

/** The queue does not answer, or answers with an error. */
class QueueFault extends Error {
  override readonly name = 'QueueFault';
}

/** What an answer of the queue comes to; a `QueueFault` where it fails or takes longer. */
const answerWithin = async <T>(timeMs: number, answer: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueFault(`no answer for ${timeMs / 1000} s`)), timeMs);
  });
  try {
    return await Promise.race([answer, silence]);
  } catch (fault) {
    throw new QueueFault(faultText(fault));
  } finally {
    clearTimeout(timer);
  }
};

/** What the queue said of a job, to be looked at in its turn. */
type News =
  | { readonly kind: 'completed'; readonly id: string; readonly result: ChunkResult | null }
  | { readonly kind: 'failed'; readonly id: string; readonly reason: string };

/** News as they come, and a way to sleep until there are any. */
const openInbox = () => {
  const news: News[] = [];
  let wake: (() => void) | null = null;
  return {
    wake: (): void => wake?.(),
    push: (...items: readonly News[]): void => {
      news.push(...items);
      wake?.();
    },
    takeAll: (): readonly News[] => news.splice(0),
    /** Until there are news, or so long. */
    sleep: (timeMs: number): Promise<void> =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, news.length > 0 ? 0 : timeMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
};

/** `lost` tells of the connection’s end; what breaks before that is mended by the next beat. */
const noted = (): void => undefined;

type ChunkQueue = Queue<QueuedChunk, ChunkResult>;

const JOB_OPTIONS = { attempts: TRIES, removeOnComplete: { age: KEPT_S }, removeOnFail: true } as const;

/** The chunks of a plan that are wanted: some asked for, by the ids of their jobs, the others later. */
const openRequests = (queue: ChunkQueue, redis: Redis, plan: Plan, chunks: readonly Chunk[]) => {
  const hash = planHash(plan);
  const planText = JSON.stringify(plan);
  const later = [...chunks];
  const asked = new Map<string, Chunk>();
  /** Puts into the queue what is missing from it; gives what is finished already. */
  const catchUp = async (): Promise<readonly News[]> => {
    for (const chunk of later.splice(0, WINDOW - asked.size)) asked.set(jobIdOf(hash, chunk), chunk);
    const jobs = await Promise.all([...asked.keys()].map((id) => queue.getJob(id)));
    const present = new Set(jobs.map((job) => job?.id));
    const missing = [...asked].filter(([id]) => !present.has(id));
    await redis.set(planKeyOf(hash), planText, 'EX', KEPT_S);
    await queue.addBulk(
      missing.map(([jobId, chunk]) => ({
        name: 'chunk',
        data: { planHash: hash, chunk },
        opts: { jobId, ...JOB_OPTIONS },
      })),
    );
    return jobs.flatMap((job): readonly News[] =>
      job?.id === undefined || job.finishedOn === undefined
        ? []
        : [{ kind: 'completed', id: job.id, result: job.returnvalue }],
    );
  };
  return {
    asked,
    catchUp,
    /** Whether the workers could soon run out of what is asked for. */
    isLow: () => later.length > 0 && asked.size <= WINDOW / 2,
    isDone: () => later.length === 0 && asked.size === 0,
  };
};

/**
 * Plays through the Redis at an address, by the workers that have joined there with the same rules. A queue that
 * is lost, or a chunk that cannot be played, stops the study.
 */
export const playOverRedis =
  ({ url, ruleset, plan, say, patienceMs = PATIENCE_MS }: RedisPlay): PlayChunks =>
  async (chunks, onChunk, signal) => {
    const { redis, lost } = connectQueue(url, patienceMs);
    const options = { connection: redis, prefix: KEY_PREFIX };
    const streams = { events: { maxLen: EVENTS_KEPT } };
    const queue: ChunkQueue = new Queue(queueNameOf(ruleset), { ...options, streams });
    const events = new QueueEvents(queue.name, options);
    queue.on('error', noted);
    events.on('error', noted);
    const over = new AbortController();
    const stopped = AbortSignal.any([signal, over.signal]);
    const { asked, catchUp, isLow, isDone } = openRequests(queue, redis, plan, chunks);
    const answer = <T>(promise: Promise<T>): Promise<T> => answerWithin(patienceMs, promise);

    const inbox = openInbox();
    stopped.addEventListener('abort', inbox.wake);
    events.on('completed', ({ jobId, returnvalue }) => {
      inbox.push({ kind: 'completed', id: jobId, result: returnvalue as unknown as ChunkResult });
    });
    events.on('failed', ({ jobId, failedReason }) => inbox.push({ kind: 'failed', id: jobId, reason: failedReason }));
    events.on('stalled', ({ jobId }) => {
      const chunk = asked.get(jobId);
      if (chunk !== undefined) say(`chunk ${chunk.index} is played again: its worker was lost`);
    });

    let workers: number | null = null;
    const tellWorkers = async (): Promise<void> => {
      const count = await answer(queue.getWorkersCount());
      if (count !== workers) say(count === 0 ? 'no worker has joined yet' : `workers: ${count}`);
      workers = count;
    };
    /** Hands on what is new; a chunk that is not asked for, or is in already, is passed over. */
    const takeNews = async (): Promise<Problem | null> => {
      for (const news of inbox.takeAll()) {
        const chunk = asked.get(news.id);
        if (chunk === undefined || stopped.aborted) continue;
        if (news.kind === 'failed') return chunkFailed(chunk, news.reason);
        if (!isResultOf(chunk, news.result)) return chunkFailed(chunk, 'a result of another chunk');
        asked.delete(news.id);
        onChunk(news.result);
        await answer(queue.remove(news.id));
      }
      return null;
    };
    const collect = async (): Promise<Problem | null> => {
      let beatMs = 0;
      while (!isDone() && !stopped.aborted) {
        if (Date.now() >= beatMs || isLow()) {
          inbox.push(...(await answer(catchUp())));
          await tellWorkers();
          beatMs = Date.now() + BEAT_MS;
        }
        const problem = await takeNews();
        if (problem !== null) return problem;
        if (!isDone() && !stopped.aborted) await inbox.sleep(Math.max(0, beatMs - Date.now()));
      }
      return null;
    };
    try {
      const problem = await Promise.race([lost.then((loss) => Promise.reject(new StudyStopped(loss))), collect()]);
      await answer(Promise.all([...asked.keys()].map((id) => queue.remove(id))));
      if (problem !== null) throw new StudyStopped(problem);
    } catch (fault) {
      throw fault instanceof QueueFault ? new StudyStopped(queueLost(url, fault.message)) : fault;
    } finally {
      over.abort();
      stopped.removeEventListener('abort', inbox.wake);
      // What waits for a lost connection to close waits for ever.
      await Promise.race([lost, Promise.allSettled([events.close(), queue.close()])]);
      redis.disconnect();
    }
  };
