/** A small line plot as SVG text: one or more lines over one parameter, the same bytes on every machine. */
import { shownNumber } from './markdown.ts';

export interface PlotLine {
  /** Empty where there is one line only. */
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface LinePlot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly logX: boolean;
  readonly logY: boolean;
  readonly lines: readonly PlotLine[];
}

const WIDTH = 480;
const PLOT_HEIGHT = 200;
const LEFT = 70;
const RIGHT = 16;
const MARGIN = 14;
const LEGEND_LINE = 15;
const BOTTOM = 46;
/** Blue, orange, green, purple: apart for people who do not tell red from green. */
const COLOURS = ['#0b62a4', '#c2510c', '#1b7f4d', '#7b3fa0'];
const WANTED_TICKS = 5;

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
export const placed = (value: number): string => shownNumber(Math.round(value * 10) / 10);

export const tickLabel = (value: number): string => shownNumber(value, 3);

interface Axis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** 0…1 along the axis. */
  readonly at: (value: number) => number;
}

export const linearAxis = (low: number, high: number): Axis => {
  const span = high > low ? high - low : Math.max(1, Math.abs(low));
  const rough = span / WANTED_TICKS;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * size).find((candidate) => candidate >= rough * 0.999) ?? size;
  const from = Math.floor(low / step + 1e-9);
  const to = Math.max(from + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => (from + index) * step);
  return { low: from * step, high: to * step, ticks, at: (value) => (value - from * step) / ((to - from) * step) };
};

const logAxis = (low: number, high: number): Axis => {
  const from = Math.floor(Math.log10(low) + 1e-9);
  const to = Math.max(from + 1, Math.ceil(Math.log10(high) - 1e-9));
  const every = Math.ceil((to - from) / WANTED_TICKS);
  const ticks = Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, index) => 10 ** (from + index * every));
  return { low: 10 ** from, high: 10 ** to, ticks, at: (value) => (Math.log10(value) - from) / (to - from) };
};

const axisOf = (values: readonly number[], isLog: boolean): Axis => {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return isLog && low > 0 ? logAxis(low, high) : linearAxis(low, high);
};

export const text = (x: number, y: number, anchor: string, words: string, more = ''): string =>
  `<text x="${placed(x)}" y="${placed(y)}" text-anchor="${anchor}"${more}>${escaped(words)}</text>`;

export const linePlotSvg = (plot: LinePlot): string => {
  const points = plot.lines.flatMap((line) => line.points);
  const x = axisOf(
    points.map(([value]) => value),
    plot.logX,
  );
  const y = axisOf(
    points.map(([, value]) => value),
    plot.logY,
  );
  const named = plot.lines.filter(({ name }) => name !== '').length;
  const top = MARGIN + LEGEND_LINE * named;
  const [width, height] = [WIDTH - LEFT - RIGHT, PLOT_HEIGHT];
  const wholeHeight = top + height + BOTTOM;
  const xAt = (value: number): number => LEFT + width * x.at(value);
  const yAt = (value: number): number => top + height * (1 - y.at(value));
  const grid = [
    ...x.ticks.map((tick) => `M${placed(xAt(tick))} ${top}V${top + height}`),
    ...y.ticks.map((tick) => `M${LEFT} ${placed(yAt(tick))}H${LEFT + width}`),
  ];
  const body = [
    `<title>${escaped(plot.title)}</title>`,
    `<rect width="${WIDTH}" height="${wholeHeight}" fill="#fff"/>`,
    `<path d="${grid.join('')}" stroke="#d8dde3" fill="none"/>`,
    ...x.ticks.map((tick) => text(xAt(tick), top + height + 16, 'middle', tickLabel(tick))),
    ...y.ticks.map((tick) => text(LEFT - 6, yAt(tick) + 4, 'end', tickLabel(tick))),
    text(LEFT + width / 2, wholeHeight - 8, 'middle', plot.xLabel),
    text(14, top + height / 2, 'middle', plot.yLabel, ` transform="rotate(-90 14 ${placed(top + height / 2)})"`),
    ...plot.lines.map((line, index) => {
      const path = line.points.map(([px, py], at) => `${at === 0 ? 'M' : 'L'}${placed(xAt(px))} ${placed(yAt(py))}`);
      return `<path d="${path.join('')}" stroke="${COLOURS[index % COLOURS.length]}" stroke-width="2" fill="none"/>`;
    }),
    ...plot.lines.flatMap((line, index) =>
      line.name === ''
        ? []
        : [text(LEFT, MARGIN + LEGEND_LINE * index, 'start', line.name, ` fill="${COLOURS[index % COLOURS.length]}"`)],
    ),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${wholeHeight}" width="${WIDTH}" height="${wholeHeight}" font-family="sans-serif" font-size="12" fill="#24292f">\n${body.join('\n')}\n</svg>\n`;
};
