/**
 * Seats: the roles of a side and the orders that belong to each. A side that one person leads holds
 * every seat; at a table of several, each places the orders of its own and the principal seals.
 */
import type { Seat } from '../../ruleset/terms.ts';
import type { OrderGroup, OrderKind } from './order.ts';

const SEAT_OF_GROUP: Readonly<Record<OrderGroup, Seat>> = {
  money: 'energyFinance',
  launch: 'spaceMilitary',
  orbit: 'spaceMilitary',
  ground: 'energyFinance',
  supply: 'energyFinance',
  use: 'energyFinance',
  know: 'intelligenceDiplomacy',
  talk: 'intelligenceDiplomacy',
  interfere: 'spaceMilitary',
};

/**
 * What a government decides at the top, whatever group the order stands in: its money and its stance, and acts
 * that destroy from afar. A craft brought near, with what it does there, is the work of those who fly it.
 */
const SEAT_OF_KIND: Readonly<Partial<Record<OrderKind, Seat>>> = {
  raiseFunds: 'principal',
  setPosture: 'principal',
  setExportControl: 'principal',
  greenland: 'principal',
  strike: 'principal',
  detonate: 'principal',
};

/** The seat to which an order of this kind, of this group, belongs. */
export const seatOf = (kind: OrderKind, group: OrderGroup): Seat => SEAT_OF_KIND[kind] ?? SEAT_OF_GROUP[group];
