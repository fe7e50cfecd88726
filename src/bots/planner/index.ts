/**
 * The planning opponent. It knows what its side sees and nothing else: it imagines states that agree with its view, plays
 * courses of action on in them, and takes the best. The same view and seed give the same orders on any machine.
 */
import type { Game, Order, SideView } from '../../engine/index.ts';
import { type Belief, beliefsOf } from './beliefs.ts';
import { type Course, coursesAt, ordersOf, planCourse } from './courses.ts';
import { LEVELS, type PlannerId } from './levels.ts';
import { planOf } from './plans.ts';
import { choose, weigh, type Weighed } from './search.ts';

export { COURSE_IDS, type CourseId } from './courses.ts';
export type { PlannerId } from './levels.ts';
export { isPlannerId, LEVELS, PLANNER_IDS } from './levels.ts';
export { partAt, type Plan, PLANS } from './plans.ts';

/** Turns for which a course other than the plan is tried. */
const TRIED_TURNS = 2;

const never = (): boolean => false;

export interface Planned {
  readonly weighed: readonly Weighed[];
  readonly chosen: Weighed;
  /** What it took the other side to be; empty where it did not ask. */
  readonly beliefs: readonly Belief[];
}

const planFor = (plannerId: PlannerId, game: Game, { side }: SideView, seed: string): Course =>
  planCourse(game, planOf(game, side, LEVELS[plannerId].misjudgement, `${seed}/${plannerId}`));

export const plan = (
  plannerId: PlannerId,
  game: Game,
  view: SideView,
  seed: string,
  isTimeUp: () => boolean = never,
): Planned => {
  const level = LEVELS[plannerId];
  const course = planFor(plannerId, game, view, seed);
  const courses = coursesAt(game, view, course, TRIED_TURNS);
  const beliefs = level.budget > 0 ? beliefsOf(game, view) : [];
  const weighed = weigh({ game, view, level, beliefs, courses, seed: `${seed}/${plannerId}`, isTimeUp });
  return { weighed, chosen: choose(weighed), beliefs };
};

export const planOrders = (
  plannerId: PlannerId,
  game: Game,
  view: SideView,
  seed: string,
  isTimeUp?: () => boolean,
): readonly Order[] => plan(plannerId, game, view, seed, isTimeUp).chosen.orders;

/** What it would do without a search. */
export const standInOrders = (plannerId: PlannerId, game: Game, view: SideView, seed: string): readonly Order[] =>
  ordersOf(game, view, planFor(plannerId, game, view, seed));
