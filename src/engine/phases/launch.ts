/** Phase 5: lines in development try; campaigns fly; mass goes to orbit. */
import { SIDES, type Side } from '../../ruleset/terms.ts';
import { KG_PER_T } from '../../units/convert.ts';
import { chipFactor, developmentProb, flightSuccessProb } from '../formulas.ts';
import {
  book,
  decide,
  groupById,
  lineById,
  note,
  orderInput,
  ordersOf,
  pay,
  type PlacedOrder,
  rivalReads,
  ruleInput,
  stateInput,
  subject,
  sum,
  tell,
  type TurnContext,
  unitCountOf,
} from '../context.ts';
import { binomialAtDraw } from '../dice.ts';
import { InvariantError } from '../errors.ts';
import { launchCampaignChart } from '../machines/launchCampaign.ts';
import { launchLineChart } from '../machines/launchLine.ts';
import { platformChart, type PlatformState } from '../machines/platform.ts';
import { satelliteGroupChart, type SatelliteGroupState } from '../machines/satelliteGroup.ts';
import { only, rivalOf } from '../sides.ts';
import type { LaunchCampaign, LaunchLine, OrbitalGroup } from '../state.ts';
import type { DeploymentPlan } from '../orders/orbit.ts';

const NOTHING = { fundsMusd: 0, politicalCapital: 0 };

const developLines = (context: TurnContext, side: Side): void => {
  const { game, state } = context;
  for (const { order, cost } of ordersOf(context, side, 'developLine')) {
    pay(context, side, cost);
    const line = lineById(state, order.lineId);
    line.developmentMusd += order.amountMusd;
    const prob = developmentProb(game, line.vehicleId, order.amountMusd);
    const first = decide(context, `launch/develop/${line.id}`, prob, ['succeeded', 'failed'], () => ({
      subject: subject('line', line.id),
      question: 'firstFlight',
      equationId: 'firstFlight',
      inputs: [
        ruleInput(game, 'developmentProb', `vehicles.${line.vehicleId}.developmentProb`),
        ruleInput(game, 'developmentProbPerBusd', `vehicles.${line.vehicleId}.developmentProbPerBusd`),
        orderInput('amountMusd', order.amountMusd, 'MUSD', 'developLine'),
      ],
      result: { prob },
      // That it flew is news; what was spent on it is not.
      parts: rivalReads(side, ['developmentProb', 'developmentProbPerBusd']),
    }));
    line.machine = launchLineChart.next(line.machine, 'attempt', { firstFlightSucceeds: first.yes });
    if (first.yes) line.flownFlights += 1;
    tell(context, {
      kind: first.yes ? 'line.operational' : 'line.testFailed',
      subject: subject('line', line.id),
      side,
      values: {},
      findingIds: [first.findingId],
      weight: first.yes ? 3 : 2,
    });
  }
};

/** Lines whose inquiry is over by the next turn return to flight now, so that orders for that turn may use them. */
const returnLinesToFlight = (context: TurnContext): void => {
  const nextTurn = context.turn + 1;
  for (const line of context.state.lines) {
    if (line.machine !== 'grounded') continue;
    line.machine = launchLineChart.next(line.machine, 'investigate', {
      investigationOver: nextTurn >= line.groundedUntilTurn,
    });
    if (line.machine !== 'operational') continue;
    const findingId = note(context, () => ({
      subject: subject('line', line.id),
      question: 'returnToFlight',
      equationId: 'returnToFlight',
      inputs: [
        stateInput('groundedUntilTurn', line.groundedUntilTurn, 'turn', `lines.${line.id}.groundedUntilTurn`),
        ruleInput(context.game, 'standDownTurns', `vehicles.${line.vehicleId}.standDownTurns`),
      ],
      result: { nextTurn },
      outcome: 'state:operational',
    }));
    tell(context, {
      kind: 'line.returned',
      subject: subject('line', line.id),
      side: line.owner,
      values: {},
      findingIds: [findingId],
      weight: 1,
    });
  }
};

