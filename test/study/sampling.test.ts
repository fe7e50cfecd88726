/**
 * Draws and what is estimated from them, against known answers: Sobol’s sequence is even, quantiles have the
 * moments of their distributions, even draws err less than plain ones, sensitivity indices are the published ones.
 */
import { describe, expect, it } from 'vitest';
import { type Distribution, quantileAt } from '../../src/study/plan/distributions.ts';
import { distribute, estimate, sampleDeviation } from '../../src/study/plan/estimate.ts';
import type { Sampling } from '../../src/study/plan/plan.ts';
import { makeSampler } from '../../src/study/plan/sampling.ts';
import { sensitivityOf, type SensitivityRow } from '../../src/study/plan/sensitivity.ts';
import { SOBOL_DIMENSIONS, sobolBits, sobolCoordinate } from '../../src/study/plan/sobolSequence.ts';

const meanOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;

const cells = (at: (index: number) => number) =>
  new Set(Array.from({ length: 256 }, (_, index) => Math.floor(at(index) * 256))).size;

describe('Sobol’s sequence', () => {
  it('begins as published', () => {
    const points = Array.from({ length: 8 }, (_, index) =>
      [0, 1, 2].map((dimension) => sobolBits(index, dimension) / 2 ** 32),
    );
    // Joe and Kuo's own first points in three dimensions; natural order, where theirs is Gray's.
    expect(points).toEqual([
      [0, 0, 0],
      [0.5, 0.5, 0.5],
      [0.25, 0.75, 0.75],
      [0.75, 0.25, 0.25],
      [0.125, 0.625, 0.375],
      [0.625, 0.125, 0.875],
      [0.375, 0.375, 0.625],
      [0.875, 0.875, 0.125],
    ]);
  });

  it('puts one point of every 256 into each 256th of every dimension, scrambled or not', () => {
    for (let dimension = 0; dimension < SOBOL_DIMENSIONS; dimension += 1) {
      expect(cells((index) => sobolBits(index, dimension) / 2 ** 32)).toBe(256);
      expect(cells((index) => sobolCoordinate(index, dimension, 12345 + dimension))).toBe(256);
    }
  });

  it('keeps pairs of dimensions even when it is scrambled', () => {
    const boxes = new Set<string>();
    for (let index = 0; index < 256; index += 1)
      boxes.add([0, 1].map((dimension) => Math.floor(sobolCoordinate(index, dimension, 77 + dimension) * 16)).join());
    expect(boxes.size).toBe(256);
  });
});

const sampler = (sampling: Sampling, seed: string, draws = 64, replicates = 1, dimensions = 3) =>
  makeSampler({ sampling, seed, dimensions, draws, replicates });

// Smooth, of five assumptions that act together; its mean is 1.
const smooth = (point: readonly number[]): number =>
  point.reduce((product, x, place) => product * (1 + (x - 0.5) / (place + 1)), 1);

/** Variance of the mean of 128 draws. */
const varianceOfMean = (sampling: Sampling): number => {
  const means = Array.from({ length: 40 }, (_, repeat) => {
    const at = makeSampler({ sampling, seed: `v${repeat}`, dimensions: 5, draws: 128, replicates: 1 });
    return meanOf(Array.from({ length: 128 }, (__, draw) => smooth(at(draw))));
  });
  return sampleDeviation(means) ** 2;
};

