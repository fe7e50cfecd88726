/** Phase 5: lines in development try; campaigns fly; mass goes to orbit. */
import { SIDES, type Side } from '../../ruleset/terms.ts';
import { bitingControl, chipFactor, developmentProb, flightSuccessProb } from '../formulas.ts';
import {
  decide,
  groupById,
  lineById,
  note,
  orderInput,
  ordersOf,
  pay,
  type PlacedOrder,
  ruleInput,
  stateInput,
  subject,
  tell,
  type TurnContext,
} from '../context.ts';
import { binomialAtDraw } from '../dice.ts';
import { launchCampaignChart } from '../machines/launchCampaign.ts';
import { launchLineChart } from '../machines/launchLine.ts';
import { platformChart, type PlatformState } from '../machines/platform.ts';
import { satelliteGroupChart, type SatelliteGroupState } from '../machines/satelliteGroup.ts';
import { rivalOf } from '../sides.ts';
import type { LaunchCampaign, LaunchLine, OrbitalGroup } from '../state.ts';
import { deploymentPlan, type DeploymentPlan } from '../orders/orbit.ts';
import { viewFor } from '../view.ts';

const KG_PER_T = 1000;

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

const returnLinesToFlight = (context: TurnContext): void => {
  for (const line of context.state.lines) {
    if (line.machine !== 'grounded') continue;
    line.machine = launchLineChart.next(line.machine, 'investigate', {
      investigationOver: context.turn >= line.groundedUntilTurn,
    });
    if (line.machine === 'operational')
      tell(context, {
        kind: 'line.returned',
        subject: subject('line', line.id),
        side: line.owner,
        values: {},
        findingIds: [],
        weight: 1,
      });
  }
};

/** Puts delivered units into the programme's group, as a cohort of this turn. */
const commission = (context: TurnContext, group: OrbitalGroup, unitCount: number, unitMassKg: number): void => {
  const { game, state, turn } = context;
  const { owner, id } = group;
  const rival = rivalOf(owner);
  const factor = chipFactor(
    game,
    turn,
    state.sides[owner].tech.chip,
    bitingControl(game, rival, state.sides[rival].exportControlLevel, 'chips'),
  );
  const { designId } = game.programme(id);
  const same = group.cohorts.find((cohort) => cohort.turnFlown === turn && cohort.designId === designId);
  if (same === undefined) group.cohorts.push({ designId, turnFlown: turn, unitCount, chipFactor: factor, unitMassKg });
  else same.unitCount += unitCount;
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
        game.transfer(game.programme(campaign.programmeId).shellId).deltaVMPerS,
        'm/s',
        'hohmannTransfer',
      ),
    ],
    result: { flightSuccessProb: prob, failedFlightCount: failedCount },
    prob: allSucceedProb(prob, campaign.flightCount),
    stream,
    draw,
    outcome: failedCount === 0 ? 'allSucceeded' : failedCount < campaign.flightCount ? 'someFailed' : 'allFailed',
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
    tell(context, {
      kind: 'campaign.scrubbed',
      subject: subject('campaign', campaign.id),
      side,
      values: { programmeId: group.id, unitCount: order.unitCount },
      findingIds: [],
    });
    return;
  }
  // What minerals did not let start is not paid for.
  pay(context, side, {
    fundsMusd: (cost.fundsMusd * unitCount) / order.unitCount,
    politicalCapital: cost.politicalCapital,
  });
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
  if (failedCount > 0) failYoungLine(context, line, findingId);
  line.flownFlights += campaign.flightCount;
  line.flownMassT += (unitCount * plan.unitMassKg) / KG_PER_T;
  group.rampKg = Math.max(group.rampKg, unitCount * plan.unitMassKg);
  if (delivered > 0) commission(context, group, delivered, plan.unitMassKg);
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

export const launchPhase = (context: TurnContext): void => {
  const { game, state } = context;
  // Campaigns that stood down last turn are over; the list holds this turn's flights.
  state.campaigns = [];
  returnLinesToFlight(context);
  for (const group of state.groups) group.rampKg *= game.ruleset.economy.rampIdleFrac;
  // Both sides' plans are made from the state before either flies.
  const planned = SIDES.map((side) => {
    const view = viewFor(game, state, side);
    return {
      side,
      campaigns: ordersOf(context, side, 'deploy').map((placed) => ({
        placed,
        plan: deploymentPlan({ game, view, draft: [] }, placed.order),
      })),
    };
  });
  for (const { side, campaigns } of planned) {
    developLines(context, side);
    for (const { placed, plan } of campaigns) flyCampaign(context, side, placed, plan);
  }
};
