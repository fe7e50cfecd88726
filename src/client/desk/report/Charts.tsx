/** The report's charts over the turns played, each with its unit and a summary in words. */
import * as Plot from '@observablehq/plot';
import { type ReactElement, useMemo } from 'react';
import type { SideView } from '../../../engine/index.ts';
import { type Formats, useFormats } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import type { TurnPage } from '../../store/session.ts';
import { PlotFigure } from './PlotFigure.tsx';

const WORKLOAD_COLOURS = {
  earthObservation: 'var(--chart-1)',
  inference: 'var(--chart-2)',
  training: 'var(--chart-3)',
} as const;
const WORKLOADS = ['earthObservation', 'inference', 'training'] as const;

interface ChartProps {
  readonly pages: readonly TurnPage[];
  readonly words: Words;
  readonly formats: Formats;
}

const afterViews = (pages: readonly TurnPage[]): readonly { readonly turn: number; readonly view: SideView }[] =>
  pages.map((page) => ({ turn: page.turn, view: page.after }));

const turnAxis = (pages: readonly TurnPage[], words: Words): Plot.ScaleOptions => ({
  label: words.t('chart.turn'),
  domain: [0.5, Math.max(2, pages.length) + 0.5],
  ticks: pages.map((page) => page.turn).filter((turn) => pages.length < 12 || turn % 2 === 1),
  tickFormat: (turn: number) => String(turn),
});

const ComputeChart = ({ pages, words, formats }: ChartProps): ReactElement => {
  const rows = useMemo(
    () =>
      afterViews(pages).flatMap(({ turn, view }) =>
        WORKLOADS.map((workload) => ({ turn, workload, pops: view.own.workloadPops[workload] })),
      ),
    [pages],
  );
  const options = useMemo(
    (): Plot.PlotOptions => ({
      x: turnAxis(pages, words),
      y: { label: formats.unit('POPS'), grid: true, zero: true, tickFormat: formats.amount },
      marks: [
        Plot.rectY(rows, {
          x1: (row: { turn: number }) => row.turn - 0.38,
          x2: (row: { turn: number }) => row.turn + 0.38,
          y: 'pops',
          fill: (row: { workload: keyof typeof WORKLOAD_COLOURS }) => WORKLOAD_COLOURS[row.workload],
        }),
        Plot.ruleY([0]),
      ],
      color: { type: 'identity' },
    }),
    [rows, pages, words, formats],
  );
  const last = pages.at(-1)?.after.own.workloadPops;
  const summary = words.t('chart.compute.summary', {
    earthObservation: formats.quantity(last?.earthObservation ?? 0, 'POPS'),
    inference: formats.quantity(last?.inference ?? 0, 'POPS'),
    training: formats.quantity(last?.training ?? 0, 'POPS'),
  });
  const legend = WORKLOADS.map((workload, place) => ({
    name: words.or(`workload.${workload}`, workload),
    className: `legend-${place + 1}`,
  }));
  return <PlotFigure title={words.t('chart.compute.title')} summary={summary} options={options} legend={legend} />;
};

interface Series {
  readonly name: string;
  readonly colour: string;
  readonly className: string;
  readonly dash?: string;
  readonly of: (view: SideView) => number;
}

interface LineChartProps extends ChartProps {
  readonly title: string;
  readonly summary: string;
  readonly unit: string;
  readonly series: readonly Series[];
  readonly bounds?: readonly [number, number];
}

const LineChart = ({ pages, words, formats, title, summary, unit, series, bounds }: LineChartProps): ReactElement => {
  const options = useMemo(
    (): Plot.PlotOptions => ({
      x: turnAxis(pages, words),
      y: { label: unit, grid: true, zero: true, tickFormat: formats.amount, ...(bounds && { domain: [...bounds] }) },
      color: { type: 'identity' },
      marks: [
        ...series.flatMap(({ colour, dash, of }) => {
          const points = afterViews(pages).map(({ turn, view }) => ({ turn, value: of(view) }));
          return [
            Plot.lineY(points, {
              x: 'turn',
              y: 'value',
              stroke: colour,
              strokeWidth: 2,
              ...(dash && { strokeDasharray: dash }),
            }),
            Plot.dot(points, { x: 'turn', y: 'value', fill: colour, r: 3 }),
          ];
        }),
        Plot.ruleY([0]),
      ],
    }),
    [pages, words, formats, unit, series, bounds],
  );
  return <PlotFigure title={title} summary={summary} options={options} legend={series.length > 1 ? series : []} />;
};

