/**
 * The game as one side's desk holds it: what the side knows, what it has planned, and the book of the
 * turns behind it. The state of the game is not here: it stays with the host (`workers/`), which gives
 * each side its own and nothing else.
 */
import type { Game, Order, Preview, SideView, TurnReport } from '../../engine/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import type { Side } from '../../ruleset/terms.ts';
import type { ReplacedNumber } from './assumptions.ts';
import type { Draft } from './draft.ts';
import type { Shortfall } from './planning.ts';
import type { Setup } from './savedGame.ts';

/** A resolved turn, as its report and its history need it. */
export interface TurnPage {
  readonly turn: number;
  readonly orders: readonly Order[];
  /** What each order was said to do when it was sealed. */
  readonly expected: readonly Preview[];
  readonly before: SideView;
  readonly after: SideView;
  readonly report: TurnReport;
}

/** All that a side is given when it sits down, and after a turn. */
export interface Seating {
  readonly side: Side;
  readonly view: SideView;
  readonly pages: readonly TurnPage[];
  /** What the staff would do this turn. */
  readonly plan: readonly Order[];
  /** Orders that the player gives every turn. */
  readonly standing: readonly Order[];
  /** What of the orders filled in last could not be had in full. */
  readonly shortfall: Shortfall;
  readonly draft: Draft;
}

export interface Session extends Seating {
  readonly setup: Setup;
  /** The rules without the numbers of the pack. */
  readonly rules: Ruleset;
  /** Its ruleset holds the numbers of the pack. */
  readonly game: Game;
  /** What the pack replaces in the rules. */
  readonly replaced: readonly ReplacedNumber[];
}
