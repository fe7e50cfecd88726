/** Random legal orders: the floor that every other opponent must beat, and a fuzzer of the rules. */
import {
  availableOrders,
  type Game,
  legalOrder,
  type Order,
  type OrderKind,
  orderForm,
  type ParameterDomain,
  type SideView,
} from '../engine/index.ts';

type Draw = (stream: string) => number;

const MOST_ORDERS = 6;
const ATTEMPTS = 18;

const pick = <T>(list: readonly T[], draw: number): T | undefined => list[Math.floor(draw * list.length)];

const valueFor = (domain: ParameterDomain, draw: number): string | number => {
  if (domain.kind === 'choice') return pick(domain.options, draw) ?? '';
  const steps = Math.floor((domain.max - domain.min) / domain.step);
  return domain.min + Math.floor(draw * (steps + 1)) * domain.step;
};

/** One order of a kind with random parameters, each chosen with those before it in mind. */
const randomOrder = (game: Game, view: SideView, draft: readonly Order[], kind: OrderKind, draw: Draw): Order => {
  const chosen: Record<string, unknown> = {};
  const { length } = orderForm(game, view, draft, kind, chosen);
  for (let place = 0; place < length; place++) {
    const domain = orderForm(game, view, draft, kind, chosen)[place];
    if (domain !== undefined) chosen[domain.name] = valueFor(domain, draw('value'));
  }
  return { kind, ...chosen } as Order;
};

export const randomOrders = (game: Game, view: SideView, draw: Draw): readonly Order[] => {
  const draft: Order[] = [];
  const wanted = Math.floor(draw('count') * (MOST_ORDERS + 1));
  for (let attempt = 0; attempt < ATTEMPTS && draft.length < wanted; attempt++) {
    const kind = pick(availableOrders(game, view, draft), draw('kind'));
    if (kind === undefined) break;
    const order = randomOrder(game, view, draft, kind, draw);
    if (legalOrder(game, view, draft, order).ok) draft.push(order);
  }
  return draft;
};
