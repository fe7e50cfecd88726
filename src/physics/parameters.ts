/** Parameters that several orbit functions share, so that they allow the same range everywhere. */
import type { ModelProblem } from './model.ts';
import { quantity } from './quantity.ts';

/** Far outside the game's orbits, and still well inside the Earth's sphere of influence. */
const MAX_ALTITUDE_KM = 500_000;

export const altitudeParameter = quantity('km', 'height of a circular orbit above 6378.137 km', 0, MAX_ALTITUDE_KM);
/** Where the model of the atmosphere has density. */
export const airAltitudeParameter = quantity('km', 'height above 6378.137 km', 0, 2000);
export const semiMajorAxisParameter = quantity('km', 'semi-major axis of the orbit', 6378.137, MAX_ALTITUDE_KM);
export const eccentricityParameter = quantity('1', 'eccentricity of the orbit', 0, 0.95);
export const inclinationParameter = quantity('deg', 'inclination of the orbit to the equator', 0, 180);
export const ballisticParameter = quantity(
  'm²/kg',
  'drag coefficient times cross-section over mass (Cd·A/m)',
  0.00001,
  100,
);
/** A circular orbit above this height (a semi-major axis of 12,352 km) cannot be sun-synchronous. */
export const sunSynchronousAltitudeParameter = { ...altitudeParameter, max: 5974 };

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
