/** One whole game between two bots. */
import { type BotId, decide } from '../bots/index.ts';
import {
  type Account,
  accountOf,
  bySide,
  type ComputeSpan,
  type Game,
  type GameEvent,
  type GameState,
  InvariantError,
  legalRulings,
  makeRecord,
  type GameRecord,
  type Order,
  type Outcome,
  recordTurn,
  type RecordedTurn,
  resolveTurn,
  type Ruling,
  type SideView,
  startState,
  type TurnResolution,
  viewFor,
} from '../engine/index.ts';
import type { BySide } from '../ruleset/terms.ts';

export interface PlayOptions {
  readonly game: Game;
  readonly seed: string;
  readonly controllers: BySide<BotId>;
  /** Whether everything is written down, for the account of why it ended so. */
  readonly explain?: boolean;
}

export interface PlayedGame {
  /** What happened in the half-years after the last turn; none where the game ended before it. */
  readonly epilogue: readonly GameEvent[];
  readonly turns: readonly RecordedTurn[];
  readonly outcome: Outcome;
  readonly record: GameRecord;
  /** Where it was asked for. */
  readonly account: Account | null;
}

/** What a side does with what it sees. */
export type Decide = (view: SideView) => readonly Order[];

export interface PlayOn {
  /** Turns in which what happens is written down; none unless said. */
  readonly isCollected?: (turn: number) => boolean;
  /** What a white cell would lay into the half-year; what is not legal in this game is left out. */
  readonly rulingsFor?: (turn: number) => readonly Ruling[];
  readonly eachTurn?: (resolution: TurnResolution, orders: BySide<readonly Order[]>) => void;
}

/** Plays a game on from a state, which is changed, until the model ends it. */
export const playOn = (
  game: Game,
  start: GameState,
  deciders: BySide<Decide>,
  { isCollected = () => false, rulingsFor = () => [], eachTurn = () => {} }: PlayOn = {},
): Outcome => {
  let state = start;
  while (state.outcome === null) {
    const views = bySide((side) => viewFor(game, state, side));
    const orders = bySide((side) => deciders[side](views[side]));
    const turn = state.turn + 1;
    const wanted = state.stage === 'turn' ? rulingsFor(turn) : [];
    const rulings = wanted.filter((ruling) => legalRulings(game, state, [ruling]).ok);
    const resolved = resolveTurn(game, state, orders, { collect: isCollected(turn), inPlace: true, views, rulings });
    if (!resolved.ok)
      throw new InvariantError('a bot gave an illegal order', {
        rejections: resolved.error,
        seed: state.seed,
        turn: state.turn + 1,
        orders,
      });
    state = resolved.value.state;
    eachTurn(resolved.value, orders);
  }
  return state.outcome;
};

const botDeciders = ({ game, seed, controllers }: PlayOptions): BySide<Decide> =>
  bySide((side) => (view) => decide(controllers[side], game, view, seed));

/** Delivered compute of both sides between two states of a game. */
const computeSpans = (start: GameState, end: GameState | null): BySide<ComputeSpan> =>
  bySide((side) => ({
    startPops: start.sides[side].deliveredPops,
    endPops: (end ?? start).sides[side].deliveredPops,
  }));

/** A game with its record: orders and hash of every turn. */
export const playGame = (options: PlayOptions): PlayedGame => {
  const turns: RecordedTurn[] = [];
  const { game, seed, controllers, explain = false } = options;
  const reports: Pick<TurnResolution, 'stage' | 'findings' | 'events'>[] = [];
  let last: GameState | null = null;
  const { turnCount } = game.scenario;
  const epilogue: GameEvent[] = [];
  const outcome = playOn(game, startState(game, seed), botDeciders(options), {
    isCollected: (turn) => explain || turn === turnCount,
    eachTurn: (resolution, orders) => {
      turns.push(recordTurn(resolution, orders));
      last = resolution.state;
      if (explain) reports.push(resolution);
      epilogue.push(...resolution.events.filter(({ turn }) => turn > turnCount));
    },
  });
  const account = explain ? accountOf(game, reports, computeSpans(startState(game, seed), last)) : null;
  return { turns, epilogue, outcome, account, record: makeRecord({ game, seed, controllers, turns, outcome }) };
};

/** Only how it ends: for many games, nothing hashed or written down. */
export const playToOutcome = (options: PlayOptions): Outcome =>
  playOn(options.game, startState(options.game, options.seed), botDeciders(options));
