/** Phase 12: markets, points, firsts, the race, the end, and each side's estimate of the other. */
import { KW_PER_MW } from '../../units/convert.ts';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { type BySide, type Side, SIDES } from '../../ruleset/terms.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { exp, log2, pow } from '../../units/math.ts';
import {
  clamp,
  note,
  rivalReads,
  ruleInput,
  stateInput,
  subject,
  sum,
  tell,
  type TurnContext,
  unitCountOf,
} from '../context.ts';
import { beltLossProb, contestShare, publishedShare } from '../formulas.ts';
import { raceChart } from '../machines/race.ts';
import { satelliteGroupChart, type SatelliteGroupState } from '../machines/satelliteGroup.ts';
import { bySide, NOBODY, only, rivalOf } from '../sides.ts';
import type { EndKind, Estimate, Estimates, GameState, OrbitalGroup, Outcome, SideState } from '../state.ts';
import type { Dice } from '../dice.ts';
import type { Game } from '../game.ts';
import { bandDensityPerKm3 } from '../debris.ts';

type Milestone = Ruleset['score']['milestones'][number];

interface Shares {
  readonly presence: number;
  readonly block: number;
  readonly inference: number;
  readonly training: number;
}

/** What a side's inference weighs in the market: its compute, liked the better the better the side stands. */
const marketWeight = (game: Game, own: SideState): number => {
  const { standingMarketFloor, standingMarketSlope } = game.ruleset.score;
  return own.workloadPops.inference * (standingMarketFloor + (standingMarketSlope * own.standing) / 100);
};

const sharesOf = (context: TurnContext, side: Side): Shares => {
  const { state, game } = context;
  const { score } = game.ruleset;
  const own = state.sides[side];
  const other = state.sides[rivalOf(side)];
  // Published to whole steps: neither side can read the other's compute back from its own points.
  const share = (ownPart: number, otherPart: number, exponent: number): number =>
    publishedShare(game, contestShare(ownPart, otherPart, exponent));
  return {
    presence: share(own.deliveredOrbitalPops, other.deliveredOrbitalPops, score.presenceExponent),
    block: share(own.blockPops, other.blockPops, score.blockExponent),
    inference: share(marketWeight(game, own), marketWeight(game, other), score.inferenceExponent),
    training: share(own.trainingStock, other.trainingStock, score.trainingExponent),
  };
};

/** Credits a side's points of the turn's contests; gives the finding. */
const earnPoints = (context: TurnContext, side: Side, shares: Shares): string => {
  const { game, state, turn } = context;
  const { score, economy } = game.ruleset;
  const own = state.sides[side];
  const earned = {
    earthObservation: score.earthObservationPoints * own.earthObservationQuality,
    presence: score.presencePoints * shares.presence,
    block: score.blockPoints * shares.block,
    inference: score.inferencePoints * shares.inference,
    training: score.trainingPoints * shares.training,
  };
  own.pointsThisTurn = { ...own.pointsThisTurn, ...earned };
  own.points += earned.earthObservation + earned.presence + earned.block + earned.inference + earned.training;
  const marketMusd =
    economy.inferenceMarketMusd *
    pow(1 + economy.inferenceMarketGrowthFrac, turn - 1) *
    state.marketFactor *
    context.outside.eventMarketFactor;
  const partnersMusd = economy.allies.incomeMusd * own.allies;
  own.revenueMusd = Math.max(0, marketMusd * shares.inference + partnersMusd - own.scarcityMusd);
  note(context, () => ({
    subject: subject('side', side),
    question: 'marketRevenue',
    equationId: 'marketRevenue',
    inputs: [
      ruleInput(game, 'inferenceMarketMusd', 'economy.inferenceMarketMusd'),
      ruleInput(game, 'inferenceMarketGrowthFrac', 'economy.inferenceMarketGrowthFrac'),
      stateInput('marketFactor', state.marketFactor, '1', 'marketFactor'),
      stateInput('eventMarketFactor', context.outside.eventMarketFactor, '1', 'events'),
      stateInput('share', shares.inference, '1', 'contestShare'),
      stateInput('allies', own.allies, '1', `sides.${side}.allies`),
      ruleInput(game, 'alliesIncomeMusd', 'economy.allies.incomeMusd'),
      stateInput('scarcityMusd', own.scarcityMusd, 'MUSD', `sides.${side}.scarcityMusd`),
    ],
    result: { revenueMusd: own.revenueMusd },
    outcome: 'earned',
    visibleTo: only(side),
  }));
  return note(context, () => ({
    subject: subject('side', side),
    question: 'pointsEarned',
    equationId: 'pointsEarned',
    inputs: [
      stateInput('earthObservationQuality', own.earthObservationQuality, '1', `sides.${side}`),
      ruleInput(game, 'earthObservationPoints', 'score.earthObservationPoints'),
      stateInput('presenceShare', shares.presence, '1', 'contestShare'),
      ruleInput(game, 'presencePoints', 'score.presencePoints'),
      stateInput('blockShare', shares.block, '1', 'contestShare'),
      ruleInput(game, 'blockPoints', 'score.blockPoints'),
      stateInput('inferenceShare', shares.inference, '1', 'contestShare'),
      ruleInput(game, 'inferencePoints', 'score.inferencePoints'),
      stateInput('trainingShare', shares.training, '1', 'contestShare'),
      ruleInput(game, 'trainingPoints', 'score.trainingPoints'),
    ],
    result: { ...earned, points: own.points },
    outcome: 'earned',
    visibleTo: only(side),
  }));
};

