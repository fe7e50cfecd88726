/**
 * Random legal orders: the floor that every other opponent must beat, and a fuzzer of the rules. Each player has
 * a temper, drawn once a game: how much it does in a turn, what it likes to do, how it spends. Chance over the
 * whole list alone would seldom build anything that takes several orders of one sort.
 */
import {
  type Game,
  type OpenDraft,
  openDraft,
  ORDER_KINDS,
  type Order,
  type OrderGroup,
  orderGroup,
  type OrderKind,
  type ParameterDomain,
  type SideView,
} from '../engine/index.ts';

type Draw = (stream: string) => number;

interface Temper {
  /** Most orders in a turn. */
  readonly mostOrders: number;
  /** Amounts are small: most draws fall in the lower part of the range. */
  readonly isThrifty: boolean;
  /** Weight of each group of orders; those that are not named weigh 1. */
  readonly likes: Readonly<Partial<Record<OrderGroup, number>>>;
}

const EVEN: Temper = { mostOrders: 6, isThrifty: false, likes: {} };

const TEMPERS: readonly Temper[] = [
  EVEN,
  { mostOrders: 10, isThrifty: true, likes: {} },
  { mostOrders: 2, isThrifty: true, likes: {} },
  { mostOrders: 8, isThrifty: true, likes: { ground: 5, supply: 3, interfere: 0 } },
  { mostOrders: 8, isThrifty: false, likes: { launch: 4, orbit: 8, interfere: 0.2 } },
  { mostOrders: 8, isThrifty: true, likes: { launch: 2, orbit: 4, ground: 2, talk: 2, interfere: 2 } },
  { mostOrders: 6, isThrifty: true, likes: { talk: 8, know: 4, use: 2, interfere: 0 } },
  { mostOrders: 6, isThrifty: true, likes: { talk: 4, know: 4, interfere: 4, orbit: 2 } },
  { mostOrders: 8, isThrifty: true, likes: { talk: 12, interfere: 6 } },
  { mostOrders: 6, isThrifty: false, likes: { interfere: 10, know: 3, orbit: 2 } },
  { mostOrders: 10, isThrifty: true, likes: { launch: 24, orbit: 4, interfere: 4 } },
];

/** Shares of the draw at which each kind ends, in the order of the list. */
const kindsOf = ({ likes }: Temper): readonly { readonly kind: OrderKind; readonly end: number }[] => {
  const weights = ORDER_KINDS.map((kind) => likes[orderGroup(kind)] ?? 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return ORDER_KINDS.map((kind, place) => {
    sum += weights[place] ?? 0;
    return { kind, end: sum / total };
  });
};
const kindsByTemper = new Map(TEMPERS.map((temper) => [temper, kindsOf(temper)]));

const pick = <T>(list: readonly T[], draw: number): T | undefined => list[Math.floor(draw * list.length)];

/** The temper of a player, from the one draw of its game. */
export const temperAt = (draw: number): Temper => pick(TEMPERS, draw) ?? EVEN;

/** A value of the domain, or `null` where it has none. */
const valueFor = (domain: ParameterDomain, draw: number, { isThrifty }: Temper): string | number | null => {
  if (domain.kind === 'choice') return pick(domain.options, draw) ?? null;
  const { min, max, step } = domain;
  if (max < min) return null;
  const steps = Math.floor((max - min) / step);
  const taken = Math.floor((isThrifty ? draw * draw : draw) * (steps + 1));
  // The last step is all there is, also where steps do not end on it.
  return taken === steps ? max : min + taken * step;
};

/** One order of a kind with random parameters, each chosen with those before it in mind; `null` where there is none. */
const randomOrder = (draft: OpenDraft, kind: OrderKind, draw: Draw, temper: Temper): Order | null => {
  const order: Record<string, unknown> = { kind };
  let form = draft.form(kind);
  for (let place = 0; place < form.length; place++) {
    if (place > 0) form = draft.form(kind, order);
    const domain = form[place];
    if (domain === undefined) continue;
    const value = valueFor(domain, draw('value'), temper);
    if (value === null) return null;
    order[domain.name] = value;
  }
  return order as unknown as Order;
};

/** Kinds that are closed now cost an attempt and no more: asking which are open would cost more than trying. */
const ATTEMPTS_PER_ORDER = 4;

export const randomOrders = (game: Game, view: SideView, draw: Draw, temper: Temper = EVEN): readonly Order[] => {
  const draft = openDraft(game, view);
  const kinds = kindsByTemper.get(temper) ?? [];
  const wanted = Math.floor(draw('count') * (temper.mostOrders + 1));
  for (let attempt = 0; attempt < ATTEMPTS_PER_ORDER * wanted && draft.orders.length < wanted; attempt++) {
    const at = draw('kind');
    const kind = kinds.find(({ end }) => at < end)?.kind;
    if (kind === undefined) continue;
    const order = randomOrder(draft, kind, draw, temper);
    if (order !== null) draft.place(order);
  }
  return draft.orders;
};
