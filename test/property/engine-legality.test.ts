/**
 * Legality: what is judged legal is carried out at the cost that was shown, and garbage of any kind is
 * a coded rejection that names its field, never an exception, and changes nothing.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  availableOrders,
  cloneState,
  draftCost,
  type Game,
  type GameState,
  hashState,
  legalDraft,
  legalOrder,
  type Order,
  ORDER_KINDS,
  orderForm,
  parseOrder,
  REJECTION_CODES,
  resolveTurn,
  SIDES,
  startState,
  viewFor,
} from '../../src/engine/index.ts';
import { randomOrders } from '../../src/bots/random.ts';
import { seededDice } from '../../src/engine/dice.ts';
import type { Side } from '../../src/ruleset/terms.ts';
import {
  changed,
  classroom,
  dawn,
  deepFreeze,
  playedGame,
  resolved,
  type PlayedTurn,
  eventFundsMusd,
  isHalfYear,
} from '../support/game.ts';

const turnsOf = (seed: string): readonly PlayedTurn[] => playedGame('dawn-2026', seed, 'random', 'random');
const statesOf = (seed: string): readonly GameState[] => turnsOf(seed).map(({ before }) => before);
const SEEDS = ['a', 'b', 'c'];
const states = SEEDS.flatMap(statesOf);
const pickState = fc.constantFrom(...states.keys()).map((place) => states[place] as GameState);
const side = fc.constantFrom<Side>('us', 'cn');

const FIELDS = [
  'kind',
  'track',
  'amountMusd',
  'politicalCapital',
  'lineId',
  'flightsPerTurn',
  'programmeId',
  'unitCount',
  'healthFrac',
  'regionId',
  'capacityMw',
  'powerMw',
  'tier',
  'policy',
  'level',
  'earthObservationFrac',
  'trainingFrac',
  'posture',
  'unitsPerTurn',
  'approach',
  'centreId',
  'operationId',
  'agreementId',
  'targetId',
  'interceptorCount',
  'bandId',
  'architecture',
  'shellId',
  'designId',
  'radiatorTempK',
  'radiatorAreaM2',
  'shieldingMmAl',
  'meshLevel',
  'manoeuvreMPerS',
  'spareFrac',
];
const IDS = [
  'starcloud',
  'three-body',
  'falcon-9',
  'pjm',
  'texas',
  'warm',
  'norm',
  'chip',
  'open',
  'absorb',
  'starship',
  '__proto__',
  'constructor',
  'toString',
  '',
  '\u{1F680}',
  'x'.repeat(5000),
];
const odd = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...IDS) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      -0,
      0,
      1,
      -1,
      0.5,
      1e-300,
      1e308,
      -1e308,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      2 ** 53,
      null,
      undefined,
      true,
      '5',
      '1e3',
      10n,
    ),
  },
  { weight: 2, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.anything() },
);
const nearlyOrder = fc
  .record({
    kind: fc.constantFrom(...ORDER_KINDS),
    rest: fc.dictionary(fc.constantFrom(...FIELDS), odd, { maxKeys: 4 }),
  })
  .map(({ kind, rest }) => ({ ...rest, kind }));
/** A legal-looking order with its own fields, values at random. */
const shapedOrder = fc
  .tuple(fc.constantFrom(...ORDER_KINDS), fc.array(odd, { minLength: 3, maxLength: 3 }))
  .map(([kind, values]) => {
    const view = viewFor(dawn, states[0] as GameState, 'us');
    const names = orderForm(dawn, view, [], kind).map(({ name }) => name);
    return { kind, ...Object.fromEntries(names.map((name, place) => [name, values[place]])) };
  });
const garbage = fc.oneof(fc.anything(), nearlyOrder, shapedOrder);

