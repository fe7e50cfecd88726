/**
 * What a destructive strike does to the one who strikes: a state in which it is possible is played on
 * with one strike and without, by the same players with the same dice, several times each.
 */
import {
  bySide,
  cloneState,
  type Game,
  type GameState,
  legalOrder,
  type Order,
  rivalOf,
  startState,
  viewFor,
} from '../../engine/index.ts';
import type { BySide, Side } from '../../ruleset/terms.ts';
import { KW_PER_MW } from '../../units/convert.ts';
import { playOn } from '../playGame.ts';
import { deciderOf, payoff, type Player } from './gameFacts.ts';

export interface StrikeQuestion {
  readonly players: BySide<Player>;
  readonly attacker: Side;
  readonly seed: string;
  /** Times a state is played on with, and as many times without. */
  readonly rollouts: number;
}

export interface StrikeState {
  readonly turn: number;
  /** Power of the platform that is struck, MW. */
  readonly targetMw: number;
  /** Compute of its owner's backups over what its orbit delivers. */
  readonly backedFrac: number;
  /** Attacker's points less the target's before the strike. */
  readonly leadPoints: number;
  /** Mean change by the strike: of the attacker's margin of score, of its result (a win 1, a draw ½), of the chance that both lose. */
  readonly margin: number;
  readonly result: number;
  readonly mutualLoss: number;
}

/** A platform smaller than this is no temptation, MW. */
export const WORTH_STRIKING_MW = 1;
const INTERCEPTORS = 3;

type StrikeOrder = Extract<Order, { readonly kind: 'strike' }>;

const strikeOrder = (game: Game, state: GameState, attacker: Side): StrikeOrder | null => {
  const [target] = state.groups
    .filter(
      ({ owner, architecture, powerKw }) =>
        owner !== attacker && architecture === 'platform' && powerKw >= WORTH_STRIKING_MW * KW_PER_MW,
    )
    .toSorted((a, b) => b.powerKw - a.powerKw || (a.id < b.id ? -1 : 1));
  if (target === undefined) return null;
  const view = viewFor(game, state, attacker);
  for (let interceptorCount = INTERCEPTORS; interceptorCount >= 1; interceptorCount--) {
    const order: StrikeOrder = { kind: 'strike', targetId: target.id, interceptorCount };
    if (legalOrder(game, view, [], order).ok) return order;
  }
  return null;
};

const describe = (state: GameState, attacker: Side, targetId: string) => {
  const target = rivalOf(attacker);
  const backupPops = state.centres
    .filter(({ owner, role }) => owner === target && role === 'backup')
    .reduce((total, { powerMw, popsPerKw }) => total + powerMw * KW_PER_MW * popsPerKw, 0);
  const { deliveredOrbitalPops } = state.sides[target];
  return {
    turn: state.turn + 1,
    targetMw: (state.groups.find(({ id }) => id === targetId)?.powerKw ?? 0) / KW_PER_MW,
    backedFrac: deliveredOrbitalPops > 0 ? backupPops / deliveredOrbitalPops : 0,
    leadPoints: state.sides[attacker].points - state.sides[target].points,
  };
};

/** One way on from a state: the attacker's margin, result, and whether both lost. */
const playOut = (
  game: Game,
  state: GameState,
  { players, attacker, seed }: StrikeQuestion,
  rollout: number,
  strike: readonly Order[],
): readonly [number, number, number] => {
  const seedOn = `${seed}/on/${rollout}`;
  const start: GameState = { ...cloneState(state), seed: seedOn };
  const decider = (side: Side) => deciderOf(game, players[side], side, seedOn, side === attacker ? strike : []);
  const { score, winner, mutualLoss } = playOn(game, start, bySide(decider));
  const result = payoff({ winner, mutualLoss }, attacker);
  return [score[attacker] - score[rivalOf(attacker)], result, mutualLoss ? 1 : 0];
};

/** As many states of one game are asked about at most: a game's states are alike, so that many games tell more than many states. */
const STATES_PER_GAME = 4;

/** Up to so many of a list, evenly over its length. */
const spread = <T>(list: readonly T[], count: number): readonly T[] =>
  list.length <= count
    ? list
    : Array.from({ length: count }, (_, place) => list[Math.floor(((place + 0.5) * list.length) / count)] as T);

/** What the strike did in states of one game in which the attacker could strike, from its early turns to its late ones. */
export const strikeStates = (game: Game, question: StrikeQuestion): readonly StrikeState[] => {
  const { players, attacker, seed, rollouts } = question;
  const possible: { readonly state: GameState; readonly order: StrikeOrder }[] = [];
  playOn(
    game,
    startState(game, seed),
    bySide((side) => deciderOf(game, players[side], side, seed)),
    {
      eachTurn: ({ state }) => {
        const order = state.outcome === null ? strikeOrder(game, state, attacker) : null;
        if (order !== null) possible.push({ state: cloneState(state), order });
      },
    },
  );
  return spread(possible, STATES_PER_GAME).map(({ state, order }) => {
    const sums = [0, 0, 0];
    for (let rollout = 0; rollout < rollouts; rollout++) {
      const struck = playOut(game, state, question, rollout, [order]);
      const spared = playOut(game, state, question, rollout, []);
      for (const place of [0, 1, 2]) sums[place] = (sums[place] ?? 0) + (struck[place] ?? 0) - (spared[place] ?? 0);
    }
    const [margin = 0, result = 0, mutualLoss = 0] = sums.map((sum) => sum / rollouts);
    return { ...describe(state, attacker, order.targetId), margin, result, mutualLoss };
  });
};
