/** Orders of launch and orbit: lines, deployment, hardening, repair. */
import { KG_PER_T, KW_PER_MW, USD_PER_MUSD } from '../../units/convert.ts';
import { unitPerformance } from '../assets/orbitChain.ts';
import { unitCountOf } from '../context.ts';
import { bandAt } from '../debris.ts';
import {
  cadenceLimit,
  developmentProb,
  flightSuccessProb,
  type Insurance,
  insuranceTerms,
  launchPriceUsdPerKg,
  rampLimitKg,
  unitChipsMw,
  unitCostMusd,
  unitMassBySize,
} from '../formulas.ts';
import { InvariantError } from '../errors.ts';
import type { LaunchLine } from '../state.ts';
import type { SideView } from '../viewTypes.ts';
import {
  amount,
  choice,
  chosenOption,
  count,
  FREE,
  type OrderDefinition,
  type PlanningDesk,
  refusedBut,
  reject,
} from './definition.ts';
import type { Order, OrderOf, RejectionCode } from './order.ts';
import { chipFactorNow, groupOf, isChanging, isClosed, programmeChoice } from './programme.ts';

const DEVELOPMENT_STEP_MUSD = 100;

export const developLine: OrderDefinition<'developLine'> = {
  kind: 'developLine',
  group: 'launch',
  fields: { lineId: 'text', amountMusd: 'number' },
  onceBy: 'lineId',
  form: ({ game, view }) => {
    const open = view.lines
      .filter(
        (line) =>
          line.machine === 'inDevelopment' && game.vehicle(line.vehicleId).launchLevelRequired <= view.own.tech.launch,
      )
      .map(({ id }) => id);
    const max = game.ruleset.economy.developmentLimitMusd;
    const refused = refusedBut(view.lines, open, (line) =>
      line.machine === 'inDevelopment' ? 'order/level-not-open' : 'order/nothing-to-do',
    );
    return [
      choice('lineId', 'line', open, refused),
      amount('amountMusd', 'MUSD', {
        min: Math.min(DEVELOPMENT_STEP_MUSD, max),
        max,
        step: DEVELOPMENT_STEP_MUSD,
        suggested: max / 4,
        aboveMax: 'order/limit-reached',
      }),
    ];
  },
  cost: (_desk, { amountMusd }) => ({ fundsMusd: amountMusd, politicalCapital: 0 }),
  preview: ({ game, view }, { lineId, amountMusd }) => ({
    leadTurns: 0,
    effects: [
      { name: 'firstFlightProb', unit: '1', value: developmentProb(game, vehicleOf(view.lines, lineId), amountMusd) },
    ],
  }),
};

const vehicleOf = (lines: readonly Readonly<LaunchLine>[], lineId: string): string =>
  lines.find(({ id }) => id === lineId)?.vehicleId ?? '';

export const expandLine: OrderDefinition<'expandLine'> = {
  kind: 'expandLine',
  group: 'launch',
  fields: { lineId: 'text', flightsPerTurn: 'number' },
  onceBy: 'lineId',
  formFields: ['lineId'],
  form: ({ game, view }, chosen) => {
    const open = view.lines.filter(({ machine }) => machine !== 'inDevelopment').map(({ id }) => id);
    const line = view.lines.find(({ id }) => id === chosenOption(chosen, 'lineId', open));
    const max = line === undefined ? 0 : cadenceLimit(game, line.cadencePerTurn, view.own.tech.launch);
    return [
      choice(
        'lineId',
        'line',
        open,
        refusedBut(view.lines, open, () => 'order/line-not-flying'),
      ),
      count('flightsPerTurn', 'flights', max, 'order/limit-reached', 1),
    ];
  },
  cost: ({ game, view }, { lineId, flightsPerTurn }) => ({
    fundsMusd: game.vehicle(vehicleOf(view.lines, lineId)).expansionMusdPerFlight * flightsPerTurn,
    politicalCapital: 0,
  }),
  preview: ({ game, view }, { lineId, flightsPerTurn }) => ({
    leadTurns: 1,
    effects: [
      { name: 'flightsPerTurn', unit: 'flights', value: flightsPerTurn },
      {
        name: 'liftT',
        unit: 't',
        value: (flightsPerTurn * game.vehicle(vehicleOf(view.lines, lineId)).payloadKg) / KG_PER_T,
      },
    ],
  }),
};

