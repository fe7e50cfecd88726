/**
 * Luck or judgement: the game from a chosen half-year on, played again with other dice, once with the same decisions
 * and once with others. What people ordered is ordered again as far as it is legal in the game as it then is; bots
 * decide anew. Seeded: the same request gives the same games.
 */
import { type BotId, decide, decideQuickly, isBotId } from '../../bots/index.ts';
import {
  cloneState,
  type EndKind,
  fitDraft,
  type Game,
  type GameRecord,
  type GameState,
  InvariantError,
  legalDraft,
  type Order,
  orderGroup,
  type OrderKind,
  resolveTurn,
  rivalOf,
  type Ruling,
  type SideView,
  startState,
} from '../../engine/index.ts';
import type { BySide, Seat, Side } from '../../ruleset/terms.ts';
import { seat } from '../balance/exploiter.ts';
import { deviation, mean, share } from '../balance/statistics.ts';
import { batchSeed } from '../batch.ts';
import { type Decide, playOn } from '../playGame.ts';

/** What a side might have left undone, by kind of order. */
export const WITHOUT = ['backup', 'interference', 'talk'] as const;
export type Without = (typeof WITHOUT)[number];

/** Other decisions for a side from the chosen half-year on. */
export type OtherDecisions =
  | { readonly kind: 'doctrine'; readonly id: BotId }
  | { readonly kind: 'without'; readonly what: Without };

export interface RerunRequest {
  readonly record: GameRecord;
  /** Whose decisions are weighed. */
  readonly side: Side;
  /** First half-year that is played again, 1… */
  readonly fromTurn: number;
  readonly other: OtherDecisions;
  /** Games with each decisions. */
  readonly count: number;
}

/** How much of what people ordered could be ordered again. */
export interface Replayed {
  /** Orders of people that were given again; those cut to what could be had, and those that could not be given at all. */
  readonly given: number;
  readonly cut: number;
  readonly dropped: number;
  /** Half-years beyond the record, because the real game had ended: the staff plan was played. */
  readonly staffTurns: number;
}

export interface Rerun extends Replayed {
  readonly end: EndKind;
  readonly winner: Side | null;
  readonly mutualLoss: boolean;
  readonly score: BySide<number>;
}

/** Two games with the same dice. */
export interface RerunPair {
  readonly same: Rerun;
  readonly other: Rerun;
}

/** Who plays on where a record ends before the rerun does. */
const STAFF: BotId = 'balancer';
export const MOST_RERUNS = 200;
/** Nobody's means come first: orders are fitted as they stood. */
const AS_THEY_STOOD: readonly Seat[] = [];

const isLeftOut = (what: Without, kind: OrderKind): boolean => {
  if (what === 'backup') return kind === 'buildBackup' || kind === 'changeTier';
  return orderGroup(kind) === (what === 'talk' ? 'talk' : 'interfere');
};

const keyOf = ({ turn, stage }: Pick<SideView, 'turn' | 'stage'>): string => `${turn}/${stage}`;

/** A half-year, or the crisis round after it. */
export type Round = Pick<SideView, 'turn' | 'stage'>;

/** The record's game just before a half-year is resolved, or the crisis round after it. */
export const stateBefore = (
  game: Game,
  record: GameRecord,
  fromTurn: number,
  fromStage: Round['stage'] = 'turn',
): GameState => {
  let state = cloneState(startState(game, record.seed));
  for (const { turn, stage, orders, rulings } of record.turns) {
    const isReached = turn > fromTurn || (turn === fromTurn && (fromStage === 'turn' || stage === fromStage));
    if (isReached || state.outcome !== null) break;
    const resolved = resolveTurn(game, state, orders, { collect: false, inPlace: true, rulings: rulings?.made ?? [] });
    if (!resolved.ok)
      throw new InvariantError('an order of a verified record is illegal', { turn, rejections: resolved.error });
    state = resolved.value.state;
  }
  return state;
};

export type Tally = { -readonly [K in keyof Replayed]: number };
export const emptyTally = (): Tally => ({ given: 0, cut: 0, dropped: 0, staffTurns: 0 });

