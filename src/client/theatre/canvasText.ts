/** Words and marks on a canvas: a soft halo keeps them readable over anything. Lengths in CSS pixels. */
import type { Glyph } from './glyphs.ts';
import type { Palette } from './palette.ts';

export const TEXT_PX = 12;

export interface TextStyle {
  readonly align: 'left' | 'center' | 'right';
  readonly colour: string;
  readonly halo: string;
  readonly sizePx?: number;
  readonly weight?: number;
}

export const setFont = (context: CanvasRenderingContext2D, palette: Palette, sizePx = TEXT_PX, weight = 500): void => {
  context.font = `${weight} ${sizePx}px ${palette.font}`;
};

export const paintText = (
  context: CanvasRenderingContext2D,
  palette: Palette,
  text: string,
  x: number,
  y: number,
  style: TextStyle,
): void => {
  setFont(context, palette, style.sizePx, style.weight);
  context.textAlign = style.align;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = style.halo;
  context.strokeText(text, x, y);
  context.fillStyle = style.colour;
  context.fillText(text, x, y);
};

/** The same marks as the points', drawn as outlines; used where there is one of a kind. */
export const paintGlyph = (
  context: CanvasRenderingContext2D,
  glyph: Glyph,
  x: number,
  y: number,
  colour: string,
): void => {
  const half = glyph.sizePx / 2;
  context.beginPath();
  if (glyph.shape === 'diamond') {
    context.moveTo(x, y - half);
    context.lineTo(x + half, y);
    context.lineTo(x, y + half);
    context.lineTo(x - half, y);
    context.closePath();
  } else if (glyph.shape === 'platform') {
    context.rect(x - half * 0.28, y - half * 0.42, half * 0.56, half * 0.84);
    context.rect(x - half, y - half * 0.24, half * 0.6, half * 0.48);
    context.rect(x + half * 0.4, y - half * 0.24, half * 0.6, half * 0.48);
  } else {
    context.arc(x, y, half, 0, 2 * Math.PI);
  }
  if (glyph.hollow) {
    context.lineWidth = 1.5;
    context.strokeStyle = colour;
    context.stroke();
  } else {
    context.fillStyle = colour;
    context.fill();
  }
};

export interface Card {
  readonly title: string;
  readonly lines: readonly string[];
}

const CARD_PAD = 10;
const CARD_LINE = 17;
const CARD_EDGE = 6;
/** What stands over the picture: the tools at the top left, the closed legend at the bottom left. */
const TOOLS = { widthPx: 300, heightPx: 50 };
const LEGEND = { widthPx: 130, heightPx: 54 };

/** A small panel with a title and lines, kept inside the picture; (x, y) is the corner nearest to what it speaks of. */
export const paintCard = (
  context: CanvasRenderingContext2D,
  palette: Palette,
  { title, lines }: Card,
  at: { readonly x: number; readonly y: number; readonly toLeft: boolean },
  size: { readonly width: number; readonly height: number },
): void => {
  setFont(context, palette, 13, 700);
  const titleWidth = context.measureText(title).width;
  setFont(context, palette, TEXT_PX);
  const width = Math.max(titleWidth, ...lines.map((line) => context.measureText(line).width)) + 2 * CARD_PAD;
  const height = CARD_LINE * (lines.length + 1) + CARD_PAD;
  const left = Math.max(CARD_EDGE, Math.min(size.width - width - CARD_EDGE, at.toLeft ? at.x - width : at.x));
  const highest = left < TOOLS.widthPx ? TOOLS.heightPx : CARD_EDGE;
  const lowest = size.height - height - (left < LEGEND.widthPx ? LEGEND.heightPx : CARD_EDGE);
  const top = Math.max(highest, Math.min(lowest, at.y));
  context.beginPath();
  context.roundRect(left, top, width, height, 6);
  context.fillStyle = palette.css('--panel', 0.98);
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = palette.css('--edge');
  context.stroke();
  const halo = palette.css('--panel', 0);
  const middle = top + CARD_PAD / 2 + CARD_LINE / 2;
  const style = { align: 'left', halo } as const;
  paintText(context, palette, title, left + CARD_PAD, middle, {
    ...style,
    colour: palette.css('--ink'),
    weight: 700,
    sizePx: 13,
  });
  lines.forEach((line, index) => {
    paintText(context, palette, line, left + CARD_PAD, middle + CARD_LINE * (index + 1), {
      ...style,
      colour: palette.css('--ink-soft'),
    });
  });
};
