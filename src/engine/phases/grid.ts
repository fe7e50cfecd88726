/** Phase 8: every region's peak: weather, outages, the emergency ladder, and what is shed. */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { outageQuantile, rtsLossOfLoadHours } from '../../physics/grid.ts';
import { SIDES } from '../../ruleset/terms.ts';
import { MW_PER_GW } from '../../units/convert.ts';
import { pow } from '../../units/math.ts';
import {
  addStanding,
  clamp,
  findingInput,
  note,
  regionsOf,
  rivalReads,
  ruleInput,
  stateInput,
  subject,
  sum,
  tell,
  type TurnContext,
} from '../context.ts';
import { type FirmCapacity, firmCapacity, spareForMw } from '../formulas.ts';
import { installedCapacityMw } from '../game.ts';
import { gridRegionChart } from '../machines/gridRegion.ts';
import { groundCentreChart } from '../machines/groundCentre.ts';
import { only } from '../sides.ts';
import type { GridRegion, GroundCentre } from '../state.ts';
import { centreLoadMw } from './industry.ts';

/** A uniform draw kept off 0 and 1, where the normal quantile is infinite. */
const inside = (draw: number): number => clamp(draw, 1e-9, 1 - 1e-9);

const growFleet = (context: TurnContext, region: GridRegion): void => {
  const { game, turn } = context;
  const { peakGrowthMwPerTurn, capacityGrowthMwPerTurn } = game.region(region.id);
  const { newUnitMw } = game.ruleset.grid;
  region.peakLoadMw += peakGrowthMwPerTurn;
  // Whole units: what has been built by now less what had been built a turn ago.
  region.newUnitCount +=
    Math.floor((turn * capacityGrowthMwPerTurn) / newUnitMw) -
    Math.floor(((turn - 1) * capacityGrowthMwPerTurn) / newUnitMw);
};

interface Peak {
  readonly loadMw: number;
  readonly centresMw: number;
  readonly availableMw: number;
  /** Peak at mean weather, events of the turn included. */
  readonly expectedMw: number;
  /** Margin at mean weather and outages, as an auction sees it. */
  readonly plannedMw: number;
  /** Capacity before forced outages: what stands and is not out by an event, storage and ties at what they are worth. */
  readonly firmInstalledMw: number;
  readonly findingIds: readonly string[];
}

/** Storage and ties at the peak, with its working where there are any. */
const noteFirmCapacity = (context: TurnContext, region: GridRegion, spareMw: number): FirmCapacity & { id: string } => {
  const { game } = context;
  const firm = firmCapacity(game, region, spareMw);
  if (region.storageMw <= 0 && region.transmissionMw <= 0) return { ...firm, id: '' };
  const id = note(context, () => ({
    subject: subject('region', region.id),
    question: 'firmCapacity',
    equationId: 'firmCapacity',
    inputs: [
      stateInput('storageMw', region.storageMw, 'MW', `regions.${region.id}.storageMw`),
      ruleInput(game, 'storageHours', 'grid.storageHours'),
      ruleInput(game, 'storageCreditFrac', 'grid.storageCreditFrac'),
      stateInput('transmissionMw', region.transmissionMw, 'MW', `regions.${region.id}.transmissionMw`),
      stateInput('spareMw', spareMw, 'MW', 'regions.marginMw'),
      ruleInput(game, 'neighbourSpareMw', `grid.regions.${region.id}.neighbourSpareMw`),
      ruleInput(game, 'transmissionCreditFrac', 'grid.transmissionCreditFrac'),
      ruleInput(game, 'weatherSigmaAloneFrac', `grid.regions.${region.id}.weatherSigmaFrac`),
      ruleInput(game, 'weatherSharedFrac', `grid.regions.${region.id}.weatherSharedFrac`),
    ],
    result: { ...firm },
    outcome: 'available',
    visibleTo: only(region.owner),
  }));
  return { ...firm, id };
};

