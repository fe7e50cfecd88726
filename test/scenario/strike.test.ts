/** Direct ascent: interceptors that miss and hit, satellites and platforms, fragments, the norm, standing. */
import { describe, expect, it } from 'vitest';
import { type GameState, legalOrder, type Order, reportFor, viewFor } from '../../src/engine/index.ts';
import { operationSuccessProb, triangularAtDraw } from '../../src/engine/formulas.ts';
import { breakupFragments } from '../../src/physics/debris.ts';
import { bandDensityPerKm3, fragmentCountOf } from '../../src/engine/debris.ts';
import {
  changed,
  dawn,
  eventOf,
  findingOf,
  groupIn,
  kindsOf,
  richStart,
  rowIn,
  scriptedTurn,
  unitsIn,
} from '../support/game.ts';

const counter = dawn.ruleset.counterspace;
const start = richStart('strike');
const strike = (targetId: string, interceptorCount = 1): Order => ({ kind: 'strike', targetId, interceptorCount });
const ID = 'cn/1/directAscent/three-body';
const seen = (id: string) => ({ [`operation/${id}/detect`]: [0], [`operation/${id}/defend`]: [0.999] });
const named = (id: string) => ({ [`attribution/${id}`]: [0] });
const bandAt = (state: GameState, lowKm: number) =>
  state.bands.find((band) => band.lowKm === lowKm) as GameState['bands'][number];

describe('a strike at satellites', () => {
  it('that misses makes no fragments', () => {
    const turn = scriptedTurn(
      dawn,
      start,
      { us: [strike('three-body')] },
      { ...seen(ID), [`operation/${ID}/effect`]: [0.999], ...named(ID) },
    );
    expect(unitsIn(turn.state, 'three-body')).toBe(12);
    expect(turn.state.bands.every((band) => fragmentCountOf(band) === 0)).toBe(true);
    expect(findingOf(turn, 'interceptorsHit').outcome).toBe('missed');
  });

  it('that hits takes as many as it hits, and leaves the fragments of the breakup model times a yield', () => {
    for (const [draw, hits] of [
      [0.0001, 3],
      [0.4, 2],
      [0.8, 1],
    ] as const) {
      const turn = scriptedTurn(
        dawn,
        start,
        { us: [strike('three-body', 3)] },
        { ...seen(ID), [`operation/${ID}/effect`]: [draw], [`debris/${ID}`]: [0.5], ...named(ID) },
      );
      expect(rowIn(turn.state.operations, ID).hits).toBe(hits);
      expect(unitsIn(turn.state, 'three-body')).toBe(12 - hits);
      const { interceptorKg, closingSpeedKmPerS, yieldLow, yieldMode, yieldHigh } = counter.directAscent;
      const model = breakupFragments.evaluate({
        targetKg: dawn.design('three-body').massKg,
        projectileKg: interceptorKg,
        speedKmPerS: closingSpeedKmPerS,
        minSizeM: dawn.ruleset.environment.minTrackedSizeM,
      });
      const made = hits * model.fragments * triangularAtDraw(yieldLow, yieldMode, yieldHigh, 0.5);
      expect(findingOf(turn, 'fragments').result['fragments']).toBeCloseTo(made, 6);
      const band = bandAt(turn.state, 500);
      // The cloud spreads over the bands by its kicks; what is thrown low, and what falls in half a year, is gone.
      const left = turn.state.bands.reduce((total, each) => total + fragmentCountOf(each), 0);
      expect(left).toBeGreaterThan(0.1 * made);
      expect(left).toBeLessThan(made);
      expect(turn.state.bands.filter((each) => fragmentCountOf(each) > 0).length).toBeGreaterThan(3);
      expect(bandDensityPerKm3(band)).toBeGreaterThan(bandDensityPerKm3(bandAt(start, 500)));
    }
  });

  it('has the chance of one hit among its shots', () => {
    const turn = scriptedTurn(
      dawn,
      start,
      { us: [strike('three-body', 2)] },
      { ...seen(ID), [`operation/${ID}/effect`]: [0.9999], ...named(ID) },
    );
    const each = operationSuccessProb(
      dawn,
      'directAscent',
      start.sides.us.tech.defence,
      start.sides.cn.tech.defence,
      0,
    );
    expect(findingOf(turn, 'interceptorsHit').prob).toBeCloseTo(1 - (1 - each) ** 2, 12);
  });

  it('degrades the group, and a later strike that takes the rest exhausts it', () => {
    const few = changed(start, ({ groups }) => {
      for (const group of groups) for (const cohort of group.cohorts) cohort.unitCount = Math.min(cohort.unitCount, 5);
    });
    const hit = { ...seen(ID), [`operation/${ID}/effect`]: [0.0001], [`debris/${ID}`]: [0.5], ...named(ID) };
    const first = scriptedTurn(dawn, few, { us: [strike('three-body', 3)] }, hit);
    expect(groupIn(first.state, 'three-body')).toMatchObject({ machine: 'degraded', lostUnits: 3 });
    const id = 'cn/2/directAscent/three-body';
    const again = { ...seen(id), [`operation/${id}/effect`]: [0.0001], [`debris/${id}`]: [0.5], ...named(id) };
    const rich = changed(first.state, ({ sides }) => {
      sides.us.politicalCapital = 10;
    });
    const second = scriptedTurn(dawn, rich, { us: [strike('three-body', 3)] }, again);
    expect(groupIn(second.state, 'three-body')).toMatchObject({ machine: 'exhausted', cohorts: [], deliveredPops: 0 });
    expect(eventOf(second, 'operation.destroyedTarget')).toBeDefined();
    // What the whole group delivered before is what backups would have to carry.
    expect(second.state.sides.cn.lostPops).toBeCloseTo(groupIn(first.state, 'three-body').deliveredPops, 9);
    expect(legalOrder(dawn, viewFor(dawn, second.state, 'us'), [], strike('three-body'))).toMatchObject({
      ok: false,
      error: { code: 'order/nothing-to-do' },
    });
    // New satellites bring it back.
    const answered = scriptedTurn(dawn, second.state, {});
    const third = scriptedTurn(dawn, answered.state, {
      cn: [{ kind: 'deploy', programmeId: 'three-body', lineId: 'long-march-2d', unitCount: 4 }],
    });
    expect(groupIn(third.state, 'three-body').machine).toBe('nominal');
  });

  it('fragments come down over the years, sooner low than high', () => {
    const littered = changed(start, ({ bands }) => {
      for (const band of bands)
        if (band.lowKm === 500 || band.lowKm === 750)
          band.fragments = band.fragments.map(() => 1000 / band.fragments.length);
    });
    const { state, findings } = scriptedTurn(dawn, littered, {});
    const low = fragmentCountOf(bandAt(state, 500));
    const high = fragmentCountOf(bandAt(state, 750));
    expect(low).toBeLessThan(high);
    expect(high).toBeLessThan(1000);
    // Fragments are told of in the two bands and in those they fall into; none rises.
    const told = findings.filter(({ question }) => question === 'bandDecay').map(({ subject }) => subject.id);
    expect(told).toEqual(expect.arrayContaining(['500', '750']));
    expect(fragmentCountOf(bandAt(state, 700))).toBeGreaterThan(0);
    expect(fragmentCountOf(bandAt(state, 850))).toBeLessThan(1);
  });
});

