/** Phase 4: orders compete for minerals and chips; research, grid, centres, lines and hardening are started. */
import { KW_PER_MW } from '../../units/convert.ts';
import { SIDES, type Side } from '../../ruleset/terms.ts';
import {
  bitingControl,
  chipFactor,
  defenceUnits,
  firmCapacity,
  gridTerms,
  refinedUnits,
  researchCostMusd,
  spareForMw,
  unitChipsMw,
} from '../formulas.ts';
import {
  clamp,
  centreById,
  groupById,
  lineById,
  note,
  orderInput,
  ordersOf,
  pay,
  regionById,
  regionsOf,
  ruleInput,
  stateInput,
  subject,
  sum,
  tell,
  type TurnContext,
} from '../context.ts';
import { installedCapacityMw } from '../game.ts';
import { groundCentreChart } from '../machines/groundCentre.ts';
import { mineralsChart } from '../machines/minerals.ts';
import { platformChart, type PlatformState } from '../machines/platform.ts';
import { only, rivalOf } from '../sides.ts';
import type { Delivery, GridRegion } from '../state.ts';
import { addToCentre, centreFor } from './treasury.ts';

/** Load that the side's centres put on a region at its peak, MW. */
export const centreLoadMw = (context: Pick<TurnContext, 'game' | 'state'>, region: GridRegion): number => {
  const { game, state } = context;
  const { powerUsageEffectiveness } = game.region(region.id);
  const { backupGridReserveFrac, demandResponseLoadFracPerLevel, connectionFlexFrac } = game.ruleset.economy;
  const calledOff =
    demandResponseLoadFracPerLevel * region.demandResponseLevel + connectionFlexFrac[region.connectionPolicy];
  return sum(
    state.centres.filter(({ regionId }) => regionId === region.id),
    ({ role, tier, powerMw }) =>
      powerMw *
      powerUsageEffectiveness *
      (role === 'backup' && tier !== null ? backupGridReserveFrac[tier] : 1 - calledOff),
  );
};

/** Compute per kW of ground chips bought this turn. */
export const groundPopsPerKw = ({ game, state, turn }: TurnContext, side: Side): number => {
  const rival = rivalOf(side);
  const { exportControlLevel } = state.sides[rival];
  return (
    game.scenario.sides[side].popsPerKw * chipFactor(game, turn, state.sides[side].tech.chip, rival, exportControlLevel)
  );
};

const orderedMw = (context: TurnContext, side: Side): { readonly orbitMw: number; readonly groundMw: number } => {
  let orbitMw = 0;
  let groundMw = 0;
  for (const { order } of context.orders[side]) {
    if (order.kind === 'deploy')
      orbitMw += order.unitCount * unitChipsMw(context.game, groupById(context.state, order.programmeId).designId);
    else if (order.kind === 'buildCentre' || order.kind === 'buildBackup') groundMw += order.powerMw;
  }
  return { orbitMw, groundMw };
};

/** Power a region can still connect to data centres and keep the reserve its policy asks for, MW of centre. */
const headroomMw = (context: TurnContext, region: GridRegion): number => {
  const { game, state } = context;
  const rules = game.region(region.id);
  const table = game.outageTable(region.id, region.newUnitCount);
  const meanOutageMw = table.excessMw[0] ?? 0;
  const firm = firmCapacity(game, region, spareForMw(game, region.id, regionsOf(state, region.owner)));
  const availableMw =
    installedCapacityMw(game, region.id, region.newUnitCount) - meanOutageMw + firm.storageFirmMw + firm.importMw;
  const keptMw =
    region.peakLoadMw * game.ruleset.economy.connectionReserveFrac[region.connectionPolicy] +
    rules.reserveRequirementMw;
  // A new centre counts at the peak for what its connection does not let the region call off.
  const peakMwPerMw =
    rules.powerUsageEffectiveness * (1 - game.ruleset.economy.connectionFlexFrac[region.connectionPolicy]);
  const queuedMw = sum(
    state.deliveries.filter((delivery) => delivery.regionId === region.id && delivery.kind === 'primaryCentre'),
    ({ amount }) => amount * peakMwPerMw,
  );
  return Math.max(0, availableMw - region.peakLoadMw - keptMw - centreLoadMw(context, region) - queuedMw) / peakMwPerMw;
};

