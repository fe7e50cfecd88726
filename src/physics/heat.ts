/**
 * Getting rid of heat: in orbit only radiation does it, and the Earth and the Sun shine back on the
 * radiator. Published radiator figures differ tenfold because they differ in temperature, in one
 * side or two, and in which loads they subtract; here all of these are inputs.
 */
import { degToRad } from '../units/convert.ts';
import { asin, cos, PI } from '../units/math.ts';
import {
  EARTH_ALBEDO_FRAC,
  EARTH_INFRARED_W_PER_M2,
  EARTH_RADIUS_KM,
  SOLAR_IRRADIANCE_W_PER_M2,
  STEFAN_BOLTZMANN_W_PER_M2_K4,
} from './constants.ts';
import { type ChoiceParameter, defineModel, type ModelDefinition } from './model.ts';
import { fraction, quantity } from './quantity.ts';

export const PLATE_ATTITUDES = ['nadir', 'edgeOn'] as const;
export type PlateAttitude = (typeof PLATE_ATTITUDES)[number];

const ATTITUDE_PARAMETER: ChoiceParameter = {
  kind: 'choice',
  unit: '',
  description: 'nadir: one side faces the Earth, the other deep space; edgeOn: both sides see half of it',
  choices: PLATE_ATTITUDES,
  default: 'edgeOn',
};
const ALTITUDE_PARAMETER = quantity('km', 'altitude', 0, 400_000);

/** Share of what a side of the plate sees that is Earth; for `nadir` of the side that faces it. */
const viewFactorOf = (altitudeKm: number, attitude: PlateAttitude): number => {
  const sineOfRadius = EARTH_RADIUS_KM / (EARTH_RADIUS_KM + altitudeKm);
  if (attitude === 'nadir') return sineOfRadius * sineOfRadius;
  return (asin(sineOfRadius) - sineOfRadius * Math.sqrt(1 - sineOfRadius * sineOfRadius)) / PI;
};

const fourthPower = (tempK: number): number => tempK * tempK * tempK * tempK;
const fourthRoot = (value: number): number => Math.sqrt(Math.sqrt(value));

export const radiatorFlux = defineModel({
  id: 'radiatorFlux',
  section: 'heat',
  description: 'Net heat that a radiator plate rejects per square metre of plate',
  parameters: {
    tempK: quantity('K', 'temperature of the plate', 1, 5000),
    emissivity: quantity('1', 'infrared emissivity, also absorptivity in the infrared', 0.001, 1),
    sides: quantity('1', 'number of radiating sides', 1, 2, { integer: true }),
    sinkTempK: quantity('K', 'effective temperature of everything the plate sees', 0, 5000, { optional: true }),
    altitudeKm: { ...ALTITUDE_PARAMETER, description: 'altitude: loads from the Earth are computed', optional: true },
    earthIrWPerM2: quantity('W/m²', 'infrared emitted by the Earth', 0, 1000, { default: EARTH_INFRARED_W_PER_M2 }),
    absorptivity: fraction('absorptivity for sunlight; 0 counts infrared loads only', { default: 0 }),
    albedo: fraction('share of sunlight that the Earth reflects', { default: EARTH_ALBEDO_FRAC }),
    albedoPhaseFrac: fraction('lit share of the Earth as the plate sees it: 1 at noon, small over the terminator', {
      default: 1,
    }),
    sunIncidenceDeg: quantity(
      'deg',
      'angle between sunlight and the normal of the plate; 90 is edge-on to the Sun',
      0,
      90,
      {
        default: 90,
      },
    ),
    solarIrradianceWPerM2: quantity('W/m²', 'irradiance of sunlight', 0, 20_000, {
      default: SOLAR_IRRADIANCE_W_PER_M2,
    }),
    attitude: ATTITUDE_PARAMETER,
    otherAbsorbedWPerM2: quantity('W/m²', 'any further load, per square metre of plate', 0, 100_000, { default: 0 }),
  },
  results: {
    netWPerM2: { unit: 'W/m²', description: 'emitted less absorbed, per square metre of plate (not of surface)' },
    emittedWPerM2: { unit: 'W/m²', description: 'emitted by all radiating sides' },
    absorbedWPerM2: { unit: 'W/m²', description: 'absorbed by all radiating sides' },
    sinkTempK: { unit: 'K', description: 'temperature at which the plate would reject nothing' },
  },
  equation:
    'netWPerM2 = sides emissivity sigma tempK^4 - absorbed; with sinkTempK: absorbed = sides emissivity sigma sinkTempK^4; with altitudeKm: absorbed = sum over sides of F (emissivity earthIrWPerM2 + absorptivity albedo albedoPhaseFrac solarIrradianceWPerM2) + absorptivity cos(sunIncidenceDeg) solarIrradianceWPerM2; F as earthViewFactor',
  sources: ['starcloud-white-paper', 'spacex-ai1-2026', 'smad-3'],
  validity:
    'Give sinkTempK, or altitudeKm, or neither for deep space (sink 0 K). Flat isothermal plate: fin efficiency and pump power are not included. One side at most is in the Sun. A sinkTempK stands for all loads except otherAbsorbedWPerM2. With the default absorptivity of 0 only infrared is absorbed; a white radiator has 0.1 to 0.25.',
  problem: ({ sinkTempK, altitudeKm }) =>
    sinkTempK === undefined || altitudeKm === undefined
      ? null
      : {
          code: 'model/conflicting-parameters',
          parameter: 'sinkTempK',
          message: 'radiatorFlux takes sinkTempK or altitudeKm, not both',
        },
  evaluate: ({
    tempK,
    emissivity,
    sides,
    sinkTempK,
    altitudeKm,
    earthIrWPerM2 = EARTH_INFRARED_W_PER_M2,
    absorptivity = 0,
    albedo = EARTH_ALBEDO_FRAC,
    albedoPhaseFrac = 1,
    sunIncidenceDeg = 90,
    solarIrradianceWPerM2 = SOLAR_IRRADIANCE_W_PER_M2,
    attitude = 'edgeOn',
    otherAbsorbedWPerM2 = 0,
  }: {
    tempK: number;
    emissivity: number;
    sides: number;
    sinkTempK?: number;
    altitudeKm?: number;
    earthIrWPerM2?: number;
    absorptivity?: number;
    albedo?: number;
    albedoPhaseFrac?: number;
    sunIncidenceDeg?: number;
    solarIrradianceWPerM2?: number;
    attitude?: PlateAttitude;
    otherAbsorbedWPerM2?: number;
  }) => {
    const emitting = sides * emissivity * STEFAN_BOLTZMANN_W_PER_M2_K4;
    const emittedWPerM2 = emitting * fourthPower(tempK);
    let absorbedWPerM2 = otherAbsorbedWPerM2;
    if (sinkTempK !== undefined) {
      absorbedWPerM2 += emitting * fourthPower(sinkTempK);
    } else {
      const facingSun = sunIncidenceDeg >= 90 ? 0 : cos(degToRad(sunIncidenceDeg));
      absorbedWPerM2 += absorptivity * facingSun * solarIrradianceWPerM2;
      if (altitudeKm !== undefined) {
        const sidesFacingEarth = attitude === 'nadir' ? 1 : sides;
        const reflectedWPerM2 = albedo * albedoPhaseFrac * solarIrradianceWPerM2;
        const perSideWPerM2 = emissivity * earthIrWPerM2 + absorptivity * reflectedWPerM2;
        absorbedWPerM2 += sidesFacingEarth * viewFactorOf(altitudeKm, attitude) * perSideWPerM2;
      }
    }
    return {
      netWPerM2: emittedWPerM2 - absorbedWPerM2,
      emittedWPerM2,
      absorbedWPerM2,
      sinkTempK: fourthRoot(absorbedWPerM2 / emitting),
    };
  },
});

