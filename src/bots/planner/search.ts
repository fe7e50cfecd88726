/**
 * The search: courses are played on in states that might be the true one, all in the same states against the same play of
 * the other side with the same dice, and those that do worse drop out, so that the playouts go to the promising ones
 * (successive halving). A course is left for another only where the difference stands out of the chance in it. The budget
 * is counted in half-years played, never by the clock; `isTimeUp` may only cut a search short.
 */
import {
  bySide,
  cloneState,
  finalScore,
  type Game,
  type GameState,
  type Order,
  resolveTurn,
  rivalOf,
  type SideView,
  viewFor,
} from '../../engine/index.ts';
import type { Side } from '../../ruleset/terms.ts';
import { exp } from '../../units/math.ts';
import { doctrineWeights } from '../doctrines.ts';
import { playByWeights } from '../policy.ts';
import { type Belief, imagine, type Imagined } from './beliefs.ts';
import { type Course, ordersOf } from './courses.ts';
import type { Level } from './levels.ts';

/** Points of margin over which a lost game turns into a won one. */
const SOFT_POINTS = 6;
/** Share of a game's worth that is the margin's, the rest is whether it is won. */
const MARGIN_WORTH = 0.6;

const ofMargin = (marginPoints: number, softPoints: number): number => 1 / (1 + exp(-marginPoints / softPoints));

/** What a state is worth to a side, 0…1: how the game ended, or how it would end if it went on as in its last turn. */
export const worthOf = (game: Game, state: GameState, side: Side): number => {
  const rival = rivalOf(side);
  const { outcome } = state;
  if (outcome !== null) {
    if (outcome.mutualLoss) return 0;
    const won = outcome.winner === null ? 1 / 2 : outcome.winner === side ? 1 : 0;
    return (1 - MARGIN_WORTH) * won + MARGIN_WORTH * ofMargin(outcome.score[side] - outcome.score[rival], SOFT_POINTS);
  }
  const turnsLeft = game.scenario.turnCount - state.turn;
  const pace = (each: Side): number => {
    const { firsts: _firsts, other: _other, ...contests } = state.sides[each].pointsThisTurn;
    return Object.values(contests).reduce((sum, points) => sum + points, 0);
  };
  const standing = (each: Side): number => finalScore(game, state, each) + turnsLeft * pace(each);
  return ofMargin(standing(side) - standing(rival), SOFT_POINTS + turnsLeft / 2);
};

interface Playout {
  readonly worth: number;
  readonly end: GameState;
}

/** Plays a course on in an imagined state, from the orders that it opens with, for so many half-years at most. */
export const playOut = (
  game: Game,
  { state: start, rivalId }: Imagined,
  view: SideView,
  course: Course,
  opening: readonly Order[],
  horizon: number,
): Playout => {
  const { side } = view;
  const rival = rivalOf(side);
  const rivalWeights = doctrineWeights(game.ruleset, rivalId, rival);
  let state = cloneState(start);
  const lastTurn = state.turn + horizon;
  let first: readonly Order[] | null = opening;
  while (state.outcome === null && (first !== null || state.turn < lastTurn || state.stage === 'crisisRound')) {
    const now = state;
    // What one sees of a state that was imagined from a view is that view.
    const views = bySide((each) => (each === side && first !== null ? view : viewFor(game, now, each)));
    const own = first ?? ordersOf(game, views[side], course);
    const others = playByWeights(game, views[rival], rivalWeights);
    first = null;
    const orders = bySide((each) => (each === side ? own : others));
    const resolved = resolveTurn(game, state, orders, { collect: false, inPlace: true, views });
    if (!resolved.ok) break;
    state = resolved.value.state;
  }
  return { worth: worthOf(game, state, side), end: state };
};

/** A course that was weighed, and what its playouts came to. */
export interface Weighed {
  readonly course: Course;
  readonly orders: readonly Order[];
  readonly worths: number[];
}

