/** What the games of a study have come to so far: how they ended, each figure with its error, how it settled, what moved it. */
import * as Plot from '@observablehq/plot';
import { type ReactElement, useMemo } from 'react';
import { SIDES } from '../../../ruleset/terms.ts';
import {
  combine,
  countedGames,
  csvOf,
  type Estimate,
  gameCount,
  type MeasureId,
  type OutputSummary,
  type Plan,
  type StudySummary,
  type VariantSummary,
} from '../../../study/index.ts';
import { type Formats, useFormats } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { downloadFile } from '../../store/files.ts';
import { useStore } from '../../store/externalStore.ts';
import { studyStore } from '../../store/study.ts';
import { Button } from '../parts/Button.tsx';
import { PlotFigure } from '../report/PlotFigure.tsx';

/** `us.margin`: a side and a figure; `turns`: a figure of the game. */
const measureName = (measure: MeasureId, words: Words): string => {
  const [first = '', figure] = measure.split('.');
  const side = SIDES.find((each) => each === first);
  return side === undefined || figure === undefined
    ? words.t(`study.figure.${first}`)
    : words.t('study.ofSide', { side: words.side(side), figure: words.t(`study.figure.${figure}`) });
};

/** Shares of games, where a game is worth 0, ½ or 1. */
const isShare = (measure: MeasureId): boolean => measure.endsWith('result') || measure === 'mutualLoss';

const makeValue =
  (measure: MeasureId, formats: Formats) =>
  (value: number): string =>
    isShare(measure) ? formats.percent(value, 1) : formats.amount(value);

const withError = ({ mean, error }: Estimate, value: (value: number) => string, words: Words): string =>
  error === null ? value(mean) : words.t('study.withError', { mean: value(mean), error: value(error) });

interface FiguresProps {
  readonly caption: string;
  /** Column by column. */
  readonly variants: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
}

