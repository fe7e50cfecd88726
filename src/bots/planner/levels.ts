/**
 * Levels of the planning opponent. They know the same, what their side can see, and play by the same rules; they differ in
 * judgement alone: how far off their sense of proportion is, how many courses they weigh, and how far they think ahead.
 */
export const PLANNER_IDS = ['student', 'officer', 'strategist', 'adversary'] as const;
export type PlannerId = (typeof PLANNER_IDS)[number];
export const isPlannerId = (id: string): id is PlannerId => (PLANNER_IDS as readonly string[]).includes(id);

export interface Level {
  /** Error of every weight of its plan, drawn once a game: standard deviation, as a share of the weight's range. */
  readonly misjudgement: number;
  /** Courses weighed against the plan at each decision; 0: it follows its plan. */
  readonly courses: number;
  /** Half-years that a decision may play ahead, over all playouts. */
  readonly budget: number;
  /** Half-years that one playout goes on for, unless the game ends before. */
  readonly horizon: number;
}

export const LEVELS: Readonly<Record<PlannerId, Level>> = {
  student: { misjudgement: 0.18, courses: 0, budget: 0, horizon: 0 },
  officer: { misjudgement: 0.105, courses: 1, budget: 36, horizon: 9 },
  strategist: { misjudgement: 0.065, courses: 2, budget: 96, horizon: 9 },
  adversary: { misjudgement: 0, courses: 3, budget: 160, horizon: 9 },
};