/** Everything that a deployment of so many units of a programme on a line comes to. */
export interface DeploymentPlan {
  readonly designId: string;
  readonly unitMassKg: number;
  readonly unitsPerFlight: number;
  readonly flightCount: number;
  readonly massKg: number;
  readonly chipsMw: number;
  readonly flightSuccessProb: number;
  readonly hardwareMusd: number;
  readonly launchMusd: number;
  /** What insurers ask of the hardware, and pay of it when a flight fails. */
  readonly insurance: Insurance;
}

const unitsPerFlightOf = (payloadKg: number, eachKg: number): number => Math.floor(payloadKg / eachKg);
const flightsFor = (unitCount: number, unitsPerFlight: number): number =>
  unitsPerFlight === 0 ? Number.MAX_SAFE_INTEGER : Math.ceil(unitCount / unitsPerFlight);

/** What of a deployment has to be lifted. */
type Lift = Pick<DeploymentPlan, 'unitMassKg' | 'unitsPerFlight' | 'flightCount' | 'massKg'>;

const liftOf = (
  { game, view }: PlanningDesk,
  { designId, architecture, shellId, cohorts }: SideView['groups'][number],
  vehicleId: string,
  unitCount: number,
): Lift => {
  const unitsAfter = unitCountOf({ cohorts }) + unitCount;
  const eachKg = unitMassBySize(game, designId, architecture, view.own.tech.bus)(unitsAfter);
  const unitsPerFlight = unitsPerFlightOf(game.payloadToShellKg(vehicleId, shellId), eachKg);
  return {
    unitMassKg: eachKg,
    unitsPerFlight,
    flightCount: flightsFor(unitCount, unitsPerFlight),
    massKg: unitCount * eachKg,
  };
};

const programmeIn = (desk: PlanningDesk, programmeId: string): SideView['groups'][number] => {
  const group = groupOf(desk, programmeId);
  if (group === undefined) throw new InvariantError('a campaign has no programme', { programmeId });
  return group;
};

export const deploymentPlan = (
  desk: PlanningDesk,
  { programmeId, lineId, unitCount }: OrderOf<'deploy'>,
): DeploymentPlan => {
  const { game, view } = desk;
  const group = programmeIn(desk, programmeId);
  const { designId, shellId } = group;
  const line = view.lines.find(({ id }) => id === lineId);
  const { bus, launch } = view.own.tech;
  const vehicleId = line?.vehicleId ?? '';
  const { unitMassKg, unitsPerFlight, flightCount, massKg } = liftOf(desk, group, vehicleId, unitCount);
  return {
    designId,
    unitMassKg,
    unitsPerFlight,
    flightCount,
    massKg,
    chipsMw: unitCount * unitChipsMw(game, designId),
    flightSuccessProb: flightSuccessProb(game, vehicleId, line?.flownFlights ?? 0),
    hardwareMusd: unitCount * unitCostMusd(game, designId, bus),
    insurance: termsFor(desk, shellId),
    launchMusd: (massKg * launchPriceUsdPerKg(game, vehicleId, line?.flownMassT ?? 0, launch)) / USD_PER_MUSD,
  };
};

const termsFor = ({ game, view }: Pick<PlanningDesk, 'game' | 'view'>, shellId: string): Insurance => {
  const { altitudeKm } = game.shell(shellId);
  const band = bandAt(view.bands, altitudeKm);
  return insuranceTerms(game, band?.usedFrac ?? 0, view.launchFailureFrac, view.tension);
};

const deploysOf = (draft: readonly Order[]): readonly OrderOf<'deploy'>[] =>
  draft.filter((order): order is OrderOf<'deploy'> => order.kind === 'deploy');

const designOf = (desk: PlanningDesk, programmeId: string): string => groupOf(desk, programmeId)?.designId ?? '';

/** Chips the draft's other orders take, MW. */
export const draftChipsMw = (desk: PlanningDesk): number =>
  desk.draft.reduce((total, order) => {
    if (order.kind === 'deploy')
      return total + order.unitCount * unitChipsMw(desk.game, designOf(desk, order.programmeId));
    if (order.kind === 'buildCentre' || order.kind === 'buildBackup') return total + order.powerMw;
    return total;
  }, 0);

interface DeployLimit {
  readonly units: number;
  readonly code: RejectionCode;
}

const NO_LINE: DeployLimit = { units: 0, code: 'order/unknown-target' };