const BudgetChart = ({ pages, words, formats }: ChartProps): ReactElement => {
  const series = useMemo(
    (): readonly Series[] => [
      {
        name: words.figure('fundsMusd'),
        colour: 'var(--chart-2)',
        className: 'legend-2',
        of: (view) => view.own.fundsMusd / formats.moneyAxis.musd,
      },
      {
        name: words.figure('revenueMusd'),
        colour: 'var(--chart-1)',
        className: 'legend-1',
        dash: '4 3',
        of: (view) => view.own.revenueMusd / formats.moneyAxis.musd,
      },
    ],
    [words, formats],
  );
  const own = pages.at(-1)?.after.own;
  const summary = words.t('chart.budget.summary', {
    funds: formats.money(own?.fundsMusd ?? 0),
    revenue: formats.money(own?.revenueMusd ?? 0),
  });
  return (
    <LineChart
      pages={pages}
      words={words}
      formats={formats}
      title={words.t('chart.budget.title')}
      summary={summary}
      unit={formats.moneyAxis.unit}
      series={series}
    />
  );
};

const GridChart = ({ pages, words, formats }: ChartProps): ReactElement => {
  const regions = useMemo(() => pages.at(-1)?.after.regions ?? [], [pages]);
  const series = useMemo(
    (): readonly Series[] =>
      regions.map(({ id }, place) => ({
        name: words.region(id),
        colour: `var(--chart-${place + 1})`,
        className: `legend-${place + 1}`,
        ...(place === 1 && { dash: '4 3' }),
        of: (view: SideView) => (view.regions.find((region) => region.id === id)?.reserveMarginFrac ?? 0) * 100,
      })),
    [regions, words],
  );
  const summary = words.t('chart.grid.summary', {
    margins: regions
      .map((region) =>
        words.t('chart.grid.margin', {
          region: words.region(region.id),
          margin: formats.percent(region.reserveMarginFrac),
        }),
      )
      .join(words.t('format.listSeparator')),
  });
  return (
    <LineChart
      pages={pages}
      words={words}
      formats={formats}
      title={words.t('chart.grid.title')}
      summary={summary}
      unit={words.t('chart.percent')}
      series={series}
    />
  );
};

const DebrisChart = ({ pages, words, formats }: ChartProps): ReactElement => {
  const bands = useMemo(() => pages.at(-1)?.after.bands ?? [], [pages]);
  const options = useMemo(
    (): Plot.PlotOptions => ({
      marginLeft: 96,
      x: {
        label: null,
        grid: true,
        zero: true,
        tickFormat: (frac: number) => formats.percent(frac),
      },
      y: {
        label: null,
        reverse: true,
        domain: bands.map((band) => band.lowKm),
        type: 'band',
        tickFormat: (low: number) => words.t('chart.debris.band', { low: formats.number(low, 0) }),
      },
      marks: [Plot.barX(bands, { y: 'lowKm', x: 'usedFrac', fill: 'var(--chart-3)' }), Plot.ruleX([0])],
    }),
    [bands, words, formats],
  );
  const worst = bands.reduce((most, band) => (band.usedFrac > (most?.usedFrac ?? -1) ? band : most), bands[0]);
  const summary =
    worst === undefined
      ? ''
      : words.t('chart.debris.summary', {
          low: formats.number(worst.lowKm, 0),
          high: formats.number(worst.highKm, 0),
          share: formats.percent(worst.usedFrac),
        });
  // The legend names what the bars measure: its words may run over lines, those of an axis may not.
  const legend = [{ name: words.t('chart.debris.axis'), className: 'legend-3' }];
  return <PlotFigure title={words.t('chart.debris.title')} summary={summary} options={options} legend={legend} />;
};

const TENSION_BOUNDS = [0, 100] as const;

const TensionChart = ({ pages, words, formats }: ChartProps): ReactElement => {
  const series = useMemo(
    (): readonly Series[] => [
      { name: words.figure('tension'), colour: 'var(--chart-2)', className: 'legend-2', of: (view) => view.tension },
    ],
    [words],
  );
  const view = pages.at(-1)?.after;
  const summary = words.t('chart.tension.summary', {
    tension: formats.number(view?.tension ?? 0, 0),
    rung: words.state('crisis', view?.crisis ?? 'calm'),
  });
  return (
    <LineChart
      pages={pages}
      words={words}
      formats={formats}
      title={words.t('chart.tension.title')}
      summary={summary}
      unit={formats.unit('points')}
      series={series}
      bounds={TENSION_BOUNDS}
    />
  );
};

export const Charts = ({ pages }: { readonly pages: readonly TurnPage[] }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const shared = { pages, words, formats };
  return (
    <>
      <ComputeChart {...shared} />
      <BudgetChart {...shared} />
      <GridChart {...shared} />
      <DebrisChart {...shared} />
      <TensionChart {...shared} />
    </>
  );
};
