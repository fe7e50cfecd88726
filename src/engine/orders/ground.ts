/** Orders of the ground: grid, data centres, backups, connection and demand response. */
import { CONNECTION_POLICIES, GRID_ASSETS, type GridAsset, STANDBY_TIERS } from '../../ruleset/terms.ts';
import { KW_PER_MW } from '../../units/convert.ts';
import {
  backupMusdPerMw,
  backupRecoveredFrac,
  centreMusdPerMw,
  changeTierMusd,
  firmCapacity,
  gridTerms,
  spareForMw,
} from '../formulas.ts';
import type { SideView } from '../viewTypes.ts';
import {
  amount,
  choice,
  chosenOption,
  FREE,
  otherLevel,
  type OrderDefinition,
  type PlanningDesk,
  refusedBut,
  reject,
} from './definition.ts';
import { draftChipsMw } from './orbit.ts';
import type { Order, OrderOf } from './order.ts';
import { chipFactorNow } from './programme.ts';

const POWER_STEP_MW = 10;

const regionChoice = (view: SideView) =>
  choice(
    'regionId',
    'region',
    view.regions.map(({ id }) => id),
  );
const chosenRegion = (view: SideView, chosen: Readonly<Record<string, unknown>>): string =>
  chosenOption(
    chosen,
    'regionId',
    view.regions.map(({ id }) => id),
  );

const regionOf = (view: SideView, regionId: string) => view.regions.find(({ id }) => id === regionId);

const termsOf = ({ game, view }: Pick<PlanningDesk, 'game' | 'view'>, regionId: string, asset: GridAsset) =>
  gridTerms(game, regionId, asset, regionOf(view, regionId)?.permitsReformed ?? false);

/** Compute per kW of ground chips bought this turn, POPS/kW. */
export const groundPopsPerKw = ({ game, view }: Pick<PlanningDesk, 'game' | 'view'>): number =>
  game.scenario.sides[view.side].popsPerKw * chipFactorNow({ game, view });

/** What so much more of an asset would be worth at the region's peak as it stands, MW. */
const addedFirmMw = (
  { game, view }: PlanningDesk,
  { regionId, asset, capacityMw }: Omit<OrderOf<'buildGrid'>, 'kind'>,
): number => {
  const region = regionOf(view, regionId);
  if (region === undefined) return 0;
  const { newUnitForcedOutageRate } = game.ruleset.grid;
  if (asset === 'generation') return capacityMw * (1 - newUnitForcedOutageRate);
  const spareMw = spareForMw(game, regionId, view.regions);
  const { storageMw, transmissionMw } = region;
  const added =
    asset === 'storage' ? { storageMw: storageMw + capacityMw } : { transmissionMw: transmissionMw + capacityMw };
  const before = firmCapacity(game, region, spareMw);
  const after = firmCapacity(game, { ...region, ...added }, spareMw);
  return after.storageFirmMw + after.importMw - before.storageFirmMw - before.importMw;
};

export const buildGrid: OrderDefinition<'buildGrid'> = {
  kind: 'buildGrid',
  group: 'ground',
  fields: { regionId: 'text', asset: 'text', capacityMw: 'number' },
  formFields: ['regionId', 'asset'],
  form: ({ game, view }, chosen) => {
    const unitMw = game.ruleset.grid.newUnitMw;
    const asset = chosenOption(chosen, 'asset', GRID_ASSETS) as GridAsset;
    const { limitMw } = termsOf({ game, view }, chosenRegion(view, chosen), asset);
    const max = Math.floor(limitMw / unitMw) * unitMw;
    return [
      regionChoice(view),
      choice('asset', 'asset', GRID_ASSETS),
      amount('capacityMw', 'MW', {
        min: unitMw,
        max,
        step: unitMw,
        suggested: max / 2,
        aboveMax: 'order/limit-reached',
      }),
    ];
  },
  check: ({ game, draft }, { regionId, asset, capacityMw }) => {
    const { newUnitMw } = game.ruleset.grid;
    if (capacityMw % newUnitMw !== 0)
      return reject('order/out-of-range', 'capacityMw', { value: capacityMw, step: newUnitMw, unit: 'MW' });
    return draft.some((order) => order.kind === 'buildGrid' && order.regionId === regionId && order.asset === asset)
      ? reject('order/repeated', 'asset')
      : null;
  },
  cost: ({ game }, { regionId, asset, capacityMw }) => ({
    ...FREE,
    fundsMusd: game.region(regionId).assets[asset].costMusdPerMw * capacityMw,
  }),
  preview: (desk, order) => ({
    leadTurns: termsOf(desk, order.regionId, order.asset).leadTurns,
    effects: [
      { name: 'capacityMw', unit: 'MW', value: order.capacityMw },
      { name: 'firmMw', unit: 'MW', value: addedFirmMw(desk, order) },
    ],
  }),
};