/** The most units that may be deployed now, and what sets that limit. Largest count that passes, found by halving. */
const deployLimit = (desk: PlanningDesk, programmeId: string, lineId: string): DeployLimit => {
  const { game, view, draft } = desk;
  const line = view.lines.find(({ id }) => id === lineId);
  const group = groupOf(desk, programmeId);
  if (line === undefined || group === undefined) return NO_LINE;
  let flightsLeft = line.cadencePerTurn;
  let massTaken = 0;
  for (const order of draft) {
    if (order.kind !== 'deploy' || (order.lineId !== lineId && order.programmeId !== programmeId)) continue;
    const vehicleId = view.lines.find(({ id }) => id === order.lineId)?.vehicleId ?? '';
    const lift = liftOf(desk, programmeIn(desk, order.programmeId), vehicleId, order.unitCount);
    if (order.lineId === lineId) flightsLeft -= lift.flightCount;
    if (order.programmeId === programmeId) massTaken += lift.massKg;
  }
  const rampLeftKg = rampLimitKg(game, group.rampKg) - massTaken;
  const chipsLeftMw = view.own.chipSupplyMw - draftChipsMw(desk);
  const { designId, architecture, shellId } = group;
  const payloadKg = game.payloadToShellKg(line.vehicleId, shellId);
  const chipsMw = unitChipsMw(game, designId);
  const inOrbit = unitCountOf(group);
  const eachKgOf = unitMassBySize(game, designId, architecture, view.own.tech.bus);
  const eachKgAt = (unitCount: number): number => eachKgOf(inOrbit + unitCount);
  const limitAt = (unitCount: number): RejectionCode | null => {
    const eachKg = eachKgAt(unitCount);
    if (flightsFor(unitCount, unitsPerFlightOf(payloadKg, eachKg)) > flightsLeft) return 'order/lift-exceeded';
    if (unitCount * eachKg > rampLeftKg) return 'order/ramp-exceeded';
    return unitCount * chipsMw > chipsLeftMw ? 'order/chips-exceeded' : null;
  };
  // A unit is never lighter for there being more of them: more than this cannot be lifted.
  const liftable = Math.max(0, flightsLeft) * unitsPerFlightOf(payloadKg, eachKgAt(1));
  let most = 0;
  let above = Math.min(MOST_UNITS, liftable + 1);
  if (limitAt(above - 1) === null) most = above - 1;
  while (above - most > 1) {
    const middle = Math.floor((most + above) / 2);
    if (limitAt(middle) === null) most = middle;
    else above = middle;
  }
  return { units: most, code: limitAt(most + 1) ?? 'order/limit-reached' };
};
const MOST_UNITS = 65_536;

/** The limit on the first line that can fly a unit of the programme now, or on the first there is. */
const fittingLimit = (desk: PlanningDesk, programmeId: string, lines: readonly string[]): DeployLimit => {
  let ofFirst: DeployLimit | null = null;
  for (const lineId of lines) {
    const limit = deployLimit(desk, programmeId, lineId);
    if (limit.units > 0) return limit;
    ofFirst ??= limit;
  }
  return ofFirst ?? NO_LINE;
};

