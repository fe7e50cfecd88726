/** Fans of a forecast over the half-years: a drawing, a sentence, and the same numbers as a table. */
import * as Plot from '@observablehq/plot';
import { memo, type ReactElement, useMemo, useState } from 'react';
import type { SideView } from '../../../engine/index.ts';
import {
  type Fan,
  fanOf,
  type FanStep,
  type ForecastGame,
  type ForecastMeasure,
  resolvedTurns,
  shedChances,
} from '../../../study/index.ts';
import { type Formats, useFormats } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { PlotFigure } from '../report/PlotFigure.tsx';

interface ChartsProps {
  readonly view: SideView;
  readonly games: readonly ForecastGame[];
  /** Games of the question before; none where there is none to compare with. */
  readonly before: readonly ForecastGame[];
}

interface Shared extends ChartsProps {
  readonly words: Words;
  readonly formats: Formats;
  readonly fromTurn: number;
}

interface FanSeries {
  readonly measure: ForecastMeasure;
  readonly name: string;
  readonly colour: string;
  readonly className: string;
  readonly dash?: string;
}

const HEIGHT = 200;
const MOST_TICKS = 12;

const turnScale = (turns: readonly number[], words: Words): Plot.ScaleOptions => ({
  label: words.t('chart.turn'),
  ticks: turns.filter((turn) => turns.length < MOST_TICKS || turn % 2 === 0),
  tickFormat: (turn: number) => String(turn),
});

const fanMarks = (fan: Fan, { colour, dash }: FanSeries): Plot.Markish[] => [
  Plot.areaY(fan, { x: 'turn', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.18 }),
  Plot.areaY(fan, { x: 'turn', y1: 'lowMid', y2: 'highMid', fill: colour, fillOpacity: 0.3 }),
  Plot.lineY(fan, { x: 'turn', y: 'middle', stroke: colour, strokeWidth: 2, ...(dash && { strokeDasharray: dash }) }),
];

/** The middle of the question before, thin and dotted. */
const beforeMarks = (fan: Fan): Plot.Markish[] =>
  fan.length === 0
    ? []
    : [Plot.lineY(fan, { x: 'turn', y: 'middle', stroke: 'currentColor', strokeWidth: 1.5, strokeDasharray: '1 4' })];

