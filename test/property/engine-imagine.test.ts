/**
 * Imagined states: whatever is seen exactly is taken over exactly, a game can be played on from one by all the rules to
 * its end, and nothing that a side cannot know goes into one.
 */
import { describe, expect, it } from 'vitest';
import { type BotId, decide } from '../../src/bots/index.ts';
import {
  checkInvariants,
  cloneState,
  type Game,
  type GameState,
  imagineState,
  rivalOf,
  SIDES,
  startState,
  takeStock,
  viewFor,
} from '../../src/engine/index.ts';
import type { Side } from '../../src/ruleset/terms.ts';
import { classroom, dawn, gameOf, playTurns, resolved, ruleset } from '../support/game.ts';

/** Games in which much happens, at every third of their turns and in their crisis rounds. */
const PLAYED: readonly (readonly [Game, string, BotId, BotId])[] = [
  [dawn, 'a', 'random', 'random'],
  [dawn, 'b', 'raider', 'choker'],
  [classroom, 'c', 'racer', 'centralist'],
  [gameOf(ruleset, 'debris-first'), 'd', 'random', 'balancer'],
  [gameOf(ruleset, 'mirror'), 'e', 'raider', 'random'],
];

interface Moment {
  readonly game: Game;
  readonly state: GameState;
  readonly side: Side;
  readonly at: string;
}

const GAMES = PLAYED.map(([game, seed, us, cn]) => ({ game, us, cn, turns: playTurns(game, seed, { us, cn }) }));

const MOMENTS: readonly Moment[] = GAMES.flatMap(({ game, us, cn, turns }) =>
  turns
    .filter(({ before }, place) => place % 3 === 0 || before.stage === 'crisisRound')
    .flatMap(({ before }) =>
      SIDES.map((side) => ({
        game,
        state: before,
        side,
        at: `${game.scenario.id}, ${us} against ${cn}, turn ${before.turn} ${before.stage}, ${side}`,
      })),
    ),
);

/** Plays on between two doctrines, checking every half-year; gives the last state. */
const playedOn = (game: Game, from: GameState): GameState => {
  let state = from;
  while (state.outcome === null) {
    let stock = takeStock(state);
    const orders = {
      us: decide('raider', game, viewFor(game, state, 'us'), 'on'),
      cn: decide('balancer', game, viewFor(game, state, 'cn'), 'on'),
    };
    const problems: unknown[] = [];
    state = resolved(game, state, orders, {
      onHalfYear: (half) => {
        problems.push(...checkInvariants(game, stock, half));
        stock = takeStock(half.state);
      },
    }).state;
    expect(problems).toEqual([]);
  }
  return state;
};

describe('an imagined state', () => {
  it('agrees with the view on everything that the view shows', () => {
    expect(MOMENTS.some(({ state }) => state.stage === 'crisisRound')).toBe(true);
    for (const { game, state, side, at } of MOMENTS) {
      const view = viewFor(game, state, side);
      expect(viewFor(game, imagineState(game, view, 'x'), side), at).toEqual(view);
    }
  });

  it('agrees with it from a prior of the same turn, too', () => {
    for (const { game, us, cn, turns } of GAMES.slice(0, 4)) {
      const priors = playTurns(game, 'another', { us: cn, cn: us });
      for (const { before } of turns.filter((_, place) => place % 4 === 2)) {
        const prior = priors.find((each) => each.before.turn === before.turn)?.before;
        if (prior === undefined) continue;
        for (const side of SIDES) {
          const view = viewFor(game, before, side);
          const imagined = imagineState(game, view, 'x', prior);
          expect(viewFor(game, imagined, side), `${game.scenario.id} ${before.turn} ${side}`).toEqual(view);
        }
      }
    }
  });

  it('can be played to its end by all the rules', () => {
    for (const { game, state, side } of MOMENTS.filter((_, place) => place % 9 === 0)) {
      const end = playedOn(game, imagineState(game, viewFor(game, state, side), 'x'));
      expect(end.outcome).not.toBeNull();
    }
  });

  it('is the same for the same seed, and another for another', () => {
    for (const { game, state, side } of MOMENTS.filter((_, place) => place % 7 === 0)) {
      const view = viewFor(game, state, side);
      const imagined = imagineState(game, view, 'x');
      expect(imagineState(game, view, 'x')).toEqual(imagined);
      expect(imagineState(game, view, 'y')).not.toEqual(imagined);
    }
  });

  it('holds nothing of the true state but what is seen: not the seed, and no object', () => {
    for (const { game, state, side } of MOMENTS.filter((_, place) => place % 7 === 0)) {
      const before = JSON.stringify(state);
      const imagined = imagineState(game, viewFor(game, cloneState(state), side), state.seed);
      expect(imagined.seed).not.toBe(state.seed);
      const view = viewFor(game, state, side);
      const own = imagineState(game, view, 'x');
      own.sides[side].fundsMusd += 1;
      for (const group of own.groups) group.cohorts = [];
      expect(JSON.stringify(state)).toBe(before);
      // The other's money and points are not what they are, but by chance.
      expect(imagined.sides[rivalOf(side)].fundsMusd).not.toBe(state.sides[rivalOf(side)].fundsMusd);
    }
  });

  it('is scattered about the truth as widely as the estimates are', () => {
    const turn = playTurns(dawn, 'wide', { us: 'racer', cn: 'balancer' }, 12).at(-1);
    const state = turn?.before ?? startState(dawn, 'wide');
    const view = viewFor(dawn, state, 'us');
    const draws = Array.from({ length: 60 }, (_, seed) => imagineState(dawn, view, `w${seed}`));
    const ground = draws.map(({ centres }) =>
      centres
        .filter(({ owner, role }) => owner === 'cn' && role === 'primary')
        .reduce((all, each) => all + each.powerMw, 0),
    );
    const { low, high } = view.rival.groundPowerMw;
    const inside = ground.filter((powerMw) => powerMw >= low && powerMw <= high).length;
    expect(inside).toBeGreaterThan(42);
    expect(inside).toBeLessThan(60);
  });
});
