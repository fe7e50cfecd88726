/**
 * The engine's own formulas: small, named, pure. The same function answers the preview of an order
 * and its resolution, so that they cannot disagree. Each has an entry in `equations.ts`.
 */
import { shavedPeakMw } from '../physics/grid.ts';
import { wrightPrice } from '../physics/launch.ts';
import { jammingToSignal } from '../physics/links.ts';
import type { OperationRules, Ruleset } from '../ruleset/schema.ts';
import {
  type Architecture,
  CRISIS_RUNGS,
  type CrisisRung,
  type GreenlandApproach,
  type GridAsset,
  type OperationFamily,
  REVERSIBLE_FAMILIES,
  type Side,
  type StandbyTier,
} from '../ruleset/terms.ts';
import { HOURS_PER_YEAR, SECONDS_PER_DAY, SECONDS_PER_YEAR, W_PER_MW } from '../units/convert.ts';
import { exp, pow } from '../units/math.ts';
import { YEARS_PER_TURN } from './calendar.ts';
import { clamp } from './context.ts';
import type { Game } from './game.ts';
import type { GridRegion, SideState } from './state.ts';

/** base^level for a whole level ≥ 0, by multiplication: exact, and far cheaper than a power. */
const perLevel = (base: number, level: number): number => {
  let factor = 1;
  for (let step = 0; step < level; step++) factor *= base;
  return factor;
};

/** Chance that one flight succeeds: grows from the first flights' towards the mature line's. */
export const flightSuccessProb = (game: Game, vehicleId: string, flownFlights: number): number => {
  const { firstFlightsSuccessProb, matureSuccessProb, maturityFlights } = game.vehicle(vehicleId);
  return (
    firstFlightsSuccessProb + (matureSuccessProb - firstFlightsSuccessProb) * (1 - exp(-flownFlights / maturityFlights))
  );
};

/** Chance that a line in development makes its first successful flight this turn. */
export const developmentProb = (game: Game, vehicleId: string, amountMusd: number): number => {
  const { developmentProb: baseProb, developmentProbPerBusd } = game.vehicle(vehicleId);
  return clamp(baseProb + (developmentProbPerBusd * amountMusd) / 1000, 0, 1);
};

/** Price per kg to the reference orbit: Wright's law down to a floor, less what launch research saves. */
export const launchPriceUsdPerKg = (game: Game, vehicleId: string, flownMassT: number, launchLevel: number): number => {
  const { startPriceUsdPerKg, floorPriceUsdPerKg, startFlownMassT, learningRateFrac } = game.vehicle(vehicleId);
  const { priceUsdPerKg } = wrightPrice.evaluate({
    startPriceUsdPerKg,
    startMassT: startFlownMassT,
    massT: startFlownMassT + flownMassT,
    learningRateFrac,
  });
  return Math.max(
    floorPriceUsdPerKg,
    priceUsdPerKg * perLevel(game.ruleset.economy.launchPriceFactorPerLevel, launchLevel),
  );
};

/** Mass of one unit at launch: lighter with bus research; a platform's modules carry heat and pointing over its size. */
export const unitMassKg = (
  game: Game,
  designId: string,
  architecture: Architecture,
  busLevel: number,
  unitsAfter: number,
): number => unitMassBySize(game, designId, architecture, busLevel)(unitsAfter);

/** The same as a function of the units there are after the launch, to be asked for many sizes. */
export const unitMassBySize = (
  game: Game,
  designId: string,
  architecture: Architecture,
  busLevel: number,
): ((unitsAfter: number) => number) => {
  const { massKg, radiatorAreaM2, radiatorArealMassKgPerM2 } = game.design(designId);
  const { massFactorPerBusLevel, platformTransportMassFrac } = game.ruleset.economy;
  const factor = perLevel(massFactorPerBusLevel, busLevel);
  if (architecture !== 'platform') {
    const eachKg = massKg * factor;
    return () => eachKg;
  }
  const transportKg = platformTransportMassFrac * (radiatorAreaM2 * radiatorArealMassKgPerM2);
  return (unitsAfter) => (massKg + transportKg * Math.sqrt(Math.max(1, unitsAfter))) * factor;
};

