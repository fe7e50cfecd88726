/**
 * The ground view as data: grid regions by reserve, data centres by power, launch lines at their sites.
 *
 * Of the other side a view gives the emergency step of each region, the launch lines, and one estimate of ground
 * power; that is all there is to draw, and the estimate is drawn as a range.
 */
import type { GameEvent, SideView } from '../../engine/index.ts';
import type { Ruleset, Side } from '../../ruleset/schema.ts';
import { flashesOf } from './flashes.ts';
import { LAUNCH_SITES, launchSiteOf, regionPlace } from './places.ts';
import { ownOf, type SeenSide, type SeenView, seenSides } from './seen.ts';
import type {
  GroundCentreMark,
  GroundRegion,
  GroundScene,
  LaunchSiteMark,
  LonLat,
  MarginStep,
  PlaceName,
} from './sceneTypes.ts';

/** Reserve over load from which a step begins; below the last it is `short`. */
const STEP_FROM: readonly (readonly [MarginStep, number])[] = [
  ['ample', 0.2],
  ['adequate', 0.1],
  ['tight', 0.05],
  ['thin', 0],
];

export const marginStep = (marginFrac: number): MarginStep =>
  STEP_FROM.find(([, from]) => marginFrac >= from)?.[0] ?? 'short';

const SHEDDING = 'rotatingOutages';
const CALM_STATES = ['normal', 'restoration'];
const FAILING_CENTRE_STATES = ['overloaded', 'shed'];

const ownRegions = (view: SeenView): readonly GroundRegion[] =>
  (ownOf(view)?.regions ?? []).map((region) => {
    const place = regionPlace(region.id, region.owner);
    return {
      id: region.id,
      side: region.owner,
      knowledge: 'exact',
      step: marginStep(region.reserveMarginFrac),
      marginFrac: region.reserveMarginFrac,
      shedding: region.machine === SHEDDING || region.shedMw > 0,
      stressed: !CALM_STATES.includes(region.machine),
      hub: place.hub,
      nameAt: place.nameAt,
      outline: place.outline,
    };
  });

const seenRegions = ({ side, regions }: SeenSide): readonly GroundRegion[] =>
  regions.map((region) => {
    const place = regionPlace(region.id, side);
    return {
      id: region.id,
      side,
      knowledge: 'estimate',
      step: null,
      marginFrac: null,
      shedding: region.machine === SHEDDING,
      stressed: !CALM_STATES.includes(region.machine),
      hub: place.hub,
      nameAt: place.nameAt,
      outline: place.outline,
    };
  });

const ownCentres = (view: SeenView): readonly GroundCentreMark[] => {
  const backupsBefore = new Map<string, number>();
  return (ownOf(view)?.centres ?? [])
    .filter((centre) => centre.powerMw > 0)
    .map((centre) => {
      const place = regionPlace(centre.regionId, centre.owner);
      const before = backupsBefore.get(centre.regionId) ?? 0;
      if (centre.role === 'backup') backupsBefore.set(centre.regionId, before + 1);
      const [lonDeg, latDeg] = centre.role === 'primary' ? place.hub : place.backupHub;
      const at: LonLat = centre.role === 'primary' ? [lonDeg, latDeg] : [lonDeg - 1.9 * before, latDeg];
      return {
        id: centre.id,
        side: centre.owner,
        knowledge: 'exact',
        role: centre.role,
        tier: centre.tier,
        powerMw: centre.powerMw,
        lowMw: centre.powerMw,
        highMw: centre.powerMw,
        failing: FAILING_CENTRE_STATES.includes(centre.machine),
        at,
      };
    });
};

/** One mark for all that is known of a side's ground power from outside, at its largest cluster of centres. */
const seenCentre = ({ groundPowerMw, regions, side }: SeenSide): readonly GroundCentreMark[] => {
  const first = regions[0];
  if (first === undefined || groundPowerMw === undefined || groundPowerMw.high <= 0) return [];
  return [
    {
      id: first.id,
      side,
      knowledge: 'estimate',
      role: 'primary',
      tier: null,
      powerMw: groundPowerMw.value,
      lowMw: groundPowerMw.low,
      highMw: groundPowerMw.high,
      failing: false,
      at: regionPlace(first.id, side).hub,
    },
  ];
};

type SeenLine = Pick<SideView['lines'][number], 'id' | 'vehicleId' | 'machine'>;

const sitesOf = (
  lines: readonly SeenLine[],
  side: Side,
  knowledge: LaunchSiteMark['knowledge'],
): readonly LaunchSiteMark[] => {
  const standing = new Map<string, number>();
  return lines.map((line) => {
    const placeId = launchSiteOf(line.vehicleId, side);
    const rank = standing.get(placeId) ?? 0;
    standing.set(placeId, rank + 1);
    return { id: line.id, side, knowledge, condition: line.machine, placeId, rank, at: LAUNCH_SITES[placeId] };
  });
};

const placeNames = (scene: Pick<GroundScene, 'regions' | 'sites'>): readonly PlaceName[] => {
  const named = new Map<string, PlaceName>();
  for (const region of scene.regions) {
    const { hub, hubPlaceId } = regionPlace(region.id, region.side);
    if (hubPlaceId !== '') named.set(hubPlaceId, { id: hubPlaceId, at: hub, side: region.side });
  }
  for (const site of scene.sites) named.set(site.placeId, { id: site.placeId, at: site.at, side: site.side });
  return [...named.values()];
};

export const groundScene = (view: SeenView, events: readonly GameEvent[], ruleset: Ruleset): GroundScene => {
  const own = ownOf(view);
  const seen = seenSides(view);
  const regions = [...ownRegions(view), ...seen.flatMap(seenRegions)];
  const sites = [
    ...(own === null ? [] : sitesOf(own.lines, own.side, 'exact')),
    ...seen.flatMap(({ lines, side }) => sitesOf(lines, side, 'estimate')),
  ];
  return {
    regions,
    centres: [...ownCentres(view), ...seen.flatMap(seenCentre)],
    sites,
    places: placeNames({ regions, sites }),
    flashes: flashesOf(events, 'ground', ruleset),
  };
};