const drawPeak = (context: TurnContext, region: GridRegion, spareMw: number): Peak => {
  const { game, dice } = context;
  const stress = context.regionStress.get(region.id) ?? { peakFrac: 0, capacityOutageFrac: 0 };
  const firm = noteFirmCapacity(context, region, spareMw);
  const weatherStream = `grid/weather/${region.id}`;
  const weatherDraw = dice.draw(weatherStream);
  const weatherFrac = firm.weatherSigmaFrac * normalQuantile(inside(weatherDraw), 0, 1) + stress.peakFrac;
  const centresMw = centreLoadMw(context, region);
  const loadMw = region.peakLoadMw * (1 + weatherFrac) + centresMw;
  const weatherId = note(context, () => ({
    subject: subject('region', region.id),
    question: 'peakWeather',
    equationId: 'peakWeather',
    inputs: [
      stateInput('peakLoadMw', region.peakLoadMw, 'MW', `regions.${region.id}.peakLoadMw`),
      firm.id === ''
        ? ruleInput(game, 'weatherSigmaFrac', `grid.regions.${region.id}.weatherSigmaFrac`)
        : findingInput('weatherSigmaFrac', firm.weatherSigmaFrac, '1', firm.id),
      stateInput('eventPeakFrac', stress.peakFrac, '1', 'events'),
      stateInput('centresMw', centresMw, 'MW', 'centres'),
    ],
    result: { weatherFrac, loadMw },
    stream: weatherStream,
    draw: weatherDraw,
    outcome: weatherFrac > 0 ? 'hotterOrColder' : 'milder',
    visibleTo: only(region.owner),
  }));
  const table = game.outageTable(region.id, region.newUnitCount);
  const outageStream = `grid/outage/${region.id}`;
  const outageDraw = dice.draw(outageStream);
  const { peakDaysPerTurn } = game.ruleset.grid;
  const installedMw = installedCapacityMw(game, region.id, region.newUnitCount);
  const outageMw =
    outageQuantile(table, pow(outageDraw, 1 / peakDaysPerTurn)) + stress.capacityOutageFrac * installedMw;
  const firmMw = firm.storageFirmMw + firm.importMw;
  const availableMw = installedMw - outageMw + firmMw;
  const outageId = note(context, () => ({
    subject: subject('region', region.id),
    question: 'forcedOutage',
    equationId: 'forcedOutage',
    inputs: [
      stateInput('installedMw', installedMw, 'MW', `regions.${region.id}.newUnitCount`),
      stateInput('firmMw', firmMw, 'MW', `regions.${region.id}.storageMw`),
      ruleInput(game, 'peakDaysPerTurn', 'grid.peakDaysPerTurn'),
      ruleInput(game, 'stepMw', 'grid.outageStepMw'),
      stateInput('eventOutageFrac', stress.capacityOutageFrac, '1', 'events'),
      ...game
        .region(region.id)
        .fleet.map((_unit, index) =>
          ruleInput(game, `forcedOutageRate${index + 1}`, `grid.regions.${region.id}.fleet.${index}.forcedOutageRate`),
        ),
    ],
    result: { outageMw, availableMw },
    stream: outageStream,
    draw: outageDraw,
    outcome: 'available',
    visibleTo: only(region.owner),
  }));
  return {
    loadMw,
    centresMw,
    availableMw,
    expectedMw: region.peakLoadMw * (1 + stress.peakFrac) + centresMw,
    plannedMw: installedMw - (table.excessMw[0] ?? 0) + firmMw - region.peakLoadMw - centresMw,
    firmInstalledMw: installedMw * (1 - stress.capacityOutageFrac) + firmMw,
    findingIds: [weatherId, outageId],
  };
};

/**
 * What a short auction costs: where the reserve planned at mean weather and outages is below the managed one, capacity
 * is dear for the centres, and bills for everybody.
 */