interface ConnectionWish {
  readonly region: GridRegion;
  /** Power that private capital would connect this turn, chips and minerals apart, MW. */
  readonly wishMw: number;
}

const connectionWishes = (context: TurnContext, side: Side): readonly ConnectionWish[] =>
  context.state.regions
    .filter(({ owner }) => owner === side)
    .map((region) => ({
      region,
      wishMw: context.game.ruleset.economy.privateConnectionFrac * headroomMw(context, region),
    }));

/** Chips that orders leave for private centres, MW. */
const privateChipsMw = (context: TurnContext, side: Side): number => {
  const { orbitMw, groundMw } = orderedMw(context, side);
  return Math.max(0, context.state.sides[side].chipSupplyMw - orbitMw - groundMw);
};

/** Puts what was bought on the market into stock; gives how much. */
const buyStock = (context: TurnContext, side: Side): number => {
  const bought = ordersOf(context, side, 'stockpile');
  for (const { cost } of bought) pay(context, side, cost);
  const units = sum(bought, ({ order }) => order.unitCount);
  context.state.sides[side].mineralsStock += units;
  return units;
};

/** How much of what needs minerals can be started: supply over demand, at most 1. */
const fillMinerals = (context: TurnContext, side: Side, wishes: readonly ConnectionWish[]): void => {
  const { game, state } = context;
  const own = state.sides[side];
  const rules = game.scenario.sides[side];
  const { minerals, exportControlMineralCutFrac } = game.ruleset.economy;
  const rival = rivalOf(side);
  const controls = bitingControl(game, rival, state.sides[rival].exportControlLevel, 'minerals');
  const { importCutFrac, needUnits } = context.mineralsStress[side];
  const importedUnits =
    rules.mineralsImported * Math.max(0, 1 - exportControlMineralCutFrac * controls) * (1 - importCutFrac);
  const { orbitMw, groundMw } = orderedMw(context, side);
  const privateMw = Math.min(
    privateChipsMw(context, side),
    sum(wishes, ({ wishMw }) => wishMw),
  );
  const ownDefenceUnits = defenceUnits(game, side);
  const demandUnits =
    ownDefenceUnits +
    needUnits +
    orbitMw * minerals.unitsPerOrbitalMw +
    ((groundMw + privateMw) / KW_PER_MW) * minerals.unitsPerGroundGw;
  const stockpiledUnits = buyStock(context, side);
  const stockBefore = own.mineralsStock;
  const ownRefinedUnits = refinedUnits(own);
  const supplyUnits = ownRefinedUnits + importedUnits + stockBefore;
  const embargoed = rules.mineralsImported > 0 && importedUnits < minerals.embargoImportFrac * rules.mineralsImported;
  // Cut off, a country serves its forces first; else all share alike.
  const firstUnits = embargoed ? ownDefenceUnits : 0;
  const fillFrac =
    supplyUnits >= demandUnits ? 1 : clamp((supplyUnits - firstUnits) / (demandUnits - firstUnits), 0, 1);
  own.mineralsFillFrac = fillFrac;
  own.mineralsStock = Math.max(0, supplyUnits - demandUnits);
  const was = own.mineralsMachine;
  own.mineralsMachine = mineralsChart.next(was, 'assess', {
    embargoInForce: embargoed,
    fillBelowRationing: fillFrac < minerals.rationedFillFrac,
    fillBelowComfort: own.mineralsStock < minerals.tightFillFrac * demandUnits,
  });
  const findingId = note(context, () => ({
    subject: subject('side', side),
    question: 'mineralsFill',
    equationId: 'mineralsFill',
    inputs: [
      stateInput('mineralsOre', own.mineralsOre, 'units', `sides.${side}.mineralsOre`),
      stateInput('mineralsRefining', own.mineralsRefining, 'units', `sides.${side}.mineralsRefining`),
      stateInput('mineralsImported', importedUnits, 'units', `scenario.sides.${side}.mineralsImported`),
      stateInput('rivalControlLevel', controls, 'level', `sides.${rival}.exportControlLevel`),
      ruleInput(game, 'exportControlMineralCutFrac', 'economy.exportControlMineralCutFrac'),
      stateInput('mineralsStock', stockBefore, 'units', `sides.${side}.mineralsStock`),
      stateInput('demandUnits', demandUnits, 'units', 'orders'),
      stateInput('stockpiledUnits', stockpiledUnits, 'units', 'orders'),
      stateInput('defenceUnits', ownDefenceUnits, 'units', `scenario.sides.${side}`),
      ruleInput(game, 'defenceFighters', `scenarios.${game.scenario.id}.sides.${side}.defenceFighters`),
      ruleInput(game, 'defenceSubmarines', `scenarios.${game.scenario.id}.sides.${side}.defenceSubmarines`),
      ruleInput(game, 'embargoImportFrac', 'economy.minerals.embargoImportFrac'),
      ruleInput(game, 'fighterKg', 'economy.minerals.fighterKg'),
      ruleInput(game, 'submarineKg', 'economy.minerals.submarineKg'),
      stateInput('eventImportCutFrac', importCutFrac, '1', 'events'),
      stateInput('eventNeedUnits', needUnits, 'units', 'events'),
    ],
    result: { refinedUnits: ownRefinedUnits, fillFrac },
    outcome: `state:${own.mineralsMachine}`,
    visibleTo: only(side),
  }));
  if (own.mineralsMachine !== was)
    tell(context, {
      kind: 'minerals.changed',
      subject: subject('side', side),
      side,
      values: { from: was, to: own.mineralsMachine, fillFrac },
      findingIds: [findingId],
      visibleTo: only(side),
    });
};

