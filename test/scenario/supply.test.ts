/** Supply beyond refining: stock from the market, chip plants after their lead time, and Greenland (F19 to F22). */
import { describe, expect, it } from 'vitest';
import { type GameState, legalOrder, type Order, viewFor } from '../../src/engine/index.ts';
import type { Side } from '../../src/ruleset/terms.ts';
import { changed, dawn, eventOf, findingOf, kindsOf, reportTo, richStart, scriptedTurn } from '../support/game.ts';

const start = richStart('supply', ({ sides }) => {
  sides.us.mineralsStock = 4;
});
const { allies, minerals, greenland, chipPlantLeadTurns, chipPlantMusdPerMw } = dawn.ruleset.economy;
const judge = (state: GameState, side: Side, order: Order) => legalOrder(dawn, viewFor(dawn, state, side), [], order);
const previewOf = (state: GameState, side: Side, order: Order) => {
  const judged = judge(state, side, order);
  if (!judged.ok) throw new Error(judged.error.code);
  const effect = (name: string) => judged.value.effects.find((each) => each.name === name)?.value;
  return { ...judged.value, effect };
};
const codeOf = (state: GameState, side: Side, order: Order): string => {
  const judged = judge(state, side, order);
  return judged.ok ? '' : judged.error.code;
};
const fundsGap = (state: GameState, side: Side, order: Order): number =>
  scriptedTurn(dawn, state, {}).state.sides[side].fundsMusd -
  scriptedTurn(dawn, state, { [side]: [order] }).state.sides[side].fundsMusd;

describe('a stockpile', () => {
  const buy: Order = { kind: 'stockpile', unitCount: 2 };
  it('is there at once, at the price that was shown, and stands in the working of the supply', () => {
    const turn = scriptedTurn(dawn, start, { us: [buy] });
    const without = scriptedTurn(dawn, start, {});
    expect(turn.state.sides.us.mineralsStock).toBeCloseTo(without.state.sides.us.mineralsStock + 2, 9);
    expect(fundsGap(start, 'us', buy)).toBeCloseTo(previewOf(start, 'us', buy).cost.fundsMusd, 6);
    const finding = findingOf(reportTo(turn, 'us'), 'mineralsFill');
    expect(finding.inputs).toContainEqual(expect.objectContaining({ name: 'stockpiledUnits', value: 2 }));
  });
  it('is dearer under controls that bite, and not to be had under an embargo', () => {
    const under = (level: number) =>
      changed(start, ({ sides }) => {
        sides.cn.exportControlLevel = level;
      });
    const price = (level: number) => previewOf(under(level), 'us', buy).cost.fundsMusd;
    expect(price(2) / price(0)).toBeCloseTo(1 + 2 * minerals.stockpilePriceFracPerControlLevel, 12);
    expect(previewOf(start, 'cn', buy).cost.fundsMusd).toBeCloseTo(
      2 * minerals.stockpileMusdPerUnit * (1 - allies.mineralsPriceFrac * start.sides.cn.allies),
      9,
    );
    const embargoed = changed(start, ({ sides }) => {
      sides.us.mineralsMachine = 'embargoed';
    });
    expect(codeOf(embargoed, 'us', buy)).toBe('order/limit-reached');
  });
  it('feeds defence as well: what a fighter and a submarine take is shown with its source (F20)', () => {
    const { inputs } = findingOf(scriptedTurn(dawn, start, {}), 'mineralsFill');
    expect(inputs).toContainEqual(expect.objectContaining({ name: 'fighterKg', value: 417, unit: 'kg' }));
    expect(inputs).toContainEqual(expect.objectContaining({ name: 'submarineKg', value: 4000 }));
    expect(dawn.ruleset.provenance['economy.minerals.fighterKg']?.source).toBe('articles-2026-01');
  });
});

