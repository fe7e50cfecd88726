/** Reversible acts: dazzling, intrusion in orbit and on the ground, sabotage; what each takes, who learns of it, how it wears out. */
import { describe, expect, it } from 'vitest';
import { type GameState, legalOrder, type Order, reportFor, viewFor } from '../../src/engine/index.ts';
import { learntFrac, outageFracOf } from '../../src/engine/formulas.ts';
import type { OperationFamily, ReversibleFamily } from '../../src/ruleset/terms.ts';
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

const rules = dawn.ruleset.counterspace;
const start = richStart('interference', (draft) => {
  draft.sides.cn.tech.defence = 2;
});

const ORDERS: Readonly<Record<Exclude<ReversibleFamily, 'jam'>, Order>> = {
  dazzle: { kind: 'dazzle', targetId: 'three-body' },
  cyberSpace: { kind: 'cyber', targetId: 'three-body' },
  cyberGround: { kind: 'intrude', targetId: 'inner-mongolia/primary' },
  sabotage: { kind: 'sabotage', regionId: 'inner-mongolia' },
};
const FAMILIES = Object.keys(ORDERS) as (keyof typeof ORDERS)[];
const targetOf = (order: Order): string =>
  'targetId' in order ? order.targetId : 'regionId' in order ? order.regionId : '';
const idOf = (family: OperationFamily, targetId: string, turn = 1): string => `cn/${turn}/${family}/${targetId}`;

/** Not seen; the effect at a draw, and the attribution where it is asked for. */
const unseen = (id: string, effect: number, attribution?: number) => ({
  [`operation/${id}/detect`]: [0.9999999999999999],
  [`operation/${id}/effect`]: [effect],
  ...(attribution === undefined ? {} : { [`attribution/${id}`]: [attribution] }),
});
const play = (family: keyof typeof ORDERS, state: GameState, effect: number, attribution?: number) => {
  const order = ORDERS[family];
  const id = idOf(family, targetOf(order));
  return { id, turn: scriptedTurn(slow, state, { us: [order] }, unseen(id, effect, attribution)) };
};
/** A watch so short that what is not to be seen is not. */
const slow = {
  ...dawn,
  ruleset: {
    ...dawn.ruleset,
    counterspace: {
      ...rules,
      families: Object.fromEntries(
        Object.entries(rules.families).map(([family, each]) => [family, { ...each, watchTimeH: 0.01 }]),
      ) as typeof rules.families,
    },
  },
};

