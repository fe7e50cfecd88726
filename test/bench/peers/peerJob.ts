/**
 * What the peers’ servers do with a class’s frames, so that both do the same: an order goes onto its side’s desk or off
 * it, words go to the side, and when both leaders have sealed, desks are cleared and both sides get a new table.
 *
 * Nothing is judged, modelled or kept on a disk. The table is a text as long as ours.
 */
import { startState, viewFor } from '../../../src/engine/index.ts';
import { SIDES } from '../../../src/ruleset/terms.ts';
import { classroom } from '../../support/game.ts';

const state = startState(classroom, 'peer');
/** What a side’s table is, as text. */
export const TABLES: readonly string[] = SIDES.map((side) => JSON.stringify(viewFor(classroom, state, side)));
/** After a turn: as long, and other than before. */
export const nextTable = (table: string): string => `${table.slice(1)} `;

export type PeerFrame =
  | { readonly id: number; readonly kind: 'order.add'; readonly order: object }
  | { readonly id: number; readonly kind: 'order.remove'; readonly orderId: string }
  | { readonly id: number; readonly kind: 'message.send'; readonly text: string }
  | { readonly id: number; readonly kind: 'seal' };
