/**
 * Means of many games and how far to trust them. Values are in the order of their draws, which are dealt in
 * turn to independent replicates: where there are several, the error of the mean comes from the scatter of
 * their means, because evenly spread draws are no independent ones.
 */
import { mean, quantile } from '../balance/statistics.ts';

export interface Estimate {
  readonly count: number;
  readonly mean: number;
  /** Half the width of the 95% interval of the mean; null where too few games tell it. */
  readonly error: number | null;
}

export interface Distributed extends Estimate {
  /** Standard deviation of a game. */
  readonly deviation: number;
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

/** Student’s t, 97.5%, from one degree of freedom on. */
const STUDENT_T = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const NORMAL_Z = 1.96;
export const MOST_REPLICATES = STUDENT_T.length + 1;

/** Standard deviation of a sample, with one degree of freedom taken. */
export const sampleDeviation = (values: readonly number[]): number => {
  if (values.length < 2) return 0;
  const centre = mean(values);
  const squares = values.reduce((total, value) => total + (value - centre) * (value - centre), 0);
  return Math.sqrt(squares / (values.length - 1));
};

/** Half the 95% interval of the mean of independent values. */
const errorOfMean = (values: readonly number[]): number | null =>
  values.length < 2
    ? null
    : ((STUDENT_T[values.length - 2] ?? NORMAL_Z) * sampleDeviation(values)) / Math.sqrt(values.length);

export const estimate = (values: readonly number[], replicates: number): Estimate => {
  const count = values.length;
  if (replicates < 2) return { count, mean: mean(values), error: errorOfMean(values) };
  const dealt: number[][] = Array.from({ length: replicates }, () => []);
  for (const [place, value] of values.entries()) dealt[place % replicates]?.push(value);
  const isTold = count >= 2 * replicates;
  return { count, mean: mean(values), error: isTold ? errorOfMean(dealt.map((each) => mean(each))) : null };
};

const [P05, P25, P50, P75, P95] = [0.05, 0.25, 0.5, 0.75, 0.95];

export const distribute = (values: readonly number[], replicates: number): Distributed => {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    ...estimate(values, replicates),
    deviation: sampleDeviation(values),
    p05: quantile(sorted, P05),
    p25: quantile(sorted, P25),
    p50: quantile(sorted, P50),
    p75: quantile(sorted, P75),
    p95: quantile(sorted, P95),
  };
};

/** How the mean settles: estimates after more and more values, each time about a fifth more. */
export const convergence = (values: readonly number[], replicates: number): readonly Estimate[] => {
  const points: Estimate[] = [];
  let count = Math.max(2, 2 * replicates);
  while (count < values.length) {
    points.push(estimate(values.slice(0, count), replicates));
    count = Math.ceil(count * CONVERGENCE_STEP);
  }
  return values.length === 0 ? [] : [...points, estimate(values, replicates)];
};
const CONVERGENCE_STEP = 1.2;
