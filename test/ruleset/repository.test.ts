/** The repository's own rules: in order, complete in provenance, and no breakage of them goes unseen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { modelSources, problemLine, SCHEMA_DIR } from '../../src/cli/rulesFolder.ts';
import { staleRuleSchemas } from '../../src/cli/writeRuleSchemas.ts';
import { parseRuleset, type Provenance } from '../../src/ruleset/index.ts';
import { REFERENCE_TARGETS, referenceWord } from '../../src/ruleset/references.ts';
import { CONFIDENCES, FILE_SCHEMAS, FOLDER_SCHEMAS } from '../../src/ruleset/schema.ts';
import { canonicalJson } from '../../src/units/canonical.ts';
import { sha256Hex } from '../../src/units/hash.ts';
import { ruleset, rulesFiles } from '../support/ruleset.ts';

const parsed = parseRuleset(rulesFiles, modelSources());

describe('the rules', () => {
  it('have no problem, and list every source of the equations', () => {
    expect(parsed.ok ? [] : parsed.error.map(problemLine)).toEqual([]);
  });

  it('have JSON Schemas that are up to date (npm run dawnline -- rules schema)', () => {
    expect(staleRuleSchemas(SCHEMA_DIR)).toEqual([]);
  });

  it('have the hash of their canonical text', () => {
    const { hash, ...rules } = ruleset;
    expect(hash).toBe(sha256Hex(canonicalJson(rules)));
    expect(JSON.parse(canonicalJson(ruleset))).toEqual(ruleset);
  });
});

/** Every number in the ruleset, by the path under which provenance has to know it. */
const numbersOf = (value: unknown, path: string): (readonly [string, number])[] => {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const id: unknown =
      Array.isArray(value) && typeof item === 'object' && item !== null && 'id' in item ? item.id : key;
    return numbersOf(item, path === '' ? String(id) : `${path}.${String(id)}`);
  });
};

describe('provenance', () => {
  it('knows every number but years, the count of turns, and what doctrines set within the range of a weight', () => {
    // What a pack or a scenario replaces has its provenance once it is taken: see packs.test.ts, starts.test.ts.
    const { provenance, sources: _sources, packs: _packs, ...rules } = ruleset;
    const plain = /^(scenarios\.[^.]+\.(startYear|turnCount|replaces\..*)|doctrines\.doctrines\..*)$/;
    const numbers = numbersOf(rules, '').filter(([path]) => !plain.test(path));
    expect(Object.fromEntries(numbers)).toEqual(
      Object.fromEntries(Object.entries(provenance).map(([path, { value }]) => [path, value])),
    );
  });

  it('names a listed source, a confidence and a range that holds the value', () => {
    for (const [path, { value, low, high, unit, source, confidence }] of Object.entries(ruleset.provenance)) {
      expect(low <= value && value <= high, path).toBe(true);
      expect(unit, path).not.toBe('');
      expect(CONFIDENCES, path).toContain(confidence);
      expect(ruleset.sources[source], path).toBeDefined();
    }
  });
});

/** Field names of a schema at every depth. */
const fieldNames = (schema: z.core.$ZodType): string[] => {
  const json = JSON.stringify(z.toJSONSchema(schema, { io: 'input' }));
  return [...json.matchAll(/"([A-Za-z0-9]+)":\{/g)].map((match) => match[1] ?? '');
};

it('every reference field of the schema has a target', () => {
  const schemas = [...Object.values(FILE_SCHEMAS), ...Object.values(FOLDER_SCHEMAS)];
  const references = new Set(schemas.flatMap(fieldNames).filter((name) => name.endsWith('Id')));
  expect(references.size).toBeGreaterThan(4);
  for (const field of references) expect(Object.keys(REFERENCE_TARGETS), field).toContain(referenceWord(field));
});

interface Site {
  readonly dotted: string;
  readonly file: string;
  readonly path: readonly (string | number)[];
}

/** Where each quantity stands in its file: a path for the YAML document, found by the dotted one. */
const sites: readonly Site[] = Object.keys(ruleset.provenance).flatMap((dotted) => {
  const [head = '', second = '', ...rest] = dotted.split('.');
  const inFolder = Object.hasOwn(FOLDER_SCHEMAS, head);
  const file = inFolder ? `${head}/${second}.yaml` : `${head}.yaml`;
  // Sides that a scenario takes from another stand in the other's file.
  const isTaken = rest[0] === 'sides' && rulesFiles[file]?.includes('\nsides:') === false;
  return isTaken ? [] : [{ dotted, file, path: inFolder ? rest : [second, ...rest] }];
});

const positionsIn = (root: unknown, names: readonly (string | number)[]): (string | number)[] => {
  let here = root;
  return names.map((name) => {
    const index: number | string = Array.isArray(here)
      ? here.findIndex(
          (item: { id?: string } | null, position) =>
            item?.id === name || (item?.id === undefined && String(position) === name),
        )
      : name;
    here = (here as Record<string | number, unknown>)[index];
    return index;
  });
};

interface Damage {
  readonly code: string;
  readonly field: string;
  readonly value?: (quantity: Provenance) => unknown;
}

const DAMAGES: readonly Damage[] = [
  { code: 'rules/missing-unit', field: 'unit' },
  { code: 'rules/missing-source', field: 'source' },
  { code: 'rules/missing-field', field: 'high' },
  { code: 'rules/wrong-unit', field: 'unit', value: () => 'furlong' },
  { code: 'rules/unknown-source', field: 'source', value: () => 'hearsay' },
  { code: 'rules/not-a-number', field: 'value', value: () => Number.NaN },
  { code: 'rules/not-a-number', field: 'value', value: ({ value }) => String(value) },
  { code: 'rules/value-outside-range', field: 'value', value: ({ high }) => high + 1 },
  { code: 'rules/value-outside-range', field: 'low', value: ({ high }) => high + 1 },
  { code: 'rules/unknown-field', field: 'mean', value: () => 1 },
];

describe('a quantity of the real rules', () => {
  it('cannot be damaged unseen', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sites),
        fc.constantFrom(...DAMAGES),
        ({ dotted, file, path }, { code, field, value }) => {
          const document = parseDocument(rulesFiles[file] ?? '');
          const positions = positionsIn(document.toJS(), path);
          const quantity = ruleset.provenance[dotted];
          if (quantity === undefined) throw new Error(dotted);
          if (value === undefined) document.deleteIn([...positions, field]);
          else document.setIn([...positions, field], value(quantity));
          const text = document.toString({ lineWidth: 0 });
          const result = parseRuleset({ ...rulesFiles, [file]: text });
          // A number may be wrong in two ways at once: a chance above 1 is also above its own range.
          const problems = result.ok ? [] : result.error.filter(({ path: at }) => at === `${dotted}.${field}`);
          const found = problems.find((problem) => problem.code === code) ?? problems[0];
          expect(found).toMatchObject({ code, file });
          const name = positions.findLast((position) => typeof position === 'string');
          const lines = text.split('\n').slice(Math.max(0, (found?.line ?? 0) - 8), found?.line);
          expect(lines.join('\n')).toContain(`${name}:`);
        },
      ),
      { numRuns: 30 },
    );
  });
});
