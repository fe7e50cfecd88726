/** Threads that play chunks of whichever plan they are asked for; each keeps the last plan it was given. */
import type { Chunk, ChunkResult, Plan } from '../../study/index.ts';
import { BASE_PACK } from '../../ruleset/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { openWorkers, type WorkerPool } from '../workers.ts';

/** A thread that has been given a plan. */
interface Seated {
  readonly planHash: string;
  readonly pool: WorkerPool;
}

export interface ChunkThreads {
  /** Plays a chunk on a free thread. There must be one: no more calls at a time than threads. */
  readonly play: (plan: Plan, planHash: string, chunk: Chunk) => Promise<ChunkResult>;
  readonly close: () => Promise<void>;
}

export const openChunkThreads = (ruleset: Ruleset, count: number): ChunkThreads => {
  const free: (Seated | null)[] = Array.from({ length: count }, () => null);
  const busy = new Set<Seated>();
  /** A free thread with this plan; else one that has none or another, given this one. */
  const seat = async (plan: Plan, planHash: string): Promise<Seated> => {
    const same = free.findIndex((seated) => seated?.planHash === planHash);
    const [seated = null] = free.splice(same === -1 ? free.indexOf(null) : same, 1);
    if (seated?.planHash === planHash) return seated;
    await seated?.pool.close();
    return { planHash, pool: openWorkers({ ruleset, packId: BASE_PACK, plan }, 1) };
  };
  return {
    play: async (plan, planHash, chunk) => {
      const seated = await seat(plan, planHash);
      busy.add(seated);
      let isSound = false;
      try {
        const [result] = await seated.pool.run([{ kind: 'chunk', chunk }]);
        isSound = true;
        return result as ChunkResult;
      } finally {
        busy.delete(seated);
        free.push(isSound ? seated : null);
        if (!isSound) await seated.pool.close();
      }
    },
    close: async () => {
      const open = [...busy, ...free].flatMap((seated) => (seated === null ? [] : [seated]));
      await Promise.all(open.map(({ pool }) => pool.close()));
    },
  };
};
