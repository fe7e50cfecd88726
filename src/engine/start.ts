/** The state at the start of a scenario: the rules' January, with the first orbital chain run and first estimates drawn. */
import { KW_PER_MW } from '../units/convert.ts';
import { inGrains } from '../units/grains.ts';
import {
  AGREEMENT_KINDS,
  type AgreementKind,
  OPERATION_FAMILIES,
  RESEARCH_TRACKS,
  REVERSIBLE_FAMILIES,
  type Side,
  SIDES,
} from '../ruleset/terms.ts';
import { YEARS_PER_TURN } from './calendar.ts';
import { addCloud } from './debris.ts';
import { seededDice } from './dice.ts';
import { installedCapacityMw, type Game } from './game.ts';
import { ENGINE_VERSION } from './hash.ts';
import { alliesTarget } from './formulas.ts';
import { agreementChart } from './machines/agreement.ts';
import { crisisChart } from './machines/crisis.ts';
import { gridRegionChart } from './machines/gridRegion.ts';
import { groundCentreChart } from './machines/groundCentre.ts';
import { launchLineChart } from './machines/launchLine.ts';
import { mineralsChart } from './machines/minerals.ts';
import { raceChart } from './machines/race.ts';
import { estimatesFor, measure } from './phases/accounts.ts';
import { runOrbitChain } from './phases/failover.ts';
import { plannedGroup } from './phases/programmes.ts';
import { bySide } from './sides.ts';
import type {
  Agreement,
  Cohort,
  Delivery,
  Estimates,
  GameState,
  GroundCentre,
  LaunchLine,
  OrbitalGroup,
  SideState,
} from './state.ts';

const NO_POINTS = { earthObservation: 0, presence: 0, block: 0, inference: 0, training: 0, firsts: 0, other: 0 };

const startSide = (game: Game, side: Side): SideState => {
  const rules = game.scenario.sides[side];
  return {
    id: side,
    fundsMusd: rules.fundsMusd,
    incomeMusd: rules.incomeMusd,
    revenueMusd: 0,
    politicalCapital: rules.politicalCapital,
    standing: inGrains(rules.standing),
    posture: 'protest',
    tech: { ...rules.tech },
    researchMusd: Object.fromEntries(RESEARCH_TRACKS.map((track) => [track, 0])) as SideState['researchMusd'],
    workload: { ...game.ruleset.economy.startWorkload },
    exportControlLevel: rules.exportControlLevel,
    chipSupplyMw: rules.chipSupplyMw,
    mineralsRefining: rules.mineralsRefining,
    mineralsOre: rules.mineralsOre,
    mineralsStock: rules.mineralsStock,
    mineralsMachine: mineralsChart.initial,
    mineralsFillFrac: 1,
    greenland: [],
    trainingStock: 0,
    points: 0,
    milestones: [],
    answerUntilTurn: Object.fromEntries(
      OPERATION_FAMILIES.map((family) => [family, 0]),
    ) as SideState['answerUntilTurn'],
    adaptation: Object.fromEntries(REVERSIBLE_FAMILIES.map((family) => [family, 0])) as SideState['adaptation'],
    warnedUntilTurn: 0,
    surveilled: false,
    inspecting: [],
    deceiving: [],
    allies: alliesTarget(game, rules.standing, 0),
    reliefFrac: 0,
    scarcityMusd: 0,
    shedTurns: 0,
    deliveredPops: 0,
    deliveredOrbitalPops: 0,
    lostPops: 0,
    recoveredPops: 0,
    blockPops: 0,
    workloadPops: { earthObservation: 0, inference: 0, training: 0 },
    earthObservationQuality: 0,
    pointsThisTurn: { ...NO_POINTS },
  };
};

/** Share of a programme that was lost before the start. */
const startLostFrac = (game: Game, programmeId: string): number => {
  const units = game.scenario.start?.units?.filter((each) => each.programmeId === programmeId) ?? [];
  return Math.max(0, ...units.map(({ lostFrac }) => lostFrac ?? 0));
};

