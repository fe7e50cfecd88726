/**
 * Which factor matters: shares of an output’s variance (Sobol’ indices) from Saltelli’s design. The first-order
 * index is the share a factor explains alone (Saltelli et al. 2010), the total index the share that would be
 * left if all others were known (Jansen 1999). Intervals are from drawing rows again (bootstrap).
 */
import { botDice } from '../../engine/index.ts';
import { quantile } from '../balance/statistics.ts';

/** Outputs of one draw of the design: A, B, and A with one factor of B, for each factor. */
export interface SensitivityRow {
  readonly a: number;
  readonly b: number;
  readonly mixed: readonly number[];
}

export interface Index {
  readonly value: number;
  /** 95% of the bootstrap lie between. */
  readonly low: number;
  readonly high: number;
}
export interface FactorIndices {
  readonly first: Index;
  readonly total: Index;
}

const RESAMPLES = 400;
const TAIL = 0.025;

type Pair = readonly [first: number, total: number];

/** Both indices of every factor from the rows at these places; zero where nothing varies. */
const indicesAt = (rows: readonly SensitivityRow[], places: Iterable<number>, factors: number): readonly Pair[] => {
  let [count, sum, squares] = [0, 0, 0];
  const firsts = new Float64Array(factors);
  const totals = new Float64Array(factors);
  const chosen = [...places];
  // Centred on the mean of all: of any fixed value the index would be as true, and twice as uncertain.
  const centre = rows.reduce((total, { a, b }) => total + (a + b) / 2, 0) / Math.max(1, rows.length);
  for (const place of chosen) {
    const row = rows[place];
    if (row === undefined) continue;
    const [a, b] = [row.a - centre, row.b - centre];
    count += 2;
    sum += a + b;
    squares += a * a + b * b;
    for (let factor = 0; factor < factors; factor += 1) {
      const mixed = (row.mixed[factor] ?? 0) - centre;
      firsts[factor] = (firsts[factor] ?? 0) + b * (mixed - a);
      totals[factor] = (totals[factor] ?? 0) + (a - mixed) * (a - mixed);
    }
  }
  const variance = count === 0 ? 0 : squares / count - (sum / count) * (sum / count);
  const draws = count / 2;
  return Array.from({ length: factors }, (_, factor) =>
    variance > 0 ? [(firsts[factor] ?? 0) / draws / variance, (totals[factor] ?? 0) / (2 * draws) / variance] : [0, 0],
  );
};

/** Indices of every factor, in their order. Seeded: the same rows give the same intervals. */
export const sensitivityOf = (
  rows: readonly SensitivityRow[],
  factors: number,
  seed: string,
): readonly FactorIndices[] => {
  const found = indicesAt(rows, rows.keys(), factors);
  const dice = botDice(seed, 'bootstrap', 0);
  const resampled = Array.from({ length: RESAMPLES }, () =>
    indicesAt(
      rows,
      Array.from({ length: rows.length }, () => Math.floor(dice.draw('row') * rows.length)),
      factors,
    ),
  );
  const indexOf = (factor: number, which: 0 | 1): Index => {
    const spread = resampled.map((pairs) => pairs[factor]?.[which] ?? 0);
    return {
      value: found[factor]?.[which] ?? 0,
      low: quantile(spread, TAIL),
      high: quantile(spread, 1 - TAIL),
    };
  };
  return found.map((_, factor) => ({ first: indexOf(factor, 0), total: indexOf(factor, 1) }));
};
