/** What the moment asks of whoever leads the session: the one main action, and what else may be done now. */
import { SIDES } from '../../../../engine/index.ts';
import type { Status } from '../../../../protocol/sessionParts.ts';
import type { Side } from '../../../../ruleset/terms.ts';

export type Act = 'start' | 'pause' | 'resume' | 'force' | 'reveal';

/** Sides that neither people nor a bot would lead: a session does not start so. */
export const emptySides = ({ members, ledByBot }: Pick<Status, 'members' | 'ledByBot'>): readonly Side[] =>
  SIDES.filter((side) => !ledByBot[side] && members.every(({ role }) => role.kind !== 'side' || role.side !== side));

export interface Moment {
  /** Null where nothing is left for the session's controller to do. */
  readonly main: Act | null;
  readonly others: readonly Act[];
}

type Known = Pick<Status, 'stage' | 'awaited' | 'isRevealed'>;

export const momentOf = ({ stage, awaited, isRevealed }: Known): Moment => {
  switch (stage) {
    case 'lobby':
      return { main: 'start', others: [] };
    case 'planning':
    case 'crisisRound':
      // While somebody is thinking, resolving is the exception; where bots lead both sides it is the next step.
      return awaited.length === 0 ? { main: 'force', others: ['pause'] } : { main: 'pause', others: ['force'] };
    case 'paused':
      return { main: 'resume', others: [] };
    case 'ended':
      return { main: isRevealed ? null : 'reveal', others: [] };
    case 'resolving':
      return { main: null, others: [] };
  }
};

/** Whether the last half-year may be taken back: one was played, nothing is revealed. */
export const mayStepBack = ({ stage, playedCount, isRevealed }: Pick<Status, 'stage' | 'playedCount' | 'isRevealed'>) =>
  playedCount > 0 && !isRevealed && stage !== 'lobby' && stage !== 'resolving';

export const isTimed = ({ stage }: Pick<Status, 'stage'>): boolean =>
  stage === 'planning' || stage === 'crisisRound' || stage === 'paused';

export const mayEnd = ({ stage }: Pick<Status, 'stage'>): boolean => stage !== 'ended' && stage !== 'resolving';

/** Whether everybody may look at the whole game: it came to an outcome, and the fog is lifted. */
export const mayDebrief = ({ isRevealed, outcome }: Pick<Status, 'isRevealed' | 'outcome'>): boolean =>
  isRevealed && outcome !== null;
