/**
 * A whole game with both sides' secrets, as the worker keeps it and no page ever holds it: a pure
 * function of the setup and the sealed orders. One side or both are led by people, who are given their
 * own seat's view, book and desk (`seatingOf`) and nothing else.
 */
import { decide, explain, isBotId, type Why } from '../../bots/index.ts';
import {
  bySide,
  type Game,
  type GameEvent,
  type GameRecord,
  type GameState,
  legalDraft,
  makeGame,
  makeRecord,
  type Order,
  type RecordedTurn,
  type Replayed,
  publicNews,
  publicView,
  recordTurn,
  type Rejection,
  replayRecord,
  reportFor,
  resolveTurn,
  rivalOf,
  SIDES,
  startState,
  type TurnResolution,
  viewFor,
} from '../../engine/index.ts';
import { type Round, stateBefore } from '../../study/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import type { BySide, Side } from '../../ruleset/terms.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import { type Draft, EMPTY_DRAFT } from '../store/draft.ts';
import { NO_SHORTFALL, openingDraft, type Shortfall, staffPlanOf } from '../store/planning.ts';
import { PERSON, SAVE_VERSION, type SavedDesk, type SavedGame, type Screen, type Setup } from '../store/savedGame.ts';
import type { PublicPicture } from '../store/projection.ts';
import type { Seating, TurnPage } from '../store/session.ts';

interface Desk {
  readonly draft: Draft;
  readonly standing: readonly Order[];
  readonly shortfall: Shortfall;
  readonly plan: readonly Order[];
  readonly isSealed: boolean;
  readonly pages: readonly TurnPage[];
}

export interface HostedGame {
  readonly setup: Setup;
  /** Those of this build, or those that came with the game; without the numbers of its pack. */
  readonly rules: Ruleset;
  readonly game: Game;
  readonly state: GameState;
  readonly turns: readonly RecordedTurn[];
  readonly desks: BySide<Desk>;
  /** What both sides were told of the turn resolved last. */
  readonly news: readonly GameEvent[];
}

/** Whether a person leads the side. */
export const isPersons = ({ side, opponent }: Setup, of: Side): boolean => of === side || opponent === PERSON;

/** All that the page may hold while `side` is at the desk. */
export const seatingOf = ({ game, state, desks }: HostedGame, side: Side): Seating => {
  const { draft, standing, shortfall, plan, pages } = desks[side];
  return { side, view: viewFor(game, state, side), pages, plan, standing, shortfall, draft };
};

/** What the room may see of the game. */
export const pictureOf = (
  { setup, game, state, news }: HostedGame,
  gameId: string,
  rules: Ruleset | null,
): PublicPicture => ({
  gameId,
  rules,
  scenarioId: setup.scenarioId,
  packId: setup.packId,
  view: publicView(game, state),
  news,
});

const withDesk = (hosted: HostedGame, side: Side, change: Partial<Desk>): HostedGame => ({
  ...hosted,
  desks: { ...hosted.desks, [side]: { ...hosted.desks[side], ...change } },
});

/** Keeps what the player has planned so far. */
export const keepDesk = (hosted: HostedGame, side: Side, desk: Pick<Desk, 'draft' | 'standing'>): HostedGame =>
  withDesk(hosted, side, desk);

/** The person who has still to seal, after `side` has; null where nobody has and the turn can be resolved. */
export const awaited = ({ setup, desks }: HostedGame): Side | null =>
  SIDES.find((side) => isPersons(setup, side) && !desks[side].isSealed) ?? null;

/** The game after a turn that the engine has resolved: a page in every person's book, and a cleared desk. */
const withTurn = (hosted: HostedGame, orders: BySide<readonly Order[]>, resolution: TurnResolution): HostedGame => {
  const { game, setup, state: before, turns, desks } = hosted;
  const { state } = resolution;
  const deskAfter = (side: Side): Desk => {
    const desk = desks[side];
    if (!isPersons(setup, side)) return desk;
    const view = viewFor(game, before, side);
    const own = orders[side];
    const previews = legalDraft(game, view, own);
    const page: TurnPage = {
      turn: resolution.turn,
      orders: own,
      expected: previews.ok ? previews.value : [],
      before: view,
      after: viewFor(game, state, side),
      report: reportFor(resolution, side),
    };
    return { ...desk, draft: EMPTY_DRAFT, plan: [], isSealed: false, pages: [...desk.pages, page] };
  };
  return {
    ...hosted,
    state,
    turns: [...turns, recordTurn(resolution, orders)],
    desks: bySide(deskAfter),
    news: publicNews(resolution),
  };
};

