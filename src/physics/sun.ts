/**
 * The Sun as an orbit sees it: where it stands, at what angle to the plane, how long the Earth
 * hides it, and what a dawn–dusk orbit gets over a year.
 *
 * The shadow is a cylinder without penumbra on circular orbits: within 1% of a conical shadow for
 * low orbits. The Sun's place is good to 0.015°.
 */
import { degToRad, radToDeg, SECONDS_PER_MINUTE, wrapDeg360 } from '../units/convert.ts';
import { acos, asin, atan2, cos, PI, sin } from '../units/math.ts';
import { EARTH_RADIUS_KM } from './constants.ts';
import { defineModel, type ModelDefinition } from './model.ts';
import { orbitPeriodS, sunSynchronousInclinationRad } from './orbits.ts';
import { altitudeParameter, inclinationParameter, sunSynchronousAltitudeParameter } from './parameters.ts';
import { quantity } from './quantity.ts';

const J2000_JULIAN_DATE = 2_451_545;
const DAYS_PER_CENTURY = 36_525;
const DEGREES_PER_HOUR = 15;

/** Geocentric Sun, radians; `meanLongitudeRad` is the right ascension of the mean Sun. */
interface SunPlace {
  readonly rightAscensionRad: number;
  readonly declinationRad: number;
  readonly meanLongitudeRad: number;
}

const sunPlace = (julianDate: number): SunPlace => {
  const centuries = (julianDate - J2000_JULIAN_DATE) / DAYS_PER_CENTURY;
  const meanLongitudeDeg = 280.46 + 36_000.771 * centuries;
  const anomalyRad = degToRad(wrapDeg360(357.527_723_3 + 35_999.050_34 * centuries));
  const longitudeRad = degToRad(
    wrapDeg360(meanLongitudeDeg + 1.914_666_471 * sin(anomalyRad) + 0.019_994_643 * sin(2 * anomalyRad)),
  );
  const obliquityRad = degToRad(23.439_291 - 0.013_004_2 * centuries);
  const sine = sin(longitudeRad);
  return {
    rightAscensionRad: atan2(cos(obliquityRad) * sine, cos(longitudeRad)),
    declinationRad: asin(sin(obliquityRad) * sine),
    meanLongitudeRad: degToRad(wrapDeg360(meanLongitudeDeg)),
  };
};

/** Sine of the angle between the Sun and the orbital plane; positive on the side of the orbit normal. */
const sinBeta = (inclinationRad: number, nodeFromSunRad: number, declinationRad: number): number =>
  cos(declinationRad) * sin(inclinationRad) * sin(nodeFromSunRad) + sin(declinationRad) * cos(inclinationRad);

/** Share of a circular orbit inside a cylindrical shadow; `cosBeta` is not negative. */
const shadowFrac = (altitudeKm: number, cosBeta: number): number => {
  const horizonKm = Math.sqrt(altitudeKm * (altitudeKm + 2 * EARTH_RADIUS_KM));
  const reachKm = (EARTH_RADIUS_KM + altitudeKm) * cosBeta;
  return horizonKm >= reachKm ? 0 : acos(horizonKm / reachKm) / PI;
};

export const sunPosition = defineModel({
  id: 'sunPosition',
  section: 'orbits',
  description: 'apparent place of the Sun',
  parameters: {
    julianDate: quantity('d', 'Julian date (2451545 is noon of 1 January 2000)', 2_415_020.5, 2_524_593.5),
  },
  results: {
    rightAscensionDeg: { unit: 'deg', description: 'from 0 to 360' },
    declinationDeg: { unit: 'deg', description: 'north positive' },
  },
  equation:
    'T = (julianDate − 2451545)/36525; L = 280.460 + 36000.771·T; M = 357.5277233 + 35999.05034·T; λ = L + 1.914666471·sin M + 0.019994643·sin 2M; ε = 23.439291 − 0.0130042·T; tan(rightAscensionDeg) = cos ε·tan λ; sin(declinationDeg) = sin ε·sin λ',
  sources: ['vallado-2013', 'celestrak-fundamentals'],
  validity: 'within 0.015° of an ephemeris from 1900 to 2100, 0.02° to 2200',
  evaluate: ({ julianDate }: { readonly julianDate: number }) => {
    const { rightAscensionRad, declinationRad } = sunPlace(julianDate);
    return { rightAscensionDeg: wrapDeg360(radToDeg(rightAscensionRad)), declinationDeg: radToDeg(declinationRad) };
  },
});

