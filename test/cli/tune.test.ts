/** `tune` on the command line: keeps the file's form, the ranges, and its word about the seed. */
import { describe, expect, it } from 'vitest';
import { tuneCommand, withWeights } from '../../src/cli/commands/tune.ts';
import { parseRuleset } from '../../src/ruleset/index.ts';
import { tableOf } from '../../src/study/balance/tune.ts';
import { modelSources } from '../../src/cli/rulesFolder.ts';
import { classroom } from '../support/game.ts';
import { ruleset, rulesFiles } from '../support/ruleset.ts';
import { runLine } from '../support/commandLine.ts';

const run = runLine(tuneCommand.run);

const TEXT = rulesFiles['doctrines.yaml'] ?? '';
const TINY = ['--rounds', '1', '--generations', '1', '--population', '12', '--games', '1', '--scenario', 'classroom'];

describe('tune', () => {
  it('writes the weights that stand as they stand', () => {
    expect(withWeights(TEXT, ruleset.doctrines.weights, tableOf(classroom))).toBe(TEXT);
  });

  it('gives rules that are in order, the same for the same seed', async () => {
    const { code, out } = await run(...TINY, '--only', 'raider', '--dry');
    expect(code).toBe(0);
    expect(out).not.toBe(TEXT);
    const parsed = parseRuleset({ ...rulesFiles, 'doctrines.yaml': out }, modelSources());
    expect(parsed.ok ? [] : parsed.error).toEqual([]);
    expect((await run(...TINY, '--only', 'raider', '--dry', '--workers', '1')).out).toBe(out);
  });

  it.each([
    [['--rounds', '0'], '--rounds'],
    [['--only', 'nobody'], '--only'],
    [['--scenario', 'nowhere'], 'scenario'],
    [['--what'], 'arguments'],
  ])('refuses %j', async (args, path) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(path);
  });

  it('explains itself', async () => {
    expect((await run('--help')).out).toContain('--rounds');
  });
});
