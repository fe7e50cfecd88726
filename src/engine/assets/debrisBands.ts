/**
 * The debris of low orbit by bands of altitude: what drag takes down, what collisions add, and where
 * the pieces of a break-up end. Expected numbers, no dice: whoever plays draws collisions from the rates.
 *
 * Objects are whole bodies (dead satellites and stages) and tracked fragments, the latter in classes of
 * area to mass, because a cloud outlives its light pieces by centuries. A band is well mixed. Everything
 * is held by plain arrays of numbers, so that an environment is JSON and a step costs microseconds.
 */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { airLayerAt, yearlyDensityKgPerM3 } from '../../physics/atmosphere.ts';
import { EARTH_MU_KM3_PER_S2, EARTH_RADIUS_KM } from '../../physics/constants.ts';
import {
  breakupFragments,
  type BreakupEvent,
  fragmentArea,
  fragmentAreaToMass,
  fragmentDeltaV,
  shellCollisionRate,
} from '../../physics/debris.ts';
import { M_PER_KM, SECONDS_PER_YEAR } from '../../units/convert.ts';
import { exp, ln, PI, pow } from '../../units/math.ts';

export interface DebrisParameters {
  /** Lower edge of the lowest band, height of one band, km; number of bands. */
  readonly lowKm: number;
  readonly stepKm: number;
  readonly bandCount: number;
  /** Classes of fragments by area to mass, m²/kg, rising. */
  readonly areaToMassM2PerKg: readonly number[];
  readonly dragCoefficient: number;
  /** Smallest fragment that is tracked and counted, m. */
  readonly minSizeM: number;
  /** A whole body: mass kg, radius of its cross-section m, Cd·A/m in m²/kg. */
  readonly intactKg: number;
  readonly intactRadiusM: number;
  readonly intactBallisticM2PerKg: number;
  readonly closingSpeedKmPerS: number;
  /** Recorded clouds over the breakup model, 0.1 to 4.3. */
  readonly yieldMultiplier: number;
}

/** Numbers of objects, lowest band first: `fragments[class][band]`. */
export interface DebrisEnvironment {
  readonly intact: readonly number[];
  readonly fragments: readonly (readonly number[])[];
}

/** Where the fragments of one break-up end, each a share of them all. */
export interface CloudShares {
  /** `bands[class][band]`. */
  readonly bands: readonly (readonly number[])[];
  /** Thrown below the lowest band, and above the highest. */
  readonly belowFrac: number;
  readonly aboveFrac: number;
}

interface FragmentClass {
  readonly ballisticM2PerKg: number;
  /** Radius of the mean fragment's cross-section, m. */
  readonly radiusM: number;
  /** Share of the class heavy enough to break a whole body up; mean mass of these and of the others, kg. */
  readonly breaksUpFrac: number;
  readonly breakingKg: number;
  readonly chippingKg: number;
}

export interface DebrisModel {
  readonly parameters: DebrisParameters;
  readonly classes: readonly FragmentClass[];
  readonly cloudOfBand: readonly CloudShares[];
  /** Pairs that collide a year in each band, per whole body squared and per whole body and fragment of a class. */
  readonly intactPairRate: readonly number[];
  readonly fragmentPairRate: readonly (readonly number[])[];
  /** Tracked fragments of two whole bodies; of one that a fragment of each class breaks up, or chips. */
  readonly pairFragments: number;
  readonly breakingFragments: readonly number[];
  readonly chippingFragments: readonly number[];
  /** What drag does at a date in a part of a step, to whole bodies and to each class. Worked out once a date. */
  readonly dragAt: (date: number, partYears: number) => DragAtDate;
}

/** In a part of a step, by band: how many times over a kind of object would fall out, and the share that stays. */
interface Drag {
  readonly exits: readonly number[];
  readonly left: readonly number[];
}
interface DragAtDate {
  readonly intact: Drag;
  readonly fragments: readonly Drag[];
}

const SIZE_QUANTILES = [0.125, 0.375, 0.625, 0.875];
const NORMAL_QUANTILES = [0.1, 0.3, 0.5, 0.7, 0.9].map((prob) => normalQuantile(prob, 0, 1));
/** Cosines of the angle between the kick and the direction of flight: even steps, for kicks in all directions. */
const KICK_COSINES = [-6, -4, -2, 0, 2, 4, 6].map((step) => step / 7);
/** Exponent of the size distribution of collision fragments. */
const SIZE_EXPONENT = 1.71;
/** What is below this at its lowest point comes down within days. */
const REENTRY_KM = 150;
/** A step is cut into parts no longer than this, so that pieces fall smoothly through several bands. */
const LONGEST_PART_YEARS = 0.125;

