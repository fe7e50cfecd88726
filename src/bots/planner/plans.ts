/**
 * Plans: what a planner would do without a search, weights for each part of the game. Those in `plans.json` were found by
 * playing many games against the doctrines (`dawnline train`).
 */
import { botDice, type Game } from '../../engine/index.ts';
import { type BySide, POLICY_WEIGHTS, type PolicyWeight, type Side } from '../../ruleset/terms.ts';
import type { Weights } from '../doctrines.ts';
import { misjudged, normalAt } from '../weights.ts';
import plansFile from './plans.json' with { type: 'json' };

/** Weights for each part of the game, all parts of one length. */
export type Plan = readonly Weights[];

export const PLANS: BySide<Plan> = plansFile;

/** Turn of the draws that hold for a whole game. */
const BEFORE_THE_GAME = 0;

/** The plan of a side, or what somebody of less judgement remembers of it. */
export const planOf = ({ ruleset }: Game, side: Side, misjudgement: number, seed: string): Plan => {
  const plan = PLANS[side];
  if (misjudgement === 0) return plan;
  const dice = botDice(seed, side, BEFORE_THE_GAME);
  // The same error in every part of the game: it is a way of seeing things.
  const errors = {} as Record<PolicyWeight, number>;
  for (const weight of POLICY_WEIGHTS) errors[weight] = normalAt((stream) => dice.draw(stream), `misjudges/${weight}`);
  return plan.map((part) => misjudged(ruleset, part, misjudgement, (weight) => errors[weight]));
};

/** The weights that a plan has for a turn, the first being 1. */
export const partAt = (plan: Plan, turn: number, turnCount: number): Weights => {
  const part = Math.min(plan.length - 1, Math.floor(((turn - 1) * plan.length) / turnCount));
  const weights = plan[part] ?? plan[0];
  if (weights === undefined) throw new RangeError('a plan has at least one part');
  return weights;
};
