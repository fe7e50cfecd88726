/**
 * The two ways of computing in orbit, side by side: what one platform, a cluster or a constellation takes to
 * deliver the same compute, and what an attack, a storm and the debris take from it. Nothing is decreed: mass,
 * links, spares and losses are those of the chain and of the rules that the game itself plays by.
 */
import { lineOfSight } from '../../physics/orbits.ts';
import { opticalReceivedPower, photonLimitedRate } from '../../physics/links.ts';
import { hitProbability } from '../../physics/debris.ts';
import { kOfN, weibullSurvival } from '../../physics/reliability.ts';
import type { Architecture } from '../../ruleset/terms.ts';
import { M_PER_KM, USD_PER_MUSD } from '../../units/convert.ts';
import { PI, sin } from '../../units/math.ts';
import { clamp } from '../context.ts';
import { EARTH_RADIUS_KM } from '../../physics/constants.ts';
import { unitCostMusd, unitMassKg } from '../formulas.ts';
import type { Game } from '../game.ts';
import { unitPerformance } from './orbitChain.ts';

export interface ArchitectureCase {
  readonly architecture: Architecture;
  readonly designId: string;
  readonly shellId: string;
  /** What is to be delivered, with every unit in working order. */
  readonly deliveredPops: number;
  readonly chipFactor: number;
  readonly busLevel: number;
  readonly linkLevel: number;
  readonly hardeningLevel: number;
  readonly priceUsdPerKg: number;
  /** Tracked objects where it flies, 1/km³. */
  readonly densityPerKm3: number;
}

export interface ArchitectureEstimate {
  /** Units in service, and spares beside them. */
  readonly unitCount: number;
  readonly spareCount: number;
  readonly radiatorKg: number;
  /** What it takes to carry heat across one structure; none between free flyers. */
  readonly transportKg: number;
  readonly massKg: number;
  readonly costMusd: number;
  /** Cost of a POPS for a year, over the life of the units. */
  readonly musdPerPopsYear: number;
  /** Distance to a neighbour and what one optical link carries over it. */
  readonly linkKm: number;
  readonly linkGbps: number;
  /** Compute that can train as one block, in peace. */
  readonly blockPops: number;
  /** Shares of the service that are lost: to interceptors that hit, to one storm, to a year of debris. */
  readonly lossFracOfHits: (hits: number) => number;
  readonly stormLossFrac: number;
  readonly debrisLossFracPerYear: number;
}

/** Distance between neighbours, km: the wall of the next module, the lattice of a cluster, or an even ring in sight. */
const neighbourKm = (game: Game, { architecture, shellId }: ArchitectureCase, unitCount: number): number => {
  const { moduleSpacingM, latticeSpacingM, planeCount } = game.ruleset.workloads.spacing;
  if (architecture === 'platform') return moduleSpacingM / M_PER_KM;
  if (architecture === 'cluster') return latticeSpacingM / M_PER_KM;
  const { altitudeKm } = game.shell(shellId);
  const { rangeKm } = lineOfSight.evaluate({ altitudeKm, grazingAltitudeKm: 0 });
  const inPlane = Math.max(2, Math.ceil(unitCount / planeCount));
  return Math.min(rangeKm, 2 * (EARTH_RADIUS_KM + altitudeKm) * sin(PI / inPlane));
};

/** What one optical terminal carries over a distance: photons first, then what its wavelengths hold. */
export const linkRateGbps = (game: Game, distanceKm: number): number => {
  const { transmitW, apertureM, wavelengthNm, otherLossDb, photonsPerBit, mostGbps } = game.ruleset.workloads.laser;
  const { receivedW } = opticalReceivedPower.evaluate({
    transmitW,
    apertureM,
    wavelengthNm,
    rangeKm: distanceKm,
    otherLossDb,
  });
  return Math.min(mostGbps, photonLimitedRate.evaluate({ receivedW, wavelengthNm, photonsPerBit }).rateGbps);
};

/** What a year of debris takes of a design's units in a band, and what of them is left with failures too. */
const yearOf = (
  game: Game,
  designId: string,
  densityPerKm3: number,
): { readonly survivalFrac: number; readonly debrisFrac: number } => {
  const { closingSpeedKmPerS, avoidanceFrac, lethalPerTracked, lethalDisablesProb } = game.ruleset.environment;
  const { crossSectionM2: areaM2, weibullShape: shape, weibullScaleYears: scaleYears } = game.design(designId);
  const hit = { speedKmPerS: closingSpeedKmPerS, areaM2, years: 1 };
  const { hitProb: meetProb } = hitProbability.evaluate({ ...hit, densityPerKm3 });
  const { hitProb: smallProb } = hitProbability.evaluate({ ...hit, densityPerKm3: densityPerKm3 * lethalPerTracked });
  const debrisFrac = 1 - (1 - meetProb * (1 - avoidanceFrac)) * (1 - smallProb * lethalDisablesProb);
  return {
    debrisFrac,
    survivalFrac: weibullSurvival.evaluate({ years: 1, shape, scaleYears }).survivalFrac * (1 - debrisFrac),
  };
};