/** A column for each variant, so that two stand beside one another on a phone; more of them scroll. */
const Figures = ({ caption, variants, rows }: FiguresProps): ReactElement => {
  const words = useWords();
  return (
    // A keyboard scrolls what is wider than the page.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="study-table" role="group" aria-label={caption} tabIndex={0}>
      <table className="changes">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.t('report.what')}</th>
            {variants.map((variant) => (
              <th key={variant} scope="col">
                <code>{variant}</code>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {variants.map((variant, place) => (
                <td key={variant} className="number">
                  {cells[place]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Ends = ({ variants }: { readonly variants: readonly VariantSummary[] }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const row = (name: string, of: (ends: VariantSummary['ends']) => number) => ({
    name,
    cells: variants.map(({ ends }) => {
      const games = countedGames(ends);
      const count = of(ends);
      const share = formats.percent(games > 0 ? count / games : 0, 1);
      return words.t('study.share', { count: formats.number(count), share });
    }),
  });
  return (
    <Figures
      caption={words.t('study.ends')}
      variants={variants.map(({ variant }) => variant)}
      rows={[
        { name: words.t('study.games'), cells: variants.map(({ ends }) => formats.number(countedGames(ends))) },
        ...SIDES.map((side) => row(words.t('study.won', { side: words.side(side) }), ({ wins }) => wins[side])),
        row(words.t('study.drawn'), ({ draws }) => draws),
        row(words.t('study.bothLost'), ({ mutualLosses }) => mutualLosses),
      ]}
    />
  );
};

interface OutputProps {
  readonly place: number;
  readonly measure: MeasureId;
  readonly variants: readonly VariantSummary[];
}

const Output = ({ place, measure, variants }: OutputProps): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const value = makeValue(measure, formats);
  const row = (name: string, of: (output: OutputSummary) => string) => ({
    name,
    cells: variants.map(({ outputs }) => (outputs[place] === undefined ? '' : of(outputs[place]))),
  });
  const isCompared = variants.some(({ against }) => against !== null);
  const changed = row(words.t('study.change'), ({ change }) =>
    change === null ? '' : withError(change, value, words),
  );
  return (
    <Figures
      caption={measureName(measure, words)}
      variants={variants.map(({ variant }) => variant)}
      rows={[
        row(words.t('study.mean'), ({ all }) => withError(all, value, words)),
        row(words.t('study.p05'), ({ all }) => value(all.p05)),
        row(words.t('study.median'), ({ all }) => value(all.p50)),
        row(words.t('study.p95'), ({ all }) => value(all.p95)),
        ...(isCompared ? [changed] : []),
      ]}
    />
  );
};

interface ChartProps {
  readonly measure: MeasureId;
  readonly rows: readonly { readonly variant: string; readonly output: OutputSummary }[];
}

const Spread = ({ measure, rows }: ChartProps): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const value = makeValue(measure, formats);
  const options = useMemo((): Plot.PlotOptions => {
    const flat = rows.map(({ variant, output: { all } }) => ({ variant, ...all }));
    return {
      marginLeft: 16,
      height: 60 + 56 * flat.length,
      x: { label: measureName(measure, words), grid: true, tickFormat: formats.amount },
      y: { axis: null, padding: 0.5 },
      marks: [
        Plot.ruleY(flat, { y: 'variant', x1: 'p05', x2: 'p95', stroke: 'var(--chart-1)', strokeWidth: 2 }),
        Plot.barX(flat, { y: 'variant', x1: 'p25', x2: 'p75', fill: 'var(--chart-1)', fillOpacity: 0.35 }),
        Plot.dot(flat, { y: 'variant', x: 'mean', fill: 'var(--chart-2)', r: 5 }),
        Plot.text(flat, { y: 'variant', text: 'variant', frameAnchor: 'left', dy: -22, fontWeight: 600 }),
      ],
    };
  }, [rows, measure, words, formats]);
  const summary = rows.map(({ variant, output: { all } }) =>
    words.t('study.spreadNote', {
      variant,
      mean: withError(all, value, words),
      low: value(all.p05),
      high: value(all.p95),
    }),
  );
  return <PlotFigure title={words.t('study.spread')} heading="h3" summary={summary.join(' ')} options={options} />;
};

const Settling = ({ measure, rows }: ChartProps): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const value = makeValue(measure, formats);
  const options = useMemo((): Plot.PlotOptions => {
    const steps = rows.flatMap(({ variant, output }) =>
      output.convergence.map(({ count, mean, error }) => ({
        variant,
        count,
        mean,
        low: mean - (error ?? 0),
        high: mean + (error ?? 0),
      })),
    );
    return {
      x: { label: words.t('study.games'), tickFormat: formats.amount },
      y: { label: measureName(measure, words), grid: true, tickFormat: formats.amount },
      marks: [
        Plot.areaY(steps, {
          x: 'count',
          y1: 'low',
          y2: 'high',
          z: 'variant',
          fill: 'var(--chart-1)',
          fillOpacity: 0.2,
        }),
        Plot.line(steps, { x: 'count', y: 'mean', z: 'variant', stroke: 'var(--chart-1)', strokeWidth: 2 }),
      ],
    };
  }, [rows, measure, words, formats]);
  const last = rows.at(-1)?.output.convergence.at(-1);
  const summary =
    last === undefined
      ? ''
      : words.t('study.settlingNote', { count: formats.number(last.count), mean: withError(last, value, words) });
  return <PlotFigure title={words.t('study.settling')} heading="h3" summary={summary} options={options} />;
};

const MOST_SWINGS = 8;

const Swings = ({ measure, rows }: ChartProps): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  const value = makeValue(measure, formats);
  const swings = (rows[0]?.output.swings ?? [])
    .toSorted((a, b) => Math.abs(b.high.mean - b.low.mean) - Math.abs(a.high.mean - a.low.mean))
    .slice(0, MOST_SWINGS);
  if (swings.length === 0) return null;
  return (
    <div className="study-table">
      <table className="changes">
        <caption>{words.t('study.swings', { measure: measureName(measure, words) })}</caption>
        <thead>
          <tr>
            <th scope="col">{words.t('study.assumption')}</th>
            <th scope="col">{words.t('study.atLow')}</th>
            <th scope="col">{words.t('study.atHigh')}</th>
          </tr>
        </thead>
        <tbody>
          {swings.map(({ path, low, high }) => (
            <tr key={path}>
              <th scope="row">
                {words.figure(path.split('.').at(-1) ?? '')} <code>{path}</code>
              </th>
              <td className="number">{withError(low, value, words)}</td>
              <td className="number">{withError(high, value, words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface FilesProps {
  readonly plan: Plan;
  readonly summary: StudySummary;
  readonly makeCsv: () => string;
}

const Files = ({ plan, summary, makeCsv }: FilesProps): ReactElement => {
  const words = useWords();
  const written = (): string => `${JSON.stringify({ plan, summary }, undefined, 2)}\n`;
  return (
    <div className="actions">
      <Button icon="file" onClick={() => downloadFile(`${plan.id}.csv`, makeCsv(), 'text/csv')}>
        {words.t('study.saveGames')}
      </Button>
      <Button icon="file" onClick={() => downloadFile(`${plan.id}.json`, written(), 'application/json')}>
        {words.t('study.saveSummary')}
      </Button>
    </div>
  );
};

export const Results = (): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  const { plan, results, isRunning } = useStore(studyStore, (state) => state);
  const combined = useMemo(() => (plan === null ? null : combine(plan, results)), [plan, results]);
  const charted = useMemo(
    () =>
      (combined?.summary.variants ?? []).flatMap(({ variant, outputs: [output] }) =>
        output === undefined ? [] : [{ variant, output }],
      ),
    [combined],
  );
  if (plan === null || combined === null) return null;
  const { rows, summary } = combined;
  const [first] = plan.outputs;
  const progress = words.t('study.progress', {
    done: formats.number(rows.length),
    of: formats.number(gameCount(plan)),
  });
  return (
    <section className="panel study-results" aria-labelledby="study-results" data-running={isRunning}>
      <h2 id="study-results">{words.t('study.results')}</h2>
      <div className="luck-progress">
        <progress value={rows.length} max={gameCount(plan)} aria-label={words.t('study.progressName')}>
          {progress}
        </progress>
        <span className="number soft">{progress}</span>
      </div>
      <p role="status" className="visually-hidden">
        {isRunning ? '' : progress}
      </p>
      {rows.length > 0 && (
        <>
          <Files plan={plan} summary={summary} makeCsv={() => csvOf(plan, rows)} />
          <Ends variants={summary.variants} />
          {first !== undefined && (
            <div className="study-charts">
              <Spread measure={first} rows={charted} />
              <Settling measure={first} rows={charted} />
            </div>
          )}
          {plan.outputs.map((measure, place) => (
            <Output key={measure} place={place} measure={measure} variants={summary.variants} />
          ))}
          {first !== undefined && <Swings measure={first} rows={charted} />}
          <p className="soft">
            {words.t('study.same', { seed: plan.seed })} <code>{plan.rulesetHash.slice(0, 12)}</code>,{' '}
            <code>{plan.engineVersion}</code>
          </p>
        </>
      )}
    </section>
  );
};
