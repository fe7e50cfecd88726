/**
 * The checks of a half-year: nothing is wrong with turns that the engine resolved, and each kind of fault that is put
 * into one is found. A check that cannot fail proves nothing.
 */
import { describe, expect, it } from 'vitest';
import {
  checkInvariants,
  cloneState,
  type GameState,
  type HalfYear,
  type Order,
  resolveTurn,
  type Stock,
  takeStock,
} from '../../src/engine/index.ts';
import type { BySide } from '../../src/ruleset/terms.ts';
import { botOrders, changed, dawn, NO_ORDERS, richStart } from '../support/game.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };

interface Case {
  readonly before: Stock;
  readonly half: HalfYear;
}

/** Half-years of a turn, each with the stock before it; copies, because the engine goes on with its own. */
const halfYearsOf = (state: GameState, orders: BySide<readonly Order[]>, collect = true): readonly Case[] => {
  const cases: Case[] = [];
  let before = takeStock(state);
  const resolved = resolveTurn(dawn, cloneState(state), orders, {
    collect,
    inPlace: true,
    onHalfYear: (half) => {
      cases.push({ before, half: { ...structuredClone({ ...half, dice: null, game: null, plans: null }) } as never });
      before = takeStock(half.state);
    },
  });
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
  return cases;
};

/** A rich mid-game in which both sides build, launch and attack. */
const middle: GameState = (() => {
  let state = richStart('invariants');
  for (let turn = 0; turn < 6; turn++) {
    const orders = botOrders(dawn, state, { us: 'balancer', cn: 'balancer' }, 'invariants');
    const resolved = resolveTurn(dawn, state, orders, { collect: false });
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
    ({ state } = resolved.value);
  }
  return state;
})();
const orders = botOrders(dawn, middle, { us: 'balancer', cn: 'balancer' }, 'invariants');
const [sound] = halfYearsOf(middle, orders);
if (sound === undefined) throw new Error('no half-year');

const problemsOf = ({ before, half }: Case): readonly string[] =>
  checkInvariants(dawn, before, half).map(({ code }) => code);

/** The codes found when something in the sound half-year is changed. */
const foundAfter = (change: (half: Mutable<HalfYear>, before: Mutable<Stock>) => void): readonly string[] => {
  const half = structuredClone(sound.half) as Mutable<HalfYear>;
  const before = structuredClone(sound.before) as Mutable<Stock>;
  change(half, before);
  return problemsOf({ before, half });
};

type Fault = readonly [code: string, what: string, change: (half: Mutable<HalfYear>, before: Mutable<Stock>) => void];

const first = <T>(list: readonly T[], is: (entry: T) => boolean = () => true): T => {
  const found = list.find(is);
  if (found === undefined) throw new Error('the sound half-year has none');
  return found;
};
const flies = ({ cohorts }: GameState['groups'][number]): boolean => cohorts.length > 0;

