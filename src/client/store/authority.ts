/**
 * Who holds the game that is on the page: the worker of this browser, or the server of a hosted session. The desk asks
 * it for everything that is not only a matter of looking, and shows what it gives.
 */
import type { Why } from '../../bots/index.ts';
import type { Seat, Side } from '../../ruleset/terms.ts';
import type { Debrief, Round } from '../../study/index.ts';
import type { Problem, Result } from '../../units/result.ts';
import type { NamedText } from '../workers/savedGameFile.ts';
import type { Session } from './session.ts';

export interface Authority {
  /** Puts the desk as its person wants it: the draft, and the standing orders. */
  readonly change: (wanted: Session) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Seals what lies on the desk; what is no longer legal together is trimmed where `isTrimmed`, first seats last. */
  readonly seal: (priorities: readonly Seat[]) => Promise<void>;
  /** Keeps what lies on the desk and where its person stands. */
  readonly keep: () => Promise<void>;
  /** Leaves the game; one that is finished for good is not kept. */
  readonly leave: (isForGood: boolean) => Promise<void>;
  /** The game as a file. */
  readonly file: () => Promise<NamedText>;
  /** The game with the fog lifted; a problem while that is not to be. */
  readonly debrief: () => Promise<Result<Debrief, readonly Problem[]>>;
  readonly why: (side: Side, at: Round) => Promise<Result<Why, readonly Problem[]>>;
  /** The game as a file with its findings and events. */
  readonly workedFile: () => Promise<Result<NamedText, readonly Problem[]>>;
}