export interface Search {
  readonly game: Game;
  readonly view: SideView;
  readonly level: Level;
  readonly beliefs: readonly Belief[];
  readonly courses: readonly Course[];
  readonly seed: string;
  readonly isTimeUp: () => boolean;
}

/** States in which a course is tried before the first halving. */
const FIRST_TRIES = 2;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Mean worth over a course's playouts; null where it had none. */
export const meanWorth = ({ worths }: Weighed): number | null => (worths.length > 0 ? mean(worths) : null);

/** Mean of what one course was worth more than another in the same states, and its standard error. */
export const gainOver = ({ worths }: Weighed, base: Weighed): { readonly mean: number; readonly error: number } => {
  const gaps = worths.map((worth, place) => worth - (base.worths[place] ?? worth));
  const centre = mean(gaps);
  const squares = gaps.reduce((sum, gap) => sum + (gap - centre) * (gap - centre), 0);
  const variance = gaps.length > 1 ? squares / (gaps.length - 1) : 1;
  return { mean: centre, error: Math.sqrt(variance / Math.max(1, gaps.length)) };
};

/** Drafts that are alike are one course. */
const distinct = (game: Game, view: SideView, courses: readonly Course[], most: number): Weighed[] => {
  const seen = new Set<string>();
  const weighed: Weighed[] = [];
  for (const course of courses) {
    if (weighed.length > most) break;
    const orders = ordersOf(game, view, course);
    const key = JSON.stringify(orders);
    if (seen.has(key)) continue;
    seen.add(key);
    weighed.push({ course, orders, worths: [] });
  }
  return weighed;
};

/** Every course that was weighed, the plan first; how many playouts it took. */
export const weigh = ({ game, view, level, beliefs, courses, seed, isTimeUp }: Search): readonly Weighed[] => {
  const all = distinct(game, view, courses, level.courses);
  if (all.length < 2 || level.budget <= 0) return all;
  const turnsLeft = Math.max(1, game.scenario.turnCount - view.turn + 1);
  const length = Math.max(1, Math.min(level.horizon, turnsLeft));
  let playoutsLeft = Math.floor(level.budget / length);
  let running = all;
  let tried = 0;
  let tries = FIRST_TRIES;
  while (running.length > 1 && playoutsLeft >= running.length && !isTimeUp()) {
    for (let at = 0; at < tries && playoutsLeft >= running.length && !isTimeUp(); at++) {
      const imagined = imagine(game, view, beliefs, seed, tried);
      for (const each of running)
        each.worths.push(playOut(game, imagined, view, each.course, each.orders, length).worth);
      playoutsLeft -= running.length;
      tried += 1;
    }
    const [plan, ...others] = running;
    if (plan === undefined || others.length <= 1) continue;
    const ranked = others.toSorted((a, b) => mean(b.worths) - mean(a.worths) || (a.course.id < b.course.id ? -1 : 1));
    running = [plan, ...ranked.slice(0, Math.ceil(others.length / 2))];
    tries *= 2;
  }
  return all;
};

/** A course is presumed to be worse than the plan, as if that had been seen in so many playouts: most are. */
const PRESUMED_PLAYOUTS = 11;
const PRESUMED_GAIN = -0.004;

/** What a course is expected to gain over the plan, by what was presumed of it and what its playouts came to. */
const expectedGain = (course: Weighed, plan: Weighed): number => {
  const playouts = course.worths.length;
  return (PRESUMED_PLAYOUTS * PRESUMED_GAIN + playouts * gainOver(course, plan).mean) / (PRESUMED_PLAYOUTS + playouts);
};

/** The course to take: the plan, unless one of those that were tried to the last is expected to be better. */
export const choose = (weighed: readonly Weighed[]): Weighed => {
  const [plan, ...others] = weighed;
  if (plan === undefined) throw new RangeError('the plan is always weighed');
  let best = plan;
  let most = 0;
  for (const other of others) {
    if (other.worths.length < plan.worths.length) continue;
    const gain = expectedGain(other, plan);
    if (gain > most) {
      best = other;
      most = gain;
    }
  }
  return best;
};
