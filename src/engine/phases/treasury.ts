/** Phase 2: income, revenue, upkeep, political capital, and what was ordered earlier and is due now. */
import { SIDES, type Side } from '../../ruleset/terms.ts';
import {
  book,
  clamp,
  note,
  regionById,
  ruleInput,
  stateInput,
  subject,
  sum,
  tell,
  type TurnContext,
} from '../context.ts';
import { groundCentreChart, type GroundCentreState } from '../machines/groundCentre.ts';
import { only } from '../sides.ts';
import type { Delivery, GroundCentre } from '../state.ts';

const upkeepMusd = (context: TurnContext, side: Side): number => {
  const { economy } = context.game.ruleset;
  const backups = context.state.centres.filter(({ owner, role }) => owner === side && role === 'backup');
  const backupMusd = sum(backups, ({ tier, powerMw }) =>
    tier === null ? 0 : economy.backupUpkeepMusdPerMwTurn[tier] * powerMw,
  );
  return backupMusd + economy.exportControlCostMusdPerLevel * context.state.sides[side].exportControlLevel;
};

/** Puts power into a centre; its compute per kW becomes the mean by power. */
export const addToCentre = (centre: GroundCentre, powerMw: number, popsPerKw: number): void => {
  const total = centre.powerMw + powerMw;
  centre.popsPerKw = total > 0 ? (centre.powerMw * centre.popsPerKw + powerMw * popsPerKw) / total : popsPerKw;
  centre.powerMw = total;
};

/** The centre of a region and tier; made where there is none, as one just completed or in the state given. */
export const centreFor = (
  context: TurnContext,
  { owner, regionId, tier }: Pick<Delivery, 'owner' | 'regionId' | 'tier'>,
  machine: GroundCentreState = groundCentreChart.next(groundCentreChart.initial, 'complete', {
    isPrimary: tier === null,
    isHot: tier === 'hot',
    isWarm: tier === 'warm',
  }),
): GroundCentre => {
  const { centres } = context.state;
  const id = `${owner}/${regionId ?? ''}/${tier ?? 'primary'}`;
  const standing = centres.find((centre) => centre.id === id);
  if (standing !== undefined) return standing;
  const created: GroundCentre = {
    id,
    owner,
    regionId: regionId ?? '',
    role: tier === null ? 'primary' : 'backup',
    tier,
    machine,
    powerMw: 0,
    popsPerKw: 0,
    isKnown: tier === null,
    deliveredPops: 0,
    recoveredPops: 0,
  };
  centres.push(created);
  centres.sort((a, b) => (a.id < b.id ? -1 : 1));
  return created;
};

const deliver = (context: TurnContext, delivery: Delivery): void => {
  const { state, game } = context;
  const { kind, owner, regionId, amount, popsPerKw } = delivery;
  if (kind === 'gridCapacity')
    regionById(state, regionId ?? '').newUnitCount += Math.round(amount / game.ruleset.grid.newUnitMw);
  else if (kind === 'gridStorage') regionById(state, regionId ?? '').storageMw += amount;
  else if (kind === 'gridTransmission') regionById(state, regionId ?? '').transmissionMw += amount;
  else if (kind === 'refining') state.sides[owner].mineralsRefining += amount;
  else if (kind === 'ore') state.sides[owner].mineralsOre += amount;
  else if (kind === 'chipPlant') state.sides[owner].chipSupplyMw += amount;
  else addToCentre(centreFor(context, delivery), amount, popsPerKw);
  const findingId = note(context, () => ({
    subject: subject('side', owner),
    question: 'deliveryDue',
    equationId: 'deliveryDue',
    inputs: [
      stateInput('dueTurn', delivery.dueTurn, 'turn', `deliveries.${delivery.id}`),
      stateInput('amount', amount, kind === 'refining' || kind === 'ore' ? 'units' : 'MW', `deliveries.${delivery.id}`),
    ],
    result: { amount },
    outcome: 'delivered',
    visibleTo: only(owner),
  }));
  tell(context, {
    kind: `delivery.${kind}`,
    subject: regionId === null ? subject('side', owner) : subject('region', regionId),
    side: owner,
    values: { amount },
    findingIds: [findingId],
    visibleTo: only(owner),
    weight: 1,
  });
};

const settleSide = (context: TurnContext, side: Side): void => {
  const { game, state } = context;
  const { economy } = game.ruleset;
  const own = state.sides[side];
  const start = `scenarios.${game.scenario.id}.sides.${side}`;
  const upkeep = upkeepMusd(context, side);
  const { incomeMusd, revenueMusd, fundsMusd: beforeMusd } = own;
  book(context, side, 'incomeMusd', incomeMusd);
  book(context, side, 'revenueMusd', revenueMusd);
  book(context, side, 'upkeepMusd', -upkeep);
  const findingId = note(context, () => ({
    subject: subject('side', side),
    question: 'treasury',
    equationId: 'treasury',
    inputs: [
      stateInput('fundsBeforeMusd', beforeMusd, 'MUSD', `sides.${side}.fundsMusd`),
      stateInput('incomeMusd', incomeMusd, 'MUSD', `sides.${side}.incomeMusd`),
      stateInput('revenueMusd', revenueMusd, 'MUSD', `sides.${side}.revenueMusd`),
      stateInput('upkeepMusd', upkeep, 'MUSD', 'centres'),
      ruleInput(game, 'incomeGrowthFrac', `${start}.incomeGrowthFrac`),
    ],
    result: { fundsMusd: own.fundsMusd },
    outcome: 'settled',
    visibleTo: only(side),
  }));
  tell(context, {
    kind: 'treasury.settled',
    subject: subject('side', side),
    side,
    values: { incomeMusd, revenueMusd, upkeepMusd: upkeep },
    findingIds: [findingId],
    visibleTo: only(side),
    weight: 1,
  });
  const rules = game.scenario.sides[side];
  // What is shown from now on is what the next turn pays and supplies.
  own.incomeMusd *= 1 + rules.incomeGrowthFrac;
  own.politicalCapital = clamp(
    own.politicalCapital + economy.politicalCapitalPerTurn + economy.politicalCapitalPerStanding * own.standing,
    0,
    economy.politicalCapitalCap,
  );
};

export const treasuryPhase = (context: TurnContext): void => {
  const { state, turn } = context;
  for (const side of SIDES) settleSide(context, side);
  for (const delivery of state.deliveries.filter(({ dueTurn }) => dueTurn <= turn)) deliver(context, delivery);
  state.deliveries = state.deliveries.filter(({ dueTurn }) => dueTurn > turn);
};
