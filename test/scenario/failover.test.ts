/** Failover: what is lost in orbit moves to backups by tier, once, within their power and their region's margin. */
import { describe, expect, it } from 'vitest';
import { STANDBY_TIERS } from '../../src/ruleset/terms.ts';
import { backupMusdPerMw, backupRecoveredFrac, centreMusdPerMw } from '../../src/engine/formulas.ts';
import type { GameState, GroundCentre } from '../../src/engine/index.ts';
import type { StandbyTier } from '../../src/ruleset/terms.ts';
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
} from '../support/game.ts';

const { economy } = dawn.ruleset;
const MACHINES = { cold: 'coldStandby', warm: 'warmStandby', hot: 'hotStandby' } as const;
const backup = (tier: StandbyTier, powerMw: number): GroundCentre => ({
  id: `cn/inner-mongolia/${tier}`,
  owner: 'cn',
  regionId: 'inner-mongolia',
  role: 'backup',
  isKnown: false,
  tier,
  machine: MACHINES[tier],
  powerMw,
  popsPerKw: 1,
  deliveredPops: 0,
  recoveredPops: 0,
});
/** A start with backups, where a jamming that works takes part of what Three-Body delivers. */
const withBackups = (...backups: readonly GroundCentre[]): GameState =>
  richStart('failover', (draft) => {
    draft.centres = [...draft.centres, ...backups].sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const cohort of groupIn(draft, 'three-body').cohorts) cohort.unitCount = 300;
  });
const ID = 'cn/1/jam/three-body';
const jammed = (state: GameState, starts: Readonly<Record<string, number>> = {}) =>
  scriptedTurn(
    dawn,
    state,
    { us: [{ kind: 'jam', targetId: 'three-body' }] },
    {
      [`operation/${ID}/detect`]: [0],
      [`operation/${ID}/defend`]: [0.999],
      [`operation/${ID}/effect`]: [0],
      [`attribution/${ID}`]: [0],
      ...Object.fromEntries(
        Object.entries(starts).map(([tier, draw]) => [`failover/cn/inner-mongolia/${tier}`, [draw]]),
      ),
    },
  );

const upkeep = (from: GameState): number =>
  Number(
    scriptedTurn(dawn, from, {}).events.find(({ kind, side }) => kind === 'treasury.settled' && side === 'cn')?.values[
      'upkeepMusd'
    ],
  );