/** Puts delivered units into the programme's group, as a cohort of this turn. */
export const commission = (
  context: TurnContext,
  group: OrbitalGroup,
  designId: string,
  unitCount: number,
  unitMassKg: number,
): void => {
  const { game, state, turn } = context;
  const { owner } = group;
  const rival = rivalOf(owner);
  const factor = chipFactor(game, turn, state.sides[owner].tech.chip, rival, state.sides[rival].exportControlLevel);
  const flying = unitCountOf(group);
  group.manoeuvreMPerS =
    (group.manoeuvreMPerS * flying + game.design(designId).manoeuvreMPerS * unitCount) / (flying + unitCount);
  const same = group.cohorts.find((cohort) => cohort.turnFlown === turn && cohort.designId === designId);
  if (same === undefined) group.cohorts.push({ designId, turnFlown: turn, unitCount, chipFactor: factor, unitMassKg });
  else {
    // Modules of a growing platform are not all of one mass: their mean keeps what is in orbit what was launched.
    const total = same.unitCount + unitCount;
    same.unitMassKg = (same.unitCount * same.unitMassKg + unitCount * unitMassKg) / total;
    same.unitCount = total;
  }
  if (group.architecture === 'platform') {
    group.machine = platformChart.next(group.machine as PlatformState, 'launch');
    return;
  }
  const machine = satelliteGroupChart.next(group.machine as SatelliteGroupState, 'launch');
  group.machine = satelliteGroupChart.next(machine, 'reinforce');
};

interface Flights {
  readonly failedCount: number;
  readonly findingId: string;
}

const flyFlights = (
  context: TurnContext,
  campaign: LaunchCampaign,
  line: LaunchLine,
  plan: DeploymentPlan,
): Flights => {
  const { game, dice } = context;
  const prob = flightSuccessProb(game, line.vehicleId, line.flownFlights);
  const stream = `launch/${campaign.id}`;
  const draw = dice.draw(stream);
  const failedCount = binomialAtDraw(campaign.flightCount, 1 - prob, draw);
  const findingId = note(context, () => ({
    subject: subject('campaign', campaign.id),
    question: 'campaignFlights',
    equationId: 'campaignFlights',
    inputs: [
      stateInput('flightCount', campaign.flightCount, 'flights', `campaigns.${campaign.id}`),
      stateInput('flownFlights', line.flownFlights, 'flights', `lines.${line.id}`),
      ruleInput(game, 'firstFlightsSuccessProb', `vehicles.${line.vehicleId}.firstFlightsSuccessProb`),
      ruleInput(game, 'matureSuccessProb', `vehicles.${line.vehicleId}.matureSuccessProb`),
      ruleInput(game, 'maturityFlights', `vehicles.${line.vehicleId}.maturityFlights`),
      stateInput('massKg', plan.massKg, 'kg', `campaigns.${campaign.id}`),
      ruleInput(game, 'payloadKg', `vehicles.${line.vehicleId}.payloadKg`),
      stateInput(
        'transferDeltaVMPerS',
        game.transfer(groupById(context.state, campaign.programmeId).shellId).deltaVMPerS,
        'm/s',
        'hohmannTransfer',
      ),
    ],
    result: { flightSuccessProb: prob, failedFlightCount: failedCount },
    prob: allSucceedProb(prob, campaign.flightCount),
    stream,
    draw,
    outcome: failedCount === 0 ? 'allSucceeded' : failedCount < campaign.flightCount ? 'someFailed' : 'allFailed',
    // Flights are seen by everybody; the mass of what they carried is the side's own.
    parts: rivalReads(
      campaign.owner,
      ['flightCount', 'flownFlights', 'firstFlightsSuccessProb', 'matureSuccessProb', 'maturityFlights', 'payloadKg'],
      ['flightSuccessProb', 'failedFlightCount'],
    ),
  }));
  return { failedCount, findingId };
};

const allSucceedProb = (prob: number, flights: number): number => {
  let all = 1;
  for (let flight = 0; flight < flights; flight++) all *= prob;
  return all;
};

