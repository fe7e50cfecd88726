/** `balance` on the command line: arguments, and the same report from any number of threads. */
import { describe, expect, it } from 'vitest';
import { balanceCommand } from '../../src/cli/commands/balance.ts';
import { runLine } from '../support/commandLine.ts';

const run = runLine(balanceCommand.run);
const TINY = ['--games', '1', '--scenario', 'classroom', '--only', 'strikes,scenarios'];

describe('balance', () => {
  it('explains itself', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    expect(out).toContain('--workers');
  });

  it('prints the same report from one thread and from three', async () => {
    const [one, three] = [
      await run(...TINY, '--json', '--workers', '1'),
      await run(...TINY, '--json', '--workers', '3'),
    ];
    expect(three.out).toBe(one.out);
    const report = JSON.parse(one.out) as { strikes: { asked: number }; scenarios: { scenario: string }[] };
    expect(report.strikes.asked).toBe(1);
    expect(report.scenarios.map(({ scenario }) => scenario)).toContain('classroom');
    expect(one.err).toContain('scenarios');
  });

  it('prints figures and gates as text, and says no where a gate is missed', async () => {
    const { code, out } = await run(...TINY, '--workers', '1');
    expect(out).toContain('Gates');
    expect(code).toBe(out.includes('FAIL') ? 1 : 0);
  });

  it.each([
    [['--only', 'matrix,luk'], '--only'],
    [['--games', '0'], '--games'],
    [['--workers', 'x'], '--workers'],
    [['--scenario', 'nowhere'], 'scenario'],
    [['--pack', 'nowhere'], 'pack'],
    [['--seed', ''], '--seed'],
    [['--what'], 'arguments'],
  ])('refuses %j', async (args, path) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(path);
  });
});
