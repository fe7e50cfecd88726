/**
 * The one schema of the rules. Each YAML file under `rules/` has its schema here; parsing checks
 * files against it, editors get JSON Schema generated from it, and the engine's `Ruleset` type is
 * inferred from it.
 *
 * A number that matters to play is a *quantity*: value, unit, low, high, source and confidence.
 * Parsing turns a quantity into its plain value and keeps the rest in `Ruleset.provenance`, by path.
 */
import { z } from 'zod';
import {
  AGREEMENT_KINDS,
  ARCHITECTURES,
  CONFIDENCES,
  CRISIS_RUNGS,
  FACT_IDS,
  type FactId,
  GRID_STEPS,
  MILESTONE_METRICS,
  POLICY_WEIGHTS,
  type PolicyWeight,
  RESEARCH_TRACKS,
  SCENARIO_DELIVERIES,
  SIDES,
  STATED_UNITS,
} from './terms.ts';

export * from './terms.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'kebab-case id');
const text = z.string().min(1);

/** What an author writes for one number. */
export const quantitySchema = (unit: string) =>
  z
    .strictObject({
      value: z.number(),
      unit: z.literal(unit),
      low: z.number(),
      high: z.number(),
      source: id,
      confidence: z.enum(CONFIDENCES),
      note: text.optional(),
    })
    .meta({ quantity: unit });

/** A quantity, parsed to its plain value. */
const q = (unit: string) => quantitySchema(unit).transform((quantity) => quantity.value);

const bySide = <T extends z.ZodType>(schema: T) => z.strictObject({ us: schema, cn: schema });
const byTrack = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ chip: schema, bus: schema, launch: schema, link: schema, defence: schema });
const byTier = <T extends z.ZodType>(schema: T) => z.strictObject({ cold: schema, warm: schema, hot: schema });
const byPolicy = <T extends z.ZodType>(schema: T) => z.strictObject({ open: schema, managed: schema, pause: schema });
const byArchitecture = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ edge: schema, constellation: schema, cluster: schema, platform: schema });
const byFamily = <T extends z.ZodType>(schema: T) =>
  z.strictObject({
    jam: schema,
    dazzle: schema,
    cyberSpace: schema,
    cyberGround: schema,
    sabotage: schema,
    coOrbital: schema,
    directAscent: schema,
    nuclear: schema,
  });
const byApproach = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ cooperate: schema, invest: schema, coerce: schema });
const byAsset = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ generation: schema, storage: schema, transmission: schema });
const byPosture = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ absorb: schema, protest: schema, reciprocate: schema, escalate: schema });

export const sourceSchema = z.strictObject({
  title: text,
  publisher: text,
  year: z.number().int(),
  url: z.url().optional(),
  note: text.optional(),
});

export const chipSchema = z.strictObject({ id, denseInt8Tops: q('TOPS'), powerW: q('W') });

export const vehicleSchema = z.strictObject({
  id,
  payloadKg: q('kg'),
  startPriceUsdPerKg: q('USD/kg'),
  floorPriceUsdPerKg: q('USD/kg'),
  startFlownMassT: q('t'),
  learningRateFrac: q('1'),
  /** Chance that a flight succeeds: first flights, and after many. */
  firstFlightsSuccessProb: q('1'),
  matureSuccessProb: q('1'),
  maturityFlights: q('flights'),
  /** Flights below which a failure grounds the line, and for how long. */
  youngFlights: q('flights'),
  standDownTurns: q('turns'),
  /** Chance of a first successful flight per turn of development, before money. */
  developmentProb: q('1'),
  developmentProbPerBusd: q('1/GUSD'),
  expansionMusdPerFlight: q('MUSD'),
  launchLevelRequired: q('level'),
});

export const shellSchema = z.strictObject({
  id,
  altitudeKm: q('km'),
  /** Dawn–dusk and other sun-synchronous shells give the local time of the ascending node; others their inclination. */
  ltanH: q('h').optional(),
  inclinationDeg: q('deg').optional(),
});

