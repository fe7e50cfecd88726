/**
 * A draft that grows order by order, for opponents: what it leaves of the treasury is kept, not
 * summed again for every order that is tried, and an order is judged without its preview.
 */
import type { Game } from '../game.ts';
import type { SideView } from '../viewTypes.ts';
import { type Chosen, legalCost } from './definition.ts';
import { definitionOf } from './index.ts';
import type { Cost, Order, OrderKind, ParameterDomain } from './order.ts';

export interface OpenDraft {
  readonly orders: readonly Order[];
  /** What the draft leaves of the treasury. */
  readonly left: () => Cost;
  /** The parameters of a kind of order on top of the draft, given those chosen so far. */
  readonly form: (kind: OrderKind, chosen?: Chosen) => readonly ParameterDomain[];
  /**
   * Places an order where it is legal, and costs no more than the money given for it; tells whether it was. One that
   * costs more is cut by `cut` to what there is money for, once.
   */
  readonly place: (order: Order, withinMusd?: number, cut?: (affordableFrac: number) => Order | null) => boolean;
}

export const openDraft = (game: Game, view: SideView): OpenDraft => {
  const orders: Order[] = [];
  const desk = { game, view, draft: orders };
  let left: Cost = { fundsMusd: view.own.fundsMusd, politicalCapital: view.own.politicalCapital };
  const place: OpenDraft['place'] = (order, withinMusd = Number.POSITIVE_INFINITY, cut) => {
    // Money is asked for below, so that what costs too much can be cut.
    const judged = legalCost(definitionOf(order.kind), desk, { ...left, fundsMusd: Number.POSITIVE_INFINITY }, order);
    if (!judged.ok) return false;
    const { fundsMusd, politicalCapital } = judged.value;
    const limitMusd = Math.min(withinMusd, left.fundsMusd);
    if (fundsMusd > 0 && fundsMusd > limitMusd) {
      const smaller = limitMusd > 0 && cut !== undefined ? cut(limitMusd / fundsMusd) : null;
      return smaller !== null && place(smaller, withinMusd);
    }
    orders.push(order);
    left = { fundsMusd: left.fundsMusd - fundsMusd, politicalCapital: left.politicalCapital - politicalCapital };
    return true;
  };
  return {
    orders,
    left: () => left,
    form: (kind, chosen = {}) => definitionOf(kind).form(desk, chosen),
    place,
  };
};
