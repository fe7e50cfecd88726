/**
 * One game as the page holds it: a pure function of the setup and the sealed orders. Opening a saved
 * game plays its record again; sealing adds one page (a resolved turn) to the book.
 */
import { type BotId, decide, isBotId } from '../../bots/index.ts';
import {
  type Game,
  type GameRecord,
  type GameState,
  legalDraft,
  makeGame,
  makeRecord,
  type Order,
  type Preview,
  type RecordedTurn,
  recordTurn,
  replayRecord,
  reportFor,
  resolveTurn,
  rivalOf,
  SIDES,
  type SideView,
  startState,
  type TurnReport,
  type TurnResolution,
  viewFor,
} from '../../engine/index.ts';
import type { BySide, Ruleset, Side } from '../../ruleset/schema.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import { type ReplacedNumber, replacedNumbers } from './assumptions.ts';
import type { Draft } from './draft.ts';
import { NO_SHORTFALL, openingDraft, type Shortfall, staffPlanOf } from './planning.ts';
import type { SavedGame, Screen, Setup } from './savedGame.ts';

/** A resolved turn, as its report and its history need it. */
export interface TurnPage {
  readonly turn: number;
  readonly orders: readonly Order[];
  /** What each order was said to do when it was sealed. */
  readonly expected: readonly Preview[];
  readonly before: SideView;
  readonly after: SideView;
  readonly report: TurnReport;
}

export interface Session {
  readonly setup: Setup;
  /** Its ruleset holds the numbers of the pack. */
  readonly game: Game;
  /** What the pack replaces in the rules. */
  readonly replaced: readonly ReplacedNumber[];
  readonly state: GameState;
  readonly view: SideView;
  readonly pages: readonly TurnPage[];
  readonly turns: readonly RecordedTurn[];
  /** What the staff would do this turn. */
  readonly plan: readonly Order[];
  /** Orders that the player gives every turn. */
  readonly standing: readonly Order[];
  /** What of the orders filled in last could not be had in full. */
  readonly shortfall: Shortfall;
  readonly draft: Draft;
}

/** How a side that a person leads is named in a record. */
const PERSON = 'person';
const DEFAULT_OPPONENT: BotId = 'balancer';

const bySide = <T>(side: Side, own: T, rival: T): BySide<T> => {
  const both: Record<Side, T> = { us: rival, cn: rival };
  both[side] = own;
  return both;
};

export const openSession = (ruleset: Ruleset, setup: Setup): Result<Session, readonly Problem[]> => {
  const made = makeGame(ruleset, setup.scenarioId, setup.packId);
  if (!made.ok) return made;
  const state = startState(made.value, setup.seed);
  const view = viewFor(made.value, state, setup.side);
  const replaced = replacedNumbers(ruleset, setup.packId);
  const plan = staffPlanOf(made.value, view, setup);
  const draft = { orders: plan, past: [], future: [] };
  const unplanned = { standing: [], shortfall: NO_SHORTFALL };
  return ok({ setup, game: made.value, replaced, state, view, pages: [], turns: [], plan, ...unplanned, draft });
};

const rivalOrders = ({ game, state, setup }: Session): readonly Order[] =>
  decide(setup.opponent, game, viewFor(game, state, rivalOf(setup.side)), setup.seed);

/** The session after a turn that the engine has resolved. */
const withTurn = (session: Session, orders: BySide<readonly Order[]>, resolution: TurnResolution): Session => {
  const { game, setup, view, pages, turns, standing } = session;
  const own = orders[setup.side];
  const previews = legalDraft(game, view, own);
  const after = viewFor(game, resolution.state, setup.side);
  const page: TurnPage = {
    turn: resolution.turn,
    orders: own,
    expected: previews.ok ? previews.value : [],
    before: view,
    after,
    report: reportFor(resolution, setup.side),
  };
  const plan = staffPlanOf(game, after, setup);
  return {
    ...session,
    state: resolution.state,
    view: after,
    pages: [...pages, page],
    turns: [...turns, recordTurn(resolution.state, orders)],
    plan,
    ...openingDraft(game, after, plan, standing),
  };
};

export const sealTurn = (session: Session): Result<Session, readonly Problem[]> => {
  const orders = bySide(session.setup.side, session.draft.orders, rivalOrders(session));
  const resolved = resolveTurn(session.game, session.state, orders);
  if (resolved.ok) return ok(withTurn(session, orders, resolved.value));
  return err(
    resolved.error.map(({ code, field, data }) => ({ code, path: field, expected: '', got: JSON.stringify(data) })),
  );
};

export const recordOf = ({ game, setup, turns, draft, state }: Session): GameRecord =>
  makeRecord({
    game,
    seed: setup.seed,
    controllers: bySide<string>(setup.side, PERSON, setup.opponent),
    turns,
    outcome: state.outcome,
    draft: { side: setup.side, orders: draft.orders },
  });

export const saveOf = (session: Session, screen: Screen, savedAtMs: number): SavedGame => {
  const { past, future } = session.draft;
  const { standing, setup } = session;
  return { record: recordOf(session), side: setup.side, screen, standing, past, future, savedAtMs };
};

/** The side that a person leads in a record; null where bots play both. */
export const personsSide = ({ draft, controllers }: GameRecord): Side | null => {
  if (draft !== null) return draft.side;
  return SIDES.find((side) => controllers[side] === PERSON) ?? null;
};

const setupOf = (record: GameRecord, side: Side): Setup => {
  const opponent = record.controllers[rivalOf(side)];
  return {
    scenarioId: record.scenario,
    packId: record.pack,
    side,
    seed: record.seed,
    opponent: isBotId(opponent) ? opponent : DEFAULT_OPPONENT,
  };
};

/** Opens a saved game: plays its record, verifies every hash, and puts the draft back on the table. */
export const reopenSession = (
  ruleset: Ruleset,
  { record, side, standing = [], past, future }: SavedGame,
): Result<Session, readonly Problem[]> => {
  const opened = openSession(ruleset, setupOf(record, side));
  if (!opened.ok) return opened;
  const replayed = replayRecord(opened.value.game, record);
  if (!replayed.ok) return err([replayed.error]);
  let session = opened.value;
  for (const [place, resolution] of replayed.value.resolutions.entries()) {
    const orders = record.turns[place]?.orders;
    if (orders !== undefined) session = withTurn(session, orders, resolution);
  }
  return ok({ ...session, standing, draft: { orders: record.draft?.orders ?? [], past, future } });
};
