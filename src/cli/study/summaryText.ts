/** The summary of a study as text: how the games ended, every output with its error, what moves it. */
import {
  countedGames,
  type Estimate,
  type OutputSummary,
  type Plan,
  type StudySummary,
  type VariantSummary,
} from '../../study/index.ts';
import { DICE } from './charts.ts';

const DIGITS = 4;
const number = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(DIGITS)));
const percent = (frac: number): string => `${(100 * frac).toFixed(1)}%`;
const withError = ({ mean, error }: Estimate): string =>
  error === null ? number(mean) : `${number(mean)} ± ${number(error)}`;

const table = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths: number[] = [];
  for (const row of rows)
    for (const [place, cell] of row.entries()) widths[place] = Math.max(widths[place] ?? 0, cell.length);
  return rows.map((row) => `  ${row.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join('  ')}`.trimEnd());
};

const endsOf = (variants: readonly VariantSummary[]): readonly string[] => {
  const isMorePlayed = variants.some(({ games, ends }) => games > countedGames(ends));
  return table([
    ['', 'games', ...(isMorePlayed ? ['of played'] : []), 'us won', 'cn won', 'drawn', 'both lost', 'how they ended'],
    ...variants.map(({ variant, games, ends }) => [
      variant,
      String(countedGames(ends)),
      ...(isMorePlayed ? [String(games)] : []),
      String(ends.wins.us),
      String(ends.wins.cn),
      String(ends.draws),
      String(ends.mutualLosses),
      Object.entries(ends.ends)
        .map(([end, count]) => `${end} ${count}`)
        .join(', '),
    ]),
  ]);
};

const outputsOf = (variants: readonly VariantSummary[], place: number): readonly string[] => {
  const isCompared = variants.some(({ against }) => against !== null);
  return table([
    ['', 'mean', '5% of games below', 'median', '95% below', ...(isCompared ? ['change', 'against'] : [])],
    ...variants.flatMap(({ variant, against, outputs }) => {
      const output = outputs[place];
      if (output === undefined) return [];
      const { all, change } = output;
      const changed = change === null ? '' : withError(change);
      return [[variant, withError(all), number(all.p05), number(all.p50), number(all.p95), changed, against ?? '']];
    }),
  ]);
};

const swingsOf = ({ swings }: OutputSummary): readonly string[] =>
  table([
    ['', 'at the low end', 'at the high end'],
    ...swings
      .toSorted((a, b) => Math.abs(b.high.mean - b.low.mean) - Math.abs(a.high.mean - a.low.mean))
      .map(({ path, low, high }) => [path, withError(low), withError(high)]),
  ]);

const indicesOf = (plan: Plan, { indices }: OutputSummary): readonly string[] =>
  table([
    ['', 'first order', '95%', 'total', '95%'],
    ...indices.map(({ first, total }, place) => [
      plan.assumptions[place]?.path ?? DICE,
      number(first.value),
      `${number(first.low)} to ${number(first.high)}`,
      number(total.value),
      `${number(total.low)} to ${number(total.high)}`,
    ]),
  ]);

const luckOf = (variants: readonly VariantSummary[], place: number): readonly string[] =>
  variants.flatMap(({ variant, outputs }) => {
    const luck = outputs[place]?.luck;
    return luck === undefined || luck === null
      ? []
      : [
          `  ${variant}: the real dice gave ${number(luck.real)}, more than ${percent(luck.belowFrac)} of the reruns (${number(luck.luck)} against their mean)`,
        ];
  });

const titled = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines, ''];

const outputText = (plan: Plan, { variants }: StudySummary, place: number): readonly string[] => {
  const measure = plan.outputs[place] ?? '';
  // Of a study that was stopped early: what nobody has played has no mean.
  const shown = (plan.design === 'tornado' ? variants.slice(0, 1) : variants).filter(({ games }) => games > 0);
  return [
    ...titled(`${measure}, mean with its 95% error`, shown.length > 0 ? outputsOf(shown, place) : []),
    ...shown.flatMap(({ variant, against, outputs }) => {
      const output = outputs[place];
      if (output === undefined) return [];
      return [
        ...titled(
          `${measure}, ${variant}${against === null ? '' : ` against ${against}`}: how far one assumption moves the mean`,
          output.swings.length > 0 ? swingsOf(output) : [],
        ),
        ...titled(
          `${measure}, ${variant}: shares of the variance`,
          output.indices.length > 0 ? indicesOf(plan, output) : [],
        ),
      ];
    }),
    ...titled(`${measure}: luck or judgement`, luckOf(shown, place)),
  ];
};

const replayedText = ({ variants }: StudySummary): readonly string[] =>
  variants.flatMap(({ variant, replayed }) =>
    replayed === null || replayed.given === 0
      ? []
      : [
          `  ${variant}: of ${replayed.given} recorded orders ${replayed.cut} were cut to what could be had and ${replayed.dropped} could not be given`,
        ],
  );

export const summaryText = (plan: Plan, summary: StudySummary): string => {
  const { scenarioId, packId, seed, design, sampling, draws, replicates, rulesetHash, engineVersion, branch } = plan;
  const lines = [
    `study ${plan.id}: ${summary.games} of ${summary.of} games, ${draws} draws (${design}, ${sampling}, ${replicates} replicate${replicates === 1 ? '' : 's'}), seed ${seed}`,
    `scenario ${scenarioId}, pack ${packId}${branch === null ? '' : `, from half-year ${branch.fromTurn} of game ${branch.record.seed}`}, rules ${rulesetHash}, engine ${engineVersion}`,
    '',
    ...titled('How the games ended', endsOf(summary.variants)),
    ...plan.outputs.flatMap((_, place) => outputText(plan, summary, place)),
    ...titled('Recorded orders', replayedText(summary)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
};
