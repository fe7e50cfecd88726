/** One game for the balance: who played, how it ended, and what of the articles' announcements came true when. */
import {
  type BotId,
  decide,
  doctrineWeights,
  isPlannerId,
  partAt,
  type Plan,
  playByWeights,
  type Weights,
} from '../../bots/index.ts';
import {
  bySide,
  DESTRUCTIVE_KINDS,
  type EndKind,
  type Game,
  type GameState,
  type Order,
  type OrderKind,
  REVERSIBLE_KINDS,
  rivalOf,
  SIDES,
  startState,
} from '../../engine/index.ts';
import type { BySide, Side } from '../../ruleset/terms.ts';
import { KW_PER_MW } from '../../units/convert.ts';
import { type Decide, type PlayOn, playOn } from '../playGame.ts';

/** A bot by its name, or the policy with weights of its own, for the whole game or for each part of it. */
export type Player = BotId | Weights | Plan;

const isPlan = (player: Weights | Plan): player is Plan => Array.isArray(player);

/** What the articles announce, by the figure it is measured in. */
export const TARGETS = [
  { id: 'pops1000', figure: 'orbitalPops', threshold: 1000 },
  { id: 'satellites2800', figure: 'satellites', threshold: 2800 },
  { id: 'mw1000', figure: 'orbitalMw', threshold: 1000 },
  { id: 'mw5000', figure: 'orbitalMw', threshold: 5000 },
] as const;
export type TargetId = (typeof TARGETS)[number]['id'];

export interface SideFacts {
  readonly score: number;
  readonly orbitalPops: number;
  readonly orbitalMw: number;
  readonly satellites: number;
  /** Turn in which each target was first met; 0: never. */
  readonly metInTurn: Readonly<Record<TargetId, number>>;
  readonly destructiveAttacks: number;
  readonly reversibleActs: number;
  readonly shedTurns: number;
}

export interface GameFacts {
  readonly end: EndKind;
  readonly winner: Side | null;
  readonly mutualLoss: boolean;
  readonly worldScore: number;
  readonly turns: number;
  readonly peakTension: number;
  readonly sides: BySide<SideFacts>;
}

export const deciderOf = (
  game: Game,
  player: Player,
  side: Side,
  seed: string,
  first: readonly Order[] = [],
): Decide => {
  if (player === 'random' || (typeof player === 'string' && isPlannerId(player)))
    return (view) => decide(player, game, view, seed);
  const weights = typeof player === 'string' ? doctrineWeights(game.ruleset, player, side) : player;
  const plan = isPlan(weights) ? weights : [weights];
  let opening = first;
  return (view) => {
    const orders = playByWeights(game, view, partAt(plan, view.turn, game.scenario.turnCount), opening);
    opening = [];
    return orders;
  };
};

const measures = (state: GameState, side: Side): Record<(typeof TARGETS)[number]['figure'], number> => {
  let powerKw = 0;
  let satellites = 0;
  for (const group of state.groups) {
    if (group.owner !== side) continue;
    powerKw += group.powerKw;
    if (group.architecture !== 'platform') for (const { unitCount } of group.cohorts) satellites += unitCount;
  }
  return { orbitalPops: state.sides[side].deliveredOrbitalPops, orbitalMw: powerKw / KW_PER_MW, satellites };
};

const countOf = (orders: readonly Order[], kinds: readonly OrderKind[]): number =>
  orders.reduce((total, { kind }) => total + (kinds.includes(kind) ? 1 : 0), 0);

/** Plays one game and gives its facts. */
export const playForFacts = (game: Game, players: BySide<Player>, seed: string): GameFacts =>
  factsFrom(
    game,
    startState(game, seed),
    bySide((side) => deciderOf(game, players[side], side, seed)),
  );

/** Plays a game on from a state, which is changed, and gives its facts; acts are counted from there. */
export const factsFrom = (
  game: Game,
  start: GameState,
  deciders: BySide<Decide>,
  { rulingsFor }: Partial<Pick<PlayOn, 'rulingsFor'>> = {},
): GameFacts => {
  const metInTurn = bySide(() => Object.fromEntries(TARGETS.map(({ id }) => [id, 0])) as Record<TargetId, number>);
  const acts = bySide(() => ({ destructive: 0, reversible: 0 }));
  let peakTension = 0;
  let last = start;
  const outcome = playOn(game, last, deciders, {
    ...(rulingsFor && { rulingsFor }),
    eachTurn: ({ state }, orders) => {
      last = state;
      peakTension = Math.max(peakTension, state.tension);
      for (const side of SIDES) {
        acts[side].destructive += countOf(orders[side], DESTRUCTIVE_KINDS);
        acts[side].reversible += countOf(orders[side], REVERSIBLE_KINDS);
        const measured = measures(state, side);
        for (const { id, figure, threshold } of TARGETS)
          if (metInTurn[side][id] === 0 && measured[figure] >= threshold) metInTurn[side][id] = state.turn;
      }
    },
  });
  const factsOf = (side: Side): SideFacts => ({
    score: outcome.score[side],
    ...measures(last, side),
    metInTurn: metInTurn[side],
    destructiveAttacks: acts[side].destructive,
    reversibleActs: acts[side].reversible,
    shedTurns: last.sides[side].shedTurns,
  });
  const { end, winner, mutualLoss, worldScore } = outcome;
  return {
    end,
    winner,
    mutualLoss,
    worldScore,
    turns: last.turn,
    peakTension,
    sides: bySide(factsOf),
  };
};

/** What a game is worth to a side: a win 1, a draw ½, a loss and a loss for both 0. */
export const payoff = ({ winner, mutualLoss }: Pick<GameFacts, 'winner' | 'mutualLoss'>, side: Side): number =>
  mutualLoss ? 0 : winner === null ? 0.5 : winner === side ? 1 : 0;

export const marginOf = ({ sides }: GameFacts, side: Side): number => sides[side].score - sides[rivalOf(side)].score;
