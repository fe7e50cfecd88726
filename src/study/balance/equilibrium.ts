/**
 * The game over the games: each side picks a doctrine, and the matrix says what that is worth. Mixtures
 * against which neither side can gain are found by regret matching, which needs nothing but sums.
 */
export interface Bimatrix {
  /** Payoff of the row's player in [row][column], and of the column's player in the same place. */
  readonly row: readonly (readonly number[])[];
  readonly column: readonly (readonly number[])[];
}

export interface Equilibrium {
  readonly row: readonly number[];
  readonly column: readonly number[];
  readonly rowValue: number;
  readonly columnValue: number;
  /** The most that either side could gain by leaving its mixture. */
  readonly gap: number;
}

const ROUNDS = 40_000;

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, value, place) => total + value * (b[place] ?? 0), 0);

const toMixture = (weights: readonly number[]): number[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (total > 0 ? weight / total : 1 / weights.length));
};

const transposed = (matrix: readonly (readonly number[])[]): number[][] =>
  (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] ?? 0));

/** Worth of each pure choice against a mixture of the other side's. */
const worths = (matrix: readonly (readonly number[])[], against: readonly number[]): number[] =>
  matrix.map((row) => dot(row, against));

export const findEquilibrium = ({ row, column }: Bimatrix): Equilibrium => {
  const columnFirst = transposed(column);
  const regrets = [row.map(() => 0), columnFirst.map(() => 0)] as [number[], number[]];
  const sums = [row.map(() => 0), columnFirst.map(() => 0)] as [number[], number[]];
  for (let round = 1; round <= ROUNDS; round++) {
    for (const side of [0, 1] as const) {
      const own = toMixture(regrets[side]);
      const worth = worths(side === 0 ? row : columnFirst, toMixture(regrets[side === 0 ? 1 : 0]));
      const mean = dot(own, worth);
      for (let place = 0; place < own.length; place++) {
        regrets[side][place] = Math.max(0, (regrets[side][place] ?? 0) + (worth[place] ?? 0) - mean);
        // Later rounds weigh more: the mean then settles far sooner.
        sums[side][place] = (sums[side][place] ?? 0) + round * (own[place] ?? 0);
      }
    }
  }
  const mixtures = [toMixture(sums[0]), toMixture(sums[1])] as const;
  const rowWorths = worths(row, mixtures[1]);
  const columnWorths = worths(columnFirst, mixtures[0]);
  const rowValue = dot(mixtures[0], rowWorths);
  const columnValue = dot(mixtures[1], columnWorths);
  return {
    row: mixtures[0],
    column: mixtures[1],
    rowValue,
    columnValue,
    gap: Math.max(Math.max(...rowWorths) - rowValue, Math.max(...columnWorths) - columnValue),
  };
};

/** Rows that some other row beats against every column. */
export const dominatedRows = (matrix: readonly (readonly number[])[]): readonly number[] =>
  matrix.flatMap((row, place) =>
    matrix.some((other, at) => at !== place && other.every((value, column) => value > (row[column] ?? 0)))
      ? [place]
      : [],
  );
export const dominatedColumns = (matrix: readonly (readonly number[])[]): readonly number[] =>
  dominatedRows(transposed(matrix));
