/** Conversions between units. Nothing else in the project multiplies by 86,400. */
import { PI } from './math.ts';

export const degToRad = (deg: number): number => (deg * PI) / 180;
export const radToDeg = (rad: number): number => (rad * 180) / PI;
/** Wraps an angle into [0, 360). */
export const wrapDeg360 = (deg: number): number => deg - 360 * Math.floor(deg / 360);

export const SECONDS_PER_MINUTE = 60;
export const SECONDS_PER_HOUR = 3600;
export const SECONDS_PER_DAY = 86_400;
export const HOURS_PER_YEAR = 8760;
/** Julian year, IAU. */
export const SECONDS_PER_YEAR = 31_557_600;
export const KW_PER_MW = 1000;
