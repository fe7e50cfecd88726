/**
 * Orbits as shapes: period, speed, the slow turning of the orbital plane, sun-synchronism, and
 * what can be seen from them.
 *
 * Two-body motion plus the secular effect of the Earth's oblateness (J2); no higher harmonics, no
 * lunar or solar attraction. Good to about 0.1% for periods and 0.01° for sun-synchronous
 * inclinations of low orbits.
 */
import { degToRad, radToDeg, SECONDS_PER_DAY, SECONDS_PER_MINUTE } from '../units/convert.ts';
import { acos, asin, cos, PI, sin } from '../units/math.ts';
import {
  EARTH_J2,
  EARTH_MU_KM3_PER_S2,
  EARTH_RADIUS_KM,
  MEAN_SUN_RATE_DEG_PER_DAY,
  TROPICAL_YEAR_DAYS,
} from './constants.ts';
import { defineModel, type ModelDefinition } from './model.ts';
import {
  altitudeParameter,
  eccentricityParameter,
  inclinationParameter,
  noSolution,
  semiMajorAxisParameter,
  sunSynchronousAltitudeParameter,
} from './parameters.ts';
import { quantity } from './quantity.ts';

const MINUTES_PER_DEGREE_OF_HOUR_ANGLE = 4;
/** The second-order inclination converges by a factor of about 1000 a round. */
const SECOND_ORDER_ROUNDS = 8;

/** Period of a two-body orbit, seconds. */
export const orbitPeriodS = (semiMajorAxisKm: number): number =>
  2 * PI * Math.sqrt((semiMajorAxisKm * semiMajorAxisKm * semiMajorAxisKm) / EARTH_MU_KM3_PER_S2);

/** Mean motion of a two-body orbit, rad/s. */
export const meanMotionRadPerS = (semiMajorAxisKm: number): number =>
  Math.sqrt(EARTH_MU_KM3_PER_S2 / (semiMajorAxisKm * semiMajorAxisKm * semiMajorAxisKm));

/** Speed on a circular orbit, km/s. */
export const circularSpeedKmPerS = (semiMajorAxisKm: number): number =>
  Math.sqrt(EARTH_MU_KM3_PER_S2 / semiMajorAxisKm);

/** n·J2·(Re/p)², the common factor of the secular rates, rad/s. */
const oblatenessRateRadPerS = (semiMajorAxisKm: number, eccentricity: number): number => {
  const semiLatusRectumKm = semiMajorAxisKm * (1 - eccentricity * eccentricity);
  const ratio = EARTH_RADIUS_KM / semiLatusRectumKm;
  return meanMotionRadPerS(semiMajorAxisKm) * EARTH_J2 * ratio * ratio;
};

const radPerSToDegPerDay = (rate: number): number => radToDeg(rate) * SECONDS_PER_DAY;

/** Secular rate of the ascending node, degrees a day. */
const nodalRateDegPerDay = (semiMajorAxisKm: number, eccentricity: number, inclinationDeg: number): number =>
  radPerSToDegPerDay(-1.5 * oblatenessRateRadPerS(semiMajorAxisKm, eccentricity) * cos(degToRad(inclinationDeg)));

/** Cosine of the first-order sun-synchronous inclination; below −1 there is none. */
const sunSynchronousCosine = (semiMajorAxisKm: number, eccentricity: number): number =>
  -MEAN_SUN_RATE_DEG_PER_DAY / radPerSToDegPerDay(1.5 * oblatenessRateRadPerS(semiMajorAxisKm, eccentricity));

/** First-order sun-synchronous inclination, radians; NaN above 12,352 km of semi-major axis. */
export const sunSynchronousInclinationRad = (semiMajorAxisKm: number, eccentricity: number): number =>
  acos(sunSynchronousCosine(semiMajorAxisKm, eccentricity));

/** How much J2 quickens the mean motion at an inclination (the mean anomaly's secular rate over n). */
const meanMotionFactor = (semiMajorAxisKm: number, eccentricity: number, inclinationRad: number): number => {
  const squared = 1 - eccentricity * eccentricity;
  const ratio = EARTH_RADIUS_KM / (semiMajorAxisKm * squared);
  const sine = sin(inclinationRad);
  return 1 + 0.75 * EARTH_J2 * ratio * ratio * Math.sqrt(squared) * (2 - 3 * sine * sine);
};

