/** Every row of every table names a source that is listed: in the rules, or here for the rows alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const here = (name: string): URL => new URL(name, import.meta.url);
const idsOf = (name: string): readonly string[] => Object.keys(parse(readFileSync(here(name), 'utf8')) ?? {});
const tables = readdirSync(here('.'))
  .filter((name) => name.endsWith('.cases.json'))
  .sort();
const sourcesOf = (name: string): readonly string[] => {
  const rows: { source: string }[] = JSON.parse(readFileSync(here(name), 'utf8'));
  return rows.map(({ source }) => source);
};

it('lists the source of every row, and no source that nothing cites', () => {
  const cited = new Set(tables.flatMap(sourcesOf));
  const inRules = idsOf('../../rules/sources.yaml');
  const forRowsOnly = idsOf('./sources.yaml');
  expect([...cited].filter((id) => !inRules.includes(id) && !forRowsOnly.includes(id))).toEqual([]);
  expect(forRowsOnly.filter((id) => !cited.has(id) || inRules.includes(id))).toEqual([]);
});
