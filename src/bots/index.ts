/** Opponents: the public face of the room. */
export { BOT_IDS, type BotId, decide, decideQuickly, isBotId } from './decide.ts';
export type { DoctrineId, Weights } from './doctrines.ts';
export { DOCTRINE_IDS, doctrineWeights, isDoctrineId } from './doctrines.ts';
export type { CourseId, Plan, PlannerId } from './planner/index.ts';
export { COURSE_IDS, isPlannerId, partAt, PLANNER_IDS, PLANS } from './planner/index.ts';
export { playByWeights } from './policy.ts';
export type { Aim, Expectation, Fear, FearId, WeighedCourse, Why } from './why.ts';
export { explain, FEARS } from './why.ts';
export { atRoot, normalAt, rootOf } from './weights.ts';
