/**
 * A mirrored scenario: the sides' data change places, and so do the results. Programmes, regions and
 * vehicles keep their ids; owners, scenario rows and the dice's labels are swapped. What comes out
 * otherwise is an edge that the order of processing, or a name, gives to one side.
 */
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/bots/index.ts';
import { type Game, type GameState, type Order, SIDES, startState, viewFor } from '../../src/engine/index.ts';
import { type Dice, seededDice } from '../../src/engine/dice.ts';
import type { Ruleset } from '../../src/ruleset/schema.ts';
import type { BySide, Side } from '../../src/ruleset/terms.ts';
import { mirrored as renamed, OTHER, sorted } from '../support/mirrored.ts';
import { botOrders, changed, dawn, gameOf, resolved, ruleset } from '../support/game.ts';

const otherText = (text: string): string =>
  text
    .split('/')
    .map((part) => part.replace(/^(venture-\d+-)?(us|cn)$/, (_all, kind = '', side: Side) => `${kind}${OTHER[side]}`))
    .join('/');
const mirrored = (value: unknown): unknown => renamed(value, otherText);

const swapPath = (path: string): string =>
  path.startsWith('scenarios.')
    ? path.replace(/\.(us|cn)(\.|$)/, (_all, side: Side, end: string) => `.${OTHER[side]}${end}`)
    : path;
const swapOwner = <T extends { readonly owner: Side }>(list: readonly T[]): T[] =>
  list.map((each) => ({ ...each, owner: OTHER[each.owner] }));
const swapSides = <T>({ us, cn }: BySide<T>): BySide<T> => ({ us: cn, cn: us });

const swapSide = <T extends object>(list: readonly T[]): T[] =>
  list.map((each) => ('side' in each ? { ...each, side: OTHER[each.side as Side] } : each));

const mirrorRules: Ruleset = {
  ...ruleset,
  programmes: swapOwner(ruleset.programmes),
  grid: { ...ruleset.grid, regions: swapOwner(ruleset.grid.regions) },
  events: {
    ...ruleset.events,
    events: ruleset.events.events.map((event) => ({
      ...event,
      conditions: swapSide(event.conditions ?? []),
      effects: swapSide(event.effects),
    })),
  },
  score: { ...ruleset.score, milestones: swapOwner(ruleset.score.milestones) },
  doctrines: {
    ...ruleset.doctrines,
    doctrines: ruleset.doctrines.doctrines.map(({ us, cn, ...rest }) => ({ ...rest, us: cn, cn: us })),
  },
  scenarios: ruleset.scenarios.map((scenario) => ({
    ...scenario,
    sides: swapSides(scenario.sides),
    handicapPoints: swapSides(scenario.handicapPoints),
  })),
  provenance: Object.fromEntries(Object.entries(ruleset.provenance).map(([path, each]) => [swapPath(path), each])),
};
const mirror: Game = gameOf(mirrorRules, 'dawn-2026');

/** Where two values differ by more than rounding: sums taken in another order differ in the last digits. */
const differences = (a: unknown, b: unknown, path = ''): readonly string[] => {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)) ? [] : [`${path}: ${a} and ${b}`];
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return a === b ? [] : [`${path}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.flatMap((key) =>
    differences((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], `${path}.${key}`),
  );
};

const IGNORED = { rulesetHash: '' };
const stateOf = (value: unknown): object => ({ ...(value as GameState), ...IGNORED });

const playBoth = (
  start: GameState,
  seed: string,
  turns: number,
  ordersOf: (state: GameState, turn: number) => BySide<readonly Order[]>,
): void => {
  let state = start;
  let image = mirrored(start) as GameState;
  for (let turn = 1; turn <= turns && state.outcome === null; turn++) {
    const dice = seededDice(seed, state.turn + 1);
    const imageDice = seededDice(seed, state.turn + 1);
    const swapped: Dice = { draw: (stream) => imageDice.draw(otherText(stream)) };
    const orders = ordersOf(state, turn);
    for (const side of SIDES)
      expect(decide('balancer', mirror, viewFor(mirror, image, OTHER[side]), 'x')).toEqual(
        mirrored(decide('balancer', dawn, viewFor(dawn, state, side), 'x')),
      );
    state = resolved(dawn, state, orders, { dice, collect: false }).state;
    image = resolved(mirror, image, mirrored(orders) as BySide<readonly Order[]>, {
      dice: swapped,
      collect: false,
    }).state;
    expect(differences(stateOf(mirrored(state)), stateOf(sorted(image))), `seed ${seed}, turn ${turn}`).toEqual([]);
  }
};

const blind = (state: GameState): object => ({ ...stateOf(state), estimates: null });

const act = (targetId: string): readonly Order[] => [
  { kind: 'strike', targetId, interceptorCount: 3 },
  { kind: 'jam', targetId },
  { kind: 'setExportControl', level: 3 },
];

describe('a mirrored scenario', () => {
  it('starts mirrored', () => {
    expect(differences(mirrored(blind(startState(dawn, 's'))), sorted(blind(startState(mirror, 's'))))).toEqual([]);
  });

  it.each(['m1', 'm2', 'm3'])('gives mirrored results, random against random, seed %s', (seed) => {
    playBoth(startState(dawn, seed), seed, 20, (state, turn) =>
      botOrders(dawn, state, { us: 'random', cn: 'random' }, `${seed}${turn}`),
    );
  });

  it('gives mirrored results, balancer against balancer', () => {
    playBoth(startState(dawn, 'm4'), 'm4', 12, (state) =>
      botOrders(dawn, state, { us: 'balancer', cn: 'balancer' }, 'm4'),
    );
  });

  it('gives mirrored results where both strike, jam and raise controls in one turn under a norm', () => {
    const start = changed(startState(dawn, 'm5'), ({ sides, agreements, groups }) => {
      for (const side of SIDES) {
        sides[side].fundsMusd = 1e6;
        sides[side].politicalCapital = 10;
        sides[side].posture = 'reciprocate';
        sides[side].exportControlLevel = 1;
      }
      for (const agreement of agreements)
        if (agreement.id === 'norm') Object.assign(agreement, { machine: 'inForce', untilTurn: 9 });
      for (const group of groups) for (const cohort of group.cohorts) cohort.unitCount = 40;
    });
    for (const seed of ['m5', 'm6', 'm7', 'm8'])
      playBoth(start, seed, 2, (_state, turn) =>
        turn === 1 ? { us: act('three-body'), cn: act('planet-eo') } : { us: [], cn: [] },
      );
  });
});
