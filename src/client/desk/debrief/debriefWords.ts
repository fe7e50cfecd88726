/** What the parts of the debrief share: the sides in the order in which they are shown, and what tells them apart in a chart. */
import type * as Plot from '@observablehq/plot';
import type { Side } from '../../../ruleset/schema.ts';
import type { Chapter } from '../../../study/index.ts';
import type { Words } from '../../i18n/words.ts';

/** Hue, shape and stroke: never the hue alone. */
export const SIDE_LOOK: Readonly<Record<Side, { colour: string; symbol: 'circle' | 'diamond'; dash: string }>> = {
  us: { colour: 'var(--us)', symbol: 'circle', dash: 'none' },
  cn: { colour: 'var(--cn)', symbol: 'diamond', dash: '6 3' },
};

/** Half-years without the crisis rounds between them. */
export const halfYearsOf = (chapters: readonly Chapter[]): readonly Chapter[] =>
  chapters.filter(({ stage }) => stage === 'turn');

export const turnAxisOf = (chapters: readonly Chapter[], words: Words): Plot.ScaleOptions => ({
  label: words.t('chart.turn'),
  domain: [0.5, Math.max(2, chapters.length) + 0.5],
  ticks: chapters.map(({ turn }) => turn).filter((turn) => chapters.length < 12 || turn % 2 === 1),
  tickFormat: (turn: number) => String(turn),
});
