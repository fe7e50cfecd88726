/**
 * The schemas as JSON Schema, so that an editor completes and checks the rules while they are written.
 *
 * Generated from `schema.ts`, never edited. JSON Schema cannot say that a value lies in its range or
 * that an id exists; `parseRuleset` says that.
 */
import { z } from 'zod';
import { FILE_SCHEMAS, FOLDER_SCHEMAS } from './schema.ts';
import type { RuleSchema } from './walk.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Usable in a JSON pointer: `USD/kg` → `quantity-USD-per-kg`. */
const definitionName = (unit: string): string => `quantity-${unit.replaceAll('/', '-per-')}`;

/** Hundreds of fields share a few dozen units: each unit's schema is written once and referred to. */
const shareQuantities = (node: Json, definitions: Map<string, Json>): Json => {
  if (Array.isArray(node)) return node.map((item: Json) => shareQuantities(item, definitions));
  if (typeof node !== 'object' || node === null) return node;
  const { quantity, ...rest } = node as { readonly [key: string]: Json };
  if (typeof quantity !== 'string') {
    return Object.fromEntries(
      Object.entries(node).map(([key, item]) => [key, shareQuantities(item as Json, definitions)]),
    );
  }
  definitions.set(definitionName(quantity), rest);
  return { $ref: `#/$defs/${definitionName(quantity)}` };
};

const schemaText = (title: string, schema: RuleSchema): string => {
  const definitions = new Map<string, Json>();
  const plain = JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input' }))) as { readonly [key: string]: Json };
  const shared = shareQuantities(plain, definitions) as { readonly [key: string]: Json };
  const { $schema, ...body } = shared;
  const $defs = Object.fromEntries(definitions);
  return `${JSON.stringify({ $schema, title, ...body, $defs }, undefined, 2)}\n`;
};

/** File name under `rules/schema/` → text: `vehicles.json`, `programmes.json`, … */
export const ruleJsonSchemas = (): Readonly<Record<string, string>> => {
  const files = Object.entries(FILE_SCHEMAS).map(([file, schema]) => ({
    stem: file.replace('.yaml', ''),
    title: file,
    schema,
  }));
  const folders = Object.entries(FOLDER_SCHEMAS).map(([stem, schema]) => ({
    stem,
    title: `${stem}/<id>.yaml`,
    schema,
  }));
  return Object.fromEntries(
    [...files, ...folders].map(({ stem, title, schema }) => [`${stem}.json`, schemaText(title, schema)]),
  );
};
