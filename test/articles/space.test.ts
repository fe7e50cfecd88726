/** F1 to F13: each fact of the articles about space is met in play, and its numbers lead to their source. */
import { describe, expect, it } from 'vitest';
import { draftCost, startState, viewFor } from '../../src/engine/index.ts';
import { backupRecoveredFrac, launchPriceUsdPerKg, unitMassKg } from '../../src/engine/formulas.ts';
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
import { expectStated, flying, numberOf, played, rowOf, unplayed } from './ledger.ts';

const start = startState(dawn, 'articles');
const rich = richStart('articles');

/** Mass of a module as a platform of so many carries it, or flying on its own, kg. */
const mass = (architecture: 'platform' | 'constellation', units: number): number =>
  unitMassKg(dawn, 'station-module', architecture, 0, units);

/** The state after one interceptor has hit a group of sixty. */
const struck = (targetId: string) => {
  const side = targetId === 'starcloud' ? 'cn' : 'us';
  const target = side === 'us' ? 'cn' : 'us';
  const id = `${target}/1/directAscent/${targetId}`;
  const shot = { kind: 'strike', targetId, interceptorCount: 1 } as const;
  return scriptedTurn(
    dawn,
    flying('F8'),
    { [side]: [shot] },
    { [`operation/${id}/effect`]: [0], [`operation/${id}/defend`]: [0.999] },
  ).state;
};

/** Share of a group that one hit takes. */
const lostFrac = (targetId: string): number => {
  const group = groupIn(struck(targetId), targetId);
  return 1 - (group.healthFrac * unitsIn(struck(targetId), targetId)) / 60;
};

