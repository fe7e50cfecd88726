/**
 * The orbit view as data: shells, groups with their real periods and planes, debris bands, the season's Sun.
 *
 * Altitudes are stretched so that shells 50 km apart can be told apart; angles, periods, planes and shadow are true.
 * Where a satellite sits within its plane is not known to the game (it works on groups), so planes and spacing are
 * regular patterns: one plane near its local time for sun-synchronous shells, evenly turned planes for inclined ones,
 * close formations for clusters, one mark for a platform.
 */
import { baseDesignId, type GameEvent, type SideView } from '../../engine/index.ts';
import { EARTH_RADIUS_KM } from '../../physics/constants.ts';
import { circularPeriod, sunSynchronousInclinationRad } from '../../physics/orbits.ts';
import { sunPosition } from '../../physics/sun.ts';
import type { Architecture, Ruleset, Shell, Side } from '../../ruleset/schema.ts';
import { radToDeg } from '../../units/convert.ts';
import { flashesOf } from './flashes.ts';
import { ownOf, type SeenView, seenSides } from './seen.ts';
import type { GroupCondition, HazeBand, Knowledge, OrbitGroup, OrbitScene, ShellRing } from './sceneTypes.ts';

const DEG_PER_HOUR = 15;
const NOON_H = 12;
const DAWN_DUSK_WITHIN_H = 1;
/** Drawn radii of the lowest and highest altitude, in Earth radii; the lowest is the bottom of the lowest band. */
const LOWEST_RADIUS = 1.25;
const HIGHEST_RADIUS = 2;
const STRETCH_EXPONENT = 0.85;
/** Step between groups that share a shell, so that both sides' marks stay apart. */
const SHARED_SHELL_STEP = 0.022;

export interface AltitudeScale {
  readonly lowKm: number;
  readonly topKm: number;
}

export const altitudeScale = (ruleset: Ruleset): AltitudeScale => {
  const edgesKm = [
    ...ruleset.environment.bands.flatMap((band) => [band.lowKm, band.highKm]),
    ...ruleset.shells.map((shell) => shell.altitudeKm),
  ];
  return { lowKm: Math.min(...edgesKm), topKm: Math.max(...edgesKm) };
};

/** Drawn radius of an altitude; rises with it everywhere, 1 on the ground. */
export const drawnRadius = (altitudeKm: number, scale: AltitudeScale): number => {
  if (altitudeKm <= scale.lowKm) return 1 + (LOWEST_RADIUS - 1) * Math.max(0, altitudeKm / scale.lowKm);
  const share = (altitudeKm - scale.lowKm) / Math.max(1, scale.topKm - scale.lowKm);
  return LOWEST_RADIUS + (HIGHEST_RADIUS - LOWEST_RADIUS) * share ** STRETCH_EXPONENT;
};

/** Julian date of 0 h on the first day of a half-year (1 January or 1 July), Gregorian calendar. */
export const julianDateOfHalf = (year: number, half: 1 | 2): number =>
  Date.UTC(year, half === 1 ? 0 : 6, 1) / 86_400_000 + 2_440_587.5;

const periodMinAt = (altitudeKm: number): number => circularPeriod.evaluate({ altitudeKm }).periodMin;

const isDawnDusk = (shell: Shell): boolean =>
  shell.ltanH !== undefined && Math.abs(Math.abs(shell.ltanH - NOON_H) - 6) <= DAWN_DUSK_WITHIN_H;

const inclinationOf = (shell: Shell): number =>
  shell.inclinationDeg ?? radToDeg(sunSynchronousInclinationRad(EARTH_RADIUS_KM + shell.altitudeKm, 0));

const evenly = (count: number, startDeg: number, spanDeg: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => startDeg + (spanDeg * (index + 0.5)) / count);

/** How many planes a pattern of units is shown in. */
const planeCount = (unitCount: number, most: number): number =>
  Math.max(1, Math.min(most, Math.round(Math.sqrt(unitCount / 3))));

const LOCAL_TIME_SPREAD_DEG = 9;
const MOST_SUN_SYNCHRONOUS_PLANES = 6;
const MOST_INCLINED_PLANES = 24;

/** Directions of the ascending nodes from the Sun's, degrees; `rank` keeps groups of one shell apart. */
export const nodesOf = (
  shell: Shell,
  architecture: Architecture,
  unitCount: number,
  rank: number,
): readonly number[] => {
  if (shell.ltanH === undefined) {
    return evenly(planeCount(unitCount, MOST_INCLINED_PLANES), rank * 11, 360);
  }
  const nodeDeg = (shell.ltanH - NOON_H) * DEG_PER_HOUR;
  if (architecture === 'platform' || architecture === 'cluster') return [nodeDeg + (rank % 2 === 0 ? rank : -rank)];
  const planes = planeCount(unitCount / 8, MOST_SUN_SYNCHRONOUS_PLANES);
  const spreadDeg = planes === 1 ? 0 : LOCAL_TIME_SPREAD_DEG;
  return evenly(planes, nodeDeg - spreadDeg / 2 + rank * 2, spreadDeg);
};

const CONDITIONS: Readonly<Record<string, GroupCondition>> = {
  planned: 'normal',
  commissioning: 'normal',
  nominal: 'normal',
  assembling: 'normal',
  operating: 'normal',
  curtailed: 'interfered',
  interfered: 'interfered',
  degraded: 'damaged',
  recovering: 'damaged',
  damaged: 'damaged',
  repairing: 'damaged',
  exhausted: 'gone',
  disposed: 'gone',
  lost: 'gone',
};

