/** Parameters that several orbit functions share, so that they allow the same range everywhere. */
import type { ModelProblem, NumberParameter } from './model.ts';

/** Far outside the game's orbits, and still well inside the Earth's sphere of influence. */
const MAX_ALTITUDE_KM = 500_000;

export const altitudeParameter = {
  kind: 'number',
  unit: 'km',
  description: 'height of a circular orbit above 6378.137 km',
  min: 0,
  max: MAX_ALTITUDE_KM,
} as const satisfies NumberParameter;

/** Where the model of the atmosphere has density. */
export const airAltitudeParameter = {
  kind: 'number',
  unit: 'km',
  description: 'height above 6378.137 km',
  min: 0,
  max: 2000,
} as const satisfies NumberParameter;

export const semiMajorAxisParameter = {
  kind: 'number',
  unit: 'km',
  description: 'semi-major axis of the orbit',
  min: 6378.137,
  max: MAX_ALTITUDE_KM,
} as const satisfies NumberParameter;

export const eccentricityParameter = {
  kind: 'number',
  unit: '1',
  description: 'eccentricity of the orbit',
  min: 0,
  max: 0.95,
} as const satisfies NumberParameter;

export const inclinationParameter = {
  kind: 'number',
  unit: 'deg',
  description: 'inclination of the orbit to the equator',
  min: 0,
  max: 180,
} as const satisfies NumberParameter;

/** Cd·A/m. */
export const ballisticParameter = {
  kind: 'number',
  unit: 'm²/kg',
  description: 'drag coefficient times cross-section over mass (Cd·A/m)',
  min: 0.00001,
  max: 100,
} as const satisfies NumberParameter;

export const noSolution = (parameter: string, message: string): ModelProblem => ({
  code: 'model/no-solution',
  parameter,
  message,
});
export const conflicting = (parameter: string, message: string): ModelProblem => ({
  code: 'model/conflicting-parameters',
  parameter,
  message,
});
