/** Two architectures at equal compute: published links first, then that neither is better at everything. */
import { describe, expect, it } from 'vitest';
import {
  type ArchitectureEstimate,
  estimateArchitecture,
  linkRateGbps,
  sparesFor,
} from '../../src/engine/assets/architectures.ts';
import { type Game, makeGame, SIDES } from '../../src/engine/index.ts';
import { kOfN } from '../../src/physics/reliability.ts';
import type { Architecture, BySide } from '../../src/ruleset/terms.ts';
import { dawn, ruleset } from '../support/game.ts';

const packed = (packId: string): Game => {
  const made = makeGame(ruleset, 'dawn-2026', packId);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
};
const PACKS = ruleset.packs.map(({ id }) => id);
const DESIGNS: BySide<Readonly<Record<'platform' | 'constellation' | 'cluster', string>>> = {
  us: { platform: 'station-module', constellation: 'starcloud-2', cluster: 'suncatcher-sat' },
  cn: { platform: 'beijing-module', constellation: 'three-body-compute-sat', cluster: 'state-cluster-sat' },
};
const estimate = (
  game: Game,
  architecture: Exclude<Architecture, 'edge'>,
  deliveredPops: number,
  side: 'us' | 'cn' = 'us',
): ArchitectureEstimate =>
  estimateArchitecture(game, {
    architecture,
    designId: DESIGNS[side][architecture],
    shellId: 'dawn-650',
    deliveredPops,
    chipFactor: 1,
    busLevel: 0,
    linkLevel: 0,
    hardeningLevel: 0,
    priceUsdPerKg: 1500,
    densityPerKm3: 2.52e-8,
  });

describe('a laser link', () => {
  it('carries about 150 Gbit/s over the 5,400 km in sight, of the order of what Starlink reports', () => {
    expect(linkRateGbps(dawn, 5400)).toBeGreaterThan(75);
    expect(linkRateGbps(dawn, 5400)).toBeLessThan(300);
  });
  it('carries all its wavelengths to a neighbour of a cluster: 9.6 Tbit/s', () => {
    expect(linkRateGbps(dawn, 0.2)).toBe(9600);
  });
});

describe('spares', () => {
  it('are the fewest that bring the chance asked for', () => {
    for (const [required, survivalFrac] of [
      [1, 0.97],
      [10, 0.97],
      [81, 0.95],
      [2800, 0.97],
    ] as const) {
      const spares = sparesFor(required, survivalFrac, 0.95);
      const chance = (count: number): number =>
        kOfN.evaluate({ required, total: required + count, availabilityFrac: survivalFrac }).availabilityFrac;
      expect(chance(spares)).toBeGreaterThanOrEqual(0.95);
      if (spares > 0) expect(chance(spares - 1)).toBeLessThan(0.95);
    }
  });
  it('are a smaller share of many units than of few', () => {
    const few = estimate(dawn, 'constellation', 1000);
    const many = estimate(dawn, 'constellation', 100_000);
    expect(many.spareCount / many.unitCount).toBeLessThan(few.spareCount / few.unitCount);
  });
});

describe('one platform against many satellites', () => {
  it('pays for heat over its size more than linearly, and satellites do not', () => {
    const [small, large] = [estimate(dawn, 'platform', 1000), estimate(dawn, 'platform', 100_000)];
    expect(large.transportKg / large.unitCount).toBeGreaterThan(5 * (small.transportKg / small.unitCount));
    expect(large.massKg / large.unitCount).toBeGreaterThan(small.massKg / small.unitCount);
    expect(estimate(dawn, 'constellation', 100_000).transportKg).toBe(0);
  });
  it('is dearer for a little compute, and cheaper for one large block in peace', () => {
    expect(estimate(dawn, 'constellation', 100).musdPerPopsYear).toBeLessThan(
      estimate(dawn, 'platform', 100).musdPerPopsYear,
    );
    const perBlock = (architecture: 'platform' | 'constellation'): number => {
      const { blockPops, musdPerPopsYear } = estimate(dawn, architecture, 10_000);
      return (musdPerPopsYear * 10_000) / blockPops;
    };
    expect(perBlock('platform')).toBeLessThan(perBlock('constellation'));
  });
  for (const packId of PACKS)
    it(`loses most of its service to the interceptors that a constellation shrugs off, and trains what it cannot: ${packId}`, () => {
      const game = packed(packId);
      for (const side of SIDES) {
        const platform = estimate(game, 'platform', 10_000, side);
        const constellation = estimate(game, 'constellation', 10_000, side);
        const cluster = estimate(game, 'cluster', 10_000, side);
        for (const hits of [1, 2, 4]) {
          expect(platform.lossFracOfHits(hits)).toBeGreaterThan(0.3);
          expect(constellation.lossFracOfHits(hits)).toBeLessThan(0.05);
        }
        expect(platform.blockPops).toBeGreaterThan(constellation.blockPops);
        expect(cluster.blockPops).toBeGreaterThan(constellation.blockPops);
        expect(cluster.linkGbps).toBeGreaterThan(constellation.linkGbps);
      }
    });
});
