/**
 * Density of the upper atmosphere: a static table, and the yearly table of a solar cycle.
 *
 * Static: Vallado's table 8-4, 28 layers, each exponential. Yearly: annual means of a JB2008
 * forecast, 2025–2035, 500–800 km. The year Y stands for the annual mean of Y, and a fractional
 * year lies between two means on a straight line. The eleven rows are one solar cycle and repeat
 * without end in both directions (2036 is 2025 again), because a lifetime may span many cycles.
 * Outside 500–800 km the heights of the static table are kept and multiplied by the ratio of the
 * two tables at the nearest edge. Below 500 km the logarithm of that ratio fades to zero at
 * 120 km, where solar activity hardly matters; the monthly forecast at 400 km confirms this
 * within 10%. Above 800 km the ratio stays.
 */
import { exp, ln } from '../units/math.ts';
import { defineModel, type ModelDefinition } from './model.ts';
import { airAltitudeParameter } from './parameters.ts';
import { quantity } from './quantity.ts';

export interface AirLayer {
  readonly baseKm: number;
  readonly densityKgPerM3: number;
  readonly scaleHeightKm: number;
}
const layer = (baseKm: number, densityKgPerM3: number, scaleHeightKm: number): AirLayer => ({
  baseKm,
  densityKgPerM3,
  scaleHeightKm,
});

/** Vallado 2013, table 8-4. */
export const AIR_LAYERS: readonly AirLayer[] = [
  layer(0, 1.225, 7.249),
  layer(25, 3.899e-2, 6.349),
  layer(30, 1.774e-2, 6.682),
  layer(40, 3.972e-3, 7.554),
  layer(50, 1.057e-3, 8.382),
  layer(60, 3.206e-4, 7.714),
  layer(70, 8.77e-5, 6.549),
  layer(80, 1.905e-5, 5.799),
  layer(90, 3.396e-6, 5.382),
  layer(100, 5.297e-7, 5.877),
  layer(110, 9.661e-8, 7.263),
  layer(120, 2.438e-8, 9.473),
  layer(130, 8.484e-9, 12.636),
  layer(140, 3.845e-9, 16.149),
  layer(150, 2.07e-9, 22.523),
  layer(180, 5.464e-10, 29.74),
  layer(200, 2.789e-10, 37.105),
  layer(250, 7.248e-11, 45.546),
  layer(300, 2.418e-11, 53.628),
  layer(350, 9.518e-12, 53.298),
  layer(400, 3.725e-12, 58.515),
  layer(450, 1.585e-12, 60.828),
  layer(500, 6.967e-13, 63.822),
  layer(600, 1.454e-13, 71.835),
  layer(700, 3.614e-14, 88.667),
  layer(800, 1.17e-14, 124.64),
  layer(900, 5.245e-15, 181.05),
  layer(1000, 3.019e-15, 268),
];
const LOWEST_LAYER: AirLayer = layer(0, 1.225, 7.249);

/** The static layer that holds a height; the lowest and highest reach on beyond the table. */
export const airLayerAt = (altitudeKm: number): AirLayer => {
  for (let index = AIR_LAYERS.length - 1; index > 0; index -= 1) {
    const candidate = AIR_LAYERS[index];
    if (candidate !== undefined && altitudeKm >= candidate.baseKm) return candidate;
  }
  return LOWEST_LAYER;
};

export const layerDensityKgPerM3 = ({ baseKm, densityKgPerM3, scaleHeightKm }: AirLayer, altitudeKm: number): number =>
  densityKgPerM3 * exp((baseKm - altitudeKm) / scaleHeightKm);

export const staticDensityKgPerM3 = (altitudeKm: number): number =>
  layerDensityKgPerM3(airLayerAt(altitudeKm), altitudeKm);

const FIRST_TABLE_YEAR = 2025;
const TABLE_BASE_KM = 500;
const TABLE_STEP_KM = 50;
const TABLE_TOP_KM = 800;
const FADE_BASE_KM = 120;

/** Annual means of the JB2008 forecast at 500, 550, … 800 km; one row a year from 2025. */
const YEARLY_TABLE: readonly (readonly number[])[] = [
  [1.52e-12, 7.85e-13, 4.18e-13, 2.28e-13, 1.28e-13, 7.34e-14, 4.37e-14],
  [5.8e-13, 2.68e-13, 1.29e-13, 6.51e-14, 3.45e-14, 1.95e-14, 1.19e-14],
  [3.32e-13, 1.45e-13, 6.67e-14, 3.28e-14, 1.75e-14, 1.02e-14, 6.56e-15],
  [1.98e-13, 8.28e-14, 3.75e-14, 1.86e-14, 1.03e-14, 6.43e-15, 4.41e-15],
  [1.4e-13, 5.72e-14, 2.59e-14, 1.32e-14, 7.66e-15, 5.0e-15, 3.56e-15],
  [1.09e-13, 4.4e-14, 2.0e-14, 1.04e-14, 6.23e-15, 4.17e-15, 3.04e-15],
  [8.9e-14, 3.59e-14, 1.65e-14, 8.82e-15, 5.42e-15, 3.73e-15, 2.76e-15],
  [1.37e-13, 5.63e-14, 2.56e-14, 1.32e-14, 7.69e-15, 5.04e-15, 3.61e-15],
  [3.51e-13, 1.54e-13, 7.16e-14, 3.55e-14, 1.89e-14, 1.11e-14, 7.12e-15],
  [7.49e-13, 3.54e-13, 1.74e-13, 8.86e-14, 4.71e-14, 2.63e-14, 1.57e-14],
  [1.28e-12, 6.39e-13, 3.3e-13, 1.75e-13, 9.52e-14, 5.36e-14, 3.15e-14],
];
/** Years after which the table begins again. */
export const SOLAR_CYCLE_YEARS = YEARLY_TABLE.length;

