/** A worker thread of a study: is given the rules and the plan once, then does one job after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { chunkRunner, gamesOf, runJob, type WorkBench } from '../study/index.ts';
import type { WorkerAnswer, WorkerSetup, WorkerTask } from './workers.ts';

const { ruleset, packId, plan } = workerData as WorkerSetup;

const openBench = (): WorkBench => {
  const gameOf = gamesOf(ruleset, packId);
  if (plan === undefined) return { gameOf };
  const playChunk = chunkRunner(ruleset, plan);
  if (!playChunk.ok) throw new Error(`${playChunk.error.code}: ${playChunk.error.path}`);
  return { gameOf, playChunk: playChunk.value };
};
const bench = openBench();

parentPort?.on('message', ({ place, job }: WorkerTask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage({ place, result: runJob(bench, job) } satisfies WorkerAnswer);
});