describe('every reversible family', () => {
  it.each(FAMILIES)('%s that works is over with the turn, and its target gets used to it', (family) => {
    const { turn } = play(family, start, 0, 0.999);
    expect(turn.state.sides.cn.adaptation[family]).toBe(1);
    expect(eventOf(reportFor(turn, 'cn'), 'operation.reversibleEffect').values['family']).toBe(family);
    const quiet = scriptedTurn(slow, turn.state, {});
    expect(quiet.state.sides.cn.lostPops).toBe(0);
    expect(quiet.state.sides.cn.adaptation[family]).toBeCloseTo(rules.adaptationDecayFrac, 12);
    const used = changed(start, ({ sides }) => {
      sides.cn.adaptation[family] = 4 / rules.adaptationDecayFrac;
    });
    const again = play(family, used, 0, 0.999).turn;
    const taken = (of: typeof turn): number =>
      Number(eventOf(reportFor(of, 'cn'), 'operation.reversibleEffect').values['outageFrac']);
    expect(taken(again) / taken(turn)).toBeCloseTo(learntFrac(dawn, 4), 12);
  });

  it.each(FAMILIES)('%s that is neither seen nor works leaves no trace with its target', (family) => {
    const { id, turn } = play(family, start, 0.9999);
    const quiet = scriptedTurn(slow, start, {});
    expect(rowIn(turn.state.operations, id)).toMatchObject({ felt: false, machine: 'deniable' });
    expect(reportFor(turn, 'cn')).toEqual(reportFor(quiet, 'cn'));
    expect(viewFor(slow, turn.state, 'cn')).toEqual(viewFor(slow, quiet.state, 'cn'));
    expect(eventOf(reportFor(turn, 'us'), 'operation.noEffect').side).toBe('us');
  });

  it.each(FAMILIES)('%s does not name its author while it is deniable', (family) => {
    const { id, turn } = play(family, start, 0, 0.9999);
    expect(rowIn(turn.state.operations, id)).toMatchObject({ felt: true, attributed: false, machine: 'deniable' });
    const told = reportFor(turn, 'cn').events.filter(({ subject }) => subject.id === id);
    expect(told.map(({ kind }) => kind)).toEqual(['operation.reversibleEffect', 'operation.deniable']);
    expect(told.every(({ side }) => side === null)).toBe(true);
    expect(viewFor(slow, turn.state, 'cn').sufferedOperations).toMatchObject([
      { id, family, targetId: targetOf(ORDERS[family]), turn: 1, attributed: false, waits: false },
    ]);
    // The author reads nothing of what the target has against it.
    const own = findingOf(reportFor(turn, 'us'), 'operationSucceeds');
    expect(own.inputs.map(({ name }) => name)).not.toContain('targetDefenceLevel');
    expect(own).toMatchObject({ prob: null, draw: null });
  });

  it.each(FAMILIES)('%s that is laid to its author gives a claim to answer in kind', (family) => {
    const angry = changed(start, ({ sides }) => {
      sides.cn.posture = 'reciprocate';
      sides.cn.tech.defence = 4;
    });
    const { turn } = play(family, angry, 0, 0);
    expect(turn.state.sides.cn.answerUntilTurn[family]).toBe(1 + rules.answerTurns);
    expect(eventOf(turn, 'operation.attributed').values['standingLoss']).toBe(rules.families[family].standingLoss);
  });

  it('is hardest to lay to anybody on the ground: with no defence nobody is convinced, whatever the die', () => {
    const blind = changed(start, ({ sides }) => {
      sides.cn.tech.defence = 0;
    });
    for (const family of ['cyberSpace', 'cyberGround', 'sabotage'] as const) {
      const { id, turn } = play(family, blind, 0, 0);
      expect(rowIn(turn.state.operations, id).attributed).toBe(false);
    }
    const { id, turn } = play('dazzle', blind, 0, 0);
    expect(rowIn(turn.state.operations, id).attributed).toBe(true);
  });
});

describe('dazzling', () => {
  it('takes Earth observation and nothing else', () => {
    const quiet = scriptedTurn(slow, start, {}).state;
    const { state } = play('dazzle', start, 0, 0.999).turn;
    expect(groupIn(state, 'three-body').deliveredPops).toBe(groupIn(quiet, 'three-body').deliveredPops);
    expect(state.sides.cn).toMatchObject({ lostPops: 0, deliveredPops: quiet.sides.cn.deliveredPops });
    const outage = outageFracOf(dawn, 'dazzle', 'edge', 0, 0);
    expect(state.sides.cn.workloadPops.earthObservation).toBeCloseTo(
      quiet.sides.cn.workloadPops.earthObservation * (1 - outage),
      9,
    );
    expect(state.sides.cn.earthObservationQuality).toBeLessThan(quiet.sides.cn.earthObservationQuality);
  });
});

describe('intrusion in orbit', () => {
  it('takes service for the turn', () => {
    const quiet = scriptedTurn(slow, start, {}).state;
    const { state } = play('cyberSpace', start, 0, 0.999).turn;
    const outage = outageFracOf(dawn, 'cyberSpace', 'edge', 0, 0);
    expect(groupIn(state, 'three-body').deliveredPops).toBeCloseTo(
      groupIn(quiet, 'three-body').deliveredPops * (1 - outage),
      9,
    );
  });
});

