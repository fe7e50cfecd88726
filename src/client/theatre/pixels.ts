/**
 * Points as pixels: one buffer cleared and written each frame. Where there is no graphics processor this draws
 * a hundred thousand points in the time that sprites take for a few hundred.
 *
 * Pixels are 32-bit in the little-endian order of canvas image data (alpha, blue, green, red from the top); colours
 * are not premultiplied, and overlapping marks keep the more opaque pixel.
 */
import type { Mask } from './glyphs.ts';
import type { Colour } from './palette.ts';

export interface PixelBuffer {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixels: Uint32Array;
}

/** Colour of a point without its alpha byte. */
export const opaqueBits = (colour: Colour): number => (colour.blue << 16) | (colour.green << 8) | colour.red;

/** Draws a mask centred on (x, y), pixels from the top left; clipped at the edges. `strength` 0…1 multiplies alpha. */
export const stamp = (buffer: PixelBuffer, mask: Mask, x: number, y: number, bits: number, strength: number): void => {
  const left = Math.round(x - mask.widthPx / 2);
  const top = Math.round(y - mask.widthPx / 2);
  if (left >= buffer.widthPx || top >= buffer.heightPx || left + mask.widthPx <= 0 || top + mask.widthPx <= 0) return;
  const fromColumn = Math.max(0, -left);
  const toColumn = Math.min(mask.widthPx, buffer.widthPx - left);
  const toRow = Math.min(mask.widthPx, buffer.heightPx - top);
  for (let row = Math.max(0, -top); row < toRow; row += 1) {
    const line = (top + row) * buffer.widthPx + left;
    for (let column = fromColumn; column < toColumn; column += 1) {
      const alpha = ((mask.coverage[row * mask.widthPx + column] as number) * strength) | 0;
      if (alpha > (buffer.pixels[line + column] as number) >>> 24) buffer.pixels[line + column] = (alpha << 24) | bits;
    }
  }
};