const powerDomain = (desk: PlanningDesk, limitMw: number) =>
  amount('powerMw', 'MW', {
    min: POWER_STEP_MW,
    max: Math.floor(Math.min(limitMw, desk.view.own.chipSupplyMw - draftChipsMw(desk)) / POWER_STEP_MW) * POWER_STEP_MW,
    step: POWER_STEP_MW,
    suggested: 100,
    aboveMax: 'order/chips-exceeded',
  });

export const buildCentre: OrderDefinition<'buildCentre'> = {
  kind: 'buildCentre',
  group: 'ground',
  fields: { regionId: 'text', powerMw: 'number' },
  onceBy: 'regionId',
  form: (desk) => [regionChoice(desk.view), powerDomain(desk, desk.view.own.chipSupplyMw)],
  cost: ({ game }, { regionId, powerMw }) => ({
    ...FREE,
    fundsMusd: centreMusdPerMw(game, regionId) * powerMw,
  }),
  preview: (desk, { powerMw }) => ({
    leadTurns: desk.game.ruleset.economy.centreLeadTurns,
    effects: [
      { name: 'powerMw', unit: 'MW', value: powerMw },
      { name: 'groundPops', unit: 'POPS', value: powerMw * KW_PER_MW * groundPopsPerKw(desk) },
    ],
  }),
};

/** What a backup could have to carry: no more than is in orbit to be lost. */
const coverablePops = (view: SideView, backupPops: number): number =>
  Math.min(backupPops, view.own.deliveredOrbitalPops);

export const buildBackup: OrderDefinition<'buildBackup'> = {
  kind: 'buildBackup',
  group: 'ground',
  fields: { regionId: 'text', tier: 'text', powerMw: 'number' },
  form: (desk) => [
    regionChoice(desk.view),
    choice('tier', 'tier', STANDBY_TIERS),
    powerDomain(desk, desk.view.own.chipSupplyMw),
  ],
  check: ({ draft }, { regionId, tier }) =>
    draft.some((order: Order) => order.kind === 'buildBackup' && order.regionId === regionId && order.tier === tier)
      ? { code: 'order/repeated', field: 'tier', data: {} }
      : null,
  cost: ({ game }, { regionId, tier, powerMw }) => ({
    ...FREE,
    fundsMusd: backupMusdPerMw(game, regionId, tier) * powerMw,
  }),
  preview: (desk, { tier, powerMw }) => {
    const { centreLeadTurns, backupTakeOverH, backupUpkeepMusdPerMwTurn, backupStartProb } = desk.game.ruleset.economy;
    const pops = powerMw * KW_PER_MW * groundPopsPerKw(desk);
    return {
      leadTurns: centreLeadTurns,
      effects: [
        { name: 'backupPops', unit: 'POPS', value: pops },
        {
          name: 'recoveredPops',
          unit: 'POPS',
          value: coverablePops(desk.view, pops) * backupRecoveredFrac(desk.game, tier),
          low: 0,
          high: coverablePops(desk.view, pops) * backupRecoveredFrac(desk.game, tier),
        },
        { name: 'takeOverH', unit: 'h', value: backupTakeOverH[tier] },
        { name: 'startProb', unit: '1', value: backupStartProb[tier] },
        { name: 'upkeepMusd', unit: 'MUSD', value: backupUpkeepMusdPerMwTurn[tier] * powerMw },
      ],
    };
  },
};

const STANDBY_STATES: readonly string[] = ['coldStandby', 'warmStandby', 'hotStandby'];