const sunSynchronousInclinationDeg = (semiMajorAxisKm: number, eccentricity: number, order: number): number => {
  const cosine = sunSynchronousCosine(semiMajorAxisKm, eccentricity);
  let inclinationRad = acos(cosine);
  if (order === 2) {
    for (let round = 0; round < SECOND_ORDER_ROUNDS; round += 1) {
      inclinationRad = acos(cosine / meanMotionFactor(semiMajorAxisKm, eccentricity, inclinationRad));
    }
  }
  return radToDeg(inclinationRad);
};

export const circularPeriod = defineModel({
  id: 'circularPeriod',
  section: 'orbits',
  description: 'time of one revolution on a circular orbit',
  parameters: { altitudeKm: altitudeParameter },
  results: { periodMin: { unit: 'min', description: 'Keplerian period' } },
  equation: 'periodMin = 2π·sqrt((Re + altitudeKm)³/mu)/60',
  sources: ['vallado-2013', 'smad-3'],
  validity: 'two-body motion; the nodal period of a low sun-synchronous orbit is 0.1–0.2% longer',
  evaluate: ({ altitudeKm }: { readonly altitudeKm: number }) => ({
    periodMin: orbitPeriodS(EARTH_RADIUS_KM + altitudeKm) / SECONDS_PER_MINUTE,
  }),
});

export const circularSpeed = defineModel({
  id: 'circularSpeed',
  section: 'orbits',
  description: 'speed on a circular orbit',
  parameters: { altitudeKm: altitudeParameter },
  results: { speedKmPerS: { unit: 'km/s', description: 'inertial speed' } },
  equation: 'speedKmPerS = sqrt(mu/(Re + altitudeKm))',
  sources: ['vallado-2013'],
  validity: 'two-body motion',
  evaluate: ({ altitudeKm }: { readonly altitudeKm: number }) => ({
    speedKmPerS: circularSpeedKmPerS(EARTH_RADIUS_KM + altitudeKm),
  }),
});

interface PrecessionInputs {
  readonly semiMajorAxisKm: number;
  readonly eccentricity: number;
  readonly inclinationDeg: number;
}
const precessionParameters = {
  semiMajorAxisKm: semiMajorAxisParameter,
  eccentricity: eccentricityParameter,
  inclinationDeg: inclinationParameter,
} as const;

export const nodalPrecession = defineModel({
  id: 'nodalPrecession',
  section: 'orbits',
  description: 'turning of the orbital plane about the polar axis, from the oblateness of the Earth',
  parameters: precessionParameters,
  results: { rateDegPerDay: { unit: 'deg/d', description: 'rate of the ascending node; negative is westward' } },
  equation:
    'rate = −(3/2)·n·J2·(Re/p)²·cos(inclinationDeg), p = semiMajorAxisKm·(1 − eccentricity²), n = sqrt(mu/semiMajorAxisKm³)',
  sources: ['vallado-2013', 'curtis-2014', 'juliaspace-satelliteanalysis'],
  validity: 'secular first-order J2 only; orbits whose perigee lies inside the Earth are computed, not refused',
  evaluate: ({ semiMajorAxisKm, eccentricity, inclinationDeg }: PrecessionInputs) => ({
    rateDegPerDay: nodalRateDegPerDay(semiMajorAxisKm, eccentricity, inclinationDeg),
  }),
});

export const perigeePrecession = defineModel({
  id: 'perigeePrecession',
  section: 'orbits',
  description: 'turning of the ellipse within its plane, from the oblateness of the Earth',
  parameters: precessionParameters,
  results: { rateDegPerDay: { unit: 'deg/d', description: 'rate of the argument of perigee' } },
  equation: 'rate = (3/4)·n·J2·(Re/p)²·(5·cos²(inclinationDeg) − 1)',
  sources: ['vallado-2013', 'curtis-2014'],
  validity: 'secular first-order J2 only; zero at 63.43° and 116.57°',
  evaluate: ({ semiMajorAxisKm, eccentricity, inclinationDeg }: PrecessionInputs) => {
    const cosine = cos(degToRad(inclinationDeg));
    const rate = 0.75 * oblatenessRateRadPerS(semiMajorAxisKm, eccentricity) * (5 * cosine * cosine - 1);
    return { rateDegPerDay: radPerSToDegPerDay(rate) };
  },
});

