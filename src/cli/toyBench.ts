/**
 * A toy race, played by boardgame.io’s own bot runner and by a loop like ours: what a game costs where there is
 * next to nothing to model, so that only the engines are compared. Same rules, same choice at random among the
 * same legal moves, dice of each engine’s own.
 */
import { createRequire } from 'node:module';
import { botDice } from '../engine/index.ts';
import { type BenchRow, median } from './benchRow.ts';

const MOVES = ['launch', 'build', 'wait'] as const;
type Move = (typeof MOVES)[number];

interface ToySide {
  funds: number;
  income: number;
  satellites: number;
}
interface Toy {
  readonly sides: readonly [ToySide, ToySide];
  moves: number;
}

const LAUNCH_COST = 3;
const LAUNCH_PROB = 0.8;
const SATELLITES_TO_WIN = 5;
const MOST_MOVES = 60;

const startToy = (): Toy => ({
  sides: [
    { funds: 3, income: 1, satellites: 0 },
    { funds: 3, income: 1, satellites: 0 },
  ],
  moves: 0,
});

const sideOf = (toy: Toy, place: 0 | 1): ToySide => toy.sides[place];
const legalToyMoves = (side: ToySide): readonly Move[] => (side.funds >= LAUNCH_COST ? MOVES : MOVES.slice(1));

/** A move of a side and its income; `draw` is asked for a number from 0 to 1 where the move needs dice. */
const moveToy = (toy: Toy, side: ToySide, move: Move, draw: () => number): void => {
  if (move === 'launch') {
    side.funds -= LAUNCH_COST;
    if (draw() < LAUNCH_PROB) side.satellites += 1;
  }
  if (move === 'build') side.income += 1;
  side.funds += side.income;
  toy.moves += 1;
};
const isToyOver = (toy: Toy): boolean =>
  toy.moves >= MOST_MOVES || toy.sides.some(({ satellites }) => satellites >= SATELLITES_TO_WIN);

/** The toy race as our batches play: state in place, legal moves listed, a draw of a named stream for each choice. */
const playToy = (seed: string): Toy => {
  const toy = startToy();
  while (!isToyOver(toy)) {
    const place = toy.moves % 2 === 0 ? 0 : 1;
    const side = sideOf(toy, place);
    const dice = botDice(seed, String(place), toy.moves);
    const legal = legalToyMoves(side);
    moveToy(toy, side, legal[Math.floor(dice.draw('choice') * legal.length)] ?? 'wait', () => dice.draw('launch'));
  }
  return toy;
};

interface PeerMove {
  readonly G: Toy;
  readonly ctx: { readonly currentPlayer: string };
  readonly random: { readonly Number: () => number };
}
const peerSide = (G: Toy, player: string): ToySide => sideOf(G, player === '0' ? 0 : 1);
const peerMove =
  (move: Move) =>
  ({ G, ctx, random }: PeerMove): void =>
    moveToy(G, peerSide(G, ctx.currentPlayer), move, random.Number);

const enumerate = (G: Toy, ctx: PeerMove['ctx']): readonly { readonly move: Move; readonly args: readonly [] }[] =>
  legalToyMoves(peerSide(G, ctx.currentPlayer)).map((move) => ({ move, args: [] }));

const PEER_GAME = {
  name: 'toy-race',
  setup: startToy,
  moves: Object.fromEntries(MOVES.map((move) => [move, peerMove(move)])),
  turn: { minMoves: 1, maxMoves: 1 },
  endIf: ({ G }: { readonly G: Toy }): true | undefined => (isToyOver(G) ? true : undefined),
  ai: { enumerate },
};

interface PeerState {
  readonly G: Toy;
  readonly ctx: { readonly gameover?: unknown };
}
interface PeerAi {
  readonly Simulate: (request: {
    readonly game: object;
    readonly bots: Readonly<Record<string, object>>;
    readonly state: PeerState;
    readonly depth: number;
  }) => Promise<{ readonly state: PeerState }>;
  readonly RandomBot: new (options: object) => object;
  readonly MCTSBot: new (options: object) => object;
}
interface PeerInternal {
  readonly InitializeGame: (request: { readonly game: object; readonly numPlayers: number }) => PeerState;
  readonly ProcessGameConfig: (game: object) => object;
}

/** Milliseconds of a game by boardgame.io’s runner with one of its bots on each side. */
const openPeer = () => {
  process.env['NODE_ENV'] = 'production';
  const load = createRequire(import.meta.url);
  const { Simulate, RandomBot, MCTSBot } = load('boardgame.io/ai') as PeerAi;
  const { InitializeGame, ProcessGameConfig } = load('boardgame.io/internal') as PeerInternal;
  const game = ProcessGameConfig(PEER_GAME);
  return async (kind: 'random' | 'mcts', seed: string, iterations: number): Promise<PeerState> => {
    const Bot = kind === 'random' ? RandomBot : MCTSBot;
    const bot = (player: string): object => new Bot({ game, enumerate, seed: `${seed}/${player}`, iterations });
    const state = InitializeGame({ game: { ...PEER_GAME, seed }, numPlayers: 2 });
    const played = await Simulate({ game, bots: { 0: bot('0'), 1: bot('1') }, state, depth: MOST_MOVES });
    return played.state;
  };
};

const GAMES = 200;
const MCTS_GAMES = 3;
const MCTS_ITERATIONS = 25;

const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

const rateOf = async (games: number, play: (seed: string) => unknown): Promise<number> => {
  await play('warm-up');
  const eachMs: number[] = [];
  for (let seed = 0; seed < games; seed += 1) {
    const since = nowMs();
    await play(`toy-${seed}`);
    eachMs.push(nowMs() - since);
  }
  return 1000 / median(eachMs);
};

/** Games a second by each, and how many times faster ours is. */
export const toyRows = async (): Promise<readonly BenchRow[]> => {
  const peer = openPeer();
  const own = await rateOf(GAMES * 10, playToy);
  const other = await rateOf(GAMES, (seed) => peer('random', seed, 0));
  const searched = await rateOf(MCTS_GAMES, (seed) => peer('mcts', seed, MCTS_ITERATIONS));
  return [
    { what: 'toy race, random moves, a loop as our batches play', value: own, unit: 'games/s' },
    {
      what: 'toy race, random moves, boardgame.io Simulate with RandomBot (production)',
      value: other,
      unit: 'games/s',
    },
    {
      what: `toy race, boardgame.io Simulate with MCTSBot, ${MCTS_ITERATIONS} iterations`,
      value: searched,
      unit: 'games/s',
    },
    { what: 'toy race, ratio to boardgame.io with RandomBot', value: own / other, unit: '' },
  ];
};
