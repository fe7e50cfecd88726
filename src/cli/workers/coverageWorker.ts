/** A worker of `coverage`: plays the share of games it is sent, and sends back what they went through. */
import { parentPort } from 'node:worker_threads';
import type { Game } from '../../engine/index.ts';
import { coverGames } from '../../study/index.ts';
import { loadGame } from '../arguments.ts';
import type { CoverageJob } from './coveragePool.ts';

const games = new Map<string, Game>();

const gameOf = (scenarioId: string): Game => {
  const known = games.get(scenarioId);
  if (known !== undefined) return known;
  const loaded = loadGame(scenarioId);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  games.set(scenarioId, loaded.value);
  return loaded.value;
};

parentPort?.on('message', ({ scenarioId, seed, from, to }: CoverageJob) => {
  parentPort?.postMessage(coverGames(gameOf(scenarioId), seed, from, to));
});
