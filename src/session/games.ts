/** Games that sessions are played in: made once, shared by all that play the same scenario with the same assumptions. */
import { ENGINE_VERSION, type Game, InvariantError, makeGame } from '../engine/index.ts';
import type { Ruleset } from '../ruleset/schema.ts';
import type { SessionOpened } from './events.ts';

const games = new WeakMap<Ruleset, Map<string, Game>>();

/** The game of a scenario and a pack; null where the rules have no such. */
export const findGame = (ruleset: Ruleset, scenarioId: string, packId: string): Game | null => {
  const known = games.get(ruleset) ?? new Map<string, Game>();
  games.set(ruleset, known);
  const key = JSON.stringify([scenarioId, packId]);
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = makeGame(ruleset, scenarioId, packId);
  if (!made.ok) return null;
  known.set(key, made.value);
  return made.value;
};

export const gameOf = (ruleset: Ruleset, scenarioId: string, packId: string): Game => {
  const game = findGame(ruleset, scenarioId, packId);
  if (game === null)
    throw new InvariantError('a session is of a game that the rules do not have', { scenarioId, packId });
  return game;
};

/** Whether a session that was opened so can be played on with these rules and this engine. */
export const fitsRules = (
  ruleset: Ruleset,
  { scenarioId, packId, rulesetHash, engineVersion }: SessionOpened,
): boolean => engineVersion === ENGINE_VERSION && findGame(ruleset, scenarioId, packId)?.ruleset.hash === rulesetHash;
