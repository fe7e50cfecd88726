/**
 * Solar array and battery: what a satellite can generate, and what it must carry to run through
 * the eclipse.
 */
import { degToRad } from '../units/convert.ts';
import { cos, pow } from '../units/math.ts';
import { SOLAR_IRRADIANCE_W_PER_M2 } from './constants.ts';
import { defineModel, type ModelDefinition } from './model.ts';
import { fraction, quantity } from './quantity.ts';

const positiveFraction = (description: string) => quantity('1', description, 0.01, 1);

export const arrayPower = defineModel({
  id: 'arrayPower',
  section: 'power',
  description: 'Electrical power of a solar array in sunlight',
  parameters: {
    areaM2: quantity('m²', 'array area', 0, 1e9),
    efficiencyFrac: fraction('cell efficiency at beginning of life'),
    packingFrac: fraction('share of the area covered by cells'),
    incidenceDeg: quantity('deg', 'angle between sunlight and the normal of the array', 0, 90, { default: 0 }),
    degradationFracPerYear: fraction('loss of power a year, compounding', { default: 0 }),
    ageYears: quantity('yr', 'time in orbit', 0, 100, { default: 0 }),
    solarIrradianceWPerM2: quantity('W/m²', 'irradiance of sunlight', 0, 20_000, {
      default: SOLAR_IRRADIANCE_W_PER_M2,
    }),
  },
  results: { powerKw: { unit: 'kW', description: 'electrical power' } },
  equation:
    'powerKw = solarIrradianceWPerM2 efficiencyFrac packingFrac areaM2 cos(incidenceDeg) (1 - degradationFracPerYear)^ageYears / 1000',
  sources: ['suncatcher-2025', 'smad-3'],
  validity:
    'In full sunlight at the operating temperature for which the efficiency holds. LEO rules of thumb for degradation: 0.5 %/yr triple junction, 2.75 GaAs, 3.75 silicon.',
  evaluate: ({
    areaM2,
    efficiencyFrac,
    packingFrac,
    incidenceDeg = 0,
    degradationFracPerYear = 0,
    ageYears = 0,
    solarIrradianceWPerM2 = SOLAR_IRRADIANCE_W_PER_M2,
  }: {
    areaM2: number;
    efficiencyFrac: number;
    packingFrac: number;
    incidenceDeg?: number;
    degradationFracPerYear?: number;
    ageYears?: number;
    solarIrradianceWPerM2?: number;
  }) => {
    // The cosine of 90° is 6e-17 in floating point; an array seen from its edge gives nothing.
    const facing = incidenceDeg >= 90 ? 0 : cos(degToRad(incidenceDeg));
    const cellW = solarIrradianceWPerM2 * efficiencyFrac * packingFrac * areaM2;
    return { powerKw: (cellW * facing * pow(1 - degradationFracPerYear, ageYears)) / 1000 };
  },
});

export const arraySizing = defineModel({
  id: 'arraySizing',
  section: 'power',
  description: 'Array power in sunlight that carries a constant load through the eclipse',
  parameters: {
    loadKw: quantity('kW', 'constant load', 0, 1e9),
    sunlitMin: quantity('min', 'sunlit part of the orbit', 0, 100_000, { minExclusive: true }),
    eclipseMin: quantity('min', 'eclipsed part of the orbit', 0, 100_000),
    sunlitPathFrac: positiveFraction('efficiency from array to load'),
    eclipsePathFrac: positiveFraction('efficiency from array through battery to load'),
  },
  results: { arrayKw: { unit: 'kW', description: 'array power needed while in sunlight' } },
  equation: 'arrayKw = (loadKw eclipseMin / eclipsePathFrac + loadKw sunlitMin / sunlitPathFrac) / sunlitMin',
  sources: ['smad-3'],
  validity:
    'Same load by day and night. Direct energy transfer: sunlit 0.85, eclipse 0.65; peak-power tracking: 0.80 and 0.60.',
  evaluate: ({
    loadKw,
    sunlitMin,
    eclipseMin,
    sunlitPathFrac,
    eclipsePathFrac,
  }: {
    loadKw: number;
    sunlitMin: number;
    eclipseMin: number;
    sunlitPathFrac: number;
    eclipsePathFrac: number;
  }) => ({ arrayKw: (loadKw * (eclipseMin / eclipsePathFrac + sunlitMin / sunlitPathFrac)) / sunlitMin }),
});

export const batterySizing = defineModel({
  id: 'batterySizing',
  section: 'power',
  description: 'Battery capacity that carries a load through the eclipse',
  parameters: {
    loadKw: quantity('kW', 'load in eclipse', 0, 1e9),
    eclipseMin: quantity('min', 'length of the eclipse', 0, 100_000),
    depthOfDischargeFrac: positiveFraction('share of the capacity that may be drawn'),
    pathFrac: positiveFraction('efficiency from battery to load'),
  },
  results: { energyKwh: { unit: 'kWh', description: 'capacity to be carried' } },
  equation: 'energyKwh = loadKw (eclipseMin / 60) / (depthOfDischargeFrac pathFrac)',
  sources: ['smad-3'],
  validity: 'Fresh cells. Low orbits cycle 5,000 to 6,000 times a year, which limits depth of discharge to 0.2 to 0.4.',
  evaluate: ({
    loadKw,
    eclipseMin,
    depthOfDischargeFrac,
    pathFrac,
  }: {
    loadKw: number;
    eclipseMin: number;
    depthOfDischargeFrac: number;
    pathFrac: number;
  }) => ({ energyKwh: (loadKw * (eclipseMin / 60)) / (depthOfDischargeFrac * pathFrac) }),
});

export const powerModels: readonly ModelDefinition[] = [arrayPower, arraySizing, batterySizing];