/** Tells a side what the whole turn has brought it: contests, firsts, and what outages took. */
const tellPoints = (context: TurnContext, side: Side, findingId: string): void => {
  const { pointsThisTurn, points } = context.state.sides[side];
  tell(context, {
    kind: 'points.earned',
    subject: subject('side', side),
    side,
    values: { points: sum(Object.values(pointsThisTurn), (value) => value), total: points },
    findingIds: [findingId],
    visibleTo: only(side),
    weight: 1,
  });
};

const METRIC_UNITS: Readonly<Record<Milestone['metric'], string>> = {
  programmeUnits: 'units',
  programmePops: 'POPS',
  orbitalPops: 'POPS',
  orbitalPowerMw: 'MW',
  groundPowerMw: 'MW',
};

/** What a first is measured by. */
export const measure = (state: GameState, { owner, metric, programmeId }: Milestone): number => {
  const programme = (): OrbitalGroup | undefined =>
    state.groups.find((group) => group.owner === owner && group.id === programmeId);
  switch (metric) {
    case 'programmeUnits':
      return unitCountOf(programme() ?? { cohorts: [] });
    case 'programmePops':
      return programme()?.deliveredPops ?? 0;
    case 'orbitalPops':
      return state.sides[owner].deliveredOrbitalPops;
    case 'orbitalPowerMw':
      return orbitalMwOf(state, owner);
    case 'groundPowerMw':
      return sum(
        state.centres.filter((centre) => centre.owner === owner),
        ({ powerMw }) => powerMw,
      );
  }
};

const reachMilestones = (context: TurnContext): void => {
  const { game, state, turn } = context;
  for (const milestone of game.ruleset.score.milestones) {
    const own = state.sides[milestone.owner];
    if (own.milestones.some(({ id }) => id === milestone.id)) continue;
    const value = measure(state, milestone);
    if (value < milestone.threshold) continue;
    const points = turn <= milestone.byTurn ? milestone.points : milestone.latePoints;
    own.milestones.push({ id: milestone.id, turn, points });
    own.points += points;
    own.pointsThisTurn.firsts += points;
    const path = `score.milestones.${milestone.id}`;
    const findingId = note(context, () => ({
      subject: subject('side', milestone.owner),
      question: 'milestone',
      equationId: 'milestone',
      inputs: [
        stateInput('measured', value, METRIC_UNITS[milestone.metric], milestone.metric),
        ruleInput(game, 'threshold', `${path}.threshold`),
        ruleInput(game, 'byTurn', `${path}.byTurn`),
        ruleInput(game, 'points', `${path}.points`),
        ruleInput(game, 'latePoints', `${path}.latePoints`),
      ],
      result: { points },
      outcome: turn <= milestone.byTurn ? 'inTime' : 'late',
      // That it was reached is announced; by how much it was passed is not.
      parts: rivalReads(milestone.owner, ['threshold', 'byTurn', 'points', 'latePoints'], ['points']),
    }));
    tell(context, {
      kind: 'milestone.reached',
      subject: subject('side', milestone.owner),
      side: milestone.owner,
      values: { milestoneId: milestone.id, points },
      findingIds: [findingId],
      weight: 3,
    });
  }
};

