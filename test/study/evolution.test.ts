/** The search over weights: keeps to its ranges, finds what is to be found, and finds it again. */
import { describe, expect, it } from 'vitest';
import { doctrineWeights } from '../../src/bots/index.ts';
import { POLICY_WEIGHTS } from '../../src/ruleset/terms.ts';
import { evolve, rangesOf } from '../../src/study/balance/evolution.ts';
import { ruleset } from '../support/ruleset.ts';

const search = (doctrine: string | null, seed: string, generations = 30) =>
  evolve(
    {
      start: doctrineWeights(ruleset, doctrine ?? 'balancer', 'us'),
      ranges: rangesOf(ruleset, doctrine),
      seed,
      generations,
      population: 16,
      step: 0.2,
    },
    // Best at a grid of 3 and a patience of 0.8; the rest does not matter.
    (candidates) =>
      Promise.resolve(candidates.map(({ grid, patience }) => -Math.abs(grid - 3) / 4 - Math.abs(patience - 0.8))),
  );

describe('the search over weights', () => {
  it('comes near to what is best, and to the same again', async () => {
    const found = await search(null, 'a');
    expect(found.grid).toBeCloseTo(3, 0);
    expect(found.patience).toBeCloseTo(0.8, 0);
    expect(await search(null, 'a')).toEqual(found);
    expect(await search(null, 'b')).not.toEqual(found);
  });

  it('never leaves the ranges, nor a doctrine its identity', async () => {
    for (const { id, identity } of ruleset.doctrines.doctrines) {
      const ranges = rangesOf(ruleset, id);
      const found = await search(id, id, 6);
      for (const weight of POLICY_WEIGHTS) {
        expect(found[weight], `${id} ${weight}`).toBeGreaterThanOrEqual(ranges[weight].low);
        expect(found[weight], `${id} ${weight}`).toBeLessThanOrEqual(ranges[weight].high);
        const own = identity[weight];
        if (own !== undefined) expect(ranges[weight]).toEqual(own);
      }
    }
  });
});
