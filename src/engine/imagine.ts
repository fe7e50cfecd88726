/**
 * A state that might be the true one, made from what one side sees and a seed of one's own. What the view says exactly is
 * taken over exactly; what it estimates is drawn from the estimate; what it does not say is taken from a `prior`, a state
 * of the same scenario that owes nothing to the true one (a game imagined before, or the start). The dice that come after
 * are the seed's own. So whoever holds an imagined state knows nothing that the view does not say: decision 15.
 */
import { KW_PER_MW } from '../units/convert.ts';
import { inGrains } from '../units/grains.ts';
import { exp, pow } from '../units/math.ts';
import { RESEARCH_TRACKS, type Side } from '../ruleset/terms.ts';
import { centreTargetId, isBuilt } from './centreTargets.ts';
import { clamp, sum, unitCountOf } from './context.ts';
import { fragmentCountOf } from './debris.ts';
import { type Dice, seededDice } from './dice.ts';
import { chipFactor, isDisasterOn } from './formulas.ts';
import type { Game } from './game.ts';
import { cloneState, ENGINE_VERSION } from './hash.ts';
import { groundCentreChart } from './machines/groundCentre.ts';
import { estimatesFor, normalAtDraw, Z_90 } from './phases/accounts.ts';
import { waits } from './phases/counterspace/approach.ts';
import { runOrbitChain } from './phases/failover.ts';
import { plannedGroup } from './phases/programmes.ts';
import { SIDES } from './sides.ts';
import { startState } from './start.ts';
import type {
  Cohort,
  DebrisBand,
  Estimate,
  Estimates,
  GameState,
  GridRegion,
  GroundCentre,
  LaunchLine,
  Operation,
  OrbitalGroup,
  SideState,
} from './state.ts';
import type { RivalCentreView, RivalGroupView, SideView } from './viewTypes.ts';

/** Sets imagined games apart from every game that is played, so that no imagined die is ever a true one. */
const IMAGINED = 'imagined';

/** How far what nobody sees may be from what was guessed: standard deviation of its logarithm. */
const GUESS_SIGMA = 0.3;
/** The most and the least by which units may differ from what their design and the year let expect. */
const MOST_UNLIKE = 2;
/** What nobody saw of backups is taken to be this share of the region's primary centres. */
const UNSEEN_BACKUP_FRAC = 0.1;

/** One act of imagining: what is seen, what is guessed from, and the dice. */
interface Imagining {
  readonly game: Game;
  readonly view: SideView;
  readonly prior: GameState;
  /** Turns resolved so far. */
  readonly turn: number;
  readonly draw: (what: string) => number;
}

/** A true amount that an estimate may stand for: the error that the estimate admits, drawn. */
const drawnFrom = ({ value, low, high }: Estimate, draw: number): number =>
  value > 0 && low > 0 && high > low ? value * pow(high / low, normalAtDraw(draw) / (2 * Z_90)) : value;

const guessFactor = (draw: number): number => exp(GUESS_SIGMA * normalAtDraw(draw));

/** The other's amount in a contest of which the own share is published: within the step to which it was rounded. */
const fromShare = ({ game, draw }: Imagining, what: string, own: number, share: number, exponent: number): number => {
  const { shareSteps } = game.ruleset.score;
  const within = share + (draw(what) - 1 / 2) / shareSteps;
  return own > 0 && share > 0 && within > 0 && within < 1 ? own * pow(1 / within - 1, 1 / exponent) : 0;
};

// ------------------------------------------------------------------------------------------------ the other side

