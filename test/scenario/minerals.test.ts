/** Minerals: supplied, tight and rationed; what a shortage scales is not paid for; controls bite across the Pacific. */
import { describe, expect, it } from 'vitest';
import { availableOrders, centreMusdPerMw, legalOrder, type Order, viewFor } from '../../src/engine/index.ts';
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
  withDeck,
} from '../support/game.ts';

const start = richStart('minerals');
const short = (stock: number, domestic: number) =>
  changed(start, ({ sides }) => {
    Object.assign(sides.us, { mineralsStock: stock, mineralsRefining: domestic, mineralsOre: 1000 });
    sides.cn.exportControlLevel = 3;
  });
const build: Order = { kind: 'buildCentre', regionId: 'pjm', powerMw: 1000 };

describe('a shortage of minerals', () => {
  it('scales what is started, and only that is paid for', () => {
    const full = scriptedTurn(dawn, start, { us: [build] });
    const poor = scriptedTurn(dawn, short(0, 0), { us: [build] });
    const fill = poor.state.sides.us.mineralsFillFrac;
    expect(fill).toBeGreaterThan(0);
    expect(fill).toBeLessThan(1);
    const ordered = (turn: typeof full): number =>
      turn.state.deliveries
        .filter(({ kind, regionId }) => kind === 'primaryCentre' && regionId === 'pjm')
        .reduce((sum, { amount }) => sum + amount, 0);
    expect(ordered(poor)).toBeLessThan(ordered(full));
    const cost = centreMusdPerMw(dawn, 'pjm') * 1000;
    const without = scriptedTurn(dawn, short(0, 0), {});
    expect(without.state.sides.us.fundsMusd - poor.state.sides.us.fundsMusd).toBeCloseTo(cost * fill, 6);
    expect(findingOf(reportTo(poor, 'us'), 'mineralsFill').result['fillFrac']).toBe(fill);
    expect(
      poor.findings
        .filter(({ question, subject }) => question === 'mineralsFill' && subject.id === 'us')
        .map(({ visibleTo }) => visibleTo),
    ).toEqual([{ us: true, cn: false }]);
  });

  it('is tight when the stock is thin, rationed when little can be started, and told to its side alone', () => {
    const machine = (stock: number, domestic: number): string => {
      const hungry = changed(short(stock, domestic), ({ sides }) => {
        sides.us.chipSupplyMw = 3000;
      });
      const orders: readonly Order[] = [{ kind: 'buildCentre', regionId: 'pjm', powerMw: 2500 }];
      return scriptedTurn(dawn, hungry, { us: orders }).state.sides.us.mineralsMachine;
    };
    expect(machine(1000, 12)).toBe('supplied');
    const falling = Array.from({ length: 21 }, (_, step) => machine(0, 20 - step));
    expect(falling.filter((each, place) => each !== falling[place - 1])).toEqual(['supplied', 'tight', 'rationed']);
    const told = eventOf(scriptedTurn(dawn, short(0, 0), { us: [build] }), 'minerals.changed');
    expect(told).toMatchObject({ side: 'us', visibleTo: { us: true, cn: false } });
  });

  it('flies only whole satellites: none is a campaign called off', () => {
    const bare = changed(short(0, 0), (draft) => {
      draft.sides.us.mineralsRefining = 0;
    });
    const turn = scriptedTurn(dawn, bare, {
      us: [build, { kind: 'deploy', programmeId: 'planet-eo', lineId: 'falcon-9', unitCount: 1 }],
    });
    expect(turn.state.sides.us.mineralsFillFrac).toBeLessThan(1);
    expect(eventOf(turn, 'campaign.scrubbed').values).toEqual({ programmeId: 'planet-eo', unitCount: 1 });
    expect(findingOf(turn, 'campaignScrubbed').result).toEqual({ startedUnits: 0 });
    expect(kindsOf(reportTo(turn, 'cn'))).not.toContain('campaign.scrubbed');
  });
});

const bites = (side: 'us' | 'cn') => dawn.scenario.sides[side].exportControlBites;

const imported = (level: number): unknown =>
  findingOf(
    scriptedTurn(
      dawn,
      changed(start, ({ sides }) => {
        sides.cn.exportControlLevel = level;
      }),
      {},
    ),
    'mineralsFill',
  ).inputs.find(({ name }) => name === 'mineralsImported')?.value;

const chips = (level: number): number =>
  scriptedTurn(
    dawn,
    changed(start, ({ sides }) => {
      sides.us.exportControlLevel = level;
    }),
    { cn: [{ kind: 'buildCentre', regionId: 'inner-mongolia', powerMw: 100 }] },
  ).state.deliveries.find(({ owner, kind }) => owner === 'cn' && kind === 'primaryCentre')?.popsPerKw ?? 0;

describe('export controls', () => {
  it('of one side cut the minerals of the other, and of the other its chips', () => {
    expect([bites('us'), bites('cn')].sort()).toEqual(['chips', 'minerals']);
    const { mineralsImported } = dawn.scenario.sides.us;
    for (const level of [0, 1, 3])
      expect(imported(level)).toBeCloseTo(
        mineralsImported * (1 - dawn.ruleset.economy.exportControlMineralCutFrac * level),
        12,
      );
    expect(chips(3)).toBeLessThan(chips(0));
  });

  it('cost standing, tension and upkeep when they are raised, in the open', () => {
    const turn = scriptedTurn(dawn, start, { cn: [{ kind: 'setExportControl', level: 3 }] });
    const steps = 3 - start.sides.cn.exportControlLevel;
    const { controlStepStanding, controlStepTension } = dawn.ruleset.crisis;
    expect(eventOf(turn, 'controls.set')).toMatchObject({ side: 'cn', visibleTo: { us: true, cn: true } });
    expect(findingOf(turn, 'controlStep').result).toEqual({
      tension: controlStepTension * steps,
      standing: -controlStepStanding * steps,
    });
    const lowered = scriptedTurn(dawn, start, { us: [{ kind: 'setExportControl', level: 0 }] });
    expect(findingOf(lowered, 'controlStep').result).toEqual({ tension: 0, standing: 0 });
  });
});

