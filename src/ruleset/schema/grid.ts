/** `grid.yaml`: regions, reserves, and what a shortage costs. */
import { z } from 'zod';
import { id, text, q, byAsset, side } from './fields.ts';

export const regionSchema = z.strictObject({
  id,
  owner: side,
  facts: z.array(z.string()),
  fleet: z
    .array(z.strictObject({ fuel: text, count: q('units'), capacityMw: q('MW'), forcedOutageRate: q('1') }))
    .min(1),
  peakLoadMw: q('MW'),
  peakGrowthMwPerTurn: q('MW'),
  /** Net of retirements, what gets built without the player. */
  capacityGrowthMwPerTurn: q('MW'),
  weatherSigmaFrac: q('1'),
  reserveRequirementMw: q('MW'),
  demandResponseMw: q('MW'),
  voltageReductionFrac: q('1'),
  backupGeneratorFrac: q('1'),
  peopleM: q('Mpeople'),
  startCentreMw: q('MW'),
  powerUsageEffectiveness: q('1'),
  assets: byAsset(z.strictObject({ costMusdPerMw: q('MUSD/MW'), leadTurns: q('turns'), limitMwPerTurn: q('MW') })),
  /** What neighbours outside the side's own regions can spare at the region's peak. */
  neighbourSpareMw: q('MW'),
  /** Share of the region's weather that its neighbours have too: a tie evens out the rest. */
  weatherSharedFrac: q('1'),
  /** A whole data centre: building with power and cooling, and the computers in it. */
  shellCostMusdPerMw: q('MUSD/MW'),
  computersCostMusdPerMw: q('MUSD/MW'),
});

export const gridFile = z.strictObject({
  regions: z.array(regionSchema).min(1),
  newUnitMw: q('MW'),
  newUnitForcedOutageRate: q('1'),
  /** For how long storage holds its power, and what a first megawatt of it counts for at the peak. */
  storageHours: q('h'),
  storageCreditFrac: q('1'),
  /** Share of a tie that can be counted on at the peak. */
  transmissionCreditFrac: q('1'),
  outageStepMw: q('MW'),
  peakDaysPerTurn: q('days'),
  /** Share of the reserve requirement that must be synchronised before load management is called. */
  synchronisedReserveFrac: q('1'),
  maxDemandResponseLevel: q('level'),
  /** Permitting reform of a region: what it takes, and what it changes for what is ordered later. */
  permitReform: z.strictObject({
    politicalCapital: q('points'),
    leadTurnsSaved: q('turns'),
    minLeadTurns: q('turns'),
    limitFactor: q('1'),
  }),
  /** What scarcity costs centres and their region's people while the reserve is short: whole price at no margin at all. */
  scarcityMusdPerMw: q('MUSD/MW'),
  scarcityStanding: q('points'),
  shedStandingBase: q('points'),
  shedStandingPerGw: q('points/GW'),
  shedStandingCap: q('points'),
  shedPoliticalCapital: q('points'),
  shedPoints: q('points'),
  shedComputeLossFrac: q('1'),
});
