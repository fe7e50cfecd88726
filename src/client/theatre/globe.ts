/**
 * The Earth on the stage: a map that turns with the day under a light that stays with the Sun. Both are pictures,
 * painted when first needed in the size that the zoom asks for, and kept.
 */
import type Phaser from 'phaser';
import { paintEarth, paintShade, SHADE_REACH } from './earthArt.ts';
import type { OrbitFrame } from './orbitArt.ts';
import type { Palette } from './palette.ts';
import { makeCanvas } from './sheet.ts';
import type { WorldMap } from './worldMap.ts';

const EARTH_SIZES_PX = [512, 1024, 2048];
const SHADE_SIZES_PX = [420, 1024];
const EARTH_RAD_PER_S = (2 * Math.PI) / 86_164;

/** The least of the sizes that is no smaller than needed, else the greatest. */
const sizeFor = (neededPx: number, sizesPx: readonly number[]): number =>
  sizesPx.find((sizePx) => sizePx >= neededPx) ?? Math.max(...sizesPx);

export class Globe {
  private readonly scene: Phaser.Scene;
  private readonly map: WorldMap;
  private readonly earth: Phaser.GameObjects.Image;
  private readonly shade: Phaser.GameObjects.Image;
  private readonly painted = new Set<string>();

  constructor(scene: Phaser.Scene, map: WorldMap) {
    this.scene = scene;
    this.map = map;
    this.earth = scene.add.image(0, 0, '__DEFAULT');
    this.shade = scene.add.image(0, 0, '__DEFAULT');
  }

  /** Places both pictures for a frame; `scale` is device pixels to a CSS pixel. */
  show(frame: OrbitFrame, scale: number, sunDeclinationDeg: number, palette: Palette): void {
    const diameterPx = 2 * frame.unit * scale;
    const earthPx = sizeFor(diameterPx, EARTH_SIZES_PX);
    const shadePx = sizeFor(diameterPx / 2, SHADE_SIZES_PX);
    const earthKey = this.canvas(`theatre-earth ${earthPx}`, earthPx, (context) =>
      paintEarth(context, earthPx, this.map, palette),
    );
    const shadeKey = this.canvas(`theatre-shade ${shadePx} ${sunDeclinationDeg}`, shadePx, (context) =>
      paintShade(context, shadePx, sunDeclinationDeg, palette),
    );
    this.place(this.earth, earthKey, frame, scale, diameterPx);
    this.place(this.shade, shadeKey, frame, scale, diameterPx * SHADE_REACH);
  }

  /** 0° of longitude points down in the map's picture; at clock 0 it is noon on the date line. */
  turn(clockS: number): void {
    this.earth.rotation = -Math.PI / 2 - EARTH_RAD_PER_S * clockS;
  }

  setVisible(isVisible: boolean): void {
    this.earth.setVisible(isVisible);
    this.shade.setVisible(isVisible);
  }

  /** Forgets what was painted, for other colours. */
  clear(): void {
    this.earth.setTexture('__DEFAULT');
    this.shade.setTexture('__DEFAULT');
    for (const key of this.painted) this.scene.textures.remove(key);
    this.painted.clear();
  }

  destroy(): void {
    this.clear();
    this.earth.destroy();
    this.shade.destroy();
  }

  private canvas(key: string, sizePx: number, paint: (context: CanvasRenderingContext2D) => void): string {
    if (this.painted.has(key)) return key;
    const texture = makeCanvas(this.scene, key, sizePx, sizePx);
    paint(texture.context);
    texture.refresh();
    this.painted.add(key);
    return key;
  }

  private place(image: Phaser.GameObjects.Image, key: string, frame: OrbitFrame, scale: number, sizePx: number): void {
    image.setTexture(key).setOrigin(0.5).setDisplaySize(sizePx, sizePx);
    image.setPosition(frame.centreX * scale, frame.centreY * scale);
  }
}