/** The state that a group which flies opens in. */
const startMachine = (game: Game, architecture: OrbitalGroup['architecture'], lostFrac: number) => {
  if (architecture === 'platform') return lostFrac > 0 ? 'damaged' : 'operating';
  return lostFrac > game.ruleset.economy.degradedLossFrac ? 'degraded' : 'nominal';
};

/** What a programme has in orbit at the start: what the scenario says, else what the rules say. */
const startCohorts = (game: Game, programmeId: string): Cohort[] => {
  const { designId, startDesignId, startUnits, startAgeYears } = game.programme(programmeId);
  const units = game.scenario.start?.units?.filter((each) => each.programmeId === programmeId) ?? [];
  const flown =
    units.length > 0
      ? units
      : [{ designId: startDesignId ?? designId, unitCount: startUnits, ageYears: startAgeYears }];
  return flown
    .filter(({ unitCount }) => unitCount > 0)
    .map(({ designId: flownDesignId, unitCount, ageYears }) => ({
      designId: flownDesignId,
      turnFlown: 1 - Math.round(ageYears / YEARS_PER_TURN) - 1,
      unitCount,
      chipFactor: 1,
      unitMassKg: game.design(flownDesignId).massKg,
    }));
};

const startGroup = (game: Game, programmeId: string): OrbitalGroup => {
  const { owner, architecture, shellId, designId, startRampKg } = game.programme(programmeId);
  const cohorts = startCohorts(game, programmeId);
  const [first] = cohorts;
  const flies = first !== undefined;
  const lostFrac = startLostFrac(game, programmeId);
  return {
    ...plannedGroup(programmeId, owner, { architecture, shellId, designId }),
    manoeuvreMPerS: flies ? game.design(first.designId).manoeuvreMPerS : 0,
    machine: flies ? startMachine(game, architecture, lostFrac) : 'planned',
    healthFrac: flies && architecture === 'platform' ? 1 - lostFrac : 1,
    cohorts,
    rampKg: startRampKg,
  };
};

const startLines = (game: Game, side: Side): LaunchLine[] =>
  game.scenario.sides[side].lines.map(({ vehicleId, operational, cadencePerTurn, flownFlights }) => ({
    id: vehicleId,
    owner: side,
    vehicleId,
    machine: operational ? 'operational' : launchLineChart.initial,
    cadencePerTurn,
    flownFlights,
    flownMassT: 0,
    groundedUntilTurn: 0,
    developmentMusd: 0,
  }));

const startCentres = (game: Game): GroundCentre[] =>
  game.ruleset.grid.regions.map(({ id, owner, startCentreMw }) => {
    const { popsPerKw } = game.scenario.sides[owner];
    return {
      id: `${owner}/${id}/primary`,
      owner,
      regionId: id,
      role: 'primary' as const,
      tier: null,
      machine: groundCentreChart.next(groundCentreChart.initial, 'complete', { isPrimary: true }),
      powerMw: startCentreMw,
      popsPerKw,
      isKnown: true,
      deliveredPops: startCentreMw * KW_PER_MW * popsPerKw,
      recoveredPops: 0,
    };
  });

/** Capacity that others began to build before the first turn. */
const startDeliveries = (game: Game): Delivery[] =>
  (game.scenario.start?.deliveries ?? []).map(({ kind, regionId, capacityMw, dueTurn }) => {
    const { owner } = game.region(regionId);
    return {
      id: `${owner}/0/${kind}/${regionId}/${dueTurn}`,
      owner,
      kind,
      dueTurn,
      regionId,
      tier: null,
      amount: capacityMw,
      popsPerKw: kind === 'primaryCentre' ? game.scenario.sides[owner].popsPerKw : 0,
    };
  });

const startAgreement = (game: Game, id: AgreementKind): Agreement => {
  const kept = game.scenario.start?.agreements?.find(({ agreement }) => agreement === id);
  const offered = { id, machine: agreementChart.initial, offerTurns: bySide(() => 0), untilTurn: 0 };
  return kept === undefined
    ? offered
    : {
        ...offered,
        machine: agreementChart.next(offered.machine, 'accept', { bothOffer: true }),
        untilTurn: kept.untilTurn,
      };
};

const sorted = <T extends { readonly id: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => (a.id < b.id ? -1 : 1));

