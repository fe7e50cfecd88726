/**
 * Every equation a finding may name: the catalogue's, and the engine's own. One list for the
 * working panel, the model reference and the check that every source exists.
 */
import { catalogue, modelById } from '../physics/catalogue.ts';

export interface Equation {
  readonly id: string;
  /** Plain text, with the symbols spelled as inputs and results are. */
  readonly equation: string;
  /** Names that are symbols in it although they look like words: parameters and results. */
  readonly symbols: readonly string[];
  readonly results: Readonly<Record<string, { readonly unit: string }>>;
  /** Ids of `rules/sources.yaml`. */
  readonly sources: readonly string[];
  readonly validity: string;
}

const PROTOTYPE = ['design-prototype-2026'];
const NUCLEAR = ['starfish-1962'];

const own = (
  id: string,
  equation: string,
  results: Readonly<Record<string, string>>,
  sources: readonly string[] = PROTOTYPE,
  validity = '',
): Equation => ({
  id,
  equation,
  symbols: Object.keys(results),
  results: Object.fromEntries(Object.entries(results).map(([name, unit]) => [name, { unit }])),
  sources,
  validity,
});

const sourcesOf = (...modelIds: readonly string[]): readonly string[] => [
  ...new Set(modelIds.flatMap((id) => modelById(id)?.sources ?? [])),
];

