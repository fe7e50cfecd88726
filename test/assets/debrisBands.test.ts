/** The debris bands: published growth and decay, what a step must keep, and a page that is current. */
import { describe, expect, test } from 'vitest';
import {
  addCloud,
  classShares,
  cloudShares,
  type DebrisEnvironment,
  dragHeightKm,
  emptyEnvironment,
  makeDebrisModel,
  stepDebris,
} from '../../src/engine/assets/debrisBands.ts';
import { shellCollisionRate } from '../../src/physics/debris.ts';
import { decayLifetime } from '../../src/physics/decay.ts';
import { expectCurrentFile } from '../support/currentFile.ts';
import { debrisDocument } from './debrisDocument.ts';
import { background, bandOf, cases, model, ourValue, parameters, totalOf } from './debrisEnvironment.ts';

test('docs/model/debris-environment.md is what the model gives (UPDATE=1 writes it)', () => {
  expectCurrentFile('docs/model/debris-environment.md', debrisDocument());
});

describe('published growth and decay', () => {
  test.each(cases.map((row) => [row.id, row] as const))('%s', (id, { heldLow, heldHigh, low, high, reason }) => {
    const ours = ourValue(id);
    expect(ours).toBeGreaterThanOrEqual(heldLow);
    expect(ours).toBeLessThanOrEqual(heldHigh);
    if (heldLow < low || heldHigh > high) expect(reason).toBeTruthy();
  });
});

const halfYear = { startYear: 2026, years: 0.5 };
const oneClass = (areaToMassM2PerKg: number) =>
  makeDebrisModel({ ...parameters, areaToMassM2PerKg: [areaToMassM2PerKg] });
const alone = (altitudeKm: number, count: number, bandCount = parameters.bandCount): DebrisEnvironment => ({
  intact: new Array<number>(bandCount).fill(0),
  fragments: [Array.from({ length: bandCount }, (_, band) => (band === bandOf(altitudeKm) ? count : 0))],
});

/** Objects left of the catalogue after half a year of drag. */
const leftAfter = (startYear: number): number =>
  totalOf(stepDebris(model, background(), { startYear, years: 0.5, collides: false }).environment);

describe('a step', () => {
  test('without collisions only takes away, and nothing from above comes back', () => {
    const before = background();
    const { environment } = stepDebris(model, before, { ...halfYear, collides: false });
    expect(totalOf(environment)).toBeLessThan(totalOf(before));
    expect(environment.fragments.flat().every((count) => count >= 0)).toBe(true);
  });

  test('of nothing is nothing', () => {
    const { environment, breakups, chippings } = stepDebris(model, emptyEnvironment(model), halfYear);
    expect([totalOf(environment), ...breakups, ...chippings].every((count) => count === 0)).toBe(true);
  });

  test('takes more down near solar maximum than at minimum', () => {
    expect(leftAfter(2025)).toBeLessThan(leftAfter(2031));
  });

  test('hardly depends on how long a step is', () => {
    const cloud = addCloud(emptyEnvironment(model), cloudShares(parameters, 600, 'collision'), 1000);
    const after = (years: number): number => {
      let environment = cloud;
      for (let step = 0; step < 2 / years; step += 1)
        environment = stepDebris(model, environment, {
          startYear: 2026 + step * years,
          years,
          collides: false,
        }).environment;
      return totalOf(environment);
    };
    expect(Math.abs(after(0.5) / after(0.125) - 1)).toBeLessThan(0.03);
  });

  test('adds what was left behind', () => {
    const addedIntact = new Array<number>(parameters.bandCount).fill(0);
    addedIntact[bandOf(1000)] = 7;
    const { environment } = stepDebris(model, emptyEnvironment(model), { ...halfYear, addedIntact });
    expect(totalOf(environment)).toBeCloseTo(7, 1);
  });

  test('expects the collisions of the catalogue’s shell rate', () => {
    const intact = new Array<number>(parameters.bandCount).fill(0);
    intact[bandOf(825)] = 1000;
    const start = { ...emptyEnvironment(model), intact };
    const { breakups } = stepDebris(model, start, halfYear);
    const { collisionsPerYear } = shellCollisionRate.evaluate({
      objects: 1000,
      crossSectionM2: Math.PI * (2 * parameters.intactRadiusM) * (2 * parameters.intactRadiusM),
      speedKmPerS: parameters.closingSpeedKmPerS,
      lowAltitudeKm: 800,
      highAltitudeKm: 850,
    });
    expect(breakups[bandOf(825)]).toBeCloseTo(collisionsPerYear / 2, 9);
  });
});

describe('decay by bands', () => {
  test.each([
    [500, 0.1],
    [600, 0.1],
    [700, 0.1],
    [500, 0.01],
  ])('from %d km at %d m²/kg lasts, on the mean, about as long as the catalogue says', (altitudeKm, areaToMass) => {
    const own = oneClass(areaToMass);
    // In the middle of a band, so that the mean over the band is the height asked for.
    const middleKm = altitudeKm + parameters.stepKm / 2;
    let environment = alone(middleKm, 1);
    let meanYears = 0;
    const years = 0.25;
    for (let step = 0; step < 4000 && totalOf(environment) > 1e-4; step += 1) {
      const next = stepDebris(own, environment, { startYear: 2026 + step * years, years, collides: false }).environment;
      meanYears += ((totalOf(environment) + totalOf(next)) / 2) * years;
      environment = next;
    }
    const { lifetimeYears } = decayLifetime.evaluate({
      altitudeKm: middleKm,
      ballisticM2PerKg: parameters.dragCoefficient * areaToMass,
      startYear: 2026,
      endAltitudeKm: parameters.lowKm,
    });
    expect(meanYears / lifetimeYears).toBeGreaterThan(0.75);
    expect(meanYears / lifetimeYears).toBeLessThan(1.4);
  });
});

/** Standard deviation of the band number. */
const spreadOf = (row: readonly number[]): number => {
  const total = row.reduce((sum, share) => sum + share, 0);
  const mean = row.reduce((sum, share, band) => sum + share * band, 0) / total;
  return Math.sqrt(row.reduce((sum, share, band) => sum + share * (band - mean) * (band - mean), 0) / total);
};

describe('a cloud', () => {
  const shares = cloudShares(parameters, 865, 'collision');
  const inBands = shares.bands.flat().reduce((sum, share) => sum + share, 0);

  test('loses no fragment', () => {
    expect(inBands + shares.belowFrac + shares.aboveFrac).toBeCloseTo(1, 12);
    expect(classShares(model).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('is centred below its break-up, and light pieces spread farther', () => {
    expect(spreadOf(shares.bands[3] ?? [])).toBeGreaterThan(spreadOf(shares.bands[0] ?? []));
  });

  test('of an explosion stays closer than that of a collision', () => {
    expect(cloudShares(parameters, 865, 'explosion').belowFrac).toBeLessThan(shares.belowFrac);
  });

  test('an ellipse decays like a circle between its perigee and its mean height', () => {
    expect(dragHeightKm(500, 500)).toBe(500);
    for (const apogeeKm of [510, 600, 900, 2000]) {
      expect(dragHeightKm(500, apogeeKm)).toBeGreaterThanOrEqual(500);
      expect(dragHeightKm(500, apogeeKm)).toBeLessThanOrEqual((500 + apogeeKm) / 2);
    }
  });
});
