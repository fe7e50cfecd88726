/** Branches of a record: the real dice give the real game, changes reach the orders, the real run is placed among its reruns. */
import { beforeAll, describe, expect, it } from 'vitest';
import { summaryText } from '../../src/cli/study/summaryText.ts';
import { type Game, type GameRecord, makeGame } from '../../src/engine/index.ts';
import {
  assumptionAt,
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

const played = (plan: Plan) => combine(plan, chunksOf(plan).map(valueOf(chunkRunner(ruleset, plan))));

const AS_RECORDED: PlanPlayer = { kind: 'recorded', without: null, instead: [] };
const players = { us: AS_RECORDED, cn: AS_RECORDED };

describe('a branch', () => {
  let game: Game;
  let record: GameRecord;
  const planOf = (request: Partial<PlanRequest> = {}): Plan =>
    makePlan(game, {
      id: 'branch',
      seed: 'b',
      draws: 6,
      variants: [{ id: 'as-recorded', players, levels: [] }],
      branch: { record, fromTurn: 3 },
      outputs: ['us.margin'],
      ...request,
    });
  beforeAll(() => {
    game = valueOf(makeGame(ruleset, 'tutorial'));
    const made = playGame({ game, seed: 'real', controllers: { us: 'balancer', cn: 'raider' } });
    // As if a person had played one side.
    record = { ...made.record, controllers: { us: 'person', cn: 'raider' } };
  });

  it('plays the real game first, with the real dice, and others after it', () => {
    const plan = planOf();
    expect(gameCount(plan)).toBe(7);
    const { rows, summary } = played(plan);
    const [real, ...others] = rows;
    const score = record.outcome?.score ?? { us: 0, cn: 0 };
    expect(real?.seed).toBe('real');
    expect(real?.facts.sides.us.score).toBe(score.us);
    expect(real?.facts.sides.cn.score).toBe(score.cn);
    expect(real?.replayed?.cut).toBe(0);
    expect(new Set(others.map(({ seed }) => seed)).size).toBe(6);
    const [variant] = summary.variants;
    const margins = others.map(({ facts }) => facts.sides.us.score - facts.sides.cn.score);
    const luck = variant?.outputs[0]?.luck;
    expect(variant?.outputs[0]?.all.count).toBe(6);
    // The real game is no rerun: it is not among those whose ends are counted.
    expect(summaryText(plan, summary)).toMatch(/games {2}of played[^\n]*\n {2}as-recorded {2}6 +7 /);
    expect(luck?.real).toBe(score.us - score.cn);
    expect(luck?.belowFrac).toBe(margins.filter((margin) => margin < score.us - score.cn).length / 6);
  });

  it('from the last half-year on changes what is left of the game and no more', () => {
    const last = record.turns.at(-1)?.turn ?? 0;
    const { rows } = played(planOf({ branch: { record, fromTurn: last } }));
    const [real] = rows;
    for (const { facts } of rows)
      expect(facts.sides.us.satellites - (real?.facts.sides.us.satellites ?? 0)).toBeLessThan(99);
    expect(rows.every(({ facts }) => facts.turns === real?.facts.turns)).toBe(true);
  });

  it('gives other orders where it says, leaves out what it says, and seats a bot where it says', () => {
    const instead: PlanPlayer = { kind: 'recorded', without: null, instead: [{ turn: 3, orders: [] }] };
    const without: PlanPlayer = { kind: 'recorded', without: 'talk', instead: [] };
    const racer: PlanPlayer = { kind: 'bot', id: 'racer', weights: {} };
    const { rows, summary } = played(
      planOf({
        draws: 2,
        variants: [
          { id: 'as-recorded', players, levels: [] },
          { id: 'idle', players: { ...players, us: instead }, levels: [] },
          { id: 'silent', players: { ...players, us: without }, levels: [] },
          { id: 'racer', players: { ...players, us: racer }, levels: [] },
        ],
      }),
    );
    const given = rows.slice(0, 4).map(({ replayed }) => replayed?.given ?? 0);
    const inThird = record.turns.find(({ turn, stage }) => turn === 3 && stage === 'turn')?.orders.us.length ?? 0;
    expect(given[1]).toBe((given[0] ?? 0) - inThird);
    expect(given[2]).toBeLessThanOrEqual(given[0] ?? 0);
    expect(given[3]).toBe(0);
    expect(summary.variants.map(({ against }) => against)).toEqual([null, 'as-recorded', 'as-recorded', 'as-recorded']);
  });

  it('begins with the real game of planners too, whose reruns have less time to think', () => {
    const { record: planned } = playGame({ game, seed: 'minds', controllers: { us: 'adversary', cn: 'officer' } });
    const { rows } = played(planOf({ branch: { record: planned, fromTurn: 2 }, draws: 1 }));
    expect(rows[0]?.facts.sides.us.score).toBe(planned.outcome?.score.us);
    expect(rows[0]?.facts.sides.cn.score).toBe(planned.outcome?.score.cn);
  });

  it('is the same game where a change of a bot changes nothing', () => {
    const bots = { ...record, controllers: { us: 'balancer', cn: 'raider' } } as const;
    const nothing: PlanPlayer = { kind: 'recorded', without: null, instead: [{ turn: 99, orders: [] }] };
    const variants = [
      { id: 'as-recorded', players, levels: [] },
      { id: 'nothing', players: { us: nothing, cn: nothing }, levels: [] },
    ];
    const { rows } = played(planOf({ branch: { record: bots, fromTurn: 2 }, variants }));
    for (let at = 0; at < rows.length; at += 2) expect(rows[at + 1]?.facts).toEqual(rows[at]?.facts);
  });

  it('leaves the past as it was and changes assumptions from there on', () => {
    const known = game.ruleset.provenance['environment.avoidanceFrac'];
    if (known === undefined) throw new Error('no such quantity');
    const plan = planOf({ assumptions: [assumptionAt('environment.avoidanceFrac', known)] });
    const { rows } = played(plan);
    expect(rows[0]?.values).toEqual([known.value]);
    expect(rows[0]?.rulesetHash).toBe(game.ruleset.hash);
    expect(rows[0]?.facts.sides.us.score).toBe(record.outcome?.score.us);
    for (const { rulesetHash } of rows.slice(1)) expect(rulesetHash).not.toBe(game.ruleset.hash);
  });
});

const bot = (id: 'balancer' | 'raider'): PlanPlayer => ({ kind: 'bot', id, weights: {} });

describe('a comparison', () => {
  it('is with the variant that is named, or with none', () => {
    const game = valueOf(makeGame(ruleset, 'tutorial'));
    const peace = { us: bot('balancer'), cn: bot('balancer') };
    const raid = { us: bot('balancer'), cn: bot('raider') };
    const plan = makePlan(game, {
      id: 'pairs',
      seed: 'p',
      draws: 3,
      outputs: ['us.margin'],
      variants: [
        { id: 'peace', players: peace, levels: [] },
        { id: 'raid', against: 'raid', players: raid, levels: [] },
        { id: 'raid-again', against: 'raid', players: raid, levels: [] },
      ],
    });
    const { summary } = played(plan);
    expect(summary.variants.map(({ against }) => against)).toEqual([null, null, 'raid']);
    expect(summary.variants[2]?.outputs[0]?.change).toEqual({ count: 3, mean: 0, error: 0 });
  });
});
