/**
 * Physical constants of the model, in the units of the parameters.
 *
 * Published cases often differ from one another only by these. A test that checks a case made
 * with others (EGM-08, WGS-72) states the shift in its inputs; there is no switch in the code.
 */

/** Earth's gravitational parameter, WGS-84, km³/s². */
export const EARTH_MU_KM3_PER_S2 = 398_600.4418;
/** Earth's equatorial radius, WGS-84, km. Altitudes count from here. */
export const EARTH_RADIUS_KM = 6378.137;
/** Second zonal harmonic of the Earth's gravity. */
export const EARTH_J2 = 1.08262668e-3;
/** Days in a tropical year. */
export const TROPICAL_YEAR_DAYS = 365.2421897;
/** Mean motion of the Sun along the equator, degrees a day (0.985647). */
export const MEAN_SUN_RATE_DEG_PER_DAY = 360 / TROPICAL_YEAR_DAYS;
/** Standard gravity, m/s²: turns specific impulse into exhaust speed. */
export const STANDARD_GRAVITY_M_PER_S2 = 9.80665;
/** Stefan–Boltzmann constant, W/m²/K⁴ (CODATA 2018). */
export const STEFAN_BOLTZMANN_W_PER_M2_K4 = 5.670374419e-8;
/** Solar irradiance at one astronomical unit, W/m². */
export const SOLAR_IRRADIANCE_W_PER_M2 = 1361;
/** Infrared radiated by the Earth, global mean at the top of the atmosphere, W/m². */
export const EARTH_INFRARED_W_PER_M2 = 239;
/** Share of sunlight that the Earth reflects, global mean. */
export const EARTH_ALBEDO_FRAC = 0.3;

/** Boltzmann constant, eV/K (CODATA 2018, exact). */
export const BOLTZMANN_EV_PER_K = 8.617333262e-5;