describe('a strike in calm, and under a norm', () => {
  const hit = { ...seen(ID), [`operation/${ID}/effect`]: [0.0001], [`debris/${ID}`]: [0.5], ...named(ID) };
  const withNorm = changed(start, ({ agreements }) => {
    for (const agreement of agreements)
      if (agreement.id === 'norm') Object.assign(agreement, { machine: 'inForce', untilTurn: 9 });
  });
  it('costs more as a surprise, and more again where it breaks the norm, which ends', () => {
    const { standingLoss, normStandingLoss, surpriseStandingLoss } = counter.families.directAscent;
    const plain = scriptedTurn(dawn, start, { us: [strike('three-body')] }, hit);
    expect(eventOf(plain, 'operation.attributed').values['standingLoss']).toBe(standingLoss + surpriseStandingLoss);
    const broken = scriptedTurn(dawn, withNorm, { us: [strike('three-body')] }, hit);
    expect(eventOf(broken, 'operation.attributed').values['standingLoss']).toBe(
      standingLoss + normStandingLoss + surpriseStandingLoss,
    );
    expect(rowIn(broken.state.agreements, 'norm').machine).toBe('broken');
    expect(findingOf(broken, 'normReview').outcome).toBe('state:broken');
    const tense = changed(start, (draft) => {
      draft.crisis = 'confrontation';
      draft.tension = 35;
    });
    const known = scriptedTurn(dawn, tense, { us: [strike('three-body')] }, hit);
    expect(eventOf(known, 'operation.attributed').values['standingLoss']).toBe(standingLoss);
  });

  it('only strains the norm while its author is not named, and trust mends it', () => {
    const { families } = counter;
    const doubtful = {
      ...dawn,
      ruleset: {
        ...dawn.ruleset,
        counterspace: {
          ...counter,
          families: { ...families, directAscent: { ...families.directAscent, attributionThresholdProb: 1 } },
        },
      },
    };
    const turn = scriptedTurn(
      doubtful,
      withNorm,
      { us: [strike('three-body')] },
      { ...hit, [`attribution/${ID}`]: [0] },
    );
    expect(findingOf(turn, 'attribution')).toMatchObject({ prob: 0, outcome: 'deniable' });
    expect(rowIn(turn.state.agreements, 'norm').machine).toBe('strained');
    expect(kindsOf(turn)).toContain('agreement.strained');
    const mended = scriptedTurn(doubtful, turn.state, {});
    expect(rowIn(mended.state.agreements, 'norm').machine).toBe('inForce');
    expect(kindsOf(mended)).toContain('agreement.restored');
  });

  it('of both sides in one turn costs both the same: the norm was in force when they fired', () => {
    const usId = 'us/1/directAscent/planet-eo';
    const both = scriptedTurn(
      dawn,
      withNorm,
      { us: [strike('three-body')], cn: [strike('planet-eo')] },
      {
        ...hit,
        ...seen(usId),
        [`operation/${usId}/effect`]: [0.0001],
        [`debris/${usId}`]: [0.5],
        ...named(usId),
      },
    );
    const losses = both.events
      .filter(({ kind }) => kind === 'operation.attributed')
      .map(({ values }) => values['standingLoss']);
    expect(losses).toHaveLength(2);
    expect(losses[0]).toBe(losses[1]);
  });
});

