/** Manifests: what is wrong is told with its line, all of it at once; what is left out is filled in from the rules. */
import { describe, expect, it } from 'vitest';
import { makeGame } from '../../src/engine/index.ts';
import { type Plan, playGame } from '../../src/study/index.ts';
import { type OpenRecord, readManifest } from '../../src/study/plan/readManifest.ts';
import { ruleset } from '../support/ruleset.ts';

const NO_RECORD: OpenRecord = (path) => ({
  ok: false,
  error: [{ code: 'study/missing-record', path, expected: 'a game file', got: 'nothing' }],
});

const read = (text: string, openRecord = NO_RECORD) => readManifest('m.yaml', text, ruleset, openRecord);
const planOf = (text: string, openRecord = NO_RECORD): Plan => {
  const plan = read(text, openRecord);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value;
};
const problemsOf = (text: string, openRecord = NO_RECORD): readonly string[] => {
  const plan = read(text, openRecord);
  return plan.ok ? [] : plan.error.map(({ line, code }) => `${line} ${code}`);
};

const HEAD = 'study: s\nseed: a\ndraws: 20\n';

describe('a manifest', () => {
  it('says of everything what it leaves out', () => {
    const plan = planOf(`${HEAD}assumptions:\n- path: environment.avoidanceFrac\n`);
    expect(plan).toMatchObject({ scenarioId: 'dawn-2026', packId: 'base', design: 'sample', sampling: 'sobol' });
    expect(plan.assumptions[0]?.distribution).toEqual({ kind: 'triangular', low: 0.9, mode: 0.95, high: 0.99 });
    const balancer = { kind: 'bot', id: 'balancer', weights: {} };
    expect(plan.variants).toEqual([{ id: 'base', players: { us: balancer, cn: balancer }, levels: [] }]);
  });

  it('lets a variant change one player and keep the other', () => {
    const plan = planOf(
      `${HEAD}players: { us: racer, cn: raider }\nvariants:\n- id: a\n- id: b\n  players: { us: { bot: racer, weights: { backupTier: 2 } } }\n`,
    );
    for (const { players } of plan.variants) expect(players.cn).toEqual({ kind: 'bot', id: 'raider', weights: {} });
    expect(plan.variants[1]?.players.us).toEqual({ kind: 'bot', id: 'racer', weights: { backupTier: 2 } });
  });

  it('makes the variants of a tornado', () => {
    const plan = planOf(`${HEAD}design: tornado\nassumptions:\n- path: environment.avoidanceFrac\n`);
    expect(plan.variants.map(({ id, levels }) => [id, levels[0]?.value])).toEqual([
      ['base', undefined],
      ['environment.avoidanceFrac low', 0.9],
      ['environment.avoidanceFrac high', 0.99],
    ]);
  });

  it('tells everything that is wrong at once, each with its line', () => {
    const text = [
      'study: s',
      'seed: a',
      'draws: many',
      'players: { us: nobody, cn: { bot: raider, weights: { backupTier: 7 } } }',
      'assumptions:',
      '- path: environment.avoidance',
      '- { path: environment.avoidanceFrac, high: 1.5 }',
      '- path: environment.avoidanceFrac',
      '- { path: economy.rampFactor, distribution: levels }',
      'variants:',
      '- { id: a }',
      '- { id: a, levels: [{ path: environment.avoidanceFrac, value: 3 }] }',
      'branch: { record: gone.json, fromTurn: 2 }',
      'colour: red',
    ].join('\n');
    expect(problemsOf(text)).toEqual([
      '3 rules/not-a-number',
      '4 study/outside-range',
      '4 study/unknown-bot',
      '6 study/unknown-assumption',
      '7 study/outside-range',
      '8 study/duplicate',
      '9 rules/missing-field',
      '12 study/duplicate',
      '12 study/outside-range',
      '13 study/missing-record',
      '14 rules/unknown-field',
    ]);
  });

  it('names what a mistyped path may have meant', () => {
    const plan = read(`${HEAD}assumptions:\n- path: environment.avoidanceFraq\n`);
    expect(plan.ok ? '' : plan.error[0]?.expected).toContain('perhaps environment.avoidanceFrac');
  });

  it.each([
    ['3 rules/yaml-syntax', 'study: s\nseed: [\n'],
    ['3 rules/out-of-range', 'study: s\nseed: a\ndraws: 0\n'],
    ['4 game/unknown-scenario', `${HEAD}scenario: nowhere\n`],
    ['4 game/unknown-pack', `${HEAD}pack: nowhere\n`],
    ['4 study/nothing-varies', `${HEAD}design: sensitivity\n`],
    ['4 study/missing-record', `${HEAD}players: { us: recorded }\n`],
    ['5 study/outside-range', `${HEAD}assumptions:\n- { path: environment.avoidanceFrac, low: 0.98, mode: 0.95 }\n`],
    ['4 study/unknown-bot', `${HEAD}players: { us: { bot: adversary, weights: { backupTier: 1 } } }\n`],
    ['4 study/unknown-bot', `${HEAD}players: { us: { bot: random, weights: { backupTier: 1 } } }\n`],
    ['4 study/duplicate', `${HEAD}outputs: [us.margin, us.margin]\n`],
    [
      '7 study/one-variant',
      `${HEAD}design: tornado\nassumptions: [{ path: environment.avoidanceFrac }]\nvariants: [{ id: a },\n  { id: b }]\n`,
    ],
    ['3 study/too-many-games', 'study: s\nseed: a\ndraws: 999999\nvariants: [{ id: a }, { id: b }]\n'],
  ])('%s', (problem, text) => {
    expect(problemsOf(text)).toContain(problem);
  });

  it('never throws, whatever the text', () => {
    for (const text of [
      '',
      '[]',
      '3',
      'a: &a [*a]',
      'study: {}\nbranch: 4\nvariants: {}',
      '{assumptions: [1, [], {}]}',
    ])
      expect(problemsOf(text).length).toBeGreaterThan(0);
  });
});

