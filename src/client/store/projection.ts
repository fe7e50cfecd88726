/**
 * The way from a game to the projector: the worker that holds the game tells every window of this browser what the room
 * may see, and tells it again when a window asks. The page of the player has no part in it.
 */
import type { GameEvent, PublicView } from '../../engine/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';

export interface PublicPicture {
  readonly gameId: string;
  /** The rules that came with the game; null where it is played under this build's. */
  readonly rules: Ruleset | null;
  readonly scenarioId: string;
  readonly packId: string;
  readonly view: PublicView;
  /** What both sides were told of the turn resolved last. */
  readonly news: readonly GameEvent[];
}

export const PROJECTION_CHANNEL = 'dawnline.projection';
/** What a window sends that has just opened. */
export const ASK_FOR_PICTURE = 'ask';

const PLACE = /^#projector(?:\/([\w-]*))?$/;

export const projectorAddress = (gameId: string): string => `#projector/${gameId}`;

/** Id of the game to be shown, empty for whichever is played; null where the address is not the projector's. */
export const parseProjectorPlace = (hash: string): string | null => {
  const match = PLACE.exec(hash);
  return match === null ? null : (match[1] ?? '');
};
