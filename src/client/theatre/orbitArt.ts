/**
 * The still parts of the orbit view, painted when something changes: sky, sunlight, debris haze, the Earth's shadow,
 * shells and orbits below the points; names above them. Lengths in CSS pixels.
 */
import { glyphOf } from './glyphs.ts';
import { paintCard, paintGlyph, paintText, setFont, TEXT_PX } from './canvasText.ts';
import type { Hit } from './hits.ts';
import { type Palette, SIDE_COLOUR } from './palette.ts';
import type { OrbitGroup, OrbitScene } from './sceneTypes.ts';
import { scatter } from './swarm.ts';
import type { Size, Viewport } from './viewport.ts';

/** What the stage may say, in the reader's words. */
export interface StageWords {
  readonly ui: (key: string) => string;
  readonly altitude: (altitudeKm: number) => string;
  readonly percent: (fraction: number) => string;
  /** Name of a group, region, centre or line, and its facts, one a line. */
  readonly object: (id: string) => { readonly title: string; readonly lines: readonly string[] };
  readonly place: (id: string) => string;
}

export interface OrbitFrame {
  readonly centreX: number;
  readonly centreY: number;
  /** Pixels to a drawn Earth radius. */
  readonly unit: number;
}

const FILL = 0.86;

export const orbitFrame = (scene: OrbitScene, size: Size, viewport: Viewport): OrbitFrame => ({
  centreX: size.width / 2 + viewport.panX,
  centreY: size.height / 2 + viewport.panY,
  unit: ((Math.min(size.width, size.height) / 2) * FILL * viewport.zoom) / scene.outerRadius,
});

const STARS = 260;

const paintSky = (context: CanvasRenderingContext2D, size: Size, palette: Palette): void => {
  context.fillStyle = palette.css('--theatre-sky');
  context.fillRect(0, 0, size.width, size.height);
  for (let index = 0; index < STARS; index += 1) {
    const brightness = scatter(index, 3) ** 3;
    context.fillStyle = palette.css(scatter(index, 4) > 0.8 ? '--sun' : '--ink', 0.12 + 0.55 * brightness);
    const radius = 0.4 + 0.8 * brightness;
    context.beginPath();
    context.arc(scatter(index, 1) * size.width, scatter(index, 2) * size.height, radius, 0, 2 * Math.PI);
    context.fill();
  }
  const glow = context.createRadialGradient(0, size.height / 2, 0, 0, size.height / 2, size.width * 0.55);
  glow.addColorStop(0, palette.css('--sun', 0.26));
  glow.addColorStop(0.35, palette.css('--sun', 0.07));
  glow.addColorStop(1, palette.css('--sun', 0));
  context.fillStyle = glow;
  context.fillRect(0, 0, size.width, size.height);
};

/** Opacity of the haze: seen from the first few per cent, nearly solid when a band is unusable. */
const hazeAlpha = (usedFrac: number): number => Math.min(0.75, 0.55 * Math.sqrt(usedFrac));

const paintHaze = (context: CanvasRenderingContext2D, scene: OrbitScene, frame: OrbitFrame, palette: Palette): void => {
  const [inner, outer] = [1, scene.outerRadius + 0.06];
  const stopOf = (radius: number): number => Math.max(0, Math.min(1, (radius - inner) / (outer - inner)));
  const { centreX, centreY, unit } = frame;
  const gradient = context.createRadialGradient(centreX, centreY, inner * unit, centreX, centreY, outer * unit);
  gradient.addColorStop(0, palette.css('--theatre-debris', 0));
  for (const band of scene.bands) {
    const colour = band.usedFrac >= 0.5 ? '--bad' : '--theatre-debris';
    gradient.addColorStop(
      stopOf((band.innerRadius + band.outerRadius) / 2),
      palette.css(colour, hazeAlpha(band.usedFrac)),
    );
  }
  gradient.addColorStop(1, palette.css('--theatre-debris', 0));
  context.fillStyle = gradient;
  context.beginPath();
  context.arc(centreX, centreY, outer * unit, 0, 2 * Math.PI);
  context.fill();
  for (const band of scene.bands.filter((candidate) => candidate.usedFrac >= 1)) {
    context.strokeStyle = palette.css('--bad', 0.8);
    context.setLineDash([3, 5]);
    context.lineWidth = (band.outerRadius - band.innerRadius) * unit * 0.8;
    context.beginPath();
    context.arc(centreX, centreY, ((band.innerRadius + band.outerRadius) / 2) * unit, 0, 2 * Math.PI);
    context.stroke();
    context.setLineDash([]);
  }
};