/** What the other has where nothing is seen of it: as in the prior, and since then as much more or less as oneself. */
const rivalSide = (imagining: Imagining): SideState => {
  const { game, view, prior, turn, draw } = imagining;
  const { own, rival } = view;
  const was = prior.sides[rival.side];
  const ownWas = prior.sides[view.side];
  const isOld = prior.turn < turn;
  const guessed = (name: 'fundsMusd' | 'incomeMusd' | 'politicalCapital' | 'chipSupplyMw' | 'trainingStock'): number =>
    Math.max(0, was[name] + (isOld ? own[name] - ownWas[name] : 0)) * guessFactor(draw(name));
  const level = (track: (typeof RESEARCH_TRACKS)[number]): number => {
    const gained = isOld ? own.tech[track] - ownWas.tech[track] : 0;
    return clamp(was.tech[track] + Math.round(2 * draw(`tech/${track}`) * gained), 0, game.ruleset.research.maxLevel);
  };
  const { score, economy } = game.ruleset;
  const trainingShare = own.pointsThisTurn.training / score.trainingPoints;
  const seenStock = fromShare(imagining, 'training', own.trainingStock, trainingShare, score.trainingExponent);
  const { points } = rival;
  const pointsSigma = (points.high - points.value) / Z_90;
  return {
    ...was,
    fundsMusd: guessed('fundsMusd'),
    incomeMusd: isOld ? guessed('incomeMusd') : was.incomeMusd,
    politicalCapital: Math.min(economy.politicalCapitalCap, guessed('politicalCapital')),
    chipSupplyMw: isOld ? guessed('chipSupplyMw') : was.chipSupplyMw,
    trainingStock: seenStock > 0 ? seenStock : guessed('trainingStock'),
    tech: isOld
      ? (Object.fromEntries(RESEARCH_TRACKS.map((track) => [track, level(track)])) as SideState['tech'])
      : was.tech,
    standing: rival.standing,
    exportControlLevel: rival.exportControlLevel,
    allies: rival.allies,
    milestones: [...rival.milestones],
    points: Math.max(0, points.value + pointsSigma * normalAtDraw(draw('points'))),
    surveilled: false,
    inspecting: [],
    deceiving: [],
  };
};

/** Units by the turn in which they flew: those of the prior, and the others since, a like number a turn. */
const cohortsOf = (
  { game, prior, turn, view }: Imagining,
  { id, designId, unitCount }: RivalGroupView,
  rival: SideState,
): Cohort[] => {
  const known = prior.groups.find((group) => group.id === id)?.cohorts ?? [];
  const cohorts = known.map((cohort) => ({ ...cohort }));
  let missing = unitCount - sum(cohorts, (cohort) => cohort.unitCount);
  const first = Math.min(prior.turn + 1, Math.max(1, turn));
  for (let flown = first; flown <= turn && missing > 0; flown++) {
    const flownCount = Math.ceil(missing / (turn - flown + 1));
    missing -= flownCount;
    cohorts.push({
      designId,
      turnFlown: flown,
      unitCount: flownCount,
      chipFactor: chipFactor(game, flown, rival.tech.chip, view.side, view.own.exportControlLevel),
      unitMassKg: game.design(designId).massKg,
    });
  }
  if (missing > 0) {
    const newest = cohorts.at(-1);
    if (newest === undefined)
      cohorts.push({ designId, turnFlown: turn, unitCount, chipFactor: 1, unitMassKg: game.design(designId).massKg });
    else newest.unitCount += missing;
  }
  for (const cohort of cohorts) {
    if (missing >= 0) break;
    const gone = Math.min(cohort.unitCount, -missing);
    cohort.unitCount -= gone;
    missing += gone;
  }
  return cohorts.filter((cohort) => cohort.unitCount > 0);
};

/** The state of a group that flies, or does not. */
const groupMachine = (
  { architecture, unitCount }: RivalGroupView,
  was: OrbitalGroup | undefined,
): OrbitalGroup['machine'] => {
  if (unitCount === 0) return 'planned';
  const wasFlying = was !== undefined && was.cohorts.length > 0 && was.architecture === architecture;
  if (wasFlying && was.healthFrac > 0 && was.machine !== 'planned') return was.machine;
  return architecture === 'platform' ? 'operating' : 'nominal';
};

const rivalGroup = (imagining: Imagining, seen: RivalGroupView, rival: SideState): OrbitalGroup => {
  const { game, view, prior } = imagining;
  const { id, architecture, shellId, designId, unitCount } = seen;
  const was = prior.groups.find((group) => group.id === id);
  const cohorts = cohortsOf(imagining, seen, rival);
  const newest = cohorts.at(-1);
  const newestKg = newest === undefined ? 0 : newest.unitCount * newest.unitMassKg;
  const wasCount = was === undefined ? 0 : unitCountOf(was);
  const rampKg = was === undefined ? 0 : wasCount > 0 ? (was.rampKg * unitCount) / wasCount : was.rampKg;
  const flies = unitCount > 0;
  return {
    ...plannedGroup(id, view.rival.side, { architecture, shellId, designId }),
    spareFrac: was?.spareFrac ?? 0,
    manoeuvreMPerS: flies ? (was?.manoeuvreMPerS ?? game.design(designId).manoeuvreMPerS) : 0,
    machine: groupMachine(seen, was),
    cohorts,
    hardeningLevel: was?.hardeningLevel ?? 0,
    healthFrac: architecture === 'platform' && flies && was !== undefined && was.healthFrac > 0 ? was.healthFrac : 1,
    rampKg: Math.max(rampKg, prior.turn < imagining.turn ? newestKg : 0),
  };
};

