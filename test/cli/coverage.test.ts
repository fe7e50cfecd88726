/** The `coverage` command, run in process on streams of its own, with worker threads of its own. */
import { describe, expect, it } from 'vitest';
import { coverageCommand } from '../../src/cli/commands/coverage.ts';
import { coverageText } from '../../src/cli/coverageTable.ts';
import { emptyCoverage } from '../../src/study/index.ts';
import { runLine } from '../support/commandLine.ts';

const run = runLine(coverageCommand.run);

describe('coverage', () => {
  it('says what is wrong with its arguments', async () => {
    for (const args of [['--games', '0'], ['--workers', 'x'], ['--scenario', 'nowhere'], ['--odd']]) {
      const { code, out, err } = await run(...args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/cli\/bad-argument/);
    }
  });

  it('prints the same with any number of workers, and exits 1 while something is missing', async () => {
    const args = ['--scenario', 'tutorial', '--games', '60', '--json'];
    const [one, two] = [await run(...args, '--workers', '1'), await run(...args, '--workers', '2')];
    expect(one.code).toBe(1);
    expect(two.out).toBe(one.out);
    const report: { total: { games: number; brokenGames: number }; isWhole: boolean } = JSON.parse(one.out);
    expect(report).toMatchObject({ total: { games: 60, brokenGames: 0 }, isWhole: false });
    expect(two.err).toContain('100% of 60 random games');
  });

  it('prints a broken game so that it can be played again', () => {
    const problem = { code: 'invariant/money', path: 'sides.us.fundsMusd', expected: '1', got: '2' };
    const total = {
      ...emptyCoverage(),
      games: 1,
      brokenGames: 1,
      broken: [{ scenarioId: 'tutorial', seed: 'x+3~', turn: 2, problems: [problem] }],
    };
    const text = coverageText({ byScenario: { tutorial: total }, total, gaps: [], isWhole: false });
    expect(text).toContain('scenario tutorial, seed x+3~, turn 2');
    expect(text).toContain('invariant/money sides.us.fundsMusd: expected 1, got 2');
  });
});
