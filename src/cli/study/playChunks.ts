/**
 * Who plays the chunks of a plan: threads of this machine here, other machines elsewhere. Whoever plays them
 * tells each result once, in any order, and ends early when asked to.
 */
import type { Ruleset } from '../../ruleset/schema.ts';
import type { Chunk, ChunkResult, Plan } from '../../study/index.ts';
import { openWorkers } from '../workers.ts';

export type OnChunk = (result: ChunkResult) => void;
export type PlayChunks = (chunks: readonly Chunk[], onChunk: OnChunk, signal: AbortSignal) => Promise<void>;

export const playInThreads =
  (ruleset: Ruleset, plan: Plan, workers: number): PlayChunks =>
  async (chunks, onChunk, signal) => {
    const pool = openWorkers({ ruleset, packId: plan.packId, plan }, Math.min(workers, Math.max(1, chunks.length)));
    try {
      await new Promise<void>((resolve, reject) => {
        const told = (_done: number, result: unknown): void => {
          if (signal.aborted) return;
          try {
            onChunk(result as ChunkResult);
          } catch (fault) {
            reject(fault instanceof Error ? fault : new Error(String(fault)));
          }
        };
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
        pool
          .run(
            chunks.map((chunk) => ({ kind: 'chunk' as const, chunk })),
            told,
          )
          .then(() => resolve(), reject);
      });
    } finally {
      await pool.close();
    }
  };
