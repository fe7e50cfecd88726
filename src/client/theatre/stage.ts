/**
 * The stage: one Phaser game that shows one of two views. It draws what `TheatreScene` says and answers what lies
 * under a point; it keeps no game state and has no words of its own. Pointer and keyboard belong to the page's
 * component, so that Phaser never takes a key from an input.
 *
 * Still parts are painted into canvases when something changes; only points, the Earth's turn and flashes are drawn
 * each frame, and when none of them moves the loop sleeps.
 */
import Phaser from 'phaser';
import 'phaser/src/gameobjects/spritegpulayer/SpriteGPULayerFactory.js';
import { paintEarth, paintShade, SHADE_REACH } from './earthArt.ts';
import { FLASH_LASTS_S, type FlashPlace, flashPhase, paintFlash, STILL_PHASE } from './flashArt.ts';
import { glyphOf } from './glyphs.ts';
import { groundSheet, paintGround, projected } from './groundArt.ts';
import { type Hit, hitAt } from './hits.ts';
import {
  type OrbitFrame,
  type OrbitPainting,
  orbitFrame,
  paintOrbitNames,
  paintSpace,
  type StageWords,
} from './orbitArt.ts';
import { budgetOf, FRAME_LIMIT, isTooSlow, type Pace, paced, type Renderer, startPace } from './pace.ts';
import { colourBits, type Palette, SIDE_COLOUR } from './palette.ts';
import { makeGpuLayer, makePixelLayer, type PointLayer, type PointStyle } from './pointLayers.ts';
import type { Flash, OrbitGroup, TheatreScene } from './sceneTypes.ts';
import {
  HIDDEN,
  makeSwarm,
  makeSwarmFrame,
  moveSwarm,
  type Swarm,
  type SwarmBudget,
  type SwarmFrame,
  type SwarmGroup,
  sunVector,
} from './swarm.ts';
import { panned, type Size, type Viewport, WHOLE, zoomed } from './viewport.ts';
import { loadWorldMap } from './worldMap.ts';

export interface StageState {
  readonly scene: TheatreScene;
  readonly mode: 'orbit' | 'ground';
  readonly selectedId: string | null;
  readonly hoveredId: string | null;
  readonly palette: Palette;
  readonly words: StageWords;
  /** True where nothing may move. */
  readonly isStill: boolean;
}

export interface StageOptions {
  readonly parent: HTMLElement;
  readonly size: Size;
  /** Device pixels to a CSS pixel. */
  readonly scale: number;
  readonly state: StageState;
  /** Draw as pixels on a plain canvas even where there is a graphics processor. */
  readonly withoutGpu?: boolean;
  /** Called once when the least that can be drawn is still slow. */
  readonly onTooSlow?: () => void;
  /** Objects that one point stands for, whenever that changes. */
  readonly onPerPoint?: (satellites: number, debris: number) => void;
  /** Points at most, in place of what measuring would choose; for measuring itself. */
  readonly budget?: SwarmBudget;
}

/** Seconds of orbit for a second of watching: a low orbit takes about forty. */
const SPEED_UP = 140;
const EARTH_RAD_PER_S = (2 * Math.PI) / 86_164;
const LONGEST_FRAME_MS = 100;
const MOST_SCALE = 2;
const DEBRIS_PX = 1.4;

const SOFTWARE_NAMES = /swiftshader|llvmpipe|software|basic render|softpipe/i;

/** True where WebGL is there and runs on hardware. */
export const hasGpu = (): boolean => {
  const context = document.createElement('canvas').getContext('webgl');
  if (context === null) return false;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return !SOFTWARE_NAMES.test(String(name));
};

/** A canvas that is painted now and then and shown as an image. */
interface Sheet {
  readonly image: Phaser.GameObjects.Image;
  readonly paint: (draw: (context: CanvasRenderingContext2D) => void) => void;
  readonly destroy: () => void;
}

