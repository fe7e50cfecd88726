/**
 * Where things are on the map. Coordinates of sites and cities are real (degrees, east and north positive); outlines
 * of grid regions are drawn by hand from published service-area maps, good to about a degree: enough for a picture,
 * used for nothing else. Rules decide what exists; this file only says where to draw it, and a region or vehicle
 * that it does not name is drawn at its side's default place.
 */
import type { BySide, Side } from '../../ruleset/schema.ts';
import type { LonLat } from './sceneTypes.ts';

export interface RegionPlace {
  /** Where its name stands: beside it, over sea or a neighbour, clear of the marks inside. */
  readonly nameAt: LonLat;
  /** The largest cluster of data centres, where centres are drawn. */
  readonly hub: LonLat;
  readonly backupHub: LonLat;
  readonly hubPlaceId: string;
  readonly outline: readonly LonLat[];
}

/** Thirteen states from New Jersey to Kentucky and northern Illinois, without New York. */
const PJM_OUTLINE: readonly LonLat[] = [
  [-75.1, 41.4],
  [-74.4, 41.3],
  [-73.9, 40.9],
  [-74.0, 40.2],
  [-74.3, 39.5],
  [-74.9, 38.9],
  [-75.1, 38.4],
  [-75.9, 37.0],
  [-75.9, 36.0],
  [-76.9, 35.9],
  [-77.4, 36.5],
  [-79.5, 36.5],
  [-81.7, 36.6],
  [-83.7, 36.6],
  [-84.6, 37.0],
  [-85.4, 37.8],
  [-84.9, 38.7],
  [-84.8, 39.2],
  [-86.0, 40.0],
  [-87.5, 40.7],
  [-89.0, 41.0],
  [-90.4, 41.6],
  [-90.0, 42.5],
  [-87.8, 42.5],
  [-87.4, 41.7],
  [-86.8, 41.8],
  [-86.2, 42.1],
  [-85.6, 41.7],
  [-83.5, 41.7],
  [-82.5, 41.4],
  [-81.7, 41.5],
  [-80.5, 42.0],
  [-79.8, 42.3],
  [-79.8, 42.0],
  [-75.4, 42.0],
];

/** The Texas interconnection: the state without El Paso, the northern Panhandle and the eastern edge. */
const TEXAS_OUTLINE: readonly LonLat[] = [
  [-103.0, 35.0],
  [-101.0, 35.2],
  [-100.0, 34.6],
  [-99.2, 34.3],
  [-98.1, 34.1],
  [-97.1, 33.8],
  [-96.0, 33.8],
  [-95.2, 33.8],
  [-95.0, 32.6],
  [-94.8, 31.4],
  [-94.9, 30.4],
  [-95.0, 29.3],
  [-95.9, 28.6],
  [-97.1, 27.8],
  [-97.4, 27.0],
  [-97.2, 26.0],
  [-98.2, 26.1],
  [-99.1, 26.4],
  [-99.5, 27.5],
  [-100.3, 28.3],
  [-100.7, 29.1],
  [-101.4, 29.8],
  [-102.3, 29.9],
  [-102.7, 29.7],
  [-103.2, 29.0],
  [-104.0, 29.3],
  [-104.5, 29.7],
  [-104.9, 30.6],
  [-104.5, 31.5],
  [-103.1, 32.0],
  [-103.0, 33.5],
];

const INNER_MONGOLIA_OUTLINE: readonly LonLat[] = [
  [97.2, 42.8],
  [99.5, 42.6],
  [101.8, 42.5],
  [104.9, 41.6],
  [107.5, 42.4],
  [109.5, 42.5],
  [111.8, 43.7],
  [113.6, 44.7],
  [115.8, 45.5],
  [119.0, 46.7],
  [118.0, 47.9],
  [115.9, 47.7],
  [116.7, 49.8],
  [119.2, 50.1],
  [120.8, 52.0],
  [121.5, 53.3],
  [123.6, 53.4],
  [125.9, 51.3],
  [124.5, 48.9],
  [122.8, 47.2],
  [122.2, 46.0],
  [121.6, 45.4],
  [122.3, 44.3],
  [123.5, 43.4],
  [121.6, 42.5],
  [119.3, 41.6],
  [117.9, 42.3],
  [116.4, 42.0],
  [114.6, 41.9],
  [113.9, 41.0],
  [112.0, 40.2],
  [111.0, 39.5],
  [110.0, 38.4],
  [108.8, 38.2],
  [107.0, 38.8],
  [106.6, 39.6],
  [105.6, 38.4],
  [104.0, 37.6],
  [102.5, 39.3],
  [101.0, 39.7],
  [99.8, 40.3],
  [99.5, 41.2],
  [97.8, 41.6],
];

