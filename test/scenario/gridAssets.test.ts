/** Storage and transmission: quick and fading, slow and shared; both through the outage model of the region. */
import { describe, expect, it } from 'vitest';
import { type GameState, legalOrder, type Order, viewFor } from '../../src/engine/index.ts';
import { firmCapacity } from '../../src/engine/formulas.ts';
import { shavedPeakMw } from '../../src/physics/grid.ts';
import { GRID_ASSETS, type GridAsset } from '../../src/ruleset/terms.ts';
import {
  changed,
  dawn,
  eventOf,
  findingOf,
  reportTo,
  richStart,
  rowIn,
  scriptedTurn,
  withDeck,
} from '../support/game.ts';

const { grid } = dawn.ruleset;
const start = richStart('grid assets');
const order = (asset: GridAsset, capacityMw = 500, regionId = 'pjm'): Order => ({
  kind: 'buildGrid',
  regionId,
  asset,
  capacityMw,
});
const judge = (state: GameState, given: Order, draft: readonly Order[] = []) =>
  legalOrder(dawn, viewFor(dawn, state, 'us'), draft, given);
const preview = (state: GameState, given: Order) => {
  const judged = judge(state, given);
  if (!judged.ok) throw new Error(judged.error.code);
  return { ...judged.value, firmMw: judged.value.effects.find(({ name }) => name === 'firmMw')?.value ?? 0 };
};
const code = (given: Order, draft: readonly Order[] = []): string => {
  const judged = judge(start, given, draft);
  return judged.ok ? '' : judged.error.code;
};
const withAssets = (storageMw: number, transmissionMw: number): GameState =>
  changed(start, ({ regions }) => {
    Object.assign(rowIn(regions, 'pjm'), { storageMw, transmissionMw });
  });
const pjmAfter = (state: GameState) => rowIn(scriptedTurn(dawn, state, {}).state.regions, 'pjm');

const shaved = (powerMw: number): number => shavedPeakMw(powerMw, 4 * powerMw, 100_000);

describe('the peak that storage takes off', () => {
  it('is all of its power while its energy lasts, and less for each megawatt after', () => {
    expect(shavedPeakMw(100, 400, 100_000)).toBe(100);
    expect(shaved(40_000)).toBeLessThan(40_000);
    expect(shaved(40_000) - shaved(30_000)).toBeLessThan(shaved(30_000) - shaved(20_000));
    expect(shavedPeakMw(0, 0, 100_000)).toBe(0);
    // With energy without end the whole power counts; the day's two top hours are equal, and share 10 MWh.
    expect(shavedPeakMw(60_000, 1e9, 100_000)).toBe(60_000);
    expect(shavedPeakMw(90_000, 10, 100_000)).toBeCloseTo(5, 6);
  });
});

describe('three assets', () => {
  it.each(GRID_ASSETS)('%s costs and takes what its region says, and stands when it is due', (asset) => {
    const terms = dawn.region('pjm').assets[asset];
    const { cost, leadTurns, firmMw } = preview(start, order(asset));
    expect([cost.fundsMusd, leadTurns]).toEqual([500 * terms.costMusdPerMw, terms.leadTurns]);
    expect(firmMw).toBeGreaterThan(0);
    expect(firmMw).toBeLessThan(500);
    const placed = scriptedTurn(dawn, start, { us: [order(asset)] });
    const due = changed(placed.state, (draft) => {
      draft.turn = terms.leadTurns;
    });
    const arrived = scriptedTurn(dawn, due, {});
    const kind = { generation: 'gridCapacity', storage: 'gridStorage', transmission: 'gridTransmission' }[asset];
    expect(eventOf(arrived, `delivery.${kind}`)).toMatchObject({ side: 'us', values: { amount: 500 } });
    const pjm = rowIn(arrived.state.regions, 'pjm');
    if (asset === 'storage') expect(pjm.storageMw).toBe(500);
    if (asset === 'transmission') expect(pjm.transmissionMw).toBe(500);
  });
  it('come quickest as storage and last as transmission in every region', () => {
    for (const { assets } of grid.regions) {
      expect(assets.storage.leadTurns).toBeLessThan(assets.generation.leadTurns);
      expect(assets.transmission.leadTurns).toBeGreaterThan(assets.generation.leadTurns);
      expect(assets.storage.costMusdPerMw).toBeLessThan(assets.generation.costMusdPerMw);
    }
  });
  it('may each be ordered once a region, in whole units, within the limit', () => {
    expect(code(order('storage'), [order('generation')])).toBe('');
    expect(code(order('storage'), [order('storage')])).toBe('order/repeated');
    expect(code(order('storage', 150))).toBe('order/out-of-range');
    expect(code(order('transmission', 5000))).toBe('order/limit-reached');
    expect(code(order('storage', 500, 'inner-mongolia'))).toBe('order/not-owned');
    expect(code({ ...order('storage'), asset: 'wires' } as unknown as Order)).toBe('order/not-a-choice');
  });
});