const sunAngleParameters = {
  sunRightAscensionDeg: quantity('deg', 'of the Sun', -360, 360),
  sunDeclinationDeg: quantity('deg', 'of the Sun', -90, 90),
} as const;

interface BetaInputs {
  readonly inclinationDeg: number;
  readonly raanDeg: number;
  readonly sunRightAscensionDeg: number;
  readonly sunDeclinationDeg: number;
}
export const betaAngle = defineModel({
  id: 'betaAngle',
  section: 'orbits',
  description: 'angle between the Sun and the orbital plane',
  parameters: {
    inclinationDeg: inclinationParameter,
    raanDeg: quantity('deg', 'right ascension of the ascending node', -360, 360),
    ...sunAngleParameters,
  },
  results: { betaDeg: { unit: 'deg', description: 'from −90 to 90; positive on the side of the orbit normal' } },
  equation:
    'sin(betaDeg) = cos(sunDeclinationDeg)·sin(inclinationDeg)·sin(raanDeg − sunRightAscensionDeg) + sin(sunDeclinationDeg)·cos(inclinationDeg)',
  sources: ['smad-3', 'vallado-2013'],
  validity: 'exact geometry',
  evaluate: ({ inclinationDeg, raanDeg, sunRightAscensionDeg, sunDeclinationDeg }: BetaInputs) => {
    const sine = sinBeta(
      degToRad(inclinationDeg),
      degToRad(raanDeg - sunRightAscensionDeg),
      degToRad(sunDeclinationDeg),
    );
    return { betaDeg: radToDeg(asin(Math.max(-1, Math.min(1, sine)))) };
  },
});

interface EclipseInputs {
  readonly altitudeKm: number;
  readonly betaDeg: number;
}
export const eclipseFraction = defineModel({
  id: 'eclipseFraction',
  section: 'orbits',
  description: 'share of a revolution spent in the shadow of the Earth',
  parameters: {
    altitudeKm: altitudeParameter,
    betaDeg: quantity('deg', 'angle between the Sun and the orbital plane', -90, 90),
  },
  results: {
    eclipseFrac: { unit: '1', description: 'share of the period' },
    eclipseMin: { unit: 'min', description: 'duration of one eclipse' },
  },
  equation:
    'eclipseFrac = (1/π)·acos(sqrt(altitudeKm² + 2·Re·altitudeKm)/((Re + altitudeKm)·cos(betaDeg))), 0 where the argument exceeds 1; eclipseMin = eclipseFrac·periodMin',
  sources: ['smad-3'],
  validity:
    'circular orbit, cylindrical shadow of the equatorial radius, no penumbra: within 1% of a conical shadow in low orbit',
  evaluate: ({ altitudeKm, betaDeg }: EclipseInputs) => {
    const eclipseFrac = shadowFrac(altitudeKm, Math.abs(cos(degToRad(betaDeg))));
    return { eclipseFrac, eclipseMin: (eclipseFrac * orbitPeriodS(EARTH_RADIUS_KM + altitudeKm)) / SECONDS_PER_MINUTE };
  },
});

interface SunlitInputs {
  readonly xKm: number;
  readonly yKm: number;
  readonly zKm: number;
  readonly sunRightAscensionDeg: number;
  readonly sunDeclinationDeg: number;
}
const coordinate = (axis: string) => quantity('km', `equatorial inertial ${axis} of the satellite`, -500_000, 500_000);