/** Groups whose service was interfered with last turn: what they deliver says little of what they can. */
const disturbed = ({ view, turn }: Imagining): ReadonlySet<string> =>
  new Set(view.ownOperations.filter((operation) => operation.turn === turn).map(({ targetId }) => targetId));

/**
 * Brings what groups deliver to what it is believed to be: each to a draw from its estimate, all together to the share of
 * orbit that was published. What a design does not explain is laid to its chips.
 */
const fitGroups = (imagining: Imagining, state: GameState, groups: readonly OrbitalGroup[]): void => {
  const { game, view, turn, draw } = imagining;
  const { score } = game.ruleset;
  const isDisturbed = disturbed(imagining);
  const now = Math.max(1, turn);
  const chainPops = new Map<string, number>();
  const wantedPops = new Map<string, number>();
  for (const group of groups) {
    runOrbitChain(game, state, group, now);
    chainPops.set(group.id, group.deliveredPops);
    const estimate = view.rival.groups.find(({ id }) => id === group.id)?.deliveredPops;
    wantedPops.set(
      group.id,
      estimate === undefined || isDisturbed.has(group.id) ? group.deliveredPops : drawnFrom(estimate, draw(group.id)),
    );
  }
  const wanted = sum([...wantedPops.values()], (pops) => pops);
  const share = view.own.pointsThisTurn.presence / score.presencePoints;
  const orbital = view.own.deliveredOrbitalPops;
  const published = isDisturbed.size > 0 ? 0 : fromShare(imagining, 'orbit', orbital, share, score.presenceExponent);
  const whole = wanted > 0 && published > 0 ? clamp(published / wanted, 1 / MOST_UNLIKE, MOST_UNLIKE) : 1;
  for (const group of groups) {
    const pops = chainPops.get(group.id) ?? 0;
    if (pops <= 0) continue;
    const factor = clamp(((wantedPops.get(group.id) ?? 0) * whole) / pops, 1 / MOST_UNLIKE, MOST_UNLIKE);
    for (const cohort of group.cohorts) cohort.chipFactor *= factor;
    runOrbitChain(game, state, group, now);
    group.previousDeliveredPops = group.deliveredPops;
  }
};

const rivalLine = (
  { view, prior, turn }: Imagining,
  { id, vehicleId, machine, flownFlights }: SideView['rival']['lines'][number],
): LaunchLine => {
  const was = prior.lines.find((line) => line.id === id);
  const since = flownFlights - (was?.flownFlights ?? 0);
  const turns = Math.max(1, turn - prior.turn);
  return {
    id,
    owner: view.rival.side,
    vehicleId,
    machine,
    cadencePerTurn: Math.max(was?.cadencePerTurn ?? 1, Math.ceil(since / turns)),
    flownFlights,
    flownMassT: was?.flownMassT ?? 0,
    groundedUntilTurn: machine === 'grounded' ? Math.max(turn + 1, was?.groundedUntilTurn ?? 0) : 0,
    developmentMusd: was?.developmentMusd ?? 0,
  };
};

/** Regions grow alike on both sides of the ocean; who has built centres has built the grid for them. */
const rivalRegion = (
  { game, view, prior, turn }: Imagining,
  { id, machine }: SideView['rival']['regions'][number],
  addedMw: number,
): GridRegion | null => {
  const was = prior.regions.find((region) => region.id === id);
  if (was === undefined) return null;
  if (prior.turn >= turn) return { ...was, machine, shedMw: 0 };
  const growth = view.regions.map(
    (own) => own.peakLoadMw / (prior.regions.find((region) => region.id === own.id)?.peakLoadMw ?? own.peakLoadMw),
  );
  const growthFactor = growth.length === 0 ? 1 : sum(growth, (factor) => factor) / growth.length;
  const peakLoadMw = was.peakLoadMw * growthFactor;
  const neededMw = Math.max(0, peakLoadMw - was.peakLoadMw + addedMw);
  return {
    ...was,
    machine,
    peakLoadMw,
    newUnitCount: was.newUnitCount + Math.round(neededMw / game.ruleset.grid.newUnitMw),
    shedMw: 0,
  };
};

