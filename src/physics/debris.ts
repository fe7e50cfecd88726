/**
 * Debris: what a collision or an explosion leaves (NASA standard breakup model), and what a
 * density of objects does to those that fly through it (kinetic gas).
 */
import { SECONDS_PER_YEAR } from '../units/convert.ts';
import { log10, PI, pow } from '../units/math.ts';
import { EARTH_RADIUS_KM } from './constants.ts';
import { defineModel, type ModelDefinition } from './model.ts';
import { oneMinusExp } from './probability.ts';
import { quantity } from './quantity.ts';

/** Specific energy from which a collision breaks up both bodies wholly, J/g. */
const CATASTROPHIC_J_PER_G = 40;
/** Below this fragments are measured as cubes, above as what hypervelocity tests left. */
const SMALL_AREA_SIZE_M = 0.00167;
/** Between these the single and the double normal distribution of area-to-mass are blended. */
const SMALL_FRAGMENT_M = 0.08;
const LARGE_FRAGMENT_M = 0.11;
const KM2_PER_M2 = 1e-6;

const MIN_SIZE_PARAMETER = quantity('m', 'smallest fragment counted (characteristic length)', 0.0001, 10);
const SIZE_PARAMETER = quantity('m', 'characteristic length of the fragment', 0.0001, 10);
const YIELD_PARAMETER = quantity('1', 'multiplier of the count', 0, 100, { default: 1 });
const SPEED_PARAMETER = quantity('km/s', 'relative speed', 0, 30, { minExclusive: true });

export const breakupFragments = defineModel({
  id: 'breakupFragments',
  section: 'debris',
  description: 'Fragments of a collision in orbit',
  parameters: {
    targetKg: quantity('kg', 'mass of one body', 1e-6, 1e7),
    projectileKg: quantity('kg', 'mass of the other body', 1e-9, 1e7),
    speedKmPerS: SPEED_PARAMETER,
    minSizeM: MIN_SIZE_PARAMETER,
    yieldMultiplier: YIELD_PARAMETER,
  },
  results: {
    catastrophic: { unit: '', description: 'whether both bodies break up wholly' },
    fragments: { unit: '1', description: 'fragments larger than minSizeM, not rounded' },
    energyJPerG: { unit: 'J/g', description: 'energy of the lighter body per gram of the heavier' },
    fragmentMassKg: { unit: 'kg', description: 'mass that the count follows' },
  },
  equation:
    'energyJPerG = m_p v^2 / (2 m_t), m_p the lighter body; catastrophic where energyJPerG >= 40: M = m_t + m_p; else: M = m_p v^2 (kg, km/s); fragments = yieldMultiplier * 0.1 M^0.75 minSizeM^-1.71',
  sources: ['johnson-2001', 'krisko-2011', 'nasa-breakup-model-cpp'],
  validity:
    'Sizes of about 1 mm to 1 m. The mass for non-catastrophic collisions is the 2011 correction (v squared), not the 2001 print. Recorded clouds lie between 0.1 (USA-193) and 4.3 (Fengyun-1C) times the model: yieldMultiplier.',
  evaluate: ({
    targetKg,
    projectileKg,
    speedKmPerS,
    minSizeM,
    yieldMultiplier = 1,
  }: {
    targetKg: number;
    projectileKg: number;
    speedKmPerS: number;
    minSizeM: number;
    yieldMultiplier?: number;
  }) => {
    const lighterKg = Math.min(targetKg, projectileKg);
    const heavierKg = Math.max(targetKg, projectileKg);
    // kg (km/s)² over kg is MJ/kg, which is 1000 J/g.
    const energyJPerG = (lighterKg * speedKmPerS * speedKmPerS * 1000) / (2 * heavierKg);
    const catastrophic = energyJPerG >= CATASTROPHIC_J_PER_G;
    const fragmentMassKg = catastrophic ? lighterKg + heavierKg : lighterKg * speedKmPerS * speedKmPerS;
    const fragments = yieldMultiplier * 0.1 * pow(fragmentMassKg, 0.75) * pow(minSizeM, -1.71);
    return { catastrophic, fragments, energyJPerG, fragmentMassKg };
  },
});

export const explosionFragments = defineModel({
  id: 'explosionFragments',
  section: 'debris',
  description: 'Fragments of an explosion in orbit',
  parameters: {
    scale: quantity('1', 'scale: 1 for an upper stage of 600 to 1000 kg', 0, 10),
    minSizeM: MIN_SIZE_PARAMETER,
  },
  results: { fragments: { unit: '1', description: 'fragments larger than minSizeM, not rounded' } },
  equation: 'fragments = 6 scale minSizeM^-1.6',
  sources: ['johnson-2001', 'nasa-breakup-model-cpp'],
  validity: 'Sizes of about 1 mm to 1 m; scale between 0.1 and 1 for other bodies.',
  evaluate: ({ scale, minSizeM }: { scale: number; minSizeM: number }) => ({
    fragments: 6 * scale * pow(minSizeM, -1.6),
  }),
});