describe('storage at the peak', () => {
  it('adds to the margin what it was shown to, lowers the hours short, and fades', () => {
    const [none, some, much] = [0, 2000, 40_000].map((storageMw) => pjmAfter(withAssets(storageMw, 0)));
    const worth = preview(start, order('storage')).firmMw / 500;
    expect((some?.marginMw ?? 0) - (none?.marginMw ?? 0)).toBeCloseTo(2000 * worth, 6);
    expect(worth).toBeCloseTo(grid.storageCreditFrac, 9);
    expect(some?.loleHPerYear).toBeLessThan(none?.loleHPerYear ?? 0);
    expect(((much?.marginMw ?? 0) - (none?.marginMw ?? 0)) / 40_000).toBeLessThan(0.7 * worth);
    expect(preview(withAssets(40_000, 0), order('storage')).firmMw).toBeLessThan(
      0.6 * preview(start, order('storage')).firmMw,
    );
  });
});

/** Margin between mild and hard weather. */
const swing = (state: GameState): number => {
  const at = (draw: number): number =>
    rowIn(scriptedTurn(dawn, state, {}, { 'grid/weather/pjm': [draw] }).state.regions, 'pjm').marginMw;
  return at(0.1) - at(0.9);
};
const importsBeside = (texasMarginMw: number): number => {
  const state = changed(withAssets(0, 30_000), ({ regions }) => {
    rowIn(regions, 'texas').marginMw = texasMarginMw;
  });
  return Number(findingOf(scriptedTurn(dawn, state, {}), 'firmCapacity').result['importMw']);
};

describe('transmission', () => {
  it('brings what others can spare and no more, and evens out the weather that they do not share', () => {
    const tied = withAssets(0, 4000);
    expect(swing(tied)).toBeLessThan(swing(start));
    const firm = (spareMw: number) => firmCapacity(dawn, rowIn(tied.regions, 'pjm'), spareMw).importMw;
    expect([firm(0), firm(1000), firm(1e6)]).toEqual([
      0,
      1000 * grid.transmissionCreditFrac,
      4000 * grid.transmissionCreditFrac,
    ]);
    const turn = scriptedTurn(dawn, tied, {});
    const working = findingOf(turn, 'firmCapacity');
    expect(working.visibleTo).toEqual({ us: true, cn: false });
    expect(findingOf(reportTo(turn, 'us'), 'peakWeather').inputs[1]).toMatchObject({
      name: 'weatherSigmaFrac',
      value: working.result['weatherSigmaFrac'],
      origin: { kind: 'finding' },
    });
    expect(pjmAfter(tied).marginMw).toBeGreaterThan(pjmAfter(start).marginMw);
  });
  it('draws on the margin of the side’s other regions, as it was before the peak', () => {
    expect(importsBeside(12_000) - importsBeside(0)).toBeCloseTo(
      grid.transmissionCreditFrac * (12_000 - dawn.region('texas').reserveRequirementMw),
      6,
    );
  });
});

describe('the hours short', () => {
  it('include what an event of the turn does to peak and plant', () => {
    const hot = withDeck(['pjm-heat-dome']);
    const turn = (draw: number) =>
      rowIn(scriptedTurn(hot, { ...start, turn: 1 }, {}, { 'events/happens': [draw] }).state.regions, 'pjm');
    expect(turn(0).loleHPerYear).toBeGreaterThan(1.2 * turn(0.999).loleHPerYear);
  });
});