const NOTHING_KNOWN: Estimates = (() => {
  const none = { value: 0, low: 0, high: 0 };
  return { groups: [], backups: [], groundPowerMw: none, groundPops: none, deliveredPops: none, points: none };
})();

/** The state before turn 1 of a game with this seed. */
export const startState = (game: Game, seed: string): GameState => {
  const { ruleset, scenario } = game;
  const state: GameState = {
    scenarioId: scenario.id,
    rulesetHash: ruleset.hash,
    engineVersion: ENGINE_VERSION,
    seed,
    turn: 0,
    stage: 'turn',
    opened: false,
    sides: bySide((side) => startSide(game, side)),
    groups: sorted(ruleset.programmes.map(({ id }) => startGroup(game, id))),
    lines: sorted(SIDES.flatMap((side) => startLines(game, side))),
    campaigns: [],
    regions: sorted(
      ruleset.grid.regions.map(({ id, owner, peakLoadMw }) => ({
        id,
        owner,
        machine: gridRegionChart.initial,
        peakLoadMw,
        newUnitCount: 0,
        storageMw: 0,
        transmissionMw: 0,
        connectionPolicy: 'open' as const,
        demandResponseLevel: 0,
        permitsReformed: false,
        marginMw: installedCapacityMw(game, id, 0) - (game.outageTable(id, 0).excessMw[0] ?? 0) - peakLoadMw,
        reserveMarginFrac:
          (installedCapacityMw(game, id, 0) - (game.outageTable(id, 0).excessMw[0] ?? 0) - peakLoadMw) / peakLoadMw,
        loleHPerYear: 0,
        shedMw: 0,
      })),
    ),
    centres: sorted(startCentres(game)),
    deliveries: startDeliveries(game),
    operations: [],
    bands: ruleset.environment.bands.map(({ lowKm, highKm, densityPerKm3 }) => ({
      lowKm,
      highKm,
      backgroundPerKm3: densityPerKm3,
      fragments: ruleset.environment.debris.areaToMassM2PerKg.map(() => 0),
    })),
    beltRadPerDay: 0,
    agreements: AGREEMENT_KINDS.map((id) => startAgreement(game, id)),
    crisis: startRung(ruleset.crisis.startTension, ruleset.crisis.upAt),
    tension: inGrains(ruleset.crisis.startTension),
    race: raceChart.initial,
    raceLeader: null,
    raceHeldTurns: 0,
    marketFactor: 1,
    launchFailureFrac: 0,
    disasterTurn: 0,
    eventsPlayed: [],
    estimates: bySide(() => NOTHING_KNOWN),
    outcome: null,
  };
  for (const { lowKm, fragmentCount } of scenario.start?.clouds ?? []) {
    const band = state.bands.find((each) => each.lowKm === lowKm);
    if (band !== undefined) addCloud(game, state, (band.lowKm + band.highKm) / 2, 'collision', fragmentCount);
  }
  for (const group of state.groups) runOrbitChain(game, state, group, 1);
  for (const side of SIDES) {
    const own = state.sides[side];
    own.deliveredOrbitalPops = state.groups
      .filter(({ owner }) => owner === side)
      .reduce((total, { deliveredPops }) => total + deliveredPops, 0);
    own.deliveredPops =
      own.deliveredOrbitalPops +
      state.centres
        .filter(({ owner }) => owner === side)
        .reduce((total, { deliveredPops }) => total + deliveredPops, 0);
  }
  // What is done before the first turn is nobody's first any more.
  for (const milestone of ruleset.score.milestones)
    if (measure(state, milestone) >= milestone.threshold)
      state.sides[milestone.owner].milestones.push({ id: milestone.id, turn: 0, points: 0 });
  state.estimates = bySide((side) => estimatesFor(game, state, side, seededDice(seed, 0)));
  return state;
};

/** The rung that a tension reached from calm stands on. */
const startRung = (tension: number, upAt: readonly number[]): GameState['crisis'] => {
  const passed = upAt.filter((threshold) => tension >= threshold).length;
  return crisisChart.states[passed] ?? crisisChart.initial;
};