const failYoungLine = (context: TurnContext, line: LaunchLine, findingId: string): void => {
  const { youngFlights, standDownTurns } = context.game.vehicle(line.vehicleId);
  const was = line.machine;
  line.machine = launchLineChart.next(line.machine, 'flightFailed', { lineIsYoung: line.flownFlights < youngFlights });
  if (line.machine !== 'grounded' || was === 'grounded') return;
  line.groundedUntilTurn = context.turn + 1 + standDownTurns;
  tell(context, {
    kind: 'line.grounded',
    subject: subject('line', line.id),
    side: line.owner,
    values: { untilTurn: line.groundedUntilTurn },
    findingIds: [findingId],
    weight: 3,
  });
};

const flyCampaign = (
  context: TurnContext,
  side: Side,
  { order, cost }: PlacedOrder<'deploy'>,
  plan: DeploymentPlan,
): void => {
  const { game, state, turn } = context;
  const line = lineById(state, order.lineId);
  const group = groupById(state, order.programmeId);
  const fillFrac = state.sides[side].mineralsFillFrac;
  const unitCount = Math.floor(order.unitCount * fillFrac);
  const campaign: LaunchCampaign = {
    id: `${turn}/${order.programmeId}/${order.lineId}`,
    owner: side,
    programmeId: order.programmeId,
    lineId: order.lineId,
    machine: launchCampaignChart.initial,
    turn,
    unitCount,
    unitMassKg: plan.unitMassKg,
    flightCount: plan.unitsPerFlight > 0 ? Math.ceil(unitCount / plan.unitsPerFlight) : 0,
    failedFlightCount: 0,
    deliveredUnitCount: 0,
  };
  state.campaigns.push(campaign);
  const grounded = line.machine !== 'operational';
  campaign.machine = launchCampaignChart.next(campaign.machine, 'scrub', {
    vehicleGrounded: grounded || unitCount === 0,
  });
  if (campaign.machine === 'returned') {
    pay(context, side, NOTHING, cost);
    const scrubId = note(context, () => ({
      subject: subject('campaign', campaign.id),
      question: 'campaignScrubbed',
      equationId: 'campaignScrubbed',
      inputs: [
        stateInput('lineState', line.machine, '', `lines.${line.id}.machine`),
        orderInput('unitCount', order.unitCount, 'units', 'deploy'),
        stateInput('mineralsFillFrac', fillFrac, '1', `sides.${side}.mineralsFillFrac`),
      ],
      result: { startedUnits: grounded ? 0 : unitCount },
      outcome: 'scrubbed',
      visibleTo: only(side),
    }));
    tell(context, {
      kind: 'campaign.scrubbed',
      subject: subject('campaign', campaign.id),
      side,
      values: { programmeId: group.id, unitCount: order.unitCount },
      findingIds: [scrubId],
      visibleTo: only(side),
    });
    return;
  }
  // What minerals did not let start is not paid for.
  pay(context, side, { ...cost, fundsMusd: (cost.fundsMusd * unitCount) / order.unitCount }, cost);
  campaign.machine = launchCampaignChart.next(campaign.machine, 'ready', { vehicleAvailable: true });
  campaign.machine = launchCampaignChart.next(campaign.machine, 'fly');
  const { failedCount, findingId } = flyFlights(context, campaign, line, plan);
  campaign.failedFlightCount = failedCount;
  // A failed flight takes its whole load; the last flight of a campaign may fly part-full.
  const delivered = Math.max(
    0,
    failedCount === campaign.flightCount ? 0 : unitCount - failedCount * plan.unitsPerFlight,
  );
  campaign.deliveredUnitCount = delivered;
  campaign.machine = launchCampaignChart.next(campaign.machine, 'report', { someFlightSucceeded: delivered > 0 });
  if (campaign.machine === 'failed') {
    const { youngFlights } = game.vehicle(line.vehicleId);
    campaign.machine = launchCampaignChart.next(campaign.machine, 'investigate', {
      lineIsYoung: line.flownFlights < youngFlights,
    });
  }
  insureLosses(context, campaign, plan, order.unitCount);
  if (failedCount > 0) failYoungLine(context, line, findingId);
  line.flownFlights += campaign.flightCount;
  line.flownMassT += (unitCount * plan.unitMassKg) / KG_PER_T;
  const flownKg = sum(
    state.campaigns.filter(
      (each) => each.programmeId === group.id && each.deliveredUnitCount + each.failedFlightCount > 0,
    ),
    (each) => each.unitCount * each.unitMassKg,
  );
  group.rampKg = Math.max(group.rampKg, flownKg);
  if (delivered > 0) commission(context, group, plan.designId, delivered, plan.unitMassKg);
  tell(context, {
    kind: delivered === 0 ? 'campaign.failed' : failedCount > 0 ? 'campaign.partlyDelivered' : 'campaign.delivered',
    subject: subject('campaign', campaign.id),
    side,
    values: {
      programmeId: group.id,
      lineId: line.id,
      unitCount,
      delivered,
      flightCount: campaign.flightCount,
      failedFlightCount: failedCount,
    },
    findingIds: [findingId],
    weight: delivered === 0 ? 3 : 2,
  });
};

