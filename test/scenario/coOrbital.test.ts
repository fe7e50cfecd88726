/** Craft that come near: seen or not, used, withdrawn, left without a target. */
import { describe, expect, it } from 'vitest';
import { type GameState, legalOrder, type Order, reportFor, viewFor } from '../../src/engine/index.ts';
import { fragmentCountOf } from '../../src/engine/debris.ts';
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

const rules = dawn.ruleset.counterspace;
const start = richStart('co-orbital');
const approach: Order = { kind: 'approach', targetId: 'three-body' };
const attack: Order = { kind: 'attackCoOrbital', targetId: 'three-body' };
const withdraw: Order = { kind: 'withdrawApproach', targetId: 'three-body' };
const ID = 'cn/1/coOrbital/three-body';
const comeNear = (exposed: boolean, state: GameState = start) =>
  scriptedTurn(dawn, state, { us: [approach] }, { [`operation/${ID}/expose`]: [exposed ? 0 : 0.999] });
const fragmentsIn = ({ bands }: GameState): number => bands.reduce((total, band) => total + fragmentCountOf(band), 0);
const rich = (state: GameState): GameState =>
  changed(state, ({ sides }) => {
    sides.us.politicalCapital = 10;
  });

describe('a craft that comes near', () => {
  it('waits unseen, and its target knows nothing', () => {
    const turn = comeNear(false);
    const quiet = scriptedTurn(dawn, start, {});
    expect(rowIn(turn.state.operations, ID)).toMatchObject({ machine: 'ready', felt: false });
    expect(reportFor(turn, 'cn')).toEqual(reportFor(quiet, 'cn'));
    expect(viewFor(dawn, turn.state, 'cn')).toEqual(viewFor(dawn, quiet.state, 'cn'));
    expect(eventOf(reportFor(turn, 'us'), 'operation.ready').side).toBe('us');
    const { approachMusd, approachPoliticalCapital } = rules.coOrbital;
    expect(turn.state.sides.us.politicalCapital).toBe(quiet.state.sides.us.politicalCapital - approachPoliticalCapital);
    expect(quiet.state.sides.us.fundsMusd - turn.state.sides.us.fundsMusd).toBeCloseTo(approachMusd, 6);
  });

  it('is seen at the defence of its target, which raises a little tension and names nobody', () => {
    const turn = comeNear(true);
    const quiet = scriptedTurn(dawn, start, {});
    expect(rowIn(turn.state.operations, ID)).toMatchObject({ machine: 'exposed', detected: true, attributed: false });
    expect(turn.state.tension - quiet.state.tension).toBeCloseTo(
      rules.coOrbital.exposureTension * (1 - dawn.ruleset.crisis.decayFrac),
      5,
    );
    expect(eventOf(reportFor(turn, 'cn'), 'operation.exposed').side).toBeNull();
    expect(viewFor(dawn, turn.state, 'cn').sufferedOperations).toMatchObject([
      { id: ID, waits: true, attributed: false },
    ]);
    // It has done nothing that evidence could be published of.
    const publish: Order = { kind: 'publishEvidence', operationId: ID };
    expect(legalOrder(dawn, viewFor(dawn, turn.state, 'cn'), [], publish)).toMatchObject({
      ok: false,
      error: { code: 'order/nothing-to-do' },
    });
    expect(findingOf(reportFor(turn, 'us'), 'craftExposed').inputs.map(({ name }) => name)).not.toContain(
      'targetDefenceLevel',
    );
  });

  it('may be seen in any later turn', () => {
    const waiting = comeNear(false).state;
    const still = scriptedTurn(dawn, waiting, {}, { [`operation/${ID}/expose`]: [0.999] });
    expect(rowIn(still.state.operations, ID).machine).toBe('ready');
    const seen = scriptedTurn(dawn, still.state, {}, { [`operation/${ID}/expose`]: [0] });
    expect(rowIn(seen.state.operations, ID).machine).toBe('exposed');
    // Seen once is seen for good.
    expect(rowIn(scriptedTurn(dawn, seen.state, {}).state.operations, ID).machine).toBe('exposed');
  });

  it('can be withdrawn for nothing, and is forgotten', () => {
    for (const exposed of [true, false]) {
      const turn = scriptedTurn(dawn, comeNear(exposed).state, { us: [withdraw] });
      expect(kindsOf({ ...turn, events: reportFor(turn, 'cn').events }).includes('operation.closed')).toBe(exposed);
      expect(turn.state.operations).toEqual([]);
    }
  });

  it('has nothing to wait for when its target is gone', () => {
    const gone = changed(comeNear(false).state, (draft) => {
      groupIn(draft, 'three-body').cohorts = [];
    });
    const turn = scriptedTurn(dawn, gone, {});
    expect(kindsOf({ ...turn, events: reportFor(turn, 'us').events })).toContain('operation.lapsed');
    expect(rowIn(turn.state.operations, ID).machine).toBe('closed');
    expect(eventOf(turn, 'operation.lapsed').values).toMatchObject({ fundsMusd: 0, politicalCapital: 0 });
  });
});

