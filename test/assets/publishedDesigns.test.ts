/** Published designs through the game's own chain: what is said beside what comes out, and a page that is current. */
import { describe, expect, test } from 'vitest';
import { massBudget } from '../../src/engine/assets/massBudget.ts';
import { expectCurrentFile } from '../support/currentFile.ts';
import { assetsDocument } from './assetsDocument.ts';
import { BASES, type Datum, designFile, filledDesign, results } from './publishedDesigns.ts';

test('docs/model/assets.md is what the chain gives (UPDATE=1 writes it)', () => {
  expectCurrentFile('docs/model/assets.md', assetsDocument());
});

describe('every number of a design', () => {
  const data: readonly Datum[] = designFile.designs.flatMap((each) => [
    ...Object.values(filledDesign(each)),
    ...Object.values(each.orbit),
    ...Object.values(each.chip),
    ...each.published,
  ]);

  test('says what it rests on, with a source unless it is our assumption', () => {
    for (const { basis, source } of data) {
      expect(BASES).toContain(basis);
      expect(source === undefined, `${basis} ${source}`).toBe(basis === 'assumed');
    }
  });

  test('comes from a chain that gives finite numbers', () => {
    for (const { quantities, performance, published } of results) {
      for (const value of Object.values(quantities)) expect(value, published.id).toSatisfy(Number.isFinite);
      expect(performance.payloadKw).toBeGreaterThan(0);
    }
  });
});

const claimOf = (id: string, quantity: string): { readonly said: number; readonly ours: number } => {
  const result = results.find(({ published }) => published.id === id);
  const claim = result?.published.published.find((each) => each.quantity === quantity);
  if (result === undefined || claim === undefined) throw new Error(`${id} says nothing of ${quantity}`);
  return { said: claim.value, ours: result.quantities[quantity] ?? Number.NaN };
};

describe('what was published comes out of the chain', () => {
  test.each([
    ['suncatcher', 'arrayKw', 0.02],
    ['suncatcher', 'kgPerKw', 0.02],
    ['ai1', 'arrayKw', 0.01],
    ['ai1', 'radiatorWPerM2', 0.1],
    ['starcloud-5gw', 'radiatorWPerM2', 0.06],
    ['three-body', 'totalPops', 0.05],
  ])('%s %s within %d', (id, quantity, tolerance) => {
    const { said, ours } = claimOf(id, quantity);
    expect(Math.abs(ours / said - 1)).toBeLessThan(tolerance);
  });

  test('the radiator of Starcloud-1 is too weak, and the 5 GW array sees the Sun more than 95 percent of the year', () => {
    expect(claimOf('starcloud-1', 'heatMarginFrac').ours).toBeLessThan(0);
    expect(claimOf('starcloud-5gw', 'sunlitFrac').ours).toBeGreaterThan(0.95);
  });

  test('the dose behind 10 mm lies below the paper’s, which counts all sources at 650 km', () => {
    const { said, ours } = claimOf('suncatcher', 'doseRadPerYear');
    expect(ours).toBeLessThan(said);
    expect(ours).toBeGreaterThan(100);
  });
});

/** A margin and the area needed for it say the same. */
const closes = (margin: number, has: number, needs: number): boolean => margin >= 0 === has >= needs;

test('the areas named as needed close power and heat', () => {
  for (const { published, performance, closure, neededArrayM2, neededRadiatorM2 } of results) {
    const design = filledDesign(published);
    expect(closes(closure.powerMarginFrac, design['arrayAreaM2']?.value ?? 0, neededArrayM2), published.id).toBe(true);
    expect(closes(closure.heatMarginFrac, design['radiatorAreaM2']?.value ?? 0, neededRadiatorM2)).toBe(true);
    expect(performance.payloadKw).toBeLessThanOrEqual(performance.chipsKw);
  }
});

test('a mass budget is the sum of its parts', () => {
  const { arrayKg, batteryKg, radiatorKg, payloadKg, structureKg, totalKg } = massBudget(
    { arrayKw: 10, batteryKwh: 5, radiatorAreaM2: 20, payloadKw: 8 },
    { arrayWPerKg: 50, batteryWhPerKg: 100, radiatorKgPerM2: 10, payloadKgPerKw: 10, structureFrac: 0.2 },
  );
  expect([arrayKg, batteryKg, radiatorKg, payloadKg]).toEqual([200, 50, 200, 80]);
  expect(totalKg).toBeCloseTo(530 / 0.8, 9);
  expect(structureKg).toBeCloseTo(totalKg - 530, 9);
});
