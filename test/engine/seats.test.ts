/** Seats: who may give what, and how drafts of several seats, or of another turn, are fitted to the means of this one. */
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/bots/index.ts';
import {
  draftCost,
  fitDraft,
  legalDraft,
  legalOrder,
  type Order,
  ORDER_KINDS,
  orderSeat,
  startState,
  viewFor,
} from '../../src/engine/index.ts';
import { SEATS } from '../../src/ruleset/terms.ts';
import { changed, dawn } from '../support/game.ts';

const start = startState(dawn, 'seats');
const us = viewFor(dawn, start, 'us');
const plan = decide('balancer', dawn, us, 'seats');

describe('a seat', () => {
  it('owns every kind of order exactly once, and every seat owns some', () => {
    const owned = ORDER_KINDS.map((kind) => orderSeat(kind));
    expect(new Set(owned)).toEqual(new Set(SEATS));
  });

  it('of the principal decides on what only a government can answer for, and on nothing else', () => {
    const atTheTop = ORDER_KINDS.filter((kind) => orderSeat(kind) === 'principal');
    expect(new Set(atTheTop)).toEqual(
      new Set(['raiseFunds', 'setPosture', 'setExportControl', 'greenland', 'strike', 'detonate']),
    );
    const detonate: Order = { kind: 'detonate', shellId: 'dawn-650' };
    expect(legalOrder(dawn, us, [], detonate, ['spaceMilitary'])).toMatchObject({
      ok: false,
      error: { code: 'order/not-this-seat', data: { seat: 'principal' } },
    });
    for (const kind of ['approach', 'attackCoOrbital', 'withdrawApproach'] as const)
      expect(orderSeat(kind)).toBe('spaceMilitary');
  });

  it('is refused the orders of the others, with the seat they belong to', () => {
    const order: Order = { kind: 'surveil' };
    expect(legalOrder(dawn, us, [], order, ['intelligenceDiplomacy']).ok).toBe(true);
    expect(legalOrder(dawn, us, [], order, ['principal', 'energyFinance'])).toEqual({
      ok: false,
      error: {
        code: 'order/not-this-seat',
        field: 'kind',
        data: { seat: 'intelligenceDiplomacy', held: 'principal, energyFinance' },
      },
    });
  });

  it('is not asked where one person leads the side', () => {
    for (const order of plan) expect(legalOrder(dawn, us, [], order).ok).toBe(true);
  });
});

describe('a draft fitted to the turn', () => {
  it('is what it was where all of it is legal', () => {
    const fitted = fitDraft(dawn, us, plan);
    expect(new Set(fitted.orders)).toEqual(new Set(plan));
    expect(fitted.cut).toEqual([]);
    expect(fitted.dropped).toEqual([]);
  });

  it('gives the means to the seat named first, cuts an amount, and says what it dropped', () => {
    const poor = viewFor(
      dawn,
      changed(start, ({ sides }) => {
        sides.us.fundsMusd = 700;
      }),
      'us',
    );
    const research: Order = { kind: 'research', track: 'chip', amountMusd: 500 };
    const develop: Order = { kind: 'developLine', lineId: 'starship', amountMusd: 600 };
    const watch: Order = { kind: 'surveil' };
    const spaceFirst = fitDraft(dawn, poor, [watch, research, develop], ['spaceMilitary', 'energyFinance']);
    expect(spaceFirst.orders).toEqual([develop, { ...research, amountMusd: 100 }]);
    expect(spaceFirst.cut).toEqual([{ given: research, fitted: { ...research, amountMusd: 100 } }]);
    expect(spaceFirst.dropped.map(({ order, rejection }) => [order.kind, rejection.code])).toEqual([
      ['surveil', 'order/budget-exceeded'],
    ]);
    const moneyFirst = fitDraft(dawn, poor, [develop, research], ['energyFinance']);
    expect(moneyFirst.orders).toEqual([research, { ...develop, amountMusd: 200 }]);
  });

  it('drops what names nothing any more', () => {
    const gone: Order = { kind: 'harden', programmeId: 'no-such-programme' };
    expect(fitDraft(dawn, us, [gone])).toEqual({
      orders: [],
      cut: [],
      dropped: [{ order: gone, rejection: expect.objectContaining({ code: 'order/unknown-target' }) }],
    });
  });

  it('is always legal and never above the treasury, whatever it was made from', () => {
    for (const funds of [0, 90, 350, 1200, 5000, 1e6]) {
      const view = viewFor(
        dawn,
        changed(start, ({ sides }) => {
          sides.us.fundsMusd = funds;
        }),
        'us',
      );
      const { orders } = fitDraft(dawn, view, [...plan, ...plan]);
      expect(legalDraft(dawn, view, orders).ok).toBe(true);
      expect(draftCost(dawn, view, orders).fundsMusd).toBeLessThanOrEqual(funds + 1e-6);
    }
  });
});
