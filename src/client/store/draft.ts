/**
 * The orders of the turn being planned, with undo and redo until they are sealed. Pure: each step
 * makes a new draft, and the engine's own legality decides what may enter it.
 */
import type { Order } from '../../engine/index.ts';

type Orders = readonly Order[];

export interface Draft {
  readonly orders: Orders;
  /** Earlier states, the latest last. */
  readonly past: readonly Orders[];
  /** Undone states, the next to redo first. */
  readonly future: readonly Orders[];
}

export const EMPTY_DRAFT: Draft = { orders: [], past: [], future: [] };
/** More steps back than anyone takes in a turn; keeps the autosave small. */
const MAX_STEPS = 50;

export const changeDraft = (draft: Draft, orders: Orders): Draft => ({
  orders,
  past: [...draft.past, draft.orders].slice(-MAX_STEPS),
  future: [],
});

export const addOrder = (draft: Draft, order: Order): Draft => changeDraft(draft, [...draft.orders, order]);

export const removeOrder = (draft: Draft, index: number): Draft =>
  changeDraft(
    draft,
    draft.orders.filter((_, place) => place !== index),
  );

export const undoDraft = (draft: Draft): Draft => {
  const previous = draft.past.at(-1);
  if (previous === undefined) return draft;
  return { orders: previous, past: draft.past.slice(0, -1), future: [draft.orders, ...draft.future] };
};

export const redoDraft = (draft: Draft): Draft => {
  const [next, ...rest] = draft.future;
  if (next === undefined) return draft;
  return { orders: next, past: [...draft.past, draft.orders], future: rest };
};