/** What is missing by no more than this was paid: a preview that promised the level is kept. */
const ROUNDING_MUSD = 1e-6;

const doResearch = (context: TurnContext, side: Side): void => {
  const { game, state } = context;
  const own = state.sides[side];
  for (const { order, cost } of ordersOf(context, side, 'research')) {
    const { track, amountMusd } = order;
    pay(context, side, cost);
    own.researchMusd[track] += amountMusd;
    const needMusd = researchCostMusd(game, own.tech[track]);
    const reached = own.researchMusd[track] >= needMusd - ROUNDING_MUSD;
    const spentMusd = own.researchMusd[track];
    if (reached) {
      own.researchMusd[track] = Math.max(0, spentMusd - needMusd);
      own.tech[track] += 1;
    }
    const findingId = note(context, () => ({
      subject: subject('side', side),
      question: 'researchLevel',
      equationId: 'researchLevel',
      inputs: [
        orderInput('amountMusd', amountMusd, 'MUSD', 'research'),
        stateInput('spentMusd', spentMusd, 'MUSD', `sides.${side}.researchMusd.${track}`),
        ruleInput(game, 'baseCostMusd', 'research.baseCostMusd'),
        ruleInput(game, 'costMusdPerLevel', 'research.costMusdPerLevel'),
      ],
      result: { needMusd, level: own.tech[track] },
      outcome: reached ? 'reached' : 'underWay',
      visibleTo: only(side),
    }));
    if (reached)
      tell(context, {
        kind: 'research.reached',
        subject: subject('side', side),
        side,
        values: { track, level: own.tech[track] },
        findingIds: [findingId],
        visibleTo: only(side),
      });
  }
};

type NewDelivery = Pick<Delivery, 'owner' | 'kind' | 'dueTurn' | 'amount'> &
  Partial<Pick<Delivery, 'regionId' | 'tier' | 'popsPerKw'>>;

/** Puts what will stand in its turn on the list, with what of the same kind is due from this turn already. */
export const queue = (
  context: TurnContext,
  { owner, kind, dueTurn, regionId = null, tier = null, amount, popsPerKw = 0 }: NewDelivery,
): void => {
  if (amount <= 0) return;
  const { deliveries } = context.state;
  const id = `${owner}/${context.turn}/${kind}/${regionId ?? ''}/${tier ?? ''}`;
  const same = deliveries.findIndex((each) => each.id === id);
  const existing = deliveries[same];
  if (existing === undefined) deliveries.push({ owner, kind, dueTurn, regionId, tier, amount, popsPerKw, id });
  else deliveries[same] = { ...existing, amount: existing.amount + amount };
};

