/**
 * A worker in which a forecast's games are played. It is given what one side knows and nothing else; a request is a few
 * games, so that another question never waits long, and the games made at other levels are kept for the next few.
 */
import '../noEval.ts';
import { expose } from 'comlink';
import { type Game, makeGame, startState, viewFor } from '../../engine/index.ts';
import type { Level } from '../../ruleset/packs.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { SIDES } from '../../ruleset/terms.ts';
import { type ForecastGame, forecastGames, type ForecastQuestion } from '../../study/index.ts';

export interface ForecastRequest {
  readonly question: ForecastQuestion;
  readonly packId: string;
  /** Numbers of the rules that are not as the rules have them. */
  readonly levels: readonly Level[];
  /** Index of the first game. */
  readonly from: number;
  readonly count: number;
}

/** As many as are asked for in turn; each holds tables of some hundred kilobytes. */
const GAMES_KEPT = 4;
const kept = new Map<string, Game>();
let rules: Ruleset | null = null;

/** The rules of the game at the desk, without the numbers of its pack; told once, before anything is played. */
const begin = (given: Ruleset): void => {
  rules = given;
};

const gameOf = (scenarioId: string, packId: string, levels: readonly Level[]): Game => {
  const key = JSON.stringify([scenarioId, packId, levels]);
  const found = kept.get(key);
  if (found !== undefined) return found;
  if (rules === null) throw new Error('a forecast was asked before the rules were told');
  const made = makeGame(rules, scenarioId, packId, levels);
  if (!made.ok) throw new Error(`a forecast was asked of a game that cannot be: ${made.error[0]?.code ?? ''}`);
  const [oldest] = kept.keys();
  if (kept.size >= GAMES_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, made.value);
  return made.value;
};

/** Dice of a game that nobody looks at. */
const WARM_SEED = 'warm';

/** Plays a game from the start, which everybody can read, so that the code is compiled before anybody waits for it. */
const warm = (scenarioId: string, packId: string): void => {
  const game = gameOf(scenarioId, packId, []);
  const view = viewFor(game, startState(game, WARM_SEED), SIDES[0]);
  forecastGames(game, { view, draft: [], seed: WARM_SEED }, 0, 1);
};

const play = ({ question, packId, levels, from, count }: ForecastRequest): readonly ForecastGame[] =>
  forecastGames(gameOf(question.view.scenarioId, packId, levels), question, from, count);

const forecaster = { begin, warm, play };
export type Forecaster = typeof forecaster;

expose(forecaster);