/** Share of all that the contests give: orbit counts for what orbit's points are, the ground for what its are. */
const raceShare = ({ presence, block, inference, training }: Shares, score: Ruleset['score']): number =>
  (score.presencePoints * presence +
    score.blockPoints * block +
    score.inferencePoints * inference +
    score.trainingPoints * training) /
  (score.presencePoints + score.blockPoints + score.inferencePoints + score.trainingPoints);

const assessRace = (context: TurnContext, shares: BySide<Shares>): void => {
  const { game, state } = context;
  const { score, environment } = game.ruleset;
  const [first, second] = SIDES;
  const a = raceShare(shares[first], score);
  const b = raceShare(shares[second], score);
  const leader = a === b ? null : a > b ? first : second;
  const ratio = Math.min(a, b) > 0 ? Math.max(a, b) / Math.min(a, b) : Math.max(a, b) > 0 ? Number.MAX_SAFE_INTEGER : 1;
  const keepsLead = leader !== null && leader === state.raceLeader;
  const decisive = ratio >= score.decisiveRatio;
  state.raceHeldTurns = decisive ? (keepsLead ? state.raceHeldTurns + 1 : 1) : 0;
  state.raceLeader = leader;
  const was = state.race;
  state.race = raceChart.next(was, 'assess', {
    debrisStalls: state.bands.some((band) => bandDensityPerKm3(band) >= environment.unusableDensityPerKm3),
    decisiveLeadHeld: keepsLead && state.raceHeldTurns >= score.decisiveHeldTurns,
    leadHeld: ratio >= score.leadRatio,
  });
  const findingId = note(context, () => ({
    subject: subject('race', 'race'),
    question: 'race',
    equationId: 'race',
    inputs: [
      stateInput(`share.${first}`, a, '1', 'contestShare'),
      stateInput(`share.${second}`, b, '1', 'contestShare'),
      stateInput('ratio', ratio, '1', 'contestShare'),
      ...(['presencePoints', 'blockPoints', 'inferencePoints', 'trainingPoints'] as const).map((name) =>
        ruleInput(game, name, `score.${name}`),
      ),
      stateInput('heldTurns', state.raceHeldTurns, 'turns', 'raceHeldTurns'),
      ruleInput(game, 'leadRatio', 'score.leadRatio'),
      ruleInput(game, 'decisiveRatio', 'score.decisiveRatio'),
      ruleInput(game, 'decisiveHeldTurns', 'score.decisiveHeldTurns'),
    ],
    result: { heldTurns: state.raceHeldTurns },
    outcome: `state:${state.race}`,
    // The ratio is the truth about both sides: neither knows the other's.
    parts: bySide(() => ({
      inputs: ['leadRatio', 'decisiveRatio', 'decisiveHeldTurns'],
      result: [],
      dice: false,
    })),
  }));
  if (state.race !== was)
    tell(context, {
      kind: 'race.moved',
      subject: subject('race', 'race'),
      side: null,
      values: { from: was, to: state.race },
      findingIds: [findingId],
    });
};

const orbitalMwOf = (state: GameState, side: Side): number =>
  sum(
    state.groups.filter(({ owner }) => owner === side),
    ({ powerKw }) => powerKw,
  ) / KW_PER_MW;

/** Score of a side, were the game to end as it stands. */
export const finalScore = (game: Game, state: GameState, side: Side): number => {
  const { score } = game.ruleset;
  const own = state.sides[side];
  return (
    own.points +
    score.finalStandingFactor * (own.standing - score.finalStandingRest) +
    score.finalOrbitFactor * log2(1 + orbitalMwOf(state, side) / score.finalOrbitReferenceMw) +
    game.scenario.handicapPoints[side]
  );
};

