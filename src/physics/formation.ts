/**
 * Satellites together: relative motion in a cluster, how many a cluster holds, and how well a
 * constellation covers the Earth.
 */
import { degToRad, radToDeg } from '../units/convert.ts';
import { acos, atan2, cos, PI, sin } from '../units/math.ts';
import { EARTH_RADIUS_KM } from './constants.ts';
import { defineModel, type ModelDefinition } from './model.ts';
import { meanMotionRadPerS } from './orbits.ts';
import { altitudeParameter, conflicting, inclinationParameter } from './parameters.ts';
import { quantity } from './quantity.ts';

interface HillInputs {
  readonly altitudeKm: number;
  readonly x0M: number;
  readonly y0M: number;
  readonly z0M: number;
  readonly u0MPerS: number;
  readonly v0MPerS: number;
  readonly w0MPerS: number;
  readonly timeS: number;
}
const place = (what: string) => quantity('m', `${what} place at the start`, -1_000_000, 1_000_000, { default: 0 });
const velocity = (what: string) => quantity('m/s', `${what} velocity at the start`, -1000, 1000, { default: 0 });

export const hillPropagate = defineModel({
  id: 'hillPropagate',
  section: 'orbits',
  description: 'motion of a satellite relative to a reference on a circular orbit',
  parameters: {
    altitudeKm: altitudeParameter,
    x0M: place('radial'),
    y0M: place('along-track'),
    z0M: place('cross-track'),
    u0MPerS: velocity('radial'),
    v0MPerS: velocity('along-track'),
    w0MPerS: velocity('cross-track'),
    timeS: quantity('s', 'time from the start', -1e9, 1e9),
  },
  results: {
    xM: { unit: 'm', description: 'radial' },
    yM: { unit: 'm', description: 'along-track' },
    zM: { unit: 'm', description: 'cross-track' },
    uMPerS: { unit: 'm/s', description: 'radial velocity' },
    vMPerS: { unit: 'm/s', description: 'along-track velocity' },
    wMPerS: { unit: 'm/s', description: 'cross-track velocity' },
  },
  equation:
    's = sin(n·t), c = cos(n·t); x = (4 − 3·c)·x0 + (s/n)·u0 + (2/n)·(1 − c)·v0; y = 6·(s − n·t)·x0 + y0 − (2/n)·(1 − c)·u0 + ((4·s − 3·n·t)/n)·v0; z = c·z0 + (s/n)·w0; velocities are their derivatives',
  sources: ['clohessy-wiltshire-1960', 'vallado-2013', 'celestrak-fundamentals'],
  validity:
    'distances small against the orbit radius (some km), circular reference orbit, no oblateness or drag; bounded when v0MPerS = −2·n·x0M',
  evaluate: ({ altitudeKm, x0M, y0M, z0M, u0MPerS, v0MPerS, w0MPerS, timeS }: HillInputs) => {
    const n = meanMotionRadPerS(EARTH_RADIUS_KM + altitudeKm);
    const angleRad = n * timeS;
    const s = sin(angleRad);
    const c = cos(angleRad);
    return {
      xM: (4 - 3 * c) * x0M + (s / n) * u0MPerS + (2 / n) * (1 - c) * v0MPerS,
      yM: 6 * (s - angleRad) * x0M + y0M - (2 / n) * (1 - c) * u0MPerS + ((4 * s - 3 * angleRad) / n) * v0MPerS,
      zM: c * z0M + (s / n) * w0MPerS,
      uMPerS: 3 * n * s * x0M + c * u0MPerS + 2 * s * v0MPerS,
      vMPerS: 6 * n * (c - 1) * x0M - 2 * s * u0MPerS + (4 * c - 3) * v0MPerS,
      wMPerS: -n * s * z0M + c * w0MPerS,
    };
  },
});

/** So that a neighbour exactly on the rim counts although the division was rounded. */
const RIM_TOLERANCE = 1e-9;

