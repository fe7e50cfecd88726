/** The worker in which a finished game is played again: it says each pair of games as it ends, and is stopped from outside. */
import '../noEval.ts';
import { expose } from 'comlink';
import { makeGame } from '../../engine/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { type RerunPair, type RerunRequest, reruns } from '../../study/index.ts';

const play = async (
  rules: Ruleset,
  request: RerunRequest,
  onPair: (pair: RerunPair) => Promise<void>,
): Promise<void> => {
  const made = makeGame(rules, request.record.scenario, request.record.pack);
  if (!made.ok) throw new Error(`a game was to be played again that cannot be: ${made.error[0]?.code ?? ''}`);
  // Each is waited for: the end of the play must not overtake its last pair.
  for (const pair of reruns(made.value, request)) await onPair(pair);
};

export type PlayReruns = typeof play;

expose(play);
