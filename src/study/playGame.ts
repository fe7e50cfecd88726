/** One whole game between two bots. */
import { type BotId, decide } from '../bots/index.ts';
import {
  type Game,
  type GameEvent,
  type GameState,
  InvariantError,
  makeRecord,
  type GameRecord,
  type Order,
  type Outcome,
  recordTurn,
  type RecordedTurn,
  resolveTurn,
  startState,
  type TurnResolution,
  viewFor,
} from '../engine/index.ts';
import type { BySide } from '../ruleset/terms.ts';

export interface PlayOptions {
  readonly game: Game;
  readonly seed: string;
  readonly controllers: BySide<BotId>;
}

export interface PlayedGame {
  /** What happened in the half-years after the last turn; none where the game ended before it. */
  readonly epilogue: readonly GameEvent[];
  readonly turns: readonly RecordedTurn[];
  readonly outcome: Outcome;
  readonly record: GameRecord;
}

const ordersOf = (
  game: Game,
  state: GameState,
  seed: string,
  controllers: BySide<BotId>,
): BySide<readonly Order[]> => ({
  us: decide(controllers.us, game, viewFor(game, state, 'us'), seed),
  cn: decide(controllers.cn, game, viewFor(game, state, 'cn'), seed),
});

/** Plays turn after turn until the model ends the game; what happens is written down in turns that are to be collected. */
const playThrough = (
  { game, seed, controllers }: PlayOptions,
  isCollected: (turn: number) => boolean,
  eachTurn: (resolution: TurnResolution, orders: BySide<readonly Order[]>) => void,
): Outcome => {
  let state = startState(game, seed);
  while (state.outcome === null) {
    const orders = ordersOf(game, state, seed, controllers);
    const resolved = resolveTurn(game, state, orders, { collect: isCollected(state.turn + 1), inPlace: true });
    if (!resolved.ok)
      throw new InvariantError('a bot gave an illegal order', {
        rejections: resolved.error,
        seed,
        turn: state.turn + 1,
        controllers,
      });
    state = resolved.value.state;
    eachTurn(resolved.value, orders);
  }
  return state.outcome;
};

/** A game with its record: orders and hash of every turn. */
export const playGame = (options: PlayOptions): PlayedGame => {
  const turns: RecordedTurn[] = [];
  const { game, seed, controllers } = options;
  const { turnCount } = game.scenario;
  const epilogue: GameEvent[] = [];
  const outcome = playThrough(
    options,
    (turn) => turn === turnCount,
    (resolution, orders) => {
      turns.push(recordTurn(resolution, orders));
      epilogue.push(...resolution.events.filter(({ turn }) => turn > turnCount));
    },
  );
  return { turns, epilogue, outcome, record: makeRecord({ game, seed, controllers, turns, outcome }) };
};

/** Only how it ends: for many games, nothing hashed or written down. */
export const playToOutcome = (options: PlayOptions): Outcome =>
  playThrough(
    options,
    () => false,
    () => {},
  );
