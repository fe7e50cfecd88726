/** `balance` on the command line: arguments, and the same report from any number of threads. */
import { describe, expect, it } from 'vitest';
import { balanceCommand } from '../../src/cli/commands/balance.ts';

const run = async (...args: readonly string[]) => {
  let [stdout, stderr] = ['', ''];
  const code = await balanceCommand.run(args, {
    stdin: (async function* () {})(),
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
  });
  return { code, stdout, stderr };
};
const TINY = ['--games', '1', '--scenario', 'classroom', '--only', 'strikes,scenarios'];

describe('balance', () => {
  it('explains itself', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('--workers');
  });

  it('prints the same report from one thread and from three', async () => {
    const [one, three] = [
      await run(...TINY, '--json', '--workers', '1'),
      await run(...TINY, '--json', '--workers', '3'),
    ];
    expect(three.stdout).toBe(one.stdout);
    const report = JSON.parse(one.stdout) as { strikes: { asked: number }; scenarios: { scenario: string }[] };
    expect(report.strikes.asked).toBe(1);
    expect(report.scenarios.map(({ scenario }) => scenario)).toContain('classroom');
    expect(one.stderr).toContain('scenarios');
  });

  it('prints figures and gates as text, and says no where a gate is missed', async () => {
    const { code, stdout } = await run(...TINY, '--workers', '1');
    expect(stdout).toContain('Gates');
    expect(code).toBe(stdout.includes('FAIL') ? 1 : 0);
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
    const { code, stdout, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(path);
  });
});
