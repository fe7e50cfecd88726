/**
 * Velocity changes: between orbits, between planes, out of orbit, and the propellant they take.
 *
 * Impulsive burns in two-body motion.
 */
import { degToRad, M_PER_KM, radToDeg, SECONDS_PER_HOUR } from '../units/convert.ts';
import { atan2, cos, exp, PI, sin, tan } from '../units/math.ts';
import { EARTH_MU_KM3_PER_S2, EARTH_RADIUS_KM, STANDARD_GRAVITY_M_PER_S2 } from './constants.ts';
import { defineModel, type ModelDefinition } from './model.ts';
import { circularSpeedKmPerS, meanMotionRadPerS } from './orbits.ts';
import { altitudeParameter, noSolution } from './parameters.ts';
import { quantity } from './quantity.ts';

/** Halvings that bring the split of a plane change below 1e-15 of the whole. */
const SPLIT_ROUNDS = 52;

const speedParameter = quantity('km/s', 'speed on the orbit', 0, 1000);
const deltaVParameter = quantity('m/s', 'velocity change', 0, 1_000_000);

/** Third side of a triangle of two speeds and the angle between them. */
const speedChange = (fromKmPerS: number, toKmPerS: number, cosAngle: number): number =>
  Math.sqrt(Math.max(0, fromKmPerS * fromKmPerS + toKmPerS * toKmPerS - 2 * fromKmPerS * toKmPerS * cosAngle));

interface Transfer {
  readonly startSpeedKmPerS: number;
  readonly endSpeedKmPerS: number;
  readonly cosFlightPath: number;
  readonly seconds: number;
}

/**
 * The conic that leaves a circle at a tangent and reaches another after `angleRad`. Its
 * eccentricity is negative when it leaves from the far end, so that one form serves both ways.
 */
const tangentTransfer = (fromKm: number, toKm: number, angleRad: number): Transfer => {
  const eccentricity = (fromKm - toKm) / (toKm * cos(angleRad) - fromKm);
  const semiMajorAxisKm = fromKm / (1 - eccentricity);
  const speedAt = (radiusKm: number): number => Math.sqrt(EARTH_MU_KM3_PER_S2 * (2 / radiusKm - 1 / semiMajorAxisKm));
  const startSpeedKmPerS = speedAt(fromKm);
  const endSpeedKmPerS = speedAt(toKm);
  const half = Math.sqrt((1 - eccentricity) / (1 + eccentricity));
  const anomalyRad = angleRad === PI ? PI : 2 * atan2(half * tan(angleRad / 2), 1);
  return {
    startSpeedKmPerS,
    endSpeedKmPerS,
    cosFlightPath: (fromKm * startSpeedKmPerS) / (toKm * endSpeedKmPerS),
    seconds: (anomalyRad - eccentricity * sin(anomalyRad)) / meanMotionRadPerS(semiMajorAxisKm),
  };
};

/** The share of a plane change that the first burn should make, as an angle, for the least sum. */
const bestFirstTurnRad = (
  before: { readonly circularKmPerS: number; readonly transferKmPerS: number },
  after: { readonly circularKmPerS: number; readonly transferKmPerS: number },
  planeChangeRad: number,
): number => {
  const slope = (firstRad: number): number => {
    const secondRad = planeChangeRad - firstRad;
    const firstKmPerS = speedChange(before.circularKmPerS, before.transferKmPerS, cos(firstRad));
    const secondKmPerS = speedChange(after.circularKmPerS, after.transferKmPerS, cos(secondRad));
    return (
      before.circularKmPerS * before.transferKmPerS * sin(firstRad) * secondKmPerS -
      after.circularKmPerS * after.transferKmPerS * sin(secondRad) * firstKmPerS
    );
  };
  let lowRad = 0;
  let highRad = planeChangeRad;
  for (let round = 0; round < SPLIT_ROUNDS; round += 1) {
    const middleRad = (lowRad + highRad) / 2;
    if (slope(middleRad) > 0) highRad = middleRad;
    else lowRad = middleRad;
  }
  return (lowRad + highRad) / 2;
};

