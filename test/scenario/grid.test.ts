/** The grid: every step of the emergency ladder, rotating outages and what they cost, the way back. */
import { describe, expect, it } from 'vitest';
import type { GameState, Order } from '../../src/engine/index.ts';
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
} from '../support/game.ts';

const { grid } = dawn.ruleset;
const rules = dawn.region('pjm');
const start = richStart('grid');

/** The start with PJM's peak raised so that its margin at mean weather comes out near `marginMw`. */
const withMargin = (marginMw: number, from: GameState = start): GameState => {
  const probe = rowIn(scriptedTurn(dawn, from, {}).state.regions, 'pjm');
  return changed(from, ({ regions }) => {
    rowIn(regions, 'pjm').peakLoadMw += probe.marginMw - marginMw;
  });
};
const pjmAfter = (state: GameState) => rowIn(scriptedTurn(dawn, state, {}).state.regions, 'pjm');

const centresMw = 2000 * rules.powerUsageEffectiveness;
const generatorsMw = rules.backupGeneratorFrac * centresMw;
const STEPS: readonly (readonly [state: string, marginMw: number])[] = [
  ['normal', rules.reserveRequirementMw + 500],
  ['alert', rules.reserveRequirementMw * (1 + grid.synchronisedReserveFrac) * 0.5],
  ['loadManagement', rules.reserveRequirementMw * grid.synchronisedReserveFrac - 300],
  ['backupGenerators', -rules.demandResponseMw - generatorsMw / 2],
  ['voltageReduction', -rules.demandResponseMw - generatorsMw - 500],
  ['rotatingOutages', -rules.demandResponseMw - generatorsMw - 12_000],
];

describe('a region at its peak', () => {
  it.each(STEPS)('reaches %s at a margin of %d MW', (machine, marginMw) => {
    expect(pjmAfter(withMargin(marginMw)).machine).toBe(machine);
  });

  it('is worse in extreme weather, with plant out, and under an event', () => {
    const mean = pjmAfter(start).marginMw;
    const marginWith = (script: Readonly<Record<string, readonly number[]>>): number =>
      rowIn(scriptedTurn(dawn, start, {}, script).state.regions, 'pjm').marginMw;
    expect(marginWith({ 'grid/weather/pjm': [0.99] })).toBeLessThan(mean);
    expect(marginWith({ 'grid/weather/pjm': [0.01] })).toBeGreaterThan(mean);
    expect(marginWith({ 'grid/outage/pjm': [0.999] })).toBeLessThan(mean);
    for (const draw of [0, 0.9999999])
      expect(Number.isFinite(marginWith({ 'grid/weather/pjm': [draw], 'grid/outage/pjm': [draw] }))).toBe(true);
  });

  it('is relieved by demand response, which costs compute, and by capacity when it is there', () => {
    const called = scriptedTurn(dawn, start, { us: [{ kind: 'setDemandResponse', regionId: 'pjm', level: 2 }] });
    const plain = scriptedTurn(dawn, start, {});
    expect(rowIn(called.state.regions, 'pjm').marginMw).toBeGreaterThan(rowIn(plain.state.regions, 'pjm').marginMw);
    expect(rowIn(called.state.centres, 'us/pjm/primary').deliveredPops).toBeLessThan(
      rowIn(plain.state.centres, 'us/pjm/primary').deliveredPops,
    );
    const built = scriptedTurn(dawn, start, {
      us: [{ kind: 'buildGrid', regionId: 'pjm', asset: 'generation', capacityMw: grid.newUnitMw }],
    });
    const due = built.state.deliveries.find(({ kind }) => kind === 'gridCapacity');
    expect(due).toMatchObject({ dueTurn: 1 + rules.assets.generation.leadTurns, amount: grid.newUnitMw });
    const waited = changed(built.state, (draft) => {
      draft.turn = rules.assets.generation.leadTurns;
    });
    const arrived = scriptedTurn(dawn, waited, {});
    expect(kindsOf(arrived)).toContain('delivery.gridCapacity');
    expect(rowIn(arrived.state.regions, 'pjm').newUnitCount).toBeGreaterThan(rowIn(waited.regions, 'pjm').newUnitCount);
  });
});

