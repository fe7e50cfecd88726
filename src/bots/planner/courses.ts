/**
 * Courses of action that a planner weighs: its plan, which is a vector of weights for each part of the game, the plan with
 * one thing done otherwise for a while, and what a doctrine would do. All go through the one policy, so that whatever is
 * chosen is a legal draft.
 */
import { botDice, type Game, type Order, type SideView } from '../../engine/index.ts';
import { type BySide, POLICY_WEIGHTS, type PolicyWeight, type Side } from '../../ruleset/terms.ts';
import { cos, ln, PI } from '../../units/math.ts';
import { DOCTRINE_IDS, type DoctrineId, doctrineWeights, type Weights } from '../doctrines.ts';
import { playByWeights } from '../policy.ts';
import { misjudged, withWeights } from '../weights.ts';
import plansFile from './plans.json' with { type: 'json' };

/** Weights for each part of the game, all parts of one length. */
export type Plan = readonly Weights[];

/** What a side does instead of its plan, by name: words for a reader are in the locales (`why.course.<id>`). */
export const VARIATIONS = {
  press: { acts: 2, actTension: 70 },
  blind: { acts: 2, actTension: 70, dazzle: 1, jam: 0, cyber: 0, intrude: 0, sabotage: 0 },
  intrude: { acts: 2, actTension: 70, intrude: 1, jam: 0, dazzle: 0, cyber: 0, sabotage: 0 },
  refrain: { acts: 0, strike: 0, posture: 1 },
  strike: { strike: 3, strikeTension: 90, strikeTrailing: -20, strikeFrom: 0, norm: 0 },
  control: { exportControl: 3, truce: 0 },
  relax: { exportControl: 0 },
  settle: { accord: 1, norm: 1, hotline: 1, truce: 1, cleanup: 1, posture: 0 },
  threaten: { posture: 3 },
  calm: { posture: 0 },
  train: { training: 0.8, earthObservation: 0.05 },
  serve: { training: 0.05, earthObservation: 0.05 },
  observe: { earthObservation: 0.3 },
  raise: { politicalReserve: 0 },
  save: { politicalReserve: 12 },
  launch: { constellation: 4, cluster: 4, platform: 4, edge: 2, expandLines: 2 },
  research: { chipResearch: 3, busResearch: 3 },
  ground: { centres: 3, grid: 4, chipPlants: 2 },
  protect: { backupCover: 1.2, hardening: 2, hardenTo: 3, evade: 1, surveil: 1 },
} as const satisfies Readonly<Record<string, Partial<Weights>>>;
export type VariationId = keyof typeof VARIATIONS;
export const VARIATION_IDS = Object.keys(VARIATIONS) as readonly VariationId[];

export const PLAN = 'plan';
export type CourseId = typeof PLAN | VariationId | DoctrineId;

/** Courses that have words of their own; those of doctrines have their doctrine's name. */
export const COURSE_IDS = [PLAN, ...VARIATION_IDS] as const;

export interface Course {
  readonly id: CourseId;
  readonly weightsAt: (turn: number) => Weights;
}

const normalAt = (draw: (stream: string) => number, stream: string): number =>
  Math.sqrt(-2 * ln(1 - draw(`${stream}/length`))) * cos(2 * PI * draw(`${stream}/angle`));

/** Turn of the draws that hold for a whole game. */
const BEFORE_THE_GAME = 0;

const weightsOf = (row: readonly number[], fallback: Weights): Weights =>
  Object.fromEntries(
    POLICY_WEIGHTS.map((weight) => [weight, row[plansFile.weights.indexOf(weight)] ?? fallback[weight]]),
  ) as Record<PolicyWeight, number>;

/** The plan of a side as it was found by playing many games, or as somebody of less judgement remembers it. */
export const planOf = (game: Game, side: Side, misjudgement: number, seed: string): Plan => {
  const fallback = doctrineWeights(game.ruleset, 'balancer', side);
  const rows = (plansFile.plans as BySide<readonly (readonly number[])[]>)[side];
  const dice = botDice(seed, side, BEFORE_THE_GAME);
  // The same error in every part of the game: it is a way of seeing things.
  const errors = new Map<PolicyWeight, number>();
  for (const weight of POLICY_WEIGHTS)
    errors.set(weight, misjudgement === 0 ? 0 : normalAt((stream) => dice.draw(stream), `misjudges/${weight}`));
  return rows.map((row) =>
    misjudged(game.ruleset, weightsOf(row, fallback), misjudgement, (weight) => errors.get(weight) ?? 0),
  );
};

const partAt = (plan: Plan, turn: number, turnCount: number): Weights => {
  const part = Math.min(plan.length - 1, Math.floor(((turn - 1) * plan.length) / turnCount));
  const weights = plan[part] ?? plan[0];
  if (weights === undefined) throw new RangeError('a plan has at least one part');
  return weights;
};

export const planCourse = (game: Game, plan: Plan): Course => {
  const { turnCount } = game.scenario;
  return { id: PLAN, weightsAt: (turn) => partAt(plan, turn, turnCount) };
};

/** The plan and what may be done instead of it for so many turns from now on. */
export const coursesAt = (game: Game, view: SideView, plan: Course, turns: number): readonly Course[] => {
  const until = view.turn + turns;
  const inPlaceOf = (id: CourseId, weightsAt: (turn: number) => Weights): Course => ({
    id,
    weightsAt: (turn) => (turn < until ? weightsAt(turn) : plan.weightsAt(turn)),
  });
  return [
    plan,
    ...VARIATION_IDS.map((id) =>
      inPlaceOf(id, (turn) => withWeights(game.ruleset, plan.weightsAt(turn), VARIATIONS[id])),
    ),
    ...DOCTRINE_IDS.map((id) => inPlaceOf(id, () => doctrineWeights(game.ruleset, id, view.side))),
  ];
};

export const ordersOf = (game: Game, view: SideView, course: Course): readonly Order[] =>
  playByWeights(game, view, course.weightsAt(view.turn));