export const radiatorSizing = defineModel({
  id: 'radiatorSizing',
  section: 'heat',
  description: 'Plate area and mass of a radiator',
  parameters: {
    heatKw: quantity('kW', 'heat to be rejected', 0, 1e9),
    netWPerM2: quantity('W/m²', 'net flux per square metre of plate', 0.001, 1e8),
    arealMassKgPerM2: quantity('kg/m²', 'mass per square metre of plate', 0, 1000),
  },
  results: {
    areaM2: { unit: 'm²', description: 'plate area' },
    massKg: { unit: 'kg', description: 'mass' },
  },
  equation: 'areaM2 = 1000 heatKw / netWPerM2; massKg = areaM2 arealMassKgPerM2',
  sources: ['iss-eatcs', 'spacex-ai1-2026'],
  validity:
    'The areal mass holds for the plate alone or with its pumped loop, as the figure says: flown 7 to 15 kg/m², advanced targets 2 to 3.',
  evaluate: ({
    heatKw,
    netWPerM2,
    arealMassKgPerM2,
  }: {
    heatKw: number;
    netWPerM2: number;
    arealMassKgPerM2: number;
  }) => {
    const areaM2 = (heatKw * 1000) / netWPerM2;
    return { areaM2, massKg: areaM2 * arealMassKgPerM2 };
  },
});

export const earthViewFactor = defineModel({
  id: 'earthViewFactor',
  section: 'heat',
  description: 'Share of what one side of a plate sees that is Earth',
  parameters: { altitudeKm: ALTITUDE_PARAMETER, attitude: ATTITUDE_PARAMETER },
  results: { viewFactor: { unit: '1', description: 'view factor of one side (nadir: of the side facing the Earth)' } },
  equation:
    'k = Re / (Re + altitudeKm); nadir: viewFactor = k^2; edgeOn: viewFactor = (asin(k) - k sqrt(1 - k^2)) / pi, per side',
  sources: ['smad-3'],
  validity: 'Small flat plate over a spherical Earth. The side facing away from the Earth has view factor 0.',
  evaluate: ({ altitudeKm, attitude = 'edgeOn' }: { altitudeKm: number; attitude?: PlateAttitude }) => ({
    viewFactor: viewFactorOf(altitudeKm, attitude),
  }),
});

export const sphereEquilibrium = defineModel({
  id: 'sphereEquilibrium',
  section: 'heat',
  description: 'Equilibrium temperature of an isothermal sphere in sunlight',
  parameters: {
    irradianceWPerM2: quantity('W/m²', 'irradiance', 0, 1e7),
    absorptivity: fraction('absorptivity for sunlight'),
    emissivity: quantity('1', 'infrared emissivity', 0.001, 1),
  },
  results: { tempK: { unit: 'K', description: 'temperature' } },
  equation: 'tempK = (absorptivity irradianceWPerM2 / (4 emissivity sigma))^(1/4)',
  sources: ['smad-3'],
  validity: 'Sun only: no Earth infrared, no albedo, no heat from within.',
  evaluate: ({
    irradianceWPerM2,
    absorptivity,
    emissivity,
  }: {
    irradianceWPerM2: number;
    absorptivity: number;
    emissivity: number;
  }) => ({ tempK: fourthRoot((absorptivity * irradianceWPerM2) / (4 * emissivity * STEFAN_BOLTZMANN_W_PER_M2_K4)) }),
});

export const heatModels: readonly ModelDefinition[] = [
  radiatorFlux,
  radiatorSizing,
  earthViewFactor,
  sphereEquilibrium,
];
