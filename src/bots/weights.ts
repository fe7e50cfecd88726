/** Weights as such: the ranges that all policies share, and one laid over another. */
import type { Ruleset } from '../ruleset/schema.ts';
import { POLICY_WEIGHTS, type PolicyWeight } from '../ruleset/terms.ts';
import type { Weights } from './doctrines.ts';

export interface Range {
  readonly low: number;
  readonly high: number;
}

export const weightRange = (ruleset: Ruleset, weight: PolicyWeight): Range =>
  ruleset.provenance[`doctrines.weights.${weight}`] ?? { low: 0, high: 1 };

const within = (value: number, { low, high }: Range): number => Math.min(high, Math.max(low, value));

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
 * Weights as somebody of less judgement would set them: each off by an error of so many parts of its range. The error is
 * made in the square root of the share of the range, so that what is left alone stays nearly so.
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
    const { low, high } = weightRange(ruleset, weight);
    const root = Math.sqrt(Math.max(0, (weights[weight] - low) / (high - low))) + sigma * normal(weight);
    const inside = within(root, { low: 0, high: 1 });
    changed[weight] = low + (high - low) * inside * inside;
  }
  return changed;
};
