/** A worker thread of a study: is given the rules once, then does one job after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { gamesOf, runJob } from '../study/index.ts';
import type { WorkerAnswer, WorkerSetup, WorkerTask } from './workers.ts';

const { ruleset, packId } = workerData as WorkerSetup;
const gameOf = gamesOf(ruleset, packId);

parentPort?.on('message', ({ place, job }: WorkerTask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage({ place, result: runJob(gameOf, job) } satisfies WorkerAnswer);
});
