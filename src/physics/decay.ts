/**
 * What the air does to a circular orbit: how long it lasts, and what holding it costs.
 *
 * da/dt = −ρ·(Cd·A/m)·sqrt(mu·a) on a circular orbit that stays circular. In the static
 * atmosphere the time is an integral over height. In the yearly one it is stepped: by whole solar
 * cycles with their mean density while a cycle takes the orbit down by a small part of the scale
 * height, by steps in height after that. Whole cycles leave the phase of the Sun as it was, and
 * keep a lifetime of a million years as cheap as one of ten.
 *
 * A start is a date: 2026 is 1 January 2026. An annual mean belongs to the middle of its year, so
 * the density on a date is `atmosphereDensity` half a year back.
 */
import { M_PER_KM, SECONDS_PER_YEAR } from '../units/convert.ts';
import {
  type AirLayer,
  AIR_LAYERS,
  airLayerAt,
  cycleMeanDensityKgPerM3,
  layerDensityKgPerM3,
  SOLAR_CYCLE_YEARS,
  staticDensityKgPerM3,
  yearlyDensityKgPerM3,
  yearParameter,
} from './atmosphere.ts';
import { EARTH_MU_KM3_PER_S2, EARTH_RADIUS_KM } from './constants.ts';
import { defineModel, type ModelDefinition } from './model.ts';
import { circularSpeedKmPerS } from './orbits.ts';
import { airAltitudeParameter, ballisticParameter, conflicting } from './parameters.ts';
import { quantity } from './quantity.ts';

const EARTH_MU_M3_PER_S2 = EARTH_MU_KM3_PER_S2 * 1e9;
/** Steps as a share of the scale height: each keeps the step's own error below 0.01%. */
const STATIC_STEP_SHARE = 0.5;
const YEARLY_STEP_SHARE = 0.25;
const CYCLE_FALL_SHARE = 0.05;
const SKIP_FALL_SHARE = 0.2;
const LONGEST_STEP_YEARS = 0.5;
/** From the beginning of a year to the date that its annual mean belongs to. */
const MID_YEAR = 0.5;

/** Loss of height at a density, km a year. */
const fallKmPerYear = (altitudeKm: number, densityKgPerM3: number, ballisticM2PerKg: number): number =>
  (densityKgPerM3 *
    ballisticM2PerKg *
    Math.sqrt(EARTH_MU_M3_PER_S2 * (EARTH_RADIUS_KM + altitudeKm) * M_PER_KM) *
    SECONDS_PER_YEAR) /
  M_PER_KM;

/** Years from the top to the bottom of a part of one exponential layer (Simpson's rule). */
const layerYears = (air: AirLayer, topKm: number, bottomKm: number, ballisticM2PerKg: number): number => {
  const panels = 2 * Math.max(1, Math.ceil((topKm - bottomKm) / (air.scaleHeightKm * STATIC_STEP_SHARE)));
  const stepKm = (topKm - bottomKm) / panels;
  let sum = 0;
  for (let index = 0; index <= panels; index += 1) {
    const altitudeKm = bottomKm + index * stepKm;
    const weight = index === 0 || index === panels ? 1 : 2 + 2 * (index % 2);
    sum += weight / fallKmPerYear(altitudeKm, layerDensityKgPerM3(air, altitudeKm), ballisticM2PerKg);
  }
  return (sum * stepKm) / 3;
};

const staticLifetimeYears = (
  layers: readonly AirLayer[],
  altitudeKm: number,
  endAltitudeKm: number,
  ballisticM2PerKg: number,
): number => {
  let years = 0;
  let ceilingKm = altitudeKm;
  for (let index = layers.length - 1; index >= 0 && ceilingKm > endAltitudeKm; index -= 1) {
    const air = layers[index];
    if (air === undefined || air.baseKm >= ceilingKm) continue;
    const floorKm = Math.max(air.baseKm, endAltitudeKm);
    years += layerYears(air, ceilingKm, floorKm, ballisticM2PerKg);
    ceilingKm = floorKm;
  }
  return years;
};

