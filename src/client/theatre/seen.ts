/** Whose eyes the theatre looks with: a side's, which knows its own exactly, or the room's, which sees both from outside. */
import {
  type Estimate,
  type PublicGroup,
  type PublicSide,
  type PublicView,
  SIDES,
  type SideView,
} from '../../engine/index.ts';

export type SeenView = SideView | PublicView;

/** A side as seen from outside; the figures only where somebody's intelligence gives them. */
export interface SeenSide extends Pick<PublicSide, 'side' | 'lines' | 'regions'> {
  readonly groups: readonly (PublicGroup & { readonly deliveredPops?: Estimate })[];
  readonly groundPowerMw?: Estimate;
}

/** Null where nobody's own is shown. */
export const ownOf = (view: SeenView): SideView | null => ('rival' in view ? view : null);

export const seenSides = (view: SeenView): readonly SeenSide[] =>
  'rival' in view ? [view.rival] : SIDES.map((side) => view.sides[side]);
