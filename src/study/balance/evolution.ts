/**
 * Search over weight vectors: an evolution strategy that keeps the best. Each generation tries variations
 * of the best found so far, few weights at a time, all against the same opponents with the same dice; one
 * that does better takes its place. Everything random comes from named streams, so that the same seed
 * finds the same weights.
 */
import { normalAt, type Weights } from '../../bots/index.ts';
import { botDice } from '../../engine/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { POLICY_WEIGHTS, type PolicyWeight } from '../../ruleset/terms.ts';

export interface Range {
  readonly low: number;
  readonly high: number;
}
export type Ranges = Readonly<Record<PolicyWeight, Range>>;

/** The ranges that all weights share, narrowed to a doctrine's identity where one is named. */
export const rangesOf = (ruleset: Ruleset, doctrineId: string | null): Ranges => {
  const identity = ruleset.doctrines.doctrines.find(({ id }) => id === doctrineId)?.identity ?? {};
  const ranges = {} as Record<PolicyWeight, Range>;
  for (const weight of POLICY_WEIGHTS) {
    const { low, high } = ruleset.provenance[`doctrines.weights.${weight}`] ?? { low: 0, high: 1 };
    ranges[weight] = identity[weight] ?? { low, high };
  }
  return ranges;
};

export interface Search {
  readonly start: Weights;
  readonly ranges: Ranges;
  readonly seed: string;
  readonly generations: number;
  /** Candidates a generation: the best so far, and variations of it. */
  readonly population: number;
  /** First step, as a share of a weight's range. */
  readonly step: number;
}

/** How good each candidate is, higher is better; `generation` chooses the dice, the same for all of them. */
export type Evaluate = (candidates: readonly Weights[], generation: number) => Promise<readonly number[]>;

const STEP_DECAY = 0.95;
/** Chance that a weight moves in a variation: with few at a time, what helps is told from what harms. */
const MOVE_PROB = 0.12;
/** Digits kept of a weight: enough to play by, few enough to read. */
const DECIMALS = 1000;
export const rounded = (weight: number): number => Math.round(weight * DECIMALS) / DECIMALS;

/** A variation of weights, kept in range. */
const vary = (mean: Weights, ranges: Ranges, step: number, draw: (stream: string) => number): Weights => {
  const varied = { ...mean } as Record<PolicyWeight, number>;
  for (const weight of POLICY_WEIGHTS) {
    const { low, high } = ranges[weight];
    const moves = draw(`${weight}/moves`) < MOVE_PROB;
    const moved = mean[weight] + (moves ? step * (high - low) * normalAt(draw, weight) : 0);
    varied[weight] = Math.min(high, Math.max(low, rounded(moved)));
  }
  return varied;
};

/** The best weights found. */
export const evolve = async (
  { start, ranges, seed, generations, population, step }: Search,
  evaluate: Evaluate,
): Promise<Weights> => {
  let best = vary(start, ranges, 0, () => 1 / 2);
  let stepNow = step;
  for (let generation = 0; generation < generations; generation++) {
    const candidates = Array.from({ length: population }, (_, place) => {
      if (place === 0) return best;
      const dice = botDice(`${seed}/${generation}/${place}`, 'evolution', generation);
      return vary(best, ranges, stepNow, (stream) => dice.draw(stream));
    });
    const worth = await evaluate(candidates, generation);
    // Only what is better than the best moves it: of equals the first stays.
    const winner = worth.reduce((at, each, place) => (each > (worth[at] ?? 0) ? place : at), 0);
    best = candidates[winner] ?? best;
    stepNow *= STEP_DECAY;
  }
  return best;
};
