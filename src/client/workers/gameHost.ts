/**
 * The host of one game at a time: holds it, resolves its turns, keeps it in the browser's database.
 * The page talks to it by messages (`gameWorker.ts`) and gets only what belongs to the side at the desk.
 */
import type { Order } from '../../engine/index.ts';
import { makeGameFile, parseGameFile } from '../../protocol/gameFile.ts';
import { type Debrief, debriefOf } from '../../study/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import type { Side } from '../../ruleset/terms.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import type { Draft } from '../store/draft.ts';
import { PERSON, type SavedGame, type Screen, type Setup } from '../store/savedGame.ts';
import type { PublicPicture } from '../store/projection.ts';
import type { Seating } from '../store/session.ts';
import {
  awaited,
  type HostedGame,
  keepDesk,
  openGame,
  pictureOf,
  recordOf,
  replayOf,
  reopenGame,
  saveOf,
  savedFromRecord,
  sealDesk,
  seatingOf,
} from './hostedGame.ts';
import { isFull, readGame, writeGame } from './keptGames.ts';

/** What opens on the page: a side's desk, or the curtain behind which the next player sits down. */
export interface Opened {
  readonly id: string;
  readonly setup: Setup;
  readonly screen: Screen;
  readonly side: Side;
  /** Null while the curtain is down: nobody's secrets are on the page. */
  readonly seating: Seating | null;
}

/** Why the game is not kept; null where it is. */
export type KeepProblem = 'storage/unavailable' | 'storage/full' | null;

export interface GameHost {
  /** A new game, to be kept under `id`. */
  readonly open: (id: string, setup: Setup) => Result<Opened, readonly Problem[]>;
  readonly reopen: (id: string) => Promise<Result<Opened, readonly Problem[]>>;
  readonly openFile: (id: string, text: string) => Result<Opened, readonly Problem[]>;
  /** Keeps what lies on the desk and where the player stands. */
  readonly keep: (screen: Screen, desk: KeptDesk | null) => Promise<KeepProblem>;
  readonly seal: (desk: KeptDesk) => Result<Opened, readonly Problem[]>;
  /** Lifts the curtain for the side that is to sit down. */
  readonly sit: () => Opened;
  /** The game as a file: its name and text. */
  readonly file: () => NamedText;
  /** Both sides' game with the fog lifted; a problem while the game goes on. */
  readonly debrief: () => Result<Debrief, readonly Problem[]>;
  /** The game as a file that holds its findings and events too; a problem while the game goes on. */
  readonly workedFile: () => Result<NamedText, readonly Problem[]>;
}

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

export interface KeptDesk {
  readonly draft: Draft;
  readonly standing: readonly Order[];
}

interface Held {
  readonly id: string;
  readonly hosted: HostedGame;
  readonly side: Side;
  readonly screen: Screen;
}

const fileName = ({ hosted: { setup, turns } }: Held): string => {
  const who = setup.opponent === PERSON ? 'two-sides' : setup.side;
  return `dawnline-${setup.scenarioId}-${who}-${setup.seed}-${turns.length}.json`;
};

/** `project` is given what the room may see whenever that changes. */
export const makeGameHost = (
  ruleset: Ruleset,
  nowMs: () => number,
  project: (picture: PublicPicture) => void = () => undefined,
): GameHost => {
  let held: Held | null = null;

  const holding = (): Held => {
    if (held === null) throw new Error('the host was asked about a game before one was opened');
    return held;
  };
  const openedOf = ({ id, hosted, side, screen }: Held): Opened => {
    const isCurtain = screen === 'curtain';
    return { id, setup: hosted.setup, screen, side, seating: isCurtain ? null : seatingOf(hosted, side) };
  };
  const hold = (next: Held): Opened => {
    held = next;
    project(pictureOf(next.hosted, next.id));
    return openedOf(next);
  };
  const openSaved = (id: string, saved: SavedGame): Result<Opened, readonly Problem[]> => {
    const reopened = reopenGame(ruleset, saved);
    if (!reopened.ok) return reopened;
    // Whoever opens a shared game may be either player: the desk stays behind the curtain until one sits down.
    const isShared = saved.setup.opponent === PERSON && saved.record.outcome === null;
    return ok(hold({ id, hosted: reopened.value, side: saved.side, screen: isShared ? 'curtain' : saved.screen }));
  };

  return {
    open: (id, setup) => {
      const opened = openGame(ruleset, setup);
      if (!opened.ok) return opened;
      const isShared = setup.opponent === PERSON;
      return ok(hold({ id, hosted: opened.value, side: setup.side, screen: isShared ? 'curtain' : 'briefing' }));
    },
    reopen: async (id) => {
      let saved: SavedGame | null;
      try {
        saved = await readGame(id);
      } catch {
        saved = null;
      }
      if (saved === null) return err([{ code: 'save/not-found', path: '', expected: 'a kept game', got: id }]);
      return openSaved(id, saved);
    },
    openFile: (id, text) => {
      const parsed = parseGameFile(text);
      if (!parsed.ok) return parsed;
      const saved = savedFromRecord(parsed.value);
      return saved.ok ? openSaved(id, saved.value) : saved;
    },
    keep: async (screen, desk) => {
      const { id, side } = holding();
      const hosted = desk === null ? holding().hosted : keepDesk(holding().hosted, side, desk);
      held = { id, side, hosted, screen };
      const { setup, turns, state } = hosted;
      const slot = { id, setup, side, turnCount: turns.length, isOver: state.outcome !== null, savedAtMs: nowMs() };
      try {
        await writeGame(slot, saveOf(hosted, side, screen));
        return null;
      } catch (error) {
        return isFull(error) ? 'storage/full' : 'storage/unavailable';
      }
    },
    seal: (desk) => {
      const { id, hosted, side } = holding();
      const sealed = sealDesk(keepDesk(hosted, side, desk), side);
      if (!sealed.ok) return sealed;
      const isResolved = sealed.value.turns.length > hosted.turns.length;
      if (isResolved) return ok(hold({ id, hosted: sealed.value, side, screen: 'resolution' }));
      return ok(hold({ id, hosted: sealed.value, side: awaited(sealed.value) ?? side, screen: 'curtain' }));
    },
    sit: () => {
      const { id, hosted, side } = holding();
      const hasBook = hosted.desks[side].pages.length > 0;
      return hold({ id, hosted, side, screen: hasBook ? 'resolution' : 'briefing' });
    },
    file: () => {
      const { hosted, side } = holding();
      return { name: fileName(holding()), text: makeGameFile(recordOf(hosted, side)) };
    },
    debrief: () => {
      const { hosted, side } = holding();
      const replayed = replayOf(hosted, side);
      return replayed.ok ? ok(debriefOf(hosted.game, recordOf(hosted, side), replayed.value)) : replayed;
    },
    workedFile: () => {
      const { hosted, side } = holding();
      const replayed = replayOf(hosted, side);
      if (!replayed.ok) return replayed;
      const { resolutions } = replayed.value;
      const working = {
        findings: resolutions.flatMap(({ findings }) => findings),
        events: resolutions.flatMap(({ events }) => events),
      };
      return ok({ name: fileName(holding()), text: makeGameFile(recordOf(hosted, side), working) });
    },
  };
};
