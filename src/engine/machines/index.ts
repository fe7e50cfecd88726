/**
 * All state machines of the game by id, with the names of their states.
 */
import { agreementChart } from './agreement.ts';
import { crisisChart } from './crisis.ts';
import { gridRegionChart } from './gridRegion.ts';
import { groundCentreChart } from './groundCentre.ts';
import { launchCampaignChart } from './launchCampaign.ts';
import { launchLineChart } from './launchLine.ts';
import { mineralsChart } from './minerals.ts';
import { operationChart } from './operation.ts';
import { platformChart } from './platform.ts';
import { raceChart } from './race.ts';
import { satelliteGroupChart } from './satelliteGroup.ts';

export const charts = {
  launchCampaign: launchCampaignChart,
  launchLine: launchLineChart,
  satelliteGroup: satelliteGroupChart,
  platform: platformChart,
  operation: operationChart,
  groundCentre: groundCentreChart,
  gridRegion: gridRegionChart,
  minerals: mineralsChart,
  crisis: crisisChart,
  race: raceChart,
  agreement: agreementChart,
} as const;

export type ChartId = keyof typeof charts;

export type { AgreementState } from './agreement.ts';
export type { AnyChart, Chart, Edge } from './chart.ts';
export type { CrisisState } from './crisis.ts';
export { countEdges } from './chart.ts';
export { chartMermaid } from './diagram.ts';
export type { GridRegionState } from './gridRegion.ts';
export type { GroundCentreState } from './groundCentre.ts';
export type { LaunchCampaignState } from './launchCampaign.ts';
export type { LaunchLineState } from './launchLine.ts';
export type { MineralsState } from './minerals.ts';
export type { OperationState } from './operation.ts';
export type { PlatformState } from './platform.ts';
export type { RaceState } from './race.ts';
export type { SatelliteGroupState } from './satelliteGroup.ts';
