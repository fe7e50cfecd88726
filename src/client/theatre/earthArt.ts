/**
 * Pictures of the Earth from above the north pole: the map, which turns with the day, and the light on it, which
 * stays with the Sun: day, twilight, night, the brightening towards the limb and the air beyond it.
 */
import { geoGraticule, geoOrthographic, geoPath } from 'd3-geo';
import { SIDES } from '../../ruleset/schema.ts';
import { type Colour, type Palette, SIDE_COLOUR } from './palette.ts';
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

type Rgba = [red: number, green: number, blue: number, alpha: number];

const smooth = (from: number, to: number, value: number): number => {
  const share = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return share * share * (3 - 2 * share);
};

/** Twilight on the ground runs from the Sun a little above the horizon to 12° below it. */
const DAY_FROM = 0.1;
const NIGHT_FROM = -0.2;
const NIGHT_ALPHA = 0.8;
const NIGHT: Colour = { red: 2, green: 5, blue: 14 };
const CLEAR: Rgba = [0, 0, 0, 0];

/** The air beyond the limb at a distance > 1 from the middle: bright on the day side, soon gone. */
const airAt = (x: number, distance: number, sunX: number, air: Colour): Rgba => {
  const outside = Math.max(0, 1 - (distance - 1) / (SHADE_REACH - 1));
  const lit = smooth(-0.45, 0.5, (x / distance) * sunX);
  return [air.red, air.green, air.blue, 0.75 * outside ** 3 * (0.12 + 0.88 * lit)];
};

/** Night, twilight and the haze towards the limb at a place of the disc where the Sun stands at sine `towards`. */
const groundLightAt = (height: number, towards: number, air: Colour, warm: Colour): Rgba => {
  const night = 1 - smooth(NIGHT_FROM, DAY_FROM, towards);
  const rim = 0.5 * (1 - height) ** 3 * (1 - night);
  const dusk = 0.16 * Math.max(0, 1 - Math.abs(towards + 0.02) / 0.11);
  const darkAlpha = NIGHT_ALPHA * night;
  const lightAlpha = rim + dusk;
  const alpha = darkAlpha + lightAlpha * (1 - darkAlpha);
  const lightShare = alpha === 0 ? 0 : (lightAlpha * (1 - darkAlpha)) / alpha;
  const warmth = lightAlpha === 0 ? 0 : dusk / lightAlpha;
  const mixed = (name: keyof Colour): number =>
    NIGHT[name] * (1 - lightShare) + lightShare * (air[name] * (1 - warmth) + warm[name] * warmth);
  return [mixed('red'), mixed('green'), mixed('blue'), alpha];
};

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
  const pixel = (2 * SHADE_REACH) / sizePx;
  for (let index = 0; index < sizePx * sizePx; index += 1) {
    const x = ((index % sizePx) + 0.5) * pixel - SHADE_REACH;
    const y = (Math.floor(index / sizePx) + 0.5) * pixel - SHADE_REACH;
    const distance = Math.sqrt(x * x + y * y);
    if (distance > SHADE_REACH) continue;
    const height = Math.sqrt(Math.max(0, 1 - distance * distance));
    // The pixels that the limb crosses are shared by ground and air, or the edge shows steps when enlarged.
    const cover = Math.max(0, Math.min(1, (1 - distance) / pixel + 0.5));
    const ground = cover === 0 ? CLEAR : groundLightAt(height, x * sunX + height * sunZ, air, warm);
    const beyond = cover === 1 ? CLEAR : airAt(x, Math.max(1, distance), sunX, air);
    const alpha = ground[3] * cover + beyond[3] * (1 - cover);
    if (alpha === 0) continue;
    const share = (ground[3] * cover) / alpha;
    for (let channel = 0; channel < 3; channel += 1) {
      image.data[4 * index + channel] = (ground[channel] ?? 0) * share + (beyond[channel] ?? 0) * (1 - share);
    }
    image.data[4 * index + 3] = 255 * alpha;
  }
  context.putImageData(image, 0, 0);
};
