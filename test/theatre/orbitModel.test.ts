/** The orbit scene against the physics it is made from, and against what a side may know. */
import { describe, expect, test } from 'vitest';
import { readRuleset } from '../../src/cli/rulesFolder.ts';
import {
  altitudeScale,
  drawnRadius,
  julianDateOfHalf,
  nodesOf,
  orbitScene,
} from '../../src/client/theatre/orbitModel.ts';
import { theatreScene } from '../../src/client/theatre/theatreModel.ts';
import { circularPeriod, sunSynchronousInclination } from '../../src/physics/orbits.ts';
import { fixtureEvents, fixtureView, group } from './fixtureView.ts';

const read = readRuleset();
if (!read.ok) throw new Error('the rules do not parse');
const ruleset = read.value;
const view = fixtureView(ruleset);
const scene = orbitScene(view, fixtureEvents, ruleset);
const groupOf = (id: string) => scene.groups.find((candidate) => candidate.id === id);

describe('altitudes', () => {
  test('higher is drawn further out, all the way from the ground', () => {
    const scale = altitudeScale(ruleset);
    const radii = [0, 100, 300, 450, 500, 550, 650, 750, 999, 1000].map((altitudeKm) => drawnRadius(altitudeKm, scale));
    expect(radii[0]).toBe(1);
    for (let index = 1; index < radii.length; index += 1) {
      expect(radii[index]).toBeGreaterThan(radii[index - 1] as number);
    }
  });
  test('shells and bands share the scale', () => {
    const shell = scene.shells.find((candidate) => candidate.id === 'dawn-650');
    const band = scene.bands.find((candidate) => candidate.lowKm === 650);
    expect(shell?.radius).toBeCloseTo(band?.innerRadius ?? 0, 12);
  });
});

describe('groups', () => {
  test('own are exact, the other side’s are estimates, and each keeps its own count', () => {
    expect(groupOf('starcloud')).toMatchObject({ side: 'us', knowledge: 'exact', unitCount: 240 });
    expect(groupOf('three-body')).toMatchObject({ side: 'cn', knowledge: 'estimate', unitCount: 36 });
  });
  test('move with the real period of their shell', () => {
    expect(groupOf('starcloud')?.periodMin).toBe(circularPeriod.evaluate({ altitudeKm: 650 }).periodMin);
    expect(groupOf('starlink-compute')?.periodMin).toBe(circularPeriod.evaluate({ altitudeKm: 550 }).periodMin);
  });
  test('a shell with a local time is sun-synchronous, one with an inclination keeps it', () => {
    const expected = sunSynchronousInclination.evaluate({ semiMajorAxisKm: 6378.137 + 650, eccentricity: 0, order: 1 });
    expect(groupOf('starcloud')?.inclinationDeg).toBeCloseTo(expected.inclinationDeg, 9);
    expect(groupOf('starlink-compute')?.inclinationDeg).toBe(53);
  });
  test('groups of one shell do not lie on one another', () => {
    const radii = scene.groups
      .filter((candidate) => candidate.shellId === 'dawn-750')
      .map((candidate) => candidate.radius);
    expect(new Set(radii).size).toBe(radii.length);
    expect(radii.length).toBe(2);
  });
  test('what has not flown is not in the sky but is in the list', () => {
    const empty = fixtureView(ruleset, { groups: [group('starcloud', 'us', 'dawn-650', 0)] });
    const made = theatreScene(empty, [], ruleset);
    expect(made.orbit.groups.some((candidate) => candidate.id === 'starcloud')).toBe(false);
    expect(made.objects.some((object) => object.id === 'starcloud')).toBe(true);
  });
  test('a group whose shell the rules do not know is left out rather than drawn somewhere', () => {
    const stray = fixtureView(ruleset, { groups: [group('stray', 'us', 'no-such-shell', 5)] });
    expect(orbitScene(stray, [], ruleset).groups.some((candidate) => candidate.id === 'stray')).toBe(false);
  });
});

describe('planes', () => {
  const dawn = ruleset.shells.find((shell) => shell.id === 'dawn-650');
  const low = ruleset.shells.find((shell) => shell.id === 'low-550');
  test('dawn–dusk planes stay within half an hour of six in the evening', () => {
    if (dawn === undefined) throw new Error('no shell');
    for (const nodeDeg of nodesOf(dawn, 'constellation', 5000, 0)) expect(Math.abs(nodeDeg - 90)).toBeLessThan(7.5);
    expect(nodesOf(dawn, 'platform', 40, 0)).toEqual([90]);
  });
  test('inclined planes are spread over the whole turn', () => {
    if (low === undefined) throw new Error('no shell');
    const nodes = nodesOf(low, 'constellation', 5000, 0);
    expect(nodes.length).toBeGreaterThan(10);
    expect(Math.max(...nodes) - Math.min(...nodes)).toBeGreaterThan(320);
  });
});

describe('season', () => {
  test('1 January and 1 July as the almanac has them', () => {
    expect(julianDateOfHalf(2026, 1)).toBe(2_461_041.5);
    expect(julianDateOfHalf(2026, 2)).toBe(2_461_222.5);
    expect(orbitScene(fixtureView(ruleset, { year: 2026, half: 1 }), [], ruleset).sunDeclinationDeg).toBeCloseTo(
      -23,
      0,
    );
    expect(orbitScene(fixtureView(ruleset, { year: 2026, half: 2 }), [], ruleset).sunDeclinationDeg).toBeCloseTo(
      23.1,
      0,
    );
  });
});

describe('debris', () => {
  test('a band holds its density times its volume', () => {
    const band = scene.bands.find((candidate) => candidate.lowKm === 800);
    // 4.8e-8 per km³ in a layer 50 km thick at 825 km: 4π(7203)²·50 km³ ≈ 3.26e10 km³.
    expect(band?.objectCount).toBeGreaterThan(1500);
    expect(band?.objectCount).toBeLessThan(1620);
  });
});

describe('shadow', () => {
  test('narrows with altitude from the whole night side on the ground', () => {
    expect(scene.shadowEdge[0]?.halfAngleDeg).toBeCloseTo(90, 9);
    const last = scene.shadowEdge.at(-1);
    expect(last?.radius).toBeCloseTo(2, 12);
    expect(last?.halfAngleDeg).toBeCloseTo((Math.asin(6378.137 / 7378.137) * 180) / Math.PI, 9);
  });
});

describe('list', () => {
  test('every drawn object is in the list of words, with the same knowledge', () => {
    const made = theatreScene(view, fixtureEvents, ruleset);
    const listed = new Map(made.objects.map((object) => [`${object.kind} ${object.id}`, object]));
    for (const drawn of made.orbit.groups) expect(listed.get(`group ${drawn.id}`)?.knowledge).toBe(drawn.knowledge);
    for (const drawn of made.ground.regions) expect(listed.get(`region ${drawn.id}`)?.knowledge).toBe(drawn.knowledge);
    for (const drawn of made.ground.sites) expect(listed.get(`line ${drawn.id}`)?.knowledge).toBe(drawn.knowledge);
    for (const drawn of made.ground.centres) {
      expect(listed.has(`centre ${drawn.id}`) || listed.has(`region ${drawn.id}`)).toBe(true);
    }
  });
  test('estimates carry their range', () => {
    const rival = theatreScene(view, [], ruleset).objects.find((object) => object.id === 'three-body');
    expect(rival?.facts.find((fact) => fact.name === 'delivered')).toMatchObject({ value: 20, low: 14, high: 28 });
  });
});
