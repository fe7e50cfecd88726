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
import { FLASH_LASTS_S, flashPhase, STILL_PHASE } from './flashArt.ts';
import { Globe } from './globe.ts';
import { glyphOf } from './glyphs.ts';
import { hasGraphicsHardware } from './graphicsHardware.ts';
import { groundSheet, paintGround } from './groundArt.ts';
import { type Hit, hitAt } from './hits.ts';
import {
  type Moment,
  nearestGroup,
  paintChosen,
  paintGroundFlashes,
  paintLinks,
  paintOrbitFlashes,
} from './movingArt.ts';
import {
  type OrbitFrame,
  type OrbitPainting,
  orbitFrame,
  paintOrbitNames,
  paintSpace,
  type StageWords,
} from './orbitArt.ts';
import { budgetOf, FRAME_LIMIT, type Pace, paced, type Renderer, startPace } from './pace.ts';
import { colourBits, type Palette, SIDE_COLOUR } from './palette.ts';
import { makeGpuLayer, makePixelLayer, type PointLayer, type PointStyle } from './pointLayers.ts';
import type { TheatreScene } from './sceneTypes.ts';
import { makeSheet, type Sheet } from './sheet.ts';
import {
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
  /** Called once when a graphics processor is slower than none would be, or is gone and does not come back. */
  readonly onGpuUnfit?: () => void;
  /** Objects that one point stands for, whenever that changes. */
  readonly onPerPoint?: (satellites: number, debris: number) => void;
  /** Points at most, in place of what measuring would choose; for measuring itself. */
  readonly budget?: SwarmBudget;
}

/** Seconds of orbit for a second of watching: a low orbit takes about forty. */
const SPEED_UP = 140;
const LONGEST_FRAME_MS = 100;
/** A graphics processor that was reset is back by then, if it comes back at all. */
const GPU_RETURN_MS = 2000;
/** A longer gap is a hidden page or a debugger, not a slow picture. */
const PAUSED_MS = 2000;
const MOST_SCALE = 2;
const DEBRIS_PX = 1.4;
/** Drawn Earth radius at which marks have their full size. */
const FULL_UNIT_PX = 170;

