/**
 * Walks a value along its schema, so that every check learns from the schema alone which numbers are
 * quantities and which texts are ids. A field added to the schema is thereby checked without a line here.
 */
import { z } from 'zod';
import type { RulePath } from './document.ts';

export type RuleSchema = z.core.$ZodType;

export interface RulePlace {
  readonly path: RulePath;
  readonly value: unknown;
  readonly schema: RuleSchema;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field of a map, own fields only. */
export const fieldOf = (value: unknown, key: string): unknown =>
  isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;

const optionFor = (def: z.core.$ZodUnionDef, value: unknown): RuleSchema | undefined => {
  const discriminator = (def as z.core.$ZodDiscriminatedUnionDef).discriminator as string | undefined;
  if (discriminator === undefined) return def.options.find((option) => z.safeParse(option, value).success);
  const chosen = fieldOf(value, discriminator);
  return def.options.find((option) => option._zod.propValues?.[discriminator]?.has(chosen as z.core.util.Primitive));
};

/** The schema that applies to what the author wrote: without optionality and transformation, one option of a union. */
const appliedSchema = (schema: RuleSchema, value: unknown): RuleSchema | undefined => {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case 'pipe':
      return appliedSchema(def.in, value);
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return appliedSchema(def.innerType, value);
    case 'union': {
      const option = optionFor(def, value);
      return option === undefined ? undefined : appliedSchema(option, value);
    }
    default:
      return schema;
  }
};

/** The unit of a quantity's schema; undefined for every other schema. */
export const unitOf = (schema: RuleSchema): string | undefined => {
  const unit = z.globalRegistry.get(schema)?.['quantity'];
  return typeof unit === 'string' ? unit : undefined;
};

const childSchema = (schema: RuleSchema, key: string | number): RuleSchema | undefined => {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  if (def.type === 'object') return Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
  if (def.type === 'array') return def.element;
  return def.type === 'record' ? def.valueType : undefined;
};

/** The schema at a path, whether or not the value has anything there. */
export const schemaAt = (schema: RuleSchema, value: unknown, path: RulePath): RuleSchema | undefined => {
  const applied = appliedSchema(schema, value);
  const [key, ...rest] = path;
  if (applied === undefined || key === undefined) return applied;
  const child = childSchema(applied, key);
  return child === undefined ? undefined : schemaAt(child, valueAt(value, [key]), rest);
};

export const valueAt = (value: unknown, path: RulePath): unknown =>
  path.reduce<unknown>(
    (here, key) => (Array.isArray(here) && typeof key === 'number' ? here[key] : fieldOf(here, String(key))),
    value,
  );

/** Every part of the value that the schema knows, outermost first. */
export const placesOf = (schema: RuleSchema, value: unknown, path: RulePath = []): RulePlace[] => {
  if (value === undefined) return [];
  const applied = appliedSchema(schema, value);
  if (applied === undefined) return [];
  const here: RulePlace = { path, value, schema: applied };
  const keys = Array.isArray(value) ? [...value.keys()] : isRecord(value) ? Object.keys(value) : [];
  const below = keys.flatMap((key) => {
    const child = childSchema(applied, key);
    return child === undefined || Array.isArray(value) !== (typeof key === 'number')
      ? []
      : placesOf(child, valueAt(value, [key]), [...path, key]);
  });
  return [here, ...below];
};

const ID_SHAPE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** `vehicles.falcon-9.payloadKg.unit`: entries of lists that have an id are named by it, others by their position. */
export const dottedPath = (prefix: string, root: unknown, path: RulePath): string => {
  const names = path.map((segment, index) => {
    if (typeof segment !== 'number') return segment;
    const entryId = fieldOf(valueAt(root, path.slice(0, index + 1)), 'id');
    return typeof entryId === 'string' && ID_SHAPE.test(entryId) ? entryId : String(segment);
  });
  return [prefix, ...names].join('.');
};
