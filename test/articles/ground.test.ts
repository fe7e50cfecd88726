/** F14 to F22: each fact of the articles about grids and minerals is met in play, and its numbers lead to their source. */
import { describe, expect, it } from 'vitest';
import { legalOrder, startState, viewFor } from '../../src/engine/index.ts';
import { changed, dawn, eventOf, findingOf, richStart, rowIn, ruleset, scriptedTurn } from '../support/game.ts';
import { expectStated, flying, played, unplayed } from './ledger.ts';

const rich = richStart('articles');
const marginOf = (turn: ReturnType<typeof unplayed>, regionId: string): number =>
  rowIn(turn.state.regions, regionId).marginMw;
/** Second half of a year, in which summer cards are drawn. */
const summer = changed(rich, (draft) => {
  draft.turn = 1;
});

/** How much faster a region's capacity grows by itself than its peak, MW a turn. */
const growth = (regionId: string): number => {
  const { capacityGrowthMwPerTurn, peakGrowthMwPerTurn } = dawn.region(regionId);
  return capacityGrowthMwPerTurn - peakGrowthMwPerTurn;
};

describe('the facts about grids', () => {
  it('F14: a heat dome takes PJM down its emergency ladder, to rotating outages where capacity is exhausted', () => {
    expectStated('F14', { peopleM: 67, statesServed: 13 });
    expect(marginOf(played('pjm-heat-dome', summer), 'pjm')).toBeLessThan(
      marginOf(unplayed('pjm-heat-dome', summer), 'pjm') - 5000,
    );
    const exhausted = changed(summer, ({ regions }) => {
      rowIn(regions, 'pjm').peakLoadMw += 14_000;
    });
    const turn = played('pjm-heat-dome', exhausted);
    expect(rowIn(turn.state.regions, 'pjm').machine).toBe('rotatingOutages');
    const { shedMw, peopleM } = eventOf(turn, 'region.rotatingOutages').values;
    expect(Number(shedMw)).toBeGreaterThan(0);
    expect(Number(peopleM)).toBeLessThan(67);
    expect(turn.state.sides.us.standing).toBeLessThan(unplayed('pjm-heat-dome', summer).state.sides.us.standing);
  });

  it('F15: Texas has wind and open land: it is built sooner than PJM, and suffers its own heat', () => {
    expectStated('F15', {});
    expect(dawn.region('texas').fleet.map(({ fuel }) => fuel)).toContain('accredited-wind');
    expect(dawn.region('texas').assets.generation.leadTurns).toBeLessThan(
      dawn.region('pjm').assets.generation.leadTurns,
    );
    expect(marginOf(played('texas-heat', summer), 'texas')).toBeLessThan(
      marginOf(unplayed('texas-heat', summer), 'texas'),
    );
  });

  it('F16: the Grassland Cloud Valley runs on wind, can lie becalmed, and takes more centres', () => {
    expectStated('F16', { dataCentres: 100, windTurbines: 2000 });
    expect(rowIn(startState(dawn, 's').centres, 'cn/inner-mongolia/primary').powerMw).toBe(5200);
    expect(marginOf(played('grassland-wind-lull', rich), 'inner-mongolia')).toBeLessThan(
      marginOf(unplayed('grassland-wind-lull', rich), 'inner-mongolia'),
    );
    const { state } = scriptedTurn(dawn, rich, {
      cn: [{ kind: 'buildCentre', regionId: 'inner-mongolia', powerMw: 500 }],
    });
    const built = state.deliveries.find(({ kind, owner }) => kind === 'primaryCentre' && owner === 'cn');
    expect(built?.amount).toBeGreaterThanOrEqual(500);
  });

  it('F17: China’s grid programme builds more, sooner and for less than anybody opposite', () => {
    expectStated('F17', { investmentMusd: 560_000, increaseFrac: 0.45, untilYear: 2030 });
    const [pjm, north] = [dawn.region('pjm').assets.generation, dawn.region('inner-mongolia').assets.generation];
    expect(north.costMusdPerMw).toBeLessThan(pjm.costMusdPerMw);
    expect(north.limitMwPerTurn).toBeGreaterThan(pjm.limitMwPerTurn);
    const { state } = scriptedTurn(dawn, rich, {
      cn: [{ kind: 'buildGrid', regionId: 'inner-mongolia', asset: 'generation', capacityMw: 3000 }],
    });
    expect(state.deliveries.find(({ kind }) => kind === 'gridCapacity')).toMatchObject({
      owner: 'cn',
      amount: 3000,
      dueTurn: 1 + north.leadTurns,
    });
    const card = changed(rich, (draft) => {
      draft.turn = 4;
    });
    const before = rowIn(unplayed('uhv-line-early', card).state.regions, 'inner-mongolia').newUnitCount;
    expect(rowIn(played('uhv-line-early', card).state.regions, 'inner-mongolia').newUnitCount).toBeGreaterThan(before);
  });

  it('F18: China’s margin grows by itself, half-year after half-year, where PJM’s does not', () => {
    expectStated('F18', {
      spareCapacityMw: 400_000,
      worldDemandFactor: 3,
      byYear: 2030,
      neighbourSpareMw: 40_000,
    });
    expect(growth('inner-mongolia')).toBeGreaterThan(10 * growth('pjm'));
    const first = scriptedTurn(dawn, rich, {});
    const second = scriptedTurn(dawn, first.state, {});
    expect(marginOf(second, 'inner-mongolia')).toBeGreaterThan(marginOf(first, 'inner-mongolia') + 2000);
    expect(ruleset.provenance['grid.regions.inner-mongolia.neighbourSpareMw']?.source).toBe('articles-2026-01');
  });
});