interface Piece {
  readonly share: number;
  readonly areaToMassM2PerKg: number;
  readonly massKg: number;
  readonly radiusM: number;
}

/** Fragments of a spacecraft as a few weighted examples over size and area to mass. */
const examplePieces = (minSizeM: number): readonly Piece[] =>
  SIZE_QUANTILES.flatMap((quantile) => {
    const sizeM = minSizeM * pow(1 - quantile, -1 / SIZE_EXPONENT);
    const { areaM2 } = fragmentArea.evaluate({ sizeM });
    const { alpha, mu1, sigma1, mu2, sigma2 } = fragmentAreaToMass.evaluate({ bodyType: 'spacecraft', sizeM });
    const each = 1 / (SIZE_QUANTILES.length * NORMAL_QUANTILES.length);
    const piece = (weight: number, logRatio: number): Piece => {
      const areaToMassM2PerKg = pow(10, logRatio);
      return {
        share: weight * each,
        areaToMassM2PerKg,
        massKg: areaM2 / areaToMassM2PerKg,
        radiusM: Math.sqrt(areaM2 / PI),
      };
    };
    return NORMAL_QUANTILES.flatMap((z) => [piece(alpha, mu1 + sigma1 * z), piece(1 - alpha, mu2 + sigma2 * z)]);
  });

const classOf = (areaToMassM2PerKg: number, classes: readonly number[]): number => {
  let best = 0;
  for (let index = 1; index < classes.length; index += 1) {
    const border = Math.sqrt((classes[index - 1] ?? 0) * (classes[index] ?? 0));
    if (areaToMassM2PerKg >= border) best = index;
  }
  return best;
};

/**
 * Height of the circular orbit that lasts as long as an ellipse. King-Hele: against a circular orbit at
 * its perigee an ellipse lasts (z/2)/(e^−z·I0(z)) times as long, z = half the span of heights over the
 * scale height; the Bessel term is taken as 1/sqrt(1 + 2πz), within a quarter of it.
 */
export const dragHeightKm = (perigeeKm: number, apogeeKm: number): number => {
  const { scaleHeightKm } = airLayerAt(perigeeKm);
  const z = (apogeeKm - perigeeKm) / (2 * scaleHeightKm);
  return Math.min(
    (perigeeKm + apogeeKm) / 2,
    perigeeKm + scaleHeightKm * ln(Math.max(1, (z / 2) * Math.sqrt(1 + 2 * PI * z))),
  );
};

/** Height at which a kicked fragment decays, or null where it comes down at once or leaves. */
const heightAfterKickKm = (altitudeKm: number, kickMPerS: number, cosine: number): number | null => {
  const radiusKm = EARTH_RADIUS_KM + altitudeKm;
  const speed = Math.sqrt(EARTH_MU_KM3_PER_S2 / radiusKm);
  const kick = kickMPerS / M_PER_KM;
  const along = speed + kick * cosine;
  // Half of what is across the flight is radial, half out of the plane.
  const across = (kick * kick * (1 - cosine * cosine)) / 2;
  const semiMajorKm = 1 / (2 / radiusKm - (along * along + 2 * across) / EARTH_MU_KM3_PER_S2);
  if (semiMajorKm <= 0) return null;
  const momentumSquared = radiusKm * radiusKm * (along * along + across);
  const eccentricity = Math.sqrt(Math.max(0, 1 - momentumSquared / (EARTH_MU_KM3_PER_S2 * semiMajorKm)));
  const perigeeKm = semiMajorKm * (1 - eccentricity) - EARTH_RADIUS_KM;
  const apogeeKm = semiMajorKm * (1 + eccentricity) - EARTH_RADIUS_KM;
  return perigeeKm < REENTRY_KM ? null : dragHeightKm(perigeeKm, apogeeKm);
};