export const sunlit = defineModel({
  id: 'sunlit',
  section: 'orbits',
  description: 'whether a place in space lies in sunlight',
  parameters: { xKm: coordinate('x'), yKm: coordinate('y'), zKm: coordinate('z'), ...sunAngleParameters },
  results: { sunlit: { unit: '', description: 'false inside the cylinder of the Earth’s shadow' } },
  equation: 'in shadow where both hold: r·s < 0; |r − (r·s)·s| < Re; s the unit vector to the Sun',
  sources: ['vallado-2013', 'celestrak-fundamentals'],
  validity: 'cylindrical shadow: up to half a minute off at the edges, where the penumbra is',
  evaluate: ({ xKm, yKm, zKm, sunRightAscensionDeg, sunDeclinationDeg }: SunlitInputs) => {
    const rightAscensionRad = degToRad(sunRightAscensionDeg);
    const declinationRad = degToRad(sunDeclinationDeg);
    const sunwardKm =
      cos(declinationRad) * (xKm * cos(rightAscensionRad) + yKm * sin(rightAscensionRad)) + zKm * sin(declinationRad);
    const axisDistanceSquared = xKm * xKm + yKm * yKm + zKm * zKm - sunwardKm * sunwardKm;
    return { sunlit: sunwardKm >= 0 || axisDistanceSquared >= EARTH_RADIUS_KM * EARTH_RADIUS_KM };
  },
});

/** The year that `dawnDuskYear` steps through; another changes nothing that its result shows. */
const YEAR_START_JULIAN_DATE = 2_461_041.5;
const YEAR_DAYS = 365;
const yearOfSun: readonly SunPlace[] = Array.from({ length: YEAR_DAYS }, (_, day) =>
  sunPlace(YEAR_START_JULIAN_DATE + day + 0.5),
);

interface DawnDuskInputs {
  readonly altitudeKm: number;
  readonly ltanH: number;
}
export const dawnDuskYear = defineModel({
  id: 'dawnDuskYear',
  section: 'orbits',
  description: 'eclipses of a sun-synchronous orbit over a year',
  parameters: {
    altitudeKm: sunSynchronousAltitudeParameter,
    ltanH: quantity('h', 'local mean solar time of the ascending node (6 or 18 is dawn–dusk)', 0, 24, { default: 18 }),
  },
  results: {
    maxEclipseMin: { unit: 'min', description: 'longest eclipse of the year' },
    eclipseDays: { unit: 'd', description: 'days of the year with eclipses' },
    sunlitFrac: { unit: '1', description: 'share of the year in sunlight' },
  },
  equation:
    'for each day: raanDeg = L + 15·(ltanH − 12); betaDeg = betaAngle(i, raanDeg, sunRightAscensionDeg, sunDeclinationDeg); eclipse = eclipseFraction(altitudeKm, betaDeg); L the mean longitude of the Sun, i the sun-synchronous inclination',
  sources: ['vallado-2013', 'smad-3', 'hinode-nasa'],
  validity: 'circular orbit with its node held exactly; one step a day through 2026, cylindrical shadow',
  evaluate: ({ altitudeKm, ltanH }: DawnDuskInputs) => {
    const radiusKm = EARTH_RADIUS_KM + altitudeKm;
    const inclinationRad = sunSynchronousInclinationRad(radiusKm, 0);
    const nodeFromMeanSunRad = degToRad((ltanH - 12) * DEGREES_PER_HOUR);
    let maxFrac = 0;
    let sumFrac = 0;
    let eclipseDays = 0;
    for (const sun of yearOfSun) {
      const nodeFromSunRad = sun.meanLongitudeRad + nodeFromMeanSunRad - sun.rightAscensionRad;
      const sine = sinBeta(inclinationRad, nodeFromSunRad, sun.declinationRad);
      const frac = shadowFrac(altitudeKm, Math.sqrt(Math.max(0, 1 - sine * sine)));
      if (frac > 0) eclipseDays += 1;
      if (frac > maxFrac) maxFrac = frac;
      sumFrac += frac;
    }
    return {
      maxEclipseMin: (maxFrac * orbitPeriodS(radiusKm)) / SECONDS_PER_MINUTE,
      eclipseDays,
      sunlitFrac: 1 - sumFrac / YEAR_DAYS,
    };
  },
});

export const sunModels: readonly ModelDefinition[] = [sunPosition, betaAngle, eclipseFraction, sunlit, dawnDuskYear];