const tellReform = (context: TurnContext, side: Side, regionId: string): void => {
  const { game } = context;
  const { leadTurns, limitMw } = gridTerms(game, regionId, 'generation', true);
  const findingId = note(context, () => ({
    subject: subject('region', regionId),
    question: 'permitReform',
    equationId: 'permitReform',
    inputs: [
      ruleInput(game, 'gridLeadTurns', `grid.regions.${regionId}.assets.generation.leadTurns`),
      ruleInput(game, 'gridLimitMwPerTurn', `grid.regions.${regionId}.assets.generation.limitMwPerTurn`),
      ...(['leadTurnsSaved', 'minLeadTurns', 'limitFactor'] as const).map((name) =>
        ruleInput(game, name, `grid.permitReform.${name}`),
      ),
    ],
    result: { leadTurns, limitMw },
    outcome: 'set',
    visibleTo: only(side),
  }));
  tell(context, {
    kind: 'region.permitsReformed',
    subject: subject('region', regionId),
    side,
    values: { leadTurns, limitMw },
    findingIds: [findingId],
    visibleTo: only(side),
  });
};

/** Backups that change their tier: all leave, then all join, so that none is moved twice. */
const changeTiers = (context: TurnContext, side: Side): void => {
  const { game, state } = context;
  const moves = ordersOf(context, side, 'changeTier').map(({ order, cost }) => {
    pay(context, side, cost);
    return { centre: centreById(state, order.centreId), tier: order.tier, costMusd: cost.fundsMusd };
  });
  const leaving = new Set(moves.map(({ centre }) => centre.id));
  if (leaving.size === 0) return;
  state.centres = state.centres.filter(({ id }) => !leaving.has(id));
  for (const { centre, tier, costMusd } of moves) {
    const machine = groundCentreChart.next(centre.machine, 'changeTier', {
      isHot: tier === 'hot',
      isWarm: tier === 'warm',
    });
    const joined = centreFor(context, { owner: side, regionId: centre.regionId, tier }, machine);
    addToCentre(joined, centre.powerMw, centre.popsPerKw);
    const findingId = note(context, () => ({
      subject: subject('centre', joined.id),
      question: 'changeTier',
      equationId: 'changeTier',
      inputs: [
        stateInput('powerMw', centre.powerMw, 'MW', `centres.${centre.id}.powerMw`),
        ruleInput(game, 'computersCostMusdPerMw', `grid.regions.${centre.regionId}.computersCostMusdPerMw`),
        ruleInput(game, 'computersFracBefore', `economy.backupComputersFrac.${centre.tier ?? 'cold'}`),
        ruleInput(game, 'computersFracAfter', `economy.backupComputersFrac.${tier}`),
      ],
      result: { costMusd },
      outcome: 'set',
      visibleTo: only(side),
    }));
    tell(context, {
      kind: 'centre.tierChanged',
      subject: subject('centre', joined.id),
      side,
      values: { powerMw: centre.powerMw, tier },
      findingIds: [findingId],
      visibleTo: only(side),
      weight: 1,
    });
  }
};

const DELIVERY_OF = { generation: 'gridCapacity', storage: 'gridStorage', transmission: 'gridTransmission' } as const;

