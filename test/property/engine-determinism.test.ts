/**
 * The determinism contract over whole games: the immer path and the path in place give the same hash,
 * a turn leaves the state it was given alone, every state is plain JSON, and the same seed and orders
 * give the same game. And conservation: what is counted before a turn is counted after it.
 */
import { describe, expect, it } from 'vitest';
import {
  cloneState,
  type GameState,
  hashState,
  InvariantError,
  resolveTurn,
  SIDES,
  startState,
  viewFor,
} from '../../src/engine/index.ts';
import { scriptedDice, seededDice } from '../../src/engine/dice.ts';
import { canonicalJson } from '../../src/units/canonical.ts';
import {
  botOrders,
  classroom,
  dawn,
  deepFreeze,
  isHalfYear,
  playedGame,
  playTurns,
  resolved,
  effectsBetween,
  eventFundsMusd,
} from '../support/game.ts';

/** How units leave orbit in good order. */
const TAKEN_DOWN = ['group.retired', 'group.deorbited', 'group.closed', 'programme.changed'];

const GAMES = [
  ['dawn-2026', 'a', 'random', 'random'],
  ['dawn-2026', '7', 'balancer', 'random'],
  ['classroom', 'f', 'random', 'random'],
] as const;
const gameOf = (scenario: string) => (scenario === 'classroom' ? classroom : dawn);

describe('one turn, two paths', () => {
  it.each(GAMES)('%s, seed %s, %s against %s: immer and in place hash alike', (scenario, seed, us, cn) => {
    const game = gameOf(scenario);
    const inPlace = startState(game, seed);
    for (const { orders, resolution } of playedGame(scenario, seed, us, cn)) {
      // As a batch does: with the views that the orders were made from.
      const views = { us: viewFor(game, inPlace, 'us'), cn: viewFor(game, inPlace, 'cn') };
      const { findings, events } = resolved(game, inPlace, orders, { inPlace: true, collect: false, views });
      expect(findings).toEqual([]);
      expect(events).toEqual([]);
      expect(hashState(inPlace)).toBe(hashState(resolution.state));
    }
  });

  it('leaves the state it was given as it was, and gives plain JSON', () => {
    for (const [scenario, seed, us, cn] of GAMES) {
      for (const { before, orders } of playedGame(scenario, seed, us, cn)) {
        // Frozen to the last field: a write would throw.
        const { state } = resolved(gameOf(scenario), deepFreeze(before), orders);
        expect(() => canonicalJson(state)).not.toThrow();
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        expect(hashState(cloneState(state))).toBe(hashState(state));
      }
    }
  });

  it('comes out the same when nothing is written down', () => {
    const [first] = playedGame('dawn-2026', 'a', 'random', 'random');
    if (first === undefined) throw new Error('no turn was played');
    const quiet = resolved(dawn, first.before, first.orders, { collect: false });
    expect(hashState(quiet.state)).toBe(hashState(first.resolution.state));
  });
});

const hashes = (seed: string): readonly string[] =>
  playTurns(classroom, seed, { us: 'balancer', cn: 'random' }).map(({ resolution }) => hashState(resolution.state));

describe('a seed', () => {
  it('gives the same game twice, and another seed another', () => {
    expect(hashes('one')).toEqual(hashes('one'));
    expect(hashes('two')).not.toEqual(hashes('one'));
  });

  it('has streams that do not shift one another', () => {
    const alone = seededDice('s', 3);
    const mixed = seededDice('s', 3);
    const draws = [alone.draw('launch/x'), alone.draw('launch/x')];
    mixed.draw('debris/y');
    const first = mixed.draw('launch/x');
    mixed.draw('debris/y');
    expect([first, mixed.draw('launch/x')]).toEqual(draws);
    expect(seededDice('s', 4).draw('launch/x')).not.toBe(draws[0]);
  });

  it('is not needed by scripted dice, which say what was not drawn and what was not written', () => {
    const dice = scriptedDice({ 'launch/x': [0.25] });
    expect(() => dice.assertUsedUp()).toThrow(InvariantError);
    expect(dice.draw('launch/x')).toBe(0.25);
    expect(() => dice.assertUsedUp()).not.toThrow();
    expect(() => dice.draw('launch/x')).toThrow(InvariantError);
    expect(scriptedDice({}, { draw: () => 0.5 }).draw('any')).toBe(0.5);
  });
});

const unitsOf = (state: GameState, id: string): number =>
  state.groups.find((group) => group.id === id)?.cohorts.reduce((sum, { unitCount }) => sum + unitCount, 0) ?? 0;