const paintShadow = (
  context: CanvasRenderingContext2D,
  scene: OrbitScene,
  { centreX, centreY, unit }: OrbitFrame,
): void => {
  context.beginPath();
  const edge = [
    ...scene.shadowEdge.map((point) => ({ ...point, sign: -1 })),
    ...scene.shadowEdge.toReversed().map((point) => ({ ...point, sign: 1 })),
  ];
  for (const { radius, halfAngleDeg, sign } of edge) {
    const angle = (sign * halfAngleDeg * Math.PI) / 180;
    context.lineTo(centreX + radius * unit * Math.cos(angle), centreY + radius * unit * Math.sin(angle));
  }
  context.closePath();
  const gradient = context.createRadialGradient(
    centreX,
    centreY,
    unit,
    centreX,
    centreY,
    scene.outerRadius * unit * 1.04,
  );
  gradient.addColorStop(0, 'rgba(0,0,0,0.5)');
  gradient.addColorStop(0.6, 'rgba(0,0,0,0.2)');
  gradient.addColorStop(1, 'rgba(0,0,0,0)');
  context.fillStyle = gradient;
  context.fill();
};

const paintShells = (
  context: CanvasRenderingContext2D,
  scene: OrbitScene,
  { centreX, centreY, unit }: OrbitFrame,
  palette: Palette,
): void => {
  for (const shell of scene.shells) {
    context.strokeStyle = shell.dawnDusk ? palette.css('--sun', 0.55) : palette.css('--ink-soft', 0.34);
    context.lineWidth = 1;
    context.setLineDash(shell.dawnDusk ? [] : [2, 4]);
    context.beginPath();
    context.arc(centreX, centreY, shell.radius * unit, 0, 2 * Math.PI);
    context.stroke();
  }
  context.setLineDash([]);
};

const paintDawnDusk = (
  context: CanvasRenderingContext2D,
  scene: OrbitScene,
  { centreX, centreY, unit }: OrbitFrame,
  palette: Palette,
): void => {
  const reach = (scene.outerRadius + 0.08) * unit;
  const line = context.createLinearGradient(0, centreY - reach, 0, centreY + reach);
  for (const [stop, alpha] of [
    [0, 0.05],
    [0.2, 0.75],
    [0.8, 0.75],
    [1, 0.05],
  ] as const)
    line.addColorStop(stop, palette.css('--sun', alpha));
  context.strokeStyle = line;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(centreX, centreY - reach);
  context.lineTo(centreX, centreY + reach);
  context.stroke();
};

const SAMPLES = 288;

/** Path of one plane as seen from above, without the part behind the Earth. */
const tracePlane = (
  context: CanvasRenderingContext2D,
  group: OrbitGroup,
  nodeDeg: number,
  { centreX, centreY, unit }: OrbitFrame,
): void => {
  const node = Math.PI + (nodeDeg * Math.PI) / 180;
  const tilt = (group.inclinationDeg * Math.PI) / 180;
  let isDown = false;
  context.beginPath();
  for (let sample = 0; sample <= SAMPLES; sample += 1) {
    const along = group.radius * Math.cos((2 * Math.PI * sample) / SAMPLES);
    const across = group.radius * Math.sin((2 * Math.PI * sample) / SAMPLES);
    const x = along * Math.cos(node) - across * Math.cos(tilt) * Math.sin(node);
    const y = along * Math.sin(node) + across * Math.cos(tilt) * Math.cos(node);
    const isHidden = across * Math.sin(tilt) < 0 && x * x + y * y < 1;
    if (isHidden) {
      isDown = false;
    } else if (isDown) {
      context.lineTo(centreX + x * unit, centreY - y * unit);
    } else {
      context.moveTo(centreX + x * unit, centreY - y * unit);
      isDown = true;
    }
  }
  context.stroke();
};

