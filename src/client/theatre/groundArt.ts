/**
 * The ground view: both countries side by side (one above the other on a narrow page), grid regions coloured by
 * reserve and hatched while load is shed, data centres as squares by power, launch sites as triangles.
 * Painted when something changes. Lengths in CSS pixels.
 */
import { type GeoProjection, geoConicEqualArea, geoGraticule, geoPath } from 'd3-geo';
import { type BySide, SIDES, type Side } from '../../ruleset/schema.ts';
import { paintCard, paintText, setFont } from './canvasText.ts';
import type { Hit } from './hits.ts';
import type { StageWords } from './orbitArt.ts';
import { clearShift, type Rect } from './labelPlace.ts';
import { MARGIN_COLOUR, type Palette, SIDE_COLOUR } from './palette.ts';
import { MAP_FRAMES } from './places.ts';
import type { GroundCentreMark, GroundRegion, GroundScene, LaunchSiteMark, LonLat } from './sceneTypes.ts';
import type { Size, Viewport } from './viewport.ts';
import type { WorldMap } from './worldMap.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface GroundSheet {
  readonly boxes: BySide<Box>;
  readonly projections: BySide<GeoProjection>;
}

const MARGIN = 12;
const GAP = 10;

/** Width over height that suits both countries; decides between side by side and one above the other. */
const FRAME_ASPECT = 1.5;

const boxesOf = (size: Size): BySide<Box> => {
  const isWide =
    Math.min(size.width / 2 / FRAME_ASPECT, size.height) >= Math.min(size.width / FRAME_ASPECT, size.height / 2);
  const width = isWide ? (size.width - 2 * MARGIN - GAP) / 2 : size.width - 2 * MARGIN;
  const height = isWide ? size.height - 2 * MARGIN : (size.height - 2 * MARGIN - GAP) / 2;
  return {
    us: { x: MARGIN, y: MARGIN, width, height },
    cn: isWide
      ? { x: MARGIN + width + GAP, y: MARGIN, width, height }
      : { x: MARGIN, y: MARGIN + height + GAP, width, height },
  };
};

const EDGE_SAMPLES = 8;

/** Points along the edge of a box of longitudes and latitudes, for fitting a curved projection. */
const edgePoints = ([west, south, east, north]: readonly [number, number, number, number]): GeoJSON.MultiPoint => {
  const coordinates: [number, number][] = [];
  for (let index = 0; index <= EDGE_SAMPLES; index += 1) {
    const share = index / EDGE_SAMPLES;
    const lonDeg = west + (east - west) * share;
    const latDeg = south + (north - south) * share;
    coordinates.push([lonDeg, south], [lonDeg, north], [west, latDeg], [east, latDeg]);
  }
  return { type: 'MultiPoint', coordinates };
};

const projectionOf = (side: Side, box: Box): GeoProjection => {
  const { centre, parallels, box: lonLatBox } = MAP_FRAMES[side];
  const inset = 10;
  return geoConicEqualArea()
    .parallels([...parallels])
    .rotate([-centre[0], 0])
    .fitExtent(
      [
        [box.x + inset, box.y + inset],
        [box.x + box.width - inset, box.y + box.height - inset],
      ],
      edgePoints(lonLatBox),
    );
};

/** Boxes and projections for a size, moved and enlarged as the viewport says. */
export const groundSheet = (size: Size, viewport: Viewport): GroundSheet => {
  const plain = boxesOf(size);
  const move = (box: Box): Box => ({
    x: size.width / 2 + viewport.panX + (box.x - size.width / 2) * viewport.zoom,
    y: size.height / 2 + viewport.panY + (box.y - size.height / 2) * viewport.zoom,
    width: box.width * viewport.zoom,
    height: box.height * viewport.zoom,
  });
  const boxes = { us: move(plain.us), cn: move(plain.cn) };
  return { boxes, projections: { us: projectionOf('us', boxes.us), cn: projectionOf('cn', boxes.cn) } };
};

export const projected = (sheet: GroundSheet, side: Side, at: LonLat): readonly [number, number] =>
  sheet.projections[side]([at[0], at[1]]) ?? [0, 0];

export interface GroundPainting {
  readonly scene: GroundScene;
  readonly size: Size;
  readonly viewport: Viewport;
  readonly sheet: GroundSheet;
  readonly map: WorldMap;
  readonly palette: Palette;
  readonly words: StageWords;
  readonly selectedId: string | null;
  readonly hoveredId: string | null;
}

type Context = CanvasRenderingContext2D;

