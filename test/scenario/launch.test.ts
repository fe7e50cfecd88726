/** Launch: campaigns that fly, fail and are called off; lines that are developed, grounded and return. */
import { describe, expect, it } from 'vitest';
import { type GameState, legalOrder, type Order, viewFor } from '../../src/engine/index.ts';
import { researchCostMusd } from '../../src/engine/formulas.ts';
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
  withDeck,
} from '../support/game.ts';

const deploy = (programmeId: string, lineId: string, unitCount: number): Order => ({
  kind: 'deploy',
  programmeId,
  lineId,
  unitCount,
});
const start = richStart('launch');

describe('a campaign', () => {
  it('that succeeds brings every unit to orbit, which serve from the next turn', () => {
    const turn = scriptedTurn(
      dawn,
      start,
      { cn: [deploy('three-body', 'long-march-2d', 6)] },
      { 'launch/1/three-body/long-march-2d': [0] },
    );
    expect(unitsIn(turn.state, 'three-body')).toBe(18);
    expect(rowIn(turn.state.campaigns, '1/three-body/long-march-2d')).toMatchObject({
      machine: 'delivered',
      deliveredUnitCount: 6,
      failedFlightCount: 0,
    });
    expect(eventOf(turn, 'campaign.delivered').values).toMatchObject({ unitCount: 6, delivered: 6 });
    const before = groupIn(turn.state, 'three-body').deliveredPops;
    const next = scriptedTurn(dawn, turn.state, {});
    expect(groupIn(next.state, 'three-body').deliveredPops / before).toBeGreaterThan(1.3);
  });

  it('that fails brings nothing, is paid for, and a mature line flies on', () => {
    const turn = scriptedTurn(
      dawn,
      start,
      { cn: [deploy('three-body', 'long-march-2d', 6)] },
      { 'launch/1/three-body/long-march-2d': [0.9999] },
    );
    expect(unitsIn(turn.state, 'three-body')).toBe(12);
    expect(eventOf(turn, 'campaign.failed').values).toMatchObject({ delivered: 0 });
    expect(rowIn(turn.state.lines, 'long-march-2d').machine).toBe('operational');
    const quiet = scriptedTurn(dawn, start, {});
    expect(turn.state.sides.cn.fundsMusd).toBeLessThan(quiet.state.sides.cn.fundsMusd);
    expect(findingOf(turn, 'campaignFlights')).toMatchObject({ outcome: 'allFailed', draw: 0.9999 });
  });

  it('of several flights can be delivered in part: a failed flight takes its whole load', () => {
    const many = changed(start, (draft) => {
      for (const group of draft.groups) group.rampKg = 1e6;
    });
    const turn = scriptedTurn(
      dawn,
      many,
      { cn: [deploy('three-body', 'long-march-2d', 60)] },
      { 'launch/1/three-body/long-march-2d': [0.97] },
    );
    const { deliveredUnitCount, failedFlightCount, flightCount, unitCount } = rowIn(
      turn.state.campaigns,
      '1/three-body/long-march-2d',
    );
    expect(failedFlightCount).toBe(1);
    expect(flightCount).toBeGreaterThan(1);
    expect(unitCount - deliveredUnitCount).toBe(
      Math.floor(dawn.payloadToShellKg('long-march-2d', 'sso-500') / dawn.design('three-body').massKg),
    );
    expect(kindsOf(turn)).toContain('campaign.partlyDelivered');
  });

  it('on a line that an event grounds is called off and not paid for', () => {
    const deck = withDeck(['jiuquan-pad-accident']);
    const turn = scriptedTurn(
      deck,
      start,
      { cn: [deploy('three-body', 'long-march-6a', 4)] },
      { 'events/happens': [0], 'events/which': [0] },
    );
    expect(eventOf(turn, 'event.happened').subject.id).toBe('jiuquan-pad-accident');
    expect(eventOf(turn, 'campaign.scrubbed').visibleTo).toEqual({ us: false, cn: true });
    expect(unitsIn(turn.state, 'three-body')).toBe(12);
    expect(turn.state.sides.cn.fundsMusd).toBe(scriptedTurn(dawn, start, {}).state.sides.cn.fundsMusd);
    // Two turns on the ground: this one and the next.
    const mayFly = (state: GameState): boolean =>
      legalOrder(dawn, viewFor(dawn, state, 'cn'), [], deploy('three-body', 'long-march-6a', 1)).ok;
    expect(mayFly(turn.state)).toBe(false);
    const second = scriptedTurn(dawn, turn.state, {});
    expect(mayFly(second.state)).toBe(true);
    expect(kindsOf(second)).toContain('line.returned');
  });

  it('of two for one programme count together for the next turn', () => {
    const turn = scriptedTurn(dawn, start, {
      cn: [deploy('three-body', 'long-march-2d', 10), deploy('three-body', 'long-march-8a', 10)],
    });
    const kg = turn.state.campaigns.reduce((sum, { unitCount, unitMassKg }) => sum + unitCount * unitMassKg, 0);
    expect(groupIn(turn.state, 'three-body').rampKg).toBeCloseTo(
      Math.max(kg, groupIn(start, 'three-body').rampKg * dawn.ruleset.economy.rampIdleFrac),
      9,
    );
    expect(kg).toBeCloseTo(20 * dawn.design('three-body').massKg, 6);
  });

  it('weighs and costs what was promised, though research is done the same turn', () => {
    const nearly = changed(start, ({ sides }) => {
      sides.cn.researchMusd.bus = researchCostMusd(dawn, sides.cn.tech.bus) - 500;
    });
    const orders: readonly Order[] = [
      { kind: 'research', track: 'bus', amountMusd: 500 },
      deploy('three-body', 'long-march-2d', 6),
    ];
    const turn = scriptedTurn(dawn, nearly, { cn: orders });
    expect(turn.state.sides.cn.tech.bus).toBe(start.sides.cn.tech.bus + 1);
    expect(rowIn(turn.state.campaigns, '1/three-body/long-march-2d').unitMassKg).toBe(dawn.design('three-body').massKg);
  });
});