const FAULTS: readonly Fault[] = [
  ['invariant/number', 'a number that is none', ({ state }) => (state.sides.us.standing = Number.NaN)],
  ['invariant/number', 'an infinite number', ({ state }) => (state.tension = Number.POSITIVE_INFINITY)],
  ['invariant/number', 'a zero with a sign', ({ state }) => (state.tension = -0)],
  ['invariant/negative', 'a stock below zero', ({ state }) => (state.sides.cn.mineralsStock = -1)],
  ['invariant/negative', 'a count below zero', ({ state }) => (first(state.groups).lostUnits = -1)],
  ['invariant/share', 'a share above one', ({ state }) => (first(state.groups).outageFrac = 1.01)],
  ['invariant/plain', 'a field that JSON would lose', ({ state }) => (state.outcome = undefined as never)],
  ['invariant/id', 'an id that stands twice', ({ state }) => state.centres.push(first(state.centres))],
  ['invariant/id', 'a list out of order', ({ state }) => state.lines.reverse()],
  ['invariant/id', 'a group in no shell', ({ state }) => ((first(state.groups) as { shellId: string }).shellId = 'x')],
  [
    'invariant/id',
    'a centre in no region',
    ({ state }) => ((first(state.centres) as { regionId: string }).regionId = 'x'),
  ],
  [
    'invariant/id',
    'a campaign of no line',
    ({ state }) => ((first(state.campaigns) as { lineId: string }).lineId = 'x'),
  ],
  [
    'invariant/id',
    'a design that is none',
    ({ state }) => ((first(first(state.groups, flies).cohorts) as { designId: string }).designId = 'x'),
  ],
  ['invariant/state', 'a machine in no state', ({ state }) => (first(state.regions).machine = 'asleep' as never)],
  ['invariant/state', 'units of a lost group', ({ state }) => (first(state.groups, flies).machine = 'lost')],
  ['invariant/state', 'outages that shed nothing', ({ state }) => (first(state.regions).machine = 'rotatingOutages')],
  ['invariant/money', 'money from nowhere', ({ state }) => (state.sides.us.fundsMusd += 0.01)],
  ['invariant/money', 'money that went nowhere', ({ state }) => (state.sides.cn.fundsMusd -= 1)],
  [
    'invariant/money',
    'income that was not due',
    ({ books, state }) => {
      books.us.incomeMusd += 5;
      state.sides.us.fundsMusd += 5;
    },
  ],
  ['invariant/money', 'revenue not earned', (_half, before) => (before.sides.us.revenueMusd += 1)],
  [
    'invariant/money',
    'an order not paid',
    ({ books, state }) => {
      books.us.ordersMusd += 5;
      state.sides.us.fundsMusd += 5;
    },
  ],
  [
    'invariant/money',
    'an order paid back without a shortage',
    ({ books, state }) => {
      books.us.ordersMusd += 5;
      books.us.unstartedMusd += 5;
      state.sides.us.fundsMusd += 5;
      state.sides.us.mineralsFillFrac = 1;
    },
  ],
  [
    'invariant/money',
    'money of an event that did not happen',
    ({ books, state }) => {
      books.us.eventsMusd += 5;
      state.sides.us.fundsMusd += 5;
    },
  ],
  ['invariant/money', 'political capital above its cap', ({ state }) => (state.sides.us.politicalCapital = 99)],
  [
    'invariant/mass',
    'satellites from nowhere',
    ({ state }) => (first(first(state.groups, flies).cohorts).unitCount += 1),
  ],
  [
    'invariant/mass',
    'satellites that are gone and not lost',
    ({ state }) => (first(first(state.groups, flies).cohorts).unitCount -= 1),
  ],
  ['invariant/mass', 'a loss that took nothing', ({ state }) => (first(state.groups, flies).lostUnits += 1)],
  [
    'invariant/mass',
    'satellites that gained mass',
    ({ state }) => ((first(first(state.groups, flies).cohorts) as { unitMassKg: number }).unitMassKg *= 1.01),
  ],
  ['invariant/mass', 'more delivered than flew', ({ state }) => (first(state.campaigns).deliveredUnitCount += 1)],
  [
    'invariant/mass',
    'a flight that was not counted',
    ({ state }) => (first(state.lines, ({ flownFlights }) => flownFlights > 0).flownFlights -= 1),
  ],
  ['invariant/mass', 'mass that no line flew', ({ state }) => (first(state.lines).flownMassT += 1)],
  ['invariant/compute', 'more delivered than gross', ({ state }) => (first(state.groups, flies).deliveredPops += 1e9)],
  ['invariant/compute', 'parts that are not the whole', ({ state }) => (state.sides.us.deliveredPops *= 1.001)],
  [
    'invariant/compute',
    'more recovered than lost',
    ({ state }) => (state.sides.us.recoveredPops = state.sides.us.lostPops + 1),
  ],
  ['invariant/compute', 'a centre above its capacity', ({ state }) => (first(state.centres).deliveredPops *= 2)],
  [
    'invariant/compute',
    'uses that are more than the whole',
    ({ state }) => (state.sides.us.workloadPops.training = state.sides.us.deliveredPops * 2),
  ],
  ['invariant/compute', 'shares of use that are not one', ({ state }) => (state.sides.us.workload.training += 0.01)],
  ['invariant/points', 'points from nowhere', ({ state }) => (state.sides.us.points += 1)],
  ['invariant/power', 'a group above its chips', ({ state }) => (first(state.groups, flies).powerKw *= 1000)],
  ['invariant/power', 'power that was not delivered', ({ state }) => (first(state.centres).powerMw += 1)],
  [
    'invariant/power',
    'a delivery that is overdue',
    ({ state }) => ((first(state.deliveries) as { dueTurn: number }).dueTurn = state.turn),
  ],
  [
    'invariant/power',
    'centres beyond the chips there are',
    ({ state }) => state.deliveries.push({ ...first(state.deliveries), id: 'x', kind: 'primaryCentre', amount: 1e9 }),
  ],
  [
    'invariant/power',
    'load shed without need',
    ({ state }) => (first(state.regions, ({ marginMw }) => marginMw > 0).shedMw = 1),
  ],
  [
    'invariant/power',
    'more available than installed',
    ({ state }) => {
      const region = first(state.regions, ({ marginMw }) => marginMw > 0);
      region.reserveMarginFrac *= 10;
      region.marginMw *= 100;
    },
  ],
  ['invariant/minerals', 'a stock that nobody filled', ({ state }) => (state.sides.us.mineralsStock += 1e6)],
  [
    'invariant/minerals',
    'a shortage beside a stock',
    ({ state }) => Object.assign(state.sides.us, { mineralsFillFrac: 0.5, mineralsStock: 1 }),
  ],
  ['invariant/turn', 'a turn that did not move on', ({ state }) => (state.turn -= 1)],
  ['invariant/turn', 'a race that ended without an end', ({ state }) => (state.race = 'ended')],
  ['invariant/turn', 'a game that goes on after its last turn', (half) => (half.turn = 99)],
  [
    'invariant/finding',
    'a chance above one',
    ({ findings }) => (first(findings, ({ prob }) => prob !== null).prob = 1.5),
  ],
  ['invariant/finding', 'a draw of one', ({ findings }) => (first(findings, ({ draw }) => draw !== null).draw = 1)],
  ['invariant/finding', 'an equation that is none', ({ findings }) => (first(findings).equationId = 'x')],
  ['invariant/finding', 'an id that stands twice', ({ findings }) => findings.push(first(findings))],
  ['invariant/finding', 'an event on no finding', ({ events }) => (first(events).findingIds = ['x'])],
];

describe('a half-year that the engine resolved', () => {
  it('is sound, written down or not, to the end of the epilogue', () => {
    expect(problemsOf(sound)).toEqual([]);
    expect(halfYearsOf(middle, orders, false).flatMap(problemsOf)).toEqual([]);
    const last = changed(middle, (draft) => {
      draft.turn = dawn.scenario.turnCount - 1;
      draft.deliveries = [];
    });
    const cases = halfYearsOf(last, NO_ORDERS);
    expect(cases.length).toBe(1 + dawn.ruleset.score.epilogueTurns);
    expect(cases.flatMap(problemsOf)).toEqual([]);
  });

  it('has what the faults are put into: campaigns, deliveries, groups that fly', () => {
    expect(sound.half.state.campaigns.some(({ deliveredUnitCount }) => deliveredUnitCount > 0)).toBe(true);
    expect(sound.half.state.deliveries.length).toBeGreaterThan(0);
  });

  it.each(FAULTS)('shows %s: %s', (code, _what, change) => {
    expect(foundAfter(change)).toContain(code);
  });
});
