/** `train` on the command line: plans that hold to the ranges, the same for the same seed, and what they earn. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PLANS, type Plan } from '../../src/bots/index.ts';
import { plansText, trainCommand } from '../../src/cli/commands/train.ts';
import { type BySide, POLICY_WEIGHTS, SIDES } from '../../src/ruleset/terms.ts';
import { climbPlan, type RunJobs } from '../../src/study/index.ts';
import type { GameFacts } from '../../src/study/balance/gameFacts.ts';
import type { GamesJob } from '../../src/study/balance/jobs.ts';
import { rangesOf } from '../../src/study/balance/evolution.ts';
import { runLine } from '../support/commandLine.ts';
import { classroom } from '../support/game.ts';
import { ruleset } from '../support/ruleset.ts';

const run = runLine(trainCommand.run);
const TINY = ['--steps', '1', '--pairs', '2', '--scenario', 'classroom', '--dry'];
const RANGES = rangesOf(ruleset, null);
const share = (weight: 'grid' | 'edge', value: number): number => value / RANGES[weight].high;
// Who does more of `grid` and less of `edge` than half of what can be done wins by so much.
const marginOf = (plan: Plan): number =>
  plan.reduce((sum, { grid, edge }) => sum + 20 * (share('grid', grid) - share('edge', edge)), 0) / plan.length;
const expectInRange = (plan: Plan): void => {
  for (const part of plan)
    for (const weight of POLICY_WEIGHTS) {
      expect(part[weight], weight).toBeGreaterThanOrEqual(RANGES[weight].low);
      expect(part[weight], weight).toBeLessThanOrEqual(RANGES[weight].high);
    }
};

describe('train', () => {
  it('writes its file as it stands, all weights in their ranges', () => {
    const file = path.resolve('src/bots/planner/plans.json');
    expect(plansText(PLANS)).toBe(readFileSync(file, 'utf8'));
    for (const side of SIDES) expectInRange(PLANS[side]);
  });

  it('finds the same for the same seed with any number of workers, in the ranges, for the side that was named', async () => {
    const { code, out, err } = await run(...TINY, '--side', 'cn');
    expect(code).toBe(0);
    expect(err).toMatch(/^cn 1\/1: balancer 0\.\d\d, /);
    const plans = JSON.parse(out) as BySide<Plan>;
    expect(plans.us).toEqual(PLANS.us);
    expect(plans.cn).not.toEqual(PLANS.cn);
    expectInRange(plans.cn);
    expect((await run(...TINY, '--side', 'cn', '--workers', '1')).out).toBe(out);
    expect((await run(...TINY, '--side', 'cn', '--seed', 'another')).out).not.toBe(out);
  });

  it('climbs to where more is earned, of a game that is known', async () => {
    const known: RunJobs = (jobs) =>
      Promise.resolve(
        (jobs as readonly GamesJob[]).map(({ games }) =>
          games.map(({ players }) => {
            const margin = marginOf(players.us as Plan);
            return {
              winner: margin > 0 ? 'us' : 'cn',
              mutualLoss: false,
              sides: { us: { score: margin }, cn: { score: 0 } },
            } as GameFacts;
          }),
        ),
      );
    const start = PLANS.us.map((part) => ({ ...part, grid: RANGES.grid.high / 2, edge: RANGES.edge.high / 2 }));
    const heard: number[] = [];
    const found = await climbPlan(known, classroom, 'us', start, { steps: 60, pairs: 12 }, 'climb', (step) =>
      heard.push(step),
    );
    expect(heard).toHaveLength(60);
    expect(marginOf(found)).toBeGreaterThan(4);
    expectInRange(found);
  });

  it.each([
    [['--steps', '0'], '--steps'],
    [['--side', 'both'], '--side'],
    [['--scenario', 'nowhere'], 'scenario'],
    [['--what'], 'arguments'],
  ])('refuses %j', async (args, field) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(field);
  });

  it('explains itself', async () => {
    expect((await run('--help')).out).toContain('--pairs');
  });
});
