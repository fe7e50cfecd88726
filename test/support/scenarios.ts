/** Every scenario of the rules as a game, and the ids in the order of the folder. */
import type { Game } from '../../src/engine/index.ts';
import { gameOf, ruleset } from './game.ts';

export const SCENARIO_IDS: readonly string[] = ruleset.scenarios.map(({ id }) => id);

const made = new Map<string, Game>();
export const scenarioGame = (id: string): Game => {
  const game = made.get(id) ?? gameOf(ruleset, id);
  made.set(id, game);
  return game;
};