describe('garbage', () => {
  it('as an order is legal or a coded rejection that names a field, and never throws', () => {
    fc.assert(
      fc.property(pickState, side, garbage, (state, who, order) => {
        const view = viewFor(dawn, state, who);
        const judged = legalOrder(dawn, view, [], order as Order);
        if (judged.ok) {
          expect(parseOrder(order).ok).toBe(true);
          return;
        }
        expect(REJECTION_CODES).toContain(judged.error.code);
        expect(typeof judged.error.field).toBe('string');
        for (const value of Object.values(judged.error.data))
          expect(typeof value === 'string' || Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('in a turn changes nothing, or resolves to plain JSON', () => {
    fc.assert(
      fc.property(
        pickState,
        fc.array(garbage, { maxLength: 4 }),
        fc.oneof(fc.array(garbage, { maxLength: 3 }), fc.anything()),
        (state, us, cn) => {
          const before = JSON.stringify(state);
          const result = resolveTurn(dawn, state, { us: us as Order[], cn: cn as Order[] }, { collect: false });
          expect(JSON.stringify(state)).toBe(before);
          if (result.ok) hashState(result.value.state);
          else expect(result.error.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('as what was chosen in a form still gives a form', () => {
    fc.assert(
      fc.property(
        pickState,
        fc.constantFrom(...ORDER_KINDS),
        fc.dictionary(fc.constantFrom(...FIELDS), odd),
        (state, kind, chosen) => {
          for (const domain of orderForm(dawn, viewFor(dawn, state, 'us'), [], kind, chosen)) {
            if (domain.kind === 'number')
              for (const value of [domain.min, domain.max, domain.step, domain.suggested])
                expect(value).toSatisfy(Number.isFinite);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('minus zero is zero: it is carried out and hashed', () => {
    const state = startState(dawn, 'zero');
    const orders: Order[] = [
      { kind: 'setExportControl', level: -0 },
      { kind: 'setWorkload', earthObservationFrac: -0, trainingFrac: -0 },
    ];
    const { state: next } = resolved(dawn, state, { us: orders, cn: [] });
    expect(Object.is(next.sides.us.exportControlLevel, 0)).toBe(true);
    expect(() => hashState(next)).not.toThrow();
  });
});

/** Orders at random on a rich side, so that money is not what stops them. */
const richTurn = (
  game: Game,
  seed: string,
  turn: number,
): { readonly state: GameState; readonly us: readonly Order[]; readonly cn: readonly Order[] } => {
  const played = turnsOf(seed);
  const base = (played[Math.min(turn, played.length - 1)] as PlayedTurn).before;
  const state = deepFreeze(
    changed(base, ({ sides }) => {
      for (const who of SIDES) {
        sides[who].fundsMusd += 200_000;
        sides[who].mineralsStock += 1e6;
      }
    }),
  );
  const dice = seededDice(`rich/${seed}/${turn}`, turn);
  const ordersFor = (who: Side): readonly Order[] =>
    randomOrders(game, viewFor(game, state, who), (stream) => dice.draw(`${who}/${stream}`));
  return { state, us: ordersFor('us'), cn: ordersFor('cn') };
};

describe('a legal order', () => {
  it('costs what its preview said, chance and shortage apart', () => {
    let orders = 0;
    for (const seed of SEEDS) {
      for (let turn = 0; turn < statesOf(seed).length; turn++) {
        const { state, us, cn } = richTurn(dawn, seed, turn);
        orders += us.length + cn.length;
        const resolution = resolved(dawn, state, { us, cn });
        const { state: next, events } = resolution;
        if (!isHalfYear(state, resolution)) continue;
        for (const who of SIDES) {
          const placed = who === 'us' ? us : cn;
          const previews = legalDraft(dawn, viewFor(dawn, state, who), placed);
          if (!previews.ok) throw new Error('a draft of legal orders is legal');
          const cost = draftCost(dawn, viewFor(dawn, state, who), placed);
          expect(previews.value.reduce((sum, { cost: each }) => sum + each.fundsMusd, 0)).toBeCloseTo(
            cost.fundsMusd,
            6,
          );
          // A campaign that was called off is not paid for.
          const refunded = placed.reduce((sum, order, place) => {
            const off =
              order.kind === 'deploy' &&
              events.some(
                ({ kind, subject }) =>
                  kind === 'campaign.scrubbed' && subject.id === `${next.turn}/${order.programmeId}/${order.lineId}`,
              );
            return sum + (off ? (previews.value[place]?.cost.fundsMusd ?? 0) : 0);
          }, 0);
          const settled = events.find(({ kind, side: of }) => kind === 'treasury.settled' && of === who)?.values;
          const expected =
            state.sides[who].fundsMusd +
            Number(settled?.['incomeMusd']) +
            Number(settled?.['revenueMusd']) -
            Number(settled?.['upkeepMusd']) +
            eventFundsMusd(state, next, who) -
            cost.fundsMusd +
            refunded;
          expect(next.sides[who].mineralsFillFrac, `seed ${seed}, turn ${turn}`).toBe(1);
          expect(next.sides[who].fundsMusd, `seed ${seed}, turn ${turn}, ${who}`).toBeCloseTo(expected, 5);
        }
      }
    }
    expect(orders).toBeGreaterThan(100);
  });

  it('on its own always applies', () => {
    for (const state of states.filter((_, place) => place % 4 === 0)) {
      for (const who of SIDES) {
        const view = viewFor(dawn, state, who);
        for (const kind of availableOrders(dawn, view, [])) {
          const chosen: Record<string, unknown> = {};
          for (const { name } of orderForm(dawn, view, [], kind)) {
            const domain = orderForm(dawn, view, [], kind, chosen).find((each) => each.name === name);
            chosen[name] = domain?.kind === 'number' ? domain.min : domain?.options[0];
          }
          const order = { kind, ...chosen } as Order;
          const judged = legalOrder(dawn, view, [], order);
          const applied = resolveTurn(dawn, state, { us: [], cn: [], [who]: [order] }, { collect: false });
          expect(applied.ok, JSON.stringify({ order, judged })).toBe(judged.ok);
        }
      }
    }
  });

  it('is offered by the kinds that are open, and by no other', () => {
    for (const state of states.filter((_, place) => place % 5 === 0)) {
      const rich = changed(state, ({ sides }) => {
        for (const who of SIDES) {
          sides[who].fundsMusd = 1e9;
          sides[who].politicalCapital = 10;
        }
      });
      const view = viewFor(dawn, rich, 'us');
      const open = availableOrders(dawn, view, []);
      const reachable = ORDER_KINDS.filter((kind) => {
        const [first] = orderForm(dawn, view, [], kind);
        const options = first?.kind === 'choice' ? first.options : [null];
        return options.some((option) => {
          const chosen: Record<string, unknown> =
            first !== undefined && option !== null ? { [first.name]: option } : {};
          for (const { name } of orderForm(dawn, view, [], kind, chosen)) {
            if (name in chosen) continue;
            const domain = orderForm(dawn, view, [], kind, chosen).find((each) => each.name === name);
            chosen[name] = domain?.kind === 'number' ? domain.suggested : (domain?.options[0] ?? '');
          }
          // What is set already is no order: take the other end.
          const others = Object.fromEntries(
            orderForm(dawn, view, [], kind, chosen).map((domain) => [
              domain.name,
              domain.kind === 'number' ? domain.max : domain.options[domain.options.length - 1],
            ]),
          );
          return [
            chosen,
            { ...others, ...(first !== undefined && option !== null ? { [first.name]: option } : {}) },
          ].some((each) => legalOrder(dawn, view, [], { kind, ...each } as Order).ok);
        });
      });
      expect(open).toEqual(reachable);
    }
  });

  it('closes its kind where the draft has used it up', () => {
    const state = changed(startState(dawn, 'used'), ({ sides }) => {
      sides.cn.fundsMusd = 1e9;
      sides.cn.politicalCapital = 10;
    });
    const view = viewFor(dawn, state, 'cn');
    expect(availableOrders(dawn, view, [])).toContain('jam');
    const draft: Order[] = [
      { kind: 'jam', targetId: 'planet-eo' },
      { kind: 'jam', targetId: 'starcloud' },
      { kind: 'surveil' },
      { kind: 'setPosture', posture: 'absorb' },
    ];
    expect(legalDraft(dawn, view, draft).ok).toBe(true);
    const open = availableOrders(dawn, view, draft);
    for (const kind of ['jam', 'strike', 'surveil', 'setPosture'] as const) expect(open).not.toContain(kind);
  });
});

describe('a game that is over', () => {
  it('takes no more turns', () => {
    const last = playedGame('classroom', 'f', 'random', 'random').at(-1);
    const over = last?.resolution.state as GameState;
    expect(over.outcome).not.toBeNull();
    const copy = cloneState(over);
    expect(resolveTurn(classroom, over, { us: [], cn: [] })).toEqual({
      ok: false,
      error: [{ code: 'order/game-over', field: 'turn', data: { turn: over.turn } }],
    });
    expect(over).toEqual(copy);
    expect(availableOrders(classroom, viewFor(classroom, over, 'us'), [])).toEqual([]);
  });
});
