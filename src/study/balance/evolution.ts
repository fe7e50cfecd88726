/**
 * Search over weight vectors: an evolution strategy. Each generation tries variations of the mean of the
 * best of the last, all against the same opponents with the same dice. Everything random comes from
 * named streams, so that the same seed finds the same weights.
 */
import type { Weights } from '../../bots/index.ts';
import { botDice } from '../../engine/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { POLICY_WEIGHTS, type PolicyWeight } from '../../ruleset/terms.ts';
import { cos, ln, PI } from '../../units/math.ts';

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
  /** Variations a generation; a quarter of them become parents. */
  readonly population: number;
  /** First step, as a share of a weight's range. */
  readonly step: number;
}

/** How good each candidate is, higher is better; `generation` chooses the dice, the same for all of them. */
export type Evaluate = (candidates: readonly Weights[], generation: number) => Promise<readonly number[]>;

const STEP_DECAY = 0.9;
/** Digits kept of a weight: enough to play by, few enough to read. */
const DECIMALS = 1000;

const normalAt = (draw: (stream: string) => number, stream: string): number =>
  Math.sqrt(-2 * ln(1 - draw(`${stream}/length`))) * cos(2 * PI * draw(`${stream}/angle`));

/** A variation of weights, kept in range. About half of the weights move: others stay as they are. */
const vary = (mean: Weights, ranges: Ranges, step: number, draw: (stream: string) => number): Weights => {
  const varied = { ...mean } as Record<PolicyWeight, number>;
  for (const weight of POLICY_WEIGHTS) {
    const { low, high } = ranges[weight];
    const moves = draw(`${weight}/moves`) < 0.5;
    const moved = mean[weight] + (moves ? step * (high - low) * normalAt(draw, weight) : 0);
    varied[weight] = Math.min(high, Math.max(low, Math.round(moved * DECIMALS) / DECIMALS));
  }
  return varied;
};

const meanOf = (parents: readonly Weights[]): Weights => {
  const mean = {} as Record<PolicyWeight, number>;
  for (const weight of POLICY_WEIGHTS)
    mean[weight] =
      Math.round((parents.reduce((total, each) => total + each[weight], 0) / parents.length) * DECIMALS) / DECIMALS;
  return mean;
};

/** The best weights found: the mean of the last parents. */
export const evolve = async (
  { start, ranges, seed, generations, population, step }: Search,
  evaluate: Evaluate,
): Promise<Weights> => {
  let mean = vary(start, ranges, 0, () => 0);
  let stepNow = step;
  for (let generation = 0; generation < generations; generation++) {
    const candidates = Array.from({ length: population }, (_, place) => {
      if (place === 0) return mean;
      const dice = botDice(`${seed}/${generation}/${place}`, 'evolution', generation);
      return vary(mean, ranges, stepNow, (stream) => dice.draw(stream));
    });
    const worth = await evaluate(candidates, generation);
    const ranked = candidates
      .map((candidate, place) => ({ candidate, place, worth: worth[place] ?? 0 }))
      .sort((a, b) => b.worth - a.worth || a.place - b.place);
    mean = meanOf(ranked.slice(0, Math.max(1, Math.floor(population / 4))).map(({ candidate }) => candidate));
    stepNow *= STEP_DECAY;
  }
  return mean;
};
