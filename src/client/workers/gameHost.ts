/**
 * The host of one game at a time: holds it, resolves its turns, keeps it in the browser's database.
 * The page talks to it by messages (`gameWorker.ts`) and gets only what belongs to the side at the desk.
 */
import type { Why } from '../../bots/index.ts';
import type { GameRecord, Order, Replayed } from '../../engine/index.ts';
import { type Debrief, debriefOf, type Round } from '../../study/index.ts';
import { makeGameFile, type Working } from '../../protocol/gameFile.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import type { Side } from '../../ruleset/terms.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import type { Draft } from '../store/draft.ts';
import { OPEN_ELSEWHERE, PERSON, type SavedGame, type Screen, type Setup } from '../store/savedGame.ts';
import type { PublicPicture } from '../store/projection.ts';
import type { Seating } from '../store/session.ts';
import { deleteGame } from '../store/browserDatabase.ts';
import { type CarriedGame, packRules, rulesOfRecord, rulesToText } from './carriedRules.ts';
import { makeClaims } from './claims.ts';
import {
  awaited,
  gameOfRecord,
  type HostedGame,
  keepDesk,
  openGame,
  pictureOf,
  recordOf,
  reopenGame,
  replayOf,
  replayOfRecord,
  saveOf,
  sealDesk,
  seatingOf,
  whyIn,
  whyOf,
} from './hostedGame.ts';
import { isFull, readGame, writeGame } from './keptGames.ts';
import { makeFileOf, type NamedText, parseFile } from './savedGameFile.ts';

/** What opens on the page: a side's desk, or the curtain behind which the next player sits down. */
export interface Opened {
  readonly id: string;
  readonly setup: Setup;
  /** The rules that came with the game; null where it is played under this build's. */
  readonly rules: Ruleset | null;
  readonly screen: Screen;
  readonly side: Side;
  /** Null while the curtain is down: nobody's secrets are on the page. */
  readonly seating: Seating | null;
}

/** Why the game is not kept; null where it is, and where another tab keeps it now. */
export type KeepProblem = 'storage/unavailable' | 'storage/full' | null;

export interface GameHost {
  /** A new game, to be kept under `id`; of this build's rules where it brings none. */
  readonly open: (id: string, setup: Setup, rules?: Ruleset | null) => Promise<Opening>;
  /** A kept game; refused while another tab plays it, unless this one takes it over. */
  readonly reopen: (id: string, isTakingOver: boolean) => Promise<Opening>;
  readonly openFile: (id: string, text: string) => Promise<Opening>;
  /** Keeps what lies on the desk and where the player stands. */
  readonly keep: (screen: Screen, desk: KeptDesk | null) => Promise<KeepProblem>;
  /** Seals a desk; what comes of it is kept before it is shown, so that nobody can have the luck of a turn twice. */
  readonly seal: (desk: KeptDesk) => Promise<Opening>;
  /** Lifts the curtain for the side that is to sit down. */
  readonly sit: () => Opened;
  /** The game as a file. */
  readonly file: () => Promise<NamedText>;
  /** Both sides' game with the fog lifted; a problem while the game goes on. */
  readonly debrief: () => Result<Debrief, readonly Problem[]>;
  /** Why a side's bot ordered what it did for a half-year; a problem while the game goes on. */
  readonly why: (side: Side, at: Round) => Result<Why, readonly Problem[]>;
  /** The game as a file that holds its findings and events too; a problem while the game goes on. */
  readonly workedFile: () => Promise<Result<NamedText, readonly Problem[]>>;
  /** The same of a record that was played elsewhere, under this build's rules. */
  readonly debriefOfRecord: (record: GameRecord) => Result<Debrief, readonly Problem[]>;
  readonly whyOfRecord: (record: GameRecord, side: Side, at: Round) => Result<Why, readonly Problem[]>;
  readonly fileOfRecord: (record: GameRecord) => Promise<Result<NamedText, readonly Problem[]>>;
  /** A kept game as a file. */
  readonly fileOf: (id: string) => Promise<Result<NamedText, readonly Problem[]>>;
  /** Takes a kept game off the list for good; the reason where that cannot be. */
  readonly forget: (id: string) => Promise<typeof OPEN_ELSEWHERE | 'storage/unavailable' | null>;
  /** The page has left the game: another tab may have it. */
  readonly leave: () => void;
  /** Calls when another tab takes over the game that is open here. */
  readonly watch: (whenTaken: () => void) => void;
}

