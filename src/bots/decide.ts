/**
 * Opponents by their id. A bot decides from the side's view and the rules alone; its dice are its own. The same view and
 * seed give the same orders on any machine.
 */
import { botDice, type Game, type Order, type SideView } from '../engine/index.ts';
import { DOCTRINE_IDS, doctrineWeights } from './doctrines.ts';
import { isPlannerId, planOrders, PLANNER_IDS, standInOrders } from './planner/index.ts';
import { playByWeights } from './policy.ts';
import { randomOrders, temperAt } from './random.ts';

export const BOT_IDS = [...DOCTRINE_IDS, ...PLANNER_IDS, 'random'] as const;
export type BotId = (typeof BOT_IDS)[number];
export const isBotId = (id: string): id is BotId => (BOT_IDS as readonly string[]).includes(id);

/** Turn of the draws that hold for a whole game. */
const BEFORE_THE_GAME = 0;

/** The orders a bot gives for the turn being planned; always a legal draft. `isTimeUp` may cut a planner's search short. */
export const decide = (
  botId: BotId,
  game: Game,
  view: SideView,
  seed: string,
  isTimeUp?: () => boolean,
): readonly Order[] => {
  if (view.outcome !== null) return [];
  if (isPlannerId(botId)) return planOrders(botId, game, view, seed, isTimeUp);
  if (botId !== 'random') return playByWeights(game, view, doctrineWeights(game.ruleset, botId, view.side));
  const dice = botDice(seed, view.side, view.turn, view.stage);
  const temper = temperAt(botDice(seed, view.side, BEFORE_THE_GAME).draw('temper'));
  return randomOrders(game, view, (stream) => dice.draw(stream), temper);
};

/** As `decide`, where many games are to be played on: a planner follows its plan and does not search. */
export const decideQuickly = (botId: BotId, game: Game, view: SideView, seed: string): readonly Order[] =>
  view.outcome === null && isPlannerId(botId)
    ? standInOrders(botId, game, view, seed)
    : decide(botId, game, view, seed);