/** Lays on every person's desk the staff's plan for the turn to come, and the draft with which it opens. */
const withPlans = (hosted: HostedGame): HostedGame => {
  const { game, setup, state, desks } = hosted;
  const planned = (side: Side): Desk => {
    const desk = desks[side];
    if (!isPersons(setup, side)) return desk;
    const view = viewFor(game, state, side);
    const plan = staffPlanOf(game, view, setup);
    // Standing orders are for every half-year; a crisis round is none.
    const standing = view.stage === 'turn' ? desk.standing : [];
    return { ...desk, ...openingDraft(game, view, plan, standing), plan };
  };
  return { ...hosted, desks: bySide(planned) };
};

const BARE_DESK: Desk = {
  draft: EMPTY_DRAFT,
  plan: [],
  standing: [],
  shortfall: NO_SHORTFALL,
  isSealed: false,
  pages: [],
};

/** A game before its first turn, with nothing on the desks yet. */
const startGame = (rules: Ruleset, setup: Setup): Result<HostedGame, readonly Problem[]> => {
  const made = makeGame(rules, setup.scenarioId, setup.packId);
  if (!made.ok) return made;
  const game = made.value;
  const state = startState(game, setup.seed);
  return ok({ setup, rules, game, state, turns: [], desks: bySide(() => BARE_DESK), news: [] });
};

export const openGame = (rules: Ruleset, setup: Setup): Result<HostedGame, readonly Problem[]> => {
  const started = startGame(rules, setup);
  return started.ok ? ok(withPlans(started.value)) : started;
};

const ordersOf = ({ game, state, setup, desks }: HostedGame, side: Side): readonly Order[] =>
  isPersons(setup, side) || !isBotId(setup.opponent)
    ? desks[side].draft.orders
    : decide(setup.opponent, game, viewFor(game, state, side), setup.seed);

const problemOf = ({ code, field, data }: Rejection): Problem => ({
  code,
  path: field,
  expected: '',
  got: JSON.stringify(data),
});

/**
 * Seals a side's draft. Where the other side is a person's who has not sealed, it waits; else the turn
 * is resolved. An illegal draft is refused with the place of each order at fault, and nothing changes.
 */
export const sealDesk = (hosted: HostedGame, side: Side): Result<HostedGame, readonly Problem[]> => {
  const { game, state, desks } = hosted;
  const judged = legalDraft(game, viewFor(game, state, side), desks[side].draft.orders);
  if (!judged.ok) return err(judged.error.map(problemOf));
  const sealed = withDesk(hosted, side, { isSealed: true });
  if (awaited(sealed) !== null) return ok(sealed);
  const orders = bySide((each) => ordersOf(sealed, each));
  const resolved = resolveTurn(game, state, orders);
  return resolved.ok ? ok(withPlans(withTurn(sealed, orders, resolved.value))) : err(resolved.error.map(problemOf));
};

const controllersOf = (setup: Setup): BySide<string> =>
  bySide((side) => (isPersons(setup, side) ? PERSON : setup.opponent));

/** The record of the game so far, with the draft of the side at the desk. */
export const recordOf = ({ game, setup, turns, desks, state }: HostedGame, side: Side): GameRecord =>
  makeRecord({
    game,
    seed: setup.seed,
    controllers: controllersOf(setup),
    turns,
    outcome: state.outcome,
    draft: { side, orders: desks[side].draft.orders },
  });

const notOver = (turn: number): Result<never, readonly Problem[]> =>
  err([{ code: 'debrief/not-over', path: '', expected: 'a game that has ended', got: `turn ${turn}` }]);

/** Everything of a game that is over, both sides' secrets too; refused while there is anything left to keep secret. */
export const replayOf = (hosted: HostedGame, side: Side): Result<Replayed, readonly Problem[]> => {
  if (hosted.state.outcome === null) return notOver(hosted.state.turn);
  const replayed = replayRecord(hosted.game, recordOf(hosted, side));
  return replayed.ok ? replayed : err([replayed.error]);
};