const build = (context: TurnContext, side: Side): void => {
  const { game, turn } = context;
  const fillFrac = context.state.sides[side].mineralsFillFrac;
  const { economy } = game.ruleset;
  const popsPerKw = groundPopsPerKw(context, side);
  for (const { order, cost } of ordersOf(context, side, 'buildGrid')) {
    pay(context, side, cost);
    const { permitsReformed } = regionById(context.state, order.regionId);
    const { leadTurns } = gridTerms(game, order.regionId, order.asset, permitsReformed);
    queue(context, {
      owner: side,
      kind: DELIVERY_OF[order.asset],
      dueTurn: turn + leadTurns,
      regionId: order.regionId,
      amount: order.capacityMw,
    });
  }
  for (const { order, cost } of [
    ...ordersOf(context, side, 'buildCentre'),
    ...ordersOf(context, side, 'buildBackup'),
  ]) {
    // A shortage scales what is started, and only that is paid for.
    pay(context, side, { ...cost, fundsMusd: cost.fundsMusd * fillFrac }, cost);
    const isBackup = order.kind === 'buildBackup';
    queue(context, {
      owner: side,
      kind: isBackup ? 'backupCentre' : 'primaryCentre',
      dueTurn: turn + economy.centreLeadTurns,
      regionId: order.regionId,
      tier: isBackup ? order.tier : null,
      amount: order.powerMw * fillFrac,
      popsPerKw,
    });
  }
  for (const { order, cost } of ordersOf(context, side, 'refine')) {
    pay(context, side, cost);
    queue(context, {
      owner: side,
      kind: 'refining',
      dueTurn: turn + economy.minerals.refineLeadTurns,
      amount: order.unitsPerTurn,
    });
  }
  for (const { order, cost } of ordersOf(context, side, 'mine')) {
    pay(context, side, cost);
    queue(context, {
      owner: side,
      kind: 'ore',
      dueTurn: turn + economy.minerals.mineLeadTurns,
      amount: order.unitsPerTurn,
    });
  }
  // After what is built this turn: that was ordered under the old rules.
  for (const { order, cost } of ordersOf(context, side, 'permitReform')) {
    pay(context, side, cost);
    regionById(context.state, order.regionId).permitsReformed = true;
    tellReform(context, side, order.regionId);
  }
  changeTiers(context, side);
  for (const { order, cost } of ordersOf(context, side, 'chipPlant')) {
    pay(context, side, cost);
    queue(context, {
      owner: side,
      kind: 'chipPlant',
      dueTurn: turn + economy.chipPlantLeadTurns,
      amount: order.powerMw,
    });
  }
  for (const { order, cost } of ordersOf(context, side, 'expandLine')) {
    pay(context, side, cost);
    lineById(context.state, order.lineId).cadencePerTurn += order.flightsPerTurn;
  }
  for (const { order, cost } of ordersOf(context, side, 'harden')) {
    pay(context, side, cost);
    groupById(context.state, order.programmeId).hardeningLevel += 1;
  }
  for (const { order, cost } of ordersOf(context, side, 'repair')) {
    pay(context, side, cost);
    const group = groupById(context.state, order.programmeId);
    group.healthFrac = Math.min(1, group.healthFrac + order.healthFrac);
    group.machine = platformChart.next(group.machine as PlatformState, 'repair', {
      healthRestored: group.healthFrac >= FULL_HEALTH_FRAC,
    });
  }
};
/** Health from which nothing is left to repair, against rounding. */
const FULL_HEALTH_FRAC = 0.999;

/** Private capital connects centres to what headroom the grid has, as far as chips go. */
const connectPrivateCentres = (context: TurnContext, side: Side, wishes: readonly ConnectionWish[]): void => {
  const { game, state, turn } = context;
  const { privateConnectionFrac, centreLeadTurns, groundRefreshFracPerTurn } = game.ruleset.economy;
  const own = state.sides[side];
  const popsPerKw = groundPopsPerKw(context, side);
  const wishedMw = sum(wishes, ({ wishMw }) => wishMw);
  const grantedFrac = wishedMw > 0 ? Math.min(1, privateChipsMw(context, side) / wishedMw) * own.mineralsFillFrac : 0;
  for (const { region, wishMw } of wishes) {
    const grantedMw = wishMw * grantedFrac;
    queue(context, {
      owner: side,
      kind: 'primaryCentre',
      dueTurn: turn + centreLeadTurns,
      regionId: region.id,
      amount: grantedMw,
      popsPerKw,
    });
    note(context, () => ({
      subject: subject('region', region.id),
      question: 'privateConnection',
      equationId: 'privateConnection',
      inputs: [
        stateInput('headroomMw', wishMw / privateConnectionFrac, 'MW', `regions.${region.id}`),
        ruleInput(game, 'privateConnectionFrac', 'economy.privateConnectionFrac'),
        stateInput('chipsGrantedFrac', grantedFrac, '1', `sides.${side}.chipSupplyMw`),
      ],
      result: { connectedMw: grantedMw },
      outcome: 'queued',
      visibleTo: only(side),
    }));
    const centre = centreById(state, `${side}/${region.id}/primary`);
    centre.popsPerKw += groundRefreshFracPerTurn * Math.max(0, popsPerKw - centre.popsPerKw);
  }
};

export const industryPhase = (context: TurnContext): void => {
  for (const side of SIDES) {
    const wishes = connectionWishes(context, side);
    fillMinerals(context, side, wishes);
    doResearch(context, side);
    build(context, side);
    connectPrivateCentres(context, side, wishes);
  }
};
