/**
 * Published values for orbits, shadow, formations, atmosphere and decay; then the cases that need
 * two functions together, and the Sun against an astronomical library.
 */
import { AstroTime, Body, Equator, Observer } from 'astronomy-engine';
import { sgp4, twoline2satrec } from 'satellite.js';
import { describe, expect, it } from 'vitest';
import { atmosphereDensity } from '../../src/physics/atmosphere.ts';
import { EARTH_J2, EARTH_MU_KM3_PER_S2, EARTH_RADIUS_KM } from '../../src/physics/constants.ts';
import { hillPropagate } from '../../src/physics/formation.ts';
import { meanMotionRadPerS, nodalPrecession, orbitPeriodS, perigeePrecession } from '../../src/physics/orbits.ts';
import { betaAngle, eclipseFraction, sunlit, sunPosition } from '../../src/physics/sun.ts';
import orbits from './orbits.cases.json' with { type: 'json' };
import { runOracleTable } from './support.ts';

runOracleTable('orbits', orbits);

const JULIAN_DATE_2021 = 2_459_215.5;
const J2000_JULIAN_DATE = 2_451_545;

describe('shadow', () => {
  it('A23: eclipses of the 10:30 orbit last 2004.757 s on the mean of five days, within 1%', () => {
    const altitudeKm = 7130.982 - EARTH_RADIUS_KM;
    const seconds = [0.5, 1.5, 2.5, 3.5, 4.5].map((day) => {
      const julianDate = JULIAN_DATE_2021 + day;
      const sun = sunPosition.evaluate({ julianDate });
      const meanSunDeg = 280.46 + (36_000.771 * (julianDate - J2000_JULIAN_DATE)) / 36_525;
      const { betaDeg } = betaAngle.evaluate({
        inclinationDeg: 98.405,
        raanDeg: meanSunDeg + (22.5 - 12) * 15,
        sunRightAscensionDeg: sun.rightAscensionDeg,
        sunDeclinationDeg: sun.declinationDeg,
      });
      return eclipseFraction.evaluate({ altitudeKm, betaDeg }).eclipseMin * 60;
    });
    const mean = seconds.reduce((sum, value) => sum + value, 0) / seconds.length;
    expect(Math.abs(mean / 2004.757 - 1)).toBeLessThan(0.01);
  });

  it('A24: Vallado example 5-6 lies in sunlight', () => {
    const sun = sunPosition.evaluate({ julianDate: 2_449_763.5 });
    const place = { xKm: 0, yKm: -4464.696, zKm: -5102.509 };
    const angles = { sunRightAscensionDeg: sun.rightAscensionDeg, sunDeclinationDeg: sun.declinationDeg };
    expect(sunlit.evaluate({ ...place, ...angles }).sunlit).toBe(true);
  });
});

describe('the Sun', () => {
  it('stays within 0.015° of astronomy-engine from 1900 to 2100', () => {
    const observer = new Observer(0, 0, 0);
    let worstDeg = 0;
    for (let days = -36_525; days < 36_525; days += 37) {
      const ours = sunPosition.evaluate({ julianDate: J2000_JULIAN_DATE + days });
      const theirs = Equator(Body.Sun, new AstroTime(days), observer, true, true);
      const rightAscensionErrorDeg = Math.abs(((ours.rightAscensionDeg - theirs.ra * 15 + 540) % 360) - 180);
      worstDeg = Math.max(worstDeg, rightAscensionErrorDeg, Math.abs(ours.declinationDeg - theirs.dec));
    }
    expect(worstDeg).toBeLessThan(0.015);
  });
});

describe('ground tracks that repeat', () => {
  it.each([
    { revolutions: 17, semiMajorAxisKm: 6382.409, inclinationDeg: 95.6949 },
    { revolutions: 13, semiMajorAxisKm: 7635.252, inclinationDeg: 100.7057 },
  ])('A20: $revolutions a day, to 0.01 km of semi-major axis', ({ revolutions, semiMajorAxisKm, inclinationDeg }) => {
    const ratio = EARTH_RADIUS_KM / semiMajorAxisKm;
    const sine = Math.sin((inclinationDeg * Math.PI) / 180);
    const quickening = 1 + 0.75 * EARTH_J2 * ratio * ratio * (2 - 3 * sine * sine);
    const meanMotionDegPerDay = (meanMotionRadPerS(semiMajorAxisKm) * 86_400 * 180) / Math.PI;
    const perigee = perigeePrecession.evaluate({ semiMajorAxisKm, eccentricity: 0, inclinationDeg });
    const nodalPerDay = (quickening * (meanMotionDegPerDay + perigee.rateDegPerDay)) / 360;
    const offsetKm = (nodalPerDay / revolutions - 1) * (2 / 3) * semiMajorAxisKm;
    expect(Math.abs(offsetKm)).toBeLessThan(0.01);
  });
});

/** CBERS-2, the sun-synchronous satellite of the published SGP4 verification set. */
const CBERS_2 = twoline2satrec(
  '1 28057U 03049A   06177.78615833  .00000060  00000-0  35940-4 0  1836',
  '2 28057  98.4283 247.6961 0000884  88.1964 271.9322 14.35478080140550',
);
const CBERS_2_MEAN_MOTION_PER_DAY = 14.354_780_801;
const CBERS_2_INCLINATION_DEG = 98.4283;

