/**
 * A chart of rows as SVG text, the same bytes on every machine: in each row a name, a bar, a thin line and a
 * dot over one axis. It shows spreads, changes with their errors, and tornadoes.
 */
import { escaped, linearAxis, placed, text, tickLabel } from '../reference/linePlot.ts';

type Span = readonly [from: number, to: number];
export interface PlotRow {
  readonly name: string;
  readonly bar: Span | null;
  readonly line: Span | null;
  readonly dot: number | null;
}

export interface RowPlot {
  readonly title: string;
  readonly axis: string;
  /** What bar, line and dot are. */
  readonly legend: string;
  readonly rows: readonly PlotRow[];
}

const WIDTH = 720;
const LEFT = 300;
const RIGHT = 20;
const TOP = 44;
const ROW = 24;
const BAR = 12;
const BOTTOM = 42;
const DOT = 4;
const MOST_CHARACTERS = 42;
const [BLUE, INK, GRID, ZERO] = ['#9fc3e0', '#24292f', '#d8dde3', '#6e7781'];

/** The end of a path says more than its beginning. */
const shortened = (name: string): string =>
  name.length > MOST_CHARACTERS ? `…${name.slice(name.length - MOST_CHARACTERS + 1)}` : name;

export const rowPlotSvg = ({ title, axis, legend, rows }: RowPlot): string => {
  const values = rows.flatMap(({ bar, line, dot }) => [
    ...(bar ?? []),
    ...(line ?? []),
    ...(dot === null ? [] : [dot]),
  ]);
  const scale = values.length === 0 ? linearAxis(0, 1) : linearAxis(Math.min(...values), Math.max(...values));
  const width = WIDTH - LEFT - RIGHT;
  const height = ROW * rows.length;
  const whole = TOP + height + BOTTOM;
  const xAt = (value: number): number => LEFT + width * scale.at(value);
  const isZeroInside = scale.low < 0 && scale.high > 0;
  const rowAt = ({ name, bar, line, dot }: PlotRow, place: number): readonly string[] => {
    const middle = TOP + ROW * (place + 0.5);
    const spanOf = ([from, to]: Span): Span => [xAt(Math.min(from, to)), xAt(Math.max(from, to))];
    const [from, to] = spanOf(bar ?? [0, 0]);
    const [start, end] = spanOf(line ?? [0, 0]);
    return [
      text(LEFT - 8, middle + 4, 'end', shortened(name)),
      ...(bar === null
        ? []
        : [
            `<rect x="${placed(from)}" y="${placed(middle - BAR / 2)}" width="${placed(to - from)}" height="${BAR}" fill="${BLUE}"/>`,
          ]),
      ...(line === null
        ? []
        : [
            `<path d="M${placed(start)} ${placed(middle)}H${placed(end)}" stroke="${INK}" stroke-width="1.5" fill="none"/>`,
          ]),
      ...(dot === null ? [] : [`<circle cx="${placed(xAt(dot))}" cy="${placed(middle)}" r="${DOT}" fill="${INK}"/>`]),
    ];
  };
  const body = [
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${whole}" fill="#fff"/>`,
    text(12, 18, 'start', title, ' font-weight="bold"'),
    text(12, 34, 'start', legend, ` fill="${ZERO}"`),
    `<path d="${scale.ticks.map((tick) => `M${placed(xAt(tick))} ${TOP}V${TOP + height}`).join('')}" stroke="${GRID}" fill="none"/>`,
    ...(isZeroInside ? [`<path d="M${placed(xAt(0))} ${TOP}V${TOP + height}" stroke="${ZERO}" fill="none"/>`] : []),
    ...scale.ticks.map((tick) => text(xAt(tick), TOP + height + 16, 'middle', tickLabel(tick))),
    ...rows.flatMap(rowAt),
    text(LEFT + width / 2, whole - 8, 'middle', axis),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${whole}" width="${WIDTH}" height="${whole}" font-family="sans-serif" font-size="12" fill="${INK}">\n${body.join('\n')}\n</svg>\n`;
};