export const unitsIn = (group: SideView['groups'][number]): number =>
  group.cohorts.reduce((sum, cohort) => sum + cohort.unitCount, 0);

/** A variant of a design has at least the lasers of what it starts from. */
const isLinked = (ruleset: Ruleset, designId: string): boolean =>
  (ruleset.satellites.find(({ id }) => id === baseDesignId(designId))?.laserRateGbps ?? 0) > 0;

interface Seen {
  readonly id: string;
  readonly side: Side;
  readonly knowledge: Knowledge;
  readonly architecture: Architecture;
  readonly shellId: string;
  readonly designId: string;
  readonly unitCount: number;
  readonly condition: GroupCondition;
}

const seenGroups = (view: SeenView): readonly Seen[] => [
  ...(ownOf(view)?.groups ?? []).map(
    (group): Seen => ({
      id: group.id,
      side: group.owner,
      knowledge: 'exact',
      architecture: group.architecture,
      shellId: group.shellId,
      designId: group.designId,
      unitCount: unitsIn(group),
      condition: CONDITIONS[group.machine] ?? 'normal',
    }),
  ),
  ...seenSides(view).flatMap(({ side, groups }) =>
    groups.map(
      (group): Seen => ({
        id: group.id,
        side,
        knowledge: 'estimate',
        architecture: group.architecture,
        shellId: group.shellId,
        designId: group.designId,
        unitCount: group.unitCount,
        condition: 'normal',
      }),
    ),
  ),
];

const shellRing = (shell: Shell, scale: AltitudeScale): ShellRing => ({
  id: shell.id,
  altitudeKm: shell.altitudeKm,
  radius: drawnRadius(shell.altitudeKm, scale),
  periodMin: periodMinAt(shell.altitudeKm),
  dawnDusk: isDawnDusk(shell),
});

const orbitGroups = (view: SeenView, ruleset: Ruleset, scale: AltitudeScale): readonly OrbitGroup[] => {
  const inOrbit = seenGroups(view).filter((group) => group.unitCount > 0);
  const ids = inOrbit.map((group) => group.id).sort();
  return inOrbit.flatMap((group) => {
    const shell = ruleset.shells.find((candidate) => candidate.id === group.shellId);
    if (shell === undefined) return [];
    const mates = ids.filter((id) => inOrbit.find((other) => other.id === id)?.shellId === shell.id);
    const rank = mates.indexOf(group.id);
    return {
      ...group,
      altitudeKm: shell.altitudeKm,
      radius: drawnRadius(shell.altitudeKm, scale) + (rank - (mates.length - 1) / 2) * SHARED_SHELL_STEP,
      periodMin: periodMinAt(shell.altitudeKm),
      inclinationDeg: inclinationOf(shell),
      nodesDeg: nodesOf(shell, group.architecture, group.unitCount, rank),
      isLinked: isLinked(ruleset, group.designId),
    };
  });
};

/** Volume of a spherical layer, km³. */
const layerVolumeKm3 = (lowKm: number, highKm: number): number =>
  (4 / 3) * Math.PI * ((EARTH_RADIUS_KM + highKm) ** 3 - (EARTH_RADIUS_KM + lowKm) ** 3);

const hazeBands = (view: SeenView, scale: AltitudeScale): readonly HazeBand[] =>
  view.bands.map((band) => {
    const altitudeKm = (band.lowKm + band.highKm) / 2;
    return {
      lowKm: band.lowKm,
      highKm: band.highKm,
      innerRadius: drawnRadius(band.lowKm, scale),
      outerRadius: drawnRadius(band.highKm, scale),
      usedFrac: Math.max(0, band.usedFrac),
      objectCount: Math.round(band.densityPerKm3 * layerVolumeKm3(band.lowKm, band.highKm)),
      fragmentCount: Math.round(band.fragmentCount),
      altitudeKm,
      periodMin: periodMinAt(altitudeKm),
    };
  });

const SHADOW_SAMPLES = 24;

const shadowEdge = (scale: AltitudeScale): OrbitScene['shadowEdge'] =>
  Array.from({ length: SHADOW_SAMPLES + 1 }, (_, index) => {
    const altitudeKm = (scale.topKm * index) / SHADOW_SAMPLES;
    return {
      radius: drawnRadius(altitudeKm, scale),
      halfAngleDeg: radToDeg(Math.asin(EARTH_RADIUS_KM / (EARTH_RADIUS_KM + altitudeKm))),
    };
  });

export const orbitScene = (view: SeenView, events: readonly GameEvent[], ruleset: Ruleset): OrbitScene => {
  const scale = altitudeScale(ruleset);
  return {
    sunDeclinationDeg: sunPosition.evaluate({ julianDate: julianDateOfHalf(view.year, view.half) }).declinationDeg,
    outerRadius: HIGHEST_RADIUS,
    topKm: scale.topKm,
    shadowEdge: shadowEdge(scale),
    shells: ruleset.shells.map((shell) => shellRing(shell, scale)),
    groups: orbitGroups(view, ruleset, scale),
    bands: hazeBands(view, scale),
    flashes: flashesOf(events, 'orbit', ruleset),
  };
};
