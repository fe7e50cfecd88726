/**
 * Whole grains. Sums of floating-point numbers depend on the order in which they are taken, in the last
 * bits; sums of whole multiples of a power of two do not. What both sides add to in one turn (tension,
 * standing, fragments) is kept in such grains, so that the side listed first has no edge, however small.
 */
const GRAINS_PER_UNIT = 1_048_576;

/** The nearest whole number of grains, as an amount. */
export const inGrains = (amount: number): number => Math.round(amount * GRAINS_PER_UNIT) / GRAINS_PER_UNIT;