describe('intrusion on the ground', () => {
  const centre = 'cn/inner-mongolia/primary';
  const backup = (tier: 'cold' | 'warm' | 'hot', state: GameState = start): GameState =>
    changed(state, ({ centres }) => {
      centres.push({
        ...rowIn(centres, centre),
        id: `cn/inner-mongolia/${tier}`,
        role: 'backup',
        tier,
        machine: `${tier}Standby`,
        powerMw: 5000,
        deliveredPops: 0,
      });
    });
  const intoBackup: Order = { kind: 'intrude', targetId: 'inner-mongolia/backup' };
  const backupId = idOf('cyberGround', 'inner-mongolia/backup');

  it('takes part of a primary centre’s half-year, which moves to backup', () => {
    const quiet = scriptedTurn(slow, backup('hot'), {}).state;
    const { turn } = play('cyberGround', backup('hot'), 0, 0.999);
    const { primaryLossFrac } = rules.cyberGround;
    const before = rowIn(quiet.centres, centre).deliveredPops;
    expect(rowIn(turn.state.centres, centre).deliveredPops).toBeCloseTo(before * (1 - primaryLossFrac), 3);
    expect(turn.state.sides.cn.lostPops).toBeCloseTo(before * primaryLossFrac, 3);
    expect(turn.state.sides.cn.recoveredPops).toBeGreaterThan(0);
    expect(rowIn(turn.state.centres, 'cn/inner-mongolia/hot').machine).toMatch(/carrying|overloaded/);
  });

  it('makes a warm or hot backup unusable for the turn; a cold one is air-gapped', () => {
    const jam: Order = { kind: 'jam', targetId: 'three-body' };
    const jamId = idOf('jam', 'three-body');
    for (const tier of ['warm', 'hot'] as const) {
      const turn = scriptedTurn(
        slow,
        backup(tier),
        { us: [intoBackup, jam] },
        {
          ...unseen(backupId, 0, 0.999),
          ...unseen(jamId, 0, 0.999),
          [`failover/cn/inner-mongolia/${tier}`]: [0],
        },
      );
      expect(turn.state.sides.cn.lostPops).toBeGreaterThan(0);
      expect(turn.state.sides.cn.recoveredPops).toBe(0);
      expect(kindsOf(turn)).toContain('centre.startFailed');
    }
    const turn = scriptedTurn(
      slow,
      backup('cold'),
      { us: [intoBackup, jam] },
      { ...unseen(backupId, 0), ...unseen(jamId, 0, 0.999), 'failover/cn/inner-mongolia/cold': [0] },
    );
    expect(rowIn(turn.state.operations, backupId)).toMatchObject({ felt: false });
    expect(turn.state.sides.cn.recoveredPops).toBeGreaterThan(0);
  });

  it('finds a backup once it is built, and of which tier it is does not show', () => {
    const view = viewFor(dawn, start, 'us');
    expect(view.rival.centres).toEqual([{ id: 'inner-mongolia/primary', regionId: 'inner-mongolia', role: 'primary' }]);
    expect(legalOrder(dawn, view, [], intoBackup)).toMatchObject({
      ok: false,
      error: { code: 'order/unknown-target' },
    });
    const views = (['cold', 'warm', 'hot'] as const).map((tier) => viewFor(dawn, backup(tier), 'us'));
    expect(new Set(views.map(({ rival }) => JSON.stringify(rival.centres))).size).toBe(1);
    for (const each of views) expect(legalOrder(dawn, each, [], intoBackup).ok).toBe(true);
    const building = changed(backup('hot'), ({ centres }) => {
      rowIn(centres, 'cn/inner-mongolia/hot').machine = 'building';
    });
    expect(legalOrder(dawn, viewFor(dawn, building, 'us'), [], intoBackup).ok).toBe(false);
  });
});

const marginIn = (state: GameState): number => rowIn(state.regions, 'inner-mongolia').marginMw;

describe('sabotage', () => {
  it('takes capacity from a region for the turn', () => {
    const quiet = scriptedTurn(slow, start, {});
    const { turn } = play('sabotage', start, 0, 0.999);
    const { capacityOutageFrac } = rules.sabotage;
    const installed = turn.findings.find(
      ({ question, subject }) => question === 'forcedOutage' && subject.id === 'inner-mongolia',
    );
    const installedMw = Number(installed?.inputs.find(({ name }) => name === 'installedMw')?.value ?? 0);
    expect(marginIn(quiet.state) - marginIn(turn.state)).toBeCloseTo(installedMw * capacityOutageFrac, 6);
    const after = scriptedTurn(slow, turn.state, {});
    const quietAfter = scriptedTurn(slow, quiet.state, {});
    expect(marginIn(after.state)).toBeCloseTo(marginIn(quietAfter.state), 6);
  });
});