describe('an order whose target is gone when it is to be carried out', () => {
  it('lapses: its political capital comes back, its money in part', () => {
    const last = changed(start, (draft) => {
      for (const cohort of groupIn(draft, 'three-body').cohorts) cohort.unitCount = 1;
    });
    const strike: Order = { kind: 'strike', targetId: 'three-body', interceptorCount: 1 };
    const id = 'cn/1/directAscent/three-body';
    const hit = {
      [`operation/${id}/detect`]: [0],
      [`operation/${id}/defend`]: [0.999],
      [`operation/${id}/effect`]: [0],
      [`debris/${id}`]: [0.5],
      [`attribution/${id}`]: [0],
    };
    const alone = scriptedTurn(dawn, last, { us: [strike] }, hit);
    const both = scriptedTurn(dawn, last, { us: [strike, approach] }, hit);
    const { approachMusd, approachPoliticalCapital } = rules.coOrbital;
    const returnedMusd = approachMusd * rules.lapseRefundFrac;
    expect(eventOf(reportFor(both, 'us'), 'operation.lapsed').values).toMatchObject({
      targetId: 'three-body',
      code: 'order/nothing-to-do',
      fundsMusd: returnedMusd,
      politicalCapital: approachPoliticalCapital,
    });
    expect(alone.state.sides.us.fundsMusd - both.state.sides.us.fundsMusd).toBeCloseTo(approachMusd - returnedMusd, 6);
    expect(both.state.sides.us.politicalCapital).toBe(alone.state.sides.us.politicalCapital);
    expect(rowIn(both.state.operations, ID).machine).toBe('lapsed');
    expect(reportFor(both, 'cn').events.some(({ subject }) => subject.id === ID)).toBe(false);
  });
});

/** Dice of an attack that is seen (unless the craft is known already), gets through, hits, and is attributed. */
const hit = (exposed: boolean) => ({
  ...(exposed ? {} : { [`operation/${ID}/detect`]: [0] }),
  [`operation/${ID}/defend`]: [0.999],
  [`operation/${ID}/effect`]: [0.0001],
  [`debris/${ID}`]: [0.5],
  [`attribution/${ID}`]: [0],
});

describe('an attack by a craft', () => {
  it('destroys a few satellites, with little debris', () => {
    for (const exposed of [true, false]) {
      const turn = scriptedTurn(dawn, rich(comeNear(exposed).state), { us: [attack] }, hit(exposed));
      const { targetsPerCraft, fragmentsLow, fragmentsHigh } = rules.coOrbital;
      expect(unitsIn(turn.state, 'three-body')).toBe(12 - targetsPerCraft);
      const { fragments } = findingOf(turn, 'fragments').result;
      expect(fragments).toBeCloseTo((targetsPerCraft * (fragmentsLow + fragmentsHigh)) / 2, 9);
      expect(fragmentsIn(turn.state)).toBeGreaterThan(0);
      expect(rowIn(turn.state.operations, ID)).toMatchObject({ turn: 2, attributed: true, machine: 'answered' });
      expect(eventOf(turn, 'operation.attributed').values['standingLoss']).toBe(rules.families.coOrbital.standingLoss);
    }
  });

  it('damages a platform and leaves it alive', () => {
    const withPlatform = changed(start, (draft) => {
      const group = groupIn(draft, 'beijing-dawn-dusk');
      group.machine = 'operating';
      const { massKg } = dawn.design('beijing-module');
      group.cohorts = [{ designId: 'beijing-module', turnFlown: 0, unitCount: 20, chipFactor: 1, unitMassKg: massKg }];
    });
    const id = 'cn/1/coOrbital/beijing-dawn-dusk';
    const near = scriptedTurn(
      dawn,
      withPlatform,
      { us: [{ kind: 'approach', targetId: 'beijing-dawn-dusk' }] },
      { [`operation/${id}/expose`]: [0] },
    );
    const turn = scriptedTurn(
      dawn,
      rich(near.state),
      { us: [{ kind: 'attackCoOrbital', targetId: 'beijing-dawn-dusk' }] },
      {
        [`operation/${id}/defend`]: [0.999],
        [`operation/${id}/effect`]: [0.0001],
        [`operation/${id}/damage`]: [0.5],
        [`debris/${id}`]: [0],
        [`attribution/${id}`]: [0],
      },
    );
    const { platformDamageLowFrac, platformDamageHighFrac } = rules.coOrbital;
    expect(groupIn(turn.state, 'beijing-dawn-dusk').healthFrac).toBeCloseTo(
      1 - (platformDamageLowFrac + platformDamageHighFrac) / 2,
      12,
    );
    expect(groupIn(turn.state, 'beijing-dawn-dusk').machine).toBe('damaged');
  });

  it('costs more political capital in calm, and breaks the norm', () => {
    const near = rich(comeNear(true).state);
    const costIn = (crisis: GameState['crisis']) => {
      const state = changed(near, (draft) => {
        draft.crisis = crisis;
      });
      const judged = legalOrder(dawn, viewFor(dawn, state, 'us'), [], attack);
      return judged.ok ? judged.value.cost.politicalCapital : Number.NaN;
    };
    const { politicalCapital, surprisePoliticalCapital } = rules.families.coOrbital;
    expect(costIn('calm')).toBe(politicalCapital + surprisePoliticalCapital);
    expect(costIn('friction')).toBe(politicalCapital);
    const withNorm = changed(near, ({ agreements }) => {
      Object.assign(rowIn(agreements, 'norm'), { machine: 'inForce', untilTurn: 9 });
    });
    const broken = scriptedTurn(dawn, withNorm, { us: [attack] }, hit(true));
    expect(rowIn(broken.state.agreements, 'norm').machine).toBe('broken');
    const { standingLoss, normStandingLoss } = rules.families.coOrbital;
    expect(eventOf(broken, 'operation.attributed').values['standingLoss']).toBe(standingLoss + normStandingLoss);
  });
});
