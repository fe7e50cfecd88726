/**
 * What can be wrong with the rules, by code, and the translation of the schema library's findings
 * into problems that name the file, the line, the field and what was expected there.
 */
import type { z } from 'zod';
import type { Problem } from '../units/result.ts';
import type { RulePath, YamlDocument } from './document.ts';
import { dottedPath, fieldOf, type RulePlace, type RuleSchema, schemaAt, unitOf, valueAt } from './walk.ts';

export const RULE_PROBLEM_CODES = [
  'rules/unreadable-folder',
  'rules/unreadable-file',
  'rules/yaml-syntax',
  'rules/duplicate-key',
  'rules/missing-file',
  'rules/unknown-file',
  'rules/missing-field',
  'rules/missing-unit',
  'rules/missing-source',
  'rules/unknown-field',
  'rules/wrong-type',
  'rules/wrong-unit',
  'rules/wrong-length',
  'rules/wrong-format',
  'rules/not-one-of',
  'rules/not-a-number',
  'rules/not-an-integer',
  'rules/out-of-range',
  'rules/value-outside-range',
  'rules/negative',
  'rules/above-one',
  'rules/unknown-source',
  'rules/unused-source',
  'rules/unknown-reference',
  'rules/unknown-path',
  'rules/duplicate-id',
  'rules/id-is-not-file-name',
  'rules/shell-needs-one-of',
  'rules/scenario-needs-sides',
  'rules/refused',
] as const;
export type RuleProblemCode = (typeof RULE_PROBLEM_CODES)[number];

/** A file that could be read, with the schema it has to satisfy. */
export interface RulesFile {
  readonly file: string;
  /** What paths into the file begin with: `economy`, `programmes.suncatcher`. */
  readonly prefix: string;
  readonly schema: RuleSchema;
  readonly document: YamlDocument;
  /** Every part of the document that the schema knows, outermost first. */
  readonly places: readonly RulePlace[];
}

export const problemAt = (
  { file, prefix, document }: RulesFile,
  path: RulePath,
  code: RuleProblemCode,
  expected: string,
  got: string,
): Problem => ({
  code,
  path: dottedPath(prefix, document.value, path),
  expected,
  got,
  file,
  line: document.lineOf(path),
});

const MAX_SHOWN = 60;

/** A value in a few words, for the `got` of a problem. */
export const describeValue = (value: unknown): string => {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string')
    return JSON.stringify(value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object'
    ? `a map of ${Object.keys(value).length} fields`
    : typeof value === 'boolean'
      ? String(value)
      : typeof value;
};

const listed = (values: readonly unknown[]): string =>
  values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`;

const describeSchema = (schema: RuleSchema | undefined): string => {
  if (schema === undefined) return 'a value of the schema';
  const unit = unitOf(schema);
  if (unit !== undefined) return `a quantity in ${unit} (value, unit, low, high, source, confidence)`;
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case 'array':
      return 'a list';
    case 'object':
      return `a map of ${Object.keys(def.shape).slice(0, 4).join(', ')}${Object.keys(def.shape).length > 4 ? ', …' : ''}`;
    case 'record':
      return 'a map by id';
    case 'string':
      return 'a text';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'enum':
      return listed(Object.values(def.entries));
    case 'literal':
      return listed(def.values);
    default:
      return def.type;
  }
};

const isMissing = (value: unknown): boolean => value === undefined || value === null;

const problemOfMissing = (source: RulesFile, path: RulePath): Problem => {
  const schema = schemaAt(source.schema, source.document.value, path);
  const field = path.at(-1);
  const unit = unitOf(schemaAt(source.schema, source.document.value, path.slice(0, -1)) ?? source.schema);
  if (unit !== undefined && field === 'unit') return problemAt(source, path, 'rules/missing-unit', unit, 'nothing');
  if (unit !== undefined && field === 'source') {
    return problemAt(source, path, 'rules/missing-source', 'an id of sources.yaml', 'nothing');
  }
  return problemAt(
    source,
    path,
    path.length === 0 ? 'rules/wrong-type' : 'rules/missing-field',
    describeSchema(schema),
    'nothing',
  );
};

const lengthText = (issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string => {
  const [bound, limit] = issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum];
  return `${issue.exact === true ? 'exactly' : bound} ${limit}`;
};

/** The problems behind one finding of the schema library; a finding of unknown fields names several. */
export const problemsOfIssue = (source: RulesFile, issue: z.core.$ZodIssue): readonly Problem[] => {
  const path: RulePath = issue.path.map((segment) => (typeof segment === 'symbol' ? String(segment) : segment));
  const value = valueAt(source.document.value, path);
  const got = describeValue(value);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const schema = schemaAt(source.schema, source.document.value, path);
      return problemAt(source, [...path, key], 'rules/unknown-field', describeSchema(schema), describeValue(key));
    });
  }
  const isEmptySource = path.at(-1) === 'source' && value === '' && issue.code === 'invalid_format';
  if (isMissing(value) || isEmptySource) return [problemOfMissing(source, path)];
  const expected = describeSchema(schemaAt(source.schema, source.document.value, path));
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.expected === 'int') return [problemAt(source, path, 'rules/not-an-integer', 'a whole number', got)];
      const code = issue.expected === 'number' ? 'rules/not-a-number' : 'rules/wrong-type';
      return [problemAt(source, path, code, expected, got)];
    }
    case 'invalid_value': {
      const isUnit =
        path.at(-1) === 'unit' && fieldOf(valueAt(source.document.value, path.slice(0, -1)), 'unit') !== undefined;
      return [problemAt(source, path, isUnit ? 'rules/wrong-unit' : 'rules/not-one-of', expected, got)];
    }
    case 'invalid_union':
      return [
        problemAt(
          source,
          path,
          'rules/not-one-of',
          listed((issue as { options?: readonly unknown[] }).options ?? [issue.message]),
          got,
        ),
      ];
    case 'invalid_key':
      return [
        problemAt(
          source,
          path,
          'rules/wrong-format',
          issue.issues[0]?.message ?? issue.message,
          describeValue(path.at(-1)),
        ),
      ];
    case 'invalid_format':
      return [
        problemAt(
          source,
          path,
          'rules/wrong-format',
          issue.format === 'regex' ? issue.message : `a ${issue.format}`,
          got,
        ),
      ];
    case 'too_small':
    case 'too_big': {
      const code = issue.origin === 'array' || issue.origin === 'string' ? 'rules/wrong-length' : 'rules/out-of-range';
      const what = issue.origin === 'array' ? ' entries' : issue.origin === 'string' ? ' characters' : '';
      return [problemAt(source, path, code, `${lengthText(issue)}${what}`, got)];
    }
    default:
      return [problemAt(source, path, 'rules/refused', issue.message, got)];
  }
};