const paintCountry = (context: Context, painting: GroundPainting, side: Side): void => {
  const { sheet, palette, map } = painting;
  const box = sheet.boxes[side];
  const path = geoPath(sheet.projections[side], context);
  const draw = (shape: Parameters<typeof path>[0]): void => {
    context.beginPath();
    path(shape);
  };
  context.save();
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, 10);
  context.fillStyle = palette.css('--theatre-sea');
  context.fill();
  context.clip();
  context.strokeStyle = palette.css('--theatre-map-line', 0.5);
  context.lineWidth = 0.6;
  draw(geoGraticule().step([10, 10])());
  context.stroke();
  context.fillStyle = palette.css('--theatre-map-land', 0.45);
  draw(map.land);
  context.fill();
  context.strokeStyle = palette.css('--theatre-map-line');
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = palette.css('--theatre-map-land');
  draw(map.countries[side]);
  context.fill();
  context.strokeStyle = palette.css(SIDE_COLOUR[side], 0.75);
  context.lineWidth = 1.2;
  context.stroke();
  for (const region of painting.scene.regions.filter((candidate) => candidate.side === side))
    paintRegion(context, painting, region);
  context.restore();
  context.strokeStyle = palette.css('--edge');
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, 10);
  context.stroke();
};

const ringOf = (sheet: GroundSheet, region: GroundRegion): readonly (readonly [number, number])[] =>
  region.outline.map((at) => projected(sheet, region.side, at));

/** Closed curve through the middles of the sides: hand-drawn outlines should not look surveyed. */
const traceRing = (context: Context, ring: readonly (readonly [number, number])[]): void => {
  context.beginPath();
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    const [afterX, afterY] = ring[(index + 2) % ring.length] ?? [x, y];
    if (index === 0) context.moveTo((x + nextX) / 2, (y + nextY) / 2);
    context.quadraticCurveTo(nextX, nextY, (nextX + afterX) / 2, (nextY + afterY) / 2);
  });
  context.closePath();
};

const HATCH_STEP = 9;

const paintHatch = (context: Context, ring: readonly (readonly [number, number])[], colour: string): void => {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  context.save();
  traceRing(context, ring);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 2.6;
  context.beginPath();
  for (let x = left - (bottom - top); x < right; x += HATCH_STEP) {
    context.moveTo(x, bottom);
    context.lineTo(x + (bottom - top), top);
  }
  context.stroke();
  context.restore();
};

const paintRegion = (
  context: Context,
  { sheet, palette, selectedId, hoveredId }: GroundPainting,
  region: GroundRegion,
): void => {
  const ring = ringOf(sheet, region);
  if (ring.length === 0) return;
  const isMarked = region.id === selectedId || region.id === hoveredId;
  traceRing(context, ring);
  context.fillStyle =
    region.step === null ? palette.css('--ink-faint', 0.2) : palette.css(MARGIN_COLOUR[region.step], 0.72);
  context.fill();
  if (region.shedding) paintHatch(context, ring, palette.css('--ground-deep', 0.85));
  traceRing(context, ring);
  context.setLineDash(region.knowledge === 'estimate' ? [5, 4] : []);
  context.strokeStyle = isMarked ? palette.css('--focus') : palette.css(region.stressed ? '--bad' : '--ink-soft', 0.85);
  context.lineWidth = isMarked ? 2.5 : region.stressed ? 2 : 1.2;
  context.stroke();
  context.setLineDash([]);
};

/** Side of a centre's square: area goes with power; 1 GW is 14 px. */
export const centreSidePx = (powerMw: number): number => Math.max(6, Math.min(64, 14 * Math.sqrt(powerMw / 1000)));

const paintSquare = (context: Context, x: number, y: number, side: number): void => {
  context.beginPath();
  context.rect(x - side / 2, y - side / 2, side, side);
};

const TIER_BARS = { cold: 1, warm: 2, hot: 3 } as const;

const paintCentre = (context: Context, painting: GroundPainting, centre: GroundCentreMark): void => {
  const { palette, sheet, selectedId } = painting;
  const [x, y] = projected(sheet, centre.side, centre.at);
  const side = centreSidePx(centre.powerMw);
  const colour = palette.css(SIDE_COLOUR[centre.side]);
  const dark = palette.css('--ground-deep', 0.85);
  context.lineWidth = 1.5;
  if (centre.knowledge === 'estimate') {
    context.setLineDash([3, 3]);
    context.strokeStyle = palette.css(SIDE_COLOUR[centre.side], 0.7);
    for (const mw of [centre.lowMw, centre.highMw]) {
      paintSquare(context, x, y, centreSidePx(mw));
      context.stroke();
    }
    context.setLineDash([]);
    context.strokeStyle = colour;
    paintSquare(context, x, y, side);
    context.stroke();
  } else {
    paintSquare(context, x, y, side);
    context.fillStyle = centre.role === 'primary' ? colour : dark;
    context.fill();
    context.strokeStyle = centre.role === 'primary' ? dark : colour;
    context.stroke();
    if (centre.tier !== null) {
      const bars = TIER_BARS[centre.tier];
      context.fillStyle = colour;
      for (let bar = 0; bar < bars; bar += 1)
        context.fillRect(x - side / 2 + 2, y + side / 2 - 3.5 - bar * 3.2, side - 4, 2);
    }
  }
  if (centre.failing || centre.id === selectedId) {
    context.strokeStyle = centre.failing ? palette.css('--bad') : palette.css('--focus');
    context.lineWidth = 2;
    paintSquare(context, x, y, side + 6);
    context.stroke();
  }
};