export const unitCostMusd = (game: Game, designId: string, busLevel: number): number =>
  game.design(designId).unitCostMusd * perLevel(game.ruleset.economy.costFactorPerBusLevel, busLevel);

/** Electric power of a unit's chips, MW: what it takes from the side's chip supply. */
export const unitChipsMw = (game: Game, designId: string): number => {
  const design = game.design(designId);
  return (design.chipCount * game.chip(design.chipId).powerW) / W_PER_MW;
};

/** Weight of partners that a standing and the agreements in force draw to a side. */
export const alliesTarget = (game: Game, standing: number, agreementCount: number): number => {
  const { allies, standingRest } = game.ruleset.economy;
  return clamp(
    allies.baseFrac + allies.perStanding * (standing - standingRest) + allies.perAgreement * agreementCount,
    0,
    1,
  );
};

export interface Insurance {
  /** Of the hardware's price. */
  readonly premiumFrac: number;
  /** What insurers pay of hardware that a failed flight loses. */
  readonly coverFrac: number;
}

/** Terms for hardware to a band: dearer with its debris, recent failures and tension; past a limit nobody insures. */
export const insuranceTerms = (game: Game, usedFrac: number, launchFailureFrac: number, tension: number): Insurance => {
  const rules = game.ruleset.economy.insurance;
  if (usedFrac >= rules.uninsurableUsedFrac) return { premiumFrac: rules.uninsuredCostFrac, coverFrac: 0 };
  return {
    premiumFrac:
      rules.basePremiumFrac +
      rules.premiumPerUsedFrac * usedFrac +
      rules.premiumPerFailureFrac * launchFailureFrac +
      rules.premiumPerTension * tension,
    coverFrac: rules.coverFrac,
  };
};

/** Whether a disaster is on in a turn: one that happened in it or in the turn before. */
export const isDisasterOn = (disasterTurn: number, turn: number): boolean =>
  disasterTurn > 0 && turn - disasterTurn <= 1;

/** Standing that relief earns: by what is lent, and by how well the side sees where it is needed. */
export const reliefStanding = (game: Game, shareFrac: number, quality: number, disasterOn: boolean): number => {
  const { limitFrac, disasterStanding, quietStanding } = game.ruleset.economy.relief;
  return ((disasterOn ? disasterStanding : quietStanding) * (shareFrac / limitFrac) * (1 + quality)) / 2;
};

/** Minerals that a side has of its own a turn: ore counts only as far as it can be refined. */
export const refinedUnits = ({
  mineralsOre,
  mineralsRefining,
}: Pick<SideState, 'mineralsOre' | 'mineralsRefining'>): number => Math.min(mineralsOre, mineralsRefining);

/** Minerals that defence takes a turn: what its fighters and submarines hold. */
export const defenceUnits = (game: Game, side: Side): number => {
  const { defenceFighters, defenceSubmarines } = game.scenario.sides[side];
  const { fighterKg, submarineKg, kgPerUnit } = game.ruleset.economy.minerals;
  return (defenceFighters * fighterKg + defenceSubmarines * submarineKg) / kgPerUnit;
};

/** Price of one unit of minerals bought for stock: dearer where the rival's controls bite on minerals, cheaper from partners. */
export const stockpileMusdPerUnit = (game: Game, rival: Side, rivalLevel: number, allies: number): number => {
  const { stockpileMusdPerUnit: baseMusd, stockpilePriceFracPerControlLevel } = game.ruleset.economy.minerals;
  return (
    baseMusd *
    (1 - game.ruleset.economy.allies.mineralsPriceFrac * allies) *
    (1 + stockpilePriceFracPerControlLevel * bitingControl(game, rival, rivalLevel, 'minerals'))
  );
};

/** Lead time of new capacity in a region, and the most that may be ordered in a turn, with and without reformed permitting. */
export const gridTerms = (
  game: Game,
  regionId: string,
  asset: GridAsset,
  permitsReformed: boolean,
): { readonly leadTurns: number; readonly limitMw: number } => {
  const { leadTurns, limitMwPerTurn } = game.region(regionId).assets[asset];
  if (!permitsReformed) return { leadTurns, limitMw: limitMwPerTurn };
  const { leadTurnsSaved, minLeadTurns, limitFactor } = game.ruleset.grid.permitReform;
  return {
    leadTurns: Math.max(Math.min(leadTurns, minLeadTurns), leadTurns - leadTurnsSaved),
    limitMw: limitMwPerTurn * limitFactor,
  };
};