const makeSheet = (scene: Phaser.Scene, key: string, widthPx: number, heightPx: number, scale: number): Sheet => {
  const texture = scene.textures.createCanvas(key, Math.max(1, Math.round(widthPx)), Math.max(1, Math.round(heightPx)));
  if (texture === null) throw new Error(`theatre: no canvas for ${key}`);
  const image = scene.add.image(0, 0, key).setOrigin(0);
  return {
    image,
    paint: (draw) => {
      texture.context.setTransform(scale, 0, 0, scale, 0, 0);
      texture.context.clearRect(0, 0, widthPx / scale, heightPx / scale);
      draw(texture.context);
      texture.refresh();
    },
    destroy: () => {
      image.destroy();
      scene.textures.remove(key);
    },
  };
};

interface Furniture {
  readonly space: Sheet;
  readonly earth: Sheet;
  readonly shade: Sheet;
  readonly names: Sheet;
  readonly ground: Sheet;
  readonly graphics: Phaser.GameObjects.Graphics;
}

const SHADE_PX = 420;
const EARTH_SIZES_PX = [512, 1024, 2048];

export class Stage {
  readonly renderer: Renderer;
  private readonly game: Phaser.Game;
  private readonly options: StageOptions;
  private readonly map = loadWorldMap();
  private phaserScene: Phaser.Scene | null = null;
  private state: StageState;
  private size: Size;
  private scale: number;
  private viewports: Record<StageState['mode'], Viewport> = { orbit: WHOLE, ground: WHOLE };
  private furniture: Furniture | null = null;
  private points: PointLayer | null = null;
  private swarm: Swarm | null = null;
  private swarmFrame: SwarmFrame = makeSwarmFrame(0);
  private hits: readonly Hit[] = [];
  private pace: Pace;
  private clockS = 0;
  private flashAgeS = 0;
  private shadeDeg: number | null = null;
  private isDirty = true;
  private areArtsDirty = true;
  private isSlowReported = false;
  private isWatched = true;
  private framesMs: number[] = [];

  constructor(options: StageOptions) {
    this.options = options;
    this.state = options.state;
    this.size = options.size;
    this.scale = Math.min(MOST_SCALE, options.scale);
    this.renderer = options.withoutGpu === true || !hasGpu() ? 'pixels' : 'gpu';
    this.pace = startPace(this.renderer);
    this.game = new Phaser.Game({
      type: this.renderer === 'gpu' ? Phaser.AUTO : Phaser.CANVAS,
      parent: options.parent,
      scale: { mode: Phaser.Scale.NONE, width: this.widthPx, height: this.heightPx, zoom: 1 / this.scale },
      banner: false,
      audio: { noAudio: true },
      input: { keyboard: false, mouse: false, touch: false, gamepad: false },
      disableContextMenu: false,
      backgroundColor: colourBits(options.state.palette.colour('--theatre-sky')),
      render: { antialiasGL: false },
      fps: { limit: FRAME_LIMIT[this.renderer] },
      scene: {
        create: () => this.open(),
        update: (_time: number, deltaMs: number) => this.step(deltaMs),
      },
    });
  }

  private get widthPx(): number {
    return Math.max(1, Math.round(this.size.width * this.scale));
  }
  private get heightPx(): number {
    return Math.max(1, Math.round(this.size.height * this.scale));
  }
  private get viewport(): Viewport {
    return this.viewports[this.state.mode];
  }
  private get frame(): OrbitFrame {
    return orbitFrame(this.state.scene.orbit, this.size, this.viewports.orbit);
  }
  private get flashes(): readonly Flash[] {
    return this.state.scene[this.state.mode].flashes;
  }

  /** Shows another state; only what differs is painted anew. */
  show(state: StageState): void {
    const before = this.state;
    this.state = state;
    if (state.scene.orbit.flashes !== before.scene.orbit.flashes) this.flashAgeS = 0;
    if (state.palette !== before.palette) this.areArtsDirty = true;
    if (state.scene.orbit !== before.scene.orbit || state.palette !== before.palette) this.dropSwarm();
    this.wake();
  }

