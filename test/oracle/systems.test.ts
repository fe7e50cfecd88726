/**
 * Published values for everything but orbits: power, heat, links, radiation, reliability, launch,
 * debris, counterspace, grid and race; then what the grid's fast path must have in common with them.
 */
import { describe, expect, it } from 'vitest';
import {
  buildOutageTable,
  lossOfLoadFromTable,
  type OutageUnit,
  outageQuantile,
  rtsLossOfLoadHours,
} from '../../src/physics/grid.ts';
import { RTS_HOURLY_FRAC } from '../../src/physics/rtsLoadShape.ts';
import counterspace from './counterspace.cases.json' with { type: 'json' };
import debris from './debris.cases.json' with { type: 'json' };
import grid from './grid.cases.json' with { type: 'json' };
import heat from './heat.cases.json' with { type: 'json' };
import launch from './launch.cases.json' with { type: 'json' };
import links from './links.cases.json' with { type: 'json' };
import power from './power.cases.json' with { type: 'json' };
import race from './race.cases.json' with { type: 'json' };
import radiation from './radiation.cases.json' with { type: 'json' };
import reliability from './reliability.cases.json' with { type: 'json' };
import { runOracleTable } from './support.ts';

runOracleTable('power', power);
runOracleTable('heat', heat);
runOracleTable('links', links);
runOracleTable('radiation', radiation);
runOracleTable('reliability', reliability);
runOracleTable('launch', launch);
runOracleTable('debris', debris);
runOracleTable('counterspace', counterspace);
runOracleTable('grid', grid);
runOracleTable('race', race);

describe('the load shape of the reliability test system', () => {
  it('L10: has 8,736 hours, load factor 0.6143996 and 15,297,075 MWh at 2,850 MW', () => {
    const hours = RTS_HOURLY_FRAC.reduce((sum, loadFrac) => sum + loadFrac, 0);
    expect(RTS_HOURLY_FRAC.length).toBe(8736);
    expect(hours / 8736).toBeCloseTo(0.6143996, 7);
    expect(Math.round(hours * 2850)).toBe(15_297_075);
    expect(Math.max(...RTS_HOURLY_FRAC)).toBe(1);
  });
});

/** The IEEE test system, its capacities multiplied. */
const testSystem = (factor: number): readonly OutageUnit[] =>
  [
    [5, 12, 0.02],
    [4, 20, 0.1],
    [6, 50, 0.01],
    [4, 76, 0.02],
    [3, 100, 0.04],
    [4, 155, 0.04],
    [3, 197, 0.05],
    [1, 350, 0.08],
    [2, 400, 0.12],
  ].map(([count = 0, capacityMw = 0, forcedOutageRate = 0]) => ({
    count,
    capacityMw: capacityMw * factor,
    forcedOutageRate,
  }));

const meanOutageMw = (units: readonly OutageUnit[]): number =>
  units.reduce((sum, unit) => sum + unit.count * unit.capacityMw * unit.forcedOutageRate, 0);

describe('the outage table on a coarse grid', () => {
  it.each([1, 7, 10, 50, 100])('keeps all probability and the mean outage at a step of %d MW', (stepMw) => {
    const units = testSystem(1);
    const table = buildOutageTable(units, stepMw);
    const total = table.prob.reduce((sum, prob) => sum + prob, 0);
    expect(total).toBeCloseTo(1, 12);
    expect(table.excessMw[0]).toBeCloseTo(meanOutageMw(units), 8);
  });

  it('comes close to the published loss of load: 180 GW at 100 MW against the same fleet at 1 MW', () => {
    const units = testSystem(1).map((unit) => ({ ...unit, count: unit.count * 53 }));
    const installedMw = units.reduce((sum, unit) => sum + unit.count * unit.capacityMw, 0);
    const loadMw = RTS_HOURLY_FRAC.map((loadFrac) => loadFrac * installedMw * 0.92);
    const coarse = lossOfLoadFromTable(buildOutageTable(units, 100), installedMw, loadMw);
    const fine = lossOfLoadFromTable(buildOutageTable(units, 1), installedMw, loadMw);
    expect(installedMw).toBe(180_465);
    expect(fine.loleH).toBeGreaterThan(0.01);
    expect(Math.abs(coarse.loleH / fine.loleH - 1)).toBeLessThan(0.1);
    expect(Math.abs(coarse.eensMwh / fine.eensMwh - 1)).toBeLessThan(0.1);
  });

  it('does not care in which order, or how grouped, the units come', () => {
    const units = testSystem(1);
    const single = units.flatMap((unit) => Array.from({ length: unit.count }, () => ({ ...unit, count: 1 })));
    const loadMw = RTS_HOURLY_FRAC.map((loadFrac) => loadFrac * 2850);
    const grouped = lossOfLoadFromTable(buildOutageTable(units, 1), 3405, loadMw);
    const apart = lossOfLoadFromTable(buildOutageTable(single.reverse(), 1), 3405, loadMw);
    expect(apart.loleH).toBeCloseTo(grouped.loleH, 9);
    expect(apart.eensMwh).toBeCloseTo(grouped.eensMwh, 6);
  });

  it('is the same to the bit where hours that no outage endangers are left out', () => {
    const units = testSystem(10);
    const table = buildOutageTable(units, 100);
    for (const peakMw of [0, 9000, 25_000, 28_500, 33_333, 40_000, 90_000]) {
      const loadMw = RTS_HOURLY_FRAC.map((loadFrac) => loadFrac * peakMw);
      expect(rtsLossOfLoadHours(table, 34_050, peakMw)).toBe(lossOfLoadFromTable(table, 34_050, loadMw).loleH);
    }
  });

  it('counts every hour as lost, with the whole gap, where the load exceeds all capacity', () => {
    const table = buildOutageTable([{ count: 2, capacityMw: 50, forcedOutageRate: 0.1 }], 10);
    const lost = lossOfLoadFromTable(table, 100, [120, 120]);
    expect(lost.loleH).toBe(2);
    expect(lost.loleDays).toBe(1);
    expect(lost.eensMwh).toBeCloseTo(2 * (20 + 10), 9);
  });

  it('gives the outage at a draw: 0, 3, 5 and 11 MW of three units', () => {
    const units = [
      { count: 2, capacityMw: 3, forcedOutageRate: 0.02 },
      { count: 1, capacityMw: 5, forcedOutageRate: 0.02 },
    ];
    const table = buildOutageTable(units, 1);
    expect([0, 0.94, 0.9412, 0.979, 0.98, 0.999999, 1].map((draw) => outageQuantile(table, draw))).toEqual([
      0, 0, 3, 3, 5, 11, 11,
    ]);
  });
});
