/** The league: ratings that find the strengths behind results, and the same report however the work is spread. */
import { describe, expect, it } from 'vitest';
import { type LeagueReport, playLeague, type RunJobs, runHere, runJob } from '../../src/study/index.ts';
import { rate, shareOf } from '../../src/study/league/ratings.ts';
import { classroom } from '../support/game.ts';

const gameOf = () => classroom;
const PLAYERS = ['balancer', 'student', 'random'] as const;
const league = (run: RunJobs): Promise<LeagueReport> =>
  playLeague({ run, scenarioId: 'classroom', players: PLAYERS, games: 4, seed: 'test' });

/** Expected results of players of given strengths, in Elo, and a seat worth so much. */
const expected = (strengths: readonly number[], seat: number, games: number) =>
  strengths.flatMap((a, first) =>
    strengths.map((b, second) => ({
      first,
      second,
      games,
      won: games / (1 + 10 ** (-(a - b + seat) / 400)),
    })),
  );

describe('ratings', () => {
  it('are the strengths that results follow from', () => {
    const { players, firstSide } = rate(3, expected([150, 0, -150], 40, 10_000));
    for (const [place, elo] of [150, 0, -150].entries()) expect(players[place]?.elo).toBeCloseTo(elo, 0);
    expect(firstSide.elo).toBeCloseTo(40, 0);
  });

  it('are surer the more was played, by the root of it', () => {
    const few = rate(3, expected([100, 0, -100], 0, 100)).players[0]?.marginElo ?? 0;
    const many = rate(3, expected([100, 0, -100], 0, 400)).players[0]?.marginElo ?? 0;
    expect(few / many).toBeGreaterThan(1.8);
    expect(few / many).toBeLessThan(2.2);
  });

  it('stay finite for who never lost', () => {
    const { players } = rate(2, [{ first: 0, second: 1, games: 50, won: 50 }]);
    for (const { elo, marginElo } of players) expect(Number.isFinite(elo) && Number.isFinite(marginElo)).toBe(true);
    expect(players[0]?.elo).toBeGreaterThan(100);
  });

  it('of nothing are nothing', () => {
    expect(rate(2, []).players.map(({ elo }) => elo)).toEqual([0, 0]);
    expect(shareOf(0, 0)).toEqual({ value: 0.5, low: 0, high: 1 });
  });

  it('come with shares whose interval holds them', () => {
    for (const [count, of] of [
      [0, 10],
      [10, 10],
      [7, 10],
      [280, 400],
    ] as const) {
      const { value, low, high } = shareOf(count, of);
      expect(low).toBeLessThanOrEqual(value + 1e-9);
      expect(high).toBeGreaterThanOrEqual(value - 1e-9);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
    }
    // Wilson's interval of 280 in 400, by hand.
    expect(shareOf(280, 400).low).toBeCloseTo(0.653, 3);
  });
});

describe('a league', () => {
  it('is the same in whatever order the work is done, counts every game once, and puts chance last', async () => {
    const report = await league(runHere(gameOf));
    const backwards: RunJobs = (jobs) =>
      Promise.resolve(
        [...jobs]
          .reverse()
          .map((job) => runJob({ gameOf }, job))
          .reverse(),
      );
    expect(await league(backwards)).toEqual(report);
    expect(report.games).toBe(PLAYERS.length ** 2 * 4);
    for (const { games, wins, draws, mutualLosses } of report.cells)
      expect(wins.us + wins.cn + draws + mutualLosses).toBe(games);
    expect(report.standings.at(-1)?.id).toBe('random');
    expect(report.duels.map(({ id, against, side }) => `${id} ${against} ${side}`)).toEqual([
      'student balancer us',
      'student balancer cn',
    ]);
  });

  it('of some against others plays those pairings alone, as the whole league would', async () => {
    const whole = await league(runHere(gameOf));
    const some = await playLeague({
      run: runHere(gameOf),
      scenarioId: 'classroom',
      players: ['student', 'random'],
      against: ['student', 'balancer'],
      games: 4,
      seed: 'test',
    });
    const met = some.cells.map(({ us, cn }) => `${us} ${cn}`);
    expect(met.toSorted()).toEqual([
      'balancer random',
      'balancer student',
      'random balancer',
      'random student',
      'student balancer',
      'student random',
    ]);
    for (const cell of some.cells) expect(whole.cells).toContainEqual(cell);
    expect(some.duels).toEqual(whole.duels);
    expect(some.dominating).toEqual({ us: null, cn: null });
  });
});