interface HohmannInputs {
  readonly fromAltitudeKm: number;
  readonly toAltitudeKm: number;
  readonly planeChangeDeg: number;
  readonly transferAngleDeg: number;
}
export const hohmannTransfer = defineModel({
  id: 'hohmannTransfer',
  section: 'orbits',
  description: 'two burns from one circular orbit to another',
  parameters: {
    fromAltitudeKm: { ...altitudeParameter, description: 'height of the orbit left' },
    toAltitudeKm: { ...altitudeParameter, description: 'height of the orbit reached' },
    planeChangeDeg: quantity('deg', 'plane change shared between the burns in the cheapest way', 0, 90, { default: 0 }),
    transferAngleDeg: quantity(
      'deg',
      'angle travelled; below 180 the second burn is not tangential (one-tangent burn)',
      30,
      180,
      { default: 180 },
    ),
  },
  results: {
    deltaV1MPerS: { unit: 'm/s', description: 'first burn' },
    deltaV2MPerS: { unit: 'm/s', description: 'second burn' },
    totalDeltaVMPerS: { unit: 'm/s', description: 'both' },
    transferH: { unit: 'h', description: 'time between the burns' },
    firstTurnDeg: { unit: 'deg', description: 'part of the plane change made by the first burn' },
  },
  equation:
    'v1 = sqrt(mu/r1), v2 = sqrt(mu/r2), v = sqrt(mu·(2/r − 1/a)), a = (r1 + r2)/2; burn = sqrt(v_circle² + v_transfer² − 2·v_circle·v_transfer·cos(turn)); transferH = π·sqrt(a³/mu)/3600. Below 180°: e = (r1 − r2)/(r2·cos(transferAngleDeg) − r1), a = r1/(1 − e)',
  sources: ['vallado-2013', 'celestrak-fundamentals', 'poliastro'],
  validity:
    'impulsive burns on circular orbits; electric propulsion needs the difference of the circular speeds instead. A plane change together with transferAngleDeg below 180 is not offered',
  problem: ({ fromAltitudeKm, toAltitudeKm, planeChangeDeg, transferAngleDeg }) => {
    if (transferAngleDeg === 180) return null;
    if (planeChangeDeg !== 0) {
      return {
        code: 'model/conflicting-parameters',
        parameter: 'planeChangeDeg',
        message: 'planeChangeDeg must be 0 deg where transferAngleDeg is below 180 deg',
      };
    }
    const fromKm = EARTH_RADIUS_KM + fromAltitudeKm;
    const toKm = EARTH_RADIUS_KM + toAltitudeKm;
    const eccentricity = (fromKm - toKm) / (toKm * cos(degToRad(transferAngleDeg)) - fromKm);
    return Math.abs(eccentricity) < 1
      ? null
      : noSolution(
          'transferAngleDeg',
          `no ellipse joins these orbits over transferAngleDeg ${transferAngleDeg}: nearer to 180 deg there is one`,
        );
  },
  evaluate: ({ fromAltitudeKm, toAltitudeKm, planeChangeDeg, transferAngleDeg }: HohmannInputs) => {
    const fromKm = EARTH_RADIUS_KM + fromAltitudeKm;
    const toKm = EARTH_RADIUS_KM + toAltitudeKm;
    const transfer = tangentTransfer(fromKm, toKm, transferAngleDeg === 180 ? PI : degToRad(transferAngleDeg));
    const before = { circularKmPerS: circularSpeedKmPerS(fromKm), transferKmPerS: transfer.startSpeedKmPerS };
    const after = { circularKmPerS: circularSpeedKmPerS(toKm), transferKmPerS: transfer.endSpeedKmPerS };
    let firstKmPerS = Math.abs(before.circularKmPerS - before.transferKmPerS);
    let secondKmPerS = Math.abs(after.circularKmPerS - after.transferKmPerS);
    let firstTurnRad = 0;
    if (planeChangeDeg > 0) {
      const planeChangeRad = degToRad(planeChangeDeg);
      firstTurnRad = bestFirstTurnRad(before, after, planeChangeRad);
      firstKmPerS = speedChange(before.circularKmPerS, before.transferKmPerS, cos(firstTurnRad));
      secondKmPerS = speedChange(after.circularKmPerS, after.transferKmPerS, cos(planeChangeRad - firstTurnRad));
    } else if (transferAngleDeg < 180) {
      secondKmPerS = speedChange(after.circularKmPerS, after.transferKmPerS, transfer.cosFlightPath);
    }
    return {
      deltaV1MPerS: firstKmPerS * M_PER_KM,
      deltaV2MPerS: secondKmPerS * M_PER_KM,
      totalDeltaVMPerS: (firstKmPerS + secondKmPerS) * M_PER_KM,
      transferH: transfer.seconds / SECONDS_PER_HOUR,
      firstTurnDeg: radToDeg(firstTurnRad),
    };
  },
});

