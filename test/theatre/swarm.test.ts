/** Points of the orbit view: true periods, true shadow, and a count that fits the budget. */
import { describe, expect, test } from 'vitest';
import { readRuleset } from '../../src/cli/rulesFolder.ts';
import { orbitScene } from '../../src/client/theatre/orbitModel.ts';
import {
  HIDDEN,
  makeSwarm,
  makeSwarmFrame,
  moveSwarm,
  perPointFor,
  SHADED,
  SUNLIT,
  sunVector,
  type Swarm,
} from '../../src/client/theatre/swarm.ts';
import { sunlit } from '../../src/physics/sun.ts';
import { fixtureView, group } from './fixtureView.ts';

const read = readRuleset();
if (!read.ok) throw new Error('the rules do not parse');
const ruleset = read.value;
const plenty = { satellites: 1e6, debris: 1e6 };

const swarmOf = (shellId: string, unitCount: number, rest: Parameters<typeof group>[4] = {}): Swarm => {
  const view = fixtureView(ruleset, { groups: [group('probe', 'us', shellId, unitCount, rest)], bands: [] });
  return makeSwarm(orbitScene({ ...view, rival: { ...view.rival, groups: [] } }, [], ruleset), plenty);
};
const looksAt = (swarm: Swarm, timeS: number, declinationDeg: number) => {
  const frame = makeSwarmFrame(swarm.count);
  moveSwarm(swarm, timeS, sunVector(declinationDeg), frame);
  return frame;
};

describe('motion', () => {
  test('after one period every point is back, after half a period opposite', () => {
    const swarm = swarmOf('low-550', 40);
    const periodS = (2 * Math.PI) / (swarm.groups[0]?.radPerS ?? 1);
    const [start, half, whole] = [0, periodS / 2, periodS].map((timeS) => looksAt(swarm, timeS, 0));
    for (let index = 0; index < swarm.count; index += 1) {
      expect(whole?.x[index]).toBeCloseTo(start?.x[index] ?? 9, 4);
      expect(half?.y[index]).toBeCloseTo(-(start?.y[index] ?? 9), 4);
    }
  });
  test('no point leaves its ring', () => {
    const swarm = swarmOf('dawn-650', 200);
    const radius = swarm.groups[0]?.radius ?? 0;
    const frame = looksAt(swarm, 1234, 0);
    for (let index = 0; index < swarm.count; index += 1) {
      expect(Math.hypot(frame.x[index] ?? 9, frame.y[index] ?? 9)).toBeLessThanOrEqual(radius + 1e-5);
    }
  });
  test('a platform is one mark, a cluster stays together', () => {
    expect(swarmOf('dawn-750', 400, { architecture: 'platform' }).count).toBe(1);
    const cluster = swarmOf('dawn-650', 81, { architecture: 'cluster' });
    const frame = looksAt(cluster, 500, 0);
    const spread = Math.max(...frame.x) - Math.min(...frame.x) + Math.max(...frame.y) - Math.min(...frame.y);
    expect(spread).toBeLessThan(0.25);
  });
});

describe('shadow', () => {
  test.each([-23.4, 0, 23.4])('is where the model has it, with the Sun at %s°', (sunDeclinationDeg) => {
    const swarm = swarmOf('low-550', 300);
    const radius = swarm.groups[0]?.radius ?? 1;
    const frame = looksAt(swarm, 0, sunDeclinationDeg);
    const radiusKm = 6378.137 + 550;
    let shaded = 0;
    for (let index = 0; index < swarm.count; index += 1) {
      if (frame.look[index] === HIDDEN) continue;
      const [xKm, yKm, zKm] = [0, 1, 2].map((axis) => ((swarm.p0[3 * index + axis] ?? 0) / radius) * radiusKm) as [
        number,
        number,
        number,
      ];
      const model = sunlit.evaluate({ xKm, yKm, zKm, sunRightAscensionDeg: 180, sunDeclinationDeg });
      expect(frame.look[index] === SUNLIT).toBe(model.sunlit);
      if (frame.look[index] === SHADED) shaded += 1;
    }
    expect(shaded).toBeGreaterThan(20);
  });
  test('dawn–dusk satellites are in sunlight at the equinox', () => {
    const frame = looksAt(swarmOf('dawn-750', 1, { architecture: 'platform' }), 0, 0);
    expect([SUNLIT, HIDDEN]).toContain(frame.look[0]);
    for (let timeS = 0; timeS < 6000; timeS += 100) {
      expect(looksAt(swarmOf('dawn-750', 1, { architecture: 'platform' }), timeS, 0).look[0]).not.toBe(SHADED);
    }
  });
});

describe('budget', () => {
  test('each point stands for as many objects as it must, never fewer than one', () => {
    expect([perPointFor(10, 100), perPointFor(100, 100), perPointFor(101, 100), perPointFor(0, 100)]).toEqual([
      1, 1, 2, 1,
    ]);
  });
  test('a crowd fits, and no group disappears', () => {
    const view = fixtureView(ruleset, {
      groups: [group('crowd', 'us', 'low-550', 80_000), group('few', 'us', 'dawn-650', 2)],
    });
    const swarm = makeSwarm(orbitScene(view, [], ruleset), { satellites: 2000, debris: 800 });
    expect(swarm.count).toBeLessThan(3000);
    for (const made of swarm.groups.filter((candidate) => candidate.groupId !== null))
      expect(made.count).toBeGreaterThan(0);
  });
});
