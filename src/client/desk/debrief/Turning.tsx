/** The race by half-year, true and believed, and the half-years in which it turned. */
import * as Plot from '@observablehq/plot';
import { type ReactElement, useMemo } from 'react';
import { type Side, SIDES } from '../../../ruleset/terms.ts';
import { type Chapter, type Debrief, marginAfter, type TurningPoint } from '../../../study/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { openWorking } from '../../store/client.ts';
import { useSession } from '../../store/useClient.ts';
import { eventWords } from '../parts/eventWords.ts';
import { SideMark } from '../parts/SideMark.tsx';
import { PlotFigure } from '../report/PlotFigure.tsx';
import { halfYearsOf, SIDE_LOOK, turnAxisOf } from './debriefWords.ts';

/** The margin as a side believed it: its own points less what it took the other's for. */
const believedMargin = (chapter: Chapter, side: Side) => {
  const { points, beliefs } = chapter.sides[side];
  const believed = beliefs.find(({ name }) => name === 'points')?.estimate ?? { value: 0, low: 0, high: 0 };
  return {
    turn: chapter.turn,
    value: points - believed.value,
    low: points - believed.high,
    high: points - believed.low,
  };
};

const MarginChart = ({ debrief, side }: { readonly debrief: Debrief; readonly side: Side }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const options = useMemo((): Plot.PlotOptions => {
    const chapters = halfYearsOf(debrief.chapters);
    const truth = chapters.map((chapter) => ({ turn: chapter.turn, value: marginAfter(chapter, side) }));
    const believed = chapters.map((chapter) => believedMargin(chapter, side));
    const turned = truth.filter(({ turn }) => debrief.turningPoints.some((point) => point.turn === turn));
    return {
      x: turnAxisOf(chapters, words),
      y: { label: formats.unit('points'), grid: true, zero: true, tickFormat: formats.amount },
      marks: [
        Plot.areaY(believed, { x: 'turn', y1: 'low', y2: 'high', fill: 'var(--chart-2)', fillOpacity: 0.25 }),
        Plot.lineY(believed, {
          x: 'turn',
          y: 'value',
          stroke: 'var(--chart-2)',
          strokeWidth: 2,
          strokeDasharray: '5 3',
        }),
        Plot.ruleY([0], { stroke: 'currentColor' }),
        Plot.lineY(truth, { x: 'turn', y: 'value', stroke: 'var(--chart-1)', strokeWidth: 2.5 }),
        Plot.dot(truth, { x: 'turn', y: 'value', fill: 'var(--chart-1)', r: 3 }),
        Plot.dot(turned, { x: 'turn', y: 'value', stroke: 'var(--chart-1)', strokeWidth: 2, r: 8 }),
      ],
    };
  }, [debrief, side, words, formats]);
  const margins = halfYearsOf(debrief.chapters).map((chapter) => ({ chapter, margin: marginAfter(chapter, side) }));
  const best = margins.toSorted((a, b) => b.margin - a.margin)[0];
  const worst = margins.toSorted((a, b) => a.margin - b.margin)[0];
  const summary =
    best === undefined || worst === undefined
      ? ''
      : words.t('debrief.margin.summary', {
          side: words.side(side),
          best: formats.number(best.margin, 1),
          bestTurn: best.chapter.turn,
          worst: formats.number(worst.margin, 1),
          worstTurn: worst.chapter.turn,
          last: formats.number(margins.at(-1)?.margin ?? 0, 1),
        });
  return (
    <PlotFigure
      title={words.t('debrief.margin.title', { side: words.side(side) })}
      summary={summary}
      options={options}
      legend={[
        { name: words.t('debrief.margin.true'), className: 'legend-1' },
        { name: words.t('debrief.margin.believed', { side: words.side(side) }), className: 'legend-2' },
      ]}
    />
  );
};

