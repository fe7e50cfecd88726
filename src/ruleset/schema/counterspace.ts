/** `counterspace.yaml`: operations against the other side, by family, and what is known of them. */
import { z } from 'zod';
import { q, byFamily, byPosture } from './fields.ts';

export const operationSchema = z.strictObject({
  costMusd: q('MUSD'),
  politicalCapital: q('points'),
  successBaseProb: q('1'),
  successPerDefenceGapLevel: q('1'),
  successLossPerHardening: q('1'),
  detectionMeanTimeH: q('h'),
  watchTimeH: q('h'),
  defenceProb: q('1'),
  defenceProbPerLevel: q('1'),
  attributionPriorProb: q('1'),
  attributionLikelihoodRatio: q('1'),
  attributionLikelihoodRatioPerDefenceLevel: q('1'),
  attributionThresholdProb: q('1'),
  tension: q('points'),
  standingLoss: q('points'),
  normStandingLoss: q('points'),
  /** What an act costs more below the rung of the crisis ladder from which it is expected; 0 is calm. */
  surprisePoliticalCapital: q('points'),
  surpriseStandingLoss: q('points'),
  expectedFromRung: q('rung'),
});
const outageSchema = z.strictObject({
  outageFrac: q('1'),
  outageLossPerHardening: q('1'),
  constellationFactor: q('1'),
});
export const counterspaceFile = z.strictObject({
  families: byFamily(operationSchema),
  jam: z.strictObject({
    jammerEirpDbw: q('dBW'),
    signalEirpDbw: q('dBW'),
    jammerRangeKm: q('km'),
    signalRangeKm: q('km'),
    receiverDiscriminationDb: q('dB'),
    discriminationDbPerHardening: q('dB'),
    marginDb: q('dB'),
  }),
  outage: z.strictObject({ jam: outageSchema, dazzle: outageSchema, cyberSpace: outageSchema }),
  adaptationFrac: q('1'),
  adaptationDecayFrac: q('1'),
  cyberGround: z.strictObject({ primaryLossFrac: q('1') }),
  sabotage: z.strictObject({ capacityOutageFrac: q('1') }),
  coOrbital: z.strictObject({
    approachMusd: q('MUSD'),
    approachPoliticalCapital: q('points'),
    exposureProb: q('1'),
    exposureProbPerDefenceLevel: q('1'),
    exposureTension: q('points'),
    targetsPerCraft: q('units'),
    platformDamageLowFrac: q('1'),
    platformDamageHighFrac: q('1'),
    fragmentsLow: q('fragments'),
    fragmentsHigh: q('fragments'),
  }),
  directAscent: z.strictObject({
    reachKm: q('km'),
    interceptorKg: q('kg'),
    closingSpeedKmPerS: q('km/s'),
    maxInterceptors: q('shots'),
    interceptorMusd: q('MUSD'),
    yieldLow: q('1'),
    yieldMode: q('1'),
    yieldHigh: q('1'),
    platformDamageLowFrac: q('1'),
    platformDamageHighFrac: q('1'),
  }),
  nuclear: z.strictObject({
    beltRadPerDay: q('rad/d'),
    toleranceRad: q('rad'),
    toleranceFracPerHardening: q('1'),
    beltHalfLifeTurns: q('turns'),
    promptLossFrac: q('1'),
    marketLossFrac: q('1'),
  }),
  lapseRefundFrac: q('1'),
  operationsPerTurn: q('operations'),
  surveilMusdPerTurn: q('MUSD'),
  surveilErrorFactor: q('1'),
  estimateSigma: z.strictObject({ power: q('1'), ground: q('1'), points: q('points') }),
  estimateSigmaPerDefenceLevel: q('1'),
  responseStanding: byPosture(q('points')),
  responseTension: byPosture(q('points')),
  reciprocalTensionFactor: q('1'),
  /** Turns for which an answer in kind stays open, and the share of tension an operation leaves that nobody can name. */
  answerTurns: q('turns'),
  /** What it takes to publish evidence on an act that stayed deniable: sources and methods shown. */
  evidenceMusd: q('MUSD'),
  evidencePoliticalCapital: q('points'),
  deniableTensionFrac: q('1'),
  /** An inspection satellite near a rival group: price, the estimate's error against the usual, the tension it stirs, and its chance to see a craft that comes near its own side. */
  inspect: z.strictObject({ costMusd: q('MUSD'), errorFactor: q('1'), tension: q('points'), exposureProb: q('1') }),
  /** An effort to find out who did it: price, weight of what it finds, and for how many turns after the act there is something to find. */
  investigate: z.strictObject({ costMusd: q('MUSD'), likelihoodRatio: q('1'), withinTurns: q('turns') }),
  /** Decoys and silence around a group: price, the estimate's error and bias against the truth, and what being found out costs. */
  deceive: z.strictObject({ costMusd: q('MUSD'), errorFactor: q('1'), biasFactor: q('1'), standingLoss: q('points') }),
  reciprocalStandingFactor: q('1'),
});