/** A table row with what the look-up would otherwise compute again each time. */
interface YearRow {
  readonly densities: readonly number[];
  /** ln(density at the next height / density here). */
  readonly logSteps: readonly number[];
  readonly logRatioBelow: number;
  readonly ratioAbove: number;
}
const prepareRow = (densities: readonly number[]): YearRow => {
  const first = densities[0] ?? 0;
  const last = densities[densities.length - 1] ?? 0;
  return {
    densities,
    logSteps: densities.slice(1).map((density, index) => ln(density / (densities[index] ?? density))),
    logRatioBelow: ln(first / staticDensityKgPerM3(TABLE_BASE_KM)),
    ratioAbove: last / staticDensityKgPerM3(TABLE_TOP_KM),
  };
};
const yearRows: readonly YearRow[] = YEARLY_TABLE.map(prepareRow);

const rowDensityKgPerM3 = (row: YearRow, altitudeKm: number): number => {
  if (altitudeKm >= TABLE_TOP_KM) return row.ratioAbove * staticDensityKgPerM3(altitudeKm);
  if (altitudeKm < TABLE_BASE_KM) {
    const weight = Math.max(0, (altitudeKm - FADE_BASE_KM) / (TABLE_BASE_KM - FADE_BASE_KM));
    return staticDensityKgPerM3(altitudeKm) * exp(weight * row.logRatioBelow);
  }
  const position = (altitudeKm - TABLE_BASE_KM) / TABLE_STEP_KM;
  const index = Math.floor(position);
  return (row.densities[index] ?? 0) * exp((position - index) * (row.logSteps[index] ?? 0));
};

/** Density in a year of the repeating table, kg/m³. */
export const yearlyDensityKgPerM3 = (altitudeKm: number, year: number): number => {
  const cycles = (year - FIRST_TABLE_YEAR) / SOLAR_CYCLE_YEARS;
  const position = year - FIRST_TABLE_YEAR - SOLAR_CYCLE_YEARS * Math.floor(cycles);
  const index = Math.floor(position);
  const fraction = position - index;
  const row = yearRows[index % SOLAR_CYCLE_YEARS];
  const next = yearRows[(index + 1) % SOLAR_CYCLE_YEARS];
  if (row === undefined || next === undefined) return Number.NaN;
  const here = rowDensityKgPerM3(row, altitudeKm);
  return fraction === 0 ? here : here + fraction * (rowDensityKgPerM3(next, altitudeKm) - here);
};

/** Mean density over a whole solar cycle, kg/m³. */
export const cycleMeanDensityKgPerM3 = (altitudeKm: number): number => {
  let sum = 0;
  for (const row of yearRows) sum += rowDensityKgPerM3(row, altitudeKm);
  return sum / SOLAR_CYCLE_YEARS;
};

export const yearParameter = quantity(
  'year',
  'calendar year, may be fractional: a whole year stands for its annual mean',
  1950,
  2500,
);

export const atmosphereDensity = defineModel({
  id: 'atmosphereDensity',
  section: 'orbits',
  description: 'density of the upper atmosphere in a year of the solar cycle',
  parameters: { altitudeKm: airAltitudeParameter, year: yearParameter },
  results: { densityKgPerM3: { unit: 'kg/m³', description: 'annual-mean density' } },
  equation:
    'table of annual means (2025–2035, repeating every 11 years; 500–800 km): logarithm linear in altitudeKm, density linear in year; outside 500–800 km the static table times the ratio of both tables at the edge, its logarithm fading linearly to 0 from 500 km down to 120 km',
  sources: ['pyssem-jb2008', 'vallado-2013'],
  validity:
    'a forecast of the early 2020s, annual and global means: single months differ by a factor of 2.5, the day side from the night side by more',
  evaluate: ({ altitudeKm, year }: { readonly altitudeKm: number; readonly year: number }) => ({
    densityKgPerM3: yearlyDensityKgPerM3(altitudeKm, year),
  }),
});

export const staticAtmosphereDensity = defineModel({
  id: 'staticAtmosphereDensity',
  section: 'orbits',
  description: 'density of a mean atmosphere that does not change with the Sun',
  parameters: { altitudeKm: airAltitudeParameter },
  results: { densityKgPerM3: { unit: 'kg/m³', description: 'density' } },
  equation: 'densityKgPerM3 = ρ0·exp(−(altitudeKm − h0)/H), with h0, ρ0, H of the layer (28 layers)',
  sources: ['vallado-2013', 'juliaspace-atmosphere'],
  validity:
    'near the annual mean of 2026; at 500–600 km the yearly table lies at an eighth of it in solar minimum and at two to three times in maximum; above 1000 km the last layer is continued',
  evaluate: ({ altitudeKm }: { readonly altitudeKm: number }) => ({
    densityKgPerM3: staticDensityKgPerM3(altitudeKm),
  }),
});

export const atmosphereModels: readonly ModelDefinition[] = [atmosphereDensity, staticAtmosphereDensity];
