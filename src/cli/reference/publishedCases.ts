/**
 * The published cases of `test/oracle/*.cases.json`: what a source printed, what the catalogue answers,
 * and whether the two agree. The tests assert it, the model reference shows it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { evaluateModel } from '../../physics/catalogue.ts';

/**
 * How far the result may lie from `expected`: `abs` in the result's unit, `rel` as a fraction of
 * `expected`, `exact` for counts and identities; or `min`/`max`, a band that replaces `expected`.
 */
export interface OracleTolerance {
  readonly abs?: number;
  readonly rel?: number;
  readonly exact?: boolean;
  readonly min?: number;
  readonly max?: number;
}

export interface OracleCase {
  /** The row of the reference file, e.g. `A33`, with a suffix where a row has several values. */
  readonly id: string;
  /** A catalogue id. */
  readonly model: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Field of the result; `rows.3.prob` reaches into lists. */
  readonly result: string;
  /** May be left out where the tolerance is a band. */
  readonly expected?: number | string | boolean;
  readonly tolerance: OracleTolerance;
  /** Id in `rules/sources.yaml`, or in `test/oracle/sources.yaml`. */
  readonly source: string;
  readonly note?: string;
}

/** Values of textbook formulas that another program computed: an outside check, but not a publication. */
export const RECOMPUTED_SOURCE = 'dawnline-reference-computation';

const fieldAt = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    return (at as Readonly<Record<string, unknown>>)[key];
  }, value);

/** Null where the value satisfies the row, otherwise what is wrong with it. */
export const oracleMismatch = (row: OracleCase, actual: unknown): string | null => {
  const { abs, rel, exact, min, max } = row.tolerance;
  if (exact === true || typeof row.expected === 'string' || typeof row.expected === 'boolean') {
    return actual === row.expected ? null : `${String(actual)} is not exactly ${String(row.expected)}`;
  }
  if (typeof actual !== 'number') return `the result has no number '${row.result}': ${String(actual)}`;
  if (min !== undefined && actual < min) return `${actual} lies below the band's ${min}`;
  if (max !== undefined && actual > max) return `${actual} lies above the band's ${max}`;
  if (abs === undefined && rel === undefined) {
    return min === undefined && max === undefined ? 'the row gives no tolerance' : null;
  }
  if (row.expected === undefined) return 'the row gives a tolerance but no expected value';
  const allowed = Math.max(abs ?? 0, (rel ?? 0) * Math.abs(row.expected));
  const error = Math.abs(actual - row.expected);
  return error <= allowed ? null : `${actual} differs from ${row.expected} by ${error}, allowed ${allowed}`;
};

export interface CheckedCase {
  readonly row: OracleCase;
  readonly ours: unknown;
  readonly mismatch: string | null;
}

/** Our answer to a row. */
export const checkCase = (row: OracleCase): CheckedCase => {
  const answer = evaluateModel(row.model, row.inputs);
  if (!answer.ok) {
    const { code, parameter, message } = answer.error;
    return { row, ours: undefined, mismatch: `${code} ${parameter}: ${message}` };
  }
  const ours = fieldAt(answer.result, row.result);
  return { row, ours, mismatch: oracleMismatch(row, ours) };
};

const ORACLE_DIR = fileURLToPath(new URL('../../../test/oracle/', import.meta.url));

/** All rows of all tables, by table and then as they stand. */
export const readOracleCases = (dir: string = ORACLE_DIR): readonly OracleCase[] =>
  readdirSync(dir)
    .filter((name) => name.endsWith('.cases.json'))
    .sort()
    .flatMap((name) => JSON.parse(readFileSync(join(dir, name), 'utf8')) as OracleCase[]);