/** Fewest spares with which so many units are there after a year, with the chance that is asked for. */
export const sparesFor = (required: number, survivalFrac: number, wantedFrac: number): number => {
  let spares = 0;
  let step = 1;
  const isEnough = (count: number): boolean =>
    kOfN.evaluate({ required, total: required + count, availabilityFrac: survivalFrac }).availabilityFrac >= wantedFrac;
  while (!isEnough(spares) && spares < required) {
    spares += step;
    step *= 2;
  }
  let low = Math.max(-1, spares - Math.max(1, step / 2));
  while (spares - low > 1) {
    const middle = Math.floor((low + spares) / 2);
    if (isEnough(middle)) spares = middle;
    else low = middle;
  }
  return spares;
};

/** Share of the service that interceptors take: a unit each from many, a part of the whole from one. */
const lossOfHits =
  (game: Game, architecture: Architecture, unitCount: number, spareCount: number) =>
  (hits: number): number => {
    if (architecture !== 'platform') return clamp((hits - spareCount) / unitCount, 0, 1);
    const { platformDamageLowFrac, platformDamageHighFrac } = game.ruleset.counterspace.directAscent;
    const healthFrac = 1 - (hits * (platformDamageLowFrac + platformDamageHighFrac)) / 2;
    if (healthFrac < game.ruleset.economy.platformSurvivalHealthFrac) return 1;
    const inServiceFrac = unitCount / (unitCount + spareCount);
    return 1 - Math.min(inServiceFrac, healthFrac) / inServiceFrac;
  };

/** What an architecture takes to deliver a given compute, and what it stands to lose. */
export const estimateArchitecture = (game: Game, wanted: ArchitectureCase): ArchitectureEstimate => {
  const { architecture, designId, shellId, chipFactor, busLevel, linkLevel, hardeningLevel } = wanted;
  const { economy, workloads, environment } = game.ruleset;
  const design = game.design(designId);
  const unit = unitPerformance(game, { designId, shellId, ageYears: 0, chipFactor, hardeningLevel });
  const linkFrac = clamp(
    economy.orbitLinkAvailabilityFrac + economy.orbitLinkAvailabilityFracPerLevel * linkLevel,
    0,
    1,
  );
  const unitPops = unit.grossPops * unit.availabilityFrac * linkFrac;
  const unitCount = Math.max(1, Math.ceil(wanted.deliveredPops / unitPops));
  const { survivalFrac, debrisFrac } = yearOf(game, designId, wanted.densityPerKm3);
  const spareCount = sparesFor(unitCount, survivalFrac, economy.unitDesign.wantedAvailabilityFrac);
  const total = unitCount + spareCount;
  const massKg = total * unitMassKg(game, designId, architecture, busLevel, total);
  const costMusd = total * unitCostMusd(game, designId, busLevel) + (massKg * wanted.priceUsdPerKg) / USD_PER_MUSD;
  const linkKm = neighbourKm(game, wanted, unitCount);
  const contiguousFrac = clamp(
    workloads.contiguousFrac[architecture] + workloads.contiguousFracPerLinkLevel[architecture] * linkLevel,
    0,
    1,
  );
  const { availabilityFrac: blockFrac } = kOfN.evaluate({
    required: Math.max(1, Math.ceil(unitCount * economy.blockRequiredFrac)),
    total,
    availabilityFrac: unit.availabilityFrac * linkFrac,
  });
  const isLow = game.shell(shellId).altitudeKm < environment.stormDragBelowKm;
  const dragLosses = isLow && architecture !== 'platform' ? Math.floor(total * environment.stormDragLossFrac) : 0;
  const outageFrac = clamp(
    environment.stormOutageFrac - environment.stormOutageFracPerHardening * hardeningLevel,
    0,
    1,
  );
  return {
    unitCount,
    spareCount,
    radiatorKg: total * design.radiatorAreaM2 * design.radiatorArealMassKgPerM2,
    transportKg: massKg - total * unitMassKg(game, designId, 'constellation', busLevel, total),
    massKg,
    costMusd,
    musdPerPopsYear: costMusd / (unitCount * unitPops * game.lifeYears(designId, shellId)),
    linkKm,
    linkGbps: linkRateGbps(game, linkKm),
    blockPops: unitCount * unitPops * contiguousFrac * blockFrac,
    lossFracOfHits: lossOfHits(game, architecture, unitCount, spareCount),
    stormLossFrac: 1 - (1 - outageFrac) * (1 - clamp((dragLosses - spareCount) / unitCount, 0, 1)),
    debrisLossFracPerYear: debrisFrac,
  };
};