const ComputeChart = ({ debrief }: { readonly debrief: Debrief }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const options = useMemo((): Plot.PlotOptions => {
    const chapters = halfYearsOf(debrief.chapters);
    return {
      x: turnAxisOf(chapters, words),
      y: { label: formats.unit('POPS'), grid: true, zero: true, tickFormat: formats.amount },
      marks: SIDES.flatMap((side) => {
        const { colour, symbol, dash } = SIDE_LOOK[side];
        const points = chapters.map(({ turn, sides }) => ({ turn, pops: sides[side].deliveredPops }));
        return [
          Plot.lineY(points, { x: 'turn', y: 'pops', stroke: colour, strokeWidth: 2, strokeDasharray: dash }),
          Plot.dot(points, { x: 'turn', y: 'pops', fill: colour, symbol, r: 4 }),
        ];
      }),
    };
  }, [debrief, words, formats]);
  const last = halfYearsOf(debrief.chapters).at(-1);
  const summary = words.t('debrief.compute.summary', {
    us: formats.quantity(last?.sides.us.deliveredPops ?? 0, 'POPS'),
    cn: formats.quantity(last?.sides.cn.deliveredPops ?? 0, 'POPS'),
  });
  return (
    <PlotFigure
      title={words.t('debrief.compute.title')}
      summary={summary}
      options={options}
      legend={SIDES.map((side) => ({ name: words.side(side), className: `legend-${side}` }))}
    />
  );
};

const Why = ({ id, children }: { readonly id: string; readonly children: string }): ReactElement => (
  <button type="button" className="link" data-working="" onClick={() => openWorking({ kind: 'finding', id })}>
    {children}
  </button>
);

const Point = ({ point, chapter }: { readonly point: TurningPoint; readonly chapter: Chapter }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const points = (value: number): string => formats.number(value, 1);
  return (
    <li data-turning={point.turn}>
      <p>
        <strong>{formats.halfYear(chapter.year, chapter.half)}</strong> <SideMark side={point.side} />{' '}
        {words.t('debrief.turning.gain', {
          points: points(point.points),
          before: points(point.before),
          after: points(point.after),
        })}{' '}
        {point.isLeadChange && <strong>{words.t('debrief.turning.lead')}</strong>}
      </p>
      <p className="soft">
        {point.parts.length > 0 &&
          words.t('debrief.turning.from', {
            parts: point.parts
              .map(({ source, points: gained }) =>
                words.t('debrief.turning.part', { source: words.t(`pointSource.${source}`), points: points(gained) }),
              )
              .join(words.t('format.listSeparator')),
          })}{' '}
        <span className="contests">
          {point.findingIds.map((id, place) => (
            <Why key={id} id={id}>
              {words.t('debrief.turning.contests', { side: words.side(SIDES[place % SIDES.length] ?? '') })}
            </Why>
          ))}
        </span>
      </p>
      <ul className="plain-list">
        {point.events.map((event) => {
          const text = eventWords(event, words, formats);
          const [id] = event.findingIds;
          return <li key={event.id}>{id === undefined ? text : <Why id={id}>{text}</Why>}</li>;
        })}
      </ul>
    </li>
  );
};

export const Turning = ({ debrief }: { readonly debrief: Debrief }): ReactElement => {
  const { view } = useSession();
  const words = useWords();
  return (
    <>
      <div className="debrief-pair">
        <MarginChart debrief={debrief} side={view.side} />
        <ComputeChart debrief={debrief} />
      </div>
      <section className="panel">
        <h2>{words.t('debrief.turning.title')}</h2>
        <p className="soft">{words.t('debrief.turning.note')}</p>
        <ol className="turning-points">
          {debrief.turningPoints.map((point) => {
            const chapter = debrief.chapters.find(({ turn, stage }) => turn === point.turn && stage === 'turn');
            return chapter === undefined ? null : <Point key={point.turn} point={point} chapter={chapter} />;
          })}
        </ol>
      </section>
    </>
  );
};
