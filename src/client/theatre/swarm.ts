/**
 * Every moving point of the orbit view in flat arrays, and where it is at a moment.
 *
 * On a circular orbit a point is p0·cos(nt) + p1·sin(nt): both vectors are made once, and a frame needs one sine and
 * one cosine for each group and six multiplications for each point, however many there are. Shadow is a cylinder of
 * the Earth's true radius over the true (unstretched) orbit, as in the model's own eclipse function.
 */
import { EARTH_RADIUS_KM } from '../../physics/constants.ts';
import type { HazeBand, OrbitGroup, OrbitScene } from './sceneTypes.ts';

/** What a point looks like now; the order is that of brightness. */
export const HIDDEN = 0;
export const SHADED = 1;
export const SUNLIT = 2;

export interface SwarmGroup {
  /** Id of the group it stands for; null for debris. */
  readonly groupId: string | null;
  readonly first: number;
  readonly count: number;
  /** Objects that one point stands for, ≥ 1. */
  readonly perPoint: number;
  readonly radius: number;
  readonly radPerS: number;
  /** (Re/a)²: in shadow where the square of the sine from the Sun's axis is less, behind the Earth. */
  readonly shadowSine2: number;
}

export interface Swarm {
  readonly count: number;
  readonly p0: Float32Array;
  readonly p1: Float32Array;
  readonly groups: readonly SwarmGroup[];
}

export interface SwarmFrame {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly look: Uint8Array;
}

/** Unit vector to the Sun: to the left, raised or lowered by its declination. */
export const sunVector = (declinationDeg: number): readonly [number, number, number] => {
  const declinationRad = (declinationDeg * Math.PI) / 180;
  return [-Math.cos(declinationRad), 0, Math.sin(declinationRad)];
};

/** Reproducible numbers in [0, 1) from a whole number: scatter for picture only. */
export const scatter = (index: number, salt: number): number => {
  let bits = (Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39) >>> 0;
  return ((bits ^ (bits >>> 15)) >>> 0) / 4_294_967_296;
};

interface PointOrbit {
  readonly nodeDeg: number;
  readonly inclinationDeg: number;
  readonly phaseRad: number;
  readonly radius: number;
}

const SUN_DIRECTION_RAD = Math.PI;

const place = (swarm: Swarm, index: number, orbit: PointOrbit): void => {
  const nodeRad = SUN_DIRECTION_RAD + (orbit.nodeDeg * Math.PI) / 180;
  const tiltRad = (orbit.inclinationDeg * Math.PI) / 180;
  const [cosNode, sinNode, cosTilt, sinTilt] = [
    Math.cos(nodeRad),
    Math.sin(nodeRad),
    Math.cos(tiltRad),
    Math.sin(tiltRad),
  ];
  const along = [cosNode, sinNode, 0];
  const across = [-sinNode * cosTilt, cosNode * cosTilt, sinTilt];
  const [cosPhase, sinPhase] = [Math.cos(orbit.phaseRad), Math.sin(orbit.phaseRad)];
  for (let axis = 0; axis < 3; axis += 1) {
    const a = (along[axis] ?? 0) * orbit.radius;
    const b = (across[axis] ?? 0) * orbit.radius;
    swarm.p0[3 * index + axis] = a * cosPhase + b * sinPhase;
    swarm.p1[3 * index + axis] = b * cosPhase - a * sinPhase;
  }
};

/** A formation holds as many satellites as the published cluster; its points lie on a sunflower's spiral. */
const FORMATION_UNITS = 81;
const FORMATION_RADIUS = 0.055;
const GOLDEN_ANGLE_RAD = Math.PI * (3 - Math.sqrt(5));

const clusterOrbit = (group: OrbitGroup, index: number, count: number, startRad: number): PointOrbit => {
  const formations = Math.ceil(count / FORMATION_UNITS);
  const inFormation = Math.floor(index / formations);
  const size = FORMATION_RADIUS * Math.sqrt((inFormation + 0.5) / Math.min(count, FORMATION_UNITS));
  const angle = inFormation * GOLDEN_ANGLE_RAD;
  return {
    nodeDeg: group.nodesDeg[0] ?? 0,
    inclinationDeg: group.inclinationDeg,
    phaseRad: startRad + (2 * Math.PI * (index % formations)) / formations + (size * Math.cos(angle)) / group.radius,
    radius: group.radius + size * Math.sin(angle),
  };
};

const spreadOrbit = (group: OrbitGroup, index: number, count: number, startRad: number): PointOrbit => {
  const planes = group.nodesDeg.length;
  const plane = index % planes;
  const inPlane = Math.ceil((count - plane) / planes);
  const turn = Math.floor(index / planes) / inPlane + plane / (planes * inPlane);
  return {
    nodeDeg: group.nodesDeg[plane] ?? 0,
    inclinationDeg: group.inclinationDeg,
    phaseRad: startRad + 2 * Math.PI * turn,
    radius: group.radius,
  };
};

const hashOf = (text: string): number =>
  [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7) >>> 0;