interface LatticeInputs {
  readonly radiusM: number;
  readonly spacingM: number;
}
export const latticeCluster = defineModel({
  id: 'latticeCluster',
  section: 'orbits',
  description: 'satellites of a square lattice that fit into a cluster',
  parameters: {
    radiusM: quantity('m', 'radius of the cluster', 0, 100_000),
    spacingM: quantity('m', 'distance between neighbours in phase space', 1, 100_000),
  },
  results: { satelliteCount: { unit: '1', description: 'lattice points on or within the circle' } },
  equation: 'satelliteCount = number of whole (i, j) with spacingM·sqrt(i² + j²) ≤ radiusM',
  sources: ['suncatcher-2025'],
  validity: 'one satellite at the centre; real clusters leave gaps for safety',
  evaluate: ({ radiusM, spacingM }: LatticeInputs) => {
    const reach = (radiusM / spacingM) * (1 + RIM_TOLERANCE);
    const last = Math.floor(reach);
    let satelliteCount = 0;
    for (let column = -last; column <= last; column += 1) {
      satelliteCount += 2 * Math.floor(Math.sqrt(Math.max(0, reach * reach - column * column))) + 1;
    }
    return { satelliteCount };
  },
});

type Vector = readonly [number, number, number];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const scaled = (a: Vector, factor: number): Vector => [a[0] * factor, a[1] * factor, a[2] * factor];

interface WalkerInputs {
  readonly satelliteCount: number;
  readonly planeCount: number;
  readonly phasing: number;
  readonly inclinationDeg: number;
}

/** Directions of all satellites when the first is at an argument of latitude. */
const walkerDirections = (
  { satelliteCount, planeCount, phasing, inclinationDeg }: WalkerInputs,
  firstRad: number,
): readonly Vector[] => {
  const cosInclination = cos(degToRad(inclinationDeg));
  const sinInclination = sin(degToRad(inclinationDeg));
  const perPlane = satelliteCount / planeCount;
  const directions: Vector[] = [];
  for (let plane = 0; plane < planeCount; plane += 1) {
    const nodeRad = (2 * PI * plane) / planeCount;
    const cosNode = cos(nodeRad);
    const sinNode = sin(nodeRad);
    for (let slot = 0; slot < perPlane; slot += 1) {
      const latitudeRad = firstRad + 2 * PI * (slot / perPlane + (phasing * plane) / satelliteCount);
      const along = cos(latitudeRad);
      const across = sin(latitudeRad) * cosInclination;
      directions.push([
        cosNode * along - sinNode * across,
        sinNode * along + cosNode * across,
        sin(latitudeRad) * sinInclination,
      ]);
    }
  }
  return directions;
};

const COINCIDENT = 1e-9;
/** Lets an arc that other satellites reduce to a point survive rounding. */
const ARC_SLACK_RAD = 1e-9;

/**
 * The farthest place from the first satellite to which no other is nearer, as a cosine.
 *
 * Places as near to satellite k as to the first lie on a great circle; on it every other satellite
 * leaves a half circle to the pair. What is left of the circle is an edge of the first satellite's
 * cell, and the farthest place is an end of an edge.
 */
const cellReachCosine = (directions: readonly Vector[]): number => {
  const first = directions[0];
  if (first === undefined) return -1;
  let reach = 1;
  let hasEdge = false;
  let hasAntipode = false;
  for (const rival of directions) {
    const sum: Vector = [first[0] + rival[0], first[1] + rival[1], first[2] + rival[2]];
    const normal = cross(first, rival);
    const sumLength = Math.sqrt(dot(sum, sum));
    const normalLength = Math.sqrt(dot(normal, normal));
    if (sumLength < COINCIDENT) hasAntipode = true;
    if (normalLength < COINCIDENT || sumLength < COINCIDENT) continue;
    const middle = scaled(sum, 1 / sumLength);
    const pole = scaled(normal, 1 / normalLength);
    let lowRad = -PI;
    let highRad = PI;
    let isWhole = true;
    for (const other of directions) {
      if (other === rival || other === first) continue;
      const a = dot(middle, other) - dot(middle, first);
      const b = dot(pole, other);
      if (Math.abs(a) < COINCIDENT && Math.abs(b) < COINCIDENT) continue;
      let centreRad = atan2(-b, -a);
      if (isWhole) {
        lowRad = centreRad - PI / 2;
        highRad = centreRad + PI / 2;
        isWhole = false;
        continue;
      }
      const midRad = (lowRad + highRad) / 2;
      if (centreRad > midRad + PI) centreRad -= 2 * PI;
      else if (centreRad < midRad - PI) centreRad += 2 * PI;
      lowRad = Math.max(lowRad, centreRad - PI / 2);
      highRad = Math.min(highRad, centreRad + PI / 2);
      if (lowRad > highRad + ARC_SLACK_RAD) break;
    }
    if (lowRad > highRad + ARC_SLACK_RAD) continue;
    hasEdge = true;
    const level = dot(middle, first);
    const reachesBack = (lowRad <= -PI && highRad >= -PI) || (lowRad <= PI && highRad >= PI);
    reach = Math.min(reach, level * cos(lowRad), level * cos(highRad), reachesBack ? -level : 1);
  }
  if (hasEdge) return reach;
  return hasAntipode ? 0 : -1;
};