const MOST_PATHS = 8;

export const paintPaths = (
  context: CanvasRenderingContext2D,
  group: OrbitGroup,
  frame: OrbitFrame,
  palette: Palette,
  isSelected: boolean,
): void => {
  const step = Math.ceil(group.nodesDeg.length / MOST_PATHS);
  context.strokeStyle = palette.css(SIDE_COLOUR[group.side], isSelected ? 0.75 : 0.2);
  context.lineWidth = isSelected ? 1.5 : 1;
  context.setLineDash(group.knowledge === 'estimate' ? [4, 4] : []);
  group.nodesDeg.forEach((nodeDeg, index) => {
    if (index % step === 0) tracePlane(context, group, nodeDeg, frame);
  });
  context.setLineDash([]);
};

export interface OrbitPainting {
  readonly scene: OrbitScene;
  readonly size: Size;
  readonly frame: OrbitFrame;
  readonly palette: Palette;
  readonly words: StageWords;
  readonly selectedId: string | null;
  readonly hoveredId: string | null;
}

export const paintSpace = (context: CanvasRenderingContext2D, painting: OrbitPainting): void => {
  const { scene, size, frame, palette, selectedId } = painting;
  paintSky(context, size, palette);
  paintHaze(context, scene, frame, palette);
  paintShadow(context, scene, frame);
  paintShells(context, scene, frame, palette);
  for (const group of scene.groups) paintPaths(context, group, frame, palette, group.id === selectedId);
};

const NEAR_EDGE_PX = 30;
/** How far to the right and down the picture's toolbar reaches: on a phone it lies over the middle. */
const BAR_RIGHT_PX = 300;
const BAR_BOTTOM_PX = 64;

/** Drawn over the Earth: the line between day and night, and the way to the Sun. */
const paintSunMarks = (
  context: CanvasRenderingContext2D,
  { scene, size, frame, palette, words }: OrbitPainting,
): void => {
  paintDawnDusk(context, scene, frame, palette);
  const style = { halo: palette.css('--theatre-sky', 0.85), colour: palette.css('--sun'), weight: 600 } as const;
  const { centreX, centreY, unit } = frame;
  const reach = (scene.outerRadius + 0.1) * unit;
  const [top, bottom] = [centreY - reach - 6, centreY + reach + 6];
  // Kept at the edge while it is only just outside; left out once the view has been moved away from it.
  if (top > -NEAR_EDGE_PX) {
    const highest = centreX < BAR_RIGHT_PX ? BAR_BOTTOM_PX : 14;
    paintText(context, palette, words.ui('dawn'), centreX, Math.max(highest, top), { ...style, align: 'center' });
  }
  if (bottom < size.height + NEAR_EDGE_PX) {
    const y = Math.min(size.height - 14, bottom);
    paintText(context, palette, words.ui('dusk'), centreX, y, { ...style, align: 'center' });
  }
  if (centreX - reach < -NEAR_EDGE_PX) return;
  const x = Math.max(34, centreX - reach - 46);
  context.strokeStyle = palette.css('--sun', 0.9);
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x + 30, centreY);
  context.lineTo(x - 22, centreY);
  context.lineTo(x - 15, centreY - 5);
  context.moveTo(x - 22, centreY);
  context.lineTo(x - 15, centreY + 5);
  context.stroke();
  paintText(context, palette, words.ui('sun'), x + 4, centreY - 13, { ...style, align: 'center' });
};

const SHELL_NAMES_AT_RAD = (-52 * Math.PI) / 180;