describe('rotating outages', () => {
  const [, deep] = STEPS[5] ?? ['', 0];
  const short = withMargin(deep);
  const out = scriptedTurn(dawn, short, {});
  const lit = scriptedTurn(dawn, start, {});

  it('cost standing, political capital, points and compute', () => {
    const own = out.state.sides.us;
    const { shedMw } = rowIn(out.state.regions, 'pjm');
    expect(shedMw).toBeGreaterThan(0);
    expect(own.shedTurns).toBe(1);
    expect(own.pointsThisTurn.other).toBe(-grid.shedPoints);
    expect(own.politicalCapital).toBeCloseTo(lit.state.sides.us.politicalCapital - grid.shedPoliticalCapital, 9);
    expect(own.standing).toBeLessThan(lit.state.sides.us.standing - grid.shedStandingBase * 0.9);
    expect(rowIn(out.state.centres, 'us/pjm/primary')).toMatchObject({ machine: 'shed' });
    expect(rowIn(out.state.centres, 'us/pjm/primary').deliveredPops).toBeLessThan(
      rowIn(lit.state.centres, 'us/pjm/primary').deliveredPops,
    );
    expect(out.state.sides.cn.shedTurns).toBe(0);
  });

  it('are news of the step and of what is shed, not of the margin', () => {
    const abroad = reportTo(out, 'cn');
    expect(eventOf(abroad, 'region.rotatingOutages').values).toEqual(
      eventOf(reportTo(out, 'us'), 'region.rotatingOutages').values,
    );
    const finding = abroad.findings.find(
      ({ question, subject }) => question === 'emergencyLadder' && subject.id === 'pjm',
    );
    expect(Object.keys(finding?.result ?? {})).toEqual(['shedMw']);
    const atHome = reportTo(out, 'us').findings.find(
      ({ question, subject }) => question === 'emergencyLadder' && subject.id === 'pjm',
    );
    expect(Object.keys(atHome?.result ?? {})).toContain('marginMw');
  });

  it('have a card in every turn that they last, and are restored before anything else', () => {
    const again = scriptedTurn(dawn, out.state, {});
    expect(kindsOf(again)).toContain('region.rotatingOutages');
    expect(again.state.sides.us.shedTurns).toBe(2);
    const relieved = changed(again.state, ({ regions }) => {
      rowIn(regions, 'pjm').peakLoadMw -= 40_000;
    });
    const restored = scriptedTurn(dawn, relieved, {});
    expect(rowIn(restored.state.regions, 'pjm').machine).toBe('restoration');
    expect(rowIn(restored.state.centres, 'us/pjm/primary').machine).toBe('primary');
    expect(rowIn(scriptedTurn(dawn, restored.state, {}).state.regions, 'pjm').machine).toBe('normal');
  });
});

const queued = (policy: 'managed' | 'pause' | null): number => {
  const turn = scriptedTurn(
    dawn,
    start,
    policy === null ? {} : { us: [{ kind: 'setConnectionPolicy', regionId: 'pjm', policy }] },
  );
  return turn.state.deliveries
    .filter(({ regionId, kind }) => regionId === 'pjm' && kind === 'primaryCentre')
    .reduce((sum, { amount }) => sum + amount, 0);
};

describe('private centres', () => {
  it('connect to what headroom the policy leaves, and a pause leaves less', () => {
    expect(queued('managed')).toBeLessThanOrEqual(queued(null));
    expect(queued('pause')).toBeLessThanOrEqual(queued('managed'));
  });
});

/** The start with so much load that an auction finds no reserve at all. */
const dry = changed(start, ({ regions }) => {
  rowIn(regions, 'pjm').peakLoadMw += 40_000;
});

const marginMwOf = (state: GameState | undefined): number => rowIn(state?.regions ?? [], 'pjm').marginMw;
const popsOf = (state: GameState | undefined): number => rowIn(state?.centres ?? [], 'us/pjm/primary').deliveredPops;
/** What scarcity costs in a turn without orders, MUSD. */
const scarcityMusdOf = (state: GameState): number => scriptedTurn(dawn, state, {}).state.sides.us.scarcityMusd;

describe('a managed connection', () => {
  const manage: Order = { kind: 'setConnectionPolicy', regionId: 'pjm', policy: 'managed' };
  const { connectionComputeLossFrac, connectionFlexFrac, connectionReserveFrac } = dawn.ruleset.economy;
  it('lets the region call off part of the centres at the peak, for a little of their compute', () => {
    const [open, managed] = [{}, { us: [manage] }].map((orders) => scriptedTurn(dawn, start, orders).state);
    expect(marginMwOf(managed) - marginMwOf(open)).toBeCloseTo(connectionFlexFrac.managed * centresMw, 6);
    expect(popsOf(managed) / popsOf(open)).toBeCloseTo(1 - connectionComputeLossFrac.managed, 9);
  });
  it('is spared the price of an auction that clears short', () => {
    const { scarcityMusdPerMw, scarcityStanding } = grid;
    const shortBy = (plannedFrac: number): GameState =>
      changed(start, ({ regions }) => {
        const pjm = rowIn(regions, 'pjm');
        const working = findingOf(scriptedTurn(dawn, dry, {}), 'scarcity').inputs;
        const planned = Number(working.find(({ name }) => name === 'plannedMw')?.value);
        pjm.peakLoadMw += 40_000 + planned - rules.reserveRequirementMw - plannedFrac * pjm.peakLoadMw;
      });
    expect(scarcityMusdOf(start)).toBe(0);
    expect(scarcityMusdOf(dry)).toBeCloseTo(scarcityMusdPerMw * centresMw, 6);
    const half = scarcityMusdOf(shortBy(connectionReserveFrac.managed / 2));
    expect(half).toBeGreaterThan(0.3 * scarcityMusdPerMw * centresMw);
    expect(half).toBeLessThan(0.7 * scarcityMusdPerMw * centresMw);
    expect(findingOf(scriptedTurn(dawn, dry, {}), 'scarcity')).toMatchObject({
      result: { standing: -scarcityStanding },
      visibleTo: { us: true, cn: false },
    });
  });
});
