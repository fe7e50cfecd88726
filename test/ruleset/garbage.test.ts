/** Whatever stands in a rules folder, the parser answers with problems; and equal rules have equal hashes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument, stringify } from 'yaml';
import { parseRuleset } from '../../src/ruleset/parse.ts';
import { RULE_PROBLEM_CODES } from '../../src/ruleset/problems.ts';
import { makeRulesFiles } from './fixtures.ts';

const FILES = makeRulesFiles();
const fileName = fc.constantFrom(...Object.keys(FILES));

const expectProblems = (files: Readonly<Record<string, string>>): void => {
  const result = parseRuleset(files);
  if (result.ok) return;
  expect(result.error.length).toBeGreaterThan(0);
  for (const problem of result.error) {
    expect(RULE_PROBLEM_CODES).toContain(problem.code);
    expect([problem.path, problem.expected, problem.got].map((part) => typeof part)).toEqual([
      'string',
      'string',
      'string',
    ]);
    expect(problem.file === undefined || problem.line === undefined || problem.line >= 1).toBe(true);
  }
};

const yamlish = fc.stringMatching(/^[-[\]{}:,&*!#|>%@`"'?~<\n\t a0-9.]{0,60}$/);

describe('garbage', () => {
  it('as a folder never throws', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fileName, fc.string()), fc.oneof(fc.string({ unit: 'binary' }), yamlish)),
        expectProblems,
      ),
      {
        numRuns: 200,
      },
    );
  });

  it('as the values of all files never throws', () => {
    const folder = fc.record(
      Object.fromEntries(
        Object.keys(FILES).map((file) => [file, fc.jsonValue({ maxDepth: 4 }).map((value) => stringify(value))]),
      ),
    );
    fc.assert(fc.property(folder, expectProblems), { numRuns: 60 });
  });

  it('in the place of any part of a file never throws', () => {
    const edit = fc.record({
      file: fileName,
      at: fc.nat(),
      garbage: fc.oneof(fc.jsonValue(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0)),
    });
    fc.assert(
      fc.property(edit, ({ file, at, garbage }) => {
        const value: unknown = parse(FILES[file] ?? '');
        const paths = pathsOf(value);
        const document = parseDocument(FILES[file] ?? '');
        document.setIn(paths[at % paths.length] as string[], document.createNode(garbage));
        expectProblems({ ...FILES, [file]: String(document) });
      }),
      { numRuns: 40 },
    );
  });

  it('as a text cut off anywhere never throws, and never passes for the whole', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('vehicles.yaml', 'economy.yaml', 'grid.yaml'),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (file, share) => {
          const text = FILES[file] ?? '';
          const files = { ...FILES, [file]: text.slice(0, Math.floor(text.length * share)) };
          expectProblems(files);
          expect(parseRuleset(files).ok).toBe(false);
        },
      ),
      { numRuns: 30 },
    );
  });
});

const pathsOf = (value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] => {
  if (typeof value !== 'object' || value === null) return [path];
  const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const below = keys.flatMap((key) => pathsOf((value as Record<string | number, unknown>)[key], [...path, key]));
  return path.length === 0 ? below : [path, ...below];
};

const hashOf = (files: Readonly<Record<string, string>>): string => {
  const result = parseRuleset(files);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.hash;
};

const reversedKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversedKeys(item)]),
  );
};

describe('the hash', () => {
  const hash = hashOf(FILES);
  const rewritten = (write: (text: string) => string): Record<string, string> =>
    Object.fromEntries(Object.entries(FILES).map(([file, text]) => [file, write(text)]));

  it.each([
    ['comments', (text: string) => `# checked\n${text}# end\n`],
    ['formatting', (text: string) => JSON.stringify(parse(text))],
    ['the order of keys', (text: string) => stringify(reversedKeys(parse(text)), { indent: 4 })],
    ['notes on quantities', (text: string) => text.replaceAll('unit: kg', 'unit: kg\n    note: weighed')],
  ])('does not change with %s', (name, write) => {
    const files = name.startsWith('notes')
      ? { ...FILES, 'vehicles.yaml': write(FILES['vehicles.yaml'] ?? '') }
      : rewritten(write);
    expect(files).not.toEqual(FILES);
    expect(hashOf(files)).toBe(hash);
  });

  it('changes with every number, range, source title and list order', () => {
    const scalars = Object.keys(FILES).flatMap((file) =>
      pathsOf(parse(FILES[file] ?? ''))
        // Where a cloud lies names a band: another number is refused, as it should be.
        .filter((path) => ['value', 'low', 'high'].includes(String(path.at(-1))) && path.at(-2) !== 'lowKm')
        .map((path) => ({ file, path })),
    );
    expect(scalars.length).toBeGreaterThan(1000);
    fc.assert(
      fc.property(fc.constantFrom(...scalars), ({ file, path }) => {
        const document = parseDocument(FILES[file] ?? '');
        document.setIn(
          path,
          0.5 + { low: -0.125, value: 0.125, high: 0.375 }[String(path.at(-1)) as 'low' | 'value' | 'high'],
        );
        expect(hashOf({ ...FILES, [file]: String(document) })).not.toBe(hash);
      }),
      { numRuns: 25 },
    );
    expect(
      hashOf({ ...FILES, 'sources.yaml': (FILES['sources.yaml'] ?? '').replace('title: ', 'title: New ') }),
    ).not.toBe(hash);
    const reversed = stringify((parse(FILES['chips.yaml'] ?? '') as unknown[]).toReversed());
    expect(hashOf({ ...FILES, 'chips.yaml': reversed })).not.toBe(hash);
  });
});