describe('a sampler', () => {
  it.each(['sobol', 'latin', 'random'] as const)('%s: gives each draw alone, the same each time', (sampling) => {
    const [once, again] = [sampler(sampling, 'a'), sampler(sampling, 'a')];
    const forwards = Array.from({ length: 64 }, (_, draw) => once(draw));
    const backwards = Array.from({ length: 64 }, (_, draw) => again(63 - draw)).reverse();
    expect(backwards).toEqual(forwards);
    expect(sampler(sampling, 'b')(0)).not.toEqual(forwards[0]);
    for (const point of forwards) for (const x of point) expect(x > 0 && x < 1).toBe(true);
  });

  it('draws from every stratum once in each replicate, also where draws do not divide evenly', () => {
    for (const sampling of ['latin', 'sobol'] as const) {
      const at = sampler(sampling, 's', 64, 2);
      for (const replicate of [0, 1])
        for (const dimension of [0, 1, 2]) {
          const strata = Array.from({ length: 32 }, (_, place) =>
            Math.floor((at(2 * place + replicate)[dimension] ?? 0) * 32),
          );
          expect(new Set(strata).size).toBe(32);
        }
    }
    const odd = sampler('latin', 's', 7, 3);
    const strata = [0, 3, 6].map((draw) => Math.floor((odd(draw)[0] ?? 0) * 3));
    expect(strata.toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
  });

  it('goes beyond the dimensions that Sobol’s sequence has', () => {
    const point = sampler('sobol', 's', 16, 1, SOBOL_DIMENSIONS + 3)(5);
    expect(point).toHaveLength(SOBOL_DIMENSIONS + 3);
    expect(point.every((x) => x > 0 && x < 1)).toBe(true);
  });

  it('errs less the more evenly it draws: variance of a mean against plain draws', () => {
    const plain = varianceOfMean('random');
    expect(varianceOfMean('latin')).toBeLessThan(plain / 8);
    expect(varianceOfMean('sobol')).toBeLessThan(plain / 100);
  });
});

const drawn = (distribution: Distribution, count = 4096): readonly number[] =>
  Array.from({ length: count }, (_, place) => quantileAt(distribution, (place + 0.5) / count));

const varianceOf = (values: readonly number[]): number => {
  const centre = meanOf(values);
  return meanOf(values.map((value) => (value - centre) ** 2));
};

describe('a distribution', () => {
  it('has the mean and the variance of its kind', () => {
    const [low, mode, high] = [2, 3, 10];
    const triangular = drawn({ kind: 'triangular', low, mode, high });
    expect(meanOf(triangular)).toBeCloseTo((low + mode + high) / 3, 3);
    expect(varianceOf(triangular)).toBeCloseTo(
      (low ** 2 + mode ** 2 + high ** 2 - low * mode - low * high - mode * high) / 18,
      2,
    );
    const pert = drawn({ kind: 'pert', low, mode, high });
    const pertMean = (low + 4 * mode + high) / 6;
    expect(meanOf(pert)).toBeCloseTo(pertMean, 3);
    expect(varianceOf(pert)).toBeCloseTo(((pertMean - low) * (high - pertMean)) / 7, 2);
    expect(meanOf(drawn({ kind: 'uniform', low, high }))).toBeCloseTo(6, 6);
    const log = drawn({ kind: 'logUniform', low, high });
    expect(meanOf(log)).toBeCloseTo((high - low) / Math.log(high / low), 3);
    expect(drawn({ kind: 'levels', values: [1, 2, 4] }, 6)).toEqual([1, 1, 2, 2, 4, 4]);
  });

  it('with its mode at the end has the distribution of Beta(1, 5), which is known', () => {
    for (const frac of [0.05, 0.3, 0.5, 0.8, 0.99])
      expect(quantileAt({ kind: 'pert', low: 0, mode: 0, high: 1 }, frac)).toBeCloseTo(1 - (1 - frac) ** 0.2, 3);
  });

  it('stays within its ends, and is one value where its ends meet', () => {
    for (const kind of ['triangular', 'pert'] as const) {
      for (const frac of [0, 1e-12, 0.5, 1 - 1e-12]) {
        const value = quantileAt({ kind, low: -1, mode: 5, high: 5 }, frac);
        expect(value >= -1 && value <= 5).toBe(true);
      }
      expect(quantileAt({ kind, low: 3, mode: 3, high: 3 }, 0.7)).toBe(3);
    }
  });
});

const meanOfPlain = (repeat: number, replicates: number) => {
  const at = makeSampler({ sampling: 'random', seed: `c${repeat}`, dimensions: 1, draws: 64, replicates });
  return estimate(
    Array.from({ length: 64 }, (_, draw) => at(draw)[0] ?? 0),
    replicates,
  );
};

describe('an estimate', () => {
  it('covers the mean about as often as it says, by plain draws and by replicates', () => {
    for (const replicates of [1, 8]) {
      const covered = Array.from({ length: 200 }, (_, repeat) => meanOfPlain(repeat, replicates)).filter(
        ({ mean, error }) => Math.abs(mean - 0.5) <= (error ?? 0),
      ).length;
      expect(covered / 200).toBeGreaterThan(0.9);
      expect(covered / 200).toBeLessThan(0.99);
    }
  });

  it('tells no error from too little', () => {
    expect(estimate([], 1)).toEqual({ count: 0, mean: 0, error: null });
    expect(estimate([3], 1).error).toBeNull();
    expect(estimate([1, 2, 3, 4, 5], 8).error).toBeNull();
    expect(distribute([2, 2, 2], 1)).toMatchObject({ mean: 2, error: 0, deviation: 0, p05: 2, p95: 2 });
  });
});

/** Rows of Saltelli’s design of a function over the unit cube. */
const rowsOf = (f: (point: readonly number[]) => number, factors: number, draws: number): readonly SensitivityRow[] => {
  const at = makeSampler({ sampling: 'sobol', seed: 'oracle', dimensions: 2 * factors, draws, replicates: 1 });
  return Array.from({ length: draws }, (_, draw) => {
    const point = at(draw);
    const [a, b] = [point.slice(0, factors), point.slice(factors)];
    const mixed = a.map((_x, factor) => f(a.map((x, place) => (place === factor ? (b[place] ?? 0) : x))));
    return { a: f(a), b: f(b), mixed };
  });
};

const ishigami = (point: readonly number[]): number => {
  const [x = 0, y = 0, z = 0] = point.map((u) => Math.PI * (2 * u - 1));
  return Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x);
};

