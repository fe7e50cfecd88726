/**
 * Probability arithmetic shared by reliability, debris, counterspace and grid: small chances kept
 * to full precision, and the binomial distribution for counts up to a hundred thousand without
 * factorials, logarithms of factorials or underflow.
 */
import { exp, pow } from '../units/math.ts';

/** 1 − e^(−x) for x ≥ 0; the series keeps every digit where the subtraction would lose them. */
export const oneMinusExp = (x: number): number =>
  x < 1e-3 ? x * (1 - (x / 2) * (1 - (x / 3) * (1 - x / 4))) : 1 - exp(-x);

/** Chance that at least one of `trials` independent trials succeeds: 1 − (1 − p)^n. */
export const atLeastOne = (prob: number, trials: number): number => {
  if (prob >= 1e-3) return 1 - pow(1 - prob, trials);
  const minusLog = prob * (1 + (prob / 2) * (1 + ((2 * prob) / 3) * (1 + (3 * prob) / 4)));
  return oneMinusExp(minusLog * trials);
};

/** Still far from what a number cannot hold. */
const LEAST_PROB = 1e-300;

/** The terms of a binomial distribution that matter: `probs[i]` is the chance of `first + i` successes. */
export interface BinomialTerms {
  readonly first: number;
  readonly probs: Float64Array;
}

/**
 * Weights of the terms of the last distribution that was walked: those below the peak, from it outwards, then those
 * above it. The peak's own is 1. One buffer for all, since lists of their own would cost more than the terms.
 */
let weights = new Float64Array(1024);

interface Walk {
  /** Most likely count. */
  readonly mode: number;
  /** Terms below the peak. */
  readonly below: number;
  /** Terms beside the peak, on both sides. */
  readonly beside: number;
  /** Sum of all weights. */
  readonly sum: number;
}

/** Walks outwards from the most likely count, 0 < prob < 1; a term below `negligibleProb` ends its side. */
const walk = (trials: number, prob: number, negligibleProb: number): Walk => {
  if (weights.length < trials) weights = new Float64Array(2 * trials);
  const odds = prob / (1 - prob);
  const mode = Math.min(trials, Math.floor((trials + 1) * prob));
  let below = 0;
  let weight = 1;
  for (let count = mode; count > 0; count--) {
    weight *= count / ((trials - count + 1) * odds);
    if (weight < negligibleProb) break;
    weights[below] = weight;
    below += 1;
  }
  let beside = below;
  weight = 1;
  for (let count = mode; count < trials; count++) {
    weight *= ((trials - count) / (count + 1)) * odds;
    if (weight < negligibleProb) break;
    weights[beside] = weight;
    beside += 1;
  }
  // Added from the small ends towards the peak, so that the small terms are not lost.
  let low = 0;
  for (let i = below - 1; i >= 0; i--) low += weights[i] as number;
  let high = 0;
  for (let i = beside - 1; i >= below; i--) high += weights[i] as number;
  return { mode, below, beside, sum: low + high + 1 };
};

/** Weight of the walk's term at a place, counted from the least likely below the peak. */
const weightAt = (place: number, below: number): number =>
  place < below ? (weights[below - 1 - place] as number) : place === below ? 1 : (weights[place - 1] as number);

/**
 * Terms of Binomial(trials, prob), walked outwards from the most likely count with the ratio of
 * neighbours and normalised by their sum. A term below `negligibleProb` times the largest ends the
 * walk on its side.
 */
export const binomialTerms = (trials: number, prob: number, negligibleProb = LEAST_PROB): BinomialTerms => {
  if (prob <= 0 || trials === 0) return { first: 0, probs: Float64Array.of(1) };
  if (prob >= 1) return { first: trials, probs: Float64Array.of(1) };
  const { mode, below, beside, sum } = walk(trials, prob, negligibleProb);
  const probs = new Float64Array(beside + 1);
  for (let place = 0; place <= beside; place++) probs[place] = weightAt(place, below) / sum;
  return { first: mode - below, probs };
};

/** The count at which the distribution function of Binomial(trials, prob) passes a uniform draw in [0, 1). */
export const binomialQuantile = (trials: number, prob: number, draw: number, negligibleProb: number): number => {
  if (prob <= 0 || trials === 0) return 0;
  if (prob >= 1) return trials;
  const { mode, below, beside, sum } = walk(trials, prob, negligibleProb);
  let passed = 0;
  for (let place = 0; place <= beside; place++) {
    passed += weightAt(place, below) / sum;
    if (draw < passed) return mode - below + place;
  }
  return mode - below + beside;
};

/** Chances that at least, and that fewer than, `required` of `total` succeed; both to full relative precision. */
export const atLeastOf = (
  required: number,
  total: number,
  prob: number,
): { readonly atLeastProb: number; readonly fewerProb: number } => {
  if (prob <= 0 || prob >= 1 || total === 0) {
    const isEnough = required <= (prob >= 1 ? total : 0);
    return { atLeastProb: isEnough ? 1 : 0, fewerProb: isEnough ? 0 : 1 };
  }
  const { mode, below, beside, sum } = walk(total, prob, LEAST_PROB);
  const cut = Math.min(Math.max(required - (mode - below), 0), beside + 1);
  let fewerProb = 0;
  for (let place = 0; place < cut; place++) fewerProb += weightAt(place, below) / sum;
  let atLeastProb = 0;
  for (let place = beside; place >= cut; place--) atLeastProb += weightAt(place, below) / sum;
  return atLeastProb > fewerProb
    ? { atLeastProb: 1 - fewerProb, fewerProb }
    : { atLeastProb, fewerProb: 1 - atLeastProb };
};
