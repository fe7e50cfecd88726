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

/** The terms of a binomial distribution that matter: `probs[i]` is the chance of `first + i` successes. */
export interface BinomialTerms {
  readonly first: number;
  readonly probs: Float64Array;
}

/** Weights of the terms while they are walked, below the peak and then above it. */
let scratch = new Float64Array(1024);

/**
 * Terms of Binomial(trials, prob), walked outwards from the most likely count with the ratio of
 * neighbours and normalised by their sum. A term below `negligibleProb` times the largest ends the
 * walk on its side.
 */
export const binomialTerms = (trials: number, prob: number, negligibleProb = 1e-300): BinomialTerms => {
  if (prob <= 0 || trials === 0) return { first: 0, probs: Float64Array.of(1) };
  if (prob >= 1) return { first: trials, probs: Float64Array.of(1) };
  const odds = prob / (1 - prob);
  const mode = Math.min(trials, Math.floor((trials + 1) * prob));
  if (scratch.length < trials) scratch = new Float64Array(2 * trials);
  let peak = 0;
  let weight = 1;
  for (let count = mode; count > 0; count--) {
    weight *= count / ((trials - count + 1) * odds);
    if (weight < negligibleProb) break;
    scratch[peak] = weight;
    peak += 1;
  }
  let terms = peak;
  weight = 1;
  for (let count = mode; count < trials; count++) {
    weight *= ((trials - count) / (count + 1)) * odds;
    if (weight < negligibleProb) break;
    scratch[terms] = weight;
    terms += 1;
  }
  // Added from the small ends towards the peak, so that the small terms are not lost.
  let low = 0;
  for (let i = peak - 1; i >= 0; i--) low += scratch[i] as number;
  let high = 0;
  for (let i = terms - 1; i >= peak; i--) high += scratch[i] as number;
  const sum = low + high + 1;
  const probs = new Float64Array(terms + 1);
  for (let i = 0; i < peak; i++) probs[peak - 1 - i] = (scratch[i] as number) / sum;
  probs[peak] = 1 / sum;
  for (let i = peak; i < terms; i++) probs[i + 1] = (scratch[i] as number) / sum;
  return { first: mode - peak, probs };
};

/** Chances that at least, and that fewer than, `required` of `total` succeed; both to full relative precision. */
export const atLeastOf = (
  required: number,
  total: number,
  prob: number,
): { readonly atLeastProb: number; readonly fewerProb: number } => {
  const { first, probs } = binomialTerms(total, prob);
  const cut = Math.min(Math.max(required - first, 0), probs.length);
  let fewerProb = 0;
  for (let i = 0; i < cut; i++) fewerProb += probs[i] ?? 0;
  let atLeastProb = 0;
  for (let i = probs.length - 1; i >= cut; i--) atLeastProb += probs[i] ?? 0;
  return atLeastProb > fewerProb
    ? { atLeastProb: 1 - fewerProb, fewerProb }
    : { atLeastProb, fewerProb: 1 - atLeastProb };
};
