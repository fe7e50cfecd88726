/**
 * A draft that grows order by order, for opponents: what it leaves of the treasury is kept, not
 * summed again for every order that is tried, and an order is judged without its preview.
 */
import type { Game } from '../game.ts';
import type { SideView } from '../viewTypes.ts';
import { type Chosen, type Domain, FREE, legalCost } from './definition.ts';
import { definitionOf } from './index.ts';
import type { Cost, Order, OrderKind, ParameterDomain } from './order.ts';

export interface OpenDraft {
  readonly orders: readonly Order[];
  /** What the draft leaves of the treasury. */
  readonly left: () => Cost;
  /** The parameters of a kind of order on top of the draft, given those chosen so far. */
  readonly form: (kind: OrderKind, chosen?: Chosen) => readonly ParameterDomain[];
  /** Places an order where it is legal, and costs no more than the money given for it; tells whether it was. */
  readonly place: (order: Order, withinMusd?: number) => boolean;
}

export const openDraft = (game: Game, view: SideView): OpenDraft => {
  const orders: Order[] = [];
  const desk = { game, view, draft: orders };
  let spent = FREE;
  const left = (): Cost => ({
    fundsMusd: view.own.fundsMusd - spent.fundsMusd,
    politicalCapital: view.own.politicalCapital - spent.politicalCapital,
  });
  return {
    orders,
    left,
    form: (kind, chosen = {}): readonly Domain[] => definitionOf(kind).form(desk, chosen),
    place: (order, withinMusd = Number.POSITIVE_INFINITY) => {
      const cost = legalCost(definitionOf(order.kind), desk, left(), order);
      if (!cost.ok || cost.value.fundsMusd > withinMusd) return false;
      orders.push(order);
      spent = {
        fundsMusd: spent.fundsMusd + cost.value.fundsMusd,
        politicalCapital: spent.politicalCapital + cost.value.politicalCapital,
      };
      return true;
    },
  };
};
