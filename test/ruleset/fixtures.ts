/**
 * A small complete set of rules made from the schema itself, so that it never lags behind the schema.
 *
 * Every list has two entries where the schema allows it, every id is `alpha` or `beta`, every reference
 * points at `alpha`, and every quantity is 0.5 (0.25…0.75) from the source `handbook`.
 */
import { stringify } from 'yaml';
import { z } from 'zod';
import { FILE_SCHEMAS, FOLDER_SCHEMAS } from '../../src/ruleset/schema.ts';

const IDS = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
const TEXTS = ['F1', 'alpha', 'https://example.org/'];
const LIST_LENGTHS = [2, 5, 4, 3, 1, 6, 7, 8];

type Def = z.core.$ZodTypes['_zod']['def'];
const defOf = (schema: z.core.$ZodType): Def => (schema as z.core.$ZodTypes)._zod.def;

export const sampleQuantity = (unit: string) => ({
  value: 0.5,
  unit,
  low: 0.25,
  high: 0.75,
  source: 'handbook',
  confidence: 'design',
});

const sampleObject = (shape: Readonly<Record<string, z.core.$ZodType>>, position: number): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(shape).map(([key, schema]) => {
      if (key === 'id') return [key, IDS[position]];
      if (key === 'source') return [key, 'handbook'];
      // Paths of numbers that are there.
      if (key === 'numbers') return [key, ['vehicles.alpha.payloadKg']];
      return [key, key.endsWith('Id') ? 'alpha' : sample(schema, position)];
    }),
  );

/** A value that the schema accepts; `position` is that of the entry in the list around it. */
const sample = (schema: z.core.$ZodType, position = 0): unknown => {
  const unit = z.globalRegistry.get(schema)?.['quantity'];
  // What the articles state is in any of their units.
  if (typeof unit === 'string') return sampleQuantity(unit === 'stated' ? '1' : unit);
  const def = defOf(schema);
  switch (def.type) {
    case 'pipe':
      return sample(def.in, position);
    case 'optional':
      return sample(def.innerType, position);
    case 'object':
      return sampleObject(def.shape, position);
    case 'record':
      return { handbook: sample(def.valueType), manual: sample(def.valueType) };
    case 'union':
      return sample(def.options[position % def.options.length] as z.core.$ZodType, position);
    case 'array': {
      const lists = LIST_LENGTHS.map((length) => Array.from({ length }, (_item, index) => sample(def.element, index)));
      return lists.find((list) => z.safeParse(schema, list).success);
    }
    case 'enum':
      return Object.values(def.entries)[0];
    case 'literal':
      return def.values[0];
    case 'number':
      return 2;
    case 'boolean':
      return true;
    case 'string':
      return TEXTS.find((text) => z.safeParse(schema, text).success);
    default:
      throw new Error(`the fixtures know no sample of ${def.type}`);
  }
};

const rootOf = (file: string, schema: z.core.$ZodType): unknown => {
  const root = sample(schema);
  // Two forms that exclude each other are both optional in the schema.
  if (file === 'shells.yaml') return (root as Record<string, unknown>[]).map(({ ltanH: _ltanH, ...shell }) => shell);
  // What a doctrine sets is optional, and lies in the range of its weight.
  if (file === 'doctrines.yaml') {
    const { weights, doctrines } = root as { weights: unknown; doctrines: { id: string }[] };
    return { weights, doctrines: doctrines.map(({ id }) => ({ id, identity: {}, us: {}, cn: {} })) };
  }
  // The second source is for the tests of unused ones.
  if (file === 'sources.yaml') return { handbook: (root as Record<string, unknown>)['handbook'] };
  return root;
};

/** A pack replaces a number that is there, in that number's unit. */
const samplePack = (id: string) => ({
  id,
  overrides: [{ path: 'vehicles.alpha.payloadKg', ...sampleQuantity('kg') }],
});

/** A scenario has sides of its own or those of another, not both. */
const sampleScenario = (schema: z.core.$ZodType, index: number) => {
  const { sidesScenarioId: _other, ...scenario } = sample(schema, index) as Record<string, unknown>;
  return { ...scenario, replaces: [{ path: 'vehicles.alpha.payloadKg', ...sampleQuantity('kg') }] };
};

const sampleOf = (folder: string, schema: z.core.$ZodType, id: string, index: number): unknown => {
  if (folder === 'packs') return samplePack(id);
  return folder === 'scenarios' ? sampleScenario(schema, index) : sample(schema, index);
};

export const makeRulesValues = (): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(FILE_SCHEMAS).map(([file, schema]) => [file, rootOf(file, schema)])),
  ...Object.fromEntries(
    Object.entries(FOLDER_SCHEMAS).flatMap(([folder, schema]) =>
      IDS.slice(0, 2).map((id, index) => [`${folder}/${id}.yaml`, sampleOf(folder, schema, id, index)]),
    ),
  ),
});

export const makeRulesFiles = (values: Record<string, unknown> = makeRulesValues()): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([file, value]) => [file, stringify(value, { aliasDuplicateObjects: false })]),
  );
