/** `score.yaml`: points, milestones, grades and ends. */
import { z } from 'zod';
import { MILESTONE_METRICS } from '../terms.ts';
import { id, q, side } from './fields.ts';

export const scoreFile = z.strictObject({
  earthObservationPoints: q('points'),
  presencePoints: q('points'),
  presenceExponent: q('1'),
  blockPoints: q('points'),
  blockExponent: q('1'),
  inferencePoints: q('points'),
  inferenceExponent: q('1'),
  trainingPoints: q('points'),
  trainingExponent: q('1'),
  standingMarketFloor: q('1'),
  standingMarketSlope: q('1'),
  earthObservationStanding: q('points'),
  finalStandingFactor: q('1'),
  finalStandingRest: q('points'),
  finalOrbitFactor: q('1'),
  finalOrbitReferenceMw: q('MW'),
  /** Load hours shed in the whole game at which the lights no longer count as on, for the world score. */
  worldShedTurns: q('turns'),
  drawMargin: q('points'),
  /** Shares of contests are published, and counted, in so many steps: 100 for whole percent. */
  shareSteps: q('steps'),
  /** Happenings in the account of a game, and the values from which a side's meters are graded A, B, C, D; below is E. */
  accountSwings: q('swings'),
  grades: z.strictObject({
    computeGrowthFrac: z.array(q('1')).length(4),
    lightsFrac: z.array(q('1')).length(4),
    orbitFrac: z.array(q('1')).length(4),
  }),
  /** Half-years resolved without orders after the last turn, so that what is done in it is answered. */
  epilogueTurns: q('turns'),
  /** The one side's share of all that the contests give, over the other's: decisive when held so many turns, and a lead. */
  decisiveRatio: q('1'),
  leadRatio: q('1'),
  decisiveHeldTurns: q('turns'),
  exhaustionFundsMusd: q('MUSD'),
  milestones: z.array(
    z.strictObject({
      id,
      owner: side,
      facts: z.array(z.string()),
      metric: z.enum(MILESTONE_METRICS),
      programmeId: id.optional(),
      threshold: q('amount'),
      byTurn: q('turn'),
      points: q('points'),
      latePoints: q('points'),
    }),
  ),
});
