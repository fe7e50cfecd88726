/** Plans: chunks are the same whoever plays them, variants share their dice, levels reach the game. */
import { describe, expect, it } from 'vitest';
import { makeGame } from '../../src/engine/index.ts';
import {
  assumptionAt,
  type Chunk,
  chunkRunner,
  chunksOf,
  combine,
  gameCount,
  makePlan,
  type Plan,
  playGame,
  type PlanPlayer,
  type PlanRequest,
} from '../../src/study/index.ts';
import { ruleset } from '../support/ruleset.ts';

const valueOf = <T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const game = valueOf(makeGame(ruleset, 'tutorial'));
const bot = (id: 'balancer' | 'raider', weights = {}): PlanPlayer => ({ kind: 'bot', id, weights });
const assumption = (path: string) => {
  const known = game.ruleset.provenance[path];
  if (known === undefined) throw new Error(path);
  return assumptionAt(path, known);
};
const players = { us: bot('balancer'), cn: bot('raider') };

const planOf = (request: Partial<PlanRequest> = {}): Plan =>
  makePlan(game, {
    id: 'test',
    seed: 'plan',
    draws: 6,
    variants: [
      { id: 'as-it-is', players, levels: [] },
      { id: 'backed', players: { ...players, us: bot('balancer', { backupCover: 0.8, backupTier: 2 }) }, levels: [] },
    ],
    assumptions: [assumption('environment.avoidanceFrac'), assumption('economy.rampFactor')],
    chunkGames: 5,
    ...request,
  });

const played = (plan: Plan, chunks: readonly Chunk[] = chunksOf(plan)) => {
  const run = valueOf(chunkRunner(ruleset, plan));
  return chunks.map(run);
};

const codeOf = (plan: Plan): string | null => {
  const runner = chunkRunner(ruleset, plan);
  return runner.ok ? null : runner.error.code;
};

describe('a plan', () => {
  it('is cut into chunks that hold every game once', () => {
    const plan = planOf();
    expect(gameCount(plan)).toBe(12);
    expect(chunksOf(plan)).toEqual([
      { index: 0, first: 0, count: 5 },
      { index: 1, first: 5, count: 5 },
      { index: 2, first: 10, count: 2 },
    ]);
    expect(combine(plan, played(plan)).rows.map(({ game: number }) => number)).toEqual(
      Array.from({ length: 12 }, (_, number) => number),
    );
  });

  it('gives the same results whoever plays its chunks, in whatever order', () => {
    const plan = planOf();
    const here = played(plan);
    const copy = JSON.parse(JSON.stringify(plan)) as Plan;
    const elsewhere = chunksOf(copy)
      .toReversed()
      .flatMap((chunk) => played(copy, [chunk]));
    expect(JSON.stringify(combine(copy, elsewhere))).toBe(JSON.stringify(combine(plan, here)));
    const otherwise = planOf({ chunkGames: 3 });
    expect(combine(otherwise, played(otherwise)).rows).toEqual(combine(plan, here).rows);
  });

  it('plays every variant with the same draws and dice, and draws of its own for every seed', () => {
    const { rows } = combine(planOf(), played(planOf()));
    for (let place = 0; place < rows.length; place += 2) {
      expect(rows[place + 1]?.seed).toBe(rows[place]?.seed);
      expect(rows[place + 1]?.values).toEqual(rows[place]?.values);
      expect(rows[place + 1]?.rulesetHash).toBe(rows[place]?.rulesetHash);
    }
    expect(new Set(rows.map(({ rulesetHash }) => rulesetHash)).size).toBe(6);
    const other = planOf({ seed: 'another' });
    expect(combine(other, played(other)).rows[0]?.values).not.toEqual(rows[0]?.values);
  });

  it('plays under the levels it says, and under the rules themselves where there are none', () => {
    const plain = planOf({ assumptions: [], variants: [{ id: 'plain', players, levels: [] }], draws: 2 });
    const fixed = planOf({
      assumptions: [],
      draws: 2,
      variants: [{ id: 'fixed', players, levels: [{ path: 'environment.avoidanceFrac', value: 0.9 }] }],
    });
    for (const { rulesetHash, seed, facts } of combine(plain, played(plain)).rows) {
      expect(rulesetHash).toBe(game.ruleset.hash);
      const { outcome } = playGame({ game, seed, controllers: { us: 'balancer', cn: 'raider' } });
      expect({ us: facts.sides.us.score, cn: facts.sides.cn.score }).toEqual(outcome.score);
    }
    for (const { rulesetHash } of combine(fixed, played(fixed)).rows) expect(rulesetHash).not.toBe(game.ruleset.hash);
  });

  it('is refused by other rules and another engine', () => {
    expect(codeOf({ ...planOf(), rulesetHash: 'other' })).toBe('study/other-rules');
    expect(codeOf({ ...planOf(), engineVersion: '0.0.0' })).toBe('study/other-engine');
  });
});
