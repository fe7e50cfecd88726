/** Monotony: more of what helps never gives less. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitPerformance } from '../../src/engine/assets/orbitChain.ts';
import { binomialAtDraw } from '../../src/engine/dice.ts';
import {
  cadenceLimit,
  chipFactor,
  contestShare,
  developmentProb,
  flightSuccessProb,
  jamRatioDb,
  launchPriceUsdPerKg,
  operationSuccessProb,
  outageFracOf,
  triangularAtDraw,
  unitCostMusd,
  unitMassKg,
} from '../../src/engine/formulas.ts';
import type { Game } from '../../src/engine/index.ts';
import type { SatelliteDesign } from '../../src/ruleset/schema.ts';
import { dawn } from '../support/game.ts';

const designs = dawn.ruleset.satellites;
const withDesign = (id: string, change: Partial<SatelliteDesign>): Game => ({
  ...dawn,
  design: (asked) => (asked === id ? { ...dawn.design(id), ...change } : dawn.design(asked)),
});
const design = fc.constantFrom(...designs);
const shell = fc.constantFrom(...dawn.ruleset.shells.map(({ id }) => id));
const factor = fc.double({ min: 1, max: 8, noNaN: true });
const level = fc.integer({ min: 0, max: 4 });

/** Performance with one number of the design multiplied. */
const performanceWith = (
  each: SatelliteDesign,
  shellId: string,
  change: Partial<SatelliteDesign>,
  hardeningLevel = 0,
  ageYears = 0,
) =>
  unitPerformance(withDesign(each.id, change), { designId: each.id, shellId, ageYears, chipFactor: 1, hardeningLevel });