export const deploy: OrderDefinition<'deploy'> = {
  kind: 'deploy',
  group: 'orbit',
  fields: { programmeId: 'text', lineId: 'text', unitCount: 'number' },
  formFields: ['programmeId', 'lineId'],
  check: (desk, { programmeId, lineId }) => {
    if (isChanging(desk, programmeId)) return reject('order/repeated', 'programmeId');
    return deploysOf(desk.draft).some((order) => order.programmeId === programmeId && order.lineId === lineId)
      ? reject('order/repeated', 'lineId')
      : null;
  },
  form: (desk, chosen) => {
    const { view } = desk;
    const lines = view.lines.filter(({ machine }) => machine === 'operational').map(({ id }) => id);
    const programmes = programmeChoice(desk, (group) => !isClosed(group));
    const programmeId = chosenOption(chosen, 'programmeId', programmes.options);
    const lineId = lines.find((id) => id === chosen['lineId']);
    const { units, code } =
      lineId === undefined ? fittingLimit(desk, programmeId, lines) : deployLimit(desk, programmeId, lineId);
    return [
      programmes,
      choice(
        'lineId',
        'line',
        lines,
        refusedBut(view.lines, lines, () => 'order/line-not-flying'),
      ),
      count('unitCount', 'units', units, code),
    ];
  },
  cost: (desk, order) => {
    const { hardwareMusd, launchMusd, insurance } = deploymentPlan(desk, order);
    return { fundsMusd: hardwareMusd * (1 + insurance.premiumFrac) + launchMusd, politicalCapital: 0 };
  },
  preview: (desk, order) => {
    const { game } = desk;
    const plan = deploymentPlan(desk, order);
    const group = groupOf(desk, order.programmeId);
    const unit = unitPerformance(game, {
      designId: plan.designId,
      shellId: group?.shellId ?? '',
      ageYears: 0,
      chipFactor: chipFactorNow(desk),
      hardeningLevel: group?.hardeningLevel ?? 0,
    });
    const pops = order.unitCount * unit.grossPops * unit.availabilityFrac;
    return {
      leadTurns: 1,
      effects: [
        {
          name: 'unitCount',
          unit: 'units',
          value: order.unitCount * plan.flightSuccessProb,
          low: 0,
          high: order.unitCount,
        },
        { name: 'flightCount', unit: 'flights', value: plan.flightCount },
        { name: 'flightSuccessProb', unit: '1', value: plan.flightSuccessProb },
        { name: 'massKg', unit: 'kg', value: plan.massKg },
        {
          name: 'powerKw',
          unit: 'kW',
          value: order.unitCount * unit.payloadKw * plan.flightSuccessProb,
          low: 0,
          high: order.unitCount * unit.payloadKw,
        },
        { name: 'grossPops', unit: 'POPS', value: pops * plan.flightSuccessProb, low: 0, high: pops },
        { name: 'launchMusd', unit: 'MUSD', value: plan.launchMusd },
        { name: 'hardwareMusd', unit: 'MUSD', value: plan.hardwareMusd },
        { name: 'premiumMusd', unit: 'MUSD', value: plan.hardwareMusd * plan.insurance.premiumFrac },
        { name: 'coverFrac', unit: '1', value: plan.insurance.coverFrac },
      ],
    };
  },
};

const powerOfGroup = (desk: PlanningDesk, programmeId: string): number => groupOf(desk, programmeId)?.powerKw ?? 0;

export const harden: OrderDefinition<'harden'> = {
  kind: 'harden',
  group: 'orbit',
  fields: { programmeId: 'text' },
  onceBy: 'programmeId',
  form: (desk) => [
    programmeChoice(
      desk,
      (group) =>
        !isClosed(group) &&
        group.machine !== 'planned' &&
        group.hardeningLevel < desk.game.ruleset.economy.maxHardeningLevel,
    ),
  ],
  cost: (desk, { programmeId }) => {
    const { hardenBaseMusd, hardenMusdPerKw } = desk.game.ruleset.economy;
    return { ...FREE, fundsMusd: hardenBaseMusd + hardenMusdPerKw * powerOfGroup(desk, programmeId) };
  },
  preview: () => ({ leadTurns: 0, effects: [{ name: 'hardeningLevel', unit: 'level', value: 1 }] }),
};

const HEALTH_STEP_FRAC = 0.05;

export const repair: OrderDefinition<'repair'> = {
  kind: 'repair',
  group: 'orbit',
  fields: { programmeId: 'text', healthFrac: 'number' },
  onceBy: 'programmeId',
  formFields: ['programmeId'],
  form: (desk, chosen) => {
    const programmes = programmeChoice(desk, ({ machine }) => machine === 'damaged' || machine === 'repairing');
    const group = groupOf(desk, chosenOption(chosen, 'programmeId', programmes.options));
    const max = group === undefined ? 0 : 1 - group.healthFrac;
    return [
      programmes,
      amount('healthFrac', '1', {
        min: Math.min(HEALTH_STEP_FRAC, max),
        max,
        step: HEALTH_STEP_FRAC,
        aboveMax: 'order/limit-reached',
      }),
    ];
  },
  cost: (desk, { programmeId, healthFrac }) => {
    const { platformRepairBaseMusd, platformRepairMusdPerHealthMw } = desk.game.ruleset.economy;
    // A damaged platform costs what the whole of it would: its power is what is left of it.
    const healthLeft = groupOf(desk, programmeId)?.healthFrac ?? 1;
    const powerMw = powerOfGroup(desk, programmeId) / healthLeft / KW_PER_MW;
    return { ...FREE, fundsMusd: healthFrac * (platformRepairBaseMusd + platformRepairMusdPerHealthMw * powerMw) };
  },
  preview: (_desk, { healthFrac }) => ({
    leadTurns: 0,
    effects: [{ name: 'healthFrac', unit: '1', value: healthFrac }],
  }),
};
