/**
 * What opens a planning phase, and what fills a draft at one stroke: standing orders, the staff's plan
 * seat by seat, templates. Pure; the engine fits whatever was written for another turn to this one.
 */
import { decide } from '../../bots/index.ts';
import { type FittedDraft, fitDraft, type Game, type Order, orderSeat, type SideView } from '../../engine/index.ts';
import type { Seat } from '../../ruleset/terms.ts';
import { changeDraft, type Draft, EMPTY_DRAFT } from './draft.ts';
import type { Setup } from './savedGame.ts';
import type { Session } from './session.ts';

/** The balancer's plan for the player's own side: what it would do with the same view. */
export const staffPlanOf = (game: Game, view: SideView, { seed }: Setup): readonly Order[] =>
  decide('balancer', game, view, seed);

/** Orders that were asked for and could not be had in full, as the desk tells them. */
export type Shortfall = Pick<FittedDraft, 'cut' | 'dropped'>;
export const NO_SHORTFALL: Shortfall = { cut: [], dropped: [] };

const isSame = (a: Order, b: Order): boolean => JSON.stringify(a) === JSON.stringify(b);
export const isStanding = (standing: readonly Order[], order: Order): boolean =>
  standing.some((each) => isSame(each, order));

/** The draft with which a turn opens: the player's standing orders first, then what of the staff's plan still fits. */
export const openingDraft = (
  game: Game,
  view: SideView,
  plan: readonly Order[],
  standing: readonly Order[],
): { readonly draft: Draft; readonly shortfall: Shortfall } => {
  const kept = fitDraft(game, view, standing);
  const { orders } = fitAfter(game, view, kept.orders, plan);
  return { draft: { ...EMPTY_DRAFT, orders }, shortfall: { cut: kept.cut, dropped: kept.dropped } };
};

/** Adds to orders already placed, which keep their means, what of `more` still fits. */
const fitAfter = (game: Game, view: SideView, placed: readonly Order[], more: readonly Order[]): FittedDraft => {
  // What is placed already is asked for again by nobody: the plan yields to the player's own order of the kind.
  const others = more.filter((order) => !placed.some((each) => isSame(each, order)));
  return fitDraft(game, view, [...placed, ...others], PLACED_FIRST);
};
/** Nobody's means come before anybody else's: orders are fitted as they stand. */
const PLACED_FIRST: readonly Seat[] = [];

const withOrders = (session: Session, fitted: FittedDraft): Session => ({
  ...session,
  draft: changeDraft(session.draft, fitted.orders),
  shortfall: { cut: fitted.cut, dropped: fitted.dropped },
});

const ofOtherSeats = ({ draft }: Session, seat: Seat): readonly Order[] =>
  draft.orders.filter(({ kind }) => orderSeat(kind) !== seat);

/** The staff's plan for all seats in place of the draft. */
export const withStaffPlan = (session: Session): Session => ({
  ...session,
  draft: changeDraft(session.draft, session.plan),
  shortfall: NO_SHORTFALL,
});

/** The staff's plan for one seat in place of that seat's orders. */
export const withSeatPlan = (session: Session, seat: Seat): Session => {
  const { game, view, plan } = session;
  const seats = plan.filter(({ kind }) => orderSeat(kind) === seat);
  return withOrders(session, fitAfter(game, view, ofOtherSeats(session, seat), seats));
};

export const withoutSeat = (session: Session, seat: Seat): Session => ({
  ...session,
  draft: changeDraft(session.draft, ofOtherSeats(session, seat)),
  shortfall: NO_SHORTFALL,
});

/** Orders of a template on top of the draft, as far as they can be had. */
export const withTemplate = (session: Session, orders: readonly Order[]): Session =>
  withOrders(session, fitAfter(session.game, session.view, session.draft.orders, orders));

/** Gives an order every turn from now on, or no longer. */
export const withStanding = (session: Session, order: Order): Session => ({
  ...session,
  standing: isStanding(session.standing, order)
    ? session.standing.filter((each) => !isSame(each, order))
    : [...session.standing, order],
});
