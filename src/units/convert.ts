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
export const W_PER_KW = 1000;
export const KW_PER_MW = 1000;
export const W_PER_MW = W_PER_KW * KW_PER_MW;
export const MW_PER_GW = 1000;
export const M_PER_KM = 1000;
export const KG_PER_T = 1000;
export const USD_PER_MUSD = 1_000_000;
/** A turn is a half-year. */
export const TURNS_PER_YEAR = 2;
