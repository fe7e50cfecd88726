/**
 * The only door to transcendental functions in the pure rooms.
 *
 * `Math.sin`, `Math.exp`, `Math.pow` and their friends differ in the last bits between JavaScript
 * engines, which is enough to fork a replay. These come from stdlib, which computes them with
 * additions and multiplications alone and gives the same bits everywhere. `Math.sqrt`, `abs`,
 * `floor`, `ceil`, `round`, `trunc`, `min`, `max`, `sign` are exact and may be used directly.
 */
import stdlibAcos from '@stdlib/math-base-special-acos';
import stdlibAsin from '@stdlib/math-base-special-asin';
import stdlibAtan2 from '@stdlib/math-base-special-atan2';
import stdlibCos from '@stdlib/math-base-special-cos';
import stdlibExp from '@stdlib/math-base-special-exp';
import stdlibLn from '@stdlib/math-base-special-ln';
import stdlibPow from '@stdlib/math-base-special-pow';
import stdlibSin from '@stdlib/math-base-special-sin';
import stdlibTan from '@stdlib/math-base-special-tan';

export const PI = 3.141592653589793;
const LN2 = 0.6931471805599453;
const LN10 = 2.302585092994046;

/** Trigonometric functions take and give radians. */
export const sin: (xRad: number) => number = stdlibSin;
export const cos: (xRad: number) => number = stdlibCos;
export const tan: (xRad: number) => number = stdlibTan;
export const asin: (x: number) => number = stdlibAsin;
export const acos: (x: number) => number = stdlibAcos;
export const atan2: (y: number, x: number) => number = stdlibAtan2;
export const exp: (x: number) => number = stdlibExp;
export const ln: (x: number) => number = stdlibLn;
export const pow: (base: number, exponent: number) => number = stdlibPow;
export const log2 = (x: number): number => stdlibLn(x) / LN2;
export const log10 = (x: number): number => stdlibLn(x) / LN10;