interface SunSynchronousInputs {
  readonly semiMajorAxisKm: number;
  readonly eccentricity: number;
  readonly order: number;
}
export const sunSynchronousInclination = defineModel({
  id: 'sunSynchronousInclination',
  section: 'orbits',
  description: 'inclination at which the orbital plane keeps its angle to the mean Sun',
  parameters: {
    semiMajorAxisKm: semiMajorAxisParameter,
    eccentricity: { ...eccentricityParameter, default: 0 },
    order: quantity('1', '1: Keplerian mean motion; 2: mean motion quickened by J2', 1, 2, {
      integer: true,
      default: 1,
    }),
  },
  results: { inclinationDeg: { unit: 'deg', description: 'retrograde, 90 to 180' } },
  equation:
    'cos(inclinationDeg) = −(360°/365.2421897 d)/((3/2)·n·J2·(Re/p)²); with order 2, in place of n: n2 = n·[1 + (3/4)·J2·(Re/p)²·sqrt(1 − eccentricity²)·(2 − 3·sin²(inclinationDeg))]',
  sources: ['vallado-2013', 'juliaspace-satelliteanalysis', 'aerovia-sso'],
  validity: 'none above a semi-major axis of 12,352 km on a circular orbit; the two orders differ by about 0.005°',
  problem: ({ semiMajorAxisKm, eccentricity }) =>
    sunSynchronousCosine(semiMajorAxisKm, eccentricity) < -1
      ? noSolution(
          'semiMajorAxisKm',
          `no inclination is sun-synchronous at semiMajorAxisKm ${semiMajorAxisKm} and eccentricity ${eccentricity}: a circular orbit must lie below 12352.5 km`,
        )
      : null,
  evaluate: ({ semiMajorAxisKm, eccentricity, order }: SunSynchronousInputs) => ({
    inclinationDeg: sunSynchronousInclinationDeg(semiMajorAxisKm, eccentricity, order),
  }),
});

interface LtanDriftInputs {
  readonly altitudeKm: number;
  readonly inclinationErrorDeg: number;
}
export const ltanDrift = defineModel({
  id: 'ltanDrift',
  section: 'orbits',
  description: 'drift of the local time of the ascending node when the inclination is off sun-synchronous',
  parameters: {
    altitudeKm: sunSynchronousAltitudeParameter,
    inclinationErrorDeg: quantity('deg', 'inclination flown less the sun-synchronous one', -10, 10),
  },
  results: { driftMinPerYear: { unit: 'min/yr', description: 'positive: towards later local times' } },
  equation:
    'driftMinPerYear = [nodalPrecession(i + inclinationErrorDeg) − 360/365.2421897]·365.2421897·4, i the sun-synchronous inclination',
  sources: ['vallado-2013'],
  validity:
    'circular orbit, constant inclination error; solar attraction, which makes the inclination itself drift, is left out',
  evaluate: ({ altitudeKm, inclinationErrorDeg }: LtanDriftInputs) => {
    const semiMajorAxisKm = EARTH_RADIUS_KM + altitudeKm;
    const inclinationDeg = radToDeg(sunSynchronousInclinationRad(semiMajorAxisKm, 0)) + inclinationErrorDeg;
    const excessDegPerDay = nodalRateDegPerDay(semiMajorAxisKm, 0, inclinationDeg) - MEAN_SUN_RATE_DEG_PER_DAY;
    return { driftMinPerYear: excessDegPerDay * TROPICAL_YEAR_DAYS * MINUTES_PER_DEGREE_OF_HOUR_ANGLE };
  },
});

export const earthHorizon = defineModel({
  id: 'earthHorizon',
  section: 'orbits',
  description: 'how large the Earth looks from orbit, and how far away its horizon is',
  parameters: { altitudeKm: altitudeParameter },
  results: {
    earthAngularRadiusDeg: { unit: 'deg', description: 'angle from nadir to the horizon' },
    horizonRangeKm: { unit: 'km', description: 'distance to the horizon' },
  },
  equation: 'sin(earthAngularRadiusDeg) = Re/(Re + altitudeKm); horizonRangeKm = sqrt((Re + altitudeKm)² − Re²)',
  sources: ['smad-3'],
  validity: 'spherical Earth without refraction',
  evaluate: ({ altitudeKm }: { readonly altitudeKm: number }) => ({
    earthAngularRadiusDeg: radToDeg(asin(EARTH_RADIUS_KM / (EARTH_RADIUS_KM + altitudeKm))),
    horizonRangeKm: Math.sqrt(altitudeKm * (altitudeKm + 2 * EARTH_RADIUS_KM)),
  }),
});