const PHASE_SAMPLES = 180;
const REFINED_PEAKS = 4;
const REFINING_ROUNDS = 24;

/** All satellites of a delta pattern are alike over half a revolution, so the first one's cell tells all. */
const walkerCoverageRad = (inputs: WalkerInputs): number => {
  const reachAt = (phaseRad: number): number =>
    acos(Math.max(-1, Math.min(1, cellReachCosine(walkerDirections(inputs, phaseRad)))));
  const stepRad = PI / PHASE_SAMPLES;
  const samples = Array.from({ length: PHASE_SAMPLES }, (_, index) => ({
    phaseRad: index * stepRad,
    reachRad: reachAt(index * stepRad),
  })).sort((a, b) => b.reachRad - a.reachRad);
  let bestRad = samples[0]?.reachRad ?? PI;
  for (const { phaseRad } of samples.slice(0, REFINED_PEAKS)) {
    let lowRad = phaseRad - stepRad;
    let highRad = phaseRad + stepRad;
    for (let round = 0; round < REFINING_ROUNDS; round += 1) {
      const leftRad = lowRad + (highRad - lowRad) / 3;
      const rightRad = highRad - (highRad - lowRad) / 3;
      const left = reachAt(leftRad);
      const right = reachAt(rightRad);
      bestRad = Math.max(bestRad, left, right);
      if (left > right) highRad = rightRad;
      else lowRad = leftRad;
    }
  }
  return bestRad;
};

const countParameter = (description: string, min: number, max: number) =>
  quantity('1', description, min, max, { integer: true });

export const walkerCoverage = defineModel({
  id: 'walkerCoverage',
  section: 'orbits',
  description: 'coverage radius that a Walker delta pattern needs to see every place at every time',
  parameters: {
    satelliteCount: countParameter('satellites in all (T)', 1, 100),
    planeCount: countParameter('evenly spaced planes (P); divides satelliteCount', 1, 100),
    phasing: countParameter('steps of 360/T degrees from one plane to the next (F); below planeCount', 0, 99),
    inclinationDeg: inclinationParameter,
  },
  results: {
    coverageRadiusDeg: {
      unit: 'deg',
      description: 'Earth-central angle from the nearest satellite to the worst place at the worst time',
    },
  },
  equation:
    'coverageRadiusDeg = max over time and places on the sphere of the angle to the nearest satellite; node_p = 360·p/P, phase = 360·s·P/T + 360·F·p/T',
  sources: ['ballard-1980'],
  validity:
    'circular orbits of one height; found to about 0.001° by the corners of one satellite’s cell over half a revolution',
  problem: ({ satelliteCount, planeCount, phasing }) => {
    if (satelliteCount % planeCount !== 0) {
      return conflicting('planeCount', `planeCount ${planeCount} must divide satelliteCount ${satelliteCount} evenly`);
    }
    return phasing >= planeCount
      ? conflicting(
          'phasing',
          `phasing must be a whole number from 0 to ${planeCount - 1} for planeCount ${planeCount}; got ${phasing}`,
        )
      : null;
  },
  evaluate: (inputs: WalkerInputs) => ({ coverageRadiusDeg: radToDeg(walkerCoverageRad(inputs)) }),
});

export const formationModels: readonly ModelDefinition[] = [hillPropagate, latticeCluster, walkerCoverage];