const SITE_PX = 11;

const sitePoint = (sheet: GroundSheet, site: LaunchSiteMark): readonly [number, number] => {
  const [x, y] = projected(sheet, site.side, site.at);
  return [x + site.rank * (SITE_PX + 5), y];
};

const paintSite = (
  context: Context,
  { sheet, palette, selectedId, hoveredId }: GroundPainting,
  site: LaunchSiteMark,
): void => {
  const [x, y] = sitePoint(sheet, site);
  const colour = palette.css(SIDE_COLOUR[site.side]);
  context.beginPath();
  context.moveTo(x, y - SITE_PX * 0.75);
  context.lineTo(x + SITE_PX * 0.6, y + SITE_PX * 0.5);
  context.lineTo(x - SITE_PX * 0.6, y + SITE_PX * 0.5);
  context.closePath();
  context.fillStyle =
    site.condition === 'operational' && site.knowledge === 'exact' ? colour : palette.css('--ground-deep', 0.8);
  context.fill();
  context.strokeStyle = site.id === selectedId || site.id === hoveredId ? palette.css('--focus') : colour;
  context.lineWidth = site.id === selectedId ? 2.5 : 1.5;
  context.setLineDash(site.condition === 'inDevelopment' ? [2, 2] : []);
  context.stroke();
  context.setLineDash([]);
  if (site.condition !== 'grounded') return;
  context.strokeStyle = palette.css('--bad');
  context.lineWidth = 2.5;
  context.beginPath();
  context.moveTo(x - SITE_PX * 0.7, y - SITE_PX * 0.7);
  context.lineTo(x + SITE_PX * 0.7, y + SITE_PX * 0.7);
  context.stroke();
};

/** Places are named where there is room for it. */
const isRoomy = ({ sheet }: GroundPainting): boolean => sheet.boxes.us.width >= 560;

/** At the bottom right of each map, where neither the tools nor the legend stand. */
const paintSideNames = (context: Context, { sheet, palette, words, size }: GroundPainting): void => {
  for (const side of SIDES) {
    const box = sheet.boxes[side];
    const style = { align: 'right', halo: palette.css('--theatre-sea', 0.9), weight: 700, sizePx: 14 } as const;
    const x = Math.min(box.x + box.width, size.width) - 14;
    const y = Math.min(box.y + box.height, size.height) - 18;
    paintText(context, palette, words.ui(`side.${side}`), x, y, {
      ...style,
      colour: palette.css(SIDE_COLOUR[side]),
    });
  }
};

/** Sites are named to the right of their marks, clusters of data centres above the square. */
const paintPlaceNames = (context: Context, { scene, sheet, palette, words }: GroundPainting): void => {
  const style = { halo: palette.css('--theatre-sea', 0.9), colour: palette.css('--ink-soft') } as const;
  for (const place of scene.places) {
    const [x, y] = projected(sheet, place.side, place.at);
    const sites = scene.sites.filter((site) => site.placeId === place.id);
    if (sites.length > 0) {
      const right = x + (sites.length - 1) * (SITE_PX + 5) + 11;
      paintText(context, palette, words.place(place.id), right, y + 1, { ...style, align: 'left' });
    } else {
      const powersMw = scene.centres.filter((centre) => centre.at === place.at).map((centre) => centre.highMw);
      const top = y - centreSidePx(Math.max(0, ...powersMw)) / 2 - 9;
      paintText(context, palette, words.place(place.id), x, top, { ...style, align: 'center' });
    }
  }
};

const regionNote = (region: GroundRegion, words: StageWords, isLong: boolean): string => {
  if (region.shedding) return words.ui('shedding');
  if (region.marginFrac === null) return words.ui('unknownMargin');
  const percent = words.percent(region.marginFrac);
  return isLong ? `${words.ui('fact.reserveMarginFrac')} ${percent}` : percent;
};

const rectAround = (x: number, y: number, halfWidth: number, halfHeight = halfWidth): Rect => ({
  left: x - halfWidth,
  top: y - halfHeight,
  right: x + halfWidth,
  bottom: y + halfHeight,
});

