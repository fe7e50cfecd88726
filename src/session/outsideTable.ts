/**
 * A game in which outside minds lead one side or both: its state, its turns so far, and what each side
 * was told of them. Pure: sealed orders in, the next table out. Programs, sockets and clocks are others'.
 */
import { decide, isBotId } from '../bots/index.ts';
import {
  bySide,
  type Game,
  type GameRecord,
  type GameState,
  InvariantError,
  makeRecord,
  type Order,
  type RecordedTurn,
  recordTurn,
  replayRecord,
  reportFor,
  resolveTurn,
  SIDES,
  startState,
  type TurnReport,
  viewFor,
} from '../engine/index.ts';
import type { BySide, Side } from '../ruleset/terms.ts';
import { ok, type Problem, type Result } from '../units/result.ts';

/** Who leads a side whose orders come from outside. */
export const OUTSIDE = 'outside';

export interface OutsideTable {
  readonly game: Game;
  readonly seed: string;
  /** Of each side a bot's id, or `outside`. */
  readonly controllers: BySide<string>;
  readonly state: GameState;
  readonly turns: readonly RecordedTurn[];
  readonly reports: BySide<readonly TurnReport[]>;
}

export const outsideSides = ({ controllers }: Pick<OutsideTable, 'controllers'>): readonly Side[] =>
  SIDES.filter((side) => !isBotId(controllers[side]));

export const openTable = (game: Game, seed: string, controllers: BySide<string>): OutsideTable => ({
  game,
  seed,
  controllers,
  state: startState(game, seed),
  turns: [],
  reports: bySide(() => []),
});

/** A recorded game to go on from, played again and verified. */
export const reopenTable = (
  game: Game,
  record: GameRecord,
  controllers: BySide<string>,
): Result<OutsideTable, Problem> => {
  const replayed = replayRecord(game, record);
  if (!replayed.ok) return replayed;
  const { final, resolutions } = replayed.value;
  return ok({
    game,
    seed: record.seed,
    controllers,
    state: final,
    turns: record.turns,
    reports: bySide((side) => resolutions.map((resolution) => reportFor(resolution, side))),
  });
};

/** The table after a turn; `sealed` are the outside minds' orders, legal each. */
export const nextTable = (table: OutsideTable, sealed: Partial<BySide<readonly Order[]>>): OutsideTable => {
  const { game, seed, controllers, state } = table;
  const ordersOf = (side: Side): readonly Order[] => {
    const bot = controllers[side];
    return isBotId(bot) ? decide(bot, game, viewFor(game, state, side), seed) : (sealed[side] ?? []);
  };
  const orders = bySide(ordersOf);
  const resolved = resolveTurn(game, state, orders);
  if (!resolved.ok)
    throw new InvariantError('sealed orders were refused', { rejections: resolved.error, seed, turn: state.turn });
  return {
    ...table,
    state: resolved.value.state,
    turns: [...table.turns, recordTurn(resolved.value, orders)],
    reports: bySide((side) => [...table.reports[side], reportFor(resolved.value, side)]),
  };
};

export const tableRecord = ({ game, seed, controllers, turns, state }: OutsideTable): GameRecord =>
  makeRecord({ game, seed, controllers, turns, outcome: state.outcome });