describe('sensitivity indices', () => {
  it('of Ishigami’s function are those published (a = 7, b = 0.1)', () => {
    const found = sensitivityOf(rowsOf(ishigami, 3, 2048), 3, 'i');
    // Saltelli et al., Sensitivity Analysis (2000), and Sobol' and Levitan (1999).
    const published = [
      [0.3139, 0.5576],
      [0.4424, 0.4424],
      [0, 0.2437],
    ];
    for (const [factor, [first = 0, total = 0]] of published.entries()) {
      expect(found[factor]?.first.value).toBeCloseTo(first, 1.5);
      expect(found[factor]?.total.value).toBeCloseTo(total, 1.5);
      expect(found[factor]?.first.low ?? 1).toBeLessThanOrEqual(first);
      expect(found[factor]?.first.high ?? 0).toBeGreaterThanOrEqual(first);
    }
  });

  it('of Sobol’s g-function are those that follow from its coefficients', () => {
    const coefficients = [0, 1, 4.5, 9, 99, 99];
    const g = (point: readonly number[]): number =>
      point.reduce((product, x, place) => {
        const a = coefficients[place] ?? 0;
        return (product * (Math.abs(4 * x - 2) + a)) / (1 + a);
      }, 1);
    const shares = coefficients.map((a) => 1 / 3 / (1 + a) ** 2);
    const whole = shares.reduce((product, share) => product * (1 + share), 1) - 1;
    const found = sensitivityOf(rowsOf(g, 6, 2048), 6, 'g');
    for (const [factor, share] of shares.entries()) {
      expect(found[factor]?.first.value).toBeCloseTo(share / whole, 1.5);
      expect(found[factor]?.total.value).toBeCloseTo((share * ((whole + 1) / (1 + share))) / whole, 1.5);
    }
  });

  it('are zero where nothing varies', () => {
    const rows = Array.from({ length: 8 }, () => ({ a: 5, b: 5, mixed: [5, 5] }));
    for (const { first, total } of sensitivityOf(rows, 2, 'z')) expect([first.value, total.value]).toEqual([0, 0]);
  });
});