describe('a young line', () => {
  it('is grounded by a failure, is not offered for one turn, and returns', () => {
    const young = changed(start, ({ lines }) => {
      for (const line of lines) if (line.id === 'long-march-8a') line.flownFlights = 3;
    });
    const failed = scriptedTurn(
      dawn,
      young,
      { cn: [deploy('three-body', 'long-march-8a', 3)] },
      { 'launch/1/three-body/long-march-8a': [0.9999] },
    );
    expect(rowIn(failed.state.lines, 'long-march-8a')).toMatchObject({ machine: 'grounded', groundedUntilTurn: 3 });
    expect(rowIn(failed.state.campaigns, '1/three-body/long-march-8a').machine).toBe('stoodDown');
    const refused = legalOrder(dawn, viewFor(dawn, failed.state, 'cn'), [], deploy('three-body', 'long-march-8a', 1));
    expect(refused).toMatchObject({ ok: false, error: { code: 'order/line-not-flying', field: 'lineId' } });
    const second = scriptedTurn(dawn, failed.state, {});
    expect(eventOf(second, 'line.returned').subject.id).toBe('long-march-8a');
    // Turn 3 is the turn from which it may fly: an order for it is legal and is flown.
    const third = scriptedTurn(
      dawn,
      second.state,
      { cn: [deploy('three-body', 'long-march-8a', 3)] },
      { 'launch/3/three-body/long-march-8a': [0] },
    );
    expect(kindsOf(third)).toContain('campaign.delivered');
  });
});

describe('a line in development', () => {
  const develop: Order = { kind: 'developLine', lineId: 'starship', amountMusd: 1000 };
  it('flies when the die falls below its chance, and money raises the chance', () => {
    const turn = scriptedTurn(dawn, start, { us: [develop] }, { 'launch/develop/starship': [0] });
    expect(rowIn(turn.state.lines, 'starship')).toMatchObject({
      machine: 'operational',
      flownFlights: 1,
      developmentMusd: 1000,
    });
    expect(findingOf(turn, 'firstFlight')).toMatchObject({ outcome: 'succeeded' });
    const { developmentProb, developmentProbPerBusd } = dawn.vehicle('starship');
    expect(findingOf(turn, 'firstFlight').prob).toBeCloseTo(developmentProb + developmentProbPerBusd, 12);
  });
  it('stays in development when it fails, and the money is gone', () => {
    const turn = scriptedTurn(dawn, start, { us: [develop] }, { 'launch/develop/starship': [0.999] });
    expect(rowIn(turn.state.lines, 'starship').machine).toBe('inDevelopment');
    expect(kindsOf(turn)).toContain('line.testFailed');
    expect(turn.state.sides.us.fundsMusd).toBeCloseTo(scriptedTurn(dawn, start, {}).state.sides.us.fundsMusd - 1000, 6);
  });
});

describe('a platform', () => {
  it('is assembled, or slips to the next turn, after its first modules have flown', () => {
    const orders: readonly Order[] = [deploy('orbital-compute-station', 'falcon-9', 1)];
    const slipped = scriptedTurn(dawn, start, { us: orders }, { 'assembly/orbital-compute-station': [0.99] });
    expect(groupIn(slipped.state, 'orbital-compute-station').machine).toBe('assembling');
    const done = scriptedTurn(dawn, slipped.state, {}, { 'assembly/orbital-compute-station': [0] });
    // What flew a turn ago serves as soon as it is joined.
    expect(groupIn(done.state, 'orbital-compute-station').machine).toMatch(/operating|curtailed/);
    expect(groupIn(done.state, 'orbital-compute-station').deliveredPops).toBeGreaterThan(0);
    expect(eventOf(done, 'platform.assembled').side).toBe('us');
  });
});
