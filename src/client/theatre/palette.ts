/**
 * Colours of the theatre, read from the page's custom properties (`tokens.css`, `theatre.css`). The values written
 * here only stand in where a property is missing, as in a test page without styles.
 */
import type { Side } from '../../ruleset/schema.ts';
import type { MarginStep } from './sceneTypes.ts';

export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

const FALLBACKS = {
  '--ground-deep': '#04070d',
  '--panel': '#0d1422',
  '--edge': '#25324b',
  '--ink': '#e9eef8',
  '--ink-soft': '#b4c0d6',
  '--ink-faint': '#8f9dba',
  '--sun': '#ffc95c',
  '--us': '#6cb4ff',
  '--cn': '#ff9a78',
  '--good': '#6fd6a4',
  '--warn': '#f0c04f',
  '--bad': '#ff8484',
  '--focus': '#ffe2a3',
  '--theatre-sky': '#04070f',
  '--theatre-ocean-lit': '#1d4a78',
  '--theatre-ocean-deep': '#0c2443',
  '--theatre-land': '#3c5a4f',
  '--theatre-air': '#7cc0ff',
  '--theatre-debris': '#c3b299',
  '--theatre-sea': '#0a1424',
  '--theatre-map-land': '#18243a',
  '--theatre-map-line': '#2b3b58',
  '--theatre-margin-ample': '#1f5b73',
  '--theatre-margin-adequate': '#2f8a86',
  '--theatre-margin-tight': '#8fa956',
  '--theatre-margin-thin': '#e5b53e',
  '--theatre-margin-short': '#f4695f',
} as const;
export type ColourName = keyof typeof FALLBACKS;

export interface Palette {
  readonly colour: (name: ColourName) => Colour;
  /** CSS colour with an alpha of 0…1. */
  readonly css: (name: ColourName, alpha?: number) => string;
  readonly font: string;
}

/** `#rgb`, `#rrggbb`, `rgb(r g b)` and `rgb(r, g, b)`; null for anything else. */
export const parseColour = (text: string): Colour | null => {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (hex !== undefined) {
    const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
    const bits = Number.parseInt(full, 16);
    return { red: bits >> 16, green: (bits >> 8) & 255, blue: bits & 255 };
  }
  const parts = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/i.exec(text.trim());
  return parts === null ? null : { red: Number(parts[1]), green: Number(parts[2]), blue: Number(parts[3]) };
};

const BLACK: Colour = { red: 0, green: 0, blue: 0 };

export const readPalette = (element: Element): Palette => {
  const style = getComputedStyle(element);
  const known = new Map<ColourName, Colour>();
  const colour = (name: ColourName): Colour => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const read = parseColour(style.getPropertyValue(name)) ?? parseColour(FALLBACKS[name]) ?? BLACK;
    known.set(name, read);
    return read;
  };
  return {
    colour,
    css: (name, alpha = 1) => {
      const { red, green, blue } = colour(name);
      return `rgba(${red},${green},${blue},${alpha})`;
    },
    font: style.fontFamily || 'sans-serif',
  };
};

export const SIDE_COLOUR: Readonly<Record<Side, ColourName>> = { us: '--us', cn: '--cn' };

export const MARGIN_COLOUR: Readonly<Record<MarginStep, ColourName>> = {
  ample: '--theatre-margin-ample',
  adequate: '--theatre-margin-adequate',
  tight: '--theatre-margin-tight',
  thin: '--theatre-margin-thin',
  short: '--theatre-margin-short',
};

/** One number of 24 bits, as Phaser takes colours. */
export const colourBits = ({ red, green, blue }: Colour): number => (red << 16) | (green << 8) | blue;