const paintShellNames = (context: CanvasRenderingContext2D, { scene, frame, palette, words }: OrbitPainting): void => {
  const style = { align: 'left', halo: palette.css('--theatre-sky', 0.9), colour: palette.css('--ink-soft') } as const;
  const lowestY = { value: Number.NEGATIVE_INFINITY };
  for (const shell of [...scene.shells].sort((a, b) => a.altitudeKm - b.altitudeKm)) {
    const x = frame.centreX + shell.radius * frame.unit * Math.cos(SHELL_NAMES_AT_RAD);
    const y = frame.centreY - shell.radius * frame.unit * Math.sin(SHELL_NAMES_AT_RAD);
    if (y - lowestY.value < TEXT_PX) continue;
    lowestY.value = y;
    paintText(context, palette, words.altitude(shell.altitudeKm), x + 2, y, style);
  }
};

const NARROW_PX = 620;

interface Tag {
  readonly group: OrbitGroup;
  readonly anchorX: number;
  readonly anchorY: number;
  readonly x: number;
  y: number;
  readonly align: 'left' | 'center' | 'right';
}

const TAG_ANGLES_DEG = [62, 118, -118, 40, 140, -140, 20, 160, -160, -12, -172, 4];
const TAG_HEIGHT = 22;
/** Above this many planes an orbit passes everywhere, and its name may hang anywhere. */
const SPREAD_PLANES = 8;

/** Directions, radians counter-clockwise from the right, in which an orbit touches its ring. */
const endsOf = (group: OrbitGroup): readonly number[] => {
  const node = Math.PI + ((group.nodesDeg[0] ?? 0) * Math.PI) / 180;
  return group.nodesDeg.length > SPREAD_PLANES ? [] : [node, node + Math.PI];
};

const angleBetween = (a: number, b: number): number => Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));

/** Each name takes the free place nearest to where its orbit touches the ring; spread-out orbits take what is left. */
const tagPlaces = (
  groups: readonly OrbitGroup[],
): ReadonlyMap<string, { readonly angle: number; readonly tie: number }> => {
  const free = TAG_ANGLES_DEG.map((deg) => (deg * Math.PI) / 180);
  const places = new Map<string, { readonly angle: number; readonly tie: number }>();
  for (const group of [...groups].sort((a, b) => a.nodesDeg.length - b.nodesDeg.length)) {
    const ends = endsOf(group);
    const distance = (angle: number): number => Math.min(...ends.map((end) => angleBetween(end, angle)));
    const angle =
      ends.length === 0
        ? (free[0] ?? 0)
        : free.reduce((best, angleFree) => (distance(angleFree) < distance(best) ? angleFree : best), free[0] ?? 0);
    free.splice(free.indexOf(angle), 1);
    const tie =
      ends.length === 0
        ? angle
        : ends.reduce((best, end) => (angleBetween(end, angle) < angleBetween(best, angle) ? end : best));
    places.set(group.id, { angle, tie });
  }
  return places;
};

const EDGE_PX = 16;
/** Height of the tools at the top left and of the closed legend at the bottom left. */
const TOOLS_PX = 62;

/** Moves names down, then up, until none overlaps another and all lie between `top` and `bottom`. */
const keepApart = (tags: readonly Tag[], top: number, bottom: number): void => {
  const sorted = [...tags].sort((a, b) => a.y - b.y);
  let floor = top;
  for (const tag of sorted) {
    tag.y = Math.max(tag.y, floor);
    floor = tag.y + TAG_HEIGHT;
  }
  let ceiling = bottom;
  for (const tag of sorted.toReversed()) {
    tag.y = Math.min(tag.y, ceiling);
    ceiling = tag.y - TAG_HEIGHT;
  }
};

/** Where a group's name hangs: beside the outermost ring, tied to a point of its orbit. */
const tagsOf = (scene: OrbitScene, frame: OrbitFrame, size: Size): readonly Tag[] => {
  const places = tagPlaces(scene.groups);
  const reach = (scene.outerRadius + 0.12) * frame.unit;
  const tags = scene.groups.map((group): Tag => {
    const { angle, tie } = places.get(group.id) ?? { angle: 0, tie: 0 };
    const anchor = {
      anchorX: frame.centreX + group.radius * frame.unit * Math.cos(tie),
      anchorY: frame.centreY - group.radius * frame.unit * Math.sin(tie),
    };
    if (size.width < NARROW_PX)
      return {
        group,
        ...anchor,
        x: size.width / 2,
        y: Math.min(size.height - 130, frame.centreY + reach + 44),
        align: 'center',
      };
    return {
      group,
      ...anchor,
      x: frame.centreX + reach * Math.cos(angle),
      y: frame.centreY - reach * Math.sin(angle),
      align: Math.cos(angle) >= 0 ? 'left' : 'right',
    };
  });
  keepApart(
    tags.filter((tag) => tag.align === 'left'),
    EDGE_PX,
    size.height - EDGE_PX,
  );
  keepApart(
    tags.filter((tag) => tag.align === 'right'),
    TOOLS_PX,
    size.height - TOOLS_PX,
  );
  return tags;
};

