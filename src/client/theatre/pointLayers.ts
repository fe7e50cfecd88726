/**
 * Two ways to draw the swarm, one interface: as pixels of one buffer (software rendering, canvas) and as sprites of a
 * GPU layer whose instance buffer is rewritten each frame.
 *
 * The GPU layer's buffer is written directly: 42 floats a member, x at 0, y at 4, alpha at 20. That layout is Phaser
 * 4.2's own and documented in its `getMemberData`; the version is pinned.
 */
import type Phaser from 'phaser';
import { type Glyph, type Mask, maskOf } from './glyphs.ts';
import type { OrbitFrame } from './orbitArt.ts';
import { type Colour, colourBits } from './palette.ts';
import { opaqueBits, type PixelBuffer, stamp } from './pixels.ts';
import { HIDDEN, SHADED, type Swarm, type SwarmFrame } from './swarm.ts';
import type { Size } from './viewport.ts';

export interface PointStyle {
  readonly glyph: Glyph;
  readonly colour: Colour;
  readonly alpha: number;
  readonly shadedAlpha: number;
}

export interface PointLayer {
  readonly object: Phaser.GameObjects.GameObject & Phaser.GameObjects.Components.Visible;
  readonly paint: (points: SwarmFrame, frame: OrbitFrame) => void;
  readonly destroy: () => void;
}

export interface PointScene {
  readonly swarm: Swarm;
  /** One for each group of the swarm. */
  readonly styles: readonly PointStyle[];
  readonly size: Size;
  /** Device pixels to a CSS pixel. */
  readonly scale: number;
}

const paintGroup = (
  buffer: PixelBuffer,
  group: Swarm['groups'][number],
  style: PointStyle,
  mask: Mask,
  points: SwarmFrame,
  frame: OrbitFrame,
  scale: number,
): void => {
  const bits = opaqueBits(style.colour);
  const lastIndex = group.first + group.count;
  for (let index = group.first; index < lastIndex; index += 1) {
    const look = points.look[index];
    if (look === HIDDEN) continue;
    const x = (frame.centreX + (points.x[index] as number) * frame.unit) * scale;
    const y = (frame.centreY - (points.y[index] as number) * frame.unit) * scale;
    stamp(buffer, mask, x, y, bits, look === SHADED ? style.shadedAlpha : style.alpha);
  }
};

const POINTS_KEY = 'theatre-points';

/** `resolution`: buffer pixels to a CSS pixel; 1 in software rendering whatever the display, to spare the processor. */
export const makePixelLayer = (
  scene: Phaser.Scene,
  { swarm, styles, size, scale }: PointScene,
  resolution: number,
): PointLayer => {
  const width = Math.max(1, Math.round(size.width * resolution));
  const height = Math.max(1, Math.round(size.height * resolution));
  const texture = scene.textures.createCanvas(POINTS_KEY, width, height);
  if (texture === null) throw new Error('theatre: no canvas for the points');
  const imageData = texture.context.createImageData(width, height);
  const buffer: PixelBuffer = { widthPx: width, heightPx: height, pixels: new Uint32Array(imageData.data.buffer) };
  const masks = styles.map((style) => maskOf(style.glyph, resolution));
  const image = scene.add
    .image(0, 0, POINTS_KEY)
    .setOrigin(0)
    .setScale(scale / resolution);
  return {
    object: image,
    paint: (points, frame) => {
      buffer.pixels.fill(0);
      swarm.groups.forEach((group, index) => {
        const style = styles[index];
        const mask = masks[index];
        if (style !== undefined && mask !== undefined)
          paintGroup(buffer, group, style, mask, points, frame, resolution);
      });
      texture.context.putImageData(imageData, 0, 0);
      texture.refresh();
    },
    destroy: () => {
      image.destroy();
      scene.textures.remove(POINTS_KEY);
    },
  };
};

const ATLAS_KEY = 'theatre-marks';
/** Free pixels between marks, so that filtering does not mix neighbours. */
const ATLAS_GAP = 2;

/** One row of masks in white; the tint gives the colour. */
const makeAtlas = (scene: Phaser.Scene, masks: readonly Mask[]): void => {
  const width = masks.reduce((sum, mask) => sum + mask.widthPx + ATLAS_GAP, 0);
  const height = Math.max(1, ...masks.map((mask) => mask.widthPx));
  const texture = scene.textures.createCanvas(ATLAS_KEY, Math.max(1, width), height);
  if (texture === null) throw new Error('theatre: no canvas for the marks');
  let left = 0;
  masks.forEach((mask, index) => {
    const image = texture.context.createImageData(mask.widthPx, mask.widthPx);
    mask.coverage.forEach((alpha, pixel) => image.data.set([255, 255, 255, alpha], 4 * pixel));
    texture.context.putImageData(image, left, 0);
    texture.add(String(index), 0, left, 0, mask.widthPx, mask.widthPx);
    left += mask.widthPx + ATLAS_GAP;
  });
  texture.refresh();
};

const MEMBER_FLOATS = 42;
const Y_AT = 4;
const ALPHA_AT = 20;

interface InstanceBuffer {
  readonly submitterNode: { readonly instanceBufferLayout: { readonly buffer: { readonly viewF32: Float32Array } } };
}

export const makeGpuLayer = (scene: Phaser.Scene, { swarm, styles, scale }: PointScene): PointLayer => {
  makeAtlas(
    scene,
    styles.map((style) => maskOf(style.glyph, scale)),
  );
  const layer = scene.add.spriteGPULayer(ATLAS_KEY, Math.max(1, swarm.count));
  swarm.groups.forEach((group, index) => {
    const tint = colourBits(styles[index]?.colour ?? { red: 255, green: 255, blue: 255 });
    for (let member = 0; member < group.count; member += 1) {
      layer.addMember({
        x: 0,
        y: 0,
        frame: String(index),
        tintBlend: 1,
        tintTopLeft: tint,
        tintTopRight: tint,
        tintBottomLeft: tint,
        tintBottomRight: tint,
      });
    }
  });
  const floats = (layer as unknown as InstanceBuffer).submitterNode.instanceBufferLayout.buffer.viewF32;
  return {
    object: layer,
    paint: (points, frame) => {
      swarm.groups.forEach((group, index) => {
        const style = styles[index];
        if (style === undefined) return;
        const alphas = [0, style.shadedAlpha, style.alpha];
        for (let member = group.first; member < group.first + group.count; member += 1) {
          const at = member * MEMBER_FLOATS;
          floats[at] = (frame.centreX + (points.x[member] as number) * frame.unit) * scale;
          floats[at + Y_AT] = (frame.centreY - (points.y[member] as number) * frame.unit) * scale;
          floats[at + ALPHA_AT] = alphas[points.look[member] as number] as number;
        }
      });
      layer.setAllSegmentsNeedUpdate();
    },
    destroy: () => {
      layer.destroy();
      scene.textures.remove(ATLAS_KEY);
    },
  };
};
