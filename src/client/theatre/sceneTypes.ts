/**
 * What the theatre draws, as plain data: made by `theatreModel.ts` from a side's view and the rules, drawn by the
 * stage, listed by the page. Nothing here knows Phaser, the DOM or words; names are asked from the caller's `label`.
 *
 * Lengths in the orbit view are in units of the drawn Earth's radius, seen from above the north pole: x to the right,
 * y up, z to the viewer, the Sun to the left.
 */
import type { Architecture, Side, StandbyTier } from '../../ruleset/schema.ts';

export const LABEL_KINDS = ['programme', 'region', 'shell', 'line', 'ui'] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];
export type Label = (kind: LabelKind, id: string) => string;

/** Longitude and latitude in degrees, east and north positive. */
export type LonLat = readonly [lonDeg: number, latDeg: number];

/** One's own is exact; the other side's is what was seen or estimated, and looks it. */
export type Knowledge = 'exact' | 'estimate';

/** A number beside a name: `label("ui", "fact.<name>")`; with `low` and `high` where it is an estimate. */
export interface Fact {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
}

/** Name parts in the caller's words: `label(kind, id)`, joined by the page. */
export interface NamePart {
  readonly kind: LabelKind;
  readonly id: string;
}

/** One thing on the picture, as the list beside it shows it. */
export interface TheatreObject {
  /** What selection speaks of: a group, region, centre or line of the view. */
  readonly id: string;
  readonly mode: 'orbit' | 'ground';
  readonly kind: 'group' | 'region' | 'centre' | 'line';
  readonly side: Side;
  readonly knowledge: Knowledge;
  readonly name: readonly NamePart[];
  readonly facts: readonly Fact[];
  readonly state: { readonly chart: string; readonly state: string } | null;
}

export interface ShellRing {
  readonly id: string;
  readonly altitudeKm: number;
  readonly radius: number;
  readonly periodMin: number;
  /** True where the plane rides the terminator (local time of the node within an hour of 6 or 18 h). */
  readonly dawnDusk: boolean;
}

/** `normal` computes; `interfered` is held back and comes back; `damaged` has lost something; `gone` is closed. */
export type GroupCondition = 'normal' | 'interfered' | 'damaged' | 'gone';

export interface OrbitGroup {
  readonly id: string;
  readonly side: Side;
  readonly knowledge: Knowledge;
  readonly architecture: Architecture;
  readonly shellId: string;
  readonly unitCount: number;
  readonly altitudeKm: number;
  /** Drawn radius, with a small step where several groups share a shell. */
  readonly radius: number;
  readonly periodMin: number;
  readonly inclinationDeg: number;
  /** Directions of the ascending nodes, degrees counter-clockwise from the Sun's direction. */
  readonly nodesDeg: readonly number[];
  /** True where the programme's satellites carry laser links. */
  readonly isLinked: boolean;
  readonly condition: GroupCondition;
}

export interface HazeBand {
  readonly lowKm: number;
  readonly highKm: number;
  readonly innerRadius: number;
  readonly outerRadius: number;
  /** Density over the density at which the band is unusable, ≥ 0. */
  readonly usedFrac: number;
  /** Tracked objects in the band: density times volume. */
  readonly objectCount: number;
  /** Those of them that this game has added. */
  readonly fragmentCount: number;
  readonly altitudeKm: number;
  readonly periodMin: number;
}

export const FLASH_KINDS = ['launch', 'launchFailure', 'interference', 'attack', 'breakup', 'outage', 'news'] as const;
export type FlashKind = (typeof FLASH_KINDS)[number];

/** A moment of this turn to show: where, of which kind, whose. */
export interface Flash {
  readonly id: string;
  readonly kind: FlashKind;
  readonly side: Side | null;
  /** Group, region or line it happens to; null where only the altitude is known. */
  readonly targetId: string | null;
  readonly altitudeKm: number | null;
}

export interface OrbitScene {
  /** Declination of the Sun on the turn's first day, degrees. */
  readonly sunDeclinationDeg: number;
  /** Radius of the outermost thing drawn. */
  readonly outerRadius: number;
  readonly topKm: number;
  /** Edge of the Earth's shadow in the equator's plane: half its angle about the point opposite the Sun, by radius. */
  readonly shadowEdge: readonly { readonly radius: number; readonly halfAngleDeg: number }[];
  readonly shells: readonly ShellRing[];
  readonly groups: readonly OrbitGroup[];
  readonly bands: readonly HazeBand[];
  readonly flashes: readonly Flash[];
}

/** From plenty to none: reserve over load. */
export const MARGIN_STEPS = ['ample', 'adequate', 'tight', 'thin', 'short'] as const;
export type MarginStep = (typeof MARGIN_STEPS)[number];

export interface GroundRegion {
  readonly id: string;
  readonly side: Side;
  readonly knowledge: Knowledge;
  /** Null where the side does not know it. */
  readonly step: MarginStep | null;
  readonly marginFrac: number | null;
  readonly shedding: boolean;
  readonly stressed: boolean;
  readonly hub: LonLat;
  readonly nameAt: LonLat;
  readonly outline: readonly LonLat[];
}

export interface GroundCentreMark {
  readonly id: string;
  readonly side: Side;
  readonly knowledge: Knowledge;
  readonly role: 'primary' | 'backup';
  readonly tier: StandbyTier | null;
  readonly powerMw: number;
  readonly lowMw: number;
  readonly highMw: number;
  readonly failing: boolean;
  readonly at: LonLat;
}

export type SiteCondition = 'operational' | 'inDevelopment' | 'grounded';
export interface LaunchSiteMark {
  readonly id: string;
  readonly side: Side;
  readonly knowledge: Knowledge;
  readonly condition: SiteCondition;
  readonly placeId: string;
  /** How many lines share the place, and which of them this is; marks stand side by side. */
  readonly rank: number;
  readonly at: LonLat;
}

export interface PlaceName {
  readonly id: string;
  readonly at: LonLat;
  readonly side: Side;
}

export interface GroundScene {
  readonly regions: readonly GroundRegion[];
  readonly centres: readonly GroundCentreMark[];
  readonly sites: readonly LaunchSiteMark[];
  readonly places: readonly PlaceName[];
  readonly flashes: readonly Flash[];
}

export interface TheatreScene {
  readonly orbit: OrbitScene;
  readonly ground: GroundScene;
  readonly objects: readonly TheatreObject[];
}
