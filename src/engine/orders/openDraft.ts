/**
 * A draft that grows order by order, for opponents: what it leaves of the treasury is kept, not
 * summed again for every order that is tried, and an order is judged without its preview.
 */
import type { Game } from '../game.ts';
import type { SideView } from '../viewTypes.ts';
import { type Chosen, type Domain, legalCost } from './definition.ts';
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

const ON_NOTHING: readonly string[] = [];

/** The last form that was asked for: it is asked for again for every parameter, and once more to place the order. */
interface RememberedForm {
  readonly kind: OrderKind;
  readonly values: readonly unknown[];
  readonly domains: readonly Domain[];
}

interface Placed {
  /** As it was when it was judged: the draft's own may have been changed since. */
  readonly order: Order;
  readonly cost: Cost;
}

/** Drafts that were judged order by order as they grew, and from which view. */
const judgedDrafts = new WeakMap<
  readonly Order[],
  { readonly game: Game; readonly view: SideView; readonly placed: readonly Placed[] }
>();

const isSame = (a: Order, b: Order): boolean => {
  const was = b as unknown as Readonly<Record<string, unknown>>;
  return Object.entries(a).every(([field, value]) => was[field] === value);
};

/**
 * What the orders of a draft cost that was opened from this very view and holds what was placed in it, no more and no
 * less; `null` for any other, which has to be judged. `orders` are the draft's as they were read just now.
 */
export const judgedCosts = (
  game: Game,
  view: SideView,
  draft: readonly Order[],
  orders: readonly Order[],
): readonly Cost[] | null => {
  const known = judgedDrafts.get(draft);
  if (known === undefined || known.game !== game || known.view !== view) return null;
  const { placed } = known;
  const isAsPlaced =
    placed.length === orders.length && placed.every(({ order }, place) => isSame(order, orders[place] as Order));
  return isAsPlaced ? placed.map(({ cost }) => cost) : null;
};

export const openDraft = (game: Game, view: SideView): OpenDraft => {
  const orders: Order[] = [];
  const desk = { game, view, draft: orders };
  const judged: Placed[] = [];
  judgedDrafts.set(orders, { game, view, placed: judged });
  let left: Cost = { fundsMusd: view.own.fundsMusd, politicalCapital: view.own.politicalCapital };
  let last: RememberedForm | null = null;
  const form = (kind: OrderKind, chosen: Chosen): readonly Domain[] => {
    const definition = definitionOf(kind);
    const { formFields = ON_NOTHING } = definition;
    if (last?.kind === kind && formFields.every((field, place) => last?.values[place] === chosen[field]))
      return last.domains;
    const domains = definition.form(desk, chosen);
    last = { kind, values: formFields.map((field) => chosen[field]), domains };
    return domains;
  };
  const formOf = (order: Order): readonly Domain[] => form(order.kind, order as unknown as Chosen);
  const place: OpenDraft['place'] = (order, withinMusd = Number.POSITIVE_INFINITY, cut) => {
    // Money is asked for below, so that what costs too much can be cut.
    const within = { fundsMusd: Number.POSITIVE_INFINITY, politicalCapital: left.politicalCapital };
    const cost = legalCost(definitionOf(order.kind), desk, within, order, formOf);
    if (!cost.ok) return false;
    const { fundsMusd, politicalCapital } = cost.value;
    const limitMusd = Math.min(withinMusd, left.fundsMusd);
    if (fundsMusd > 0 && fundsMusd > limitMusd) {
      const smaller = limitMusd > 0 && cut !== undefined ? cut(limitMusd / fundsMusd) : null;
      return smaller !== null && place(smaller, withinMusd);
    }
    orders.push(order);
    last = null;
    judged.push({ order: { ...order }, cost: cost.value });
    left = { fundsMusd: left.fundsMusd - fundsMusd, politicalCapital: left.politicalCapital - politicalCapital };
    return true;
  };
  return {
    orders,
    left: () => left,
    form: (kind, chosen = {}) => form(kind, chosen),
    place,
  };
};
