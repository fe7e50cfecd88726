/**
 * Nothing decides play without saying where it comes from: every number of `rules/` has a unit, a range
 * and a source, every source stands behind something, and numbers in the engine's code are reviewed.
 *
 * Read: `src/engine`. The numbers of `src/physics` are the equations themselves, printed with their
 * sources in docs/model and held to published cases. `src/bots` is left out while doctrines are code;
 * when they are data (rules/doctrines), its numbers come here too.
 */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { modelSources } from '../../src/cli/rulesFolder.ts';
import { equations } from '../../src/engine/index.ts';
import { catalogue } from '../../src/physics/catalogue.ts';
import { parseRuleset } from '../../src/ruleset/index.ts';
import type { Problem } from '../../src/units/result.ts';
import { ruleset, rulesFiles } from '../support/ruleset.ts';
import allowedLiterals from './literals.allow.json' with { type: 'json' };
import { findNumberLiterals, isAllowed, unusedAllowances } from './literals.ts';
import { parseSource, readSources } from './source.ts';

const problemsOf = (files: Readonly<Record<string, string>>, sources = modelSources()): readonly Problem[] => {
  const result = parseRuleset(files, sources);
  return result.ok ? [] : result.error;
};
const codesOf = (file: string, from: string, to: string): readonly string[] => {
  const text = rulesFiles[file] ?? '';
  expect(text, file).toContain(from);
  return problemsOf({ ...rulesFiles, [file]: text.replace(from, to) }).map(({ code }) => code);
};

describe('the rules', () => {
  test('have no problem as they stand', () => {
    expect(problemsOf(rulesFiles)).toEqual([]);
    expect(Object.keys(ruleset.provenance).length).toBeGreaterThan(500);
  });

  const mass =
    'massKg: { value: 150, unit: kg, low: 100, high: 250, source: dawnline-design-notes, confidence: design }';
  test.each([
    ['without a unit', ' unit: kg,', '', 'rules/missing-unit'],
    ['in another unit', 'unit: kg', 'unit: t', 'rules/wrong-unit'],
    ['without a low end', ' low: 100,', '', 'rules/missing-field'],
    ['without a high end', ' high: 250,', '', 'rules/missing-field'],
    ['outside its own range', 'value: 150', 'value: 400', 'rules/value-outside-range'],
    ['without a source', ' source: dawnline-design-notes,', '', 'rules/missing-source'],
    ['with a source that nobody lists', 'source: dawnline-design-notes', 'source: hearsay', 'rules/unknown-source'],
    ['without a confidence', ', confidence: design', '', 'rules/missing-field'],
  ])('refuse a number %s', (_what, from, to, code) => {
    expect(codesOf('satellites.yaml', mass, mass.replace(from, to))).toContain(code);
  });

  test('refuse a bare number', () => {
    expect(codesOf('satellites.yaml', mass, 'massKg: 150')).not.toEqual([]);
  });

  test('refuse a source that stands behind nothing', () => {
    const more = `${rulesFiles['sources.yaml']}\nnobody:\n  title: 'Nothing'\n  publisher: Nobody\n  year: 2026\n`;
    const problems = problemsOf({ ...rulesFiles, 'sources.yaml': more });
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(['rules/unused-source sources.nobody']);
  });

  test('refuse an equation whose source is not listed', () => {
    const problems = problemsOf(rulesFiles, [...modelSources(), 'hearsay']);
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(['rules/unknown-source model.hearsay']);
  });
});

describe('the equations', () => {
  const listed = new Set(Object.keys(parse(rulesFiles['sources.yaml'] ?? '')));

  test('name at least one source each, and every source is listed', () => {
    for (const { id, sources } of [...catalogue, ...equations.values()]) {
      expect(sources.length, id).toBeGreaterThan(0);
      expect(
        sources.filter((source) => !listed.has(source)),
        id,
      ).toEqual([]);
    }
  });

  test('say where they hold, in the catalogue', () => {
    expect(catalogue.filter(({ validity }) => validity.trim() === '').map(({ id }) => id)).toEqual([]);
  });
});

const sample = (text: string) => findNumberLiterals(parseSource('src/engine/a.ts', text)).map(({ value }) => value);

describe('a number in the engine', () => {
  test.each([
    ['const successProb = 0.62;', [0.62]],
    ['export const f = (x: number) => x * 7;', [7]],
    ['const f = () => ({ cost: 250 });', [250]],
    ['if (turn > 12) stop();', [12]],
    ['const a = -3;', [3]],
  ])('%s is found', (text, values) => {
    expect(sample(text)).toEqual(values);
  });

  test.each([
    'const half = 0.5 * x + 1 - 2;',
    'const kw = w / 1000;',
    'const third = list[3];',
    'const near = Math.abs(x) < 1e-9;',
    'type Level = 3 | 4;',
    'tell({ weight: broken > 0 ? 3 : 2 });',
  ])('%s is not', (text) => {
    expect(sample(text)).toEqual([]);
  });

  test('an allowance holds for its declaration and value only', () => {
    const [literal] = findNumberLiterals(parseSource('src/engine/a.ts', 'const DAYS = 7;'));
    if (literal === undefined) throw new Error('no literal');
    const entry = { file: 'src/engine/a.ts', within: 'DAYS', values: [7], reason: 'days in a week' };
    expect(isAllowed(literal, [entry])).toBe(true);
    expect(isAllowed(literal, [{ ...entry, within: 'WEEKS' }])).toBe(false);
    expect(isAllowed({ ...literal, value: 8 }, [entry])).toBe(false);
    expect(unusedAllowances([literal], [{ ...entry, values: [7, 9] }])).toEqual(['src/engine/a.ts DAYS 9']);
  });

  const literals = readSources('src/engine').flatMap(findNumberLiterals);

  test('stands in rules/, or on the reviewed list with a reason (literals.allow.json)', () => {
    const unreviewed = literals.filter((literal) => !isAllowed(literal, allowedLiterals));
    expect(unreviewed.map(({ file, line, within, value }) => `${file}:${line} ${within} ${value}`)).toEqual([]);
  });

  test('has left the list when it has left the code', () => {
    expect(unusedAllowances(literals, allowedLiterals)).toEqual([]);
    for (const { reason } of allowedLiterals) expect(reason.length).toBeGreaterThan(10);
  });
});
