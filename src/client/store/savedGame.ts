/**
 * What the browser keeps of a game. The body is the game's record (the same thing that a game file
 * holds) and what lies on the desks; the slot is the line by which Home lists it and holds no secret.
 * The state itself is not kept: the engine plays the record again, and its hashes say whether it came
 * out the same.
 */
import type { BotId } from '../../bots/index.ts';
import type { GameRecord, Order } from '../../engine/index.ts';
import type { BySide, Side } from '../../ruleset/terms.ts';

export const SCREENS = ['home', 'briefing', 'table', 'resolution', 'report', 'end', 'debrief', 'curtain'] as const;
export type Screen = (typeof SCREENS)[number];

/** How a side that a person leads is named in a setup and in a record. */
export const PERSON = 'person';
export type Player = BotId | typeof PERSON;

export interface Setup {
  readonly scenarioId: string;
  /** Pack of assumptions, an id of `rules/packs`. */
  readonly packId: string;
  /** The side that plays, or that sits down first where two people share the screen. */
  readonly side: Side;
  readonly opponent: Player;
  readonly seed: string;
}

/** What lies on a side's desk between one seal and the next. */
export interface SavedDesk {
  readonly orders: readonly Order[];
  /** Steps of the draft's undo and redo. */
  readonly past: readonly (readonly Order[])[];
  readonly future: readonly (readonly Order[])[];
  /** Orders given every turn. */
  readonly standing: readonly Order[];
  readonly isSealed: boolean;
}

/** Said of a game that another tab plays. */
export const OPEN_ELSEWHERE = 'save/open-elsewhere';

export const SAVE_VERSION = 2;

export interface SavedGame {
  readonly version: typeof SAVE_VERSION;
  readonly record: GameRecord;
  readonly setup: Setup;
  /** The side at the desk. */
  readonly side: Side;
  readonly screen: Screen;
  readonly desks: BySide<SavedDesk>;
}

/** One kept game as Home lists it. */
export interface Slot {
  readonly id: string;
  /** As the player calls it; none until it is named. */
  readonly name?: string;
  readonly setup: Setup;
  readonly side: Side;
  /** Turns sealed so far. */
  readonly turnCount: number;
  readonly isOver: boolean;
  /** Of the rules that it is kept with; none in games that were kept before rules were. */
  readonly rulesHash?: string;
  readonly savedAtMs: number;
}
