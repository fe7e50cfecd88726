/**
 * Ratings by maximum likelihood: the Bradley–Terry model with the worth of a seat. The chance that one player beats another
 * is the logistic of the difference of their strengths and of the advantage of the side they play; a draw counts half to
 * each. Newton's method; standard errors from the curvature where it ends. A weak prior keeps who never lost finite.
 */
import { exp, ln } from '../../units/math.ts';

/** Games of one pairing in one seating: which player led the first side, which the second, and the first's winnings. */
export interface Pairing {
  readonly first: number;
  readonly second: number;
  /** Games that were won or drawn; those that both lost tell nothing of who is stronger. */
  readonly games: number;
  /** Wins of the first and half its draws. */
  readonly won: number;
}

export interface Rating {
  /** Points of Elo about the mean of all players: 400 are odds of ten to one. */
  readonly elo: number;
  /** Half of the 95% interval. */
  readonly marginElo: number;
}

export interface Ratings {
  readonly players: readonly Rating[];
  /** What the first side is worth. */
  readonly firstSide: Rating;
}

const ELO_PER_UNIT = 400 / ln(10);
const Z_95 = 1.959963984540054;
/** Standard deviation of strengths expected beforehand, in logits: wider than any table shows. */
const PRIOR_SIGMA = 3;
const MOST_STEPS = 50;
const SMALL_STEP = 1e-10;

type Matrix = number[][];

/** The inverse of a symmetric positive definite matrix, by elimination. */
const inverseOf = (matrix: Matrix): Matrix => {
  const size = matrix.length;
  const rows = matrix.map((row, at) => [
    ...row,
    ...Array.from({ length: size }, (_, column) => (column === at ? 1 : 0)),
  ]);
  for (let at = 0; at < size; at++) {
    const pivotRow = rows[at] ?? [];
    const pivot = pivotRow[at] ?? 1;
    for (let column = 0; column < 2 * size; column++) pivotRow[column] = (pivotRow[column] ?? 0) / pivot;
    for (const [other, row] of rows.entries()) {
      const factor = row[at] ?? 0;
      if (other === at || factor === 0) continue;
      for (let column = 0; column < 2 * size; column++)
        row[column] = (row[column] ?? 0) - factor * (pivotRow[column] ?? 0);
    }
  }
  return rows.map((row) => row.slice(size));
};

const rating = (strength: number, variance: number): Rating => ({
  elo: ELO_PER_UNIT * strength,
  marginElo: ELO_PER_UNIT * Z_95 * Math.sqrt(Math.max(0, variance)),
});

/** Strengths of so many players, in Elo. The last unknown is the advantage of the first side. */
export const rate = (playerCount: number, pairings: readonly Pairing[]): Ratings => {
  const size = playerCount + 1;
  const side = playerCount;
  const strengths = Array.from({ length: size }, () => 0);
  let covariance: Matrix = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    const slope = strengths.map((strength) => -strength / (PRIOR_SIGMA * PRIOR_SIGMA));
    const curve: Matrix = strengths.map((_, row) =>
      strengths.map((__, column) => (row === column ? 1 / (PRIOR_SIGMA * PRIOR_SIGMA) : 0)),
    );
    for (const { first, second, games, won } of pairings) {
      // Against itself a player tells of the seat alone.
      const terms = [[side, 1] as const, ...(first === second ? [] : [[first, 1] as const, [second, -1] as const])];
      const logit = terms.reduce((sum, [place, sign]) => sum + sign * (strengths[place] ?? 0), 0);
      const prob = 1 / (1 + exp(-logit));
      for (const [row, sign] of terms) {
        slope[row] = (slope[row] ?? 0) + sign * (won - games * prob);
        const ofRow = curve[row] ?? [];
        for (const [column, other] of terms)
          ofRow[column] = (ofRow[column] ?? 0) + sign * other * games * prob * (1 - prob);
      }
    }
    covariance = inverseOf(curve);
    let longest = 0;
    for (const [row, strength] of strengths.entries()) {
      const move = slope.reduce((sum, each, column) => sum + each * (covariance[row]?.[column] ?? 0), 0);
      strengths[row] = strength + move;
      longest = Math.max(longest, Math.abs(move));
    }
    if (longest < SMALL_STEP) break;
  }
  const mean = strengths.slice(0, playerCount).reduce((sum, strength) => sum + strength, 0) / playerCount;
  const cov = (row: number, column: number): number => covariance[row]?.[column] ?? 0;
  const places = Array.from({ length: playerCount }, (_, place) => place);
  const ofAll = places.reduce((sum, row) => sum + places.reduce((inner, column) => inner + cov(row, column), 0), 0);
  /** Variance of a strength about the mean of all. */
  const varianceOf = (place: number): number => {
    const withAll = places.reduce((sum, other) => sum + cov(place, other), 0);
    return cov(place, place) - (2 * withAll) / playerCount + ofAll / (playerCount * playerCount);
  };
  return {
    players: places.map((place) => rating((strengths[place] ?? 0) - mean, varianceOf(place))),
    firstSide: rating(strengths[side] ?? 0, cov(side, side)),
  };
};

export interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A share of so many with its 95% interval after Wilson. */
export const shareOf = (count: number, of: number): Share => {
  if (of === 0) return { value: 1 / 2, low: 0, high: 1 };
  const value = count / of;
  const z2 = (Z_95 * Z_95) / of;
  const centre = (value + z2 / 2) / (1 + z2);
  const half = (Z_95 / (1 + z2)) * Math.sqrt((value * (1 - value)) / of + z2 / (4 * of));
  return { value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
};
