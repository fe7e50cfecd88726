/**
 * The policy: one way to play a turn from what the side can see, bent by a vector of weights. A doctrine
 * is such a vector (`doctrines.ts`). Politics first, then acts against the other side, then the standing
 * instructions of the ground, and last the money, shared over everything that asks for it by weight.
 *
 * What is not legal on top of the draft is left out, so that the result is always a legal draft.
 */
import type { Game, Order, SideView } from '../engine/index.ts';
import type { Weights } from './doctrines.ts';
import { Draft } from './draft.ts';
import { instruct } from './instructions.ts';
import { interfere } from './interference.ts';
import { answerCrisis, negotiate, raiseFunds } from './politics.ts';
import { arrangeProgrammes } from './programmes.ts';
import { protect } from './protection.ts';
import { spend } from './spending.ts';

/** `first` is placed before anything else, where it is legal: a question of what would follow from it. */
export const playByWeights = (
  game: Game,
  view: SideView,
  weights: Weights,
  first: readonly Order[] = [],
): readonly Order[] => {
  const draft = new Draft(game, view);
  if (view.stage === 'crisisRound') {
    answerCrisis(draft, weights);
    return draft.orders;
  }
  for (const order of first) draft.place(order);
  negotiate(draft, weights);
  interfere(draft, weights);
  instruct(draft, weights);
  raiseFunds(draft, weights);
  protect(draft, weights);
  arrangeProgrammes(draft, weights);
  spend(draft, weights);
  return draft.orders;
};