describe('a chip plant', () => {
  it('adds to the supply of every turn, three years later', () => {
    const order: Order = { kind: 'chipPlant', powerMw: 200 };
    expect(previewOf(start, 'cn', order)).toMatchObject({
      cost: { fundsMusd: 200 * chipPlantMusdPerMw },
      leadTurns: chipPlantLeadTurns,
    });
    let turn = scriptedTurn(dawn, start, { cn: [order] });
    let idle = scriptedTurn(dawn, start, {});
    expect(idle.state.sides.cn.fundsMusd - turn.state.sides.cn.fundsMusd).toBeCloseTo(200 * chipPlantMusdPerMw, 6);
    for (let later = 1; later < chipPlantLeadTurns; later++) {
      turn = scriptedTurn(dawn, turn.state, {});
      idle = scriptedTurn(dawn, idle.state, {});
    }
    expect(turn.state.sides.cn.chipSupplyMw).toBe(idle.state.sides.cn.chipSupplyMw);
    turn = scriptedTurn(dawn, turn.state, {});
    idle = scriptedTurn(dawn, idle.state, {});
    expect(turn.state.sides.cn.chipSupplyMw - idle.state.sides.cn.chipSupplyMw).toBeCloseTo(200, 6);
    expect(eventOf(turn, 'delivery.chipPlant').visibleTo).toEqual({ us: false, cn: true });
  });
});

const by = (approach: 'cooperate' | 'invest' | 'coerce'): Order => ({ kind: 'greenland', approach });
/** What an order of the turn does to standing and to tension. */
const moved = (order: Order) => {
  const [after, before] = [scriptedTurn(dawn, start, { us: [order] }), scriptedTurn(dawn, start, {})];
  return [
    after.state.sides.us.standing - before.state.sides.us.standing,
    after.state.tension - before.state.tension,
  ] as const;
};

describe('Greenland (F19, F21, F22)', () => {
  it('gives no ore within the game, and the preview says so', () => {
    for (const approach of ['invest', 'coerce'] as const) {
      const preview = previewOf(start, 'us', by(approach));
      expect(preview.leadTurns).toBeGreaterThanOrEqual(20);
      expect(preview.effect('oreByEndUnits')).toBe(0);
      expect(preview.effect('oreUnitsPerTurn')).toBeGreaterThan(0);
      expect(preview.cost.fundsMusd).toBeGreaterThanOrEqual(5 * greenland.mineMusd);
    }
    const long = { ...dawn, scenario: { ...dawn.scenario, turnCount: 30 } };
    const judged = legalOrder(long, viewFor(long, start, 'us'), [], by('invest'));
    const ore = judged.ok ? judged.value.effects.find(({ name }) => name === 'oreByEndUnits')?.value : undefined;
    expect(ore).toBeCloseTo(greenland.oreUnitsPerTurn * (30 - 21 + 1), 9);
  });
  it('costs standing and calm now where it is coerced, and gains a little where it is courted', () => {
    const [coerced, stirred] = moved(by('coerce'));
    expect(coerced).toBeLessThan(-5);
    expect(stirred).toBeGreaterThan(3);
    const [courted, calmed] = moved(by('cooperate'));
    expect(courted).toBeGreaterThan(1);
    expect(calmed).toBeLessThan(0);
  });
  it('is public, once for each approach, with its working, and the ore is on its way', () => {
    const turn = scriptedTurn(dawn, start, { us: [by('invest')] });
    expect(eventOf(reportTo(turn, 'cn'), 'greenland.approached').values).toEqual({
      approach: 'invest',
      oreFromTurn: 21,
    });
    expect(findingOf(turn, 'greenlandApproach').result).toMatchObject({ oreFromTurn: 21, oreByEndUnits: 0 });
    expect(turn.state.deliveries).toContainEqual(expect.objectContaining({ kind: 'ore', dueTurn: 21 }));
    expect(codeOf(turn.state, 'us', by('invest'))).toBe('order/nothing-to-do');
    expect(codeOf(turn.state, 'us', by('cooperate'))).toBe('');
    expect(kindsOf(scriptedTurn(dawn, start, { us: [by('cooperate')] }))).toContain('greenland.approached');
  });
  it('delivers after its years, where a game lasts that long', () => {
    const due = changed(scriptedTurn(dawn, start, { us: [by('invest')] }).state, (draft) => {
      draft.deliveries = draft.deliveries.map((each) => (each.kind === 'ore' ? { ...each, dueTurn: 2 } : each));
    });
    const turn = scriptedTurn(dawn, due, {});
    expect(turn.state.sides.us.mineralsOre).toBe(due.sides.us.mineralsOre + greenland.oreUnitsPerTurn);
    expect(kindsOf(turn)).toContain('delivery.ore');
  });
  it('is open only to the side whose scenario says so', () => {
    expect(codeOf(start, 'cn', by('cooperate'))).toBe('order/out-of-reach');
  });
});
