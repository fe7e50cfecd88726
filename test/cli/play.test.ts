/** `play`, run in process: the same line gives the same bytes, records verify, bad arguments are coded lines. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINE_VERSION } from '../../src/engine/index.ts';
import { main } from '../../src/cli/main.ts';
import { ruleset } from '../support/ruleset.ts';
import { runLine } from '../support/commandLine.ts';

const runMain = runLine(main);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dawnline-play-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const GAME = ['play', '--us', 'balancer', '--cn', 'random', '--scenario', 'classroom', '--json'] as const;

describe('play --json', () => {
  it('prints one object with a hash a turn, the same bytes twice, and others for another seed', async () => {
    const first = await runMain(...GAME, '--seed', '7');
    expect(first).toMatchObject({ code: 0, err: '' });
    const result = JSON.parse(first.out) as Record<string, unknown>;
    expect(result).toMatchObject({
      engineVersion: ENGINE_VERSION,
      rulesetHash: ruleset.hash,
      scenario: 'classroom',
      seed: '7',
      outcome: { end: expect.any(String), score: { us: expect.any(Number), cn: expect.any(Number) } },
    });
    const turns = result['turns'] as readonly { readonly turn: number; readonly hash: string }[];
    expect(turns.map(({ turn }) => turn)).toEqual(turns.map((_, place) => place + 1));
    for (const turn of turns)
      expect(turn).toEqual({
        turn: expect.any(Number),
        hash: expect.stringMatching(/^[0-9a-f]{32,64}$/),
        deliveredPops: { us: expect.any(Number), cn: expect.any(Number) },
      });
    expect((await runMain(...GAME, '--seed', '7')).out).toBe(first.out);
    const other = JSON.parse((await runMain(...GAME, '--seed', '8')).out) as { turns: typeof turns };
    expect(other.turns.map(({ hash }) => hash)).not.toEqual(turns.map(({ hash }) => hash));
  });

  it('plays the half-years of the long scenario', async () => {
    const { out } = await runMain(
      'play',
      '--us',
      'balancer',
      '--cn',
      'random',
      '--scenario',
      'dawn-2026',
      '--seed',
      '7',
      '--json',
    );
    const { turns, outcome } = JSON.parse(out) as { turns: unknown[]; outcome: { end: string } };
    expect(outcome.end === 'time' ? turns.length : turns.length < 20).toBe(outcome.end === 'time' ? 20 : true);
  });

  it('tells a person the same in lines', async () => {
    const { code, out } = await runMain('play', '--scenario', 'classroom', '--seed', '7');
    expect(code).toBe(0);
    expect(out).toMatch(/^turn {2}1 {2}[0-9a-f]{32} {2}/);
    expect(out).toMatch(/\nend: \w+; winner: /);
  });

  it('has help', async () => {
    expect(await runMain('play', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('--seed'), err: '' });
  });
});

describe('play --games', () => {
  it('counts how so many games end', async () => {
    const line = [...GAME, '--seed', '7', '--games', '12'] as const;
    const first = await runMain(...line);
    const result = JSON.parse(first.out) as Record<string, number> & { ends: Record<string, number> };
    expect(result).toMatchObject({ games: 12 });
    expect(
      (result['usWins'] ?? 0) + (result['cnWins'] ?? 0) + (result['draws'] ?? 0) + (result['mutualLosses'] ?? 0),
    ).toBe(12);
    expect(Object.values(result.ends).reduce((sum, count) => sum + count, 0)).toBe(12);
    expect((await runMain(...line)).out).toBe(first.out);
  });

  it('of one is the game of its seed', async () => {
    const one = JSON.parse((await runMain(...GAME, '--seed', '9')).out) as { outcome: { score: unknown } };
    const batch = JSON.parse((await runMain(...GAME, '--seed', '9', '--games', '1')).out) as { meanScore: unknown };
    expect(batch.meanScore).toEqual(one.outcome.score);
  });
});

describe('play with bad arguments', () => {
  it.each([
    [['--us', 'grandmaster'], 'cli/bad-argument', '--us'],
    [['--cn', ''], 'cli/bad-argument', '--cn'],
    [['--seed', ''], 'cli/bad-argument', '--seed'],
    [['--seed', 'x'.repeat(1000)], 'cli/bad-argument', '--seed'],
    [['--games', '0'], 'cli/bad-argument', '--games'],
    [['--games', '-3'], 'cli/bad-argument', ''],
    [['--games', '1.5'], 'cli/bad-argument', '--games'],
    [['--games', 'NaN'], 'cli/bad-argument', '--games'],
    [['--games', '1e99'], 'cli/bad-argument', '--games'],
    [['--games', '3', '--record', 'x.json'], 'cli/bad-argument', '--record'],
    [['--scenario', 'mars-2050'], 'game/unknown-scenario', 'scenario'],
    [['--scenario', '__proto__'], 'game/unknown-scenario', 'scenario'],
    [['--colour', 'red'], 'cli/bad-argument', 'arguments'],
    [['extra'], 'cli/bad-argument', 'arguments'],
    [['--seed'], 'cli/bad-argument', 'arguments'],
  ])('%j is exit 2 and one coded line', async (args, code, path) => {
    const { code: exit, out, err } = await runMain('play', ...args);
    expect(exit).toBe(2);
    expect(out).toBe('');
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toContain(code);
    expect(err).toContain(path);
  });

  it('says everything that is wrong at once, a line each', async () => {
    const { code, err } = await runMain('play', '--us', 'x', '--cn', 'y', '--games', 'z', '--scenario', 'w');
    expect(code).toBe(2);
    expect(err.trimEnd().split('\n')).toHaveLength(4);
  });

  it('says when the record cannot be written', async () => {
    const file = join(folder, 'no', 'such', 'folder.json');
    const { code, err } = await runMain('play', '--scenario', 'classroom', '--record', file);
    expect(code).toBe(2);
    expect(err).toContain('cli/cannot-write');
    expect(existsSync(file)).toBe(false);
  });
});

describe('play --record', () => {
  it('writes a record that replays as verified', async () => {
    const file = join(folder, 'game.json');
    expect((await runMain(...GAME, '--seed', '7', '--record', file)).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('"dawnline-game"');
    expect(await runMain('replay', file)).toMatchObject({ code: 0, out: expect.stringMatching(/^verified/), err: '' });
  });
});
