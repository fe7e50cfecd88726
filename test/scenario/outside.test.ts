/** What follows outside the sides: insurers, the market, partners, and thanks for relief. */
import { describe, expect, it } from 'vitest';
import { type GameState, legalOrder, type Order, viewFor } from '../../src/engine/index.ts';
import { alliesTarget, insuranceTerms } from '../../src/engine/formulas.ts';
import {
  changed,
  dawn,
  eventOf,
  findingOf,
  kindsOf,
  reportTo,
  richStart,
  rowIn,
  scriptedTurn,
  withDeck,
} from '../support/game.ts';

const { allies, insurance, market, relief } = dawn.ruleset.economy;
const start = richStart('outside');
const deploy: Order = { kind: 'deploy', programmeId: 'planet-eo', lineId: 'falcon-9', unitCount: 4 };
const previewOf = (state: GameState, order: Order) => {
  const judged = legalOrder(dawn, viewFor(dawn, state, 'us'), [], order);
  if (!judged.ok) throw new Error(judged.error.code);
  const effect = (name: string) => judged.value.effects.find((each) => each.name === name);
  return { ...judged.value, effect };
};
const valueOf = (state: GameState, name: string): number => previewOf(state, deploy).effect(name)?.value ?? 0;

const premiumAt = (usedFrac: number, failed: number, tension: number): number =>
  insuranceTerms(dawn, usedFrac, failed, tension).premiumFrac;

describe('insurance', () => {
  it('is dearer with debris, recent failures and tension, and not to be had past a limit', () => {
    expect(premiumAt(0, 0, 0)).toBe(insurance.basePremiumFrac);
    expect(premiumAt(0.2, 0, 0)).toBeGreaterThan(premiumAt(0.1, 0, 0));
    expect(premiumAt(0, 0.2, 0)).toBeGreaterThan(premiumAt(0, 0, 0));
    expect(premiumAt(0, 0, 60)).toBeGreaterThan(premiumAt(0, 0, 20));
    expect(insuranceTerms(dawn, insurance.uninsurableUsedFrac, 0, 0)).toEqual({
      premiumFrac: insurance.uninsuredCostFrac,
      coverFrac: 0,
    });
  });
  it('is part of the cost of a deployment, and shown', () => {
    const { cost, effect } = previewOf(start, deploy);
    const [hardware, launch, premium] = ['hardwareMusd', 'launchMusd', 'premiumMusd'].map(
      (name) => effect(name)?.value ?? 0,
    );
    expect(premium).toBeGreaterThan(0);
    expect(cost.fundsMusd).toBeCloseTo((hardware ?? 0) + (launch ?? 0) + (premium ?? 0), 9);
    const tense = changed(start, (draft) => {
      draft.tension += 30;
    });
    expect(valueOf(tense, 'premiumMusd')).toBeGreaterThan(premium ?? 0);
  });
  it('pays for what a failed flight loses, and remembers it', () => {
    const failing = { 'launch/1/planet-eo/falcon-9': [0.9999] };
    const turn = scriptedTurn(dawn, start, { us: [deploy] }, failing);
    const lost = scriptedTurn(dawn, start, { us: [deploy] });
    const paid = eventOf(turn, 'insurance.paid');
    expect(paid.visibleTo).toEqual({ us: true, cn: false });
    expect(paid.values['paidMusd']).toBeCloseTo(insurance.coverFrac * valueOf(start, 'hardwareMusd'), 6);
    expect(turn.state.sides.us.fundsMusd - lost.state.sides.us.fundsMusd).toBeCloseTo(
      Number(paid.values['paidMusd']),
      6,
    );
    expect(turn.state.launchFailureFrac).toBeCloseTo(insurance.memoryFrac, 9);
    expect(valueOf(turn.state, 'premiumMusd')).toBeGreaterThan(valueOf(lost.state, 'premiumMusd'));
    const after = scriptedTurn(dawn, turn.state, { us: [deploy] });
    expect(after.state.launchFailureFrac).toBeLessThan(turn.state.launchFailureFrac);
  });
});

describe('the market', () => {
  it('falls with attacks and blackouts, and comes back', () => {
    const calm = scriptedTurn(dawn, start, {});
    expect(calm.state.marketFactor).toBe(1);
    const hit = scriptedTurn(
      dawn,
      start,
      { us: [{ kind: 'jam', targetId: 'three-body' }] },
      { 'operation/cn/1/jam/three-body/effect': [0] },
    );
    expect(hit.state.marketFactor).toBeCloseTo(1 - market.reversibleAttackFall, 9);
    const dark = changed(start, ({ regions }) => {
      rowIn(regions, 'pjm').peakLoadMw += 40_000;
    });
    const out = scriptedTurn(dawn, dark, {});
    expect(out.state.marketFactor).toBeCloseTo(1 - market.blackoutFall, 9);
    expect(findingOf(reportTo(out, 'cn'), 'marketMoves').result['marketFactor']).toBe(out.state.marketFactor);
    const low = changed(start, (draft) => {
      draft.marketFactor = 0.6;
    });
    expect(scriptedTurn(dawn, low, {}).state.marketFactor).toBeCloseTo(0.6 + 0.4 * market.recoveryFrac, 9);
    expect(scriptedTurn(dawn, low, {}).state.sides.us.revenueMusd).toBeLessThan(calm.state.sides.us.revenueMusd);
  });
});