/** 0…1 each: an orbit still usable, lights still on, and a peace still kept; the world's score is their mean of 100. */
const worldOf = (game: Game, state: GameState, end: EndKind): Record<'orbit' | 'lights' | 'peace', number> => {
  const { environment, score, crisis } = game.ruleset;
  const worstDensity = Math.max(...state.bands.map((band) => bandDensityPerKm3(band)));
  const startDensity = Math.max(...state.bands.map(({ backgroundPerKm3 }) => backgroundPerKm3));
  const orbit = 1 - clamp((worstDensity - startDensity) / (environment.unusableDensityPerKm3 - startDensity), 0, 1);
  const lights = 1 - clamp(sum(SIDES, (side) => state.sides[side].shedTurns) / score.worldShedTurns, 0, 1);
  // Peace that is agreed upon counts whole, whatever the tension it was made under.
  const peace =
    end === 'war'
      ? 0
      : end === 'agreement'
        ? 1
        : 1 - clamp(state.tension / (crisis.upAt[crisis.upAt.length - 1] ?? 100), 0, 1);
  return { orbit: orbit * (1 - beltLossProb(game, state.beltRadPerDay, 0)), lights, peace };
};

/** A comprehensive accord in force for its term settles the contest. */
const isAccordHeld = ({ agreements }: GameState, turn: number): boolean =>
  agreements.some(({ id, machine, untilTurn }) => id === 'accord' && machine === 'inForce' && turn >= untilTurn);

const endOf = ({ game, state, turn, rulings }: TurnContext): EndKind | null => {
  if (state.crisis === 'war') return 'war';
  if (state.race === 'stalled') return 'unusableOrbit';
  if (state.race === 'decisive') return 'decisiveLead';
  if (isAccordHeld(state, turn)) return 'agreement';
  if (SIDES.some((side) => state.sides[side].fundsMusd < game.ruleset.score.exhaustionFundsMusd)) return 'exhaustion';
  if (rulings.some(({ kind }) => kind === 'end')) return 'called';
  return turn >= game.scenario.turnCount + game.ruleset.score.epilogueTurns ? 'time' : null;
};

const winnerOf = (context: TurnContext, end: EndKind, score: Outcome['score']): Side | null => {
  const { game, state } = context;
  if (end === 'war' || end === 'unusableOrbit') return null;
  if (end === 'decisiveLead') return state.raceLeader;
  if (end === 'exhaustion') {
    const exhausted = SIDES.filter((side) => state.sides[side].fundsMusd < game.ruleset.score.exhaustionFundsMusd);
    const [broke] = exhausted;
    return exhausted.length === 1 && broke !== undefined ? rivalOf(broke) : null;
  }
  const [first, second] = SIDES;
  const margin = score[first] - score[second];
  if (Math.abs(margin) < game.ruleset.score.drawMargin) return null;
  return margin > 0 ? first : second;
};

export const concludeGame = (context: TurnContext): void => {
  const { game, state } = context;
  const end = endOf(context);
  if (end === null) return;
  state.race = raceChart.next(state.race, 'end');
  const score = bySide((side) => finalScore(game, state, side));
  const winner = winnerOf(context, end, score);
  const world = worldOf(game, state, end);
  state.outcome = {
    end,
    winner,
    mutualLoss: end === 'war' || end === 'unusableOrbit',
    score,
    worldScore: (100 * (world.orbit + world.lights + world.peace)) / Object.keys(world).length,
  };
  const findingId = note(context, () => ({
    subject: subject('world', 'game'),
    question: 'gameEnds',
    equationId: 'finalScore',
    inputs: [
      ...SIDES.map((side) => stateInput(`points.${side}`, state.sides[side].points, 'points', `sides.${side}.points`)),
      ...SIDES.map((side) =>
        stateInput(`standing.${side}`, state.sides[side].standing, 'points', `sides.${side}.standing`),
      ),
      ...SIDES.map((side) => stateInput(`orbitalMw.${side}`, orbitalMwOf(state, side), 'MW', 'groups.powerKw')),
      ...SIDES.map((side) =>
        ruleInput(game, `handicap.${side}`, `scenarios.${game.scenario.id}.handicapPoints.${side}`),
      ),
      ruleInput(game, 'finalStandingFactor', 'score.finalStandingFactor'),
      ruleInput(game, 'finalStandingRest', 'score.finalStandingRest'),
      ruleInput(game, 'finalOrbitFactor', 'score.finalOrbitFactor'),
      ruleInput(game, 'finalOrbitReferenceMw', 'score.finalOrbitReferenceMw'),
      ruleInput(game, 'drawMargin', 'score.drawMargin'),
    ],
    result: {
      ...Object.fromEntries(SIDES.map((side) => [`score.${side}`, score[side]])),
      worldOrbit: world.orbit,
      worldLights: world.lights,
      worldPeace: world.peace,
    },
    outcome: end,
  }));
  tell(context, {
    kind: 'game.ended',
    subject: subject('world', 'game'),
    side: winner,
    values: { end },
    findingIds: [findingId],
    weight: 3,
  });
};

