/**
 * Runs a table of outside values against the catalogue: one row, one test.
 *
 * A row names a model function, its inputs, one field of its result and what a source published
 * for it, so that the values stand apart from the code and can be read by somebody who checks
 * them. Rows hold published values, or values recomputed from a published formula by another
 * program; never our own output.
 */
import { describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src/physics/catalogue.ts';

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
  /** Id in `rules/sources.yaml`, or in `sources.yaml` beside the tables. */
  readonly source: string;
  readonly note?: string;
}

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

/** Declares one test a row. */
export const runOracleTable = (name: string, cases: readonly OracleCase[]): void => {
  describe(name, () => {
    it('has rows, each with its own id', () => {
      expect(cases.length).toBeGreaterThan(0);
      expect(new Set(cases.map((row) => row.id)).size).toBe(cases.length);
    });
    for (const row of cases) {
      it(`${row.id}: ${row.model} ${row.result} (${row.source})`, () => {
        const answer = evaluateModel(row.model, row.inputs);
        if (!answer.ok) throw new Error(`${answer.error.code} ${answer.error.parameter}: ${answer.error.message}`);
        const mismatch = oracleMismatch(row, fieldAt(answer.result, row.result));
        if (mismatch !== null) throw new Error(mismatch);
      });
    }
  });
};