interface TableProps {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const NumberTable = ({ caption, heads, rows }: TableProps): ReactElement => (
  <table className="changes">
    <caption>{caption}</caption>
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([head, ...cells]) => (
        <tr key={head}>
          <th scope="row">{head}</th>
          {cells.map((cell, place) => (
            <td key={heads[place + 1]} className="number">
              {cell}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

interface FanChartProps extends Shared {
  readonly title: string;
  readonly unit: string;
  readonly summary: (lasts: readonly FanStep[]) => string;
  readonly series: readonly FanSeries[];
  readonly amount: (value: number) => string;
  readonly bounds?: readonly [number, number];
  readonly isFromZero?: boolean;
}

const FanChart = (props: FanChartProps): ReactElement => {
  const { words, formats, games, before, fromTurn, title, unit, summary, series, amount, bounds, isFromZero } = props;
  const fans = useMemo(() => series.map((each) => fanOf(games, each.measure, fromTurn)), [series, games, fromTurn]);
  const options = useMemo((): Plot.PlotOptions => {
    const turns = (fans[0] ?? []).map(({ turn }) => turn);
    return {
      height: HEIGHT,
      x: turnScale(turns, words),
      y: {
        label: unit,
        grid: true,
        tickFormat: formats.amount,
        ...(bounds && { domain: [...bounds] }),
        ...(isFromZero === true && { zero: true }),
      },
      color: { type: 'identity' },
      marks: [
        Plot.ruleY([0], { strokeOpacity: 0.6 }),
        ...series.flatMap((each, place) => [
          ...fanMarks(fans[place] ?? [], each),
          ...beforeMarks(fanOf(before, each.measure, fromTurn)),
        ]),
      ],
    };
  }, [fans, before, series, fromTurn, words, formats, unit, bounds, isFromZero]);
  const legend = [
    ...(series.length > 1 ? series : []),
    ...(before.length > 0 ? [{ name: words.t('forecast.before'), className: 'legend-before' }] : []),
  ];
  return (
    <Chart
      title={title}
      summary={summary(fans.flatMap((fan) => fan.at(-1) ?? []))}
      options={options}
      legend={legend}
      numbers={() =>
        series.map(({ name }, place) => ({
          caption: series.length > 1 ? name : title,
          heads: [
            words.t('chart.turn'),
            ...['low', 'lowMid', 'middle', 'highMid', 'high'].map((line) => words.t(`forecast.line.${line}`)),
          ],
          rows: (fans[place] ?? []).map(({ turn, low, lowMid, middle, highMid, high }) => [
            String(turn),
            ...[low, lowMid, middle, highMid, high].map(amount),
          ]),
        }))
      }
    />
  );
};

type ChartFigureProps = Omit<Parameters<typeof PlotFigure>[0], 'heading'> & {
  /** The numbers behind the drawing, for whoever would rather read them; written when they are asked for. */
  readonly numbers: () => readonly TableProps[];
};

const Chart = ({ numbers, ...figure }: ChartFigureProps): ReactElement => {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="forecast-chart">
      <PlotFigure {...figure} heading="h3" />
      <details className="forecast-numbers" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{words.t('forecast.numbers', { chart: figure.title })}</summary>
        {isOpen && numbers().map((table) => <NumberTable key={table.caption} {...table} />)}
      </details>
    </div>
  );
};

const LeadChart = (shared: Shared): ReactElement => {
  const { words, formats, view } = shared;
  const title = words.t('forecast.lead.title');
  const series = useMemo(
    (): readonly FanSeries[] => [
      { measure: 'leadPoints', name: title, colour: 'var(--chart-1)', className: 'legend-1' },
    ],
    [title],
  );
  const points = (value: number): string => formats.number(value, 1);
  return (
    <FanChart
      {...shared}
      title={title}
      unit={formats.unit('points')}
      series={series}
      amount={points}
      summary={([last]) =>
        words.t('forecast.lead.summary', {
          side: words.side(view.side),
          middle: points(last?.middle ?? 0),
          low: points(last?.low ?? 0),
          high: points(last?.high ?? 0),
        })
      }
    />
  );
};

const ComputeChart = (shared: Shared): ReactElement => {
  const { words, formats, view } = shared;
  const rival = view.rival.side;
  const series = useMemo(
    (): readonly FanSeries[] => [
      {
        measure: 'ownPops',
        name: words.side(view.side),
        colour: `var(--${view.side})`,
        className: `legend-${view.side}`,
      },
      {
        measure: 'rivalPops',
        name: words.side(rival),
        colour: `var(--${rival})`,
        className: `legend-${rival}`,
        dash: '6 3',
      },
    ],
    [words, view.side, rival],
  );
  const pops = (value: number): string => formats.quantity(value, 'POPS');
  const range = (last: FanStep | undefined): string => formats.range(last?.low ?? 0, last?.high ?? 0, 'POPS');
  return (
    <FanChart
      {...shared}
      title={words.t('forecast.compute.title')}
      unit={formats.unit('POPS')}
      series={series}
      amount={pops}
      isFromZero
      summary={([own, rivals]) =>
        words.t('forecast.compute.summary', {
          side: words.side(view.side),
          rival: words.side(rival),
          own: pops(own?.middle ?? 0),
          ownRange: range(own),
          theirs: pops(rivals?.middle ?? 0),
          theirRange: range(rivals),
        })
      }
    />
  );
};

const TENSION_BOUNDS = [0, 100] as const;

const TensionChart = (shared: Shared): ReactElement => {
  const { words, formats } = shared;
  const title = words.t('chart.tension.title');
  const series = useMemo(
    (): readonly FanSeries[] => [{ measure: 'tension', name: title, colour: 'var(--chart-2)', className: 'legend-2' }],
    [title],
  );
  const points = (value: number): string => formats.number(value, 0);
  return (
    <FanChart
      {...shared}
      title={title}
      unit={formats.unit('points')}
      series={series}
      amount={points}
      bounds={TENSION_BOUNDS}
      summary={([last]) =>
        words.t('forecast.tension.summary', {
          middle: points(last?.middle ?? 0),
          low: points(last?.low ?? 0),
          high: points(last?.high ?? 0),
        })
      }
    />
  );
};

/** A smaller chance would be drawn as if it were a great one. */
const LEAST_TOP_FRAC = 0.2;

const ShedChart = ({ words, formats, games, before, fromTurn }: Shared): ReactElement => {
  const title = words.t('forecast.shed.title');
  const chances = useMemo(() => shedChances(games, fromTurn), [games, fromTurn]);
  const options = useMemo(
    (): Plot.PlotOptions => ({
      height: HEIGHT,
      x: turnScale(
        chances.map(({ turn }) => turn),
        words,
      ),
      y: {
        label: words.t('forecast.shed.axis'),
        grid: true,
        domain: [0, Math.max(LEAST_TOP_FRAC, ...chances.map(({ frac }) => frac))],
        nice: true,
        tickFormat: (frac: number) => formats.percent(frac),
      },
      marks: [
        Plot.rectY(chances, {
          x1: ({ turn }: { turn: number }) => turn - 0.38,
          x2: ({ turn }: { turn: number }) => turn + 0.38,
          y: 'frac',
          fill: 'var(--chart-3)',
        }),
        ...(before.length === 0
          ? []
          : [
              Plot.tickY(shedChances(before, fromTurn), {
                x: 'turn',
                y: 'frac',
                stroke: 'currentColor',
                strokeWidth: 1.5,
                strokeDasharray: '1 4',
              }),
            ]),
        Plot.ruleY([0]),
      ],
    }),
    [chances, before, fromTurn, words, formats],
  );
  const worst = chances.reduce((most, each) => (each.frac > most.frac ? each : most), chances[0] ?? NO_CHANCE);
  const summary =
    worst.frac === 0
      ? words.t('forecast.shed.none')
      : words.t('forecast.shed.summary', { turn: worst.turn, chance: formats.percent(worst.frac) });
  return (
    <Chart
      title={title}
      summary={summary}
      options={options}
      numbers={() => [
        {
          caption: title,
          heads: [words.t('chart.turn'), words.t('forecast.shed.chance'), words.t('forecast.error')],
          rows: chances.map(({ turn, frac, error }) => [
            String(turn),
            formats.percent(frac),
            words.t('forecast.within', { error: formats.percent(error) }),
          ]),
        },
      ]}
    />
  );
};

const NO_CHANCE = { turn: 0, frac: 0, error: 0 };

export const FanCharts = memo((props: ChartsProps): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const shared = { ...props, words, formats, fromTurn: resolvedTurns(props.view) };
  return (
    <div className="forecast-charts" data-games={props.games.length}>
      <LeadChart {...shared} />
      <ComputeChart {...shared} />
      <ShedChart {...shared} />
      <TensionChart {...shared} />
    </div>
  );
});