const payScarcity = (context: TurnContext, region: GridRegion, { centresMw, plannedMw }: Peak): void => {
  const { game, state } = context;
  const { scarcityMusdPerMw, scarcityStanding } = game.ruleset.grid;
  const { reserveRequirementMw } = game.region(region.id);
  const targetMw = game.ruleset.economy.connectionReserveFrac.managed * region.peakLoadMw;
  const shortFrac = clamp(1 - (plannedMw - reserveRequirementMw) / targetMw, 0, 1);
  if (shortFrac <= 0) return;
  const own = state.sides[region.owner];
  const scarcityMusd = scarcityMusdPerMw * shortFrac * centresMw;
  own.scarcityMusd += scarcityMusd;
  addStanding(context, region.owner, -scarcityStanding * shortFrac);
  note(context, () => ({
    subject: subject('region', region.id),
    question: 'scarcity',
    equationId: 'scarcity',
    inputs: [
      stateInput('plannedMw', plannedMw, 'MW', `regions.${region.id}`),
      stateInput('peakLoadMw', region.peakLoadMw, 'MW', `regions.${region.id}.peakLoadMw`),
      ruleInput(game, 'targetReserveFrac', 'economy.connectionReserveFrac.managed'),
      ruleInput(game, 'reserveRequirementMw', `grid.regions.${region.id}.reserveRequirementMw`),
      stateInput('centresMw', centresMw, 'MW', 'centres'),
      ruleInput(game, 'scarcityMusdPerMw', 'grid.scarcityMusdPerMw'),
      ruleInput(game, 'scarcityStanding', 'grid.scarcityStanding'),
    ],
    result: { scarcityMusd, standing: 0 - scarcityStanding * shortFrac },
    outcome: 'short',
    visibleTo: only(region.owner),
  }));
};

const meetPeak = (context: TurnContext, region: GridRegion, spareMw: number): void => {
  const { game, state } = context;
  const rules = game.region(region.id);
  const { grid, economy } = game.ruleset;
  const peak = drawPeak(context, region, spareMw);
  const marginMw = peak.availableMw - peak.loadMw;
  const managedMw = marginMw + rules.demandResponseMw;
  const generatorsMw = managedMw + rules.backupGeneratorFrac * peak.centresMw;
  const lastMw = generatorsMw + rules.voltageReductionFrac * peak.loadMw;
  const was = region.machine;
  region.machine = gridRegionChart.next(was, 'peak', {
    shortAfterAllSteps: lastMw < 0,
    shortAfterBackupGenerators: generatorsMw < 0,
    shortAfterLoadManagement: managedMw < 0,
    shortOfReserve: marginMw < rules.reserveRequirementMw * grid.synchronisedReserveFrac,
    reserveBelowRequirement: marginMw < rules.reserveRequirementMw,
  });
  region.marginMw = marginMw;
  region.reserveMarginFrac = marginMw / peak.loadMw;
  region.shedMw = Math.max(0, -lastMw);
  const table = game.outageTable(region.id, region.newUnitCount);
  region.loleHPerYear = rtsLossOfLoadHours(table, peak.firmInstalledMw, peak.expectedMw);
  note(context, () => ({
    subject: subject('region', region.id),
    question: 'lossOfLoad',
    equationId: 'lossOfLoad',
    inputs: [
      stateInput('peakMw', peak.expectedMw, 'MW', `regions.${region.id}.peakLoadMw`),
      stateInput('installedMw', peak.firmInstalledMw, 'MW', `regions.${region.id}.newUnitCount`),
      stateInput('loadShape', 'rts', '', 'rtsLoadShape'),
      ruleInput(game, 'stepMw', 'grid.outageStepMw'),
    ],
    result: { loleHPerYear: region.loleHPerYear },
    outcome: 'expected',
    visibleTo: only(region.owner),
  }));
  const ladderId = note(context, () => ({
    subject: subject('region', region.id),
    question: 'emergencyLadder',
    equationId: 'emergencyLadder',
    inputs: [
      stateInput('availableMw', peak.availableMw, 'MW', 'forcedOutage'),
      stateInput('loadMw', peak.loadMw, 'MW', 'peakWeather'),
      ruleInput(game, 'reserveRequirementMw', `grid.regions.${region.id}.reserveRequirementMw`),
      ruleInput(game, 'demandResponseMw', `grid.regions.${region.id}.demandResponseMw`),
      ruleInput(game, 'backupGeneratorFrac', `grid.regions.${region.id}.backupGeneratorFrac`),
      ruleInput(game, 'voltageReductionFrac', `grid.regions.${region.id}.voltageReductionFrac`),
    ],
    result: { marginMw, shedMw: region.shedMw },
    outcome: `state:${region.machine}`,
    // The step and what is shed are news; the margin is not.
    parts: rivalReads(
      region.owner,
      ['reserveRequirementMw', 'demandResponseMw', 'backupGeneratorFrac', 'voltageReductionFrac'],
      ['shedMw'],
    ),
  }));
  if (region.machine !== was || region.machine === 'rotatingOutages') {
    tell(context, {
      kind: `region.${region.machine}`,
      subject: subject('region', region.id),
      side: region.owner,
      values: { shedMw: region.shedMw, peopleM: rules.peopleM * (region.shedMw / peak.loadMw) },
      findingIds: [ladderId, ...peak.findingIds],
      weight: region.machine === 'rotatingOutages' ? 3 : 1,
    });
  }
  payScarcity(context, region, peak);
  if (region.machine === 'rotatingOutages') {
    const own = state.sides[region.owner];
    context.outside.partners[region.owner].blackout += economy.allies.blackout;
    addStanding(
      context,
      region.owner,
      -grid.shedStandingBase - Math.min(grid.shedStandingCap, (grid.shedStandingPerGw * region.shedMw) / MW_PER_GW),
    );
    own.politicalCapital = clamp(own.politicalCapital - grid.shedPoliticalCapital, 0, economy.politicalCapitalCap);
    own.pointsThisTurn.other -= grid.shedPoints;
    own.points -= grid.shedPoints;
    own.shedTurns += 1;
  }
};