/** Points shown for a number of objects when each stands for `perPoint`. */
const pointsFor = (objects: number, perPoint: number): number =>
  objects <= 0 ? 0 : Math.max(1, Math.round(objects / perPoint));

const shadowSine2 = (altitudeKm: number): number => (EARTH_RADIUS_KM / (EARTH_RADIUS_KM + altitudeKm)) ** 2;

const marksOf = (group: OrbitGroup): number => (group.architecture === 'platform' ? 1 : group.unitCount);

export interface SwarmBudget {
  readonly satellites: number;
  readonly debris: number;
}

/** How many objects a point has to stand for so that a total fits a budget, ≥ 1. */
export const perPointFor = (objects: number, budget: number): number =>
  Math.max(1, Math.ceil(objects / Math.max(1, budget)));

const fillGroup = (swarm: Swarm, group: OrbitGroup, first: number, count: number): void => {
  const startRad = 2 * Math.PI * scatter(hashOf(group.id), 1);
  const orbitOf = group.architecture === 'cluster' ? clusterOrbit : spreadOrbit;
  for (let index = 0; index < count; index += 1) place(swarm, first + index, orbitOf(group, index, count, startRad));
};

/** Tracked objects fly at all inclinations, more of them near the poles' (as catalogued: 50°–100°). */
const fillBand = (swarm: Swarm, band: HazeBand, first: number, count: number): void => {
  for (let index = 0; index < count; index += 1) {
    const salt = band.lowKm;
    place(swarm, first + index, {
      nodeDeg: 360 * scatter(index, salt),
      inclinationDeg: 50 + 50 * scatter(index, salt + 1),
      phaseRad: 2 * Math.PI * scatter(index, salt + 2),
      radius: band.innerRadius + (band.outerRadius - band.innerRadius) * scatter(index, salt + 3),
    });
  }
};

const radPerSOf = (periodMin: number): number => (2 * Math.PI) / (periodMin * 60);

export const makeSwarm = (scene: OrbitScene, budget: SwarmBudget): Swarm => {
  const shown = scene.groups.filter((group) => group.condition !== 'gone');
  const perSatellite = perPointFor(
    shown.reduce((sum, group) => sum + marksOf(group), 0),
    budget.satellites,
  );
  const perDebris = perPointFor(
    scene.bands.reduce((sum, band) => sum + band.objectCount, 0),
    budget.debris,
  );
  const groups: SwarmGroup[] = [];
  let first = 0;
  const add = (
    groupId: string | null,
    objects: number,
    perPoint: number,
    of: { radius: number; periodMin: number; altitudeKm: number },
  ): void => {
    const count = pointsFor(objects, perPoint);
    groups.push({
      groupId,
      first,
      count,
      perPoint,
      radius: of.radius,
      radPerS: radPerSOf(of.periodMin),
      shadowSine2: shadowSine2(of.altitudeKm),
    });
    first += count;
  };
  for (const band of scene.bands)
    add(null, band.objectCount, perDebris, { ...band, radius: (band.innerRadius + band.outerRadius) / 2 });
  for (const group of shown) add(group.id, marksOf(group), perSatellite, group);
  const swarm: Swarm = { count: first, p0: new Float32Array(3 * first), p1: new Float32Array(3 * first), groups };
  scene.bands.forEach((band, index) => {
    const made = groups[index];
    if (made !== undefined) fillBand(swarm, band, made.first, made.count);
  });
  shown.forEach((group, index) => {
    const made = groups[scene.bands.length + index];
    if (made !== undefined) fillGroup(swarm, group, made.first, made.count);
  });
  return swarm;
};

export const makeSwarmFrame = (count: number): SwarmFrame => ({
  x: new Float32Array(count),
  y: new Float32Array(count),
  look: new Uint8Array(count),
});

/** Writes where every point is at `timeS` of the sped-up clock, seconds, into `frame`. */
export const moveSwarm = (
  swarm: Swarm,
  timeS: number,
  sun: readonly [number, number, number],
  frame: SwarmFrame,
): void => {
  const { p0, p1 } = swarm;
  const [sunX, sunY, sunZ] = sun;
  for (const group of swarm.groups) {
    const angle = (group.radPerS * timeS) % (2 * Math.PI);
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    const inverseRadius = 1 / group.radius;
    const lastIndex = group.first + group.count;
    for (let index = group.first; index < lastIndex; index += 1) {
      const at = 3 * index;
      const x = (p0[at] as number) * cosine + (p1[at] as number) * sine;
      const y = (p0[at + 1] as number) * cosine + (p1[at + 1] as number) * sine;
      const z = (p0[at + 2] as number) * cosine + (p1[at + 2] as number) * sine;
      frame.x[index] = x;
      frame.y[index] = y;
      if (z < 0 && x * x + y * y < 1) {
        frame.look[index] = HIDDEN;
        continue;
      }
      const towards = (x * sunX + y * sunY + z * sunZ) * inverseRadius;
      frame.look[index] = towards < 0 && 1 - towards * towards < group.shadowSine2 ? SHADED : SUNLIT;
    }
  }
};
