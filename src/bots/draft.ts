/** A draft being written by a bot: the orders so far, and questions about what may be added to them. */
import {
  type Game,
  type OpenDraft,
  openDraft,
  type Order,
  type OrderKind,
  type ParameterDomain,
  type SideView,
} from '../engine/index.ts';

type NumberDomain = Extract<ParameterDomain, { kind: 'number' }>;
type Chosen = Readonly<Record<string, unknown>>;

export class Draft {
  readonly game: Game;
  readonly view: SideView;
  readonly #open: OpenDraft;

  constructor(game: Game, view: SideView) {
    this.game = game;
    this.view = view;
    this.#open = openDraft(game, view);
  }

  get orders(): readonly Order[] {
    return this.#open.orders;
  }

  get leftMusd(): number {
    return this.#open.left().fundsMusd;
  }

  get leftCapital(): number {
    return this.#open.left().politicalCapital;
  }

  /** Places an order where it is legal and costs no more than this. */
  place(order: Order, withinMusd?: number): boolean {
    return this.#open.place(order, withinMusd);
  }

  /** Places an order where it is legal; one that costs too much is cut by `cut` to what there is money for, once. */
  placeFitted(order: Order, withinMusd: number, cut: (affordableFrac: number) => Order | null): boolean {
    return this.#open.place(order, withinMusd, cut);
  }

  /** The range of an order's amount, given what is chosen before it. */
  range(kind: OrderKind, name: string, chosen?: Chosen): NumberDomain | undefined {
    return this.#open
      .form(kind, chosen)
      .find((domain): domain is NumberDomain => domain.kind === 'number' && domain.name === name);
  }

  form(kind: OrderKind, chosen?: Chosen): readonly ParameterDomain[] {
    return this.#open.form(kind, chosen);
  }

  options(kind: OrderKind, name: string, chosen?: Chosen): readonly string[] {
    const domain = this.#open.form(kind, chosen).find((each) => each.name === name);
    return domain?.kind === 'choice' ? domain.options : [];
  }
}
