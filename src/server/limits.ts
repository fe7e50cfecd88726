/** Limits on how often somebody may do something: so many at once, and so many a second after that. */

export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

export interface Bucket {
  /** Takes one from what is left; false where nothing is. */
  readonly take: (nowMs: number) => boolean;
  /** Whether there is one to take, without taking it. */
  readonly has: (nowMs: number) => boolean;
  readonly isFull: (nowMs: number) => boolean;
}

export const makeBucket = ({ burst, perSecond }: Allowance): Bucket => {
  let left = burst;
  let atMs: number | null = null;
  const refill = (nowMs: number): void => {
    if (atMs !== null) left = Math.min(burst, left + (Math.max(0, nowMs - atMs) / 1000) * perSecond);
    atMs = nowMs;
  };
  const has = (nowMs: number): boolean => {
    refill(nowMs);
    return left >= 1;
  };
  return {
    has,
    take: (nowMs) => {
      const isLeft = has(nowMs);
      if (isLeft) left -= 1;
      return isLeft;
    },
    isFull: (nowMs) => {
      refill(nowMs);
      return left >= burst;
    },
  };
};

const KEYS_KEPT = 10_000;

/** A bucket for each key (an address); those that are full again are forgotten, so that memory stays small. */
export const makeBuckets = (allowance: Allowance): ((key: string, nowMs: number) => Bucket) => {
  const buckets = new Map<string, Bucket>();
  return (key, nowMs) => {
    let bucket = buckets.get(key);
    if (bucket === undefined) {
      if (buckets.size >= KEYS_KEPT) for (const [each, known] of buckets) if (known.isFull(nowMs)) buckets.delete(each);
      // All of them busy: whoever came first is forgotten, and may try afresh.
      const [oldest] = buckets.keys();
      if (buckets.size >= KEYS_KEPT && oldest !== undefined) buckets.delete(oldest);
      bucket = makeBucket(allowance);
      buckets.set(key, bucket);
    }
    return bucket;
  };
};