interface Furniture {
  readonly space: Sheet;
  readonly globe: Globe;
  readonly names: Sheet;
  readonly ground: Sheet;
  readonly graphics: Phaser.GameObjects.Graphics;
}

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
  private isDirty = true;
  private isSlowReported = false;
  private isWatched = true;
  private lastStepMs: number | null = null;
  private isGpuLost = false;
  private gpuReturn: ReturnType<typeof setTimeout> | undefined;

  constructor(options: StageOptions) {
    this.options = options;
    this.state = options.state;
    this.size = options.size;
    this.scale = Math.min(MOST_SCALE, options.scale);
    this.renderer = options.withoutGpu === true || !hasGraphicsHardware() ? 'pixels' : 'gpu';
    this.pace = startPace(this.renderer);
    this.game = new Phaser.Game({
      // A canvas of one's own: Phaser would take one from its pool and give it back opaque, and the next stage's
      // sheets, drawn from that pool, would hide all that lies below them.
      ...(this.renderer === 'gpu'
        ? { type: Phaser.AUTO }
        : { type: Phaser.CANVAS, canvas: document.createElement('canvas') }),
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
        update: () => this.step(this.elapsedMs()),
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

  /** Shows another state; only what differs is painted anew. */
  show(state: StageState): void {
    const before = this.state;
    this.state = state;
    if (state.scene.orbit.flashes !== before.scene.orbit.flashes) this.flashAgeS = 0;
    if (state.palette !== before.palette) this.furniture?.globe.clear();
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

  /** Id of the object at a point, CSS pixels from the top left; null where there is none. */
  pick(x: number, y: number): string | null {
    const named = hitAt(this.hits, x, y);
    if (named !== null || this.state.mode === 'ground' || this.swarm === null) return named;
    return nearestGroup(this.moment(this.swarm), x, y);
  }

  /** The picture sleeps while nobody can see it. */
  watch(isWatched: boolean): void {
    this.isWatched = isWatched;
    if (isWatched) this.wake();
  }

  destroy(): void {
    clearTimeout(this.gpuReturn);
    // A sleeping loop would never come to the step in which Phaser tears itself down.
    if (this.phaserScene !== null) this.game.loop.wake();
    this.phaserScene = null;
    this.furniture = null;
    this.game.destroy(true);
  }

  private wake(): void {
    this.isDirty = true;
    if (this.phaserScene === null || this.game.loop.running) return;
    this.lastStepMs = null;
    this.game.loop.wake();
  }

  /** Real time since the last step; Phaser's own is smoothed, which hides slow frames from the measurement. */
  private elapsedMs(): number {
    const nowMs = performance.now();
    const elapsedMs = this.lastStepMs === null ? 0 : nowMs - this.lastStepMs;
    this.lastStepMs = nowMs;
    return elapsedMs;
  }

  /** The renderer keeps still while the processor is away, and makes its own things anew when it is back. */
  private watchGpu(): void {
    const { canvas } = this.game;
    canvas.addEventListener('webglcontextlost', () => {
      this.isGpuLost = true;
      this.gpuReturn = setTimeout(() => this.options.onGpuUnfit?.(), GPU_RETURN_MS);
    });
    canvas.addEventListener('webglcontextrestored', () => {
      clearTimeout(this.gpuReturn);
      this.isGpuLost = false;
      if (this.phaserScene === null) return;
      this.clear();
      this.furnish(this.phaserScene);
      this.wake();
    });
  }

  private open(): void {
    this.phaserScene = this.game.scene.scenes[0] ?? null;
    if (this.phaserScene === null) return;
    // The page may have changed size between asking for the game and its first step.
    this.game.scale.resize(this.widthPx, this.heightPx);
    this.furnish(this.phaserScene);
    if (this.renderer === 'gpu') this.watchGpu();
  }

  private furnish(scene: Phaser.Scene): void {
    const sheet = (key: string): Sheet => makeSheet(scene, key, this.widthPx, this.heightPx, this.scale);
    this.furniture = {
      space: sheet('theatre-space'),
      globe: new Globe(scene, this.map),
      names: sheet('theatre-names'),
      ground: sheet('theatre-ground'),
      graphics: scene.add.graphics().setScale(this.scale),
    };
  }

  private clear(): void {
    this.dropSwarm();
    if (this.furniture === null) return;
    const { space, globe, names, ground, graphics } = this.furniture;
    for (const thing of [space, globe, names, ground, graphics]) thing.destroy();
    this.furniture = null;
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
      const glyph = { shape: 'speck', hollow: false, sizePx: DEBRIS_PX } as const;
      return { glyph, colour: palette.colour('--theatre-debris'), alpha: 0.42, shadedAlpha: 0.18 };
    }
    const glyph = glyphOf(known.side, known.knowledge, known.architecture === 'platform', known.unitCount);
    const drawn = { ...glyph, sizePx: glyph.sizePx * this.glyphScale };
    const strength = known.condition === 'normal' ? 1 : 0.75;
    const colour = palette.colour(known.condition === 'damaged' ? '--bad' : SIDE_COLOUR[known.side]);
    return { glyph: drawn, colour, alpha: strength, shadedAlpha: 0.42 * strength };
  }

  /** Marks are a little smaller on a small picture and larger on a wall. */
  private get glyphScale(): number {
    const { unit } = orbitFrame(this.state.scene.orbit, this.size, WHOLE);
    return Math.max(0.7, Math.min(1.4, unit / FULL_UNIT_PX));
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
    if (this.state.mode === 'orbit') return true;
    return this.state.scene.ground.flashes.length > 0 && this.flashAgeS < FLASH_LASTS_S;
  }

  private step(deltaMs: number): void {
    if (this.furniture === null || this.phaserScene === null || this.isGpuLost) return;
    const isMoving = this.isMoving;
    const wasDirty = this.isDirty;
    if (isMoving) {
      const seconds = Math.min(LONGEST_FRAME_MS, deltaMs) / 1000;
      this.clockS += seconds * SPEED_UP;
      this.flashAgeS += seconds;
      if (this.state.mode === 'orbit' && deltaMs > 0 && deltaMs < PAUSED_MS) this.measure(deltaMs);
    }
    if (this.isDirty) this.paintStill(this.phaserScene, this.furniture);
    this.paintMoving(this.furniture);
    // One more frame after a change lets textures reach the screen before the loop stops.
    if (!isMoving && !wasDirty) this.game.loop.sleep();
  }

  private measure(deltaMs: number): void {
    if (this.options.budget !== undefined) return;
    const next = paced(this.pace, deltaMs);
    if (next.level !== this.pace.level) {
      this.dropSwarm();
      this.isDirty = true;
    }
    this.pace = next;
    if (this.isSlowReported || !next.isTooSlow || this.renderer === 'pixels') return;
    this.isSlowReported = true;
    this.options.onGpuUnfit?.();
  }

  private paintStill(scene: Phaser.Scene, furniture: Furniture): void {
    const isOrbit = this.state.mode === 'orbit';
    if (isOrbit && this.swarm === null) this.raiseSwarm(scene, furniture.names);
    for (const thing of [furniture.space.image, furniture.globe, furniture.names.image]) thing.setVisible(isOrbit);
    this.points?.object.setVisible(isOrbit);
    furniture.ground.image.setVisible(!isOrbit);
    if (isOrbit) this.paintOrbit(furniture);
    else this.paintGroundSheet(furniture);
    this.isDirty = false;
  }

  private paintOrbit({ space, globe, names }: Furniture): void {
    const { palette, words, selectedId, hoveredId } = this.state;
    const scene = this.state.scene.orbit;
    const frame = this.frame;
    const painting: OrbitPainting = { scene, size: this.size, frame, palette, words, selectedId, hoveredId };
    globe.show(frame, this.scale, scene.sunDeclinationDeg, palette);
    space.paint((context) => paintSpace(context, painting));
    names.paint((context) => {
      this.hits = paintOrbitNames(context, painting);
    });
  }

  private paintGroundSheet({ ground }: Furniture): void {
    const { palette, words, selectedId, hoveredId } = this.state;
    const scene = this.state.scene.ground;
    const viewport = this.viewports.ground;
    const sheet = groundSheet(this.size, viewport);
    const painting = { scene, size: this.size, viewport, sheet, map: this.map, palette, words, selectedId, hoveredId };
    ground.paint((context) => {
      this.hits = paintGround(context, painting);
    });
  }

  private moment(swarm: Swarm): Moment {
    const { palette, scene } = this.state;
    return { scene: scene.orbit, swarm, points: this.swarmFrame, frame: this.frame, palette };
  }

  private paintMoving({ globe, graphics }: Furniture): void {
    const { mode, isStill, palette, scene, selectedId } = this.state;
    const phase = isStill ? STILL_PHASE : flashPhase(this.flashAgeS);
    graphics.clear();
    if (mode === 'ground') {
      const moment = { scene: scene.ground, size: this.size, viewport: this.viewports.ground, palette };
      paintGroundFlashes(graphics, moment, phase);
      return;
    }
    if (this.swarm === null || this.points === null) return;
    globe.turn(this.clockS);
    moveSwarm(this.swarm, this.clockS, sunVector(scene.orbit.sunDeclinationDeg), this.swarmFrame);
    this.points.paint(this.swarmFrame, this.frame);
    const moment = this.moment(this.swarm);
    paintLinks(graphics, moment);
    paintChosen(graphics, moment, selectedId);
    paintOrbitFlashes(graphics, moment, phase);
  }
}
