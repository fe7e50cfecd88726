/** Forecasts: the same games in whatever parts they are played, from nothing but a view; what many of them say together. */
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/bots/index.ts';
import {
  cloneState,
  type Game,
  type GameState,
  legalDraft,
  makeGame,
  type Order,
  resolveTurn,
  type SideView,
  startState,
  viewFor,
} from '../../src/engine/index.ts';
import {
  endChances,
  fanOf,
  FORECAST_ASSUMPTIONS,
  type ForecastGame,
  forecastChange,
  forecastGames,
  resolvedTurns,
  rivalDoctrine,
  shedChances,
  swingQuestions,
  tornadoOf,
  turnableNumbers,
  withLevel,
} from '../../src/study/index.ts';
import { gameOf, ruleset } from '../support/game.ts';

const tutorial = gameOf(ruleset, 'tutorial');
const classroom = gameOf(ruleset, 'classroom');

const stateAfter = (game: Game, seed: string, turns: number): GameState => {
  let state = cloneState(startState(game, seed));
  while (state.turn < turns) {
    const orders = {
      us: decide('balancer', game, viewFor(game, state, 'us'), seed),
      cn: decide('raider', game, viewFor(game, state, 'cn'), seed),
    };
    const resolved = resolveTurn(game, state, orders);
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
    ({ state } = resolved.value);
  }
  return state;
};

const question = (game: Game, view: SideView, draft = decide('balancer', game, view, 'draft')) => ({
  view,
  draft,
  seed: 'test',
});

const rivalsStart = (games: readonly ForecastGame[]) => games.map(({ courses }) => courses.rivalPops[0]);

describe('the games of a forecast', () => {
  const view = viewFor(classroom, stateAfter(classroom, 'real', 2), 'us');
  const asked = question(classroom, view);
  const games = forecastGames(classroom, asked, 0, 8);

  it('are the same in whatever parts they are played', () => {
    const parts = [...forecastGames(classroom, asked, 5, 3), ...forecastGames(classroom, asked, 0, 5)];
    expect(parts.toSorted((a, b) => a.index - b.index)).toEqual(games);
  });
  it('differ from one another, and know nothing of the real game but the view', () => {
    expect(new Set(games.map(({ margin }) => margin)).size).toBeGreaterThan(1);
    const copy = JSON.parse(JSON.stringify(asked)) as typeof asked;
    expect(forecastGames(gameOf(ruleset, 'classroom'), copy, 0, 8)).toEqual(games);
  });
  it('begin with what is and is believed, and go on to the last half-year', () => {
    for (const { courses } of games) {
      expect(courses.ownPops).toHaveLength(view.turnCount - resolvedTurns(view) + 1);
      expect(courses.ownPops[0]).toBe(view.own.deliveredPops);
      expect(courses.tension[0]).toBe(view.tension);
    }
  });
  it('meet every doctrine of the other side as often', () => {
    expect(new Set(Array.from({ length: 8 }, (_, index) => rivalDoctrine(index))).size).toBe(8);
    expect(rivalDoctrine(8)).toBe(rivalDoctrine(0));
  });
  it('carry out the draft first, with the same dice whatever it is', () => {
    const none = forecastGames(classroom, { ...asked, draft: [] }, 0, 8);
    expect(rivalsStart(none)).toEqual(rivalsStart(games));
    expect(forecastChange(games, none).margin.mean).toBeLessThan(0);
  });
  it('fit a draft that costs more than there is', () => {
    const dear: readonly Order[] = [...asked.draft, ...asked.draft];
    expect(legalDraft(classroom, view, dear).ok).toBe(false);
    expect(forecastGames(classroom, { ...asked, draft: dear }, 0, 1)).toHaveLength(1);
  });
  it('are played from a crisis round as well, whose turn is resolved already', () => {
    const round = { ...cloneState(stateAfter(classroom, 'real', 2)), stage: 'crisisRound' as const };
    const crisis = viewFor(classroom, round, 'cn');
    expect(resolvedTurns(crisis)).toBe(2);
    const [game] = forecastGames(classroom, question(classroom, crisis), 0, 1);
    expect(game?.courses.leadPoints).toHaveLength(classroom.scenario.turnCount - 2 + 1);
  });
  it('are as many as are asked for at the last turn, and fair to both sides at the first', () => {
    const last = viewFor(tutorial, stateAfter(tutorial, 'real', 3), 'cn');
    expect(
      forecastGames(tutorial, question(tutorial, last), 0, 3).map(({ courses }) => courses.tension.length),
    ).toEqual([2, 2, 2]);
    const first = viewFor(tutorial, startState(tutorial, 'real'), 'us');
    const rival = startState(tutorial, 'other').sides.cn.deliveredPops;
    for (const { courses } of forecastGames(tutorial, question(tutorial, first), 0, 2))
      expect(courses.rivalPops[0]).toBe(rival);
  });
});

