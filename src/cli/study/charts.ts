/** The charts of a study: spread, change, tornado, shares of variance, convergence, luck. File name → SVG. */
import type { Estimate, OutputSummary, Plan, StudySummary, VariantSummary } from '../../study/index.ts';
import { linePlotSvg } from '../reference/linePlot.ts';
import { type PlotRow, rowPlotSvg } from './rowPlot.ts';

const around = ({ mean, error }: Estimate): readonly [number, number] | null =>
  error === null ? null : [mean - error, mean + error];

const outputOf = ({ outputs }: VariantSummary, measure: string): OutputSummary | undefined =>
  outputs.find((output) => output.measure === measure);

interface Named {
  readonly variant: string;
  readonly against: string | null;
  readonly output: OutputSummary;
}

const spread = (measure: string, named: readonly Named[]): string =>
  rowPlotSvg({
    title: `${measure}: spread of the games`,
    legend: 'line: 90% of the games, bar: half of them, dot: mean',
    axis: measure,
    rows: named.map(
      ({ variant, output: { all } }): PlotRow => ({
        name: variant,
        bar: [all.p25, all.p75],
        line: [all.p05, all.p95],
        dot: all.count === 0 ? null : all.mean,
      }),
    ),
  });

const changes = (measure: string, named: readonly Named[]): string =>
  rowPlotSvg({
    title: `${measure}: change, same draws and dice`,
    legend: 'dot: mean change, line: its 95% interval',
    axis: `change of ${measure}`,
    rows: named.flatMap(({ variant, against, output: { change } }): readonly PlotRow[] =>
      change === null
        ? []
        : [{ name: `${variant} against ${against}`, bar: null, line: around(change), dot: change.mean }],
    ),
  });

const widthOf = ({ low, high }: OutputSummary['swings'][number]): number => Math.abs(high.mean - low.mean);

/** Longest first, as the name says. */
const tornado = (plan: Plan, { variant, against, output: { measure, swings, change } }: Named): string => {
  const what = change === null ? measure : `change of ${measure} against ${against}`;
  return rowPlotSvg({
    title: `${variant}, ${what}: what moves it`,
    legend:
      plan.design === 'tornado'
        ? 'bar: mean from the low end of the range to the high, line: 95% interval at the high end'
        : 'bar: mean from the lowest fifth of draws to the highest, line: 95% interval at the highest',
    axis: `difference from the mean of ${what}`,
    rows: swings
      .toSorted((a, b) => widthOf(b) - widthOf(a))
      .map(
        (swing): PlotRow => ({
          name: swing.path,
          bar: [swing.low.mean, swing.high.mean],
          line: around(swing.high),
          dot: swing.high.mean,
        }),
      ),
  });
};

/** Name of the last factor of a sensitivity design. */
export const DICE = 'dice';

const shares = (plan: Plan, { measure, indices }: OutputSummary): string => {
  const names = [...plan.assumptions.map(({ path }) => path), DICE];
  return rowPlotSvg({
    title: `${measure}: shares of the variance`,
    legend: 'bar: first-order index, dot: total index, line: its 95% interval',
    axis: 'share of the variance',
    rows: indices
      .map((index, place) => ({ index, name: names[place] ?? '' }))
      .toSorted((a, b) => b.index.total.value - a.index.total.value)
      .map(
        ({ index: { first, total }, name }): PlotRow => ({
          name,
          bar: [0, first.value],
          line: [total.low, total.high],
          dot: total.value,
        }),
      ),
  });
};

const settling = (named: Named): string => {
  const { variant, output } = named;
  const points = output.convergence.filter(({ error }) => error !== null);
  const lineAt = (of: (estimate: Estimate) => number) =>
    points.map((estimate) => [estimate.count, of(estimate)] as const);
  return linePlotSvg({
    title: `${output.measure}, ${variant}: how the mean settles`,
    xLabel: 'draws',
    yLabel: output.change !== null ? `change of ${output.measure}` : output.measure,
    logX: false,
    logY: false,
    lines: [
      { name: `${variant}: mean`, points: lineAt(({ mean }) => mean) },
      { name: '95% interval', points: lineAt(({ mean, error }) => mean - (error ?? 0)) },
      { name: '', points: lineAt(({ mean, error }) => mean + (error ?? 0)) },
    ],
  });
};

const luck = (measure: string, named: readonly Named[]): string =>
  rowPlotSvg({
    title: `${measure}: the real run among its reruns`,
    legend: 'line: 90% of the reruns, bar: half of them, dot: the real run',
    axis: measure,
    rows: named.map(
      ({ variant, output: { all, luck: own } }): PlotRow => ({
        name: variant,
        bar: [all.p25, all.p75],
        line: [all.p05, all.p95],
        dot: own?.real ?? null,
      }),
    ),
  });

const fileName = (...parts: readonly string[]): string =>
  `charts/${parts.join('-').replaceAll(/[^A-Za-z0-9.-]+/g, '_')}.svg`;

/** Every chart that the study has something to draw for. */
export const chartsOf = (plan: Plan, summary: StudySummary): ReadonlyMap<string, string> => {
  const charts = new Map<string, string>();
  for (const measure of plan.outputs) {
    const all = summary.variants.flatMap((variant): readonly Named[] => {
      const output = outputOf(variant, measure);
      return output === undefined ? [] : [{ variant: variant.variant, against: variant.against, output }];
    });
    const [first] = all;
    if (first === undefined) continue;
    // The ends of a tornado are variants of one game: they are drawn in the tornado.
    const named = plan.design === 'tornado' ? [first] : all;
    charts.set(fileName('spread', measure), spread(measure, named));
    if (named.length > 1) charts.set(fileName('change', measure), changes(measure, named));
    for (const each of named) {
      const { variant, output } = each;
      if (output.convergence.some(({ error }) => error !== null))
        charts.set(fileName('convergence', measure, variant), settling(each));
      if (output.swings.length > 0) charts.set(fileName('tornado', measure, variant), tornado(plan, each));
      if (output.indices.length > 0) charts.set(fileName('shares', measure, variant), shares(plan, output));
    }
    if (first.output.luck !== null) charts.set(fileName('luck', measure), luck(measure, named));
  }
  return charts;
};