export const fragmentArea = defineModel({
  id: 'fragmentArea',
  section: 'debris',
  description: 'Mean cross-section of a fragment',
  parameters: { sizeM: SIZE_PARAMETER },
  results: { areaM2: { unit: 'm²', description: 'mean cross-section' } },
  equation: 'areaM2 = 0.540424 sizeM^2 below 0.00167 m; areaM2 = 0.556945 sizeM^2.0047077 for larger ones',
  sources: ['johnson-2001', 'nasa-breakup-model-cpp'],
  validity: 'Mean over tumbling.',
  evaluate: ({ sizeM }: { sizeM: number }) => ({
    areaM2: sizeM < SMALL_AREA_SIZE_M ? 0.540424 * sizeM * sizeM : 0.556945 * pow(sizeM, 2.0047077),
  }),
});

export const BODY_TYPES = ['spacecraft', 'rocketBody'] as const;
export type BodyType = (typeof BODY_TYPES)[number];

/** Two normal distributions of log10 of area-to-mass, weighted alpha and 1 − alpha. */
type AreaToMass = {
  readonly alpha: number;
  readonly mu1: number;
  readonly sigma1: number;
  readonly mu2: number;
  readonly sigma2: number;
};

/** `from` up to `low`, `to` from `high`, and the model's own line between; its rounded slope leaves a gap of 1e-4 at most. */
const ramp = (lambda: number, low: number, high: number, from: number, to: number, slope: number): number => {
  if (lambda <= low) return from;
  return lambda >= high ? to : from + slope * (lambda - low);
};

const largeAreaToMass = (bodyType: BodyType, lambda: number): AreaToMass =>
  bodyType === 'spacecraft'
    ? {
        alpha: ramp(lambda, -1.95, 0.55, 0, 1, 0.4),
        mu1: ramp(lambda, -1.1, 0, -0.6, -0.95, -0.318),
        sigma1: ramp(lambda, -1.3, -0.3, 0.1, 0.3, 0.2),
        mu2: ramp(lambda, -0.7, -0.1, -1.2, -2, -1.333),
        sigma2: ramp(lambda, -0.5, -0.3, 0.5, 0.3, -1),
      }
    : {
        alpha: ramp(lambda, -1.4, 0, 1, 0.5, -0.3571),
        mu1: ramp(lambda, -0.5, 0, -0.45, -0.9, -0.9),
        sigma1: 0.55,
        mu2: -0.9,
        sigma2: ramp(lambda, -1, 0.1, 0.28, 0.1, -0.1636),
      };

const smallAreaToMass = (lambda: number): AreaToMass => {
  const mu = ramp(lambda, -1.75, -1.25, -0.3, -1, -1.4);
  const sigma = lambda <= -3.5 ? 0.2 : 0.2 + 0.1333 * (lambda + 3.5);
  return { alpha: 1, mu1: mu, sigma1: sigma, mu2: mu, sigma2: sigma };
};

const blended = (small: AreaToMass, large: AreaToMass, largeShare: number): AreaToMass => {
  const mix = (key: keyof AreaToMass): number => small[key] + (large[key] - small[key]) * largeShare;
  return { alpha: mix('alpha'), mu1: mix('mu1'), sigma1: mix('sigma1'), mu2: mix('mu2'), sigma2: mix('sigma2') };
};

export const fragmentAreaToMass = defineModel({
  id: 'fragmentAreaToMass',
  section: 'debris',
  description: 'Distribution of the area-to-mass ratio of fragments of a size',
  parameters: {
    bodyType: { kind: 'choice', unit: '', description: 'what broke up', choices: BODY_TYPES },
    sizeM: SIZE_PARAMETER,
  },
  results: {
    alpha: { unit: '1', description: 'weight of the first normal distribution; the second has 1 - alpha' },
    mu1: { unit: '1', description: 'mean of log10(m²/kg), first' },
    sigma1: { unit: '1', description: 'standard deviation of log10(m²/kg), first' },
    mu2: { unit: '1', description: 'mean, second' },
    sigma2: { unit: '1', description: 'standard deviation, second' },
  },
  equation:
    'lambda = log10(sizeM). Above 0.11 m, spacecraft: alpha = 0.3 + 0.4 (lambda + 1.2); mu1 = -0.6 - 0.318 (lambda + 1.1); sigma1 = 0.1 + 0.2 (lambda + 1.3); mu2 = -1.2 - 1.333 (lambda + 0.7); sigma2 = 0.5 - (lambda + 0.5). rocketBody: alpha = 1 - 0.3571 (lambda + 1.4); mu1 = -0.45 - 0.9 (lambda + 0.5); sigma1 = 0.55; mu2 = -0.9; sigma2 = 0.28 - 0.1636 (lambda + 1). Below 0.08 m: alpha = 1, mu = -0.3 - 1.4 (lambda + 1.75), sigma = 0.2 + 0.1333 (lambda + 3.5). Each between its limits, constant outside',
  sources: ['johnson-2001', 'mocat-mc', 'nasa-breakup-model-cpp'],
  validity:
    "A mixture of two densities (Johnson 2001), not a weighted sum of two deviates. Below 8 cm one normal distribution: alpha 1 and both components equal. Between 8 and 11 cm every parameter is blended in a straight line in sizeM. The sign of the rocket body's sigma2 follows MOCAT-MC, not the slip in the C++ port.",
  evaluate: ({ bodyType, sizeM }: { bodyType: BodyType; sizeM: number }) => {
    const lambda = log10(sizeM);
    const largeShare = (sizeM - SMALL_FRAGMENT_M) / (LARGE_FRAGMENT_M - SMALL_FRAGMENT_M);
    if (largeShare <= 0) return smallAreaToMass(lambda);
    if (largeShare >= 1) return largeAreaToMass(bodyType, lambda);
    return blended(smallAreaToMass(lambda), largeAreaToMass(bodyType, lambda), largeShare);
  },
});