const centreOf = (
  owner: Side,
  { regionId }: Pick<RivalCentreView, 'regionId'>,
  tier: GroundCentre['tier'],
  popsPerKw: number,
): GroundCentre => ({
  id: `${owner}/${regionId}/${tier ?? 'primary'}`,
  owner,
  regionId,
  role: tier === null ? 'primary' : 'backup',
  tier,
  machine: groundCentreChart.next(groundCentreChart.initial, 'complete', {
    isPrimary: tier === null,
    isHot: tier === 'hot',
    isWarm: tier === 'warm',
  }),
  powerMw: 0,
  popsPerKw,
  isKnown: tier === null,
  deliveredPops: 0,
  recoveredPops: 0,
});

/** Primary centres where they are seen, with the power that is believed of all together, shared as in the prior. */
const rivalPrimaries = ({ game, view, prior, draw }: Imagining, chipsFactor: number): readonly GroundCentre[] => {
  const { side, centres, groundPowerMw, groundPops } = view.rival;
  const seen = centres.filter(({ role }) => role === 'primary');
  const wereOf = (regionId: string) =>
    prior.centres.find((each) => each.owner === side && each.role === 'primary' && each.regionId === regionId);
  const priorMw = sum(seen, ({ regionId }) => wereOf(regionId)?.powerMw ?? 0);
  const powerMw = drawnFrom(groundPowerMw, draw('ground'));
  const startPopsPerKw = game.scenario.sides[side].popsPerKw;
  const believed = powerMw > 0 ? drawnFrom(groundPops, draw('ground/pops')) / (powerMw * KW_PER_MW) : startPopsPerKw;
  const popsPerKw = clamp(believed, startPopsPerKw / MOST_UNLIKE, startPopsPerKw * chipsFactor * MOST_UNLIKE);
  return seen.map((each) => {
    const was = wereOf(each.regionId);
    const shareFrac = priorMw > 0 ? (was?.powerMw ?? 0) / priorMw : 1 / seen.length;
    const centre = { ...centreOf(side, each, null, popsPerKw), powerMw: powerMw * shareFrac };
    return { ...centre, deliveredPops: centre.powerMw * KW_PER_MW * popsPerKw };
  });
};

/** Backups as they were seen; where only the buildings are, those of the prior, or something small. */
const rivalBackups = (
  { view, prior, draw }: Imagining,
  primaries: readonly GroundCentre[],
): readonly GroundCentre[] => {
  const { side, centres, backups } = view.rival;
  const popsPerKw = primaries[0]?.popsPerKw ?? 0;
  return centres
    .filter(({ role }) => role === 'backup')
    .flatMap((place) => {
      const known = backups
        .filter(({ regionId }) => regionId === place.regionId)
        .map(({ tier, powerMw }) => ({
          ...centreOf(side, place, tier, popsPerKw),
          powerMw: drawnFrom(powerMw, draw(`${place.id}/${tier}`)),
          isKnown: true,
        }));
      const isSeen = (id: string): boolean => known.some((centre) => centre.id === id);
      const unseen = prior.centres.filter(
        (centre) =>
          centre.owner === side && isBuilt(centre) && centreTargetId(centre) === place.id && !isSeen(centre.id),
      );
      const all = [...known, ...unseen.map((centre) => ({ ...centre, isKnown: false, recoveredPops: 0 }))];
      if (all.length > 0) return all;
      const primaryMw = primaries.find(({ regionId }) => regionId === place.regionId)?.powerMw ?? 0;
      const powerMw = UNSEEN_BACKUP_FRAC * primaryMw * guessFactor(draw(place.id));
      return [{ ...centreOf(side, place, 'warm', popsPerKw), powerMw }];
    });
};

// ------------------------------------------------------------------------------------------------ what both stand in

