/** Weights as such: the ranges that all policies share, and one laid over another. */
import type { Ruleset } from '../ruleset/schema.ts';
import { POLICY_WEIGHTS, type PolicyWeight } from '../ruleset/terms.ts';
import { cos, ln, PI } from '../units/math.ts';
import type { Weights } from './doctrines.ts';

export interface Range {
  readonly low: number;
  readonly high: number;
}

export const weightRange = (ruleset: Ruleset, weight: PolicyWeight): Range =>
  ruleset.provenance[`doctrines.weights.${weight}`] ?? { low: 0, high: 1 };

const within = (value: number, { low, high }: Range): number => Math.min(high, Math.max(low, value));

/** A normal draw, mean 0 and deviation 1, from two uniform ones (Box and Muller 1958). */
export const normalAt = (draw: (stream: string) => number, stream: string): number =>
  Math.sqrt(-2 * ln(1 - draw(`${stream}/length`))) * cos(2 * PI * draw(`${stream}/angle`));

/** Weights with some of them changed, all kept in range. */
export const withWeights = (ruleset: Ruleset, weights: Weights, changes: Partial<Weights>): Weights => {
  const changed = { ...weights } as Record<PolicyWeight, number>;
  for (const weight of POLICY_WEIGHTS) {
    const value = changes[weight];
    if (value !== undefined) changed[weight] = within(value, weightRange(ruleset, weight));
  }
  return changed;
};

/**
 * A weight's place in its range, 0…1, as the square root of the share of the range that it takes: a step moves what is nearly
 * left alone less than what is done much.
 */
export const rootOf = (value: number, { low, high }: Range): number =>
  Math.sqrt(Math.max(0, (value - low) / (high - low)));
export const atRoot = (root: number, { low, high }: Range): number => {
  const inside = within(root, { low: 0, high: 1 });
  return low + (high - low) * inside * inside;
};

/**
 * Weights as somebody of less judgement would set them: the root of each off by an error, so that what is left alone stays
 * nearly so.
 */
export const misjudged = (
  ruleset: Ruleset,
  weights: Weights,
  sigma: number,
  normal: (weight: PolicyWeight) => number,
): Weights => {
  if (sigma === 0) return weights;
  const changed = { ...weights } as Record<PolicyWeight, number>;
  for (const weight of POLICY_WEIGHTS) {
    const range = weightRange(ruleset, weight);
    changed[weight] = atRoot(rootOf(weights[weight], range) + sigma * normal(weight), range);
  }
  return changed;
};