export const BREAKUP_EVENTS = ['collision', 'explosion'] as const;
export type BreakupEvent = (typeof BREAKUP_EVENTS)[number];

export const fragmentDeltaV = defineModel({
  id: 'fragmentDeltaV',
  section: 'debris',
  description: 'Speed at which fragments of an area-to-mass ratio leave the breakup',
  parameters: {
    areaToMassM2PerKg: quantity('m²/kg', 'area-to-mass ratio of the fragment', 1e-6, 1e4),
    event: { kind: 'choice', unit: '', description: 'kind of breakup', choices: BREAKUP_EVENTS },
  },
  results: {
    medianMPerS: { unit: 'm/s', description: 'median speed change' },
    sigmaLog10: { unit: '1', description: 'standard deviation of log10 of the speed change' },
  },
  equation:
    'collision: log10(medianMPerS) = 0.9 log10(areaToMassM2PerKg) + 2.9; explosion: log10(medianMPerS) = 0.2 log10(areaToMassM2PerKg) + 1.85; standard deviation 0.4',
  sources: ['johnson-2001', 'mocat-mc'],
  validity: 'Direction is isotropic.',
  evaluate: ({ areaToMassM2PerKg, event }: { areaToMassM2PerKg: number; event: BreakupEvent }) => {
    const chi = log10(areaToMassM2PerKg);
    return { medianMPerS: pow(10, event === 'collision' ? 0.9 * chi + 2.9 : 0.2 * chi + 1.85), sigmaLog10: 0.4 };
  },
});

const DENSITY_PARAMETER = quantity('1/km³', 'spatial density of objects', 0, 1);

/** Hits a year on a square kilometre. */
const fluxOf = (densityPerKm3: number, speedKmPerS: number): number => densityPerKm3 * speedKmPerS * SECONDS_PER_YEAR;

export const collisionFlux = defineModel({
  id: 'collisionFlux',
  section: 'debris',
  description: 'Flux of objects on a surface that flies among them',
  parameters: { densityPerKm3: DENSITY_PARAMETER, speedKmPerS: SPEED_PARAMETER },
  results: { fluxPerKm2PerYear: { unit: '1/km²/yr', description: 'hits on a square kilometre a year' } },
  equation: 'fluxPerKm2PerYear = densityPerKm3 speedKmPerS * 31557600 s',
  sources: ['kessler-1978'],
  validity: 'Kinetic gas: directions at random, nobody avoids anybody. Mean impact speed in low orbit about 10 km/s.',
  evaluate: ({ densityPerKm3, speedKmPerS }: { densityPerKm3: number; speedKmPerS: number }) => ({
    fluxPerKm2PerYear: fluxOf(densityPerKm3, speedKmPerS),
  }),
});

export const hitProbability = defineModel({
  id: 'hitProbability',
  section: 'debris',
  description: 'Chance of being hit at least once',
  parameters: {
    densityPerKm3: DENSITY_PARAMETER,
    speedKmPerS: SPEED_PARAMETER,
    areaM2: quantity('m²', 'cross-section', 0, 1e10),
    years: quantity('yr', 'time', 0, 1000),
  },
  results: {
    hitProb: { unit: '1', description: 'chance of at least one hit' },
    expectedHits: { unit: '1', description: 'expected number of hits' },
  },
  equation: 'expectedHits = collisionFlux areaM2 / 1e6 years; hitProb = 1 - exp(-expectedHits)',
  sources: ['kessler-1978'],
  validity: 'As collisionFlux.',
  evaluate: ({
    densityPerKm3,
    speedKmPerS,
    areaM2,
    years,
  }: {
    densityPerKm3: number;
    speedKmPerS: number;
    areaM2: number;
    years: number;
  }) => {
    const expectedHits = fluxOf(densityPerKm3, speedKmPerS) * areaM2 * KM2_PER_M2 * years;
    return { hitProb: oneMinusExp(expectedHits), expectedHits };
  },
});

