/**
 * The queue that studies share between machines: names, what lies in it, and the connection to it.
 *
 * A queue belongs to one engine and one set of rules, by its name: a worker of another version never sees a
 * chunk that it would play to another result. A job is a chunk of a plan; its id is the plan’s hash and the
 * chunk’s number, so that asking for it twice is asking once. The plan itself lies beside the queue, once.
 */
import { Redis } from 'ioredis';
import { ENGINE_VERSION } from '../../engine/index.ts';
import type { Chunk } from '../../study/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import type { Problem } from '../../units/result.ts';
import { placeOf } from './redisUrl.ts';

/** What a worker is asked to play. */
export interface QueuedChunk {
  readonly planHash: string;
  readonly chunk: Chunk;
}

export const KEY_PREFIX = 'dawnline';
const HASH_SHOWN = 16;

export const queueNameOf = ({ hash }: Ruleset): string => `study-${ENGINE_VERSION}-${hash.slice(0, HASH_SHOWN)}`;
export const planKeyOf = (hash: string): string => `${KEY_PREFIX}:plan:${hash}`;
export const jobIdOf = (hash: string, { index }: Chunk): string => `${hash}-${index}`;

/** How long plans and results that nobody fetches are kept, in seconds. */
export const KEPT_S = 86_400;

export const queueLost = (url: string, got: string): Problem => ({
  code: 'study/queue-lost',
  path: '--redis',
  expected: `a Redis that answers at ${placeOf(url)}`,
  got,
});

export interface QueueLink {
  readonly redis: Redis;
  /** Comes when the connection is given up: at once where there never was one, else after the patience. */
  readonly lost: Promise<Problem>;
}

/** How long a Redis may be silent before it is given up. */
export const PATIENCE_MS = 30_000;
const RETRY_MS = 250;

/** Connects to a Redis. A connection that breaks is tried again for as long as the patience lasts. */
export const connectQueue = (url: string, patienceMs: number): QueueLink => {
  let mayTryAgain = false;
  let lastFault = 'no connection';
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    connectTimeout: patienceMs,
    retryStrategy: (times) => (mayTryAgain && times * RETRY_MS <= patienceMs ? RETRY_MS : null),
  });
  redis.on('ready', () => {
    mayTryAgain = true;
  });
  redis.on('error', (fault: Error) => {
    lastFault = fault.message === '' ? fault.name : fault.message;
  });
  const lost = new Promise<Problem>((resolve) => {
    redis.on('end', () => {
      mayTryAgain = false;
      resolve(queueLost(url, lastFault));
    });
  });
  return { redis, lost };
};