export const Z_90 = 1.6448536269514722;

/** Standard normal value at a uniform draw, kept off 0 and 1 where it is infinite. */
export const normalAtDraw = (draw: number): number => normalQuantile(clamp(draw, 1e-9, 1 - 1e-9), 0, 1);

/** How estimates of one spread misjudge: by a factor at a draw, and the factors of the 90% range. */
const lognormal = (sigma: number) => {
  const lowFactor = exp(-Z_90 * sigma);
  const highFactor = exp(Z_90 * sigma);
  return {
    factorAt: (draw: number): number => exp(sigma * normalAtDraw(draw)),
    estimate: (truth: number, factor: number): Estimate => {
      const value = truth * factor;
      return { value, low: value * lowFactor, high: value * highFactor };
    },
  };
};

/** Nobody believes the other side to have fewer points than it started with, none. */
const atLeastNone = (points: number): number => Math.max(0, points);

const NOTHING: Estimate = { value: 0, low: 0, high: 0 };

/**
 * What one side comes to believe of the other after a turn; drawn once, from the intelligence streams. Of nothing
 * every estimate is nothing, whatever the draw: it is made only where it is written down.
 */
export const estimatesFor = (game: Game, state: GameState, side: Side, dice: Dice, isWritten = false): Estimates => {
  const { estimateSigma, estimateSigmaPerDefenceLevel, surveilErrorFactor, inspect, deceive } =
    game.ruleset.counterspace;
  const own = state.sides[side];
  const rivalSide = rivalOf(side);
  const rival = state.sides[rivalSide];
  const sharpness =
    (own.surveilled ? surveilErrorFactor : 1) /
    ((1 + estimateSigmaPerDefenceLevel * own.tech.defence) *
      (1 + game.ruleset.economy.allies.estimateGain * own.allies));
  const draw = (what: string): number => dice.draw(`intelligence/${side}/${what}`);
  const power = lognormal(estimateSigma.power * sharpness);
  const ground = lognormal(estimateSigma.ground * sharpness);
  const inspected = () => lognormal(estimateSigma.power * sharpness * inspect.errorFactor);
  const deceived = () => lognormal(estimateSigma.power * sharpness * deceive.errorFactor);
  const groups = state.groups
    .filter(({ owner }) => owner === rivalSide)
    .map(({ id, powerKw, deliveredPops }) => {
      if (!isWritten && powerKw === 0 && deliveredPops === 0) return { id, powerKw: NOTHING, deliveredPops: NOTHING };
      // A draw each: knowing the one does not give the other away.
      const isHidden = rival.deceiving.includes(id);
      const errors = own.inspecting.includes(id) ? inspected() : isHidden ? deceived() : power;
      const bias = isHidden ? deceive.biasFactor : 1;
      return {
        id,
        powerKw: errors.estimate(powerKw * bias, errors.factorAt(draw(id))),
        deliveredPops: errors.estimate(deliveredPops * bias, errors.factorAt(draw(`${id}/pops`))),
      };
    });
  const rivalCentres = state.centres.filter(({ owner, role }) => owner === rivalSide && role === 'primary');
  const backups: Estimates['backups'] = [];
  for (const { id, owner, role, tier, regionId, isKnown, powerMw } of state.centres)
    if (owner === rivalSide && role === 'backup' && tier !== null && isKnown)
      backups.push({ regionId, tier, powerMw: ground.estimate(powerMw, ground.factorAt(draw(id))) });
  const groundPowerMw = ground.estimate(
    sum(rivalCentres, ({ powerMw }) => powerMw),
    ground.factorAt(draw('ground')),
  );
  const groundPops = ground.estimate(
    sum(rivalCentres, ({ deliveredPops }) => deliveredPops),
    ground.factorAt(draw('ground/pops')),
  );
  const orbit = (pick: (estimate: Estimate) => number): number =>
    sum(groups, ({ deliveredPops }) => pick(deliveredPops));
  const pointsSigma = estimateSigma.points * sharpness;
  const points = rival.points + pointsSigma * normalAtDraw(draw('points'));
  return {
    groups,
    backups,
    groundPowerMw,
    groundPops,
    deliveredPops: {
      value: groundPops.value + orbit(({ value }) => value),
      low: groundPops.low + orbit(({ low }) => low),
      high: groundPops.high + orbit(({ high }) => high),
    },
    points: {
      value: atLeastNone(points),
      low: atLeastNone(points - Z_90 * pointsSigma),
      high: atLeastNone(points + Z_90 * pointsSigma),
    },
  };
};