/** A backup at rest becomes one of another tier, with what stands there already. */
export const changeTier: OrderDefinition<'changeTier'> = {
  kind: 'changeTier',
  group: 'ground',
  fields: { centreId: 'text', tier: 'text' },
  onceBy: 'centreId',
  formFields: ['centreId'],
  form: ({ view }, chosen) => {
    const open = view.centres.filter(({ machine }) => STANDBY_STATES.includes(machine)).map(({ id }) => id);
    const centreId = chosenOption(chosen, 'centreId', open);
    const now = view.centres.find(({ id }) => id === centreId)?.tier ?? null;
    return [
      choice('centreId', 'centre', open, refusedBut(view.centres, open)),
      choice(
        'tier',
        'tier',
        STANDBY_TIERS.filter((tier) => tier !== now),
        now === null ? {} : { [now]: 'order/nothing-to-do' },
      ),
    ];
  },
  cost: ({ game, view }, { centreId, tier }) => {
    const centre = view.centres.find(({ id }) => id === centreId);
    if (centre === undefined || centre.tier === null) return FREE;
    return { ...FREE, fundsMusd: changeTierMusd(game, centre.regionId, centre.powerMw, centre.tier, tier) };
  },
  preview: ({ game, view }, { centreId, tier }) => {
    const { backupTakeOverH, backupUpkeepMusdPerMwTurn, backupStartProb } = game.ruleset.economy;
    const { powerMw = 0, popsPerKw = 0 } = view.centres.find(({ id }) => id === centreId) ?? {};
    return {
      leadTurns: 0,
      effects: [
        {
          name: 'recoveredPops',
          unit: 'POPS',
          value: coverablePops(view, powerMw * KW_PER_MW * popsPerKw) * backupRecoveredFrac(game, tier),
        },
        { name: 'takeOverH', unit: 'h', value: backupTakeOverH[tier] },
        { name: 'startProb', unit: '1', value: backupStartProb[tier] },
        { name: 'upkeepMusd', unit: 'MUSD', value: backupUpkeepMusdPerMwTurn[tier] * powerMw },
      ],
    };
  },
};

/** Once a region; what is ordered from the next turn on is built sooner, and more of it. */
export const permitReform: OrderDefinition<'permitReform'> = {
  kind: 'permitReform',
  group: 'ground',
  fields: { regionId: 'text' },
  onceBy: 'regionId',
  form: ({ view }) => {
    const open = view.regions.filter(({ permitsReformed }) => !permitsReformed).map(({ id }) => id);
    return [choice('regionId', 'region', open, refusedBut(view.regions, open))];
  },
  cost: ({ game }) => ({ ...FREE, politicalCapital: game.ruleset.grid.permitReform.politicalCapital }),
  preview: ({ game }, { regionId }) => {
    const { leadTurns, limitMw } = gridTerms(game, regionId, 'generation', true);
    return {
      leadTurns: 1,
      effects: [
        { name: 'gridLeadTurns', unit: 'turns', value: leadTurns },
        { name: 'gridLimitMw', unit: 'MW', value: limitMw },
      ],
    };
  },
};

export const setConnectionPolicy: OrderDefinition<'setConnectionPolicy'> = {
  kind: 'setConnectionPolicy',
  group: 'ground',
  fields: { regionId: 'text', policy: 'text' },
  onceBy: 'regionId',
  form: ({ view }) => [regionChoice(view), choice('policy', 'policy', CONNECTION_POLICIES)],
  check: ({ view }, { regionId, policy }) =>
    regionOf(view, regionId)?.connectionPolicy === policy
      ? { code: 'order/nothing-to-do', field: 'policy', data: {} }
      : null,
  cost: () => FREE,
  preview: ({ game }, { policy }) => ({
    leadTurns: 0,
    effects: [
      { name: 'reserveKeptFrac', unit: '1', value: game.ruleset.economy.connectionReserveFrac[policy] },
      { name: 'loadCalledOffFrac', unit: '1', value: game.ruleset.economy.connectionFlexFrac[policy] },
      { name: 'computeLossFrac', unit: '1', value: game.ruleset.economy.connectionComputeLossFrac[policy] },
    ],
  }),
};

export const setDemandResponse: OrderDefinition<'setDemandResponse'> = {
  kind: 'setDemandResponse',
  group: 'ground',
  fields: { regionId: 'text', level: 'number' },
  onceBy: 'regionId',
  formFields: ['regionId'],
  form: ({ game, view }, chosen) => {
    const level = regionOf(view, chosenRegion(view, chosen))?.demandResponseLevel ?? 0;
    const max = game.ruleset.grid.maxDemandResponseLevel;
    return [regionChoice(view), otherLevel(level, max)];
  },
  check: ({ view }, { regionId, level }) =>
    regionOf(view, regionId)?.demandResponseLevel === level
      ? { code: 'order/nothing-to-do', field: 'level', data: {} }
      : null,
  cost: () => FREE,
  preview: ({ game }, { level }: OrderOf<'setDemandResponse'>) => ({
    leadTurns: 0,
    effects: [
      { name: 'loadCalledOffFrac', unit: '1', value: game.ruleset.economy.demandResponseLoadFracPerLevel * level },
      { name: 'computeLossFrac', unit: '1', value: game.ruleset.economy.demandResponseComputeLossFrac[level] ?? 0 },
    ],
  }),
};