const cbersAt = (minutes: number) => {
  const state = sgp4(CBERS_2, minutes);
  if (state === null) throw new Error(`SGP4 gives nothing at ${minutes} min`);
  return state;
};

const nodeDeg = (minutes: number): number => {
  const { position: r, velocity: v } = cbersAt(minutes);
  return (Math.atan2(r.y * v.z - r.z * v.y, -(r.z * v.x - r.x * v.z)) * 180) / Math.PI;
};

describe('the simple model beside SGP4', () => {
  const nRadPerS = (CBERS_2_MEAN_MOTION_PER_DAY * 2 * Math.PI) / 86_400;
  const semiMajorAxisKm = Math.cbrt(EARTH_MU_KM3_PER_S2 / (nRadPerS * nRadPerS));

  it('A78: SGP4 itself gives the published places', () => {
    const { position } = cbersAt(120);
    expect(position.x).toBeCloseTo(-1816.87920942, 5);
    expect(position.y).toBeCloseTo(-1835.78762132, 5);
    expect(position.z).toBeCloseTo(6661.07926465, 5);
  });

  it('turns the orbital plane as SGP4 does, within 0.5%', () => {
    const revolutionMin = 1440 / CBERS_2_MEAN_MOTION_PER_DAY;
    const days = (144 * revolutionMin) / 1440;
    const turned = (nodeDeg(144 * revolutionMin) - nodeDeg(0) + 360) % 360;
    const { rateDegPerDay } = nodalPrecession.evaluate({
      semiMajorAxisKm,
      eccentricity: 0,
      inclinationDeg: CBERS_2_INCLINATION_DEG,
    });
    expect(Math.abs(rateDegPerDay / (turned / days) - 1)).toBeLessThan(0.005);
  });

  it('has the eclipses of SGP4 places over a day, within 0.5%', () => {
    const sun = sunPosition.evaluate({ julianDate: CBERS_2.jdsatepoch + 0.5 });
    const angles = { sunRightAscensionDeg: sun.rightAscensionDeg, sunDeclinationDeg: sun.declinationDeg };
    const minutes = Array.from(
      { length: 14_400 },
      (_, index) => (index * 14 * 1440) / CBERS_2_MEAN_MOTION_PER_DAY / 14_400,
    );
    const dark = minutes.filter((at) => {
      const { position } = cbersAt(at);
      return !sunlit.evaluate({ xKm: position.x, yKm: position.y, zKm: position.z, ...angles }).sunlit;
    });
    const { betaDeg } = betaAngle.evaluate({
      inclinationDeg: CBERS_2_INCLINATION_DEG,
      raanDeg: 247.6961 + 0.5,
      ...angles,
    });
    const { eclipseFrac } = eclipseFraction.evaluate({ altitudeKm: semiMajorAxisKm - EARTH_RADIUS_KM, betaDeg });
    expect(Math.abs(eclipseFrac / (dark.length / minutes.length) - 1)).toBeLessThan(0.005);
  });
});

describe('formations', () => {
  const altitudeKm = 650;
  const n = meanMotionRadPerS(EARTH_RADIUS_KM + altitudeKm);
  const periodS = orbitPeriodS(EARTH_RADIUS_KM + altitudeKm);
  const still = { z0M: 0, w0MPerS: 0 };
  const around = (x0M: number, y0M: number) =>
    Array.from({ length: 360 }, (_, step) =>
      hillPropagate.evaluate({
        altitudeKm,
        x0M,
        y0M,
        ...still,
        u0MPerS: (n * y0M) / 2,
        v0MPerS: -2 * n * x0M,
        timeS: (periodS * step) / 360,
      }),
    );

  it('A67: neighbours 200 m apart in phase space swing between 100 and 200 m, twice an orbit', () => {
    const distances = around(0, 200).map(({ xM, yM }) => Math.sqrt(xM * xM + yM * yM));
    expect(Math.abs(Math.min(...distances) - 100)).toBeLessThan(2);
    expect(Math.abs(Math.max(...distances) - 200)).toBeLessThan(2);
    const isMinimum = (at: number): boolean => {
      const here = distances[at] ?? 0;
      return here < (distances[(at + 359) % 360] ?? 0) && here <= (distances[(at + 1) % 360] ?? 0);
    };
    expect(distances.filter((_, at) => isMinimum(at))).toHaveLength(2);
  });

  it('A68: the envelope of a 1 km cluster is 1 km along the track and 0.5 km radially', () => {
    const places = around(0, 1000);
    expect(Math.max(...places.map(({ yM }) => yM)) / 1000).toBeCloseTo(1, 3);
    expect(Math.min(...places.map(({ yM }) => yM)) / 1000).toBeCloseTo(-1, 3);
    expect(Math.max(...places.map(({ xM }) => xM)) / 1000).toBeCloseTo(0.5, 3);
    expect(Math.min(...places.map(({ xM }) => xM)) / 1000).toBeCloseTo(-0.5, 3);
  });
});

const density = (year: number): number => atmosphereDensity.evaluate({ altitudeKm: 550, year }).densityKgPerM3;

describe('the solar cycle', () => {
  it('A43: swings the density at 550 km by a factor of 10 to 30', () => {
    const swing = density(2025) / density(2031);
    expect(swing).toBeGreaterThan(10);
    expect(swing).toBeLessThan(30);
  });
});
