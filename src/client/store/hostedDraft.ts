/**
 * A side's common draft, as one of its members works on it: what to ask of the server so that it becomes what is
 * wanted, and the way back by one's own steps, whatever others have done meanwhile. Pure.
 */
import type { Order } from '../../engine/index.ts';
import type { DraftOrder } from '../../protocol/sessionParts.ts';

/** From one list of orders to another. */
export interface Step {
  readonly added: readonly Order[];
  readonly removed: readonly Order[];
}

const keyOf = (order: Order): string => JSON.stringify(order);

/** The orders of `list` without those of `others`, each of which takes away one that is the same. */
export const without = (list: readonly Order[], others: readonly Order[]): readonly Order[] => {
  const left = others.map(keyOf);
  return list.filter((order) => {
    const place = left.indexOf(keyOf(order));
    if (place < 0) return true;
    left.splice(place, 1);
    return false;
  });
};

export const stepBetween = (from: readonly Order[], to: readonly Order[]): Step => ({
  added: without(to, from),
  removed: without(from, to),
});
export const inverseOf = ({ added, removed }: Step): Step => ({ added: removed, removed: added });
export const isEmpty = ({ added, removed }: Step): boolean => added.length + removed.length === 0;
export const applyStep = (orders: readonly Order[], { added, removed }: Step): readonly Order[] => [
  ...without(orders, removed),
  ...added,
];

/** The lists to which undoing steps leads, one after the other; the latest step is the last. */
export const statesBefore = (orders: readonly Order[], steps: readonly Step[]): readonly (readonly Order[])[] => {
  const states: (readonly Order[])[] = [];
  let at = orders;
  for (const step of steps.toReversed()) {
    at = applyStep(at, inverseOf(step));
    states.unshift(at);
  }
  return states;
};

export type DraftFrame =
  | { readonly kind: 'order.add'; readonly order: Record<string, unknown> }
  | { readonly kind: 'order.remove'; readonly orderId: string };

/** What to send for a step: first what goes, so that there is room for what comes. */
export const framesOf = (draft: readonly DraftOrder[], { added, removed }: Step): readonly DraftFrame[] => {
  const gone = new Set<string>();
  for (const order of removed) {
    const found = draft.find((each) => !gone.has(each.orderId) && keyOf(each.order) === keyOf(order));
    if (found !== undefined) gone.add(found.orderId);
  }
  return [
    ...[...gone].map((orderId): DraftFrame => ({ kind: 'order.remove', orderId })),
    ...added.map((order): DraftFrame => ({ kind: 'order.add', order: { ...order } })),
  ];
};