/** Where the fragments of a break-up at a height end: light pieces are thrown farther and decay sooner. */
export const cloudShares = (parameters: DebrisParameters, altitudeKm: number, event: BreakupEvent): CloudShares => {
  const { lowKm, stepKm, bandCount, areaToMassM2PerKg, minSizeM } = parameters;
  const bands = areaToMassM2PerKg.map(() => new Array<number>(bandCount).fill(0));
  let belowFrac = 0;
  let aboveFrac = 0;
  for (const piece of examplePieces(minSizeM)) {
    const kick = fragmentDeltaV.evaluate({ areaToMassM2PerKg: piece.areaToMassM2PerKg, event });
    const share = piece.share / (NORMAL_QUANTILES.length * KICK_COSINES.length);
    const row = bands[classOf(piece.areaToMassM2PerKg, areaToMassM2PerKg)] ?? [];
    for (const z of NORMAL_QUANTILES) {
      const kickMPerS = kick.medianMPerS * pow(10, kick.sigmaLog10 * z);
      for (const cosine of KICK_COSINES) {
        const heightKm = heightAfterKickKm(altitudeKm, kickMPerS, cosine);
        // Shared between the two bands whose middles it lies between, so that its mean height is kept.
        const position = heightKm === null ? -2 : (heightKm - lowKm) / stepKm - 0.5;
        const lower = Math.floor(position);
        for (const [band, part] of [
          [lower, 1 - (position - lower)],
          [lower + 1, position - lower],
        ] as const) {
          if (band < 0) belowFrac += share * part;
          else if (band >= bandCount) aboveFrac += share * part;
          else row[band] = (row[band] ?? 0) + share * part;
        }
      }
    }
  }
  return { bands, belowFrac, aboveFrac };
};

const bandEdgesKm = ({ lowKm, stepKm }: DebrisParameters, band: number): readonly [number, number] => [
  lowKm + band * stepKm,
  lowKm + (band + 1) * stepKm,
];

/** Collisions a year of one pair of objects that fly at random in a band. */
const pairRate = (parameters: DebrisParameters, band: number, reachM: number): number => {
  const [lowAltitudeKm, highAltitudeKm] = bandEdgesKm(parameters, band);
  const shell = { crossSectionM2: PI * reachM * reachM, speedKmPerS: parameters.closingSpeedKmPerS };
  // Two objects are one pair, and the shell's rate counts n²/2 of them.
  return shellCollisionRate.evaluate({ ...shell, objects: 2, lowAltitudeKm, highAltitudeKm }).collisionsPerYear / 2;
};

const shareOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { share }) => sum + share, 0);
const meanOf = (pieces: readonly Piece[], field: 'massKg' | 'radiusM', fallback: number): number => {
  const share = shareOf(pieces);
  return share > 0 ? pieces.reduce((sum, piece) => sum + piece.share * piece[field], 0) / share : fallback;
};

const fragmentClasses = (parameters: DebrisParameters): readonly FragmentClass[] => {
  const { areaToMassM2PerKg, dragCoefficient, minSizeM, intactKg, closingSpeedKmPerS } = parameters;
  const pieces = examplePieces(minSizeM);
  const breaksUp = ({ massKg }: Piece): boolean =>
    breakupFragments.evaluate({ targetKg: intactKg, projectileKg: massKg, speedKmPerS: closingSpeedKmPerS, minSizeM })
      .catastrophic;
  return areaToMassM2PerKg.map((ratio, index) => {
    const own = pieces.filter((piece) => classOf(piece.areaToMassM2PerKg, areaToMassM2PerKg) === index);
    const share = shareOf(own);
    const { areaM2 } = fragmentArea.evaluate({ sizeM: minSizeM });
    return {
      ballisticM2PerKg: dragCoefficient * ratio,
      radiusM: meanOf(own, 'radiusM', Math.sqrt(areaM2 / PI)),
      breaksUpFrac: share > 0 ? shareOf(own.filter(breaksUp)) / share : 0,
      breakingKg: meanOf(own.filter(breaksUp), 'massKg', intactKg),
      chippingKg: meanOf(
        own.filter((piece) => !breaksUp(piece)),
        'massKg',
        areaM2 / ratio,
      ),
    };
  });
};