/** Insurers pay for hardware that failed flights lost, on the terms of the order. */
const insureLosses = (
  context: TurnContext,
  { owner, id, unitCount, deliveredUnitCount }: LaunchCampaign,
  { hardwareMusd, insurance }: DeploymentPlan,
  orderedUnitCount: number,
): void => {
  const lostUnits = unitCount - deliveredUnitCount;
  if (lostUnits <= 0 || insurance.coverFrac <= 0) return;
  const paidMusd = (insurance.coverFrac * hardwareMusd * lostUnits) / orderedUnitCount;
  book(context, owner, 'insuranceMusd', paidMusd);
  const findingId = note(context, () => ({
    subject: subject('campaign', id),
    question: 'insurancePaid',
    equationId: 'insurancePaid',
    inputs: [
      stateInput('hardwareMusd', hardwareMusd, 'MUSD', `campaigns.${id}`),
      stateInput('premiumFrac', insurance.premiumFrac, '1', 'orders'),
      stateInput('orderedUnits', orderedUnitCount, 'units', 'orders'),
      stateInput('lostUnits', lostUnits, 'units', `campaigns.${id}`),
      ruleInput(context.game, 'coverFrac', 'economy.insurance.coverFrac'),
    ],
    result: { paidMusd },
    outcome: 'paid',
    visibleTo: only(owner),
  }));
  tell(context, {
    kind: 'insurance.paid',
    subject: subject('campaign', id),
    side: owner,
    values: { paidMusd, lostUnits },
    findingIds: [findingId],
    visibleTo: only(owner),
    weight: 1,
  });
};

/** Insurers remember failed flights for a while; all the world's launches count. */
const rememberFailures = (context: TurnContext): void => {
  const { state, game } = context;
  const flights = sum(state.campaigns, ({ deliveredUnitCount, failedFlightCount, flightCount }) =>
    deliveredUnitCount + failedFlightCount > 0 ? flightCount : 0,
  );
  if (flights === 0) return;
  const failed = sum(state.campaigns, ({ failedFlightCount }) => failedFlightCount);
  const { memoryFrac } = game.ruleset.economy.insurance;
  state.launchFailureFrac += memoryFrac * (failed / flights - state.launchFailureFrac);
};

export const launchPhase = (context: TurnContext): void => {
  const { game, state } = context;
  // Campaigns that stood down last turn are over; the list holds this turn's flights.
  state.campaigns = [];
  for (const group of state.groups) group.rampKg *= game.ruleset.economy.rampIdleFrac;
  for (const side of SIDES) {
    developLines(context, side);
    for (const placed of ordersOf(context, side, 'deploy')) {
      const plan = context.plans.get(placed.order);
      if (plan === undefined) throw new InvariantError('a campaign has no plan', { order: placed.order });
      flyCampaign(context, side, placed, plan);
    }
  }
  rememberFailures(context);
  returnLinesToFlight(context);
};
