/**
 * How an assumption varies: the value below which a given share of its distribution lies. By the inverse,
 * so that points spread evenly over the unit cube become draws spread evenly over the assumptions.
 */
import { exp, ln, pow } from '../../units/math.ts';

export const RANGE_KINDS = ['uniform', 'logUniform'] as const;
export const PEAKED_KINDS = ['triangular', 'pert'] as const;
export const DISTRIBUTION_KINDS = [...PEAKED_KINDS, ...RANGE_KINDS, 'levels'] as const;
export type DistributionKind = (typeof DISTRIBUTION_KINDS)[number];

export type Distribution =
  | { readonly kind: (typeof RANGE_KINDS)[number]; readonly low: number; readonly high: number }
  | {
      readonly kind: (typeof PEAKED_KINDS)[number];
      readonly low: number;
      readonly mode: number;
      readonly high: number;
    }
  | { readonly kind: 'levels'; readonly values: readonly number[] };

const triangular = (low: number, mode: number, high: number, frac: number): number => {
  const width = high - low;
  if (width <= 0) return low;
  const below = (mode - low) / width;
  return frac < below
    ? low + Math.sqrt(frac * width * (mode - low))
    : high - Math.sqrt((1 - frac) * width * (high - mode));
};

/** Weight of the mode against the ends in a PERT distribution. */
const PERT_WEIGHT = 4;
/** Cells over which the density is summed up: the quantile is right to about the width of the range over their square. */
const PERT_CELLS = 1024;

const cumulativeOf = (alpha: number, beta: number): readonly number[] => {
  const sums = [0];
  for (let cell = 0; cell < PERT_CELLS; cell += 1) {
    const x = (cell + 0.5) / PERT_CELLS;
    sums.push((sums[cell] ?? 0) + pow(x, alpha - 1) * pow(1 - x, beta - 1));
  }
  const total = sums[PERT_CELLS] ?? 1;
  return sums.map((sum) => sum / total);
};

const KEPT = 256;
const cumulatives = new Map<number, readonly number[]>();
/** The PERT distribution over 0…1 with its mode there, cumulated over even cells. */
const pertTable = (mode: number): readonly number[] => {
  let table = cumulatives.get(mode);
  if (table === undefined) {
    if (cumulatives.size >= KEPT) cumulatives.clear();
    table = cumulativeOf(1 + PERT_WEIGHT * mode, 1 + PERT_WEIGHT * (1 - mode));
    cumulatives.set(mode, table);
  }
  return table;
};

const pert = (low: number, mode: number, high: number, frac: number): number => {
  const width = high - low;
  if (width <= 0) return low;
  const table = pertTable((mode - low) / width);
  let [from, to] = [0, PERT_CELLS];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if ((table[middle] ?? 1) <= frac) from = middle;
    else to = middle;
  }
  const [below, above] = [table[from] ?? 0, table[to] ?? 1];
  const within = above > below ? (frac - below) / (above - below) : 0;
  return low + (width * (from + within)) / PERT_CELLS;
};

/** The value below which a share of the distribution lies, 0 ≤ share < 1. */
export const quantileAt = (distribution: Distribution, frac: number): number => {
  switch (distribution.kind) {
    case 'uniform':
      return distribution.low + frac * (distribution.high - distribution.low);
    case 'logUniform': {
      const from = ln(distribution.low);
      return exp(from + frac * (ln(distribution.high) - from));
    }
    case 'triangular':
      return triangular(distribution.low, distribution.mode, distribution.high, frac);
    case 'pert':
      return pert(distribution.low, distribution.mode, distribution.high, frac);
    case 'levels': {
      const { values } = distribution;
      return values[Math.min(values.length - 1, Math.floor(frac * values.length))] ?? 0;
    }
  }
};

/** The least and the greatest value that can be drawn. */
export const rangeOf = (distribution: Distribution): { readonly low: number; readonly high: number } =>
  distribution.kind === 'levels'
    ? { low: Math.min(...distribution.values), high: Math.max(...distribution.values) }
    : { low: distribution.low, high: distribution.high };
