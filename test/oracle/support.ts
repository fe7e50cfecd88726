/**
 * Runs a table of outside values against the catalogue: one row, one test.
 *
 * A row names a model function, its inputs, one field of its result and what a source published
 * for it, so that the values stand apart from the code and can be read by somebody who checks
 * them. Rows hold published values, or values recomputed from a published formula by another
 * program; never our own output.
 */
import { describe, expect, it } from 'vitest';
import { checkCase, type OracleCase } from '../../src/cli/reference/publishedCases.ts';

/** Declares one test a row. */
export const runOracleTable = (name: string, cases: readonly OracleCase[]): void => {
  describe(name, () => {
    it('has rows, each with its own id', () => {
      expect(cases.length).toBeGreaterThan(0);
      expect(new Set(cases.map((row) => row.id)).size).toBe(cases.length);
    });
    for (const row of cases) {
      it(`${row.id}: ${row.model} ${row.result} (${row.source})`, () => {
        const { mismatch } = checkCase(row);
        if (mismatch !== null) throw new Error(mismatch);
      });
    }
  });
};