/** Everything that a step needs and that does not change from step to step. */
export const makeDebrisModel = (parameters: DebrisParameters): DebrisModel => {
  const { lowKm, stepKm, bandCount, intactKg, intactRadiusM, closingSpeedKmPerS, minSizeM, yieldMultiplier } =
    parameters;
  const bands = Array.from({ length: bandCount }, (_, band) => band);
  const classes = fragmentClasses(parameters);
  const drags = new Map<string, DragAtDate>();
  const dragAt = (date: number, partYears: number): DragAtDate => {
    const key = `${date}/${partYears}`;
    let known = drags.get(key);
    if (known === undefined) {
      const exitPerYear = exitPerYearAt(parameters, date);
      known = {
        intact: dragOn(parameters.intactBallisticM2PerKg, exitPerYear, partYears),
        fragments: classes.map(({ ballisticM2PerKg }) => dragOn(ballisticM2PerKg, exitPerYear, partYears)),
      };
      drags.set(key, known);
    }
    return known;
  };
  const collision = { targetKg: intactKg, speedKmPerS: closingSpeedKmPerS, minSizeM, yieldMultiplier };
  return {
    parameters,
    classes,
    cloudOfBand: bands.map((band) => cloudShares(parameters, lowKm + (band + 0.5) * stepKm, 'collision')),
    intactPairRate: bands.map((band) => pairRate(parameters, band, 2 * intactRadiusM)),
    fragmentPairRate: classes.map(({ radiusM }) =>
      bands.map((band) => pairRate(parameters, band, intactRadiusM + radiusM)),
    ),
    pairFragments: breakupFragments.evaluate({ ...collision, projectileKg: intactKg }).fragments,
    breakingFragments: classes.map(
      ({ breakingKg }) => breakupFragments.evaluate({ ...collision, projectileKg: breakingKg }).fragments,
    ),
    chippingFragments: classes.map(
      ({ chippingKg }) => breakupFragments.evaluate({ ...collision, projectileKg: chippingKg }).fragments,
    ),
    dragAt,
  };
};

export const emptyEnvironment = ({ parameters, classes }: DebrisModel): DebrisEnvironment => ({
  intact: new Array<number>(parameters.bandCount).fill(0),
  fragments: classes.map(() => new Array<number>(parameters.bandCount).fill(0)),
});

/** Adds the fragments of one break-up; the shares below the lowest and above the highest band are gone. */
export const addCloud = (environment: DebrisEnvironment, cloud: CloudShares, fragments: number): DebrisEnvironment => ({
  intact: environment.intact,
  fragments: environment.fragments.map((row, index) =>
    row.map((count, band) => count + fragments * (cloud.bands[index]?.[band] ?? 0)),
  ),
});

/** Spreads a known number of fragments of one band over the classes, as a break-up would make them. */
export const classShares = ({ parameters, classes }: DebrisModel): readonly number[] => {
  const pieces = examplePieces(parameters.minSizeM);
  return classes.map((_, index) =>
    shareOf(pieces.filter((piece) => classOf(piece.areaToMassM2PerKg, parameters.areaToMassM2PerKg) === index)),
  );
};

export interface DebrisStepInputs {
  /** Date at which the step begins: 2026 is 1 January 2026. */
  readonly startYear: number;
  readonly years: number;
  /** Whole bodies that come to lie dead in each band over the step; none by default. */
  readonly addedIntact?: readonly number[];
  /** False where somebody else draws the collisions: then only drag acts. */
  readonly collides?: boolean;
}

export interface DebrisStep {
  readonly environment: DebrisEnvironment;
  /** Expected in each band over the step: collisions that break both bodies up, and those that chip one. */
  readonly breakups: readonly number[];
  readonly chippings: readonly number[];
}

/** Fall of 1 m²/kg at a height and date, km a year. */
const fallKmPerYear = (altitudeKm: number, date: number): number =>
  // An annual mean belongs to the middle of its year.
  yearlyDensityKgPerM3(altitudeKm, date - 0.5) *
  Math.sqrt(EARTH_MU_KM3_PER_S2 * (EARTH_RADIUS_KM + altitudeKm)) *
  M_PER_KM *
  SECONDS_PER_YEAR;

/**
 * One over the years that 1 m²/kg takes from the middle of a band to the middle of the one below, by
 * Simpson's rule. From middle to middle, so that the times add up to the lifetime of a piece that starts
 * in the middle of a band, which is where a mean piece of the band is.
 */
