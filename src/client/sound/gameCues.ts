/** Which step of a game is heard: sealing, and the report of a turn, which is an alarm where the crisis rose. */
import { CRISIS_RUNGS } from '../../ruleset/terms.ts';
import { client, type ClientState } from '../store/client.ts';
import type { Session } from '../store/session.ts';
import { type Cue, playCue } from './cues.ts';

type Heard = Pick<ClientState, 'screen' | 'session' | 'gameId' | 'curtain'>;

const hasRisen = (session: Session | null): boolean => {
  const page = session?.pages.at(-1);
  return page !== undefined && CRISIS_RUNGS.indexOf(page.after.crisis) > CRISIS_RUNGS.indexOf(page.before.crisis);
};

/** Null where nothing is heard; opening a game makes no sound. */
export const cueBetween = (before: Heard, after: Heard): Cue | null => {
  if (before.gameId === null || before.gameId !== after.gameId) return null;
  const hasSealed = before.screen === 'table' && (after.screen === 'resolution' || after.screen === 'curtain');
  if (hasSealed) return 'sealed';
  if (before.screen !== 'resolution' || after.screen !== 'report') return null;
  return hasRisen(after.session) ? 'alarm' : 'resolved';
};

/** Listens to the game until it is told to stop. */
export const soundGame = (): (() => void) => {
  let before = client.get();
  return client.watch(() => {
    const after = client.get();
    const cue = cueBetween(before, after);
    before = after;
    if (cue !== null) playCue(cue);
  });
};