/** A side's orders of a half-year in place of those that the record has. */
export type Change = (orders: readonly Order[], at: Pick<SideView, 'turn' | 'stage'>) => readonly Order[];

/** A change that leaves out what could have been left undone. */
export const leaveOut =
  (what: Without): Change =>
  (orders) =>
    orders.filter(({ kind }) => !isLeftOut(what, kind));

const ordersIn = (record: GameRecord, side: Side): ReadonlyMap<string, readonly Order[]> =>
  new Map(record.turns.map((turn) => [keyOf(turn), turn.orders[side]]));

/** Orders as far as they are legal in the game as it is. */
const fitted = (game: Game, view: SideView, wanted: readonly Order[], tally: Tally): readonly Order[] => {
  if (legalDraft(game, view, wanted).ok) return wanted;
  const { orders, cut, dropped } = fitDraft(game, view, wanted, AS_THEY_STOOD);
  tally.cut += cut.length;
  tally.dropped += dropped.length;
  return orders;
};

/** Gives the orders of a person's record again, changed, and fitted to the game as it is. */
const asRecorded = (game: Game, record: GameRecord, side: Side, tally: Tally, change: Change): Decide => {
  const orders = ordersIn(record, side);
  const lastTurn = record.turns.at(-1)?.turn ?? 0;
  return (view) => {
    const recorded = orders.get(keyOf(view));
    if (recorded === undefined) {
      // A crisis that the record did not have is answered with silence; a game that goes on is led by the staff.
      if (view.stage === 'crisisRound' || view.turn <= lastTurn) return [];
      tally.staffTurns += 1;
      return decide(STAFF, game, view, record.seed);
    }
    const wanted = change(recorded, view);
    tally.given += wanted.length;
    return fitted(game, view, wanted, tally);
  };
};

/** A bot decides anew, and what it decides is changed. */
const decidedAnew =
  (game: Game, id: BotId, seed: string, tally: Tally, change: Change): Decide =>
  (view) => {
    const own = decideQuickly(id, game, view, seed);
    const wanted = change(own, view);
    tally.given += wanted.filter((order) => !own.includes(order)).length;
    return fitted(game, view, wanted, tally);
  };

/** As the record has it, with a change or without: a person's orders are given again, a bot decides anew. */
export const deciderFor = (
  game: Game,
  record: GameRecord,
  side: Side,
  tally: Tally,
  change: Change = (orders) => orders,
): Decide => {
  const controller = record.controllers[side];
  return isBotId(controller)
    ? decidedAnew(game, controller, record.seed, tally, change)
    : asRecorded(game, record, side, tally, change);
};

/** As in the real game: a bot's orders too, for a planner that had more time then would decide otherwise than it does anew. */
export const realDeciderFor = (game: Game, record: GameRecord, side: Side, tally: Tally): Decide => {
  const decider = deciderFor(game, record, side, tally);
  if (!isBotId(record.controllers[side])) return decider;
  const orders = ordersIn(record, side);
  return (view) => orders.get(keyOf(view)) ?? decider(view);
};

/** What the white cell laid into the half-years of a record, in reruns of it as in the game itself. */
export const rulingsOf =
  ({ turns }: GameRecord) =>
  (turn: number): readonly Ruling[] =>
    turns.find((each) => each.turn === turn && each.stage === 'turn')?.rulings?.made ?? [];

const otherDecider = (game: Game, { record, side, other }: RerunRequest, tally: Tally): Decide => {
  if (other.kind === 'doctrine') return (view) => decideQuickly(other.id, game, view, record.seed);
  return deciderFor(game, record, side, tally, leaveOut(other.what));
};

const rerun = (game: Game, start: GameState, seed: string, request: RerunRequest, isOther: boolean): Rerun => {
  const { record, side } = request;
  const tally = emptyTally();
  const decider = !isOther && seed === record.seed ? realDeciderFor : deciderFor;
  const own = isOther ? otherDecider(game, request, tally) : decider(game, record, side, tally);
  const rivals = decider(game, record, rivalOf(side), tally);
  const { end, winner, mutualLoss, score } = playOn(game, { ...cloneState(start), seed }, seat(side, own, rivals), {
    rulingsFor: rulingsOf(record),
  });
  return { end, winner, mutualLoss, score, ...tally };
};

