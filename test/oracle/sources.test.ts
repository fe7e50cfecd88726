/** Every row of every table names a source that is listed: in the rules, or here for the rows alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const here = (name: string): URL => new URL(name, import.meta.url);
const idsOf = (name: string): readonly string[] => Object.keys(parse(readFileSync(here(name), 'utf8')) ?? {});
const tables = readdirSync(here('.'))
  .filter((name) => name.endsWith('.cases.json'))
  .sort();
/** Whatever a file of cases names as a source, at any depth. */
const sourcesIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'source' && typeof item === 'string' ? [item] : sourcesIn(item),
  );
};
const sourcesOf = (name: string): readonly string[] => sourcesIn(JSON.parse(readFileSync(here(name), 'utf8')));
/** Cases of whole model runs stand with their tests. */
const RUNS = ['../assets/debris-environment.json', '../assets/published-designs.json'];

it('lists the source of every row, and no source that nothing cites', () => {
  const cited = new Set([...tables, ...RUNS].flatMap(sourcesOf));
  const inRules = idsOf('../../rules/sources.yaml');
  const forRowsOnly = idsOf('./sources.yaml');
  expect([...cited].filter((id) => !inRules.includes(id) && !forRowsOnly.includes(id))).toEqual([]);
  expect(forRowsOnly.filter((id) => !cited.has(id) || inRules.includes(id))).toEqual([]);
});