const SHELL_PARAMETERS = {
  crossSectionM2: quantity('m²', 'cross-section of a pair: pi (r1 + r2)^2', 1e-6, 1e8),
  speedKmPerS: SPEED_PARAMETER,
  lowAltitudeKm: quantity('km', 'lower edge of the shell', 0, 100_000),
  highAltitudeKm: quantity('km', 'upper edge of the shell', 0, 100_000),
};
interface Shell {
  readonly crossSectionM2: number;
  readonly speedKmPerS: number;
  readonly lowAltitudeKm: number;
  readonly highAltitudeKm: number;
}

const shellProblem = ({ lowAltitudeKm, highAltitudeKm }: Shell) =>
  highAltitudeKm > lowAltitudeKm
    ? null
    : {
        code: 'model/conflicting-parameters' as const,
        parameter: 'highAltitudeKm',
        message: 'highAltitudeKm must lie above lowAltitudeKm',
      };

const shellVolumeKm3 = ({ lowAltitudeKm, highAltitudeKm }: Shell): number => {
  const low = EARTH_RADIUS_KM + lowAltitudeKm;
  const high = EARTH_RADIUS_KM + highAltitudeKm;
  return (4 / 3) * PI * (high - low) * (high * high + high * low + low * low);
};

/** Collisions a year of one pair of objects at random places in the shell. */
const pairRatePerYear = (shell: Shell): number =>
  (shell.crossSectionM2 * KM2_PER_M2 * shell.speedKmPerS * SECONDS_PER_YEAR) / shellVolumeKm3(shell);

export const shellCollisionRate = defineModel({
  id: 'shellCollisionRate',
  section: 'debris',
  description: 'Collisions a year among objects at random in a shell',
  parameters: { objects: quantity('1', 'objects in the shell', 0, 1e9), ...SHELL_PARAMETERS },
  results: {
    collisionsPerYear: { unit: '1/yr', description: 'collisions a year' },
    volumeKm3: { unit: 'km³', description: 'volume of the shell' },
  },
  equation:
    'volumeKm3 = 4/3 pi ((Re + highAltitudeKm)^3 - (Re + lowAltitudeKm)^3); collisionsPerYear = objects^2 crossSectionM2 speedKmPerS * 31557600 s / (2 volumeKm3)',
  sources: ['kessler-1978'],
  validity: 'One kind of object, kinetic gas, nobody avoids anybody.',
  problem: shellProblem,
  evaluate: ({ objects, ...shell }: Shell & { readonly objects: number }) => ({
    collisionsPerYear: 0.5 * objects * objects * pairRatePerYear(shell),
    volumeKm3: shellVolumeKm3(shell),
  }),
});

export const cascadeThreshold = defineModel({
  id: 'cascadeThreshold',
  section: 'debris',
  description: 'Number of objects in a shell above which collisions make more than drag removes',
  parameters: {
    ...SHELL_PARAMETERS,
    fragmentsPerCollision: quantity('1', 'objects that a collision adds', 1, 1e7),
    lifetimeYears: quantity('yr', 'mean time an object stays in the shell', 0.001, 1e6),
  },
  results: {
    objects: { unit: '1', description: 'threshold' },
    growthPerObjectYear: { unit: '1/yr', description: 'k of dN/dt = -N / lifetimeYears + k N^2' },
  },
  equation:
    'dN/dt = -N / lifetimeYears + k N^2; k = fragmentsPerCollision crossSectionM2 speedKmPerS * 31557600 s / (2 volumeKm3); objects = 1 / (lifetimeYears k)',
  sources: ['kessler-1991'],
  validity: 'A toy: no launches, one kind of object, all fragments able to break up others.',
  problem: shellProblem,
  evaluate: ({
    fragmentsPerCollision,
    lifetimeYears,
    ...shell
  }: Shell & { readonly fragmentsPerCollision: number; readonly lifetimeYears: number }) => {
    const growthPerObjectYear = 0.5 * fragmentsPerCollision * pairRatePerYear(shell);
    return { objects: 1 / (lifetimeYears * growthPerObjectYear), growthPerObjectYear };
  },
});

export const debrisModels: readonly ModelDefinition[] = [
  breakupFragments,
  explosionFragments,
  fragmentArea,
  fragmentAreaToMass,
  fragmentDeltaV,
  collisionFlux,
  hitProbability,
  shellCollisionRate,
  cascadeThreshold,
];