/**
 * Pairs of reruns, one after the other. The first has the real dice, so that its first game is the real one; the
 * others have dice of their own, which both games of a pair share.
 */
export function* reruns(game: Game, request: RerunRequest): Generator<RerunPair, void> {
  const start = stateBefore(game, request.record, request.fromTurn);
  const count = Math.min(request.count, MOST_RERUNS);
  for (let index = 0; index <= count; index += 1) {
    const seed = batchSeed(request.record.seed, index);
    yield {
      same: rerun(game, start, seed, request, false),
      other: rerun(game, start, seed, request, true),
    };
  }
}

export interface Spread {
  readonly mean: number;
  /** 90% of the games lie between. */
  readonly low: number;
  readonly high: number;
  readonly wonFrac: number;
  readonly drawnFrac: number;
  readonly lostFrac: number;
  /** Lost by both. */
  readonly ruinedFrac: number;
}

export interface LuckAndJudgement {
  readonly count: number;
  /** Score of the side less the other's, in the real game and in the same dice with other decisions. */
  readonly real: number;
  readonly otherWithRealDice: number;
  readonly same: Spread;
  readonly other: Spread;
  /** Share of the reruns of the same decisions that came out worse than the real game, ties by half. */
  readonly betterThanFrac: number;
  /** Real margin less the mean of the same decisions. */
  readonly luck: number;
  /** Mean of the same decisions less that of the others, with its 95% error. */
  readonly judgement: number;
  readonly judgementError: number;
  readonly given: number;
  readonly cut: number;
  readonly dropped: number;
  readonly staffTurns: number;
}

export const rerunMargin = ({ score }: Rerun, side: Side): number => score[side] - score[rivalOf(side)];

const quantileOf = (sorted: readonly number[], frac: number): number => {
  const place = frac * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
};

const LOW_FRAC = 0.05;
const Z_95 = 1.96;

const spreadOf = (games: readonly Rerun[], side: Side): Spread => {
  const margins = games.map((each) => rerunMargin(each, side)).sort((a, b) => a - b);
  return {
    mean: mean(margins),
    low: quantileOf(margins, LOW_FRAC),
    high: quantileOf(margins, 1 - LOW_FRAC),
    wonFrac: share(games, ({ winner }) => winner === side),
    drawnFrac: share(games, ({ winner, mutualLoss }) => winner === null && !mutualLoss),
    lostFrac: share(games, ({ winner }) => winner === rivalOf(side)),
    ruinedFrac: share(games, ({ mutualLoss }) => mutualLoss),
  };
};

/** What the reruns so far say; null before there is one with other dice. */
export const luckAndJudgement = (pairs: readonly RerunPair[], side: Side): LuckAndJudgement | null => {
  const [real, ...others] = pairs;
  if (real === undefined || others.length === 0) return null;
  const margins = others.map(({ same }) => rerunMargin(same, side));
  const same = spreadOf(
    others.map((pair) => pair.same),
    side,
  );
  const other = spreadOf(
    others.map((pair) => pair.other),
    side,
  );
  const realMargin = rerunMargin(real.same, side);
  const changes = others.map((pair) => rerunMargin(pair.same, side) - rerunMargin(pair.other, side));
  const sum = (name: 'given' | 'cut' | 'dropped' | 'staffTurns'): number =>
    others.reduce((total, pair) => total + pair.same[name], 0);
  return {
    count: others.length,
    real: realMargin,
    otherWithRealDice: rerunMargin(real.other, side),
    same,
    other,
    betterThanFrac: mean(margins.map((margin) => (margin < realMargin ? 1 : margin === realMargin ? 0.5 : 0))),
    luck: realMargin - same.mean,
    judgement: same.mean - other.mean,
    judgementError: (Z_95 * deviation(changes)) / Math.sqrt(others.length),
    given: sum('given'),
    cut: sum('cut'),
    dropped: sum('dropped'),
    staffTurns: sum('staffTurns'),
  };
};