describe('what is counted', () => {
  it('satellites: before + delivered + given by events - lost - retired = after', () => {
    for (const [scenario, seed, us, cn] of GAMES) {
      for (const { before, resolution } of playedGame(scenario, seed, us, cn)) {
        if (!isHalfYear(before, resolution)) continue;
        const { state, events } = resolution;
        for (const { id, lostUnits } of state.groups) {
          const delivered = state.campaigns
            .filter(({ programmeId }) => programmeId === id)
            .reduce((sum, { deliveredUnitCount }) => sum + deliveredUnitCount, 0);
          const retired = events
            .filter(({ kind, subject }) => TAKEN_DOWN.includes(kind) && subject.id === id)
            .reduce((sum, { values }) => sum + Number(values['unitCount'] ?? values['disposed']), 0);
          const given = effectsBetween(before, state).reduce(
            (sum, effect) => sum + (effect.kind === 'newUnits' && effect.programmeId === id ? effect.unitCount : 0),
            0,
          );
          expect(unitsOf(state, id), `seed ${seed}, turn ${resolution.turn}, ${id}`).toBe(
            unitsOf(before, id) + delivered + given - lostUnits - retired,
          );
        }
      }
    }
  });

  it('money: before + income + revenue - upkeep + events - what orders cost = after', () => {
    for (const [scenario, seed, us, cn] of GAMES) {
      for (const { before, orders, resolution } of playedGame(scenario, seed, us, cn)) {
        if (!isHalfYear(before, resolution)) continue;
        const withoutOrders = resolved(gameOf(scenario), before, { us: [], cn: [] }).state;
        for (const side of SIDES) {
          const settled = resolution.events.find(
            ({ kind, side: of }) => kind === 'treasury.settled' && of === side,
          )?.values;
          const income =
            Number(settled?.['incomeMusd']) +
            Number(settled?.['revenueMusd']) -
            Number(settled?.['upkeepMusd']) +
            eventFundsMusd(before, resolution.state, side);
          expect(withoutOrders.sides[side].fundsMusd).toBeCloseTo(before.sides[side].fundsMusd + income, 6);
          const raised = orders[side].reduce(
            (sum, order) =>
              sum +
              (order.kind === 'raiseFunds'
                ? order.politicalCapital * dawn.ruleset.economy.emergencyFundMusdPerPoint
                : 0),
            0,
          );
          expect(resolution.state.sides[side].fundsMusd).toBeLessThanOrEqual(
            withoutOrders.sides[side].fundsMusd + raised + 1e-6,
          );
        }
      }
    }
  });

  it('compute: the whole is orbit, ground and what backups recovered; uses take no more than there is', () => {
    for (const [scenario, seed, us, cn] of GAMES) {
      for (const { resolution } of playedGame(scenario, seed, us, cn)) {
        const { state } = resolution;
        for (const side of SIDES) {
          const own = state.sides[side];
          const groups = state.groups.filter(({ owner }) => owner === side);
          const orbit = groups.reduce((sum, { deliveredPops }) => sum + deliveredPops, 0);
          const ground = state.centres
            .filter(({ owner, role }) => owner === side && role === 'primary')
            .reduce((sum, { deliveredPops }) => sum + deliveredPops, 0);
          const backup = state.centres
            .filter(({ owner, role }) => owner === side && role === 'backup')
            .reduce((sum, { recoveredPops }) => sum + recoveredPops, 0);
          expect(own.deliveredOrbitalPops).toBeCloseTo(orbit, 6);
          expect(own.recoveredPops).toBeCloseTo(backup, 4);
          expect(own.deliveredPops / (orbit + ground + backup)).toBeCloseTo(1, 12);
          expect(own.recoveredPops).toBeLessThanOrEqual(own.lostPops + 1e-6);
          const used = own.workloadPops.earthObservation + own.workloadPops.inference + own.workloadPops.training;
          expect(used).toBeLessThanOrEqual(own.deliveredPops * (1 + 1e-12));
          for (const { deliveredPops, grossPops, outageFrac, healthFrac } of groups) {
            expect(deliveredPops).toBeLessThanOrEqual(grossPops);
            expect(outageFrac).toBeGreaterThanOrEqual(0);
            expect(outageFrac).toBeLessThanOrEqual(1);
            expect(healthFrac).toBeGreaterThanOrEqual(0);
            expect(healthFrac).toBeLessThanOrEqual(1);
          }
        }
      }
    }
  });

  it('points: before + what the turn gave = after, and contests share out what there is', () => {
    const { score } = dawn.ruleset;
    for (const { before, resolution } of playedGame('dawn-2026', 'a', 'random', 'random')) {
      if (!isHalfYear(before, resolution)) continue;
      const { sides } = resolution.state;
      for (const side of SIDES) {
        const earned = Object.values(sides[side].pointsThisTurn).reduce((sum, value) => sum + value, 0);
        expect(sides[side].points).toBeCloseTo(before.sides[side].points + earned, 9);
      }
      expect(sides.us.pointsThisTurn.presence + sides.cn.pointsThisTurn.presence).toBeCloseTo(score.presencePoints, 9);
      expect(sides.us.pointsThisTurn.inference + sides.cn.pointsThisTurn.inference).toBeCloseTo(
        score.inferencePoints,
        9,
      );
    }
  });

  it('ids: no two rows of a list share one', () => {
    for (const [scenario, seed, us, cn] of GAMES) {
      for (const { resolution } of playedGame(scenario, seed, us, cn)) {
        const { groups, lines, campaigns, regions, centres, deliveries, operations } = resolution.state;
        for (const list of [groups, lines, campaigns, regions, centres, deliveries, operations]) {
          const ids = list.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
        }
      }
    }
  });

  it('no game of random orders throws or is refused, whatever the seed', () => {
    const ends = new Map<string, number>();
    for (let seed = 0; seed < 200; seed++) {
      const state = startState(classroom, `r${seed}`);
      while (state.outcome === null) {
        const orders = botOrders(classroom, state, { us: 'random', cn: 'random' }, `r${seed}`);
        const result = resolveTurn(classroom, state, orders, { inPlace: true, collect: false });
        if (!result.ok) throw new Error(`seed r${seed}, turn ${state.turn + 1}: ${JSON.stringify(result.error)}`);
      }
      ends.set(state.outcome.end, (ends.get(state.outcome.end) ?? 0) + 1);
    }
    expect([...ends.values()].reduce((sum, value) => sum + value, 0)).toBe(200);
  });
});