const nothingAt = (turn: number): string => `      - { turn: ${turn}, orders: [] }\n`;

describe('a branch', () => {
  const made = makeGame(ruleset, 'tutorial');
  if (!made.ok) throw new Error('no tutorial');
  const { record } = playGame({ game: made.value, seed: 'branch', controllers: { us: 'balancer', cn: 'raider' } });
  const open: OpenRecord = () => ({ ok: true, value: record });
  const last = record.turns.at(-1)?.turn ?? 0;

  it('takes scenario and players from its record', () => {
    const plan = planOf(`${HEAD}branch: { record: game.json, fromTurn: 2 }\n`, open);
    expect(plan.scenarioId).toBe('tutorial');
    expect(plan.variants[0]?.players.us).toEqual({ kind: 'recorded', without: null, instead: [] });
  });

  it('is told of a half-year that the record does not have, of orders that are none, and of other rules', () => {
    const late = `${HEAD}branch: { record: game.json, fromTurn: ${last + 1} }\n`;
    expect(problemsOf(late, open)).toEqual(['4 study/outside-range']);
    const odd = `${HEAD}branch: { record: game.json, fromTurn: 1 }\nplayers:\n  us: { recorded: { instead: [{ turn: 1, orders: [{ kind: dance }] }] } }\n`;
    expect(problemsOf(odd, open)).toEqual(['6 order/unknown-kind']);
    const elsewhere = `${HEAD}scenario: classroom\nbranch: { record: game.json, fromTurn: 1 }\n`;
    expect(problemsOf(elsewhere, open)).toContain('4 study/other-scenario');
    const lost = `${HEAD}branch: { record: game.json, fromTurn: 3 }\nplayers:\n  us:\n    recorded:\n      instead:\n`;
    expect(problemsOf(`${lost}${nothingAt(2)}${nothingAt(3)}${nothingAt(3)}${nothingAt(99)}`, open)).toEqual([
      '9 study/outside-range',
      '11 study/duplicate',
      '12 study/outside-range',
    ]);
    expect(
      problemsOf(late.replace(`${last + 1}`, '1'), () => ({ ok: true, value: { ...record, rulesetHash: 'x' } })),
    ).toEqual(['4 record/other-rules']);
  });
});