const settleCentre = (context: TurnContext, centre: GroundCentre): void => {
  const region = context.state.regions.find(({ id }) => id === centre.regionId);
  const sheds = region?.machine === 'rotatingOutages';
  const tier = { isPrimary: centre.role === 'primary', isHot: centre.tier === 'hot', isWarm: centre.tier === 'warm' };
  let { machine } = centre;
  machine = groundCentreChart.next(machine, 'standDown', tier);
  machine = groundCentreChart.next(machine, 'restorePower', { regionSupplied: !sheds });
  machine = groundCentreChart.next(machine, 'settle', tier);
  centre.machine = groundCentreChart.next(machine, 'curtail', { regionSheds: sheds });
};

/** Share of a primary centre's half-year that its region's trouble costs it. */
export const curtailedFrac = (context: TurnContext, region: GridRegion): number => {
  const { game, state } = context;
  const { shedComputeLossFrac } = game.ruleset.grid;
  const { demandResponseComputeLossFrac, connectionComputeLossFrac } = game.ruleset.economy;
  const loss =
    (demandResponseComputeLossFrac[region.demandResponseLevel] ?? 0) +
    connectionComputeLossFrac[region.connectionPolicy];
  if (region.machine !== 'rotatingOutages') return loss;
  const centresMw = sum(
    state.centres.filter(({ regionId }) => regionId === region.id),
    ({ powerMw }) => powerMw,
  );
  const cutFrac = centresMw > 0 ? Math.min(1, region.shedMw / centresMw) : 0;
  return 1 - (1 - loss) * (1 - shedComputeLossFrac * cutFrac);
};

export const gridPhase = (context: TurnContext): void => {
  const { state } = context;
  for (const side of SIDES) state.sides[side].scarcityMusd = 0;
  // What each could spare for the others is read before any meets its own peak.
  const spareMw = state.regions.map(({ id, owner }) => spareForMw(context.game, id, regionsOf(state, owner)));
  for (const [place, region] of state.regions.entries()) {
    growFleet(context, region);
    meetPeak(context, region, spareMw[place] ?? 0);
  }
  for (const centre of state.centres) settleCentre(context, centre);
};
