/**
 * The marks of the theatre as small masks: circle for the US, diamond for China, filled for one's own and hollow for
 * the other side's; a winged square for a platform; a speck for debris. One source for the pixel buffer, the sprites
 * and the legend, so that they cannot disagree.
 */
import type { Side } from '../../ruleset/schema.ts';
import type { Knowledge } from './sceneTypes.ts';

export const GLYPH_SHAPES = ['circle', 'diamond', 'platform', 'speck'] as const;
export type GlyphShape = (typeof GLYPH_SHAPES)[number];

export const SHAPE_OF_SIDE: Readonly<Record<Side, GlyphShape>> = { us: 'circle', cn: 'diamond' };

export interface Glyph {
  readonly shape: GlyphShape;
  readonly hollow: boolean;
  /** Width of the mark, pixels. */
  readonly sizePx: number;
}

/** Coverage 0…255 by pixel, row by row, of a square of `widthPx`. */
export interface Mask {
  readonly widthPx: number;
  readonly coverage: Uint8Array;
}

/** Marks shrink as a group grows: shape must be seen while there are few, and thousands must not run together. */
export const glyphSizePx = (unitCount: number): number => {
  if (unitCount <= 20) return 9;
  if (unitCount <= 120) return 6.5;
  if (unitCount <= 700) return 4.5;
  return 3.2;
};

export const glyphOf = (side: Side, knowledge: Knowledge, isPlatform: boolean, unitCount: number): Glyph => ({
  shape: isPlatform ? 'platform' : SHAPE_OF_SIDE[side],
  hollow: knowledge === 'estimate',
  sizePx: isPlatform ? 20 : glyphSizePx(unitCount),
});

/** Signed distance from the mark's edge in units of its half-width, negative inside. */
const distanceOf = (shape: GlyphShape, x: number, y: number): number => {
  if (shape === 'diamond') return (Math.abs(x) + Math.abs(y) - 1) * Math.SQRT1_2;
  if (shape === 'platform') {
    const body = Math.max(Math.abs(x) - 0.28, Math.abs(y) - 0.42);
    const wing = Math.max(Math.abs(Math.abs(x) - 0.7) - 0.3, Math.abs(y) - 0.24);
    return Math.min(body, wing, Math.max(Math.abs(x) - 0.5, Math.abs(y) - 0.06));
  }
  return Math.sqrt(x * x + y * y) - 1;
};

const SAMPLES = 4;
const OUTLINE_PX = 1.3;

/** Mask of a mark, anti-aliased by sampling; `scale` is the number of pixels to a CSS pixel. */
export const maskOf = (glyph: Glyph, scale: number): Mask => {
  const sizePx = Math.max(1, glyph.sizePx * scale);
  const widthPx = Math.ceil(sizePx) + 2;
  const half = sizePx / 2;
  const outline = (OUTLINE_PX * scale) / half;
  const coverage = new Uint8Array(widthPx * widthPx);
  for (let index = 0; index < coverage.length; index += 1) {
    let inside = 0;
    for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
      const px = (index % widthPx) + ((sample % SAMPLES) + 0.5) / SAMPLES - widthPx / 2;
      const py = Math.floor(index / widthPx) + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES - widthPx / 2;
      const distance = distanceOf(glyph.shape, px / half, py / half);
      if (distance <= 0 && (!glyph.hollow || distance > -outline)) inside += 1;
    }
    coverage[index] = Math.round((255 * inside) / (SAMPLES * SAMPLES));
  }
  return { widthPx, coverage };
};