interface GroundPassInputs {
  readonly altitudeKm: number;
  readonly minElevationDeg: number;
}
export const groundPass = defineModel({
  id: 'groundPass',
  section: 'orbits',
  description: 'reach of a ground station, and the length of a pass straight overhead',
  parameters: {
    altitudeKm: altitudeParameter,
    minElevationDeg: quantity('deg', 'lowest usable elevation', 0, 90),
  },
  results: {
    earthCentralAngleDeg: { unit: 'deg', description: 'from the station to the farthest sub-satellite point' },
    slantRangeKm: { unit: 'km', description: 'distance at the lowest elevation' },
    overheadPassMin: { unit: 'min', description: 'duration of a pass through the zenith' },
  },
  equation:
    'sin(nadirDeg) = Re/(Re + altitudeKm)·cos(minElevationDeg); earthCentralAngleDeg = 90 − minElevationDeg − nadirDeg; slantRangeKm = sqrt((Re + altitudeKm)² − (Re·cos(minElevationDeg))²) − Re·sin(minElevationDeg); overheadPassMin = periodMin·earthCentralAngleDeg/180',
  sources: ['smad-3'],
  validity: 'circular orbit over a spherical Earth that does not turn (under 7% for low orbits)',
  evaluate: ({ altitudeKm, minElevationDeg }: GroundPassInputs) => {
    const radiusKm = EARTH_RADIUS_KM + altitudeKm;
    const elevationRad = degToRad(minElevationDeg);
    const acrossKm = EARTH_RADIUS_KM * cos(elevationRad);
    const nadirRad = asin(acrossKm / radiusKm);
    const earthCentralAngleDeg = Math.max(0, 90 - minElevationDeg - radToDeg(nadirRad));
    const slantKm = Math.sqrt(radiusKm * radiusKm - acrossKm * acrossKm) - EARTH_RADIUS_KM * sin(elevationRad);
    return {
      earthCentralAngleDeg,
      slantRangeKm: Math.max(0, slantKm),
      overheadPassMin: (orbitPeriodS(radiusKm) / SECONDS_PER_MINUTE) * (earthCentralAngleDeg / 180),
    };
  },
});

interface LineOfSightInputs {
  readonly altitudeKm: number;
  readonly grazingAltitudeKm: number;
}
export const lineOfSight = defineModel({
  id: 'lineOfSight',
  section: 'orbits',
  description: 'longest straight line between two satellites at one altitude',
  parameters: {
    altitudeKm: altitudeParameter,
    grazingAltitudeKm: quantity(
      'km',
      'lowest altitude that the line may touch (80 keeps a laser out of the air)',
      0,
      2000,
      { default: 0 },
    ),
  },
  results: { rangeKm: { unit: 'km', description: 'length of the grazing line' } },
  equation: 'rangeKm = 2·sqrt((Re + altitudeKm)² − (Re + grazingAltitudeKm)²)',
  sources: ['suncatcher-2025', 'smad-3'],
  validity: 'spherical Earth, no refraction',
  problem: ({ altitudeKm, grazingAltitudeKm }) =>
    grazingAltitudeKm > altitudeKm
      ? noSolution(
          'grazingAltitudeKm',
          `grazingAltitudeKm ${grazingAltitudeKm} lies above altitudeKm ${altitudeKm}: allowed from 0 to ${altitudeKm} km`,
        )
      : null,
  evaluate: ({ altitudeKm, grazingAltitudeKm }: LineOfSightInputs) => ({
    rangeKm: 2 * Math.sqrt((altitudeKm - grazingAltitudeKm) * (altitudeKm + grazingAltitudeKm + 2 * EARTH_RADIUS_KM)),
  }),
});

export const orbitModels: readonly ModelDefinition[] = [
  circularPeriod,
  circularSpeed,
  nodalPrecession,
  perigeePrecession,
  sunSynchronousInclination,
  ltanDrift,
  earthHorizon,
  groundPass,
  lineOfSight,
];