describe('a satellite', () => {
  it.each(['radiatorAreaM2', 'arrayAreaM2', 'batteryKwh', 'radiatorTempK', 'cellEfficiencyFrac'] as const)(
    'with more %s never computes less',
    (name) => {
      fc.assert(
        fc.property(design, shell, factor, (each, shellId, times) => {
          const most = name === 'cellEfficiencyFrac' ? 1 : name === 'radiatorTempK' ? 500 : Number.POSITIVE_INFINITY;
          const before = performanceWith(each, shellId, {});
          const after = performanceWith(each, shellId, { [name]: Math.min(most, each[name] * times) });
          expect(after.grossPops).toBeGreaterThanOrEqual(before.grossPops * (1 - 1e-12));
        }),
        { numRuns: 60 },
      );
    },
  );

  it('with more shielding is never less available, and hardening is shielding', () => {
    fc.assert(
      fc.property(design, shell, factor, level, (each, shellId, times, hardening) => {
        const plain = performanceWith(each, shellId, {});
        expect(
          performanceWith(each, shellId, { shieldingMmAl: each.shieldingMmAl * times }).availabilityFrac,
        ).toBeGreaterThanOrEqual(plain.availabilityFrac * (1 - 1e-12));
        expect(performanceWith(each, shellId, {}, hardening).availabilityFrac).toBeGreaterThanOrEqual(
          plain.availabilityFrac * (1 - 1e-12),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('that is older never has more power, and no more runs than the narrowest limit lets', () => {
    fc.assert(
      fc.property(design, shell, fc.double({ min: 0, max: 10, noNaN: true }), (each, shellId, ageYears) => {
        const young = performanceWith(each, shellId, {});
        const old = performanceWith(each, shellId, {}, 0, ageYears);
        expect(old.grossPops).toBeLessThanOrEqual(young.grossPops * (1 + 1e-12));
        expect(old.payloadKw).toBe(Math.min(old.chipsKw, old.powerLimitKw, old.heatLimitKw));
      }),
      { numRuns: 60 },
    );
  });
});

describe('research, money and experience', () => {
  const vehicles = dawn.ruleset.vehicles.map(({ id }) => id);
  it('make nothing dearer, heavier or less likely', () => {
    for (const { id } of designs)
      for (let bus = 0; bus < 4; bus++) {
        expect(unitCostMusd(dawn, id, bus + 1)).toBeLessThanOrEqual(unitCostMusd(dawn, id, bus));
        expect(unitMassKg(dawn, id, 'platform', bus + 1, 9)).toBeLessThanOrEqual(
          unitMassKg(dawn, id, 'platform', bus, 9),
        );
        expect(unitMassKg(dawn, id, 'platform', bus, 100)).toBeGreaterThanOrEqual(
          unitMassKg(dawn, id, 'platform', bus, 9),
        );
      }
    for (const id of vehicles) {
      for (let flown = 0; flown < 200; flown += 7)
        expect(flightSuccessProb(dawn, id, flown + 7)).toBeGreaterThanOrEqual(flightSuccessProb(dawn, id, flown));
      for (let massT = 0; massT < 5000; massT += 250)
        expect(launchPriceUsdPerKg(dawn, id, massT + 250, 1)).toBeLessThanOrEqual(
          launchPriceUsdPerKg(dawn, id, massT, 1),
        );
      expect(launchPriceUsdPerKg(dawn, id, 100, 3)).toBeLessThanOrEqual(launchPriceUsdPerKg(dawn, id, 100, 2));
      expect(developmentProb(dawn, id, 500)).toBeGreaterThanOrEqual(developmentProb(dawn, id, 100));
      expect(developmentProb(dawn, id, 1e9)).toBeLessThanOrEqual(1);
    }
    for (let launch = 0; launch < 4; launch++)
      expect(cadenceLimit(dawn, 12, launch + 1)).toBeGreaterThanOrEqual(cadenceLimit(dawn, 12, launch));
    for (let turn = 1; turn < 20; turn++)
      expect(chipFactor(dawn, turn + 1, 2, 'us', 1)).toBeGreaterThan(chipFactor(dawn, turn, 2, 'us', 1));
    expect(chipFactor(dawn, 5, 2, 'us', 3)).toBeLessThan(chipFactor(dawn, 5, 2, 'us', 1));
  });

  it('of the target make an act against it no likelier and no stronger', () => {
    for (const family of ['jam', 'directAscent'] as const)
      for (let defence = 0; defence < 5; defence++)
        for (let hardening = 0; hardening < 3; hardening++) {
          const prob = operationSuccessProb(dawn, family, 2, defence, hardening);
          expect(operationSuccessProb(dawn, family, 2, defence + 1, hardening)).toBeLessThanOrEqual(prob);
          expect(operationSuccessProb(dawn, family, 2, defence, hardening + 1)).toBeLessThanOrEqual(prob);
          expect(operationSuccessProb(dawn, family, 3, defence, hardening)).toBeGreaterThanOrEqual(prob);
          expect(jamRatioDb(dawn, hardening + 1)).toBeLessThan(jamRatioDb(dawn, hardening));
          for (const acts of ['jam', 'dazzle', 'cyberSpace'] as const)
            expect(outageFracOf(dawn, acts, 'platform', hardening, defence + 1)).toBeLessThanOrEqual(
              outageFracOf(dawn, acts, 'platform', hardening, defence),
            );
        }
  });
});

describe('arithmetic of dice and contests', () => {
  it('shares of a contest add up to one and grow with what is brought', () => {
    const amount = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(amount, amount, fc.double({ min: 0.2, max: 3, noNaN: true }), (own, other, exponent) => {
        expect(contestShare(own, other, exponent) + contestShare(other, own, exponent)).toBeCloseTo(1, 9);
        expect(contestShare(own * 2 + 1, other, exponent)).toBeGreaterThanOrEqual(
          contestShare(own, other, exponent) - 1e-12,
        );
      }),
    );
  });

  it('a binomial at a draw is within its trials and never falls as the draw rises', () => {
    const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        draw,
        draw,
        (trials, prob, a, b) => {
          const low = binomialAtDraw(trials, prob, Math.min(a, b));
          const high = binomialAtDraw(trials, prob, Math.max(a, b));
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(trials);
          expect(low).toBeLessThanOrEqual(high);
        },
      ),
    );
    expect(binomialAtDraw(10, 0, 0.999)).toBe(0);
    expect(binomialAtDraw(10, 1, 0)).toBe(10);
  });

  it('a triangular draw lies within its ends and meets them', () => {
    expect(triangularAtDraw(0.3, 1, 4, 0)).toBe(0.3);
    expect(triangularAtDraw(0.3, 1, 4, 1)).toBe(4);
    expect(triangularAtDraw(0.3, 1, 4, 0.7 / 3.7)).toBeCloseTo(1, 9);
  });
});