/** What the United States' defence and industry need in a turn with so many fighters built, units. */
const demand = (fighters: number): number => {
  const { us } = dawn.scenario.sides;
  const scenario = {
    ...dawn.scenario,
    sides: { ...dawn.scenario.sides, us: { ...us, defenceFighters: fighters } },
  };
  const turn = scriptedTurn({ ...dawn, scenario }, rich, {});
  const finding = turn.findings.find(({ question, subject }) => question === 'mineralsFill' && subject.id === 'us');
  return Number(finding?.inputs.find(({ name }) => name === 'demandUnits')?.value);
};

describe('the facts about minerals', () => {
  it('F19: pressing Greenland costs standing and stirs tension, cooperating does not', () => {
    expectStated('F19', {
      'greenland-rhetoric.effects.0.standing': -2,
      'danes-point-to-treaty.effects.0.standing': 1.5,
    });
    const after = (approach: 'cooperate' | 'coerce') =>
      scriptedTurn(dawn, rich, { us: [{ kind: 'greenland', approach }] }).state;
    const plain = scriptedTurn(dawn, rich, {}).state;
    expect(after('coerce').sides.us.standing).toBeLessThan(plain.sides.us.standing - 5);
    expect(after('coerce').tension).toBeGreaterThan(plain.tension + 4);
    expect(after('cooperate').sides.us.standing).toBeGreaterThan(plain.sides.us.standing);
    expect(after('cooperate').tension).toBeLessThan(plain.tension);
    expect(legalOrder(dawn, viewFor(dawn, rich, 'cn'), [], { kind: 'greenland', approach: 'coerce' }).ok).toBe(false);
    expect(played('greenland-rhetoric', rich).state.sides.us.standing).toBeLessThan(plain.sides.us.standing);
  });

  it('F20: fighters and submarines draw on the same rare earths as computing', () => {
    expectStated('F20', { fighterKg: 417, submarineKg: 4000 });
    const { kgPerUnit, fighterKg } = ruleset.economy.minerals;
    expect(demand(1100) - demand(100)).toBeCloseTo((1000 * fighterKg) / kgPerUnit, 6);
    const claimed = played('pentagon-claims-share', flying('F20')).state.sides.us.mineralsStock;
    expect(claimed).toBeLessThan(unplayed('pentagon-claims-share', flying('F20')).state.sides.us.mineralsStock);
  });

  it('F21: a mine in Greenland costs 5 to 10 times as much and gives nothing for ten years', () => {
    expectStated('F21', {
      arcticCostFactor: 7.5,
      mineLeadTurns: 20,
      iceThicknessKm: 1.6,
      leadYears: 10,
      yearsOfSeeking: 30,
    });
    expect(ruleset.provenance['economy.greenland.arcticCostFactor']).toMatchObject({ low: 5, high: 10 });
    const turn = scriptedTurn(dawn, rich, { us: [{ kind: 'greenland', approach: 'invest' }] });
    const { mineMusd, arcticCostFactor, talksMusd } = ruleset.economy.greenland;
    const spent = scriptedTurn(dawn, rich, {}).state.sides.us.fundsMusd - turn.state.sides.us.fundsMusd;
    expect(spent).toBeCloseTo(mineMusd * arcticCostFactor + talksMusd.invest, 6);
    const ore = turn.state.deliveries.find(({ kind }) => kind === 'ore');
    expect(ore?.dueTurn).toBe(1 + 20);
    expect(Number(ore?.dueTurn)).toBeGreaterThan(dawn.scenario.turnCount);
    expect(findingOf(turn, 'greenlandApproach').result['oreByEndUnits']).toBe(0);
  });

  it('F22: refining, not ore, is what opens the bottleneck', () => {
    expectStated('F22', { 'refining-breakthrough.effects.0.unitsPerTurn': 1 });
    const waited = (orders: Parameters<typeof scriptedTurn>[2], turns: number) => {
      const { state } = scriptedTurn(dawn, rich, orders);
      return scriptedTurn(
        dawn,
        changed(state, (draft) => {
          draft.turn = turns;
          draft.sides.us.mineralsStock = 0;
        }),
        {},
      ).state.sides.us;
    };
    const { refineLeadTurns, mineLeadTurns } = ruleset.economy.minerals;
    const plain = waited({}, refineLeadTurns);
    const refined = waited({ us: [{ kind: 'refine', unitsPerTurn: 2 }] }, refineLeadTurns);
    expect(refined.mineralsRefining).toBe(plain.mineralsRefining + 2);
    expect(refined.mineralsStock).toBeGreaterThan(plain.mineralsStock);
    const mined = waited({ us: [{ kind: 'mine', unitsPerTurn: 2 }] }, mineLeadTurns);
    expect(mined.mineralsOre).toBe(waited({}, mineLeadTurns).mineralsOre + 2);
    expect(mined.mineralsStock).toBe(waited({}, mineLeadTurns).mineralsStock);
    const card = changed(rich, (draft) => {
      draft.turn = 10;
    });
    expect(played('refining-breakthrough', card).state.sides.us.mineralsRefining).toBe(
      card.sides.us.mineralsRefining + 1,
    );
  });
});
