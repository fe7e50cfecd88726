/**
 * What must hold after every turn, whatever was ordered and whatever the dice said: money, mass, compute, power and
 * minerals balance, nothing that is there is negative, every id leads somewhere, and the game moves on to its end.
 *
 * The checks do not repeat the phases: they compare what went in with what came out, and one sum with another.
 */
import { KG_PER_T, KW_PER_MW, W_PER_KW } from '../units/convert.ts';
import type { BySide, Side } from '../ruleset/terms.ts';
import { exp } from '../units/math.ts';
import type { Problem } from '../units/result.ts';
import { baseDesignId } from './assets/unitDesign.ts';
import { YEARS_PER_TURN } from './calendar.ts';
import { isTarget } from './centreTargets.ts';
import { sum, unitCountOf } from './context.ts';
import { equationById } from './equations.ts';
import { refinedUnits } from './formulas.ts';
import { type Game, installedCapacityMw } from './game.ts';
import { type AnyChart, charts } from './machines/index.ts';
import { isClosed } from './orders/programme.ts';
import { centreLoadMw } from './phases/industry.ts';
import type { HalfYear } from './resolve.ts';
import { bySide, SIDES } from './sides.ts';
import type { Cohort, GameState, LaunchCampaign, OrbitalGroup } from './state.ts';

/** What a check remembers of the state before, so that a turn may be resolved in place. A whole state is one too. */
export interface Stock {
  readonly turn: number;
  readonly opened: boolean;
  readonly sides: BySide<
    Pick<
      GameState['sides'][Side],
      'fundsMusd' | 'incomeMusd' | 'revenueMusd' | 'mineralsStock' | 'chipSupplyMw' | 'points'
    >
  >;
  readonly groups: readonly Pick<OrbitalGroup, 'id' | 'machine' | 'designId' | 'lostUnits' | 'cohorts'>[];
  readonly lines: readonly Pick<GameState['lines'][number], 'id' | 'machine' | 'flownFlights' | 'flownMassT'>[];
  readonly centres: readonly Pick<GameState['centres'][number], 'owner' | 'powerMw'>[];
  readonly deliveries: GameState['deliveries'];
  readonly operations: readonly Pick<GameState['operations'][number], 'id'>[];
  readonly eventsPlayed: readonly string[];
}

export const takeStock = (state: GameState): Stock => ({
  turn: state.turn,
  opened: state.opened,
  sides: bySide((side) => ({ ...state.sides[side] })),
  groups: state.groups.map(({ id, machine, designId, lostUnits, cohorts }) => ({
    id,
    machine,
    designId,
    lostUnits,
    cohorts: cohorts.map((cohort) => ({ ...cohort })),
  })),
  lines: state.lines.map((line) => ({ ...line })),
  centres: state.centres.map((centre) => ({ ...centre })),
  deliveries: [...state.deliveries],
  operations: state.operations.map(({ id }) => ({ id })),
  eventsPlayed: [...state.eventsPlayed],
});

type Fail = (what: string, path: string, expected: string | number, got: string | number) => void;

interface Turn {
  readonly game: Game;
  readonly before: Stock;
  readonly half: HalfYear;
  readonly after: GameState;
  /** Campaigns that flew in this half-year: in the epilogue none does. */
  readonly campaigns: readonly LaunchCampaign[];
  readonly fail: Fail;
}

/** Sums of a few hundred terms differ by less than this share of them. */
const ROUNDING = 1e-9;
const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= ROUNDING * Math.max(1, Math.abs(a), Math.abs(b));
const isAtMost = (a: number, b: number): boolean => a <= b || isClose(a, b);

const expectEqual = ({ fail }: Turn, what: string, path: string, expected: number, got: number): void => {
  if (!isClose(expected, got)) fail(what, path, expected, got);
};
const expectAtMost = ({ fail }: Turn, what: string, path: string, most: number, got: number): void => {
  if (!isAtMost(got, most)) fail(what, path, `at most ${most}`, got);
};