describe('refining', () => {
  it('comes after years and then counts every turn', () => {
    const { refineLeadTurns } = dawn.ruleset.economy.minerals;
    let { state } = scriptedTurn(dawn, start, { us: [{ kind: 'refine', unitsPerTurn: 2 }] });
    for (let turn = 0; turn < refineLeadTurns; turn++) {
      expect(state.sides.us.mineralsRefining).toBe(start.sides.us.mineralsRefining);
      ({ state } = scriptedTurn(dawn, state, {}));
    }
    expect(state.sides.us.mineralsRefining).toBe(start.sides.us.mineralsRefining + 2);
    expect(rowIn(state.regions, 'pjm')).toBeDefined();
  });
});

const atControl = (level: number) =>
  changed(short(0, 1), ({ sides }) => {
    sides.cn.exportControlLevel = level;
  });

describe('an embargo', () => {
  const frozen = withDeck(['rare-earth-licences-frozen']);
  const { minerals } = dawn.ruleset.economy;
  const under = (level: number, event: boolean) =>
    scriptedTurn(frozen, atControl(level), { us: [build] }, { 'events/happens': [event ? 0 : 0.999] });

  it('is reached by the strictest controls and frozen licences together, by neither alone', () => {
    const machines = [under(3, false), under(2, true), under(3, true)].map(
      ({ state }) => state.sides.us.mineralsMachine,
    );
    expect(machines.map((machine) => machine === 'embargoed')).toEqual([false, false, true]);
  });

  it('serves defence first, so that computing gets less than its share, and closes the market for stock', () => {
    const turn = under(3, true);
    const { inputs, result } = findingOf(turn, 'mineralsFill');
    const of = (name: string): number => Number(inputs.find((each) => each.name === name)?.value);
    const supply = Number(result['refinedUnits']) + of('mineralsImported');
    const shared = supply / of('demandUnits');
    expect(of('mineralsImported')).toBeLessThan(minerals.embargoImportFrac * dawn.scenario.sides.us.mineralsImported);
    expect(result['fillFrac']).toBeCloseTo((supply - of('defenceUnits')) / (of('demandUnits') - of('defenceUnits')), 9);
    expect(result['fillFrac']).toBeLessThan(shared);
    expect(availableOrders(dawn, viewFor(dawn, turn.state, 'us'), [])).not.toContain('stockpile');
    expect(scriptedTurn(dawn, turn.state, {}).state.sides.us.mineralsMachine).not.toBe('embargoed');
  });
});

const preview = (order: Order, change: Partial<(typeof start)['sides']['us']> = {}) => {
  const state = changed(start, ({ sides }) => {
    Object.assign(sides.us, change);
  });
  const judged = legalOrder(dawn, viewFor(dawn, state, 'us'), [], order);
  if (!judged.ok) throw new Error(judged.error.code);
  return { ...judged.value, refined: judged.value.effects.find(({ name }) => name === 'refinedUnits')?.value };
};

describe('ore and refining (F20, F22)', () => {
  const { minerals } = dawn.ruleset.economy;
  const mine: Order = { kind: 'mine', unitsPerTurn: 2 };
  const refine: Order = { kind: 'refine', unitsPerTurn: 2 };

  it('starts with more ore than the United States can refine, so that a mine adds nothing and a refinery does', () => {
    expect(start.sides.us.mineralsOre).toBeGreaterThan(start.sides.us.mineralsRefining);
    expect([preview(mine).refined, preview(refine).refined]).toEqual([0, 2]);
    const narrow = { mineralsRefining: 8, mineralsOre: 6 };
    expect([preview(mine, narrow).refined, preview(refine, narrow).refined]).toEqual([2, 0]);
  });

  it('brings ore after the years of a mine, at its price', () => {
    const { mineMusdPerUnit, mineLeadTurns, minePoliticalCapital } = minerals;
    expect(preview(mine)).toMatchObject({
      cost: { fundsMusd: 2 * mineMusdPerUnit, politicalCapital: minePoliticalCapital },
      leadTurns: mineLeadTurns,
    });
    const placed = scriptedTurn(dawn, start, { us: [mine] });
    expect(placed.state.deliveries).toContainEqual(
      expect.objectContaining({ kind: 'ore', amount: 2, dueTurn: 1 + mineLeadTurns }),
    );
    const due = changed(placed.state, (draft) => {
      draft.turn = mineLeadTurns;
    });
    const arrived = scriptedTurn(dawn, due, {});
    expect(arrived.state.sides.us.mineralsOre).toBe(start.sides.us.mineralsOre + 2);
    expect(findingOf(reportTo(arrived, 'us'), 'mineralsFill').result['refinedUnits']).toBe(
      start.sides.us.mineralsRefining,
    );
    const refused = legalOrder(dawn, viewFor(dawn, start, 'us'), [], { ...mine, unitsPerTurn: 50 });
    expect(refused.ok ? '' : refused.error.code).toBe('order/limit-reached');
  });

  it('sends to defence what its fighters and submarines hold', () => {
    const { defenceFighters, defenceSubmarines } = dawn.scenario.sides.us;
    const { inputs } = findingOf(scriptedTurn(dawn, start, {}), 'mineralsFill');
    expect(inputs.find(({ name }) => name === 'defenceUnits')?.value).toBeCloseTo(
      (defenceFighters * 417 + defenceSubmarines * 4000) / 100_000,
      12,
    );
  });
});