/** Fragments by class: as many as are tracked, in the shares of the prior, or of a cloud of fragments. */
const imaginedBand = (game: Game, prior: DebrisBand, place: number, fragmentCount: number): DebrisBand => {
  const { lowKm, highKm, backgroundPerKm3 } = prior;
  const before = fragmentCountOf(prior);
  const cloud = game.cloud((lowKm + highKm) / 2, 'collision').bands.map((bands) => bands[place] ?? 0);
  const weights = before > 0 ? prior.fragments : cloud;
  const whole = sum(weights, (weight) => weight);
  const fragments = weights.map((weight) => (whole > 0 ? inGrains((fragmentCount * weight) / whole) : 0));
  const rest = fragmentCount - sum(fragments, (count) => count);
  fragments[0] = (fragments[0] ?? 0) + rest;
  const isWhole = fragments.every((count) => count >= 0) && fragmentCountOf({ fragments }) === fragmentCount;
  return {
    lowKm,
    highKm,
    backgroundPerKm3,
    fragments: isWhole ? fragments : weights.map((_, index) => (index === 0 ? fragmentCount : 0)),
  };
};

/** Own acts, of which the target knows what it can be supposed to know. */
const ownOperation = (view: SideView, known: SideView['ownOperations'][number]): Operation => {
  const isSeen = known.machine === 'exposed' || known.attributed;
  return { ...known, target: view.rival.side, detected: isSeen, felt: isSeen, investigations: 0 };
};

const sufferedOperation = (
  { view, turn }: Imagining,
  {
    id,
    family,
    targetId,
    turn: at,
    attributed,
    waits: isWaiting,
    isDeniable,
    investigations,
  }: SideView['sufferedOperations'][number],
): Operation => ({
  id,
  family,
  actor: view.rival.side,
  target: view.side,
  targetId,
  turn: at,
  machine: isWaiting ? 'exposed' : isDeniable ? 'deniable' : at === turn ? 'lapsed' : 'closed',
  shots: 0,
  detected: true,
  felt: true,
  hits: 0,
  attributed,
  reciprocal: false,
  investigations,
});

/** Craft of the prior that wait unseen beside what flies. */
const unseenCraft = ({ view, prior, turn }: Imagining): readonly Operation[] =>
  prior.turn < turn
    ? []
    : prior.operations
        .filter(
          (operation) =>
            operation.actor === view.rival.side &&
            waits(operation) &&
            !view.sufferedOperations.some(
              ({ id, targetId, waits: isSeen }) => id === operation.id || (isSeen && targetId === operation.targetId),
            ) &&
            view.groups.some((group) => group.id === operation.targetId && unitCountOf(group) > 0),
        )
        .map((operation) => ({
          ...operation,
          machine: 'ready' as const,
          detected: false,
          felt: false,
          attributed: false,
        }));

/** What the side believed of the other, as its view gives it back. */
const ownEstimates = ({ rival }: SideView): Estimates => ({
  groups: rival.groups.map(({ id, powerKw, deliveredPops }) => ({ id, powerKw, deliveredPops })),
  backups: [...rival.backups],
  groundPowerMw: rival.groundPowerMw,
  groundPops: rival.groundPops,
  deliveredPops: rival.deliveredPops,
  points: rival.points,
});

const sorted = <T extends { readonly id: string }>(list: readonly T[]): T[] =>
  list.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** The other's compute as its parts come to; in which proportion it was used, as in the prior. */
const sumCompute = (state: GameState, side: Side): void => {
  const own = state.sides[side];
  const before = own.deliveredPops;
  const isOwn = ({ owner }: { readonly owner: Side }): boolean => owner === side;
  own.deliveredOrbitalPops = sum(state.groups.filter(isOwn), ({ deliveredPops }) => deliveredPops);
  own.deliveredPops = own.deliveredOrbitalPops + sum(state.centres.filter(isOwn), ({ deliveredPops }) => deliveredPops);
  own.recoveredPops = 0;
  own.lostPops = 0;
  own.blockPops = Math.min(own.blockPops, own.deliveredOrbitalPops);
  const factor = before > 0 ? own.deliveredPops / before : 0;
  for (const workload of ['earthObservation', 'inference', 'training'] as const) own.workloadPops[workload] *= factor;
};

/**
 * A state that agrees with a view in all that the view says exactly, and is likely in what it says about. The same view,
 * seed and prior give the same state; nothing else goes into it. `prior` is a state of the same scenario, not later than
 * the view, that was not made from the true one; the start where it is left out.
 */
