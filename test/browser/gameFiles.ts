/** Game files for the screens that come late: a game that is over, and one that stands in a crisis round. */
import { loadGame } from '../../src/cli/arguments.ts';
import { makeRecord, type RecordedTurn } from '../../src/engine/index.ts';
import type { BySide } from '../../src/ruleset/terms.ts';
import { makeGameFile } from '../../src/protocol/gameFile.ts';
import { playGame } from '../../src/study/index.ts';

const SEEDS_TRIED = 40;

/** As if a person had led the United States, up to before the first stage that `isLeftOut`; null where that is the first of all. */
const gameFile = (
  seed: string,
  isLeftOut: (stage: RecordedTurn) => boolean,
  controllers: BySide<string> = { us: 'person', cn: 'raider' },
): string | null => {
  const loaded = loadGame('classroom');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  const game = loaded.value;
  const { turns, outcome } = playGame({ game, seed, controllers: { us: 'balancer', cn: 'raider' } });
  const place = turns.findIndex(isLeftOut);
  if (place === 0) return null;
  if (place < 0) return makeGameFile(makeRecord({ game, seed, controllers, turns, outcome }));
  return makeGameFile(makeRecord({ game, seed, controllers, turns: turns.slice(0, place), outcome: null }));
};

/** Played when it is first asked for, and kept for the next test. */
const once = (make: () => string): (() => string) => {
  let made: string | null = null;
  return () => {
    made ??= make();
    return made;
  };
};

export const finishedGame = once(() => gameFile('screens', () => false) ?? '');

/** Two people at one screen, before the last of eight half-years. */
export const sharedGameBeforeItsEnd = once(
  () => gameFile('screens', ({ turn }) => turn === 8, { us: 'person', cn: 'person' }) ?? '',
);

export const gameInCrisisRound = once(() => {
  for (let number = 0; number < SEEDS_TRIED; number += 1) {
    const text = gameFile(`crisis-${number}`, ({ stage }) => stage === 'crisisRound');
    if (text?.includes('"outcome": null')) return text;
  }
  throw new Error('no game of these seeds came to a crisis round');
});