// ------------------------------------------------------------------------------------------------ plain values

/** The numbers of a state that may be below zero; all others are amounts, and are not. */
const SIGNED = new Set([
  'fundsMusd',
  'marginMw',
  'newUnitCount',
  'points',
  'pointsThisTurn',
  'reserveMarginFrac',
  'score',
  'turnFlown',
]);
/** A share that may leave 0…1: the margin over the load. */
const UNBOUNDED_SHARES = new Set(['reserveMarginFrac']);

/** What the name of a number says of it: an amount or a signed one, a share or not. */
interface NumberRule {
  readonly isSigned: boolean;
  readonly isShare: boolean;
}
const ruleByName = new Map<string, NumberRule>();
const ruleOf = (name: string): NumberRule => {
  let rule = ruleByName.get(name);
  if (rule === undefined) {
    rule = { isSigned: SIGNED.has(name), isShare: /(?:Frac|Prob)$/.test(name) && !UNBOUNDED_SHARES.has(name) };
    ruleByName.set(name, rule);
  }
  return rule;
};

interface PlainFault {
  readonly what: string;
  readonly path: string;
  readonly expected: string;
  readonly got: string | number;
}

const numberFault = (value: number, { isSigned, isShare }: NumberRule): PlainFault | null => {
  if (!Number.isFinite(value) || Object.is(value, -0))
    return { what: 'number', path: '', expected: 'a finite number, not -0', got: value };
  if (!isSigned && value < 0) return { what: 'negative', path: '', expected: 'not below 0', got: value };
  return isShare && !isAtMost(value, 1) ? { what: 'share', path: '', expected: '0 to 1', got: value } : null;
};

const inside = (name: string | number, fault: PlainFault): PlainFault => ({
  ...fault,
  path: fault.path === '' ? String(name) : `${name}.${fault.path}`,
});

/**
 * Walks a plain value to the first fault: finite numbers, amounts not below zero, shares within 0…1, nothing that JSON
 * would lose. The path is put together on the way back, because most walks find nothing.
 */