const gameWith = (
  index: number,
  part: Partial<ForecastGame> & { readonly shedMw?: readonly number[] },
): ForecastGame => ({
  index,
  end: 'won',
  margin: 0,
  courses: {
    leadPoints: [0, index],
    ownPops: [0, 0],
    rivalPops: [0, 0],
    tension: [0, 0],
    shedMw: part.shedMw ?? [0, 0],
  },
  ...part,
});

/** Two games with this lead at the end. */
const at = (margin: number) => [0, 1].map((index) => gameWith(index, { margin }));

describe('what the games say together', () => {
  const games = Array.from({ length: 101 }, (_, index) => gameWith(index, { shedMw: [9, index < 25 ? 1 : 0] }));

  it('is a fan of quantiles, in whatever order the games come', () => {
    const fan = fanOf(games, 'leadPoints', 3);
    expect(fan.map(({ turn }) => turn)).toEqual([3, 4]);
    expect(fan[1]).toEqual({ turn: 4, low: 5, lowMid: 25, middle: 50, highMid: 75, high: 95 });
    expect(fanOf(games.toReversed(), 'leadPoints', 3)).toEqual(fan);
    expect(fanOf([], 'leadPoints', 3)).toEqual([]);
  });
  it('is chances with an error that is never nothing', () => {
    const chances = endChances(games);
    expect(chances.won.frac).toBe(1);
    expect(chances.won.error).toBeGreaterThan(0);
    expect(chances.lost.frac).toBe(0);
    expect(endChances([]).won.frac).toBe(0);
    const [shed] = shedChances(games, 3);
    expect(shed).toMatchObject({ turn: 4, frac: 25 / 101 });
  });
  it('compares pairs of games with the same dice only', () => {
    const before = [0, 1, 2].map((index) => gameWith(index, { end: 'lost', margin: index }));
    const after = [1, 2, 3].map((index) => gameWith(index, { margin: index + 4 }));
    expect(forecastChange(before, after)).toEqual({
      pairs: 2,
      won: { count: 2, mean: 1, error: 0 },
      margin: { count: 2, mean: 4, error: 0 },
    });
    expect(forecastChange([], after).pairs).toBe(0);
  });
  it('is a tornado with the widest swing first', () => {
    const swings = tornadoOf(at(0), {
      'a.small': { low: at(0), high: at(1) },
      'b.wide': { low: at(2), high: at(-3) },
      'c.unplayed': { low: at(2), high: [] },
    });
    expect(swings.map(({ path }) => path)).toEqual(['b.wide', 'a.small']);
    expect(swings[0]).toMatchObject({ pairs: 2, low: { mean: 2 }, high: { mean: -3 }, swing: { mean: -5, error: 0 } });
  });
});

describe('the assumptions of a forecast', () => {
  const turnable = turnableNumbers(classroom);

  it('are numbers of the rules with a range, each playable at both ends', () => {
    expect(turnable.map(({ path }) => path)).toEqual(FORECAST_ASSUMPTIONS);
    const view = viewFor(tutorial, startState(tutorial, 'real'), 'us');
    for (const { path, end, levels } of swingQuestions(turnableNumbers(tutorial), [])) {
      const made = makeGame(ruleset, 'tutorial', 'base', levels);
      if (!made.ok) throw new Error(JSON.stringify(made.error));
      const provenance = made.value.ruleset.provenance[path];
      expect(provenance?.value).toBe(provenance?.[end]);
      expect(forecastGames(made.value, question(made.value, view), 0, 1)).toHaveLength(1);
    }
  });
  it('are held at their levels, and let go at the value of the rules', () => {
    const [first, second] = turnable;
    if (first === undefined || second === undefined) throw new Error('nothing may be turned');
    const one = withLevel([], first, first.high);
    expect(one).toEqual([{ path: first.path, value: first.high }]);
    const both = withLevel(one, second, second.low);
    expect(withLevel(withLevel([], second, second.low), first, first.high)).toEqual(both);
    expect(withLevel(both, second, second.value)).toEqual(one);
  });
  it('have the value and the range of the scenario, where it sets its own', () => {
    const later = gameOf(ruleset, 'dawn-2027');
    const market = turnableNumbers(later).find(({ path }) => path === 'economy.inferenceMarketMusd');
    expect(market?.value).toBe(later.ruleset.economy.inferenceMarketMusd);
    const dearer = makeGame(ruleset, 'dawn-2027', 'base', [{ path: market?.path ?? '', value: market?.high ?? 0 }]);
    expect(dearer).toMatchObject({ value: { ruleset: { economy: { inferenceMarketMusd: market?.high } } } });
  });
});
