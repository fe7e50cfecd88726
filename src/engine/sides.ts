/** The two sides as rows: everything that must ask "the other one" asks here. */
import { type BySide, SIDES, type Side } from '../ruleset/terms.ts';

export { SIDES };

const RIVALS: BySide<Side> = { us: SIDES[1], cn: SIDES[0] };
export const rivalOf = (side: Side): Side => RIVALS[side];

/** One value a side, computed by the same code for both. */
export const bySide = <T>(make: (side: Side) => T): { us: T; cn: T } => ({ us: make(SIDES[0]), cn: make(SIDES[1]) });

export const BOTH: BySide<boolean> = { us: true, cn: true };
export const NOBODY: BySide<boolean> = { us: false, cn: false };
/** Seen by one side only. */
export const only = (side: Side): BySide<boolean> => bySide((other) => other === side);