export const imagineState = (
  game: Game,
  view: SideView,
  seed: string,
  prior: GameState = startState(game, IMAGINED),
): GameState => {
  const turn = view.stage === 'crisisRound' ? view.turn : view.turn - 1;
  const dice: Dice = seededDice(`${IMAGINED}/${seed}`, turn);
  const draw = (what: string): number => dice.draw(`${IMAGINED}/${view.side}/${what}`);
  const imagining: Imagining = { game, view, prior, turn, draw };
  const rival = rivalSide(imagining);
  const groups = view.rival.groups.map((group) => rivalGroup(imagining, group, rival));
  const { popsPerKwDoublingTurns } = game.ruleset.economy;
  const primaries = rivalPrimaries(imagining, pow(2, turn / popsPerKwDoublingTurns));
  const backups = rivalBackups(imagining, primaries);
  const addedMw = (regionId: string): number =>
    sum(primaries, (centre) => (centre.regionId === regionId ? centre.powerMw : 0)) -
    sum(prior.centres, (centre) => (centre.regionId === regionId && centre.role === 'primary' ? centre.powerMw : 0));
  const ofRival = (owner: Side): boolean => owner === view.rival.side;
  const state = cloneState({
    scenarioId: view.scenarioId,
    rulesetHash: game.ruleset.hash,
    engineVersion: ENGINE_VERSION,
    seed: `${IMAGINED}/${seed}`,
    turn,
    stage: view.stage,
    opened: false,
    sides: { us: rival, cn: rival, [view.side]: view.own } as GameState['sides'],
    groups: sorted([...view.groups, ...groups]) as OrbitalGroup[],
    lines: sorted([...view.lines, ...view.rival.lines.map((line) => rivalLine(imagining, line))]) as LaunchLine[],
    campaigns: [...view.campaigns],
    regions: sorted([
      ...view.regions,
      ...view.rival.regions.flatMap((region) => rivalRegion(imagining, region, addedMw(region.id)) ?? []),
    ]) as GridRegion[],
    centres: sorted([...view.centres, ...primaries, ...backups]) as GroundCentre[],
    deliveries: [
      ...view.deliveries,
      ...prior.deliveries.filter(({ owner, dueTurn }) => ofRival(owner) && dueTurn > turn),
    ],
    operations: [
      ...view.ownOperations.map((operation) => ownOperation(view, operation)),
      ...view.sufferedOperations.map((operation) => sufferedOperation(imagining, operation)),
      ...unseenCraft(imagining),
    ],
    bands: prior.bands.map((band, place) => imaginedBand(game, band, place, view.bands[place]?.fragmentCount ?? 0)),
    beltRadPerDay: view.beltRadPerDay,
    agreements: view.agreements.map(({ id, machine, offeredByOwn, offeredByRival, untilTurn }) => {
      const { offerTurns } = game.ruleset.crisis;
      const stands = (isOffered: boolean): number => (isOffered ? offerTurns : 0);
      const turns = { us: stands(offeredByRival), cn: stands(offeredByRival), [view.side]: stands(offeredByOwn) };
      return { id, machine, offerTurns: turns, untilTurn };
    }),
    crisis: view.crisis,
    tension: view.tension,
    race: view.race,
    raceLeader: view.raceLeader,
    raceHeldTurns: prior.raceLeader === view.raceLeader ? prior.raceHeldTurns : 0,
    marketFactor: view.marketFactor,
    launchFailureFrac: view.launchFailureFrac,
    disasterTurn: view.disasterOn
      ? Math.max(1, view.turn - 1)
      : isDisasterOn(prior.disasterTurn, view.turn)
        ? 0
        : prior.disasterTurn,
    eventsPlayed: [...prior.eventsPlayed],
    estimates: prior.estimates,
    outcome: view.outcome,
  });
  fitGroups(
    imagining,
    state,
    state.groups.filter(({ owner }) => ofRival(owner)),
  );
  sumCompute(state, view.rival.side);
  for (const side of SIDES)
    state.estimates[side] =
      side === view.side
        ? cloneEstimates(ownEstimates(view))
        : estimatesFor(game, state, side, { draw: (what) => draw(what) });
  return state;
};

const cloneEstimates = (estimates: Estimates): Estimates => JSON.parse(JSON.stringify(estimates)) as Estimates;