/** What storage and ties are worth at a region's peak. */
export interface FirmCapacity {
  readonly storageFirmMw: number;
  readonly importMw: number;
  /** Spread of the peak's weather with what the ties even out. */
  readonly weatherSigmaFrac: number;
}

type TiedRegion = Pick<GridRegion, 'id' | 'peakLoadMw' | 'storageMw' | 'transmissionMw' | 'marginMw'>;

/** What a region's neighbours and the side's other regions could spare for it at the last peak, MW. */
export const spareForMw = (game: Game, regionId: string, ownRegions: readonly TiedRegion[]): number => {
  let spareMw = game.region(regionId).neighbourSpareMw;
  for (const { id, marginMw } of ownRegions)
    if (id !== regionId) spareMw += Math.max(0, marginMw - game.region(id).reserveRequirementMw);
  return spareMw;
};

/**
 * Storage lowers the peak as far as its hours last; ties bring what others can spare, and even out the weather that
 * they do not share, half of it where a tie is as large as the usual swing of the load.
 */
export const firmCapacity = (game: Game, region: Omit<TiedRegion, 'marginMw'>, spareMw: number): FirmCapacity => {
  const { storageHours, storageCreditFrac, transmissionCreditFrac } = game.ruleset.grid;
  const { weatherSigmaFrac, weatherSharedFrac } = game.region(region.id);
  const { storageMw, transmissionMw, peakLoadMw } = region;
  const swingMw = weatherSigmaFrac * peakLoadMw;
  const evenedFrac = transmissionMw > 0 ? (1 - weatherSharedFrac) * (transmissionMw / (transmissionMw + swingMw)) : 0;
  return {
    storageFirmMw: storageCreditFrac * shavedPeakMw(storageMw, storageMw * storageHours, peakLoadMw),
    importMw: transmissionCreditFrac * Math.min(transmissionMw, spareMw),
    weatherSigmaFrac: weatherSigmaFrac * (1 - evenedFrac),
  };
};

/** Public money for a centre that private capital builds, and for a backup, which is all public. */
export const centreMusdPerMw = (game: Game, regionId: string): number => {
  const { shellCostMusdPerMw, computersCostMusdPerMw } = game.region(regionId);
  return game.ruleset.economy.centrePublicFrac * (shellCostMusdPerMw + computersCostMusdPerMw);
};
export const backupMusdPerMw = (game: Game, regionId: string, tier: StandbyTier): number => {
  const { shellCostMusdPerMw, computersCostMusdPerMw } = game.region(regionId);
  return shellCostMusdPerMw + game.ruleset.economy.backupComputersFrac[tier] * computersCostMusdPerMw;
};

/** Money to bring a backup of so much power from one tier to another; a lower tier costs nothing and returns nothing. */
export const changeTierMusd = (
  game: Game,
  regionId: string,
  powerMw: number,
  from: StandbyTier,
  to: StandbyTier,
): number => powerMw * Math.max(0, backupMusdPerMw(game, regionId, to) - backupMusdPerMw(game, regionId, from));

/** Share of a half-year's lost work that a backup makes good: what can be resumed, from when it has been. */
export const backupRecoveredFrac = (game: Game, tier: StandbyTier): number => {
  const { backupTakeOverH, backupWorkFrac } = game.ruleset.economy;
  return backupWorkFrac[tier] * Math.max(0, 1 - backupTakeOverH[tier] / HOURS_PER_TURN);
};
const HOURS_PER_TURN = YEARS_PER_TURN * HOURS_PER_YEAR;

export interface GreenlandOutcome {
  readonly costMusd: number;
  readonly oreUnitsPerTurn: number;
  /** First turn with ore. */
  readonly oreFromTurn: number;
  /** Ore of the whole game: none where it comes after the end. */
  readonly oreByEndUnits: number;
}