  resize(size: Size, scale: number): void {
    const nextScale = Math.min(MOST_SCALE, scale);
    if (size.width === this.size.width && size.height === this.size.height && nextScale === this.scale) return;
    this.size = size;
    this.scale = nextScale;
    if (this.phaserScene === null) return;
    this.game.scale.setZoom(1 / this.scale);
    this.game.scale.resize(this.widthPx, this.heightPx);
    this.clear();
    this.furnish(this.phaserScene);
    this.wake();
  }

  zoomBy(factor: number, x = this.size.width / 2, y = this.size.height / 2): void {
    this.viewports[this.state.mode] = zoomed(this.viewport, factor, x, y, this.size);
    this.wake();
  }
  panBy(dx: number, dy: number): void {
    this.viewports[this.state.mode] = panned(this.viewport, dx, dy, this.size);
    this.wake();
  }
  showWhole(): void {
    this.viewports[this.state.mode] = WHOLE;
    this.wake();
  }
  get isZoomed(): boolean {
    return this.viewport.zoom > 1;
  }

  /** Id of the object at a point, CSS pixels from the top left; null where there is none. */
  pick(x: number, y: number): string | null {
    const named = hitAt(this.hits, x, y);
    if (named !== null || this.state.mode === 'ground') return named;
    return this.nearestGroup(x, y);
  }

  /** The picture may sleep while nobody can see it. */
  watch(isWatched: boolean): void {
    this.isWatched = isWatched;
    if (isWatched) this.wake();
  }

  /** Milliseconds between the last frames drawn, newest last. */
  get recentFramesMs(): readonly number[] {
    return this.framesMs;
  }
  get pointCount(): number {
    return this.swarm?.count ?? 0;
  }

  destroy(): void {
    this.phaserScene = null;
    this.furniture = null;
    // A sleeping loop would never come to the step in which Phaser tears itself down.
    this.game.loop.wake();
    this.game.destroy(true);
  }

  private nearestGroup(x: number, y: number): string | null {
    const { centreX, centreY, unit } = this.frame;
    let nearest: string | null = null;
    let nearestPx = 12;
    for (const group of this.swarm?.groups ?? []) {
      if (group.groupId === null) continue;
      for (let index = group.first; index < group.first + group.count; index += 1) {
        if (this.swarmFrame.look[index] === HIDDEN) continue;
        const distance = Math.hypot(
          centreX + (this.swarmFrame.x[index] ?? 0) * unit - x,
          centreY - (this.swarmFrame.y[index] ?? 0) * unit - y,
        );
        if (distance >= nearestPx) continue;
        nearest = group.groupId;
        nearestPx = distance;
      }
    }
    return nearest;
  }

  private wake(): void {
    this.isDirty = true;
    if (this.phaserScene !== null && !this.game.loop.running) this.game.loop.wake();
  }

  private open(): void {
    this.phaserScene = this.game.scene.scenes[0] ?? null;
    if (this.phaserScene === null) return;
    this.furnish(this.phaserScene);
  }

  private furnish(scene: Phaser.Scene): void {
    const sheet = (key: string): Sheet => makeSheet(scene, key, this.widthPx, this.heightPx, this.scale);
    const space = sheet('theatre-space');
    const earth = makeSheet(scene, 'theatre-earth', this.earthPx, this.earthPx, 1);
    const shade = makeSheet(scene, 'theatre-shade', SHADE_PX, SHADE_PX, 1);
    earth.image.setOrigin(0.5);
    shade.image.setOrigin(0.5);
    const names = sheet('theatre-names');
    const ground = sheet('theatre-ground');
    this.furniture = { space, earth, shade, names, ground, graphics: scene.add.graphics().setScale(this.scale) };
    this.areArtsDirty = true;
    this.shadeDeg = null;
  }

