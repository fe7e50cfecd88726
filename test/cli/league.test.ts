/** `league` on the command line: arguments, and the same bytes from any number of threads. */
import { describe, expect, it } from 'vitest';
import { leagueCommand } from '../../src/cli/commands/league.ts';
import { runLine } from '../support/commandLine.ts';

const run = runLine(leagueCommand.run);
const TINY = ['--players', 'balancer,raider,student', '--games', '2', '--scenario', 'classroom'];

describe('league', () => {
  it('explains itself', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    expect(out).toContain('--players');
  });

  it('prints the same report from one thread and from two', async () => {
    const one = await run(...TINY, '--json', '--workers', '1');
    const two = await run(...TINY, '--json', '--workers', '2');
    expect(two.out).toBe(one.out);
    expect(one.code).toBe(0);
    const report = JSON.parse(one.out) as { games: number; standings: { id: string }[] };
    expect(report.games).toBe(18);
    expect(report.standings).toHaveLength(3);
    expect(one.err).toContain('league 100%');
  });

  it('prints ratings and tables as text', async () => {
    const { out } = await run(...TINY, '--workers', '1');
    for (const word of ['rating', 'us \\ cn', 'dominated doctrines', 'student']) expect(out).toContain(word);
  });

  it.each([
    [['--players', 'balancer'], '--players'],
    [['--players', 'balancer,nobody'], '--players'],
    [['--players', 'balancer,balancer'], '--players'],
    [['--against', 'nobody'], '--against'],
    [['--players', 'balancer', '--against', 'balancer'], '--against'],
    [['--games', '0'], '--games'],
    [['--workers', 'x'], '--workers'],
    [['--scenario', 'nowhere'], 'scenario'],
    [['--seed', ''], '--seed'],
  ])('refuses %j', async (args, told) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(told);
  });
});