const exitPerYearAt = ({ lowKm, stepKm, bandCount }: DebrisParameters, date: number): readonly number[] => {
  const yearsPerKm = Array.from(
    { length: 2 * bandCount + 1 },
    (_, index) => 1 / fallKmPerYear(lowKm + ((index - 1) * stepKm) / 2, date),
  );
  return Array.from({ length: bandCount }, (_, band) => {
    const [low = 0, middle = 0, high = 0] = yearsPerKm.slice(2 * band, 2 * band + 3);
    return 6 / (stepKm * (low + 4 * middle + high));
  });
};

const dragOn = (ballisticM2PerKg: number, exitPerYear: readonly number[], partYears: number): Drag => {
  const exits = exitPerYear.map((perYear) => ballisticM2PerKg * perYear * partYears);
  return { exits, left: exits.map((each) => exp(-each)) };
};

/** Drag on one kind of object in equal parts of time: what leaves a band enters the one below; exact for an even inflow. */
const fallThrough = (counts: number[], { exits, left }: Drag, parts: number): void => {
  if (counts.every((count) => count === 0)) return;
  for (let part = 0; part < parts; part += 1) {
    let inflow = 0;
    for (let band = counts.length - 1; band >= 0; band -= 1) {
      const before = counts[band] ?? 0;
      const bandExits = exits[band] ?? 0;
      const bandLeft = left[band] ?? 0;
      const after = before * bandLeft + (bandExits > 1e-9 ? (inflow * (1 - bandLeft)) / bandExits : inflow);
      inflow += before - after;
      counts[band] = after;
    }
  }
};

/** Lets time pass: drag with the Sun's activity of the date, and, if wanted, collisions and their fragments. */
export const stepDebris = (
  model: DebrisModel,
  environment: DebrisEnvironment,
  { startYear, years, addedIntact, collides = true }: DebrisStepInputs,
): DebrisStep => {
  const { parameters } = model;
  const intact = environment.intact.map((count, band) => count + (addedIntact?.[band] ?? 0));
  const fragments = environment.fragments.map((row) => row.slice());
  const breakups = new Array<number>(parameters.bandCount).fill(0);
  const chippings = new Array<number>(parameters.bandCount).fill(0);
  if (collides) collide(model, intact, fragments, years, breakups, chippings);
  const parts = Math.ceil(years / LONGEST_PART_YEARS);
  const drag = model.dragAt(startYear + years / 2, years / parts);
  fallThrough(intact, drag.intact, parts);
  for (const [index, ofClass] of drag.fragments.entries()) fallThrough(fragments[index] ?? [], ofClass, parts);
  return { environment: { intact, fragments }, breakups, chippings };
};

/** Expected collisions of a step, taken out of the whole bodies and put back as fragments. */
const collide = (
  model: DebrisModel,
  intact: number[],
  fragments: readonly number[][],
  years: number,
  breakups: number[],
  chippings: number[],
): void => {
  const { classes, intactPairRate, fragmentPairRate, cloudOfBand, pairFragments } = model;
  const born = new Array<number>(intact.length).fill(0);
  for (let band = 0; band < intact.length; band += 1) {
    const whole = intact[band] ?? 0;
    if (whole <= 0) continue;
    const pairs = 0.5 * whole * whole * (intactPairRate[band] ?? 0) * years;
    let broken = pairs;
    let made = pairs * pairFragments;
    for (let index = 0; index < classes.length; index += 1) {
      const count = fragments[index]?.[band] ?? 0;
      if (count === 0) continue;
      const breaksUpFrac = classes[index]?.breaksUpFrac ?? 0;
      const hits = whole * count * (fragmentPairRate[index]?.[band] ?? 0) * years;
      broken += hits * breaksUpFrac;
      chippings[band] = (chippings[band] ?? 0) + hits * (1 - breaksUpFrac);
      const breaking = breaksUpFrac * (model.breakingFragments[index] ?? 0);
      made += hits * (breaking + (1 - breaksUpFrac) * (model.chippingFragments[index] ?? 0));
    }
    breakups[band] = broken;
    intact[band] = Math.max(0, whole - broken - pairs);
    born[band] = made;
  }
  for (let band = 0; band < born.length; band += 1) {
    const made = born[band] ?? 0;
    if (made <= 0) continue;
    for (const [index, row] of fragments.entries()) {
      const shares = cloudOfBand[band]?.bands[index] ?? [];
      for (let to = 0; to < row.length; to += 1) row[to] = (row[to] ?? 0) + made * (shares[to] ?? 0);
    }
  }
};