  private clear(): void {
    this.dropSwarm();
    if (this.furniture === null) return;
    const { space, earth, shade, names, ground, graphics } = this.furniture;
    for (const sheet of [space, earth, shade, names, ground]) sheet.destroy();
    graphics.destroy();
    this.furniture = null;
  }

  private get earthPx(): number {
    const neededPx = Math.min(this.widthPx, this.heightPx) * 0.8;
    return EARTH_SIZES_PX.find((px) => px >= neededPx) ?? 2048;
  }

  private dropSwarm(): void {
    this.points?.destroy();
    this.points = null;
    this.swarm = null;
  }

  private styleOf(group: SwarmGroup): PointStyle {
    const { palette, scene } = this.state;
    const known = scene.orbit.groups.find((candidate) => candidate.id === group.groupId);
    if (known === undefined) {
      return {
        glyph: { shape: 'speck', hollow: false, sizePx: DEBRIS_PX },
        colour: palette.colour('--theatre-debris'),
        alpha: 0.5,
        shadedAlpha: 0.22,
      };
    }
    const glyph = glyphOf(known.side, known.knowledge, known.architecture === 'platform', known.unitCount);
    const strength = known.condition === 'normal' ? 1 : 0.75;
    return {
      glyph,
      colour: palette.colour(known.condition === 'damaged' ? '--bad' : SIDE_COLOUR[known.side]),
      alpha: strength,
      shadedAlpha: 0.42 * strength,
    };
  }

  private raiseSwarm(scene: Phaser.Scene, names: Sheet): void {
    const swarm = makeSwarm(this.state.scene.orbit, this.options.budget ?? budgetOf(this.pace));
    const styles = swarm.groups.map((group) => this.styleOf(group));
    const pointScene = { swarm, styles, size: this.size, scale: this.scale };
    this.swarm = swarm;
    this.swarmFrame = makeSwarmFrame(swarm.count);
    const usesGpu = this.renderer === 'gpu' && this.game.renderer.type === Phaser.WEBGL;
    this.points = usesGpu ? makeGpuLayer(scene, pointScene) : makePixelLayer(scene, pointScene, 1);
    scene.children.moveBelow(this.points.object, names.image);
    const most = (isDebris: boolean): number =>
      Math.max(
        1,
        ...swarm.groups.filter((group) => (group.groupId === null) === isDebris).map((group) => group.perPoint),
      );
    this.options.onPerPoint?.(most(false), most(true));
  }

  private get isMoving(): boolean {
    if (this.state.isStill || !this.isWatched) return false;
    const hasFlash = this.flashes.length > 0 && this.flashAgeS < FLASH_LASTS_S;
    return this.state.mode === 'orbit' || hasFlash;
  }

  private step(deltaMs: number): void {
    if (this.furniture === null || this.phaserScene === null) return;
    const isMoving = this.isMoving;
    const wasDirty = this.isDirty;
    if (isMoving) {
      const seconds = Math.min(LONGEST_FRAME_MS, deltaMs) / 1000;
      this.clockS += seconds * SPEED_UP;
      this.flashAgeS += seconds;
      this.measure(deltaMs);
    }
    if (this.isDirty) this.paintStill(this.phaserScene, this.furniture);
    this.paintMoving(this.furniture);
    // One more frame after a change lets textures reach the screen before the loop stops.
    if (!isMoving && !wasDirty) this.game.loop.sleep();
  }

  private measure(deltaMs: number): void {
    this.framesMs = [...this.framesMs.slice(-239), deltaMs];
    if (this.state.mode !== 'orbit' || this.options.budget !== undefined) return;
    const next = paced(this.pace, deltaMs);
    if (next.level !== this.pace.level) {
      this.dropSwarm();
      this.isDirty = true;
    }
    this.pace = next;
    if (!this.isSlowReported && isTooSlow(next)) {
      this.isSlowReported = true;
      this.options.onTooSlow?.();
    }
  }