export const designSchema = z.strictObject({
  id,
  massKg: q('kg'),
  arrayAreaM2: q('m2'),
  cellEfficiencyFrac: q('1'),
  packingFrac: q('1'),
  degradationFracPerYear: q('1/yr'),
  batteryKwh: q('kWh'),
  depthOfDischargeFrac: q('1'),
  radiatorAreaM2: q('m2'),
  radiatorTempK: q('K'),
  radiatorEmissivity: q('1'),
  radiatorArealMassKgPerM2: q('kg/m2'),
  chipId: id,
  chipCount: q('chips'),
  payloadOverheadFrac: q('1'),
  busPowerKw: q('kW'),
  shieldingMmAl: q('mm'),
  crossSectionM2: q('m2'),
  ballisticM2PerKg: q('m2/kg'),
  laserRateGbps: q('Gbit/s'),
  lifeYears: q('yr'),
  weibullShape: q('1'),
  weibullScaleYears: q('yr'),
  unitCostMusd: q('MUSD'),
});

export const programmeSchema = z.strictObject({
  id,
  owner: z.enum(SIDES),
  architecture: z.enum(ARCHITECTURES),
  shellId: id,
  designId: id,
  /** Facts of the articles this programme stands for: F1…F22. */
  facts: z.array(z.string().regex(/^F([1-9]|1\d|2[0-2])$/)),
  targetUnits: q('units'),
  startUnits: q('units'),
  startAgeYears: q('yr'),
  /** Where the satellites that fly at the start are of another design. */
  startDesignId: id.optional(),
  startRampKg: q('kg'),
});