/** What names must not cover. */
const markRects = ({ scene, sheet }: GroundPainting): readonly Rect[] => [
  ...scene.centres.map(({ side, at, powerMw }) => {
    const [x, y] = projected(sheet, side, at);
    return rectAround(x, y, centreSidePx(powerMw) / 2);
  }),
  ...scene.sites.map((site) => rectAround(...sitePoint(sheet, site), SITE_PX / 2)),
];

/** Half the height of a region's name and note. */
const NAME_HALF_PX = 17;

/** Names stand beside their areas, tied to them by a line, and clear of the marks. */
const paintRegionNames = (context: Context, painting: GroundPainting): void => {
  const { scene, sheet, palette, words } = painting;
  const style = { align: 'center', halo: palette.css('--theatre-sea', 0.9), sizePx: 13 } as const;
  const marks = markRects(painting);
  for (const region of scene.regions) {
    const [placedX, placedY] = projected(sheet, region.side, region.nameAt);
    const note = regionNote(region, words, isRoomy(painting));
    setFont(context, palette, 13, 700);
    const half =
      Math.max(context.measureText(words.object(region.id).title).width, context.measureText(note).width) / 2 + 8;
    const box = sheet.boxes[region.side];
    const x =
      painting.viewport.zoom > 1 ? placedX : Math.max(box.x + half, Math.min(box.x + box.width - half, placedX));
    const bounds = { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height };
    const y = placedY + clearShift(rectAround(x, placedY, half - 8, NAME_HALF_PX), marks, bounds);
    const nearest = nearestTo(ringOf(sheet, region), x, y);
    if (nearest !== null) {
      context.strokeStyle = palette.css('--ink-soft', 0.6);
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(...nearest);
      context.lineTo(x, y + (nearest[1] < y ? -NAME_HALF_PX : NAME_HALF_PX));
      context.stroke();
    }
    const { title } = words.object(region.id);
    paintText(context, palette, title, x, y - 8, { ...style, colour: palette.css('--ink'), weight: 700 });
    const colour = palette.css(region.shedding ? '--bad' : '--ink');
    paintText(context, palette, note, x, y + 9, { ...style, colour });
  }
};

const nearestTo = (
  ring: readonly (readonly [number, number])[],
  x: number,
  y: number,
): readonly [number, number] | null =>
  ring.reduce<readonly [number, number] | null>(
    (best, point) =>
      best === null || Math.hypot(point[0] - x, point[1] - y) < Math.hypot(best[0] - x, best[1] - y) ? point : best,
    null,
  );

const groundHits = ({ scene, sheet }: GroundPainting): readonly Hit[] => [
  ...scene.sites.map((site): Hit => {
    const [x, y] = sitePoint(sheet, site);
    return { id: site.id, kind: 'disc', x, y, radius: 13 };
  }),
  ...scene.centres.map((centre): Hit => {
    const [x, y] = projected(sheet, centre.side, centre.at);
    return { id: centre.id, kind: 'disc', x, y, radius: Math.max(13, centreSidePx(centre.powerMw) / 2 + 3) };
  }),
  ...scene.regions.map((region): Hit => ({ id: region.id, kind: 'area', ring: ringOf(sheet, region) })),
];

/** Name and figures of the chosen or pointed-at thing, beside it. */
const paintChosen = (context: Context, painting: GroundPainting, hits: readonly Hit[]): void => {
  const { palette, words, size, selectedId, hoveredId, scene, sheet } = painting;
  const id = hoveredId ?? selectedId;
  if (id === null) return;
  const mark = hits.find((hit) => hit.id === id && hit.kind === 'disc');
  const region = scene.regions.find((candidate) => candidate.id === id);
  const at = mark?.kind === 'disc' ? mark : null;
  const [x, y] =
    at !== null ? [at.x, at.y] : region !== undefined ? projected(sheet, region.side, region.nameAt) : [null, 0];
  if (x === null) return;
  const toLeft = x > size.width * 0.62;
  const gap = (at?.radius ?? 40) + 6;
  paintCard(context, palette, words.object(id), { x: toLeft ? x - gap : x + gap, y: y + 6, toLeft }, size);
};

/** Paints the whole sheet; gives back what can be clicked. */
export const paintGround = (context: Context, painting: GroundPainting): readonly Hit[] => {
  const { size, palette, scene } = painting;
  context.fillStyle = palette.css('--ground-deep');
  context.fillRect(0, 0, size.width, size.height);
  for (const side of SIDES) paintCountry(context, painting, side);
  for (const centre of [...scene.centres].sort((a, b) => b.powerMw - a.powerMw)) paintCentre(context, painting, centre);
  for (const site of scene.sites) paintSite(context, painting, site);
  paintSideNames(context, painting);
  if (isRoomy(painting)) paintPlaceNames(context, painting);
  paintRegionNames(context, painting);
  const hits = groundHits(painting);
  paintChosen(context, painting, hits);
  return hits;
};