  private paintStill(scene: Phaser.Scene, furniture: Furniture): void {
    const isOrbit = this.state.mode === 'orbit';
    if (isOrbit && this.swarm === null) this.raiseSwarm(scene, furniture.names);
    for (const sheet of [furniture.space, furniture.earth, furniture.shade, furniture.names])
      sheet.image.setVisible(isOrbit);
    this.points?.object.setVisible(isOrbit);
    furniture.ground.image.setVisible(!isOrbit);
    if (isOrbit) this.paintOrbit(furniture);
    else this.paintGroundSheet(furniture);
    this.isDirty = false;
  }

  private paintOrbit({ space, earth, shade, names }: Furniture): void {
    const { palette, words, selectedId, hoveredId } = this.state;
    const scene = this.state.scene.orbit;
    if (this.areArtsDirty) {
      earth.paint((context) => paintEarth(context, this.earthPx, this.map, palette));
      this.shadeDeg = null;
      this.areArtsDirty = false;
    }
    if (this.shadeDeg !== scene.sunDeclinationDeg) {
      shade.paint((context) => paintShade(context, SHADE_PX, scene.sunDeclinationDeg, palette));
      this.shadeDeg = scene.sunDeclinationDeg;
    }
    const frame = this.frame;
    const painting: OrbitPainting = { scene, size: this.size, frame, palette, words, selectedId, hoveredId };
    space.paint((context) => paintSpace(context, painting));
    names.paint((context) => {
      this.hits = paintOrbitNames(context, painting);
    });
    const diameterPx = 2 * frame.unit * this.scale;
    for (const [sheet, reach] of [
      [earth, 1],
      [shade, SHADE_REACH],
    ] as const) {
      sheet.image
        .setPosition(frame.centreX * this.scale, frame.centreY * this.scale)
        .setDisplaySize(diameterPx * reach, diameterPx * reach);
    }
  }

  private paintGroundSheet({ ground }: Furniture): void {
    const { palette, words, selectedId, hoveredId, scene } = this.state;
    const viewport = this.viewports.ground;
    const sheet = groundSheet(this.size, viewport);
    ground.paint((context) => {
      this.hits = paintGround(context, {
        scene: scene.ground,
        size: this.size,
        viewport,
        sheet,
        map: this.map,
        palette,
        words,
        selectedId,
        hoveredId,
      });
    });
  }

  private paintMoving({ earth, graphics }: Furniture): void {
    graphics.clear();
    const phase = this.state.isStill ? STILL_PHASE : flashPhase(this.flashAgeS);
    if (this.state.mode === 'ground') {
      for (const flash of this.flashes) {
        const place = this.groundFlashPlace(flash);
        if (place !== null) paintFlash(graphics, flash, place, phase, this.state.palette);
      }
      return;
    }
    // 0° of longitude points down in the picture of the Earth; noon starts on the date line.
    earth.image.rotation = -Math.PI / 2 - EARTH_RAD_PER_S * this.clockS;
    if (this.swarm === null || this.points === null) return;
    moveSwarm(this.swarm, this.clockS, sunVector(this.state.scene.orbit.sunDeclinationDeg), this.swarmFrame);
    this.points.paint(this.swarmFrame, this.frame);
    this.paintLinks(graphics, this.swarm);
    this.paintChosen(graphics, this.swarm);
    for (const flash of this.flashes) {
      const place = this.orbitFlashPlace(flash);
      if (place !== null) paintFlash(graphics, flash, place, phase, this.state.palette);
    }
  }

  private screenPoint(index: number): readonly [number, number] {
    const { centreX, centreY, unit } = this.frame;
    return [centreX + (this.swarmFrame.x[index] ?? 0) * unit, centreY - (this.swarmFrame.y[index] ?? 0) * unit];
  }

  private swarmGroupOf(groupId: string | null): { readonly made: SwarmGroup; readonly group: OrbitGroup } | null {
    const made = this.swarm?.groups.find((candidate) => candidate.groupId === groupId && groupId !== null);
    const group = this.state.scene.orbit.groups.find((candidate) => candidate.id === groupId);
    return made === undefined || group === undefined ? null : { made, group };
  }