describe('the facts about space', () => {
  it('F1: the Three-Body Computing Constellation flies, grows, and serves in a typhoon season', () => {
    expectStated('F1', {
      'three-body.startUnits': 12,
      'three-body.targetUnits': 2800,
      'three-body-2800.threshold': 2800,
      'cn-1000-pops.threshold': 1000,
      goalPops: 1000,
      launchedYear: 2025.37,
    });
    expect(unitsIn(start, 'three-body')).toBe(12);
    // Twelve satellites are reported at 5 POPS together, before links and outages.
    expect(groupIn(start, 'three-body').grossPops).toBeGreaterThan(4.5);
    expect(groupIn(start, 'three-body').grossPops).toBeLessThan(5.5);
    const grown = scriptedTurn(dawn, rich, {
      cn: [{ kind: 'deploy', programmeId: 'three-body', lineId: 'long-march-6a', unitCount: 12 }],
    });
    expect(unitsIn(grown.state, 'three-body')).toBe(24);
    const season = changed(flying('F1'), (draft) => {
      draft.turn = 1;
      draft.sides.cn.earthObservationQuality = 0.5;
    });
    expect(played('typhoon-season', season).state.sides.cn.standing).toBeGreaterThan(
      unplayed('typhoon-season', season).state.sides.cn.standing,
    );
  });

  it('F2: the Beijing centre is one platform near the terminator, that grows by modules and can overheat', () => {
    expectStated('F2', {
      'dawn-750.altitudeKm': 750,
      'cn-1000-pops.threshold': 1000,
      'cn-1000-pops.byTurn': 4,
      'cn-1-gw.threshold': 1000,
      groundServers: 100_000,
      finalPowerMw: 1000,
    });
    expect(numberOf('F2', 'dawn-750.altitudeKm')).toMatchObject({ low: 700, high: 800 });
    expect(dawn.shellSun('dawn-750').sunlitFrac).toBeGreaterThan(0.9);
    const { state } = scriptedTurn(dawn, rich, {
      cn: [{ kind: 'deploy', programmeId: 'beijing-dawn-dusk', lineId: 'long-march-8a', unitCount: 1 }],
    });
    expect(groupIn(state, 'beijing-dawn-dusk')).toMatchObject({ architecture: 'platform', shellId: 'dawn-750' });
    expect(unitsIn(state, 'beijing-dawn-dusk')).toBe(1);
    const { outageFrac } = groupIn(played('beijing-demonstrator-overheats', flying('F2')).state, 'beijing-dawn-dusk');
    expect(outageFrac).toBeCloseTo(0.3, 9);
  });

  it('F3: two Suncatcher prototypes before early 2027 are a first', () => {
    expectStated('F3', {
      'suncatcher-pair.threshold': 2,
      'suncatcher-pair.byTurn': 3,
      'suncatcher.startUnits': 0,
      reactorsReplaced: 1000,
      announcedYear: 2025.87,
    });
    const { state } = scriptedTurn(dawn, rich, {
      us: [{ kind: 'deploy', programmeId: 'suncatcher', lineId: 'falcon-9', unitCount: 2 }],
    });
    expect(state.sides.us.milestones).toContainEqual({
      id: 'suncatcher-pair',
      turn: 1,
      points: rowIn(dawn.ruleset.score.milestones, 'suncatcher-pair').points,
    });
    expect(dawn.design(dawn.programme('suncatcher').designId).chipId).toBe('tpu-v6e');
    expect(groupIn(state, 'suncatcher').architecture).toBe('cluster');
  });

  it('F4: Starcloud flies one H100, and a hundred times its computing within 2026 is a first', () => {
    expectStated('F4', {
      'starcloud.startUnits': 1,
      'starcloud-1.chipCount': 1,
      'starcloud-hundredfold.threshold': 200,
      'starcloud-hundredfold.byTurn': 2,
      'starcloud-5-gw.threshold': 5000,
      computingFactor: 100,
      visionPowerMw: 5000,
      launchedYear: 2025.84,
    });
    const [cohort] = groupIn(start, 'starcloud').cohorts;
    expect(dawn.design(cohort?.designId ?? '').chipId).toBe('h100');
    const one = groupIn(start, 'starcloud').grossPops;
    expect(one).toBeLessThanOrEqual(2);
    const flown = scriptedTurn(dawn, rich, {
      us: [{ kind: 'deploy', programmeId: 'starcloud', lineId: 'falcon-9', unitCount: 2 }],
    });
    const { state } = scriptedTurn(dawn, flown.state, {});
    expect(groupIn(state, 'starcloud').deliveredPops).toBeGreaterThan(100 * one);
    expect(state.sides.us.milestones.map(({ id, turn }) => [id, turn])).toContainEqual(['starcloud-hundredfold', 2]);
  });

  it('F5: Starlink carries data centres, linked by lasers, and can lose a fresh batch to a storm', () => {
    expectStated('F5', { 'starlink-compute.startUnits': 0 });
    const { state } = scriptedTurn(dawn, rich, {
      us: [{ kind: 'deploy', programmeId: 'starlink-compute', lineId: 'falcon-9', unitCount: 2 }],
    });
    expect(unitsIn(state, 'starlink-compute')).toBe(2);
    expect(dawn.design(dawn.programme('starlink-compute').designId).laserRateGbps).toBeGreaterThanOrEqual(100);
    expect(groupIn(state, 'starlink-compute').architecture).toBe('constellation');
    expect(unitsIn(played('storm-lowers-new-batch', flying('F5')).state, 'starlink-compute')).toBe(54);
  });

  it('F6: Starship is developed, flies, launches small satellites, and makes launch cheaper', () => {
    expectStated('F6', { 'effects.1.flightsPerTurn': 1, smallSatellitesYear: 2026 });
    expect(rowIn(start.lines, 'starship').machine).not.toBe('operational');
    const first = scriptedTurn(
      dawn,
      rich,
      { us: [{ kind: 'developLine', lineId: 'starship', amountMusd: 600 }] },
      { 'launch/develop/starship': [0] },
    );
    expect(rowIn(first.state.lines, 'starship')).toMatchObject({ machine: 'operational', flownFlights: 1 });
    const before = rowIn(first.state.lines, 'starship').cadencePerTurn;
    const small = played('starship-small-satellites', first.state);
    expect(rowIn(small.state.lines, 'starship').cadencePerTurn).toBe(before + 1);
    expect(launchPriceUsdPerKg(dawn, 'starship', 5000, 0)).toBeLessThan(
      launchPriceUsdPerKg(dawn, 'falcon-9', 0, 0) / 4,
    );
  });

  it('F7: the Long March 2D from Jiuquan launches Three-Body satellites, and the pad can fail', () => {
    expectStated('F7', { 'long-march-2d.developmentProb': 1, satellitesLaunched: 12 });
    const turn = scriptedTurn(dawn, rich, {
      cn: [{ kind: 'deploy', programmeId: 'three-body', lineId: 'long-march-2d', unitCount: 10 }],
    });
    expect(eventOf(turn, 'campaign.delivered').values).toMatchObject({ lineId: 'long-march-2d', delivered: 10 });
    expect(rowIn(played('jiuquan-pad-accident', flying('F7')).state.lines, 'long-march-6a').machine).toBe('grounded');
  });

  it('F8: a platform carries more mass the larger it is, and a hit takes more of it than of a constellation', () => {
    expectStated('F8', { convectedHeatFrac: 0 });
    expect(mass('platform', 400)).toBeGreaterThan(mass('platform', 1));
    expect(mass('constellation', 400)).toBe(mass('constellation', 1));
    expect(lostFrac('beijing-dawn-dusk')).toBeGreaterThan(5 * lostFrac('starcloud'));
  });

  it('F9: launch is the greater part of what a heavy satellite costs, and research makes it cheaper', () => {
    expectStated('F9', {});
    expect(rowOf('F9').statement).toContain('biggest challenge');
    const deploy = {
      kind: 'deploy',
      programmeId: 'orbital-compute-station',
      lineId: 'falcon-9',
      unitCount: 1,
    } as const;
    const costAt = (launchLevel: number): number => {
      const state = changed(rich, ({ sides }) => {
        sides.us.tech.launch = launchLevel;
      });
      return draftCost(dawn, viewFor(dawn, state, 'us'), [deploy]).fundsMusd;
    };
    expect(costAt(3)).toBeLessThan(costAt(0));
    const { state } = scriptedTurn(dawn, rich, { us: [deploy] });
    expect(scriptedTurn(dawn, rich, {}).state.sides.us.fundsMusd - state.sides.us.fundsMusd).toBeCloseTo(costAt(0), 6);
  });

  it('F10: storms, debris and radiation are met in orbit, and hardening helps', () => {
    expectStated('F10', {});
    const storm = { 'environment/storm': [0] };
    const at = (hardeningLevel: number): number => {
      const state = flying('F10', ({ groups }) => {
        for (const group of groups) group.hardeningLevel = hardeningLevel;
      });
      return groupIn(scriptedTurn(dawn, state, {}, storm).state, 'starcloud').outageFrac;
    };
    expect(at(0)).toBeGreaterThan(at(1));
    expect(kindsOf(scriptedTurn(dawn, flying('F10'), {}, storm))).toContain('storm.struck');
  });

  it('F11: what an attack takes in orbit, a backup on the ground gives back in part', () => {
    expectStated('F11', {});
    const jam = { kind: 'jam', targetId: 'three-body' } as const;
    const id = 'cn/1/jam/three-body';
    const dice = {
      [`operation/${id}/detect`]: [0],
      [`operation/${id}/defend`]: [0.999],
      [`operation/${id}/effect`]: [0],
    };
    const bare = flying('F11');
    const backed = changed(bare, (draft) => {
      draft.centres.push({
        ...rowIn(draft.centres, 'cn/inner-mongolia/primary'),
        id: 'cn/inner-mongolia/warm',
        role: 'backup',
        tier: 'warm',
        machine: 'warmStandby',
        powerMw: 1000,
      });
      draft.centres.sort((a, b) => (a.id < b.id ? -1 : 1));
    });
    const without = scriptedTurn(dawn, bare, { us: [jam] }, dice).state.sides.cn;
    expect(without.lostPops).toBeGreaterThan(0);
    expect(without.recoveredPops).toBe(0);
    const withBackup = scriptedTurn(dawn, backed, { us: [jam] }, { ...dice, 'failover/cn/inner-mongolia/warm': [0] });
    const { lostPops, recoveredPops } = withBackup.state.sides.cn;
    // The half-year less the weeks that it takes to be up.
    expect(recoveredPops / lostPops).toBeCloseTo(backupRecoveredFrac(dawn, 'warm'), 9);
    expect(numberOf('F11', 'backupTakeOverH.warm').value).toBeGreaterThan(numberOf('F11', 'backupTakeOverH.hot').value);
  });

  it('F12: computing in low orbit earns its own points, this turn and at the end', () => {
    expectStated('F12', {});
    const [bare, flown] = [rich, flying('F12')].map((state) => scriptedTurn(dawn, state, {}).state.sides.us);
    expect(flown?.deliveredOrbitalPops).toBeGreaterThan(bare?.deliveredOrbitalPops ?? 0);
    expect(flown?.pointsThisTurn.presence).toBeGreaterThan(bare?.pointsThisTurn.presence ?? 0);
  });

  it('F13: China opens slightly ahead in orbit', () => {
    expectStated('F13', { 'three-body.startUnits': 12, 'starcloud.startUnits': 1, 'suncatcher.startUnits': 0 });
    const ahead = start.sides.cn.deliveredOrbitalPops / start.sides.us.deliveredOrbitalPops;
    expect(ahead).toBeGreaterThan(1);
    const { state } = scriptedTurn(dawn, start, {});
    expect(state.sides.cn.pointsThisTurn.presence).toBeGreaterThan(state.sides.us.pointsThisTurn.presence);
    expect(findingOf(scriptedTurn(dawn, start, {}), 'pointsEarned').result).toBeDefined();
  });
});
