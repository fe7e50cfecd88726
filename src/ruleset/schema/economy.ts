/** `economy.yaml`: money, markets and partners, supply, and what it takes to build and to keep. */
import { z } from 'zod';
import { q, byTier, byPolicy, byApproach } from './fields.ts';

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

export const economyFile = z.strictObject({
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