  /** Laser links between neighbours of a plane, where there are enough for a line of sight and few enough to see. */
  private paintLinks(graphics: Phaser.GameObjects.Graphics, swarm: Swarm): void {
    for (const { groupId } of swarm.groups) {
      const found = this.swarmGroupOf(groupId);
      if (found === null || !found.group.isLinked || found.group.architecture === 'platform') continue;
      const { made, group } = found;
      const planes = group.architecture === 'cluster' ? 1 : group.nodesDeg.length;
      const inPlane = made.count / planes;
      if (inPlane < 9 || made.count > 90) continue;
      graphics.lineStyle(1, colourBits(this.state.palette.colour(SIDE_COLOUR[group.side])), 0.4);
      for (let index = 0; index < made.count; index += 1) {
        const next = (index + planes) % made.count;
        if (this.swarmFrame.look[made.first + index] === HIDDEN || this.swarmFrame.look[made.first + next] === HIDDEN)
          continue;
        const [ax, ay] = this.screenPoint(made.first + index);
        const [bx, by] = this.screenPoint(made.first + next);
        graphics.lineBetween(ax, ay, bx, by);
      }
    }
  }

  private paintChosen(graphics: Phaser.GameObjects.Graphics, _swarm: Swarm): void {
    const found = this.swarmGroupOf(this.state.selectedId);
    if (found === null || found.made.count > 120) return;
    graphics.lineStyle(1.5, colourBits(this.state.palette.colour('--focus')), 0.9);
    const radius = found.group.architecture === 'platform' ? 15 : 8;
    for (let index = found.made.first; index < found.made.first + found.made.count; index += 1) {
      if (this.swarmFrame.look[index] === HIDDEN) continue;
      const [x, y] = this.screenPoint(index);
      graphics.strokeCircle(x, y, radius);
    }
  }

  private orbitFlashPlace(flash: Flash): FlashPlace | null {
    const { centreX, centreY, unit } = this.frame;
    const found = this.swarmGroupOf(flash.targetId);
    if (found === null && flash.altitudeKm === null) return null;
    const band = this.state.scene.orbit.bands.find(
      (candidate) =>
        flash.altitudeKm !== null && flash.altitudeKm >= candidate.lowKm && flash.altitudeKm < candidate.highKm,
    );
    const radius = band === undefined ? this.state.scene.orbit.outerRadius : (band.innerRadius + band.outerRadius) / 2;
    const [x, y] =
      found === null
        ? [centreX + radius * unit * Math.cos(0.9), centreY - radius * unit * Math.sin(0.9)]
        : this.screenPoint(this.firstSeen(found.made));
    const distance = Math.max(1, Math.hypot(x - centreX, y - centreY));
    return {
      x,
      y,
      fromX: centreX + ((x - centreX) / distance) * unit * 0.97,
      fromY: centreY + ((y - centreY) / distance) * unit * 0.97,
    };
  }

  private firstSeen(group: SwarmGroup): number {
    for (let index = group.first; index < group.first + group.count; index += 1)
      if (this.swarmFrame.look[index] !== HIDDEN) return index;
    return group.first;
  }

  private groundFlashPlace(flash: Flash): FlashPlace | null {
    const { ground } = this.state.scene;
    const regions = ground.regions.map((region) => ({ id: region.id, side: region.side, at: region.hub }));
    const mark = [...ground.sites, ...ground.centres, ...regions].find((candidate) => candidate.id === flash.targetId);
    if (mark === undefined) return null;
    const [x, y] = projected(groundSheet(this.size, this.viewports.ground), mark.side, mark.at);
    return flash.kind === 'launch' || flash.kind === 'launchFailure'
      ? { x: x + 26, y: y - 64, fromX: x, fromY: y }
      : { x, y, fromX: x, fromY: y };
  }
}