/** Why a bot ordered what it did in a round of a game that is over; refused while that is a secret. */
export const whyIn = (game: Game, record: GameRecord, side: Side, at: Round): Result<Why, readonly Problem[]> => {
  const botId = record.controllers[side];
  if (record.outcome === null) return notOver(record.turns.length);
  if (!isBotId(botId))
    return err([{ code: 'debrief/not-a-bot', path: `controllers.${side}`, expected: 'a bot', got: botId }]);
  return ok(explain(botId, game, viewFor(game, stateBefore(game, record, at.turn, at.stage), side), record.seed));
};

export const whyOf = (hosted: HostedGame, side: Side, at: Round): Result<Why, readonly Problem[]> =>
  whyIn(hosted.game, recordOf(hosted, side), side, at);

/** The game that a record was played in, under these rules. */
export const gameOfRecord = (rules: Ruleset, { scenario, pack }: GameRecord): Result<Game, readonly Problem[]> =>
  makeGame(rules, scenario, pack);

/** Everything of a game that was played elsewhere and is over. */
export const replayOfRecord = (
  rules: Ruleset,
  record: GameRecord,
): Result<Replayed & { readonly game: Game }, readonly Problem[]> => {
  if (record.outcome === null) return notOver(record.turns.length);
  const game = gameOfRecord(rules, record);
  if (!game.ok) return game;
  const replayed = replayRecord(game.value, record);
  return replayed.ok ? ok({ ...replayed.value, game: game.value }) : err([replayed.error]);
};

export const saveOf = (hosted: HostedGame, side: Side, screen: Screen): SavedGame => ({
  version: SAVE_VERSION,
  record: recordOf(hosted, side),
  setup: hosted.setup,
  side,
  screen,
  desks: bySide((each): SavedDesk => {
    const { draft, standing, isSealed } = hosted.desks[each];
    return { ...draft, standing, isSealed };
  }),
});

/** The side that a person leads in a record; null where bots play both. */
const personsSide = ({ draft, controllers }: GameRecord): Side | null =>
  draft?.side ?? SIDES.find((side) => controllers[side] === PERSON) ?? null;

/** What a game file opens as: at the table, or at the end where the game is over. */
export const savedFromRecord = (record: GameRecord): Result<SavedGame, readonly Problem[]> => {
  const side = personsSide(record);
  if (side === null) {
    const got = `${record.controllers.us}, ${record.controllers.cn}`;
    return err([{ code: 'record/no-person', path: 'controllers', expected: PERSON, got }]);
  }
  const opponent = record.controllers[rivalOf(side)];
  const setup: Setup = {
    scenarioId: record.scenario,
    packId: record.pack,
    side,
    seed: record.seed,
    opponent: opponent === PERSON || isBotId(opponent) ? opponent : 'balancer',
  };
  return ok({
    version: SAVE_VERSION,
    record,
    setup,
    side,
    screen: record.outcome === null ? 'table' : 'end',
    desks: bySide((each) => ({
      orders: each === side ? (record.draft?.orders ?? []) : [],
      past: [],
      future: [],
      standing: [],
      isSealed: false,
    })),
  });
};

/** Opens a kept game: plays its record, verifies every hash, and puts what lay on the desks back there. */
export const reopenGame = (rules: Ruleset, saved: SavedGame): Result<HostedGame, readonly Problem[]> => {
  if (saved.version !== SAVE_VERSION)
    return err([
      { code: 'save/other-version', path: 'version', expected: String(SAVE_VERSION), got: String(saved.version) },
    ]);
  const started = startGame(rules, saved.setup);
  if (!started.ok) return started;
  const replayed = replayRecord(started.value.game, saved.record);
  if (!replayed.ok) return err([replayed.error]);
  let hosted = started.value;
  for (const [place, resolution] of replayed.value.resolutions.entries()) {
    const orders = saved.record.turns[place]?.orders;
    if (orders !== undefined) hosted = withTurn(hosted, orders, resolution);
  }
  hosted = withPlans(hosted);
  for (const side of SIDES) {
    const { standing, isSealed, ...draft } = saved.desks[side];
    hosted = withDesk(hosted, side, { draft, standing, isSealed });
  }
  return ok(hosted);
};