interface PlaneChangeInputs {
  readonly speedKmPerS: number;
  readonly angleDeg: number;
}
export const planeChange = defineModel({
  id: 'planeChange',
  section: 'orbits',
  description: 'one burn that turns the orbital plane without changing the speed',
  parameters: {
    speedKmPerS: speedParameter,
    angleDeg: quantity('deg', 'angle between the two planes', 0, 180),
  },
  results: { deltaVMPerS: { unit: 'm/s', description: 'velocity change' } },
  equation: 'deltaVMPerS = 2·speedKmPerS·sin(angleDeg/2)·1000',
  sources: ['vallado-2013', 'celestrak-fundamentals'],
  validity:
    'circular orbit, burn on the line where the planes cross. A change of inclination i1→i2 together with a node change dΩ turns the plane by acos(cos i1·cos i2 + sin i1·sin i2·cos dΩ)',
  evaluate: ({ speedKmPerS, angleDeg }: PlaneChangeInputs) => ({
    deltaVMPerS: 2 * speedKmPerS * sin(degToRad(angleDeg) / 2) * M_PER_KM,
  }),
});

interface DeorbitInputs {
  readonly altitudeKm: number;
  readonly perigeeAltitudeKm: number;
}
export const deorbitBurn = defineModel({
  id: 'deorbitBurn',
  section: 'orbits',
  description: 'one burn that lowers the perigee of a circular orbit into the air',
  parameters: {
    altitudeKm: altitudeParameter,
    perigeeAltitudeKm: {
      ...altitudeParameter,
      description: 'height of the perigee after the burn (0 to 50 km re-enters at once)',
    },
  },
  results: { deltaVMPerS: { unit: 'm/s', description: 'velocity change' } },
  equation:
    'deltaVMPerS = sqrt(mu/r)·(1 − sqrt(2·r_p/(r + r_p)))·1000, r = Re + altitudeKm, r_p = Re + perigeeAltitudeKm',
  sources: ['vallado-2013', 'smad-3'],
  validity: 'one impulsive burn',
  problem: ({ altitudeKm, perigeeAltitudeKm }) =>
    perigeeAltitudeKm > altitudeKm
      ? noSolution(
          'perigeeAltitudeKm',
          `perigeeAltitudeKm ${perigeeAltitudeKm} lies above altitudeKm ${altitudeKm}: allowed from 0 to ${altitudeKm} km`,
        )
      : null,
  evaluate: ({ altitudeKm, perigeeAltitudeKm }: DeorbitInputs) => {
    const radiusKm = EARTH_RADIUS_KM + altitudeKm;
    const perigeeKm = EARTH_RADIUS_KM + perigeeAltitudeKm;
    const kept = Math.sqrt((2 * perigeeKm) / (radiusKm + perigeeKm));
    return { deltaVMPerS: circularSpeedKmPerS(radiusKm) * (1 - kept) * M_PER_KM };
  },
});

interface PropellantInputs {
  readonly deltaVMPerS: number;
  readonly specificImpulseS: number;
}
export const propellantFraction = defineModel({
  id: 'propellantFraction',
  section: 'orbits',
  description: 'share of the starting mass that a velocity change uses up',
  parameters: {
    deltaVMPerS: deltaVParameter,
    specificImpulseS: quantity(
      's',
      'specific impulse (about 220 hydrazine, 310 bipropellant, 1500–3000 electric)',
      1,
      100_000,
    ),
  },
  results: { massFrac: { unit: '1', description: 'propellant over mass before the burn' } },
  equation: 'massFrac = 1 − exp(−deltaVMPerS/(9.80665·specificImpulseS))',
  sources: ['vallado-2013', 'smad-3'],
  validity: 'rocket equation; no gravity or steering losses',
  evaluate: ({ deltaVMPerS, specificImpulseS }: PropellantInputs) => ({
    massFrac: 1 - exp(-deltaVMPerS / (STANDARD_GRAVITY_M_PER_S2 * specificImpulseS)),
  }),
});

export const manoeuvreModels: readonly ModelDefinition[] = [
  hohmannTransfer,
  planeChange,
  deorbitBurn,
  propellantFraction,
];