/** What an approach to Greenland taken in a turn comes to. */
export const greenlandOutcome = (game: Game, approach: GreenlandApproach, turn: number): GreenlandOutcome => {
  const { mineMusd, arcticCostFactor, mineLeadTurns, oreUnitsPerTurn, mineFrac, talksMusd } =
    game.ruleset.economy.greenland;
  const orePerTurn = oreUnitsPerTurn * mineFrac[approach];
  const oreFromTurn = turn + mineLeadTurns;
  return {
    costMusd: talksMusd[approach] + mineFrac[approach] * mineMusd * arcticCostFactor,
    oreUnitsPerTurn: orePerTurn,
    oreFromTurn,
    oreByEndUnits: orePerTurn * Math.max(0, game.scenario.turnCount - oreFromTurn + 1),
  };
};

/** Level of the rival's controls, where they bite on `good`. */
export const bitingControl = (game: Game, rival: Side, rivalLevel: number, good: 'chips' | 'minerals'): number =>
  game.scenario.sides[rival].exportControlBites === good ? rivalLevel : 0;

/** Chip performance of a turn against the scenario's start: world progress, own research, the rival's controls on chips. */
export const chipFactor = (game: Game, turn: number, chipLevel: number, rival: Side, rivalLevel: number): number => {
  const { popsPerKwDoublingTurns, chipLevelGainFrac, exportControlEfficiencyLossFrac } = game.ruleset.economy;
  return (
    pow(2, (turn - 1) / popsPerKwDoublingTurns) *
    perLevel(1 + chipLevelGainFrac, chipLevel) *
    Math.max(0, 1 - exportControlEfficiencyLossFrac * bitingControl(game, rival, rivalLevel, 'chips'))
  );
};

export interface ServiceShare {
  /** Units in service, of those that fly; and of those that would fly without this turn's losses. */
  readonly active: number;
  readonly wanted: number;
}

/** Units in service: all but the spares, which take the places of the turn's losses as far as they go. */
export const serviceShare = (unitCount: number, lostUnits: number, spareFrac: number): ServiceShare => {
  const total = unitCount + lostUnits;
  const wanted = total - Math.floor(spareFrac * total);
  return { active: Math.min(unitCount, wanted), wanted };
};

export const researchCostMusd = (game: Game, level: number): number =>
  game.ruleset.research.baseCostMusd + game.ruleset.research.costMusdPerLevel * level;

/** Mass that a production line may fly this turn, kg. */
export const rampLimitKg = (game: Game, rampKg: number): number =>
  game.ruleset.economy.rampFactor * rampKg + game.ruleset.economy.rampFloorKg;

export const cadenceLimit = (game: Game, cadencePerTurn: number, launchLevel: number): number => {
  const { launchCadenceGrowthFrac, launchCadenceGrowthFracPerLevel } = game.ruleset.economy;
  return Math.floor((launchCadenceGrowthFrac + launchCadenceGrowthFracPerLevel * launchLevel) * cadencePerTurn + 1);
};

/** Chance that an operation does what it should, before dice: technique against defence and hardening. */
export const operationSuccessProb = (
  game: Game,
  family: OperationFamily,
  actorDefence: number,
  targetDefence: number,
  hardeningLevel: number,
): number => {
  const rules = game.ruleset.counterspace.families[family];
  return clamp(
    rules.successBaseProb +
      rules.successPerDefenceGapLevel * (actorDefence - targetDefence) -
      rules.successLossPerHardening * hardeningLevel,
    0,
    1,
  );
};

/** Jammer over signal at the target's receivers, dB; hardening adds discrimination. */
export const jamRatioDb = (game: Game, hardeningLevel: number): number => {
  const {
    jammerEirpDbw,
    signalEirpDbw,
    jammerRangeKm,
    signalRangeKm,
    receiverDiscriminationDb,
    discriminationDbPerHardening,
  } = game.ruleset.counterspace.jam;
  return jammingToSignal.evaluate({
    jammerEirpDbw,
    signalEirpDbw,
    jammerRangeKm,
    signalRangeKm,
    receiverDiscriminationDb: receiverDiscriminationDb + discriminationDbPerHardening * hardeningLevel,
  }).ratioDb;
};

/** What operators who have met a reversible family so often leave of its effect, 0…1. */
export const learntFrac = (game: Game, adaptation: number): number =>
  1 / (1 + game.ruleset.counterspace.adaptationFrac * adaptation);

