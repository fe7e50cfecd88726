/** What is drawn anew each frame beside the points: laser links, rings around the chosen, flashes; and picking. */
import type Phaser from 'phaser';
import { type FlashPlace, paintFlash } from './flashArt.ts';
import { groundSheet, projected } from './groundArt.ts';
import type { OrbitFrame } from './orbitArt.ts';
import { colourBits, type Palette, SIDE_COLOUR } from './palette.ts';
import type { Flash, GroundScene, OrbitGroup, OrbitScene } from './sceneTypes.ts';
import { HIDDEN, type Swarm, type SwarmFrame, type SwarmGroup } from './swarm.ts';
import type { Size, Viewport } from './viewport.ts';

type Graphics = Phaser.GameObjects.Graphics;

export interface Moment {
  readonly scene: OrbitScene;
  readonly swarm: Swarm;
  readonly points: SwarmFrame;
  readonly frame: OrbitFrame;
  readonly palette: Palette;
}

const PICK_WITHIN_PX = 12;
/** Fewer than these in a plane do not see each other past the Earth. */
const LINKED_IN_PLANE = 9;
const MOST_LINKS = 90;
const MOST_RINGS = 120;
/** Direction, radians, at which something without a place of its own is shown. */
const NOWHERE_RAD = 0.9;

const screenPoint = ({ points, frame }: Moment, index: number): readonly [number, number] => [
  frame.centreX + (points.x[index] ?? 0) * frame.unit,
  frame.centreY - (points.y[index] ?? 0) * frame.unit,
];

interface Found {
  readonly made: SwarmGroup;
  readonly group: OrbitGroup;
}

const groupOf = ({ swarm, scene }: Moment, groupId: string | null): Found | null => {
  if (groupId === null) return null;
  const made = swarm.groups.find((candidate) => candidate.groupId === groupId);
  const group = scene.groups.find((candidate) => candidate.id === groupId);
  return made === undefined || group === undefined ? null : { made, group };
};

/** Group whose point lies nearest to (x, y), CSS pixels, within reach of a finger. */
export const nearestGroup = (moment: Moment, x: number, y: number): string | null => {
  let nearest: string | null = null;
  let nearestPx = PICK_WITHIN_PX;
  for (const group of moment.swarm.groups) {
    if (group.groupId === null) continue;
    for (let index = group.first; index < group.first + group.count; index += 1) {
      if (moment.points.look[index] === HIDDEN) continue;
      const [pointX, pointY] = screenPoint(moment, index);
      const distance = Math.hypot(pointX - x, pointY - y);
      if (distance >= nearestPx) continue;
      nearest = group.groupId;
      nearestPx = distance;
    }
  }
  return nearest;
};

const paintLinksOf = (graphics: Graphics, moment: Moment, { made, group }: Found): void => {
  const planes = group.architecture === 'cluster' ? 1 : group.nodesDeg.length;
  if (!group.isLinked || group.architecture === 'platform') return;
  if (made.count / planes < LINKED_IN_PLANE || made.count > MOST_LINKS) return;
  graphics.lineStyle(1, colourBits(moment.palette.colour(SIDE_COLOUR[group.side])), 0.4);
  for (let index = 0; index < made.count; index += 1) {
    const [here, next] = [made.first + index, made.first + ((index + planes) % made.count)];
    if (moment.points.look[here] === HIDDEN || moment.points.look[next] === HIDDEN) continue;
    graphics.lineBetween(...screenPoint(moment, here), ...screenPoint(moment, next));
  }
};

/** Laser links between neighbours of a plane, where there are enough for a line of sight and few enough to see. */
export const paintLinks = (graphics: Graphics, moment: Moment): void => {
  for (const { groupId } of moment.swarm.groups) {
    const found = groupOf(moment, groupId);
    if (found !== null) paintLinksOf(graphics, moment, found);
  }
};

/** A ring around every mark of the chosen group, while they can be told apart. */
export const paintChosen = (graphics: Graphics, moment: Moment, selectedId: string | null): void => {
  const found = groupOf(moment, selectedId);
  if (found === null || found.made.count > MOST_RINGS) return;
  graphics.lineStyle(1.5, colourBits(moment.palette.colour('--focus')), 0.9);
  const radius = found.group.architecture === 'platform' ? 15 : 8;
  for (let index = found.made.first; index < found.made.first + found.made.count; index += 1) {
    if (moment.points.look[index] !== HIDDEN) graphics.strokeCircle(...screenPoint(moment, index), radius);
  }
};

const firstSeen = ({ points }: Moment, group: SwarmGroup): number => {
  for (let index = group.first; index < group.first + group.count; index += 1) {
    if (points.look[index] !== HIDDEN) return index;
  }
  return group.first;
};

const orbitPlace = (moment: Moment, flash: Flash): FlashPlace | null => {
  const { centreX, centreY, unit } = moment.frame;
  const found = groupOf(moment, flash.targetId);
  const { altitudeKm } = flash;
  if (found === null && altitudeKm === null) return null;
  const band = moment.scene.bands.find(
    ({ lowKm, highKm }) => altitudeKm !== null && altitudeKm >= lowKm && altitudeKm < highKm,
  );
  const radius = band === undefined ? moment.scene.outerRadius : (band.innerRadius + band.outerRadius) / 2;
  const [x, y] =
    found === null
      ? [centreX + radius * unit * Math.cos(NOWHERE_RAD), centreY - radius * unit * Math.sin(NOWHERE_RAD)]
      : screenPoint(moment, firstSeen(moment, found.made));
  const distance = Math.max(1, Math.hypot(x - centreX, y - centreY));
  const ground = (unit * 0.97) / distance;
  return { x, y, fromX: centreX + (x - centreX) * ground, fromY: centreY + (y - centreY) * ground };
};

export const paintOrbitFlashes = (graphics: Graphics, moment: Moment, phase: number): void => {
  for (const flash of moment.scene.flashes) {
    const place = orbitPlace(moment, flash);
    if (place !== null) paintFlash(graphics, flash, place, phase, moment.palette);
  }
};

const groundPlace = (scene: GroundScene, flash: Flash, size: Size, viewport: Viewport): FlashPlace | null => {
  const regions = scene.regions.map((region) => ({ id: region.id, side: region.side, at: region.hub }));
  const mark = [...scene.sites, ...scene.centres, ...regions].find((candidate) => candidate.id === flash.targetId);
  if (mark === undefined) return null;
  const [x, y] = projected(groundSheet(size, viewport), mark.side, mark.at);
  const rises = flash.kind === 'launch' || flash.kind === 'launchFailure';
  return rises ? { x: x + 26, y: y - 64, fromX: x, fromY: y } : { x, y, fromX: x, fromY: y };
};

export interface GroundMoment {
  readonly scene: GroundScene;
  readonly size: Size;
  readonly viewport: Viewport;
  readonly palette: Palette;
}

export const paintGroundFlashes = (
  graphics: Graphics,
  { scene, size, viewport, palette }: GroundMoment,
  phase: number,
): void => {
  for (const flash of scene.flashes) {
    const place = groundPlace(scene, flash, size, viewport);
    if (place !== null) paintFlash(graphics, flash, place, phase, palette);
  }
};
