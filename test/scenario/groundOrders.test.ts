/** Orders of the ground and of knowledge that change terms: tiers of backups, permitting, evidence. */
import { describe, expect, it } from 'vitest';
import { type GameState, legalOrder, type Order, viewFor } from '../../src/engine/index.ts';
import type { Side, StandbyTier } from '../../src/ruleset/terms.ts';
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

const backup = (tier: StandbyTier, powerMw: number) => ({
  id: `us/pjm/${tier}`,
  owner: 'us' as const,
  regionId: 'pjm',
  role: 'backup' as const,
  isKnown: false,
  tier,
  machine: `${tier}Standby` as const,
  powerMw,
  popsPerKw: 2,
  deliveredPops: 0,
  recoveredPops: 0,
});
const start = richStart('ground orders', (draft) => {
  draft.centres.push(backup('cold', 100), backup('warm', 50));
  draft.centres.sort((a, b) => (a.id < b.id ? -1 : 1));
});
const judge = (state: GameState, order: Order, side: Side = 'us') =>
  legalOrder(dawn, viewFor(dawn, state, side), [], order);
const codeOf = (state: GameState, order: Order, side: Side = 'us'): string => {
  const judged = judge(state, order, side);
  return judged.ok ? '' : judged.error.code;
};
const costOf = (state: GameState, order: Order) => {
  const judged = judge(state, order);
  if (!judged.ok) throw new Error(judged.error.code);
  return judged.value.cost;
};

describe('a change of tier', () => {
  const raise: Order = { kind: 'changeTier', centreId: 'us/pjm/cold', tier: 'warm' };
  const { backupComputersFrac } = dawn.ruleset.economy;
  const { computersCostMusdPerMw } = dawn.region('pjm');
  it('costs the difference, joins what stands in the new tier, and is told to its side', () => {
    const cost = computersCostMusdPerMw * 100 * (backupComputersFrac.warm - backupComputersFrac.cold);
    expect(costOf(start, raise).fundsMusd).toBeCloseTo(cost, 9);
    const turn = scriptedTurn(dawn, start, { us: [raise] });
    expect(turn.state.centres.some(({ id }) => id === 'us/pjm/cold')).toBe(false);
    expect(rowIn(turn.state.centres, 'us/pjm/warm')).toMatchObject({ powerMw: 150, popsPerKw: 2 });
    expect(findingOf(turn, 'changeTier').result['costMusd']).toBeCloseTo(cost, 9);
    expect(eventOf(turn, 'centre.tierChanged').visibleTo).toEqual({ us: true, cn: false });
  });
  it('to a lower tier is free', () => {
    const lower: Order = { kind: 'changeTier', centreId: 'us/pjm/warm', tier: 'cold' };
    expect(costOf(start, lower)).toEqual({ fundsMusd: 0, politicalCapital: 0 });
    expect(rowIn(scriptedTurn(dawn, start, { us: [lower] }).state.centres, 'us/pjm/cold').powerMw).toBe(150);
  });
  it('of two at once moves each once', () => {
    const swap: readonly Order[] = [raise, { kind: 'changeTier', centreId: 'us/pjm/warm', tier: 'hot' }];
    const { centres } = scriptedTurn(dawn, start, { us: swap }).state;
    expect(rowIn(centres, 'us/pjm/warm').powerMw).toBe(100);
    expect(rowIn(centres, 'us/pjm/hot')).toMatchObject({ powerMw: 50, tier: 'hot' });
  });
  it('is for backups at rest', () => {
    expect(codeOf(start, { kind: 'changeTier', centreId: 'us/pjm/primary', tier: 'warm' })).toBe('order/nothing-to-do');
    expect(codeOf(start, { kind: 'changeTier', centreId: 'us/pjm/cold', tier: 'cold' })).toBe('order/nothing-to-do');
    expect(codeOf(start, { ...raise, centreId: 'nowhere' })).toBe('order/not-a-choice');
    const busy = changed(start, ({ centres }) => {
      rowIn(centres, 'us/pjm/cold').machine = 'carrying';
    });
    expect(codeOf(busy, raise)).toBe('order/nothing-to-do');
  });
});

