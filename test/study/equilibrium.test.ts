/** The game over the games: known games have their known mixtures. */
import { describe, expect, it } from 'vitest';
import { dominatedColumns, dominatedRows, findEquilibrium } from '../../src/study/balance/equilibrium.ts';

const opposite = (row: readonly (readonly number[])[]): number[][] => row.map((line) => line.map((value) => 1 - value));

describe('an equilibrium', () => {
  it('of rock, paper, scissors is a third each', () => {
    const row = [
      [0.5, 0, 1],
      [1, 0.5, 0],
      [0, 1, 0.5],
    ];
    const found = findEquilibrium({ row, column: opposite(row) });
    for (const share of [...found.row, ...found.column]) expect(share).toBeCloseTo(1 / 3, 2);
    expect(found.rowValue).toBeCloseTo(0.5, 3);
    expect(found.gap).toBeLessThan(0.005);
  });

  it('of a game with unequal stakes mixes so that the other side gains nothing by choosing', () => {
    // Row wins 0.9 or 0.2, 0.3 or 0.6: p = (0.6 − 0.3) / (0.9 − 0.2 − 0.3 + 0.6) = 0.3.
    const row = [
      [0.9, 0.2],
      [0.3, 0.6],
    ];
    const found = findEquilibrium({ row, column: opposite(row) });
    expect(found.row[0]).toBeCloseTo(0.3, 2);
    expect(found.column[0]).toBeCloseTo(0.4, 2);
    expect(found.rowValue).toBeCloseTo(0.48, 2);
  });

  it('of a game with a best choice is that choice', () => {
    const row = [
      [0.6, 0.7],
      [0.5, 0.6],
    ];
    const found = findEquilibrium({ row, column: opposite(row) });
    expect(found.row[0]).toBeGreaterThan(0.99);
    expect(found.column[0]).toBeGreaterThan(0.99);
  });
});

describe('a dominated choice', () => {
  it('is beaten by another against everything', () => {
    const row = [
      [0.6, 0.7],
      [0.5, 0.6],
      [0.4, 0.9],
    ];
    expect(dominatedRows(row)).toEqual([1]);
    expect(dominatedColumns(opposite(row))).toEqual([1]);
  });
});
