/** The ground scene: reserve steps, what is known of the other side, and places for everything in the rules. */
import { describe, expect, test } from 'vitest';
import { readRuleset } from '../../src/cli/rulesFolder.ts';
import { groundScene, marginStep } from '../../src/client/theatre/groundModel.ts';
import { LAUNCH_SITES, launchSiteOf, MAP_FRAMES, REGION_PLACES, regionPlace } from '../../src/client/theatre/places.ts';
import { fixtureView, region } from './fixtureView.ts';

const read = readRuleset();
if (!read.ok) throw new Error('the rules do not parse');
const ruleset = read.value;
const scene = groundScene(fixtureView(ruleset), [], ruleset);

describe('reserve', () => {
  test('steps begin where the legend says', () => {
    expect([0.25, 0.2, 0.199, 0.1, 0.05, 0.049, 0, -0.001].map(marginStep)).toEqual([
      'ample',
      'ample',
      'adequate',
      'adequate',
      'tight',
      'thin',
      'thin',
      'short',
    ]);
  });
  test('own regions show their margin and are hatched while load is shed', () => {
    const pjm = scene.regions.find((candidate) => candidate.id === 'pjm');
    expect(pjm).toMatchObject({ step: 'short', marginFrac: -0.02, shedding: true, stressed: true });
    expect(scene.regions.find((candidate) => candidate.id === 'texas')).toMatchObject({
      step: 'adequate',
      shedding: false,
    });
  });
  test('of the other side’s regions only the emergency step is known', () => {
    expect(scene.regions.find((candidate) => candidate.id === 'inner-mongolia')).toMatchObject({
      knowledge: 'estimate',
      step: null,
      marginFrac: null,
      stressed: true,
      shedding: false,
    });
  });
  test('a margin hidden in the view changes nothing that is drawn', () => {
    const calm = fixtureView(ruleset);
    const rival = { ...calm.rival, regions: [{ ...calm.rival.regions[0], reserveMarginFrac: -0.5 }] };
    expect(groundScene({ ...calm, rival } as typeof calm, [], ruleset)).toEqual(scene);
  });
});

describe('centres and sites', () => {
  test('primary and backup keep their power; the other side’s is one mark with a range', () => {
    expect(scene.centres.find((centre) => centre.id === 'us/pjm/primary')).toMatchObject({
      powerMw: 6200,
      role: 'primary',
      knowledge: 'exact',
    });
    expect(scene.centres.filter((centre) => centre.side === 'cn')).toMatchObject([
      { knowledge: 'estimate', lowMw: 3500, highMw: 7000 },
    ]);
  });
  test('lines that share a site stand side by side', () => {
    const jiuquan = scene.sites.filter((site) => site.placeId === 'jiuquan');
    expect(jiuquan.map((site) => site.rank)).toEqual([0, 1]);
    expect(jiuquan.map((site) => site.condition)).toEqual(['operational', 'grounded']);
  });
  test('a second backup of a region is drawn beside the first', () => {
    const view = fixtureView(ruleset, { regions: [region('pjm', 'us', 0.1)] });
    const warm = view.centres[1];
    if (warm === undefined) throw new Error('no backup in the fixture');
    const two = groundScene({ ...view, centres: [warm, { ...warm, id: 'us/pjm/cold', tier: 'cold' }] }, [], ruleset);
    const own = two.centres.filter((centre) => centre.side === 'us');
    expect(own[0]?.at).not.toEqual(own[1]?.at);
  });
});

describe('places', () => {
  test('every region and vehicle of the rules has a place of its own', () => {
    for (const { id } of ruleset.grid.regions) expect(Object.keys(REGION_PLACES)).toContain(id);
    for (const scenario of ruleset.scenarios) {
      for (const side of ['us', 'cn'] as const) {
        for (const { vehicleId } of scenario.sides[side].lines) {
          const [lonDeg] = LAUNCH_SITES[launchSiteOf(vehicleId, side)];
          const [west, , east] = MAP_FRAMES[side].box;
          expect(lonDeg).toBeGreaterThan(west);
          expect(lonDeg).toBeLessThan(east);
        }
      }
    }
  });
  test('outlines and hubs lie on their side’s map', () => {
    for (const { id, owner } of ruleset.grid.regions) {
      const place = regionPlace(id, owner);
      const [west, south, east, north] = MAP_FRAMES[owner].box;
      for (const [lonDeg, latDeg] of [...place.outline, place.hub, place.backupHub, place.nameAt]) {
        expect(lonDeg).toBeGreaterThanOrEqual(west);
        expect(lonDeg).toBeLessThanOrEqual(east);
        expect(latDeg).toBeGreaterThanOrEqual(south);
        expect(latDeg).toBeLessThanOrEqual(north);
      }
    }
  });
  test('a region that the map does not know still has a place on its side', () => {
    expect(regionPlace('new-region', 'cn').hub[0]).toBeGreaterThan(70);
  });
});