export type Opening = Result<Opened, readonly Problem[]>;

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

const openElsewhere = (id: string): Result<never, readonly Problem[]> =>
  err([{ code: OPEN_ELSEWHERE, path: '', expected: 'a game that no other tab plays', got: id }]);

interface Outside {
  readonly nowMs: () => number;
  readonly locks: LockManager | undefined;
  readonly channel: BroadcastChannel;
  /** Is given what the room may see whenever that changes. */
  readonly project: (picture: PublicPicture) => void;
}

const workingOf = ({ resolutions }: Replayed): Working => ({
  findings: resolutions.flatMap(({ findings }) => findings),
  events: resolutions.flatMap(({ events }) => events),
});

export const makeGameHost = (ruleset: Ruleset, { nowMs, locks, channel, project }: Outside): GameHost => {
  let held: Held | null = null;
  let tellPage: (() => void) | null = null;
  /** The last writing, done or not. */
  let writing: Promise<KeepProblem> = Promise.resolve(null);

  const claims = makeClaims({
    locks,
    channel,
    whenTaken: async () => {
      tellPage?.();
      await writing;
    },
  });

  const holding = (): Held => {
    if (held === null) throw new Error('the host was asked about a game before one was opened');
    return held;
  };
  const carriedIn = ({ rules }: HostedGame): Ruleset | null => (rules.hash === ruleset.hash ? null : rules);
  const openedOf = ({ id, hosted, side, screen }: Held): Opened => {
    const isCurtain = screen === 'curtain';
    const { setup } = hosted;
    const seating = isCurtain ? null : seatingOf(hosted, side);
    return { id, setup, rules: carriedIn(hosted), screen, side, seating };
  };
  const hold = (next: Held): Opened => {
    held = next;
    project(pictureOf(next.hosted, next.id, carriedIn(next.hosted)));
    return openedOf(next);
  };
  /** Rules from outside may be such that no game can be played under them: that is their fault and not ours. */
  const reopenUnder = (rules: Ruleset, saved: SavedGame): Result<HostedGame, readonly Problem[]> => {
    if (rules === ruleset) return reopenGame(rules, saved);
    try {
      return reopenGame(rules, saved);
    } catch (fault) {
      return err([
        { code: 'record/rules-damaged', path: 'rules', expected: 'rules to play under', got: String(fault) },
      ]);
    }
  };
  const openSaved = async (id: string, { saved, packedRules }: CarriedGame): Promise<Opening> => {
    const rules = await rulesOfRecord(ruleset, saved.record, packedRules);
    if (!rules.ok) return rules;
    const reopened = reopenUnder(rules.value, saved);
    if (!reopened.ok) return reopened;
    // Whoever opens a shared game may be either player: the desk stays behind the curtain until one sits down.
    const isShared = saved.setup.opponent === PERSON && saved.record.outcome === null;
    return ok(hold({ id, hosted: reopened.value, side: saved.side, screen: isShared ? 'curtain' : saved.screen }));
  };
  const write = async ({ id, hosted, side, screen }: Held): Promise<KeepProblem> => {
    const { setup, turns, state } = hosted;
    const slot = { id, setup, side, turnCount: turns.length, isOver: state.outcome !== null, savedAtMs: nowMs() };
    try {
      await writeGame(slot, saveOf(hosted, side, screen), hosted.rules);
      return null;
    } catch (error) {
      return isFull(error) ? 'storage/full' : 'storage/unavailable';
    }
  };

  /** Kept before it is told; where it cannot be kept, the page hears so when it next asks for it. */
  const holdFast = async (next: Held): Promise<Opened> => {
    const opened = hold(next);
    writing = write(next);
    await writing;
    return opened;
  };

  const carriedNow = async (): Promise<CarriedGame> => {
    const { hosted, side, screen } = holding();
    return { saved: saveOf(hosted, side, screen), packedRules: await packRules(hosted.rules) };
  };

  return {
    open: async (id, setup, rules = null) => {
      await claims.claim(id);
      const opened = openGame(rules ?? ruleset, setup);
      if (!opened.ok) return opened;
      const isShared = setup.opponent === PERSON;
      return ok(hold({ id, hosted: opened.value, side: setup.side, screen: isShared ? 'curtain' : 'briefing' }));
    },
    reopen: async (id, isTakingOver) => {
      if (isTakingOver) await claims.takeOver(id);
      else if (!(await claims.claim(id))) return openElsewhere(id);
      const saved = await readGame(id);
      const opened = saved.ok ? await openSaved(id, saved.value) : saved;
      if (!opened.ok) claims.letGo();
      return opened;
    },
    openFile: async (id, text) => {
      const saved = parseFile(text);
      if (!saved.ok) return saved;
      await claims.claim(id);
      return openSaved(id, saved.value);
    },
    keep: async (screen, desk) => {
      const { id, side } = holding();
      if (!claims.holds(id)) return null;
      const hosted = desk === null ? holding().hosted : keepDesk(holding().hosted, side, desk);
      held = { id, side, hosted, screen };
      writing = write(held);
      return writing;
    },
    seal: async (desk) => {
      const { id, hosted, side } = holding();
      if (!claims.holds(id)) return openElsewhere(id);
      const sealed = sealDesk(keepDesk(hosted, side, desk), side);
      if (!sealed.ok) return sealed;
      const isResolved = sealed.value.turns.length > hosted.turns.length;
      if (isResolved) return ok(await holdFast({ id, hosted: sealed.value, side, screen: 'resolution' }));
      return ok(await holdFast({ id, hosted: sealed.value, side: awaited(sealed.value) ?? side, screen: 'curtain' }));
    },
    sit: () => {
      const { id, hosted, side } = holding();
      const hasBook = hosted.desks[side].pages.length > 0;
      return hold({ id, hosted, side, screen: hasBook ? 'resolution' : 'briefing' });
    },
    file: async () => makeFileOf(await carriedNow()),
    debrief: () => {
      const { hosted, side } = holding();
      const replayed = replayOf(hosted, side);
      return replayed.ok ? ok(debriefOf(hosted.game, recordOf(hosted, side), replayed.value)) : replayed;
    },
    why: (side, at) => whyOf(holding().hosted, side, at),
    workedFile: async () => {
      const { hosted, side } = holding();
      const replayed = replayOf(hosted, side);
      return replayed.ok ? ok(makeFileOf(await carriedNow(), workingOf(replayed.value))) : replayed;
    },
    debriefOfRecord: (record) => {
      const replayed = replayOfRecord(ruleset, record);
      return replayed.ok ? ok(debriefOf(replayed.value.game, record, replayed.value)) : replayed;
    },
    whyOfRecord: (record, side, at) => {
      const game = gameOfRecord(ruleset, record);
      return game.ok ? whyIn(game.value, record, side, at) : game;
    },
    fileOfRecord: async (record) => {
      const replayed = replayOfRecord(ruleset, record);
      if (!replayed.ok) return replayed;
      const rules = rulesToText(await packRules(ruleset));
      return ok({
        name: `dawnline-${record.scenario}-${record.seed}.json`,
        text: makeGameFile(record, { working: workingOf(replayed.value), rules }),
      });
    },
    fileOf: async (id) => {
      const saved = await readGame(id);
      return saved.ok ? ok(makeFileOf(saved.value)) : saved;
    },
    forget: async (id) => {
      if (!(await claims.claim(id))) return OPEN_ELSEWHERE;
      try {
        await deleteGame(id);
        return null;
      } catch {
        return 'storage/unavailable';
      } finally {
        claims.letGo();
      }
    },
    leave: () => {
      held = null;
      claims.letGo();
    },
    watch: (whenTaken) => {
      tellPage = whenTaken;
    },
  };
};