/** Share of service that a reversible act takes from a group for the turn; of dazzling, of Earth observation only. */
export const outageFracOf = (
  game: Game,
  family: keyof Ruleset['counterspace']['outage'],
  architecture: Architecture,
  hardeningLevel: number,
  adaptation: number,
): number => {
  const { outageFrac, outageLossPerHardening, constellationFactor } = game.ruleset.counterspace.outage[family];
  const spread = architecture === 'platform' ? 1 : constellationFactor;
  return clamp(
    outageFrac * (1 - outageLossPerHardening * hardeningLevel) * spread * learntFrac(game, adaptation),
    0,
    1,
  );
};

/** Whether an act destroys: what the norm is about. */
export const isDestructive = (family: OperationFamily): boolean =>
  !(REVERSIBLE_FAMILIES as readonly OperationFamily[]).includes(family);

/** Whether an act on this rung of the ladder comes out of the blue: it then costs more. */
export const isSurprise = (game: Game, family: OperationFamily, crisis: CrisisRung): boolean =>
  CRISIS_RUNGS.indexOf(crisis) < game.ruleset.counterspace.families[family].expectedFromRung;

/** Chance that a craft on its way to a target, or waiting beside it, is seen in a turn. */
export const exposureProb = (game: Game, targetDefence: number, targetInspects = false): number => {
  const { exposureProb: base, exposureProbPerDefenceLevel } = game.ruleset.counterspace.coOrbital;
  const unseenProb = 1 - clamp(base + exposureProbPerDefenceLevel * targetDefence, 0, 1);
  return 1 - unseenProb * (targetInspects ? 1 - game.ruleset.counterspace.inspect.exposureProb : 1);
};

/** Chance that a unit of low orbit is disabled in a turn by a radiation belt of such a dose rate. */
export const beltLossProb = (game: Game, beltRadPerDay: number, hardeningLevel: number): number => {
  const { toleranceRad, toleranceFracPerHardening } = game.ruleset.counterspace.nuclear;
  const doseRad = beltRadPerDay * ((YEARS_PER_TURN * SECONDS_PER_YEAR) / SECONDS_PER_DAY);
  return 1 - exp(-doseRad / (toleranceRad * (1 + toleranceFracPerHardening * hardeningLevel)));
};

/** Value at a uniform draw of a triangular distribution. */
export const triangularAtDraw = (low: number, mode: number, high: number, draw: number): number => {
  const split = (mode - low) / (high - low);
  return draw < split
    ? low + Math.sqrt(draw * (high - low) * (mode - low))
    : high - Math.sqrt((1 - draw) * (high - low) * (high - mode));
};

/** Share of a contest: x^r over the sum; an empty contest is shared equally. */
export const contestShare = (own: number, other: number, exponent: number): number => {
  if (own <= 0 && other <= 0) return 0.5;
  if (own <= 0) return 0;
  if (other <= 0) return 1;
  return 1 / (1 + pow(other / own, exponent));
};

/** What one side may take as evidence of an act: what was there at once, and each effort to find out since. */
export const attributionRatios = (
  game: Game,
  rules: OperationRules,
  targetDefence: number,
  investigations: number,
): readonly number[] => [
  rules.attributionLikelihoodRatio + rules.attributionLikelihoodRatioPerDefenceLevel * targetDefence,
  ...Array.from({ length: investigations }, () => game.ruleset.counterspace.investigate.likelihoodRatio),
];

/** Error of an estimate of power in orbit, before surveillance and partners: what the side's own means allow. */
export const powerSigma = (game: Game, defence: number): number => {
  const { estimateSigma, estimateSigmaPerDefenceLevel } = game.ruleset.counterspace;
  return estimateSigma.power / (1 + estimateSigmaPerDefenceLevel * defence);
};

export const inspectedSigma = (game: Game, defence: number): number =>
  powerSigma(game, defence) * game.ruleset.counterspace.inspect.errorFactor;

/** A share of a contest as it is published and counted. */
export const publishedShare = (game: Game, share: number): number => {
  const { shareSteps } = game.ruleset.score;
  return Math.round(share * shareSteps) / shareSteps;
};

/** Money that takes one fragment out of orbit: less where both sides have agreed to clean up. */
export const removalMusdPerFragment = (game: Game, isAgreed: boolean): number =>
  game.ruleset.environment.clean.musdPerFragment * (isAgreed ? game.ruleset.crisis.cleanupPriceFactor : 1);