export const regionSchema = z.strictObject({
  id,
  owner: z.enum(SIDES),
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

/** What follows outside the sides: insurers, markets, partners. */
const outsideFields = {
  /** Premium on hardware that is launched, as a share of its price. */
  insurance: z.strictObject({
    basePremiumFrac: q('1'),
    premiumPerUsedFrac: q('1'),
    premiumPerFailureFrac: q('1'),
    premiumPerTension: q('1'),
    /** Share of a band's limit of debris from which nobody insures; what carrying the risk oneself then costs. */
    uninsurableUsedFrac: q('1'),
    uninsuredCostFrac: q('1'),
    coverFrac: q('1'),
    /** Weight of a turn's launches in the insurers' memory. */
    memoryFrac: q('1'),
  }),
  market: z.strictObject({
    recoveryFrac: q('1'),
    attackFall: q('1'),
    reversibleAttackFall: q('1'),
    blackoutFall: q('1'),
    debrisFall: q('1'),
    floor: q('1'),
  }),
  allies: z.strictObject({
    baseFrac: q('1'),
    perStanding: q('1'),
    perAgreement: q('1'),
    adjustFrac: q('1'),
    evidence: q('1'),
    relief: q('1'),
    destructiveAttack: q('1'),
    blackout: q('1'),
    incomeMusd: q('MUSD'),
    estimateGain: q('1'),
    mineralsPriceFrac: q('1'),
  }),
  relief: z.strictObject({ limitFrac: q('1'), disasterStanding: q('points'), quietStanding: q('points') }),
};

const economyFile = z.strictObject({
  ...outsideFields,
  popsPerKwDoublingTurns: q('turns'),
  chipLevelGainFrac: q('1'),
  exportControlEfficiencyLossFrac: q('1'),
  exportControlCostMusdPerLevel: q('MUSD'),
  exportControlMineralCutFrac: q('1'),
  maxExportControlLevel: q('level'),
  groundRefreshFracPerTurn: q('1'),
  privateConnectionFrac: q('1'),
  centreLeadTurns: q('turns'),
  connectionReserveFrac: byPolicy(q('1')),
  /** Share of a centre's load that its connection lets the region call off at the peak, and what that costs in compute. */
  connectionFlexFrac: byPolicy(q('1')),
  connectionComputeLossFrac: byPolicy(q('1')),
  /** Public money's share of a centre that private capital builds; a backup earns nothing and is all public. */
  centrePublicFrac: q('1'),
  /** Share of a backup's computers that stand in it. */
  backupComputersFrac: byTier(q('1')),
  backupUpkeepMusdPerMwTurn: byTier(q('MUSD/MW')),
  backupGridReserveFrac: byTier(q('1')),
  /** Time from the loss to work resumed, and share of the work that can be resumed at all. */
  backupTakeOverH: byTier(q('h')),
  backupWorkFrac: byTier(q('1')),
  backupStartProb: byTier(q('1')),
  backupGeneratorMttfH: q('h'),
  backupOutageH: q('h'),
  demandResponseComputeLossFrac: z.array(q('1')).length(4),
  demandResponseLoadFracPerLevel: q('1'),
  inferenceMarketMusd: q('MUSD'),
  inferenceMarketGrowthFrac: q('1'),
  politicalCapitalPerTurn: q('points'),
  politicalCapitalPerStanding: q('points'),
  politicalCapitalCap: q('points'),
  emergencyFundMusdPerPoint: q('MUSD'),
  standingRest: q('points'),
  startWorkload: z.strictObject({ earthObservation: q('1'), inference: q('1'), training: q('1') }),
  standingDriftFrac: q('1'),
  trainingStockDecayFrac: q('1'),
  trainingStockLossFrac: q('1'),
  rampFactor: q('1'),
  rampFloorKg: q('kg'),
  rampIdleFrac: q('1'),
  massFactorPerBusLevel: q('1'),
  costFactorPerBusLevel: q('1'),
  launchPriceFactorPerLevel: q('1'),
  launchCadenceGrowthFrac: q('1'),
  launchCadenceGrowthFracPerLevel: q('1'),
  transferIspS: q('s'),
  parkingAltitudeKm: q('km'),
  platformTransportMassFrac: q('1'),
  platformAssemblyProb: q('1'),
  platformRepairMusdPerHealthMw: q('MUSD/MW'),
  platformRepairBaseMusd: q('MUSD'),
  platformSurvivalHealthFrac: q('1'),
  hardenBaseMusd: q('MUSD'),
  hardenMusdPerKw: q('MUSD/kW'),
  maxHardeningLevel: q('level'),
  sunlitPathFrac: q('1'),
  eclipsePathFrac: q('1'),
  earthIrWPerM2: q('W/m2'),
  orbitLinkAvailabilityFrac: q('1'),
  orbitLinkAvailabilityFracPerLevel: q('1'),
  upsetDoseRad: q('rad'),
  upsetRecoveryH: q('h'),
  hardeningMmAlPerLevel: q('mm'),
  /** Most that may go into one line's development in a turn. */
  developmentLimitMusd: q('MUSD'),
  /** A group that loses more than this share of its satellites in a turn is degraded; back above the other, it has recovered. */
  degradedLossFrac: q('1'),
  /** Share of a cluster's satellites (or a platform's modules) that must be up together to train as one block. */
  blockRequiredFrac: q('1'),
  /** What may be chosen about a unit, and what each choice weighs, costs and does. */
  unitDesign: z.strictObject({
    radiatorTempLowK: q('K'),
    radiatorTempHighK: q('K'),
    /** Area, as a share of that of the rules' design. */
    radiatorAreaLowFrac: q('1'),
    radiatorAreaHighFrac: q('1'),
    shieldingLowMm: q('mm'),
    shieldingHighMm: q('mm'),
    shieldKgPerM2Mm: q('kg/(m2 mm)'),
    shieldedM2PerKw: q('m2/kW'),
    /** Dose at which the computers are worn out. */
    doseLifeRad: q('rad'),
    maxMeshLevel: q('level'),
    meshKgPerLevel: q('kg'),
    meshKwPerLevel: q('kW'),
    meshMusdPerLevel: q('MUSD'),
    manoeuvreMPerS: q('m/s'),
    maxManoeuvreMPerS: q('m/s'),
    maxSpareFrac: q('1'),
    /** Chance that enough units are there after a year, by which spares are counted when architectures are compared. */
    wantedAvailabilityFrac: q('1'),
    /** Structure that goes with a kilogram more of parts; least share of mass and price that is left. */
    structureFrac: q('1'),
    leastMassFrac: q('1'),
    partMusdPerKg: q('MUSD/kg'),
    /** Chips over the radiator; activation energy of what wears out; share of failures that come from it. */
    chipOverRadiatorK: q('K'),
    activationEv: q('eV'),
    thermalFailureFrac: q('1'),
    /** Share of a chip's power that leaks, and the rise that doubles it. */
    leakageFrac: q('1'),
    leakageDoublingK: q('K'),
    redesignMusd: q('MUSD'),
  }),
  /** A programme founded in the game, and one that changes its architecture. */
  foundation: z.strictObject({
    baseMusd: q('MUSD'),
    politicalCapital: q('points'),
    limitPerSide: q('programmes'),
    targetUnits: q('units'),
    /** Compute at which architectures are compared. */
    comparePops: q('POPS'),
    changeMusd: q('MUSD'),
    deorbitMusdPerUnit: q('MUSD'),
  }),
  chipPlantMusdPerMw: q('MUSD/MW'),
  chipPlantLeadTurns: q('turns'),
  chipPlantLimitMwPerTurn: q('MW'),
  /** Spread of what a half-year does to the yield of new processes. */
  chipYieldSigmaFrac: q('1'),
  /** Ore from the Arctic: what a mine would cost elsewhere, the factor for the place, and the years. */
  greenland: z.strictObject({
    mineMusd: q('MUSD'),
    arcticCostFactor: q('1'),
    mineLeadTurns: q('turns'),
    oreUnitsPerTurn: q('units'),
    /** Share of the cost of a mine that an approach puts up, and of its ore that it is promised. */
    mineFrac: byApproach(q('1')),
    talksMusd: byApproach(q('MUSD')),
    politicalCapital: byApproach(q('points')),
    standing: byApproach(q('points')),
    tension: byApproach(q('points')),
    /** What partners make of it, as a share of their weight. */
    allies: byApproach(q('1')),
  }),
  minerals: z.strictObject({
    unitsPerOrbitalMw: q('units/MW'),
    unitsPerGroundGw: q('units/GW'),
    refineMusdPerUnit: q('MUSD'),
    refineLeadTurns: q('turns'),
    refineLimitUnits: q('units'),
    /** To open a mine, or to extend one: years of permits before ore. */
    mineMusdPerUnit: q('MUSD'),
    mineLeadTurns: q('turns'),
    mineLimitUnits: q('units'),
    minePoliticalCapital: q('points'),
    /** Share of the usual imports below which they count as cut off: then defence is served first. */
    embargoImportFrac: q('1'),
    kgPerUnit: q('kg'),
    stockpileMusdPerUnit: q('MUSD'),
    /** Added to the price for each level of the rival's controls where they bite on minerals. */
    stockpilePriceFracPerControlLevel: q('1'),
    stockpileLimitUnits: q('units'),
    /** What defence draws on: rare earths in one fighter and in one nuclear submarine. */
    fighterKg: q('kg'),
    submarineKg: q('kg'),
    tightFillFrac: q('1'),
    rationedFillFrac: q('1'),
  }),
});

const researchFile = z.strictObject({
  baseCostMusd: q('MUSD'),
  costMusdPerLevel: q('MUSD'),
  maxLevel: q('level'),
  levelOpensAtTurn: z.array(q('turn')).length(5),
  trackLimitMusdPerTurn: q('MUSD'),
});

const workloadFile = z.strictObject({
  /** Share of a group's delivered compute that a workload can use, by architecture; link levels add. */
  orbitInferenceFrac: byArchitecture(q('1')),
  orbitTrainingFrac: byArchitecture(q('1')),
  orbitTrainingFracPerLinkLevel: byArchitecture(q('1')),
  orbitEarthObservationFrac: byArchitecture(q('1')),
  contiguousFrac: byArchitecture(q('1')),
  contiguousFracPerLinkLevel: byArchitecture(q('1')),
  /** Distances between neighbours, and the laser terminal that spans them. */
  spacing: z.strictObject({ moduleSpacingM: q('m'), latticeSpacingM: q('m'), planeCount: q('planes') }),
  laser: z.strictObject({
    transmitW: q('W'),
    apertureM: q('m'),
    wavelengthNm: q('nm'),
    otherLossDb: q('dB'),
    photonsPerBit: q('1'),
    mostGbps: q('Gbit/s'),
  }),
  hotBackupInferenceFrac: q('1'),
  earthObservationNeedStartPops: q('POPS'),
  earthObservationNeedEndPops: q('POPS'),
  earthObservationNeedEndTurn: q('turn'),
  earthObservationCoverageUnits: q('units'),
});

const environmentFile = z.strictObject({
  bands: z.array(z.strictObject({ lowKm: q('km'), highKm: q('km'), densityPerKm3: q('1/km3') })).min(1),
  closingSpeedKmPerS: q('km/s'),
  /** Classes of fragments by area to mass, rising; and the whole bodies that fragments may break up. */
  debris: z.strictObject({
    areaToMassM2PerKg: z.array(q('m2/kg')).min(1),
    dragCoefficient: q('1'),
    intactKg: q('kg'),
    intactRadiusM: q('m'),
    intactBallisticM2PerKg: q('m2/kg'),
    intactFrac: q('1'),
  }),
  fragmentMassKg: q('kg'),
  /** Removal of tracked fragments, and manoeuvres out of their way and out of an interceptor's. */
  clean: z.strictObject({
    musdPerFragment: q('MUSD'),
    limitMusdPerTurn: q('MUSD'),
    standingPerHundred: q('points'),
  }),
  evade: z.strictObject({
    musdPerUnit: q('MUSD'),
    deltaVMPerS: q('m/s'),
    outageFrac: q('1'),
    collisionFrac: q('1'),
    hitFrac: q('1'),
  }),
  minTrackedSizeM: q('m'),
  lethalPerTracked: q('1'),
  lethalDisablesProb: q('1'),
  avoidanceFrac: q('1'),
  unusableDensityPerKm3: q('1/km3'),
  stormProbPerTurn: q('1'),
  stormSolarMaximumFactor: q('1'),
  stormSolarMaximumFromYear: q('yr'),
  stormOutageFrac: q('1'),
  stormOutageFracPerHardening: q('1'),
  stormDragLossFrac: q('1'),
  stormDragBelowKm: q('km'),
});

const operationSchema = z.strictObject({
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
const counterspaceFile = z.strictObject({
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

const crisisFile = z.strictObject({
  startTension: q('points'),
  upAt: z.array(q('points')).length(5),
  downBelow: z.array(q('points')).length(5),
  decayFrac: q('1'),
  restTension: q('points'),
  hotlineRestTension: q('points'),
  truceTensionPerTurn: q('points'),
  warTensionFrom: q('points'),
  warTensionScale: q('points'),
  hotlineWarFactor: q('1'),
  agreementTurns: q('turns'),
  offerTurns: q('turns'),
  controlStepTension: q('points'),
  controlStepStanding: q('points'),
  controlStepPoliticalCapital: q('points'),
  /** A signal: its price, what it does to tension, and what a warning adds to the price of the other's next operations. */
  signalPoliticalCapital: q('points'),
  signalTension: z.strictObject({ reassure: q('points'), warn: q('points'), showBackups: q('points') }),
  warningPoliticalCapital: q('points'),
  warningTurns: q('turns'),
  /** How long a comprehensive accord must be held to end the game. */
  accordTurns: q('turns'),
  /** Under a clean-up agreement: price of taking a fragment away against the usual. */
  cleanupPriceFactor: q('1'),
});

const gridFile = z.strictObject({
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

const scoreFile = z.strictObject({
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
      owner: z.enum(SIDES),
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

const side = z.enum(SIDES);
/** What an event does, once, in the turn in which it happens. Signed amounts may take as well as give. */
const eventEffect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('peakLoad'), regionId: id, frac: q('1') }),
  z.strictObject({ kind: z.literal('capacityOutage'), regionId: id, frac: q('1') }),
  z.strictObject({ kind: z.literal('newCapacity'), regionId: id, capacityMw: q('MW') }),
  z.strictObject({ kind: z.literal('fragments'), lowKm: q('km'), count: q('fragments') }),
  z.strictObject({ kind: z.literal('market'), factor: q('1') }),
  z.strictObject({ kind: z.literal('groundLine'), vehicleId: id, turns: q('turns') }),
  z.strictObject({ kind: z.literal('cadence'), vehicleId: id, flightsPerTurn: q('flights') }),
  z.strictObject({ kind: z.literal('standing'), side, standing: q('points') }),
  /** Standing for each side by the quality of its Earth observation. */
  z.strictObject({ kind: z.literal('standingByService'), standing: q('points') }),
  z.strictObject({ kind: z.literal('politicalCapital'), side, politicalCapital: q('points') }),
  z.strictObject({ kind: z.literal('tension'), tension: q('points') }),
  z.strictObject({ kind: z.literal('funds'), side, fundsMusd: q('MUSD') }),
  /** Share of the side's imports of minerals that does not arrive this turn. */
  z.strictObject({ kind: z.literal('mineralsImportCut'), side, frac: q('1') }),
  /** Minerals that something else claims this turn. */
  z.strictObject({ kind: z.literal('mineralsNeed'), side, needUnits: q('units') }),
  z.strictObject({ kind: z.literal('refining'), side, unitsPerTurn: q('units') }),
  z.strictObject({ kind: z.literal('chipSupply'), side, factor: q('1') }),
  /** Money's worth of progress towards the next level; the last step is the side's own. */
  z.strictObject({ kind: z.literal('researchGain'), side, track: z.enum(RESEARCH_TRACKS), amountMusd: q('MUSD') }),
  z.strictObject({ kind: z.literal('groupOutage'), programmeId: id, frac: q('1') }),
  z.strictObject({ kind: z.literal('unitLoss'), programmeId: id, frac: q('1') }),
  z.strictObject({ kind: z.literal('newUnits'), programmeId: id, unitCount: q('units') }),
]);
/** When an event may be drawn. Only what both sides can see is asked, so that the deck gives nothing away. */
const eventCondition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('turns'), fromTurn: q('turn'), toTurn: q('turn') }),
  z.strictObject({ kind: z.literal('crisisAtLeast'), rung: z.enum(CRISIS_RUNGS) }),
  z.strictObject({ kind: z.literal('controlAtLeast'), side, level: q('level') }),
  z.strictObject({ kind: z.literal('debrisAtLeast'), lowKm: q('km'), usedFrac: q('1') }),
  z.strictObject({ kind: z.literal('unitsAtLeast'), programmeId: id, unitCount: q('units') }),
  z.strictObject({ kind: z.literal('milestoneReached'), milestoneId: id }),
  z.strictObject({ kind: z.literal('lineFlies'), vehicleId: id, flies: z.boolean() }),
  /** The region's last peak took at least this step of the emergency ladder. */
  z.strictObject({ kind: z.literal('gridAtLeast'), regionId: id, step: z.enum(GRID_STEPS) }),
  z.strictObject({ kind: z.literal('agreement'), agreement: z.enum(AGREEMENT_KINDS), inForce: z.boolean() }),
  z.strictObject({ kind: z.literal('eventPlayed'), eventId: id }),
]);
const eventsFile = z.strictObject({
  probPerTurn: q('1'),
  events: z.array(
    z.strictObject({
      id,
      facts: z.array(z.string().regex(/^F([1-9]|1\d|2[0-2])$/)),
      half: z.enum(['first', 'second', 'any']),
      weight: q('1'),
      /** All must hold. */
      conditions: z.array(eventCondition).optional(),
      effects: z.array(eventEffect).min(1),
    }),
  ),
});

const lineStart = z.strictObject({
  vehicleId: id,
  operational: z.boolean(),
  cadencePerTurn: q('flights'),
  flownFlights: q('flights'),
});
const sideStart = z.strictObject({
  fundsMusd: q('MUSD'),
  incomeMusd: q('MUSD'),
  incomeGrowthFrac: q('1'),
  politicalCapital: q('points'),
  standing: q('points'),
  popsPerKw: q('POPS/kW'),
  chipSupplyMw: q('MW'),
  chipSupplyGrowthFrac: q('1'),
  exportControlLevel: q('level'),
  /** What this side's export controls take from the other. */
  exportControlBites: z.enum(['chips', 'minerals']),
  mineralsImported: q('units'),
  /** What the side can refine a turn, and the ore it mines: only ore that is refined counts. */
  mineralsRefining: q('units'),
  mineralsOre: q('units'),
  mineralsStock: q('units'),
  /** Fighters and submarines begun in a turn: they draw on the same rare earths. */
  defenceFighters: q('units'),
  defenceSubmarines: q('units'),
  /** Whether Greenland is this side's to court, to invest in, or to press. */
  greenlandAccess: z.boolean(),
  tech: byTrack(q('level')),
  lines: z.array(lineStart),
});
/** Numbers that replace those of the rules, each with its own range and source. */
const overrides = z.array(
  z.strictObject({
    /** Path of the number it replaces: `vehicles.starship.floorPriceUsdPerKg`. */
    path: text,
    value: z.number(),
    unit: text,
    low: z.number(),
    high: z.number(),
    source: id,
    confidence: z.enum(CONFIDENCES),
    note: text.optional(),
  }),
);

/** What is already there when a scenario opens. */
const scenarioStart = z.strictObject({
  /**
   * Satellites in orbit; a programme named here has these in place of its own. Where a share was lost before the
   * start, a platform opens damaged by so much, and a group of which these are what is left opens degraded.
   */
  units: z
    .array(
      z.strictObject({
        programmeId: id,
        designId: id,
        unitCount: q('units'),
        ageYears: q('yr'),
        lostFrac: q('1').optional(),
      }),
    )
    .optional(),
  /** Fragments of break-ups before the first turn, at the middle of the band. */
  clouds: z.array(z.strictObject({ lowKm: q('km'), fragmentCount: q('fragments') })).optional(),
  agreements: z.array(z.strictObject({ agreement: z.enum(AGREEMENT_KINDS), untilTurn: q('turn') })).optional(),
  /** Capacity under construction, MW. */
  deliveries: z
    .array(z.strictObject({ kind: z.enum(SCENARIO_DELIVERIES), regionId: id, capacityMw: q('MW'), dueTurn: q('turn') }))
    .optional(),
});

/**
 * A start and a length. Where the sides' own rows are not written out they are those of another
 * scenario (`sidesScenarioId`). Dates of the rules (numbers in `turn`) count from January 2026: a
 * scenario that starts later has them that much sooner, and its own `replaces` count from its start.
 */
export const scenarioSchema = z.strictObject({
  id,
  startYear: z.number().int(),
  turnCount: z.number().int().min(1).max(40),
  handicapPoints: bySide(q('points')),
  sides: bySide(sideStart).optional(),
  sidesScenarioId: id.optional(),
  /** Both sides have what this side has, each thing twice: `us-starcloud` and `cn-starcloud`. */
  mirrorOf: side.optional(),
  start: scenarioStart.optional(),
  events: z.strictObject({ onlyEventIds: z.array(id).optional(), withoutEventIds: z.array(id).optional() }).optional(),
  milestones: z.strictObject({ withoutMilestoneIds: z.array(id) }).optional(),
  replaces: overrides.optional(),
});

/** A named set of assumptions: numbers that replace those of the rules, each with its own range and source. */
export const packSchema = z.strictObject({ id, overrides });

/** Units of the weights that are no shares. */
const WEIGHT_UNITS: Readonly<Partial<Record<PolicyWeight, string>>> = {
  backupTier: 'level',
  demandResponse: 'level',
  connectionPolicy: 'level',
  hardenTo: 'level',
  exportControl: 'level',
  posture: 'level',
  greenland: 'level',
  mineralsStock: 'units',
  politicalReserve: 'points',
  mesh: 'level',
  ventures: 'programmes',
  acts: 'operations',
  actTension: 'points',
  strike: 'shots',
  strikeTension: 'points',
  strikeTrailing: 'points',
};
const byWeight = <T extends z.ZodType>(schema: (weight: PolicyWeight) => T) =>
  z.strictObject(
    Object.fromEntries(POLICY_WEIGHTS.map((weight) => [weight, schema(weight)])) as Record<PolicyWeight, T>,
  );

/** A number that the articles state, in their own unit. */
const stated = quantitySchema('')
  .extend({ unit: z.enum(STATED_UNITS) })
  .meta({ quantity: 'stated' })
  .transform((quantity) => quantity.value);
/** Facts of the articles: what each states, what plays it, and the numbers of the rules that it stands behind. */
const factSchema = z.strictObject({
  name: text,
  statement: text,
  source: id,
  /** Orders by which a player meets it. */
  orders: z.array(text),
  vehicleIds: z.array(id).optional(),
  /** Paths of numbers that play it. */
  numbers: z.array(text),
  /** Numbers that no other place of the rules has. */
  stated: z.record(z.string().regex(/^[a-z][A-Za-z]*$/, 'a name in camel case'), stated).optional(),
});
const articlesFile = z.strictObject(
  Object.fromEntries(FACT_IDS.map((factId) => [factId, factSchema])) as Record<FactId, typeof factSchema>,
);

/** How computer opponents play: the weights they share, with ranges, and where each doctrine differs. */
const doctrinesFile = z.strictObject({
  weights: byWeight((weight) => q(WEIGHT_UNITS[weight] ?? '1')),
  doctrines: z
    .array(
      z.strictObject({
        id,
        /** What makes the doctrine: narrower ranges, which its weights keep and tuning may not leave. */
        identity: byWeight(() => z.strictObject({ low: z.number(), high: z.number() }).optional()),
        us: byWeight(() => z.number().optional()),
        cn: byWeight(() => z.number().optional()),
      }),
    )
    .min(1),
});

/** File name under `rules/` → schema. Folders hold one document a file. */
export const FILE_SCHEMAS = {
  'sources.yaml': z.record(id, sourceSchema),
  'chips.yaml': z.array(chipSchema).min(1),
  'vehicles.yaml': z.array(vehicleSchema).min(1),
  'shells.yaml': z.array(shellSchema).min(1),
  'satellites.yaml': z.array(designSchema).min(1),
  'economy.yaml': economyFile,
  'research.yaml': researchFile,
  'workloads.yaml': workloadFile,
  'environment.yaml': environmentFile,
  'counterspace.yaml': counterspaceFile,
  'crisis.yaml': crisisFile,
  'grid.yaml': gridFile,
  'score.yaml': scoreFile,
  'events.yaml': eventsFile,
  'articles.yaml': articlesFile,
  'doctrines.yaml': doctrinesFile,
} as const;
export const FOLDER_SCHEMAS = { packs: packSchema, programmes: programmeSchema, scenarios: scenarioSchema } as const;

export type Chip = z.infer<typeof chipSchema>;
export type Vehicle = z.infer<typeof vehicleSchema>;
export type Shell = z.infer<typeof shellSchema>;
export type SatelliteDesign = z.infer<typeof designSchema>;
export type ProgrammeRules = z.infer<typeof programmeSchema>;
export type RegionRules = z.infer<typeof regionSchema>;
export type WrittenScenario = z.infer<typeof scenarioSchema>;
/** A scenario with the sides' rows it starts with, its own or those of another. */
export type Scenario = Omit<WrittenScenario, 'sides' | 'sidesScenarioId'> & {
  readonly sides: NonNullable<WrittenScenario['sides']>;
};
export type Override = Pack['overrides'][number];
export type Pack = z.infer<typeof packSchema>;
export type SourceEntry = z.infer<typeof sourceSchema>;
export type OperationRules = z.infer<typeof operationSchema>;

/** Where a number of the rules comes from. */
export interface Provenance {
  readonly value: number;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly source: string;
  readonly confidence: (typeof CONFIDENCES)[number];
}

/** The rules as the engine uses them: plain numbers, with `provenance` beside them by path. */
export interface Ruleset {
  readonly sources: z.infer<(typeof FILE_SCHEMAS)['sources.yaml']>;
  readonly chips: readonly Chip[];
  readonly vehicles: readonly Vehicle[];
  readonly shells: readonly Shell[];
  readonly satellites: readonly SatelliteDesign[];
  readonly programmes: readonly ProgrammeRules[];
  readonly economy: z.infer<typeof economyFile>;
  readonly research: z.infer<typeof researchFile>;
  readonly workloads: z.infer<typeof workloadFile>;
  readonly environment: z.infer<typeof environmentFile>;
  readonly counterspace: z.infer<typeof counterspaceFile>;
  readonly crisis: z.infer<typeof crisisFile>;
  readonly grid: z.infer<typeof gridFile>;
  readonly score: z.infer<typeof scoreFile>;
  readonly events: z.infer<typeof eventsFile>;
  readonly articles: z.infer<typeof articlesFile>;
  readonly doctrines: z.infer<typeof doctrinesFile>;
  readonly scenarios: readonly Scenario[];
  readonly packs: readonly Pack[];
  /** Path such as `economy.rampFactor` or `vehicles.falcon-9.payloadKg` → where the number comes from. */
  readonly provenance: Readonly<Record<string, Provenance>>;
  /** SHA-256 of everything above in canonical form. */
  readonly hash: string;
}
