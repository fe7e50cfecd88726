/** Counts the published cases, and says the count aloud. */
import { expect, it } from 'vitest';
import { checkCase, readOracleCases, RECOMPUTED_SOURCE } from '../../src/cli/reference/publishedCases.ts';
import { catalogue } from '../../src/physics/catalogue.ts';

const checked = readOracleCases().map(checkCase);
const published = checked.filter(({ row }) => row.source !== RECOMPUTED_SOURCE);

it('passes every published case, at least 150 of them', () => {
  const passed = published.filter(({ mismatch }) => mismatch === null);
  const sources = new Set(passed.map(({ row }) => row.source));
  console.info(
    `${passed.length} published cases passed, of ${published.length}, from ${sources.size} sources; and ${checked.length - published.length} recomputed by another program`,
  );
  expect(checked.filter(({ mismatch }) => mismatch !== null)).toEqual([]);
  expect(passed.length).toBeGreaterThanOrEqual(150);
});

it('has a case for every function of the catalogue', () => {
  const held = new Set(checked.map(({ row }) => row.model));
  expect(catalogue.map(({ id }) => id).filter((id) => !held.has(id))).toEqual([]);
});