const dueOf = (state: GameState): number | undefined =>
  state.deliveries.find(({ kind }) => kind === 'gridCapacity')?.dueTurn;

describe('a reform of permitting', () => {
  const reform: Order = { kind: 'permitReform', regionId: 'pjm' };
  const build: Order = { kind: 'buildGrid', regionId: 'pjm', asset: 'generation', capacityMw: 500 };
  it('shortens what is ordered after it, and raises the limit, once', () => {
    const { leadTurns: gridLeadTurns, limitMwPerTurn: gridLimitMwPerTurn } = dawn.region('pjm').assets.generation;
    const { leadTurnsSaved, limitFactor, politicalCapital } = dawn.ruleset.grid.permitReform;
    const first = scriptedTurn(dawn, start, { us: [reform, build] });
    expect(dueOf(first.state)).toBe(1 + gridLeadTurns);
    expect(costOf(start, reform).politicalCapital).toBe(politicalCapital);
    expect(findingOf(first, 'permitReform').result).toEqual({
      leadTurns: gridLeadTurns - leadTurnsSaved,
      limitMw: gridLimitMwPerTurn * limitFactor,
    });
    const reformed = changed(first.state, (draft) => {
      draft.deliveries = [];
    });
    const second = scriptedTurn(dawn, reformed, { us: [build] });
    expect(dueOf(second.state)).toBe(2 + gridLeadTurns - leadTurnsSaved);
    const most: Order = { ...build, capacityMw: Math.floor((gridLimitMwPerTurn * limitFactor) / 500) * 500 };
    expect([codeOf(start, most), codeOf(reformed, most)]).toEqual(['order/limit-reached', '']);
    expect(codeOf(reformed, reform)).toBe('order/nothing-to-do');
    expect(kindsOf(reportTo(first, 'cn'))).not.toContain('region.permitsReformed');
  });
});

describe('evidence', () => {
  const jammed = scriptedTurn(
    dawn,
    start,
    { us: [{ kind: 'jam', targetId: 'three-body' }] },
    { 'operation/cn/1/jam/three-body/effect': [0], 'attribution/cn/1/jam/three-body': [0.999] },
  ).state;
  const publish: Order = { kind: 'publishEvidence', operationId: 'cn/1/jam/three-body' };
  it('names the author of an act that stayed deniable, at a price, and the rest of its tension follows', () => {
    expect(rowIn(jammed.operations, 'cn/1/jam/three-body')).toMatchObject({ machine: 'deniable', attributed: false });
    const turn = scriptedTurn(dawn, jammed, { cn: [publish] });
    const without = scriptedTurn(dawn, jammed, {});
    expect(eventOf(turn, 'operation.attributed')).toMatchObject({ side: 'us', visibleTo: { us: true, cn: true } });
    expect(rowIn(turn.state.operations, 'cn/1/jam/three-body').attributed).toBe(true);
    expect(turn.state.sides.us.standing).toBeLessThan(without.state.sides.us.standing);
    expect(turn.state.tension).toBeGreaterThan(without.state.tension);
    const { evidenceMusd, deniableTensionFrac } = dawn.ruleset.counterspace;
    expect(without.state.sides.cn.fundsMusd - turn.state.sides.cn.fundsMusd).toBeCloseTo(evidenceMusd, 6);
    const answered = findingOf(turn, 'operationAnswered');
    expect(answered.inputs).toContainEqual(
      expect.objectContaining({ name: 'tensionLeftFrac', value: 1 - deniableTensionFrac }),
    );
    expect(findingOf(turn, 'evidencePublished').outcome).toBe('convinces');
  });
  it('is only of what a side suffered, while it is fresh, and not of what is known', () => {
    expect(codeOf(jammed, publish, 'us')).toBe('order/not-a-choice');
    const later = scriptedTurn(dawn, jammed, {}).state;
    expect(codeOf(later, publish, 'cn')).not.toBe('');
    const known = changed(jammed, ({ operations }) => {
      rowIn(operations, 'cn/1/jam/three-body').attributed = true;
    });
    expect(codeOf(known, publish, 'cn')).toBe('order/nothing-to-do');
  });
});
