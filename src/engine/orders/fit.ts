/**
 * Fitting orders that were written for another turn, or by several seats at once, to the turn as it
 * is: standing orders, templates, and a draft that comes to more than the treasury holds. Amounts are
 * cut to what can still be had; what cannot be had at all is given back with its reason.
 */
import { SEATS, type Seat } from '../../ruleset/terms.ts';
import type { Game } from '../game.ts';
import type { SideView } from '../viewTypes.ts';
import { legalOrder, orderForm, orderSeat } from './index.ts';
import type { Order, ParameterDomain, Rejection } from './order.ts';

type Amount = Extract<ParameterDomain, { kind: 'number' }>;

export interface FittedDraft {
  /** Orders that may be sealed together. */
  readonly orders: readonly Order[];
  /** Orders whose amount was cut, as they were given and as they stand in the draft. */
  readonly cut: readonly { readonly given: Order; readonly fitted: Order }[];
  readonly dropped: readonly { readonly order: Order; readonly rejection: Rejection }[];
}

/** The last amount of an order's form: what there is less of when means run short. */
const amountOf = (game: Game, view: SideView, draft: readonly Order[], order: Order): Amount | undefined =>
  orderForm(game, view, draft, order.kind, { ...order }).findLast(
    (domain): domain is Amount => domain.kind === 'number' && domain.max >= domain.min,
  );

/** The order with as much of its amount as is legal, in the form's steps; null where no amount is. */
const cutToFit = (game: Game, view: SideView, draft: readonly Order[], order: Order): Order | null => {
  const domain = amountOf(game, view, draft, order);
  if (domain === undefined) return null;
  const { name, min, step } = domain;
  const given = (order as unknown as Readonly<Record<string, unknown>>)[name];
  if (typeof given !== 'number') return null;
  const most = Math.min(given, domain.max);
  const at = (amount: number): Order => ({ ...order, [name]: amount });
  const isLegal = (amount: number): boolean => legalOrder(game, view, draft, at(amount)).ok;
  if (most >= min && isLegal(most)) return at(most);
  // Halving over whole steps: less of an order is never harder to have than more of it.
  let legalSteps = -1;
  let refusedSteps = Math.floor((most - min) / step) + 1;
  while (refusedSteps - legalSteps > 1) {
    const middle = Math.floor((legalSteps + refusedSteps) / 2);
    if (isLegal(min + middle * step)) legalSteps = middle;
    else refusedSteps = middle;
  }
  return legalSteps < 0 ? null : at(min + legalSteps * step);
};

/**
 * The most of `given` that is legal together. Means go first to the seats named first in `priorities`
 * (those not named come last), within a seat to the order placed first.
 */
export const fitDraft = (
  game: Game,
  view: SideView,
  given: readonly Order[],
  priorities: readonly Seat[] = SEATS,
): FittedDraft => {
  const rank = (order: Order): number => {
    const place = priorities.indexOf(orderSeat(order.kind));
    return place < 0 ? priorities.length : place;
  };
  const orders: Order[] = [];
  const cut: { given: Order; fitted: Order }[] = [];
  const dropped: { order: Order; rejection: Rejection }[] = [];
  for (const order of given.toSorted((a, b) => rank(a) - rank(b))) {
    const judged = legalOrder(game, view, orders, order);
    if (judged.ok) {
      orders.push(order);
      continue;
    }
    const fitted = cutToFit(game, view, orders, order);
    if (fitted === null) dropped.push({ order, rejection: judged.error });
    else {
      orders.push(fitted);
      cut.push({ given: order, fitted });
    }
  }
  return { orders, cut, dropped };
};
