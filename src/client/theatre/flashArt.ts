/**
 * The moments of a turn, drawn over everything each frame while they last: a rising streak for a launch, a beam and a
 * burst for an attack, arcs for interference, scattering specks for a break-up. `phase` runs from 0 to 1; a still
 * picture uses one phase that shows the whole mark. Lengths in CSS pixels.
 */
import type Phaser from 'phaser';
import { colourBits, type Palette, SIDE_COLOUR } from './palette.ts';
import type { Flash, FlashKind } from './sceneTypes.ts';
import { scatter } from './swarm.ts';

export const STILL_PHASE = 0.62;
const PERIOD_S = 2.2;
const ROUNDS = 4;
export const FLASH_LASTS_S = PERIOD_S * ROUNDS;

/** Phase of the animation at an age; after the last round it stays as a still mark. */
export const flashPhase = (ageS: number): number =>
  ageS >= FLASH_LASTS_S ? STILL_PHASE : (ageS % PERIOD_S) / PERIOD_S;

export interface FlashPlace {
  readonly x: number;
  readonly y: number;
  /** Where it comes from: the ground under the target. */
  readonly fromX: number;
  readonly fromY: number;
}

type Graphics = Phaser.GameObjects.Graphics;
type Draw = (graphics: Graphics, place: FlashPlace, phase: number, colour: number, bad: number) => void;

const fading = (phase: number): number => Math.max(0, Math.min(1, 1.4 - 1.4 * phase));

const ring: Draw = (graphics, { x, y }, phase, colour) => {
  graphics.lineStyle(2, colour, fading(phase)).strokeCircle(x, y, 6 + 18 * phase);
};

const streakTo = (graphics: Graphics, place: FlashPlace, share: number, colour: number): readonly [number, number] => {
  const tipX = place.fromX + (place.x - place.fromX) * share;
  const tipY = place.fromY + (place.y - place.fromY) * share;
  const tail = Math.max(0, share - 0.5);
  graphics.lineStyle(2, colour, 0.8);
  graphics.lineBetween(
    place.fromX + (place.x - place.fromX) * tail,
    place.fromY + (place.y - place.fromY) * tail,
    tipX,
    tipY,
  );
  graphics.fillStyle(colour, 1).fillCircle(tipX, tipY, 2.6);
  return [tipX, tipY];
};

const cross = (graphics: Graphics, x: number, y: number, half: number, colour: number): void => {
  graphics.lineStyle(2.5, colour, 1);
  graphics.lineBetween(x - half, y - half, x + half, y + half);
  graphics.lineBetween(x - half, y + half, x + half, y - half);
};

const burst = (graphics: Graphics, x: number, y: number, phase: number, colour: number): void => {
  graphics.lineStyle(1.8, colour, fading(phase));
  for (let ray = 0; ray < 10; ray += 1) {
    const angle = (2 * Math.PI * ray) / 10 + 0.2;
    const [near, far] = [5 + 10 * phase, 9 + 24 * phase];
    graphics.lineBetween(
      x + near * Math.cos(angle),
      y + near * Math.sin(angle),
      x + far * Math.cos(angle),
      y + far * Math.sin(angle),
    );
  }
};

const DRAWINGS: Readonly<Record<FlashKind, Draw>> = {
  launch: (graphics, place, phase, colour) => {
    const share = Math.min(1, phase / 0.6);
    streakTo(graphics, place, share, colour);
    if (phase > 0.6) ring(graphics, place, (phase - 0.6) / 0.4, colour, colour);
  },
  launchFailure: (graphics, place, phase, colour, bad) => {
    const [x, y] = streakTo(graphics, place, Math.min(0.55, phase), colour);
    if (phase > 0.5) cross(graphics, x, y, 6, bad);
  },
  interference: (graphics, { x, y }, phase, colour) => {
    for (let arc = 0; arc < 3; arc += 1) {
      graphics.lineStyle(2, colour, 0.35 + 0.6 * Math.abs(Math.sin(Math.PI * (phase + arc / 3))));
      graphics.beginPath();
      graphics.arc(x, y, 9 + 6 * arc, -0.7, 0.7);
      graphics.strokePath();
      graphics.beginPath();
      graphics.arc(x, y, 9 + 6 * arc, Math.PI - 0.7, Math.PI + 0.7);
      graphics.strokePath();
    }
  },
  attack: (graphics, place, phase, colour, bad) => {
    const share = Math.min(1, phase / 0.4);
    streakTo(graphics, place, share, colour);
    if (phase > 0.4) burst(graphics, place.x, place.y, (phase - 0.4) / 0.6, bad);
  },
  breakup: (graphics, { x, y }, phase, _colour, bad) => {
    for (let speck = 0; speck < 26; speck += 1) {
      const angle = 2 * Math.PI * scatter(speck, 8);
      const distance = (6 + 34 * scatter(speck, 9)) * Math.sqrt(phase);
      graphics
        .fillStyle(bad, fading(phase * 0.8))
        .fillCircle(x + distance * Math.cos(angle), y + distance * Math.sin(angle), 1.5);
    }
    burst(graphics, x, y, phase, bad);
  },
  outage: (graphics, place, phase, _colour, bad) => ring(graphics, place, phase, bad, bad),
  news: ring,
};

export const paintFlash = (
  graphics: Graphics,
  flash: Flash,
  place: FlashPlace,
  phase: number,
  palette: Palette,
): void => {
  const bad = colourBits(palette.colour('--bad'));
  const colour =
    flash.kind === 'interference'
      ? colourBits(palette.colour('--warn'))
      : colourBits(palette.colour(flash.side === null ? '--sun' : SIDE_COLOUR[flash.side]));
  DRAWINGS[flash.kind](graphics, place, phase, colour, bad);
};