const isInside = ({ anchorX, anchorY }: Tag, { width, height }: Size): boolean =>
  anchorX > 0 && anchorY > 0 && anchorX < width && anchorY < height;

/** The tag moved inwards until its name fits the picture. */
const fitted = (context: CanvasRenderingContext2D, { palette, words, size }: OrbitPainting, tag: Tag): Tag => {
  setFont(context, palette, 13);
  const reach = context.measureText(words.object(tag.group.id).title).width + 28;
  if (tag.align === 'center') return tag;
  return { ...tag, x: tag.align === 'left' ? Math.min(tag.x, size.width - reach) : Math.max(tag.x, reach) };
};

const paintTag = (context: CanvasRenderingContext2D, painting: OrbitPainting, tag: Tag): void => {
  const { palette, words, size, selectedId, hoveredId } = painting;
  const isMarked = tag.group.id === selectedId || tag.group.id === hoveredId;
  const colour = palette.css(SIDE_COLOUR[tag.group.side]);
  const direction = { left: 1, center: 0, right: -1 }[tag.align];
  context.strokeStyle = palette.css(SIDE_COLOUR[tag.group.side], isMarked ? 0.9 : 0.35);
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(tag.anchorX, tag.anchorY);
  context.lineTo(tag.x, tag.y - (direction === 0 ? 12 : 0));
  if (direction !== 0) context.stroke();
  const glyph = glyphOf(
    tag.group.side,
    tag.group.knowledge,
    tag.group.architecture === 'platform',
    tag.group.unitCount,
  );
  const glyphY = direction === 0 ? tag.y - 18 : tag.y;
  paintGlyph(context, { ...glyph, sizePx: glyph.shape === 'platform' ? 18 : 9 }, tag.x + direction * 9, glyphY, colour);
  const { title, lines } = words.object(tag.group.id);
  if (isMarked) {
    const cardX = direction === 0 ? size.width / 2 - 70 : tag.x + direction * 20;
    paintCard(context, palette, { title, lines }, { x: cardX, y: tag.y - 11, toLeft: direction < 0 }, size);
    return;
  }
  paintText(context, palette, title, tag.x + direction * 22, tag.y, {
    align: tag.align,
    halo: palette.css('--theatre-sky', 0.92),
    colour: palette.css('--ink-soft'),
    sizePx: 13,
  });
};

/** Names over the points; gives back where the names can be clicked. */
export const paintOrbitNames = (context: CanvasRenderingContext2D, painting: OrbitPainting): readonly Hit[] => {
  const { scene, frame, size, selectedId, hoveredId } = painting;
  paintSunMarks(context, painting);
  paintShellNames(context, painting);
  const isMarked = (tag: Tag): boolean => tag.group.id === selectedId || tag.group.id === hoveredId;
  const tags = tagsOf(scene, frame, size)
    .filter((tag) => isMarked(tag) || (size.width >= NARROW_PX && isInside(tag, size)))
    .map((tag) => fitted(context, painting, tag));
  for (const tag of tags) if (!isMarked(tag)) paintTag(context, painting, tag);
  for (const tag of tags) if (isMarked(tag)) paintTag(context, painting, tag);
  return tags.map((tag): Hit => {
    const width = 58;
    const shift = { left: width / 2 + 14, center: 0, right: -width / 2 - 14 }[tag.align];
    return { id: tag.group.id, kind: 'disc', x: tag.x + shift, y: tag.y, radius: width / 2 };
  });
};
