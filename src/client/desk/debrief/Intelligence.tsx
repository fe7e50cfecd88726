/** How good each side's picture of the other was: estimate against truth by half-year. */
import * as Plot from '@observablehq/plot';
import { type ReactElement, useMemo } from 'react';
import { SIDES } from '../../../ruleset/terms.ts';
import type { Debrief } from '../../../study/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { PlotFigure } from '../report/PlotFigure.tsx';
import { halfYearsOf, SIDE_LOOK, turnAxisOf } from './debriefWords.ts';

/** Sides beside each other in a half-year, so that neither range hides the other, turns. */
const APART = 0.12;

export const Intelligence = ({ debrief }: { readonly debrief: Debrief }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const options = useMemo((): Plot.PlotOptions => {
    const chapters = halfYearsOf(debrief.chapters);
    return {
      x: turnAxisOf(chapters, words),
      y: {
        label: words.t('debrief.intelligence.axis'),
        grid: true,
        tickFormat: (frac: number) => formats.percent(frac),
      },
      marks: [
        Plot.ruleY([1], { stroke: 'currentColor', strokeWidth: 1.5 }),
        ...SIDES.flatMap((side, place) => {
          const { colour, symbol } = SIDE_LOOK[side];
          const rows = chapters.flatMap(({ turn, sides }) =>
            sides[side].beliefs
              .filter(({ name, truth }) => name === 'deliveredPops' && truth > 0)
              .map(({ estimate, truth }) => ({
                turn: turn + (place === 0 ? -APART : APART),
                value: estimate.value / truth,
                low: estimate.low / truth,
                high: estimate.high / truth,
              })),
          );
          return [
            Plot.ruleX(rows, { x: 'turn', y1: 'low', y2: 'high', stroke: colour, strokeWidth: 2 }),
            Plot.dot(rows, { x: 'turn', y: 'value', fill: colour, symbol, r: 4.5 }),
          ];
        }),
      ],
    };
  }, [debrief, words, formats]);
  const summary = SIDES.map((side) =>
    words.t('debrief.intelligence.summary', {
      side: words.side(side),
      error: formats.percent(debrief.intelligence[side].meanErrorFrac),
      within: formats.percent(debrief.intelligence[side].inRangeFrac),
    }),
  ).join(' ');
  return (
    <PlotFigure
      title={words.t('debrief.intelligence.title')}
      summary={summary}
      options={options}
      legend={SIDES.map((side) => ({
        name: words.t('debrief.intelligence.of', { side: words.side(side) }),
        className: `legend-${side}`,
      }))}
    />
  );
};