const NORTHERN_VIRGINIA: LonLat = [-77.49, 39.04];
const HORINGER: LonLat = [111.82, 40.38];

export const REGION_PLACES: Readonly<Record<string, RegionPlace>> = {
  pjm: {
    nameAt: [-69.3, 37.6],
    hub: NORTHERN_VIRGINIA,
    backupHub: [-83.0, 40.1],
    hubPlaceId: 'northern-virginia',
    outline: PJM_OUTLINE,
  },
  texas: {
    nameAt: [-106, 26.6],
    hub: [-97.0, 32.78],
    backupHub: [-99.73, 32.45],
    hubPlaceId: 'dallas',
    outline: TEXAS_OUTLINE,
  },
  'inner-mongolia': {
    nameAt: [105.5, 46.3],
    hub: HORINGER,
    backupHub: [113.1, 41.0],
    hubPlaceId: 'horinger',
    outline: INNER_MONGOLIA_OUTLINE,
  },
};

const DEFAULT_REGION: BySide<RegionPlace> = {
  us: { nameAt: [-98.5, 42.8], hub: [-98.5, 39.8], backupHub: [-96, 39.8], hubPlaceId: '', outline: [] },
  cn: { nameAt: [104.2, 32.9], hub: [104.2, 35.9], backupHub: [106.5, 35.9], hubPlaceId: '', outline: [] },
};

export const regionPlace = (regionId: string, side: Side): RegionPlace =>
  REGION_PLACES[regionId] ?? DEFAULT_REGION[side];

export const LAUNCH_SITES = {
  'cape-canaveral': [-80.577, 28.489],
  starbase: [-97.156, 25.997],
  jiuquan: [100.291, 40.958],
  taiyuan: [111.608, 38.849],
  wenchang: [110.951, 19.614],
} as const satisfies Readonly<Record<string, LonLat>>;
export type LaunchSiteId = keyof typeof LAUNCH_SITES;

/** Where a vehicle flies from in the game; most have more than one pad in reality. */
const SITE_OF_VEHICLE: Readonly<Record<string, LaunchSiteId>> = {
  'falcon-9': 'cape-canaveral',
  starship: 'starbase',
  'long-march-2d': 'jiuquan',
  'long-march-6a': 'taiyuan',
  'long-march-8a': 'wenchang',
  'long-march-9': 'wenchang',
  'long-march-12a': 'jiuquan',
};
const DEFAULT_SITE: BySide<LaunchSiteId> = { us: 'cape-canaveral', cn: 'jiuquan' };

export const launchSiteOf = (vehicleId: string, side: Side): LaunchSiteId =>
  SITE_OF_VEHICLE[vehicleId] ?? DEFAULT_SITE[side];

/** Each side's map: centre and the box it must show, west, south, east, north. */
export const MAP_FRAMES: BySide<{
  readonly centre: LonLat;
  readonly parallels: readonly [number, number];
  readonly box: readonly [number, number, number, number];
}> = {
  us: { centre: [-96, 38], parallels: [29.5, 45.5], box: [-125, 24, -66.5, 50] },
  cn: { centre: [104.5, 36.5], parallels: [25, 47], box: [75, 17.5, 135, 54] },
};

/** ISO 3166 numeric codes in the map file, for the tint of the two countries. */
export const COUNTRY_CODES: BySide<string> = { us: '840', cn: '156' };
