/**
 * The room where the game is played: rules, engine and opponents, in a chunk that loads after Home, and
 * the worker that hosts the game. What the page holds of a game is made here from what the host gives.
 */
import ruleset from 'virtual:ruleset';
import { proxy, type Remote, wrap } from 'comlink';
import { type Game, makeGame } from '../../engine/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import type { GameHost, Opened } from '../workers/gameHost.ts';
import { replacedNumbers } from './assumptions.ts';
import { loseGame } from './client.ts';
import { PERSON } from './savedGame.ts';
import { OWN_RIGHTS, type Seating, type Session } from './session.ts';

export { ruleset };
export { withoutSeat, withSeatPlan, withStaffPlan, withStanding, withTemplate } from './planning.ts';
export { replacedNumbers };
export { downloadFile, shareFile } from './files.ts';

/** It tells the page when another tab takes the game over. */
const start = (): Remote<GameHost> => {
  const host = wrap<GameHost>(new Worker(new URL('../workers/gameWorker.ts', import.meta.url), { type: 'module' }));
  void host.watch(proxy(loseGame));
  return host;
};

let started: Remote<GameHost> | null = null;

/** The host in its worker, started when it is first needed. */
export const host = (): Remote<GameHost> => {
  started ??= start();
  return started;
};

/** A game under this build's rules; null where they have no such scenario or pack. */
export const findGame = (scenarioId: string, packId: string): Game | null => {
  const made = makeGame(ruleset, scenarioId, packId);
  return made.ok ? made.value : null;
};

const gameOf = (rules: Ruleset, scenarioId: string, packId: string): Game => {
  const made = makeGame(rules, scenarioId, packId);
  if (!made.ok) throw new Error(`the host opened a game that the page cannot: ${made.error[0]?.code ?? ''}`);
  return made.value;
};

/** The rules that came with a game, or else this build's, with the numbers of a pack. */
export const rulesOf = (scenarioId: string, packId: string, carried: Ruleset | null): Ruleset =>
  gameOf(carried ?? ruleset, scenarioId, packId).ruleset;

/** The desk of the side that sits down, with the game's rules. */
export const sessionOf = ({ setup, rules: carried }: Opened, seating: Seating): Session => {
  const rules = carried ?? ruleset;
  return {
    ...seating,
    rights: { ...OWN_RIGHTS, isShared: setup.opponent === PERSON },
    setup,
    rules,
    game: gameOf(rules, setup.scenarioId, setup.packId),
    replaced: replacedNumbers(rules, setup.packId),
  };
};
