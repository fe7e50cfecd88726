/**
 * Courses of action that a planner weighs: its plan, which is a vector of weights for each part of the game, and the plan with
 * one thing done otherwise for a while. All go through the one policy, so that whatever is chosen is a legal draft.
 */
import type { Game, Order, SideView } from '../../engine/index.ts';
import type { Weights } from '../doctrines.ts';
import { playByWeights } from '../policy.ts';
import { withWeights } from '../weights.ts';
import { partAt, type Plan } from './plans.ts';

/**
 * What a side does instead of its plan, by name, those that help most often first: a search looks at no more than it can try
 * well. Words for a reader are in the locales (`why.course.<id>`).
 */
export const VARIATIONS = {
  intrude: { acts: 2, actTension: 70, intrude: 1, jam: 0, dazzle: 0, cyber: 0, sabotage: 0 },
  settle: { accord: 1, norm: 1, hotline: 1, truce: 1, cleanup: 1, posture: 0 },
  refrain: { acts: 0, strike: 0, posture: 1 },
  blind: { acts: 2, actTension: 70, dazzle: 1, jam: 0, cyber: 0, intrude: 0, sabotage: 0 },
  calm: { posture: 0 },
  press: { acts: 2, actTension: 70 },
  threaten: { posture: 3 },
  research: { chipResearch: 3, busResearch: 3 },
  save: { politicalReserve: 12 },
  raise: { politicalReserve: 0 },
  observe: { earthObservation: 0.3 },
  control: { exportControl: 3, truce: 0 },
  protect: { backupCover: 1.2, hardening: 2, hardenTo: 3, evade: 1, surveil: 1 },
  strike: { strike: 3, strikeTension: 90, strikeTrailing: -20, strikeFrom: 0, norm: 0 },
} as const satisfies Readonly<Record<string, Partial<Weights>>>;
export type VariationId = keyof typeof VARIATIONS;
export const VARIATION_IDS = Object.keys(VARIATIONS) as readonly VariationId[];

export const PLAN = 'plan';
export type CourseId = typeof PLAN | VariationId;

export const COURSE_IDS = [PLAN, ...VARIATION_IDS] as const;

export interface Course {
  readonly id: CourseId;
  readonly weightsAt: (turn: number) => Weights;
}

export const planCourse = (game: Game, plan: Plan): Course => {
  const { turnCount } = game.scenario;
  return { id: PLAN, weightsAt: (turn) => partAt(plan, turn, turnCount) };
};

/** The plan and what may be done instead of it for so many turns from now on. */
export const coursesAt = (game: Game, view: SideView, plan: Course, turns: number): readonly Course[] => {
  const until = view.turn + turns;
  const varied = VARIATION_IDS.map(
    (id): Course => ({
      id,
      weightsAt: (turn) => {
        const weights = plan.weightsAt(turn);
        return turn < until ? withWeights(game.ruleset, weights, VARIATIONS[id]) : weights;
      },
    }),
  );
  return [plan, ...varied];
};

export const ordersOf = (game: Game, view: SideView, course: Course): readonly Order[] =>
  playByWeights(game, view, course.weightsAt(view.turn));