const alliesAfter = (order: Order | null, state: GameState = start): number =>
  scriptedTurn(dawn, state, order === null ? {} : { us: [order] }).state.sides.us.allies;

const spread = (state: GameState | undefined): number => {
  const estimate = state?.estimates.us.groundPowerMw;
  return estimate === undefined ? 0 : estimate.high / estimate.low;
};

describe('partners', () => {
  it('follow standing and agreements', () => {
    expect(alliesTarget(dawn, 70, 0) - alliesTarget(dawn, 60, 0)).toBeCloseTo(10 * allies.perStanding, 12);
    expect(alliesTarget(dawn, 55, 2) - alliesTarget(dawn, 55, 0)).toBeCloseTo(2 * allies.perAgreement, 12);
    const loved = changed(start, ({ sides }) => {
      sides.us.standing = 90;
    });
    expect(alliesAfter(null, loved)).toBeGreaterThan(alliesAfter(null));
  });
  it('draw away where one of them is coerced (F19), and both sides see it', () => {
    const plain = alliesAfter(null);
    expect(alliesAfter({ kind: 'greenland', approach: 'coerce' })).toBeLessThan(plain - 0.15);
    expect(alliesAfter({ kind: 'greenland', approach: 'cooperate' })).toBeGreaterThan(plain);
    const turn = scriptedTurn(dawn, start, { us: [{ kind: 'greenland', approach: 'coerce' }] });
    expect(kindsOf(reportTo(turn, 'cn'))).toContain('partners.further');
    expect(viewFor(dawn, turn.state, 'cn').rival.allies).toBe(turn.state.sides.us.allies);
  });
  it('draw away from who leaves people in the dark, and nearer to who shows what was done to him', () => {
    const dark = changed(start, ({ regions }) => {
      rowIn(regions, 'pjm').peakLoadMw += 40_000;
    });
    expect(alliesAfter(null, dark)).toBeLessThan(alliesAfter(null) + allies.blackout / 2);
    const jammed = scriptedTurn(
      dawn,
      start,
      { cn: [{ kind: 'jam', targetId: 'planet-eo' }] },
      { 'operation/us/1/jam/planet-eo/effect': [0], 'attribution/us/1/jam/planet-eo': [0.999] },
    ).state;
    const publish: Order = { kind: 'publishEvidence', operationId: 'us/1/jam/planet-eo' };
    expect(alliesAfter(publish, jammed)).toBeGreaterThan(alliesAfter(null, jammed));
  });
  it('bring income, cheaper minerals and sharper estimates', () => {
    const alone = changed(start, ({ sides }) => {
      sides.us.allies = 0;
      sides.us.standing = 10;
    });
    const befriended = changed(alone, ({ sides }) => {
      sides.us.allies = 1;
    });
    const [poor, rich] = [alone, befriended].map((state) => scriptedTurn(dawn, state, {}).state);
    const gap = (rich?.sides.us.revenueMusd ?? 0) - (poor?.sides.us.revenueMusd ?? 0);
    expect(gap).toBeCloseTo(allies.incomeMusd * ((rich?.sides.us.allies ?? 0) - (poor?.sides.us.allies ?? 0)), 6);
    expect(spread(rich)).toBeLessThan(spread(poor));
    const buy: Order = { kind: 'stockpile', unitCount: 1 };
    expect(previewOf(befriended, buy).cost.fundsMusd).toBeLessThan(previewOf(alone, buy).cost.fundsMusd);
  });
});

describe('relief', () => {
  const give: Order = { kind: 'relief', shareFrac: 0.5 };
  const storm = withDeck(['typhoon-season']);
  it('costs inference this turn, and earns standing while a disaster is on', () => {
    const even = { ...start, turn: 1 };
    const after = (orders: readonly Order[], happens: number) =>
      scriptedTurn(storm, even, { us: orders }, { 'events/happens': [happens] });
    const gain = (happens: number): number =>
      after([give], happens).state.sides.us.standing - after([], happens).state.sides.us.standing;
    expect(gain(0)).toBeGreaterThan(5 * gain(0.999));
    expect(gain(0.999)).toBeGreaterThan(0);
    const [lent, kept] = [after([give], 0), after([], 0)];
    expect(lent.state.sides.us.workloadPops.inference).toBeCloseTo(kept.state.sides.us.workloadPops.inference * 0.5, 6);
    expect(lent.state.sides.us.revenueMusd).toBeLessThan(kept.state.sides.us.revenueMusd);
    expect(lent.state.sides.us.allies).toBeGreaterThan(kept.state.sides.us.allies);
    expect(eventOf(reportTo(lent, 'cn'), 'relief.given').side).toBe('us');
    // The season lasts into the next turn, and the desk says so.
    expect(viewFor(dawn, lent.state, 'us').disasterOn).toBe(true);
    expect(scriptedTurn(dawn, lent.state, {}).state.sides.us.reliefFrac).toBe(0);
  });
  it('shows what it may earn, and stays within its limit', () => {
    const standing = previewOf(start, give).effect('standing');
    expect(standing?.low).toBe(standing?.value);
    expect(standing?.high).toBeGreaterThan(standing?.value ?? 0);
    const refused = legalOrder(dawn, viewFor(dawn, start, 'us'), [], {
      kind: 'relief',
      shareFrac: relief.limitFrac + 0.1,
    });
    expect(refused.ok ? '' : refused.error.code).toBe('order/limit-reached');
  });
});