const plainFault = (value: unknown, rule: NumberRule): PlainFault | null => {
  if (typeof value === 'number') return numberFault(value, rule);
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return null;
  if (typeof value !== 'object') return { what: 'plain', path: '', expected: 'plain JSON', got: typeof value };
  if (Array.isArray(value)) {
    for (let place = 0; place < value.length; place++) {
      const fault = plainFault(value[place], rule);
      if (fault !== null) return inside(place, fault);
    }
    return null;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  for (const name in fields) {
    const own = ruleOf(name);
    const fault = plainFault(fields[name], rule.isSigned && !own.isSigned ? { ...own, isSigned: true } : own);
    if (fault !== null) return inside(name, fault);
  }
  return null;
};

const UNNAMED: NumberRule = { isSigned: false, isShare: false };
const checkPlain = ({ after, fail }: Turn): void => {
  const fault = plainFault(after, UNNAMED);
  if (fault !== null) fail(fault.what, fault.path, fault.expected, fault.got);
};

// ------------------------------------------------------------------------------------------------ ids and states

interface Row {
  readonly id: string;
}

const checkUnique = ({ fail }: Turn, list: string, rows: readonly Row[], isSorted: boolean): void => {
  const seen = new Set<string>();
  let last = '';
  for (const { id } of rows) {
    if (seen.has(id)) fail('id', `${list}.${id}`, 'an id that stands once', 'repeated');
    if (isSorted && id < last) fail('id', `${list}.${id}`, 'a list sorted by id', `after ${last}`);
    seen.add(id);
    last = id;
  }
};

const has = (list: readonly Row[], id: string): boolean => list.some((row) => row.id === id);

const checkIds = (turn: Turn): void => {
  const { after, game, fail } = turn;
  const { groups, lines, regions, centres, deliveries, operations, campaigns, agreements } = after;
  for (const [list, rows] of Object.entries({ groups, lines, regions, centres })) checkUnique(turn, list, rows, true);
  for (const [list, rows] of Object.entries({ deliveries, operations, campaigns, agreements }))
    checkUnique(turn, list, rows, false);
  const expectIn = (path: string, list: readonly Row[], id: string): void => {
    if (!has(list, id)) fail('id', path, 'an id that leads somewhere', id);
  };
  for (const group of groups) {
    expectIn(`groups.${group.id}.shellId`, game.ruleset.shells, group.shellId);
    for (const { designId } of [group, ...group.cohorts])
      expectIn(`groups.${group.id}.cohorts`, game.ruleset.satellites, baseDesignId(designId));
  }
  for (const line of lines) expectIn(`lines.${line.id}.vehicleId`, game.ruleset.vehicles, line.vehicleId);
  for (const region of regions) expectIn(`regions.${region.id}`, game.ruleset.grid.regions, region.id);
  for (const centre of centres) expectIn(`centres.${centre.id}.regionId`, regions, centre.regionId);
  for (const { id, regionId } of deliveries)
    if (regionId !== null) expectIn(`deliveries.${id}.regionId`, regions, regionId);
  for (const { id, programmeId, lineId } of campaigns) {
    expectIn(`campaigns.${id}.programmeId`, groups, programmeId);
    expectIn(`campaigns.${id}.lineId`, lines, lineId);
  }
  for (const eventId of after.eventsPlayed) expectIn('eventsPlayed', game.ruleset.events.events, eventId);
  for (const { id, targetId, target } of operations) {
    if (game.ruleset.shells.some((shell) => shell.id === targetId)) continue;
    const isAimedAt = (row: Row & { readonly owner: Side }): boolean => row.id === targetId && row.owner === target;
    const isCentre = centres.some((centre) => centre.owner === target && isTarget(centre, targetId));
    if (!isCentre && ![...groups, ...regions].some(isAimedAt))
      fail('id', `operations.${id}.targetId`, `something of ${target}'s`, targetId);
  }
};

const checkState = ({ fail }: Turn, chart: AnyChart, path: string, machine: string): void => {
  if (!chart.states.includes(machine)) fail('state', path, `a state of ${chart.id}`, machine);
};

/** Every machine is in a state of its chart, and what the state says is so in numbers. */
const checkStates = (turn: Turn): void => {
  const { after, half, campaigns, fail } = turn;
  const expectSo = (path: string, state: string, holds: boolean): void => {
    if (!holds) fail('state', path, `what ${state} says`, 'otherwise');
  };
  for (const group of after.groups) {
    const isPlatform = group.architecture === 'platform';
    const path = `groups.${group.id}.machine`;
    checkState(turn, isPlatform ? charts.platform : charts.satelliteGroup, path, group.machine);
    const isEmpty = unitCountOf(group) === 0;
    if (group.machine === 'planned' || group.machine === 'lost' || group.machine === 'disposed')
      expectSo(path, group.machine, isEmpty);
    if (group.machine === 'operating') expectSo(path, group.machine, group.healthFrac > 0);
  }
  for (const line of after.lines) {
    checkState(turn, charts.launchLine, `lines.${line.id}.machine`, line.machine);
    if (line.machine === 'grounded' && half.stage === 'turn')
      expectSo(`lines.${line.id}.machine`, line.machine, line.groundedUntilTurn > after.turn);
  }
  for (const { id, machine } of campaigns) checkState(turn, charts.launchCampaign, `campaigns.${id}.machine`, machine);
  for (const region of after.regions) {
    const path = `regions.${region.id}.machine`;
    checkState(turn, charts.gridRegion, path, region.machine);
    expectSo(path, region.machine, region.shedMw > 0 === (region.machine === 'rotatingOutages'));
  }
  for (const centre of after.centres) {
    const path = `centres.${centre.id}.machine`;
    checkState(turn, charts.groundCentre, path, centre.machine);
    expectSo(path, centre.role, (centre.role === 'primary') === (centre.tier === null));
  }
  for (const { id, machine } of after.operations)
    checkState(turn, charts.operation, `operations.${id}.machine`, machine);
  for (const agreement of after.agreements) {
    const path = `agreements.${agreement.id}.machine`;
    checkState(turn, charts.agreement, path, agreement.machine);
    if (agreement.machine === 'inForce' && half.stage === 'turn' && after.outcome === null)
      expectSo(path, agreement.machine, agreement.untilTurn > after.turn);
  }
  for (const side of SIDES)
    checkState(turn, charts.minerals, `sides.${side}.mineralsMachine`, after.sides[side].mineralsMachine);
  checkState(turn, charts.crisis, 'crisis', after.crisis);
  checkState(turn, charts.race, 'race', after.race);
};

// ------------------------------------------------------------------------------------------------ balances

/** Funds after are funds before and what the books say; every order is paid once, at the cost it was judged at. */
const checkMoney = (turn: Turn): void => {
  const { before, after, half, campaigns, game } = turn;
  const { economy } = game.ruleset;
  for (const side of SIDES) {
    const path = `sides.${side}.fundsMusd`;
    const was = before.sides[side];
    const own = after.sides[side];
    const books = half.books[side];
    const { incomeMusd, revenueMusd, upkeepMusd, eventsMusd, ordersMusd, insuranceMusd, unstartedMusd } = books;
    const moved = incomeMusd + revenueMusd + upkeepMusd + eventsMusd + ordersMusd + insuranceMusd;
    expectEqual(turn, 'money', path, was.fundsMusd + moved, own.fundsMusd);
    const isTurn = half.stage === 'turn';
    expectEqual(turn, 'money', `${path}.income`, isTurn ? was.incomeMusd : 0, incomeMusd);
    expectEqual(turn, 'money', `${path}.revenue`, isTurn ? was.revenueMusd : 0, revenueMusd);
    expectAtMost(turn, 'money', `${path}.upkeep`, 0, upkeepMusd);
    const flownMusd = sum(half.orders[side], ({ order, cost }) => (order.kind === 'deploy' ? cost.fundsMusd : 0));
    expectAtMost(turn, 'money', `${path}.insurance`, flownMusd, insuranceMusd);
    const orderedMusd = sum(half.orders[side], ({ cost }) => cost.fundsMusd);
    expectEqual(turn, 'money', `${path}.orders`, orderedMusd, unstartedMusd - ordersMusd);
    expectAtMost(turn, 'money', `${path}.unstarted`, unstartedMusd, 0);
    const wasStopped = campaigns.some((campaign) => campaign.owner === side && !hasFlown(campaign));
    const hasLapsed = after.operations.some(
      ({ actor, machine, turn: at }) => actor === side && machine === 'lapsed' && at === half.turn,
    );
    if (own.mineralsFillFrac === 1 && !wasStopped && !hasLapsed)
      expectEqual(turn, 'money', `${path}.unstarted`, 0, unstartedMusd);
    expectEqual(turn, 'money', `${path}.events`, eventMoney(turn, side), eventsMusd);
    expectAtMost(turn, 'money', `sides.${side}.politicalCapital`, economy.politicalCapitalCap, own.politicalCapital);
  }
};

type EventEffect = Game['ruleset']['events']['events'][number]['effects'][number];
const effectsOf = ({ game, before, after }: Turn): readonly EventEffect[] =>
  after.eventsPlayed.length === before.eventsPlayed.length
    ? []
    : game.ruleset.events.events
        .filter(({ id }) => after.eventsPlayed.includes(id) && !before.eventsPlayed.includes(id))
        .flatMap(({ effects }) => effects);

/** No draw of 32 bits is further from the mean. */
const WORST_YIELD_SIGMAS = 7;

const eventMoney = (turn: Turn, side: Side): number =>
  sum(effectsOf(turn), (effect) => (effect.kind === 'funds' && effect.side === side ? effect.fundsMusd : 0));

/** What was scrubbed has neither delivered nor failed. */
const hasFlown = ({ deliveredUnitCount, failedFlightCount }: LaunchCampaign): boolean =>
  deliveredUnitCount + failedFlightCount > 0;

const sameCohort = (a: Cohort, b: Cohort): boolean => a.designId === b.designId && a.turnFlown === b.turnFlown;

type Before = Stock['groups'][number];

/** The most units that orders may have taken out of orbit: so many, or all where what flies cannot be kept. */
const takenDown = ({ half }: Turn, group: OrbitalGroup, was: Before): number =>
  sum(half.orders[group.owner], ({ order }) => {
    if (order.kind === 'deorbit' && order.programmeId === group.id) return order.unitCount;
    return order.kind === 'setArchitecture' && order.programmeId === group.id ? unitCountOf(was) : 0;
  });

/** Units after are units before, what arrived, less what was lost or came to the end of its life. */
const checkUnits = (turn: Turn, group: OrbitalGroup, was: Before): void => {
  const { game, half } = turn;
  const path = `groups.${group.id}.cohorts`;
  let fewer = 0;
  let retiring = 0;
  for (const cohort of was.cohorts) {
    const left = group.cohorts.find((each) => sameCohort(each, cohort));
    const leftCount = left?.unitCount ?? 0;
    const ageYears = (half.turn - cohort.turnFlown) * YEARS_PER_TURN;
    expectAtMost(turn, 'mass', path, cohort.unitCount, leftCount);
    if (left !== undefined) expectEqual(turn, 'mass', path, cohort.unitMassKg, left.unitMassKg);
    if (ageYears < game.lifeYears(cohort.designId, group.shellId)) fewer += cohort.unitCount - leftCount;
    else retiring += cohort.unitCount;
  }
  const campaigns = turn.campaigns.filter(({ programmeId }) => programmeId === group.id);
  const given = sum(effectsOf(turn), (effect) =>
    effect.kind === 'newUnits' && effect.programmeId === group.id && !isClosed(was) ? effect.unitCount : 0,
  );
  const arrived = sum(campaigns, ({ deliveredUnitCount }) => deliveredUnitCount) + given;
  const givenKg = given * game.design(was.designId).massKg;
  const arrivedKg = givenKg + sum(campaigns, (each) => each.deliveredUnitCount * each.unitMassKg);
  const fresh = group.cohorts.filter((cohort) => !was.cohorts.some((each) => sameCohort(each, cohort)));
  const freshCount = sum(fresh, ({ unitCount }) => unitCount);
  if (fresh.some(({ turnFlown }) => turnFlown !== half.turn))
    turn.fail('mass', path, `flown in ${half.turn}`, 'earlier');
  // What a crisis round took was gone before the turn, and still counts as lost in it.
  const lostUnits = group.lostUnits - (turn.before.opened ? was.lostUnits : 0);
  const lostOfOthers = lostUnits - fewer - (arrived - freshCount);
  expectAtMost(turn, 'mass', path, lostOfOthers + takenDown(turn, group, was), 0);
  expectAtMost(turn, 'mass', path, retiring, lostOfOthers);
  // Lost in the turn of arrival is lost from the newest cohort last: where nothing was lost, mass is exact.
  if (freshCount === arrived && arrived > 0)
    expectEqual(
      turn,
      'mass',
      `${path}.massKg`,
      arrivedKg,
      sum(fresh, (each) => each.unitCount * each.unitMassKg),
    );
  expectAtMost(turn, 'mass', path, arrived, freshCount);
};

/** What flew was delivered or lost in failures; lines have flown what their campaigns flew. */
const checkMass = (turn: Turn): void => {
  const { before, after, campaigns, fail } = turn;
  for (const group of after.groups) {
    const was = before.groups.find(({ id }) => id === group.id);
    checkUnits(turn, group, was ?? { ...group, lostUnits: 0, cohorts: [] });
  }
  for (const was of before.groups)
    if (was.cohorts.length > 0 && !after.groups.some(({ id }) => id === was.id))
      fail('mass', `groups.${was.id}`, 'a group that is still there', 'gone');
  for (const campaign of campaigns) {
    const path = `campaigns.${campaign.id}`;
    expectAtMost(turn, 'mass', `${path}.deliveredUnitCount`, campaign.unitCount, campaign.deliveredUnitCount);
    expectAtMost(turn, 'mass', `${path}.failedFlightCount`, campaign.flightCount, campaign.failedFlightCount);
    const isWhole = campaign.failedFlightCount === 0 && campaign.machine === 'delivered';
    if (isWhole) expectEqual(turn, 'mass', path, campaign.unitCount, campaign.deliveredUnitCount);
    if (campaign.failedFlightCount > 0)
      expectAtMost(turn, 'mass', path, campaign.unitCount - 1, campaign.deliveredUnitCount);
    if (campaign.machine !== 'delivered') expectEqual(turn, 'mass', path, 0, campaign.deliveredUnitCount);
  }
  for (const line of after.lines) {
    const was = before.lines.find(({ id }) => id === line.id);
    const flown = campaigns.filter((campaign) => campaign.lineId === line.id && hasFlown(campaign));
    const first = was?.machine === 'inDevelopment' && line.machine !== 'inDevelopment' ? 1 : 0;
    const flights = sum(flown, ({ flightCount }) => flightCount);
    const massT = sum(flown, ({ unitCount, unitMassKg }) => unitCount * unitMassKg) / KG_PER_T;
    expectEqual(
      turn,
      'mass',
      `lines.${line.id}.flownFlights`,
      (was?.flownFlights ?? 0) + flights + first,
      line.flownFlights,
    );
    expectEqual(turn, 'mass', `lines.${line.id}.flownMassT`, (was?.flownMassT ?? 0) + massT, line.flownMassT);
  }
};

/** Delivered is no more than gross; the parts of a side's compute are the whole; nothing is recovered that was not lost. */
const checkCompute = (turn: Turn): void => {
  const { after } = turn;
  for (const { id, grossPops, deliveredPops } of after.groups)
    expectAtMost(turn, 'compute', `groups.${id}.deliveredPops`, grossPops, deliveredPops);
  for (const centre of after.centres) {
    const { id, powerMw, popsPerKw, recoveredPops, deliveredPops } = centre;
    const capacityPops = powerMw * KW_PER_MW * popsPerKw;
    expectAtMost(turn, 'compute', `centres.${id}`, capacityPops, recoveredPops + deliveredPops);
  }
  for (const side of SIDES) {
    const own = after.sides[side];
    const path = `sides.${side}`;
    const groups = after.groups.filter(({ owner }) => owner === side);
    const centres = after.centres.filter(({ owner }) => owner === side);
    const orbitalPops = sum(groups, ({ deliveredPops }) => deliveredPops);
    const groundPops = sum(centres, ({ deliveredPops }) => deliveredPops);
    const recoveredPops = sum(centres, (centre) => centre.recoveredPops);
    expectEqual(turn, 'compute', `${path}.deliveredOrbitalPops`, orbitalPops, own.deliveredOrbitalPops);
    expectEqual(turn, 'compute', `${path}.recoveredPops`, recoveredPops, own.recoveredPops);
    expectEqual(turn, 'compute', `${path}.deliveredPops`, orbitalPops + groundPops + recoveredPops, own.deliveredPops);
    expectAtMost(turn, 'compute', `${path}.recoveredPops`, own.lostPops, own.recoveredPops);
    expectAtMost(turn, 'compute', `${path}.blockPops`, own.deliveredOrbitalPops, own.blockPops);
    const { earthObservation, inference, training } = own.workloadPops;
    expectAtMost(turn, 'compute', `${path}.workloadPops`, own.deliveredPops, earthObservation + inference + training);
    const shares = own.workload.earthObservation + own.workload.inference + own.workload.training;
    expectEqual(turn, 'compute', `${path}.workload`, 1, shares);
    const points = sum(Object.values(own.pointsThisTurn), (value) => value);
    expectEqual(turn, 'points', `${path}.points`, turn.before.sides[side].points + points, own.points);
  }
};

const isCentre = ({ kind }: GameState['deliveries'][number]): boolean =>
  kind === 'primaryCentre' || kind === 'backupCentre';

/** In the epilogue nothing is delivered any more. */
const isDue = ({ half }: Turn, { dueTurn }: GameState['deliveries'][number]): boolean =>
  half.stage === 'turn' && dueTurn <= half.turn;

/** Groups draw no more than their chips can; centres grew by what was due; chips ordered were there. */
const checkPower = (turn: Turn): void => {
  const { game, before, after, fail } = turn;
  for (const { id, powerKw, cohorts } of after.groups) {
    const chipsKw = sum(cohorts, ({ designId, unitCount }) => {
      const design = game.design(designId);
      return (
        (unitCount * design.chipCount * game.chip(design.chipId).powerW * (1 + design.payloadOverheadFrac)) / W_PER_KW
      );
    });
    expectAtMost(turn, 'power', `groups.${id}.powerKw`, chipsKw, powerKw);
  }
  const due = before.deliveries.filter((each) => isDue(turn, each));
  for (const side of SIDES) {
    const isOwn = ({ owner }: { readonly owner: Side }): boolean => owner === side;
    const wasMw = sum(before.centres.filter(isOwn), ({ powerMw }) => powerMw);
    const dueMw = sum(due.filter(isOwn).filter(isCentre), ({ amount }) => amount);
    expectEqual(
      turn,
      'power',
      `centres.${side}`,
      wasMw + dueMw,
      sum(after.centres.filter(isOwn), ({ powerMw }) => powerMw),
    );
    const queued = after.deliveries.filter(
      (each) => isOwn(each) && !before.deliveries.some(({ id }) => id === each.id),
    );
    const queuedMw = sum(queued.filter(isCentre), ({ amount }) => amount);
    // Yields come out after the orders: what there was to order is what there is now, at the worst of yields.
    const worstYield = exp(-WORST_YIELD_SIGMAS * turn.game.ruleset.economy.chipYieldSigmaFrac);
    const chipsMw = Math.max(before.sides[side].chipSupplyMw, after.sides[side].chipSupplyMw / worstYield);
    expectAtMost(turn, 'power', `sides.${side}.chipSupplyMw`, chipsMw, queuedMw);
  }
  for (const delivery of after.deliveries)
    if (isDue(turn, delivery)) fail('power', `deliveries.${delivery.id}`, 'delivered when due', delivery.dueTurn);
  for (const region of after.regions) {
    const path = `regions.${region.id}`;
    expectAtMost(turn, 'power', `${path}.shedMw`, Math.max(0, -region.marginMw), region.shedMw);
    if (region.reserveMarginFrac === 0) continue;
    const loadMw = region.marginMw / region.reserveMarginFrac;
    const installedMw = installedCapacityMw(game, region.id, region.newUnitCount);
    expectAtMost(turn, 'power', `${path}.loadMw`, loadMw, centreLoadMw({ game, state: after }, region));
    const firmMw = region.storageMw + region.transmissionMw;
    expectAtMost(turn, 'power', `${path}.availableMw`, installedMw + firmMw, loadMw + region.marginMw);
  }
};

/** A stock holds no more than it held, what was mined, refined, imported and bought. */
const checkMinerals = (turn: Turn): void => {
  const { game, before, after, half } = turn;
  for (const side of SIDES) {
    const own = after.sides[side];
    const { mineralsImported } = game.scenario.sides[side];
    const boughtUnits = sum(half.orders[side], ({ order }) => (order.kind === 'stockpile' ? order.unitCount : 0));
    const supplyUnits = before.sides[side].mineralsStock + refinedUnits(own) + mineralsImported + boughtUnits;
    expectAtMost(turn, 'minerals', `sides.${side}.mineralsStock`, supplyUnits, own.mineralsStock);
    if (own.mineralsFillFrac < 1) expectEqual(turn, 'minerals', `sides.${side}.mineralsStock`, 0, own.mineralsStock);
  }
};

/** The turn moved on by one, and the game ends when its turns and the epilogue are over. */
const checkEnd = ({ game, before, half, after, fail }: Turn): void => {
  const { turnCount } = game.scenario;
  const lastTurn = turnCount + game.ruleset.score.epilogueTurns;
  const isTurn = half.stage === 'turn';
  const expectedTurn = before.turn + (isTurn ? 1 : 0);
  if (after.turn !== expectedTurn || after.turn > turnCount) fail('turn', 'turn', expectedTurn, after.turn);
  if ((half.stage === 'epilogue') === half.turn <= turnCount)
    fail('turn', 'stage', `the turn ${half.turn} of ${turnCount}`, half.stage);
  const isOver = after.outcome !== null;
  if (half.turn >= lastTurn && !isOver) fail('turn', 'outcome', 'an end', 'none');
  if (isOver !== (after.race === 'ended')) fail('turn', 'race', isOver ? 'ended' : 'not ended', after.race);
};

const inUnit = (value: number): boolean => value >= 0 && value <= 1;

/** Chances and draws are chances and draws, and each finding rests on what was found before it. */
const checkWorking = ({ half, fail }: Turn): void => {
  const found = new Set<string>();
  for (const { id, equationId, prob, draw, inputs } of half.findings) {
    const path = `findings.${id}`;
    if (found.has(id)) fail('finding', path, 'an id that stands once', id);
    if (prob !== null && !inUnit(prob)) fail('finding', `${path}.prob`, '0 to 1', prob);
    if (draw !== null && !(inUnit(draw) && draw < 1)) fail('finding', `${path}.draw`, '0 to below 1', draw);
    if (equationById(equationId) === undefined) fail('finding', `${path}.equationId`, 'an equation', equationId);
    for (const { origin, name } of inputs)
      if (origin.kind === 'finding' && !found.has(origin.id))
        fail('finding', `${path}.${name}`, 'found before', origin.id);
    found.add(id);
  }
  for (const { id, findingIds } of half.events)
    for (const findingId of findingIds)
      if (!found.has(findingId)) fail('finding', `events.${id}`, 'a finding of this turn', findingId);
};

const CHECKS: readonly ((turn: Turn) => void)[] = [checkEnd, checkStates, checkMoney, checkMass, checkWorking];

/** What a crisis round does not settle: it is for the half-year after it. */
const SETTLED: readonly ((turn: Turn) => void)[] = [checkCompute, checkPower, checkMinerals];

/**
 * Everything that is wrong with a half-year; nothing, where the engine is sound. Codes are `invariant/<what>`.
 * It is to be asked when the half-year has been resolved (`onHalfYear`), with the stock taken before it.
 */
export const checkInvariants = (game: Game, before: Stock, half: HalfYear): readonly Problem[] => {
  const problems: Problem[] = [];
  const fail: Fail = (what, path, expected, got) =>
    problems.push({ code: `invariant/${what}`, path, expected: String(expected), got: String(got) });
  const after = half.state;
  const campaigns = half.stage === 'turn' ? after.campaigns : [];
  const turn: Turn = { game, before, half, after, campaigns, fail };
  checkPlain(turn);
  checkIds(turn);
  // What the balances look up has to be there.
  if (problems.length > 0) return problems;
  for (const check of CHECKS) check(turn);
  if (half.stage !== 'crisisRound') for (const check of SETTLED) check(turn);
  return problems;
};
