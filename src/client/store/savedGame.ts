/**
 * What the autosave holds: the game's record (the same thing that a game file holds), and where the
 * player stands. The state itself is not saved: the engine plays the record again, and its hashes say
 * whether it came out the same.
 */
import type { BotId } from '../../bots/index.ts';
import type { GameRecord, Order } from '../../engine/index.ts';
import type { Side } from '../../ruleset/schema.ts';

export const SCREENS = ['home', 'briefing', 'table', 'resolution', 'report', 'end'] as const;
export type Screen = (typeof SCREENS)[number];

export interface Setup {
  readonly scenarioId: string;
  /** Pack of assumptions, an id of `rules/packs`. */
  readonly packId: string;
  readonly side: Side;
  readonly opponent: BotId;
  readonly seed: string;
}

export interface SavedGame {
  readonly record: GameRecord;
  readonly side: Side;
  readonly screen: Screen;
  /** Orders given every turn; none in games saved before there were any. */
  readonly standing?: readonly Order[];
  /** Steps of the draft's undo and redo. */
  readonly past: readonly (readonly Order[])[];
  readonly future: readonly (readonly Order[])[];
  readonly savedAtMs: number;
}