const repair = (healthFrac: number): Order => ({ kind: 'repair', programmeId: 'beijing-dawn-dusk', healthFrac });

describe('a strike at a platform', () => {
  const withPlatform = richStart('platform', (draft) => {
    const group = groupIn(draft, 'beijing-dawn-dusk');
    group.machine = 'operating';
    group.cohorts = [
      {
        designId: 'beijing-module',
        turnFlown: 0,
        unitCount: 20,
        chipFactor: 1,
        unitMassKg: dawn.design('beijing-module').massKg,
      },
    ];
    group.deliveredPops = 1;
  });
  const id = 'cn/1/directAscent/beijing-dawn-dusk';
  const hitBy = (damage: number) => ({
    ...seen(id),
    [`operation/${id}/effect`]: [0.0001],
    [`debris/${id}`]: [0.5],
    [`operation/${id}/damage`]: [damage],
    ...named(id),
  });
  const { platformDamageLowFrac } = counter.directAscent;

  it('damages it; what it no longer computes is lost to the turn; repair restores it in steps', () => {
    const healthy = scriptedTurn(dawn, withPlatform, {});
    const hit = scriptedTurn(dawn, withPlatform, { us: [strike('beijing-dawn-dusk')] }, hitBy(0));
    const group = groupIn(hit.state, 'beijing-dawn-dusk');
    expect(group).toMatchObject({ machine: 'damaged' });
    expect(group.healthFrac).toBeCloseTo(1 - platformDamageLowFrac, 12);
    expect(group.deliveredPops).toBeCloseTo(
      groupIn(healthy.state, 'beijing-dawn-dusk').deliveredPops * (1 - platformDamageLowFrac),
      9,
    );
    const gone = groupIn(healthy.state, 'beijing-dawn-dusk').deliveredPops * platformDamageLowFrac;
    expect(hit.state.sides.cn.lostPops / gone).toBeCloseTo(1, 9);
    // The author sees that it is damaged, not by how much.
    expect(eventOf(reportFor(hit, 'us'), 'operation.damagedTarget').values).not.toHaveProperty('damageFrac');
    expect(eventOf(reportFor(hit, 'cn'), 'operation.damagedTarget').values['damageFrac']).toBeCloseTo(
      platformDamageLowFrac,
      12,
    );

    const half = scriptedTurn(dawn, hit.state, { cn: [repair(0.3)] });
    expect(groupIn(half.state, 'beijing-dawn-dusk')).toMatchObject({ machine: 'repairing' });
    const whole = scriptedTurn(dawn, half.state, {
      cn: [repair(1 - groupIn(half.state, 'beijing-dawn-dusk').healthFrac)],
    });
    expect(groupIn(whole.state, 'beijing-dawn-dusk').healthFrac).toBeCloseTo(1, 12);
    expect(groupIn(whole.state, 'beijing-dawn-dusk').machine).toMatch(/operating|curtailed/);
  });

  it('loses it with everything on it when its health falls below survival', () => {
    const hit = scriptedTurn(dawn, withPlatform, { us: [strike('beijing-dawn-dusk')] }, hitBy(0.999));
    expect(groupIn(hit.state, 'beijing-dawn-dusk')).toMatchObject({
      machine: 'lost',
      healthFrac: 0,
      cohorts: [],
      deliveredPops: 0,
    });
    expect(eventOf(hit, 'operation.destroyedTarget')).toBeDefined();
    expect(fragmentCountOf(bandAt(hit.state, 750))).toBeGreaterThan(0);
    const orders: readonly Order[] = [
      { kind: 'deploy', programmeId: 'beijing-dawn-dusk', lineId: 'long-march-2d', unitCount: 1 },
    ];
    expect(legalOrder(dawn, viewFor(dawn, hit.state, 'cn'), [], orders[0] as Order)).toMatchObject({
      ok: false,
      error: { code: 'order/nothing-to-do' },
    });
  });
});
