/** A worker thread of a study: is given the rules once, then does one job after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Game, InvariantError, makeGame } from '../engine/index.ts';
import { runJob } from '../study/index.ts';
import type { WorkerAnswer, WorkerSetup, WorkerTask } from './workers.ts';

const { ruleset, packId } = workerData as WorkerSetup;
const games = new Map<string, Game>();

const gameOf = (scenarioId: string): Game => {
  let game = games.get(scenarioId);
  if (game === undefined) {
    const made = makeGame(ruleset, scenarioId, packId);
    if (!made.ok) throw new InvariantError('a worker was given rules without its scenario', { scenarioId, packId });
    game = made.value;
    games.set(scenarioId, game);
  }
  return game;
};

parentPort?.on('message', ({ place, job }: WorkerTask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage({ place, result: runJob(gameOf, job) } satisfies WorkerAnswer);
});
