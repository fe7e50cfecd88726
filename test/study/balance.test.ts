/** The study of the balance: the same report however the work is spread, and figures that mean what they say. */
import { beforeAll, describe, expect, it } from 'vitest';
import { DOCTRINE_IDS } from '../../src/bots/index.ts';
import {
  type BalanceReport,
  BALANCE_PARTS,
  balanceSize,
  type RunJobs,
  runHere,
  runJob,
  studyBalance,
} from '../../src/study/index.ts';
import { opponentAt } from '../../src/study/balance/exploiter.ts';
import { marginOf, payoff, playForFacts } from '../../src/study/balance/gameFacts.ts';
import { cellsOf, varianceShares } from '../../src/study/balance/matrix.ts';
import { strikeStates } from '../../src/study/balance/strikes.ts';
import { classroom, dawn } from '../support/game.ts';

const DOCTRINES = ['balancer', 'raider'] as const;
const gameOf = () => classroom;
/** Does the last job first, as a busy worker might. */
const backwards: RunJobs = (jobs) => {
  const results = [...jobs].reverse().map((job) => runJob({ gameOf }, job));
  return Promise.resolve(results.reverse());
};
const study = (run: RunJobs): Promise<BalanceReport> =>
  studyBalance({
    gameOf,
    run,
    scenarioId: 'classroom',
    scenarioIds: ['classroom'],
    seed: 'test',
    size: { ...balanceSize(1), strikeGames: 2 },
    parts: BALANCE_PARTS,
    doctrines: DOCTRINES,
  });

describe('the balance', () => {
  let report: BalanceReport;
  beforeAll(async () => {
    report = await study(runHere(gameOf));
  }, 60_000);

  it('is the same in whatever order the work is done', async () => {
    expect(await study(backwards)).toEqual(report);
  }, 60_000);

  it('answers every question', () => {
    for (const part of BALANCE_PARTS) expect(report, part).toHaveProperty(part);
    expect(report.matrix?.games).toBe(DOCTRINES.length ** 2);
    expect(report.gates.find(({ id }) => id === 'matrix.games')?.passes).toBe(false);
    for (const { value, low, high, passes } of report.gates) expect(passes).toBe(value >= low && value <= high);
  });

  it('shares out all games and all variance', () => {
    const { matrix, luck } = report;
    if (matrix === undefined || luck === undefined) throw new Error('a part is missing');
    expect(matrix.wins.us + matrix.wins.cn + matrix.draws + matrix.mutualLoss).toBeCloseTo(1, 9);
    expect(luck.variance.skill + luck.variance.dice).toBeCloseTo(1, 9);
  });
});

const facts = playForFacts(classroom, { us: 'balancer', cn: 'random' }, 'facts');
const scored = (us: number) => ({
  ...facts,
  sides: { us: { ...facts.sides.us, score: us }, cn: { ...facts.sides.cn, score: 0 } },
});

describe('the facts of a game', () => {
  it('are those of the game as it is played', () => {
    expect(facts).toEqual(playForFacts(classroom, { us: 'balancer', cn: 'random' }, 'facts'));
    expect(payoff(facts, 'us') + payoff(facts, 'cn')).toBe(facts.mutualLoss ? 0 : 1);
    expect(marginOf(facts, 'us')).toBe(-marginOf(facts, 'cn'));
    expect(facts.sides.us.metInTurn.pops1000).toBeGreaterThan(0);
    expect(facts.sides.us.orbitalPops).toBeGreaterThan(1000);
  });

  it('split the variance between pairing and dice', () => {
    const cells = cellsOf(['balancer', 'racer'], 2, [1, 3, 1, 3, 11, 13, 11, 13].map(scored));
    // Within a cell ±1 around its mean, corrected to 2; between rows 10 apart: 2 of 1 + 25.
    expect(varianceShares(cells).dice).toBeCloseTo(2 / 26, 9);
  });
});

describe('a mixture of opponents', () => {
  it('is laid out evenly over the games', () => {
    const mixture = { doctrines: DOCTRINE_IDS, weights: [0.5, 0.25, 0.25, 0, 0, 0, 0, 0] };
    const drawn = Array.from({ length: 8 }, (_, place) => opponentAt(mixture, place, 8));
    expect(drawn).toEqual([...Array(4).fill('balancer'), ...Array(2).fill('racer'), ...Array(2).fill('grid-first')]);
  });
});

describe('the question of a strike', () => {
  it('plays a state on with and without it', () => {
    const question = {
      players: { us: 'raider', cn: 'centralist' },
      attacker: 'us',
      seed: 'strike/3',
      rollouts: 2,
    } as const;
    const states = strikeStates(dawn, question);
    const [state] = states;
    if (state === undefined) throw new Error('no strike was possible');
    expect(state.targetMw).toBeGreaterThanOrEqual(1);
    expect(state.margin).not.toBe(0);
    expect(strikeStates(dawn, question)).toEqual(states);
  });
});
