/**
 * Pictures of the Earth from above the north pole: the map, which turns with the day, and the light on it, which
 * stays with the Sun: day, twilight, night, the brightening towards the limb and the air beyond it.
 */
import { geoGraticule, geoOrthographic, geoPath } from 'd3-geo';
import { SIDES } from '../../ruleset/schema.ts';
import { type Palette, SIDE_COLOUR } from './palette.ts';
import { sunVector } from './swarm.ts';
import type { WorldMap } from './worldMap.ts';

/** The light's picture reaches beyond the limb, for the air. */
export const SHADE_REACH = 1.16;

/** Map of the northern half on a disc that fills a square; 0° of longitude points down, east is counter-clockwise. */
export const paintEarth = (
  context: CanvasRenderingContext2D,
  sizePx: number,
  map: WorldMap,
  palette: Palette,
): void => {
  const radius = sizePx / 2;
  const projection = geoOrthographic()
    .rotate([0, -90])
    .translate([radius, radius])
    .scale(radius - 0.5)
    .clipAngle(90)
    .precision(0.4);
  const path = geoPath(projection, context);
  const draw = (shape: Parameters<typeof path>[0]): void => {
    context.beginPath();
    path(shape);
  };
  context.clearRect(0, 0, sizePx, sizePx);
  const ocean = context.createRadialGradient(radius, radius, radius * 0.1, radius, radius, radius);
  ocean.addColorStop(0, palette.css('--theatre-ocean-lit'));
  ocean.addColorStop(1, palette.css('--theatre-ocean-deep'));
  context.fillStyle = ocean;
  draw({ type: 'Sphere' });
  context.fill();
  context.lineWidth = Math.max(0.6, sizePx / 1400);
  context.strokeStyle = palette.css('--ink', 0.09);
  draw(geoGraticule().step([30, 30])());
  context.stroke();
  context.fillStyle = palette.css('--theatre-land');
  draw(map.land);
  context.fill();
  context.strokeStyle = palette.css('--ink', 0.28);
  context.stroke();
  for (const side of SIDES) {
    context.fillStyle = palette.css(SIDE_COLOUR[side], 0.3);
    draw(map.countries[side]);
    context.fill();
  }
};

const smooth = (from: number, to: number, value: number): number => {
  const share = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return share * share * (3 - 2 * share);
};

/** Twilight on the ground runs from the Sun a little above the horizon to 12° below it. */
const DAY_FROM = 0.1;
const NIGHT_FROM = -0.2;
const NIGHT_ALPHA = 0.8;
const NIGHT = { red: 2, green: 5, blue: 14 } as const;

/** Light and dark over a disc; `declinationDeg` of the Sun decides which pole has day. The Sun is to the left. */
export const paintShade = (
  context: CanvasRenderingContext2D,
  sizePx: number,
  declinationDeg: number,
  palette: Palette,
): void => {
  const image = context.createImageData(sizePx, sizePx);
  const air = palette.colour('--theatre-air');
  const warm = palette.colour('--sun');
  const [sunX, , sunZ] = sunVector(declinationDeg);
  for (let index = 0; index < sizePx * sizePx; index += 1) {
    const x = ((((index % sizePx) + 0.5) / sizePx) * 2 - 1) * SHADE_REACH;
    const y = (((Math.floor(index / sizePx) + 0.5) / sizePx) * 2 - 1) * SHADE_REACH;
    const distance = Math.sqrt(x * x + y * y);
    const at = index * 4;
    if (distance > 1) {
      const outside = 1 - (distance - 1) / (SHADE_REACH - 1);
      if (outside <= 0) continue;
      const lit = smooth(-0.45, 0.5, (x / distance) * sunX);
      image.data[at] = air.red;
      image.data[at + 1] = air.green;
      image.data[at + 2] = air.blue;
      image.data[at + 3] = 255 * 0.75 * outside ** 3 * (0.12 + 0.88 * lit);
      continue;
    }
    const height = Math.sqrt(1 - distance * distance);
    const towards = x * sunX + height * sunZ;
    const night = 1 - smooth(NIGHT_FROM, DAY_FROM, towards);
    const rim = (1 - height) ** 3 * (1 - night);
    const dusk = Math.max(0, 1 - Math.abs(towards + 0.02) / 0.11) * 0.32;
    const darkAlpha = NIGHT_ALPHA * night;
    const lightAlpha = 0.5 * rim + dusk * 0.5;
    const alpha = darkAlpha + lightAlpha * (1 - darkAlpha);
    const lightShare = alpha === 0 ? 0 : (lightAlpha * (1 - darkAlpha)) / alpha;
    const warmth = lightAlpha === 0 ? 0 : (dusk * 0.5) / lightAlpha;
    image.data[at] = NIGHT.red * (1 - lightShare) + lightShare * (air.red * (1 - warmth) + warm.red * warmth);
    image.data[at + 1] = NIGHT.green * (1 - lightShare) + lightShare * (air.green * (1 - warmth) + warm.green * warmth);
    image.data[at + 2] = NIGHT.blue * (1 - lightShare) + lightShare * (air.blue * (1 - warmth) + warm.blue * warmth);
    image.data[at + 3] = 255 * alpha;
  }
  context.putImageData(image, 0, 0);
};