describe('a backup', () => {
  it.each(['cold', 'warm', 'hot'] as const)('in %s standby recovers its tier’s share of what was lost', (tier) => {
    const turn = jammed(withBackups(backup(tier, 1000)), { [tier]: 0 });
    const { lostPops, recoveredPops, deliveredPops } = turn.state.sides.cn;
    expect(lostPops).toBeGreaterThan(0);
    expect(recoveredPops).toBeCloseTo(lostPops * backupRecoveredFrac(dawn, tier), 6);
    expect(rowIn(turn.state.centres, `cn/inner-mongolia/${tier}`)).toMatchObject({ machine: 'carrying' });
    const orbit = turn.state.sides.cn.deliveredOrbitalPops;
    const ground = rowIn(turn.state.centres, 'cn/inner-mongolia/primary').deliveredPops;
    expect(deliveredPops).toBeCloseTo(orbit + ground + recoveredPops, 3);
    // Back in its tier when nothing is lost any more.
    const next = scriptedTurn(dawn, turn.state, {});
    expect(rowIn(next.state.centres, `cn/inner-mongolia/${tier}`)).toMatchObject({
      machine: MACHINES[tier],
      recoveredPops: 0,
    });
    expect(next.state.sides.cn).toMatchObject({ lostPops: 0, recoveredPops: 0 });
  });

  it('that does not start recovers nothing, and says so', () => {
    const turn = jammed(withBackups(backup('warm', 1000)), { warm: 0.99999 });
    expect(turn.state.sides.cn.recoveredPops).toBe(0);
    expect(findingOf(turn, 'takeOver')).toMatchObject({ outcome: 'failed', visibleTo: { us: false, cn: true } });
    expect(eventOf(turn, 'centre.startFailed')).toMatchObject({ side: 'cn', visibleTo: { us: false, cn: true } });
  });

  it('that is too small is overloaded and carries what it can', () => {
    const turn = jammed(withBackups(backup('hot', 0.01)), { hot: 0 });
    const centre = rowIn(turn.state.centres, 'cn/inner-mongolia/hot');
    expect(centre.machine).toBe('overloaded');
    expect(centre.recoveredPops).toBeCloseTo(0.01 * 1000 * backupRecoveredFrac(dawn, 'hot'), 6);
  });

  it('after the first carries what the first left, hot before warm before cold', () => {
    const turn = jammed(withBackups(backup('cold', 1000), backup('hot', 0.02), backup('warm', 1000)), {
      hot: 0,
      warm: 0,
      cold: 0,
    });
    const { lostPops, recoveredPops } = turn.state.sides.cn;
    const hot = 20 * backupRecoveredFrac(dawn, 'hot');
    const warm = (lostPops - hot) * backupRecoveredFrac(dawn, 'warm');
    expect(rowIn(turn.state.centres, 'cn/inner-mongolia/hot').recoveredPops).toBeCloseTo(hot, 6);
    expect(rowIn(turn.state.centres, 'cn/inner-mongolia/warm').recoveredPops).toBeCloseTo(warm, 6);
    expect(recoveredPops).toBeLessThan(lostPops);
    expect(rowIn(turn.state.centres, 'cn/inner-mongolia/cold').recoveredPops).toBeCloseTo(
      (lostPops - hot - warm) * backupRecoveredFrac(dawn, 'cold'),
      6,
    );
  });

  it('in a region that sheds starts nothing', () => {
    const dark = changed(withBackups(backup('hot', 1000)), ({ regions }) => {
      rowIn(regions, 'inner-mongolia').peakLoadMw *= 2;
    });
    const turn = jammed(dark, { hot: 0 });
    expect(rowIn(turn.state.regions, 'inner-mongolia').machine).toBe('rotatingOutages');
    expect(findingOf(turn, 'takeOver')).toMatchObject({ prob: 0, probResult: null, outcome: 'failed' });
    expect(turn.state.sides.cn.recoveredPops).toBe(0);
  });

  it('shares its region’s margin with the others there', () => {
    // No margin beyond what each keeps free for itself: cold keeps a tenth, warm a half of its power.
    const base = changed(withBackups(backup('cold', 4), backup('warm', 4)), (draft) => {
      for (const cohort of groupIn(draft, 'three-body').cohorts) cohort.unitCount = 200_000;
    });
    const probe = rowIn(jammed(base, { warm: 0, cold: 0 }).state.regions, 'inner-mongolia').marginMw;
    const { powerUsageEffectiveness } = dawn.region('inner-mongolia');
    const spareMw = 2.5;
    const tight = changed(base, ({ regions }) => {
      rowIn(regions, 'inner-mongolia').peakLoadMw += probe - spareMw * powerUsageEffectiveness;
    });
    const turn = jammed(tight, { warm: 0, cold: 0 });
    const usedMw = (tier: 'cold' | 'warm'): number =>
      rowIn(turn.state.centres, `cn/inner-mongolia/${tier}`).recoveredPops / backupRecoveredFrac(dawn, tier) / 1000;
    const kept = 4 * economy.backupGridReserveFrac.warm + 4 * economy.backupGridReserveFrac.cold;
    expect(usedMw('warm')).toBeCloseTo(4, 3);
    expect(usedMw('warm') + usedMw('cold')).toBeLessThanOrEqual(kept + spareMw + 0.01);
  });

  it('is not asked where nothing was lost', () => {
    const turn = scriptedTurn(dawn, withBackups(backup('hot', 1000)), {});
    expect(kindsOf(turn)).not.toContain('centre.tookOver');
  });

  it('is built by order, after its lead time, and costs upkeep from then on', () => {
    const plain = richStart('build');
    const ordered = scriptedTurn(dawn, plain, {
      cn: [{ kind: 'buildBackup', regionId: 'inner-mongolia', tier: 'warm', powerMw: 50 }],
    });
    expect(ordered.state.deliveries).toContainEqual(
      expect.objectContaining({ kind: 'backupCentre', tier: 'warm', amount: 50, dueTurn: 1 + economy.centreLeadTurns }),
    );
    let { state } = ordered;
    for (let turn = 0; turn < economy.centreLeadTurns; turn++) ({ state } = scriptedTurn(dawn, state, {}));
    expect(rowIn(state.centres, 'cn/inner-mongolia/warm')).toMatchObject({
      role: 'backup',
      isKnown: false,
      tier: 'warm',
      machine: 'warmStandby',
      powerMw: 50,
    });
    expect(upkeep(state) - upkeep(plain)).toBeCloseTo(50 * economy.backupUpkeepMusdPerMwTurn.warm, 6);
  });
});

describe('the price of a backup', () => {
  it('stands on one basis with a centre: building and computers, all of it public', () => {
    const { shellCostMusdPerMw, computersCostMusdPerMw } = dawn.region('pjm');
    const whole = shellCostMusdPerMw + computersCostMusdPerMw;
    expect(centreMusdPerMw(dawn, 'pjm')).toBeCloseTo(economy.centrePublicFrac * whole, 9);
    expect(backupMusdPerMw(dawn, 'pjm', 'hot')).toBeCloseTo(whole, 9);
    const [cold, warm, hot] = STANDBY_TIERS.map((tier) => backupMusdPerMw(dawn, 'pjm', tier));
    expect(cold).toBeLessThan(warm ?? 0);
    expect(warm).toBeLessThan(hot ?? 0);
  });
  it('buys time: the sooner work is resumed, the more of the half-year is saved', () => {
    const saved = STANDBY_TIERS.map((tier) => backupRecoveredFrac(dawn, tier));
    expect(saved.map((each) => Math.round(each * 100))).toEqual([20, 60, 95]);
    expect(economy.backupTakeOverH.hot).toBeLessThan(economy.backupTakeOverH.warm);
  });
});
