/**
 * The game as one side's desk holds it: what the side knows, what it has planned, and the book of the
 * turns behind it. The state of the game is not here: it stays with the host (`workers/`), which gives
 * each side its own and nothing else.
 */
import type { Game, Order, Preview, SideView, TurnReport } from '../../engine/index.ts';
import type { Trimmed } from '../../protocol/sessionParts.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { SEATS, type Seat, type Side } from '../../ruleset/terms.ts';
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
  /** What the seal made of orders that were not legal together; only of a common desk. */
  readonly trimmed?: Trimmed | null;
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

/** Who seals what lies on the desk, as far as the person at it is concerned. */
export type SealRight =
  | { readonly kind: 'own' }
  /** Another of the side does; `name` is empty where nobody has sat down to it. */
  | { readonly kind: 'other'; readonly name: string }
  | {
      readonly kind: 'sealed';
      readonly awaited: readonly Side[];
      readonly cutCount: number;
      readonly dropped: readonly Order[];
    }
  | { readonly kind: 'bot' | 'paused' | 'ended' };

/** What may be done at the desk, and what it is: one's own, or a side's common one. */
export interface DeskRights {
  /** Seats whose orders may be given here. */
  readonly seats: readonly Seat[];
  /** Who has placed each order of the draft, where several people write it. */
  readonly authors: readonly string[];
  readonly seal: SealRight;
  /** A draft that is not legal together may be sealed, and is made so by the host. */
  readonly isTrimmed: boolean;
  /** Orders can be given every turn. */
  readonly canRepeat: boolean;
  /** The game can be taken along as a file, and be shown by another window of this browser. */
  readonly isOurs: boolean;
  /** Two people share the screen. */
  readonly isShared: boolean;
  /** The fog may be lifted once the game is over. */
  readonly canDebrief: boolean;
}

/** All seats are one person's, or that of whichever of two has sat down. */
export const OWN_RIGHTS: DeskRights = {
  seats: SEATS,
  authors: [],
  seal: { kind: 'own' },
  isTrimmed: false,
  canRepeat: true,
  isOurs: true,
  isShared: false,
  canDebrief: true,
};

export interface Session extends Seating {
  readonly rights: DeskRights;
  readonly setup: Setup;
  /** The rules without the numbers of the pack. */
  readonly rules: Ruleset;
  /** Its ruleset holds the numbers of the pack. */
  readonly game: Game;
  /** What the pack replaces in the rules. */
  readonly replaced: readonly ReplacedNumber[];
}
