/**
 * A draft being written by a bot: the orders so far and what they leave of money and political capital.
 * It keeps that count itself, so that an order costs one question of legality.
 */
import {
  type Game,
  legalOrder,
  type Order,
  type OrderKind,
  orderForm,
  type ParameterDomain,
  type SideView,
} from '../engine/index.ts';

type NumberDomain = Extract<ParameterDomain, { kind: 'number' }>;
type Chosen = Readonly<Record<string, unknown>>;

export class Draft {
  readonly orders: Order[] = [];
  readonly game: Game;
  readonly view: SideView;
  leftMusd: number;
  leftCapital: number;

  constructor(game: Game, view: SideView) {
    this.game = game;
    this.view = view;
    this.leftMusd = view.own.fundsMusd;
    this.leftCapital = view.own.politicalCapital;
  }

  /** Places an order where it is legal and costs no more than this. */
  place(order: Order, withinMusd = Number.POSITIVE_INFINITY): boolean {
    return this.placeFitted(order, withinMusd, () => null);
  }

  /** Places an order where it is legal; one that costs too much is cut by `cut` to what there is money for, once. */
  placeFitted(order: Order, withinMusd: number, cut: (affordableFrac: number) => Order | null): boolean {
    const left = { fundsMusd: Number.POSITIVE_INFINITY, politicalCapital: this.leftCapital };
    const judged = legalOrder(this.game, this.view, this.orders, order, undefined, left);
    if (!judged.ok) return false;
    const { fundsMusd, politicalCapital } = judged.value.cost;
    const limitMusd = Math.min(withinMusd, this.leftMusd);
    if (fundsMusd > 0 && fundsMusd > limitMusd) {
      const smaller = limitMusd > 0 ? cut(limitMusd / fundsMusd) : null;
      return smaller !== null && this.place(smaller, withinMusd);
    }
    this.orders.push(order);
    this.leftMusd -= fundsMusd;
    this.leftCapital -= politicalCapital;
    return true;
  }

  /** The range of an order's amount, given what is chosen before it. */
  range(kind: OrderKind, name: string, chosen: Chosen = {}): NumberDomain | undefined {
    return orderForm(this.game, this.view, this.orders, kind, chosen).find(
      (domain): domain is NumberDomain => domain.kind === 'number' && domain.name === name,
    );
  }

  options(kind: OrderKind, name: string): readonly string[] {
    const domain = orderForm(this.game, this.view, this.orders, kind).find((each) => each.name === name);
    return domain?.kind === 'choice' ? domain.options : [];
  }
}