/** Dice whose draws are written down for nobody but the umpire: an estimate and its error together are the truth. */
const notedDice = (context: TurnContext, side: Side): Dice => ({
  draw: (stream) => {
    const draw = context.dice.draw(stream);
    note(context, () => ({
      subject: subject('side', side),
      question: 'estimate',
      equationId: 'estimate',
      inputs: [
        stateInput('defenceLevel', context.state.sides[side].tech.defence, 'level', `sides.${side}.tech.defence`),
        ruleInput(context.game, 'estimateSigmaPerDefenceLevel', 'counterspace.estimateSigmaPerDefenceLevel'),
      ],
      result: {},
      stream,
      draw,
      outcome: 'estimated',
      visibleTo: NOBODY,
    }));
    return draw;
  },
});

/** Chip plants grow as planned, and yields of new processes come out better or worse than that, for good. */
const growChips = (context: TurnContext, side: Side): void => {
  const { game, state, dice } = context;
  const own = state.sides[side];
  const { chipYieldSigmaFrac } = game.ruleset.economy;
  const stream = `chips/${side}/yield`;
  const draw = dice.draw(stream);
  const before = own.chipSupplyMw;
  const yieldFactor = exp(chipYieldSigmaFrac * normalAtDraw(draw));
  own.chipSupplyMw = before * (1 + game.scenario.sides[side].chipSupplyGrowthFrac) * yieldFactor;
  note(context, () => ({
    subject: subject('side', side),
    question: 'chipYield',
    equationId: 'chipYield',
    inputs: [
      stateInput('chipSupplyMw', before, 'MW', `sides.${side}.chipSupplyMw`),
      ruleInput(game, 'chipSupplyGrowthFrac', `scenarios.${game.scenario.id}.sides.${side}.chipSupplyGrowthFrac`),
      ruleInput(game, 'chipYieldSigmaFrac', 'economy.chipYieldSigmaFrac'),
    ],
    result: { yieldFactor, chipSupplyMw: own.chipSupplyMw },
    stream,
    draw,
    outcome: 'yielded',
    visibleTo: only(side),
  }));
};

/** What was true for this turn only is over: outages end, new satellites pass check-out. */
const closeTurn = (context: TurnContext): void => {
  const { state } = context;
  for (const side of SIDES) {
    const own = state.sides[side];
    own.surveilled = false;
    own.inspecting = [];
    own.deceiving = [];
    growChips(context, side);
  }
  for (const group of state.groups) {
    if (group.architecture === 'platform') continue;
    let machine = group.machine as SatelliteGroupState;
    machine = satelliteGroupChart.next(machine, 'endTurn');
    machine = satelliteGroupChart.next(machine, 'checkOut');
    group.machine = machine;
  }
};

export const accountsPhase = (context: TurnContext): void => {
  const { game, state } = context;
  const shares = bySide((side) => sharesOf(context, side));
  const earned = bySide((side) => earnPoints(context, side, shares[side]));
  if (context.stage === 'turn') reachMilestones(context);
  for (const side of SIDES) tellPoints(context, side, earned[side]);
  assessRace(context, shares);
  concludeGame(context);
  state.estimates = bySide((side) =>
    context.collect
      ? estimatesFor(game, state, side, notedDice(context, side), true)
      : estimatesFor(game, state, side, context.dice),
  );
  closeTurn(context);
};
