/**
 * Opponents. A bot decides from the side's view and the rules alone; its dice are its own. The same
 * view and seed give the same orders on any machine.
 */
import { botDice, type Game, type Order, type SideView } from '../engine/index.ts';
import { DOCTRINE_IDS, doctrineWeights } from './doctrines.ts';
import { playByWeights } from './policy.ts';
import { randomOrders, temperAt } from './random.ts';

export type { DoctrineId, Weights } from './doctrines.ts';
export { DOCTRINE_IDS, doctrineWeights } from './doctrines.ts';
export { playByWeights } from './policy.ts';

export const BOT_IDS = [...DOCTRINE_IDS, 'random'] as const;
export type BotId = (typeof BOT_IDS)[number];
export const isBotId = (id: string): id is BotId => (BOT_IDS as readonly string[]).includes(id);

/** Turn of the draws that hold for a whole game. */
const BEFORE_THE_GAME = 0;

/** The orders a bot gives for the turn being planned; always a legal draft. */
export const decide = (botId: BotId, game: Game, view: SideView, seed: string): readonly Order[] => {
  if (view.outcome !== null) return [];
  if (botId !== 'random') return playByWeights(game, view, doctrineWeights(game.ruleset, botId, view.side));
  const dice = botDice(seed, view.side, view.turn, view.stage);
  const temper = temperAt(botDice(seed, view.side, BEFORE_THE_GAME).draw('temper'));
  return randomOrders(game, view, (stream) => dice.draw(stream), temper);
};