const meanFallKmPerYear = (altitudeKm: number, ballisticM2PerKg: number): number =>
  fallKmPerYear(altitudeKm, cycleMeanDensityKgPerM3(altitudeKm), ballisticM2PerKg);

/** Height after so many years of the cycle's mean density (one Runge–Kutta step). */
const heightAfterCycles = (altitudeKm: number, years: number, ballisticM2PerKg: number): number => {
  const k1 = meanFallKmPerYear(altitudeKm, ballisticM2PerKg);
  const k2 = meanFallKmPerYear(altitudeKm - (k1 * years) / 2, ballisticM2PerKg);
  const k3 = meanFallKmPerYear(altitudeKm - (k2 * years) / 2, ballisticM2PerKg);
  const k4 = meanFallKmPerYear(altitudeKm - k3 * years, ballisticM2PerKg);
  return altitudeKm - (years / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
};

const yearlyLifetimeYears = (
  startYear: number,
  altitudeKm: number,
  endAltitudeKm: number,
  ballisticM2PerKg: number,
): number => {
  let heightKm = altitudeKm;
  let skippedYears = 0;
  while (heightKm > endAltitudeKm) {
    const cycleFallKm = meanFallKmPerYear(heightKm, ballisticM2PerKg) * SOLAR_CYCLE_YEARS;
    const scaleHeightKm = airLayerAt(heightKm).scaleHeightKm;
    if (cycleFallKm > CYCLE_FALL_SHARE * scaleHeightKm) break;
    const fallKm = Math.min(SKIP_FALL_SHARE * scaleHeightKm, heightKm - endAltitudeKm);
    const cycles = Math.floor((0.5 * fallKm) / cycleFallKm);
    if (cycles < 1) break;
    const years = cycles * SOLAR_CYCLE_YEARS;
    heightKm = heightAfterCycles(heightKm, years, ballisticM2PerKg);
    skippedYears += years;
  }
  const yearsPerKm = (atKm: number, years: number): number =>
    1 / fallKmPerYear(atKm, yearlyDensityKgPerM3(atKm, startYear - MID_YEAR + years), ballisticM2PerKg);
  let years = 0;
  while (heightKm > endAltitudeKm) {
    const k1 = yearsPerKm(heightKm, years);
    const stepKm = Math.min(
      YEARLY_STEP_SHARE * airLayerAt(heightKm).scaleHeightKm,
      LONGEST_STEP_YEARS / k1,
      heightKm - endAltitudeKm,
    );
    const k2 = yearsPerKm(heightKm - stepKm / 2, years + (stepKm / 2) * k1);
    const k3 = yearsPerKm(heightKm - stepKm / 2, years + (stepKm / 2) * k2);
    const k4 = yearsPerKm(heightKm - stepKm, years + stepKm * k3);
    years += (stepKm / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
    heightKm = stepKm === heightKm - endAltitudeKm ? endAltitudeKm : heightKm - stepKm;
  }
  return skippedYears + years;
};

interface DecayInputs {
  readonly altitudeKm: number;
  readonly ballisticM2PerKg: number;
  readonly startYear?: number;
  readonly endAltitudeKm: number;
  readonly surfaceDensityKgPerM3?: number;
  readonly scaleHeightKm?: number;
}
export const decayLifetime = defineModel({
  id: 'decayLifetime',
  section: 'orbits',
  description: 'years until drag brings a circular orbit down',
  parameters: {
    altitudeKm: airAltitudeParameter,
    ballisticM2PerKg: ballisticParameter,
    startYear: {
      ...yearParameter,
      description: 'date on which the decay begins, 2026 being 1 January 2026; left out: static atmosphere',
      optional: true,
    },
    endAltitudeKm: quantity('km', 'height that counts as the end', 0, 2000, { default: 180 }),
    surfaceDensityKgPerM3: quantity(
      'kg/m³',
      'with scaleHeightKm: one exponential atmosphere in place of the table, its density at altitude 0',
      1e-6,
      1000,
      { optional: true },
    ),
    scaleHeightKm: quantity(
      'km',
      'with surfaceDensityKgPerM3: scale height of the one exponential atmosphere',
      5,
      500,
      { optional: true },
    ),
  },
  results: { lifetimeYears: { unit: 'yr', description: 'Julian years; 0 at or below endAltitudeKm' } },
  equation:
    'lifetime = ∫ da/(ρ·ballisticM2PerKg·sqrt(mu·a)) from endAltitudeKm to altitudeKm; ρ = atmosphereDensity(a − Re, startYear − 0.5 + t) with startYear (an annual mean belongs to the middle of its year), staticAtmosphereDensity(a − Re) without',
  sources: ['vallado-2013', 'pyssem-jb2008', 'poliastro'],
  validity:
    'circular orbit, constant ballistic coefficient, no co-rotation of the air; the real Sun and attitude make it uncertain by half, and centuries are an order of magnitude only',
  problem: ({ startYear, surfaceDensityKgPerM3, scaleHeightKm }) => {
    if ((surfaceDensityKgPerM3 === undefined) !== (scaleHeightKm === undefined)) {
      const missing = scaleHeightKm === undefined ? 'scaleHeightKm' : 'surfaceDensityKgPerM3';
      return conflicting(missing, 'surfaceDensityKgPerM3 and scaleHeightKm must be given together');
    }
    return scaleHeightKm !== undefined && startYear !== undefined
      ? conflicting('startYear', 'startYear does not go with surfaceDensityKgPerM3 and scaleHeightKm')
      : null;
  },
  evaluate: (inputs: DecayInputs) => {
    const { altitudeKm, ballisticM2PerKg, startYear, endAltitudeKm, surfaceDensityKgPerM3, scaleHeightKm } = inputs;
    if (startYear !== undefined) {
      return { lifetimeYears: yearlyLifetimeYears(startYear, altitudeKm, endAltitudeKm, ballisticM2PerKg) };
    }
    const layers =
      surfaceDensityKgPerM3 === undefined || scaleHeightKm === undefined
        ? AIR_LAYERS
        : [{ baseKm: 0, densityKgPerM3: surfaceDensityKgPerM3, scaleHeightKm }];
    return { lifetimeYears: staticLifetimeYears(layers, altitudeKm, endAltitudeKm, ballisticM2PerKg) };
  },
});

interface DragMakeUpInputs {
  readonly altitudeKm: number;
  readonly ballisticM2PerKg: number;
  readonly year?: number;
}
export const dragMakeUp = defineModel({
  id: 'dragMakeUp',
  section: 'orbits',
  description: 'velocity change a year that holds a circular orbit against drag',
  parameters: {
    altitudeKm: airAltitudeParameter,
    ballisticM2PerKg: ballisticParameter,
    year: {
      ...yearParameter,
      description: `${yearParameter.description}; left out: static atmosphere`,
      optional: true,
    },
  },
  results: { deltaVMPerSPerYear: { unit: 'm/s/yr', description: 'drag acceleration times a Julian year' } },
  equation: 'deltaVMPerSPerYear = ½·ρ·v²·ballisticM2PerKg·31557600 s, v = sqrt(mu/(Re + altitudeKm))',
  sources: ['vallado-2013', 'pyssem-jb2008'],
  validity: 'circular orbit held exactly; drag only, no manoeuvre losses',
  evaluate: ({ altitudeKm, ballisticM2PerKg, year }: DragMakeUpInputs) => {
    const densityKgPerM3 =
      year === undefined ? staticDensityKgPerM3(altitudeKm) : yearlyDensityKgPerM3(altitudeKm, year);
    const speedMPerS = circularSpeedKmPerS(EARTH_RADIUS_KM + altitudeKm) * M_PER_KM;
    return { deltaVMPerSPerYear: 0.5 * densityKgPerM3 * speedMPerS * speedMPerS * ballisticM2PerKg * SECONDS_PER_YEAR };
  },
});

export const decayModels: readonly ModelDefinition[] = [decayLifetime, dragMakeUp];