const engineEquations: readonly Equation[] = [
  own(
    'eventHappens',
    'prob = probPerTurn while a card of the deck may be drawn: not played, of the season, its conditions met; else 0',
    { prob: '1' },
  ),
  own('whichEvent', 'chance of a card = its weight / sum of the weights of those that may be drawn', {
    weightShare: '1',
  }),
  own('eventEffect', 'each effect of a card is applied once, in the order in which the card lists them', {}),
  own('deliveryDue', 'delivered when turn = order turn + lead time', { amount: '' }),
  own('treasury', 'funds = fundsBefore + income + revenue - upkeep', { fundsMusd: 'MUSD' }),
  own('controlStep', 'tension = controlStepTension * steps up; standing = -controlStepStanding * steps up', {
    tension: 'points',
    standing: 'points',
  }),
  own(
    'postureSet',
    'when an operation against the side is attributed: tension + responseTension, standing + responseStanding',
    {
      tension: 'points',
      standing: 'points',
    },
  ),
  own(
    'signalGiven',
    'tension = signalTension(message); a warning makes the operations of the other dearer for warningTurns',
    {
      tension: 'points',
    },
  ),
  own('inspection', 'sigma of the inspected group = sigma * inspectErrorFactor, this turn; tension = inspectTension', {
    tension: 'points',
  }),
  own(
    'deception',
    'estimates of the group this turn: truth * deceiveBiasFactor, sigma * deceiveErrorFactor; where it is inspected none of it, and standing lost = deceiveStandingLoss',
    { standingLoss: 'points' },
  ),
  own('agreementMeets', "in force when both sides' offers stand; ends after agreementTurns", { untilTurn: 'turn' }),
  own(
    'mineralsFill',
    'refinedUnits = min(mineralsOre, mineralsRefining); fillFrac = min(1, (refinedUnits + imported + stock) / demand), after defence where imports are below embargoImportFrac of the usual; imported = imports * (1 - exportControlMineralCutFrac * rivalControlLevel) * (1 - eventImportCutFrac); demand = defenceUnits + computing + eventNeedUnits, defenceUnits = (defenceFighters * fighterKg + defenceSubmarines * submarineKg) in units of 100 t; stock with stockpiledUnits',
    { refinedUnits: 'units', fillFrac: '1' },
    ['design-prototype-2026', 'articles-2026-01', 'rare-earth-shares'],
    'Refining is the narrow place, ore is not.',
  ),
  own(
    'greenlandApproach',
    'costMusd = talksMusd + mineFrac * mineMusd * arcticCostFactor; oreFromTurn = turn + mineLeadTurns; oreByEndUnits = mineFrac * oreUnitsPerTurn * max(0, turnCount - oreFromTurn + 1)',
    { costMusd: 'MUSD', oreFromTurn: 'turn', oreByEndUnits: 'units' },
    ['articles-2026-01'],
    'Ore is not the narrow place: refining is.',
  ),
  own('researchLevel', 'a level is reached when spentMusd >= baseCostMusd + costMusdPerLevel * level', {
    needMusd: 'MUSD',
    level: 'level',
  }),
  own(
    'permitReform',
    'leadTurns = max(minLeadTurns, gridLeadTurns - leadTurnsSaved), no longer than before; limitMw = gridLimitMwPerTurn * limitFactor',
    { leadTurns: 'turns', limitMw: 'MW' },
  ),
  own('changeTier', 'costMusd = computersCostMusdPerMw * powerMw * max(0, computersFracAfter - computersFracBefore)', {
    costMusd: 'MUSD',
  }),
  own('privateConnection', 'connectedMw = privateConnectionFrac * headroomMw * chipsGrantedFrac', {
    connectedMw: 'MW',
  }),
  own('firstFlight', 'prob = developmentProb + developmentProbPerBusd * amountMusd / 1000', { prob: '1' }),
  own(
    'campaignFlights',
    'p = firstFlightsSuccessProb + (matureSuccessProb - firstFlightsSuccessProb) * (1 - exp(-flownFlights / maturityFlights)); failures ~ Binomial(flightCount, 1 - p); prob = p^flightCount',
    { flightSuccessProb: '1', failedFlightCount: 'flights' },
    PROTOTYPE,
    'Flights are independent. One draw: the inverse of the binomial distribution.',
  ),
  own('returnToFlight', 'a grounded line flies again when nextTurn >= groundedUntilTurn', { nextTurn: 'turn' }),
  own(
    'campaignScrubbed',
    'startedUnits = floor(unitCount * mineralsFillFrac) while the line is operational, else 0; a campaign of none is called off and not paid for',
    { startedUnits: 'units' },
  ),
  own('platformAssembly', 'prob = platformAssemblyProb', { prob: '1' }),
  own('operationDefended', 'prob = min(1, defenceProb + defenceProbPerLevel * targetDefenceLevel)', { prob: '1' }),
  own(
    'operationSucceeds',
    'prob = successBaseProb + successPerDefenceGapLevel * (actorDefenceLevel - targetDefenceLevel) - successLossPerHardening * hardeningLevel, within 0 and 1',
    { prob: '1' },
  ),
  own(
    'operationAnswered',
    'standing lost = standingLoss + normStandingLoss + surpriseStandingLoss; tension = tension * tensionLeftFrac + responseTension(posture)',
    { standingLoss: 'points', tension: 'points' },
  ),
  own(
    'evidencePublished',
    'an act that its target felt and nobody answered for is laid to its author when the target publishes what it has; the rest of its tension, 1 - deniableTensionFrac, follows',
    {},
  ),
  own('operationLapsed', 'fundsMusd = lapseRefundFrac * costMusd; all of the political capital comes back', {
    fundsMusd: 'MUSD',
    politicalCapital: 'points',
  }),
  own('craftExposed', 'prob = exposureProb + exposureProbPerDefenceLevel * targetDefenceLevel, within 0 and 1', {
    prob: '1',
  }),
  own('craftWithdrawn', 'a craft that is withdrawn is near its target no more', {}),
  own('contactFragments', 'fragments = hits * (fragmentsLow + draw * (fragmentsHigh - fragmentsLow))', {
    fragments: 'fragments',
  }),
  own(
    'promptLoss',
    'lost ~ Binomial(unitCount, promptLossFrac); anyProb = 1 - (1 - promptLossFrac)^unitCount',
    { anyProb: '1', lost: 'units' },
    NUCLEAR,
  ),
  own(
    'beltLoss',
    'lossProb = 1 - exp(-beltRadPerDay * days of a turn / (toleranceRad * (1 + toleranceFracPerHardening * hardeningLevel))); lost ~ Binomial(unitCount, lossProb); anyProb = 1 - (1 - lossProb)^unitCount',
    { lossProb: '1', anyProb: '1', lost: 'units' },
    NUCLEAR,
    'Public history only: all of low orbit passes one belt.',
  ),
  own(
    'beltFades',
    'beltRadPerDay = radPerDayBefore / 2^(1 / beltHalfLifeTurns); thirdPartyLossFrac = lossProb of beltLoss unhardened; market factor * (1 - marketLossFrac * thirdPartyLossFrac)',
    { beltRadPerDay: 'rad/d', thirdPartyLossFrac: '1', marketFactor: '1' },
    NUCLEAR,
  ),
  own('deniableTension', 'tension raised = tension * deniableTensionFrac', { tension: 'points' }),
  own(
    'normReview',
    'an act against an agreement strains it when its author is suspected, and breaks it when he is named',
    {
      kept: '',
    },
  ),
  own(
    'strikeFragments',
    'fragments = hits * yieldFactor * modelFragments; modelFragments of breakupFragments(targetKg, projectileKg, speedKmPerS, minSizeM); yieldFactor the triangular quantile (yieldLow, yieldMode, yieldHigh) of the draw',
    { modelFragments: 'fragments', yieldFactor: '1', fragments: 'fragments' },
    [...sourcesOf('breakupFragments'), 'direct-ascent-history'],
  ),
  own(
    'platformDamage',
    'damageFrac = hits * (platformDamageLowFrac + draw * (platformDamageHighFrac - platformDamageLowFrac))',
    { damageFrac: '1' },
  ),
  own('solarStorm', 'prob = stormProbPerTurn, times stormSolarMaximumFactor from stormSolarMaximumFromYear', {
    prob: '1',
  }),
  own(
    'ageingFailures',
    'failureProb = 1 - R(age) / R(age - 0.5 yr), R(t) = exp(-(t / scaleYears)^shape); failed ~ Binomial(unitCount, failureProb); anyProb = 1 - (1 - failureProb)^unitCount',
    { failureProb: '1', anyProb: '1', failed: 'units' },
    ['castet-saleh-2009'],
  ),
  own(
    'debrisLoss',
    'meet = 1 - exp(-density * speed * area * 0.5 yr); lossProb = 1 - (1 - meet * (1 - avoidanceFrac) * evadedFrac) * (1 - meetSmall * lethalDisablesProb), meetSmall with density * lethalPerTracked; lost ~ Binomial(unitCount, lossProb); anyProb = 1 - (1 - lossProb)^unitCount',
    { lossProb: '1', anyProb: '1', lost: 'units' },
    ['kessler-1978'],
  ),
  own(
    'collisionBreakUp',
    'broken ~ Binomial(lost, trackedShare), the share of losses that are to tracked objects; fragments = broken * breakupFragments(targetKg, projectileKg, speedKmPerS, minSizeM)',
    { anyProb: '1', broken: 'units', fragments: 'fragments' },
    sourcesOf('breakupFragments'),
  ),
  own(
    'retirement',
    'a satellite is retired when ageYears >= lifeYears = min(designLifeYears, doseLifeRad / dose a year behind its shield)',
    { retired: 'units' },
    ['suncatcher-2025'],
  ),
  own(
    'manoeuvres',
    'manoeuvreMPerS = what was left - deltaVMPerS; outageFrac of the service is given up; of collisions with tracked objects collisionFrac is left, of hits hitFrac',
    { manoeuvreMPerS: 'm/s' },
    ['dawnline-design-notes'],
  ),
  own(
    'sparesUsed',
    'replaced = lost - (wanted - active); wanted = total - floor(spareFrac * total), total = unitCount + lost; active = min(unitCount, wanted)',
    { replaced: 'units' },
    ['articles-2026-01'],
  ),
  own(
    'debrisRemoval',
    'removed = doneFrac * amountMusd / musdPerFragment, of every class alike, doneFrac = min(1, fragmentsBefore / what both sides pay for); standing = standingPerHundred * removed / 100',
    { removed: 'fragments', standing: 'points' },
    ['debris-removal-notes'],
  ),
  own(
    'unitDesign',
    'massKg + (1 + structureFrac) * (change of radiatorAreaM2 * radiatorArealMassKgPerM2 + change of shieldingMmAl * shieldKgPerM2Mm * shieldedM2PerKw * payloadKw + meshLevel * meshKgPerLevel), over the rest after propellant for manoeuvreMPerS; hazard = 1 + thermalFailureFrac * (exp(activationEv / k * (1 / from - 1 / to)) - 1), scaleYears / hazard^(1 / weibullShape); chips draw 1 + leakageFrac * (2^(change / leakageDoublingK) - 1)',
    { unitMassKg: 'kg', unitCostMusd: 'MUSD', scaleYears: 'yr', lifeYears: 'yr' },
    [...sourcesOf('radiatorFlux', 'radiatorSizing', 'propellantFraction', 'shieldedDose'), 'dawnline-design-notes'],
    'From the design of the rules outwards: an area, a shield or a mesh changes what it weighs and nothing else does.',
  ),
  own(
    'architecture',
    'for comparePops: units = comparePops / unit; spares by kOfN to wantedAvailabilityFrac after a year of failures and debris; mass = units * (massKg + platformTransportMassFrac * radiator * sqrt(units) on a platform); a link carries what photonLimitedRate gives at the neighbour; one hit takes a unit, or a platform its mean damage',
    {
      unitCount: 'units',
      spareCount: 'units',
      massKg: 'kg',
      transportKg: 'kg',
      musdPerPopsYear: 'MUSD/(POPS yr)',
      linkGbps: 'Gbit/s',
      blockPops: 'POPS',
      hitLossFrac: '1',
      stormLossFrac: '1',
      debrisLossFracPerYear: '1/yr',
    },
    [
      'articles-2026-01',
      ...sourcesOf('opticalReceivedPower', 'photonLimitedRate', 'kOfN', 'weibullSurvival', 'hitProbability'),
    ],
    'A comparison at equal compute with every unit new; what a game brings is what its dice and its rival bring.',
  ),
  own('programmeFounded', 'starts with the floor of the ramp: rampLimitKg = rampFloorKg', { rampLimitKg: 'kg' }),
  own(
    'architectureChanged',
    'units stay where shell and kind of unit stay, else all are disposed; a programme that has flown pays changeMusd and begins its ramp again',
    { disposed: 'units', rampKg: 'kg' },
  ),
  own(
    'deorbitUnits',
    'disposed = min(ordered, unitCount), oldest first; they leave no debris',
    { disposed: 'units', unitsLeft: 'units' },
    sourcesOf('deorbitBurn'),
  ),
  own(
    'bandDecay',
    'each class of fragments falls from band to band at da/dt = -rho(altitudeKm, year) dragCoefficient areaToMass sqrt(mu a); expectedBreakups = whole bodies * fragments * pi (r1 + r2)^2 * closingSpeed * years / volume, and their fragments spread by their kick',
    { fragmentsAfter: 'fragments', expectedBreakups: '1' },
    sourcesOf('atmosphereDensity', 'shellCollisionRate', 'breakupFragments', 'fragmentDeltaV'),
    'Whole bodies are those of others, held steady; less than one fragment is none.',
  ),
  own(
    'peakWeather',
    'loadMw = peakLoadMw * (1 + weatherSigmaFrac * z + eventPeakFrac) + centresMw, z the normal quantile of the draw',
    { weatherFrac: '1', loadMw: 'MW' },
  ),
  own(
    'forcedOutage',
    'outageMw = quantile of the capacity outage table at draw^(1 / peakDaysPerTurn): the worst of that many peak days; availableMw = installedMw - outageMw + firmMw',
    { outageMw: 'MW', availableMw: 'MW' },
    ['billinton-allan'],
  ),
  own(
    'firmCapacity',
    'storageFirmMw = storageCreditFrac * what storageMw for storageHours takes off the peak day of the test system; importMw = transmissionCreditFrac * min(transmissionMw, spareMw); weatherSigmaFrac = weatherSigmaAloneFrac * (1 - (1 - weatherSharedFrac) * transmissionMw / (transmissionMw + weatherSigmaAloneFrac * peakLoadMw))',
    { storageFirmMw: 'MW', importMw: 'MW', weatherSigmaFrac: '1' },
    ['pjm-elcc-classes', 'ieee-rts-79', 'dawnline-design-notes'],
  ),
  own(
    'emergencyLadder',
    'marginMw = availableMw - loadMw; steps in turn: load management (+ demandResponseMw), backup generators (+ backupGeneratorFrac * centres), voltage reduction (+ voltageReductionFrac * loadMw), rotating outages for the rest',
    { marginMw: 'MW', shedMw: 'MW' },
    ['pjm-emergency-ladder'],
  ),
  own(
    'payloadPower',
    'payloadKw = min(powerLimitKw, heatLimitKw, chipsKw); grossPops = chipCount * denseInt8Tops / 1000 * chipFactor * payloadKw / chipsKw',
    { payloadKw: 'kW', grossPops: 'POPS' },
  ),
  own(
    'orbitDelivered',
    'deliveredPops = grossPops * availabilityFrac * (orbitLinkAvailabilityFrac + orbitLinkAvailabilityFracPerLevel * linkLevel) * min(healthFrac, 1 - spareFrac) * (1 - outageFrac); grossPops without spares',
    { deliveredPops: 'POPS' },
  ),
  own(
    'recoveredCompute',
    'recoveredPops = min(lostPops, min(powerMw, spareMw) * 1000 * popsPerKw) * workFrac * (1 - takeOverH / hours of the half-year)',
    { recoveredPops: 'POPS' },
  ),
  own('groundDelivered', 'deliveredPops = powerMw * 1000 * popsPerKw * (1 - curtailedFrac) * (1 - intrudedFrac)', {
    deliveredPops: 'POPS',
  }),
  own(
    'earthObservation',
    'quality = sqrt((1 - exp(-observingUnits / coverageUnits)) * min(1, earthObservationPops / needPops))',
    { quality: '1' },
  ),
  own('trainingStock', 'stock = stockBefore * (1 - decayFrac) * (1 - lossFrac * interruptedFrac) + trainingPops', {
    trainingStock: 'POPS',
  }),
  own(
    'crisisLadder',
    'tension = raisedTo + decayFrac * (restTension - raisedTo) - truceTensionPerTurn in a truce; a rung up at upAt, down below downBelow',
    { tension: 'points' },
  ),
  own(
    'unwantedWar',
    'prob = (tension - warTensionFrom) / warTensionScale, times hotlineWarFactor with a hotline, within 0 and 1',
    { prob: '1' },
  ),
  own(
    'chipYield',
    'chipSupplyMw * (1 + chipSupplyGrowthFrac) * yieldFactor; yieldFactor = exp(chipYieldSigmaFrac * z), z the standard normal value at the draw',
    { yieldFactor: '1', chipSupplyMw: 'MW' },
    ['dawnline-design-notes'],
  ),
  own(
    'marketRevenue',
    'revenue = inferenceMarketMusd * (1 + inferenceMarketGrowthFrac)^(turn - 1) * marketFactor * eventMarketFactor * share + alliesIncomeMusd * allies - scarcityMusd, not below 0',
    { revenueMusd: 'MUSD' },
  ),
  own(
    'pointsEarned',
    'points = quality * earthObservationPoints + sum over contests of share * points, share = x^r / (x^r + y^r), rounded to 1 / shareSteps as it is published',
    {
      earthObservation: 'points',
      presence: 'points',
      block: 'points',
      inference: 'points',
      training: 'points',
      points: 'points',
    },
  ),
  own(
    'alliesMove',
    'targetFrac = baseFrac + perStanding * (standing - standingRest) + perAgreement * agreementCount, within 0 and 1; allies = alliesBefore + adjustFrac * (targetFrac - alliesBefore) + shocks, within 0 and 1',
    { targetFrac: '1', allies: '1' },
    ['dawnline-design-notes'],
  ),
  own(
    'marketMoves',
    'marketFactor = marketBefore + recoveryFrac * (1 - debrisFall * usedFrac - marketBefore) - attackFall * destructiveCount - reversibleAttackFall * reversibleCount - blackoutFall * blackoutCount, from floor to 1',
    { marketFactor: '1' },
    ['dawnline-design-notes'],
  ),
  own(
    'insurancePaid',
    'premiumFrac = basePremiumFrac + premiumPerUsedFrac * usedFrac + premiumPerFailureFrac * launchFailureFrac + premiumPerTension * tension; paidMusd = coverFrac * hardwareMusd * lostUnits / orderedUnits; from uninsurableUsedFrac on nobody insures',
    { paidMusd: 'MUSD' },
    ['space-insurance', 'dawnline-design-notes'],
  ),
  own(
    'reliefThanks',
    'standing = (disasterStanding, or quietStanding without a disaster) * shareFrac / limitFrac * (1 + earthObservationQuality) / 2',
    { standing: 'points' },
    ['dawnline-design-notes'],
  ),
  own(
    'scarcity',
    'shortFrac = 1 - (plannedMw - reserveRequirementMw) / (targetReserveFrac * peakLoadMw), within 0 and 1; scarcityMusd = scarcityMusdPerMw * shortFrac * centresMw; standing = -scarcityStanding * shortFrac',
    { scarcityMusd: 'MUSD', standing: 'points' },
    ['pjm-bra-2027-28', 'dawnline-design-notes'],
  ),
  own('milestone', 'reached when measured >= threshold; points until byTurn, latePoints after', { points: 'points' }),
  own(
    'estimate',
    'value = truth * exp(sigma * z), points: truth + sigma * z; z the normal quantile of the draw; sigma = estimateSigma / (1 + estimateSigmaPerDefenceLevel * defenceLevel), times surveilErrorFactor where the side surveils; a group inspected or with decoys has its own factors. Points are not believed to be below none',
    {},
  ),
  own(
    'race',
    "share = sum of points * share over the contests of presence, block, inference and training / sum of their points; ratio of the sides' shares; a lead from leadRatio, decisive when decisiveRatio is held decisiveHeldTurns",
    { heldTurns: 'turns' },
  ),
  own(
    'finalScore',
    'score = points + finalStandingFactor * (standing - finalStandingRest) + finalOrbitFactor * log2(1 + orbitalMw / finalOrbitReferenceMw) + handicap',
    {
      'score.us': 'points',
      'score.cn': 'points',
      worldOrbit: '1',
      worldLights: '1',
      worldPeace: '1',
    },
  ),
];

/** All equations by id, the catalogue's first. */
export const equations: ReadonlyMap<string, Equation> = new Map(
  [
    ...catalogue.map(
      ({ id, equation, parameters, results, sources, validity }): Equation => ({
        id,
        equation,
        symbols: [...Object.keys(parameters), ...Object.keys(results)],
        results: Object.fromEntries(Object.entries(results).map(([name, { unit }]) => [name, { unit }])),
        sources,
        validity,
      }),
    ),
    ...engineEquations,
  ].map((each) => [each.id, each]),
);

export const equationById = (id: string): Equation | undefined => equations.get(id);
