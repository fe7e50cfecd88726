/** Luck or judgement: where the real game fell among games of the same decisions with other dice, and of other decisions. */
import * as Plot from '@observablehq/plot';
import { type ReactElement, useMemo, useState } from 'react';
import { DOCTRINE_IDS } from '../../../bots/index.ts';
import { type Side, SIDES } from '../../../ruleset/terms.ts';
import {
  type Debrief,
  type LuckAndJudgement,
  luckAndJudgement,
  type OtherDecisions,
  type RerunPair,
  rerunMargin,
  WITHOUT,
} from '../../../study/index.ts';
import { type Formats, useFormats } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { cancelReruns, debriefStore, startReruns } from '../../store/debrief.ts';
import { useStore } from '../../store/externalStore.ts';
import { useSession } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { PlotFigure } from '../report/PlotFigure.tsx';
import { halfYearsOf } from './debriefWords.ts';

const COUNTS = [20, 60, 200] as const;
const OTHERS: readonly OtherDecisions[] = [
  ...[...DOCTRINE_IDS, 'random' as const].map((id): OtherDecisions => ({ kind: 'doctrine', id })),
  ...WITHOUT.map((what): OtherDecisions => ({ kind: 'without', what })),
];
const keyOf = (other: OtherDecisions): string => (other.kind === 'doctrine' ? other.id : `without.${other.what}`);

const otherWords = (other: OtherDecisions, words: Words): string =>
  other.kind === 'doctrine' ? words.t(`opponent.${other.id}.name`) : words.t(`debrief.without.${other.what}`);

const Question = ({ debrief }: { readonly debrief: Debrief }): ReactElement => {
  const { view, rules } = useSession();
  const words = useWords();
  const formats = useFormats();
  const isRunning = useStore(debriefStore, ({ rerun }) => rerun?.isRunning ?? false);
  const [side, setSide] = useState<Side>(view.side);
  const [fromTurn, setFromTurn] = useState(1);
  const [other, setOther] = useState(keyOf(OTHERS[0] as OtherDecisions));
  const [count, setCount] = useState<number>(COUNTS[1]);
  const start = (): void => {
    const chosen = OTHERS.find((each) => keyOf(each) === other);
    if (chosen !== undefined) void startReruns(rules, { record: debrief.record, side, fromTurn, other: chosen, count });
  };
  return (
    <form
      className="luck-question"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <Choice
        label={words.t('debrief.luck.side')}
        value={side}
        options={SIDES.map((each) => [each, words.side(each)])}
        onChange={(value) => setSide(SIDES.find((each) => each === value) ?? side)}
      />
      <Choice
        label={words.t('debrief.luck.from')}
        value={String(fromTurn)}
        options={halfYearsOf(debrief.chapters).map(({ turn, year, half }) => [
          String(turn),
          words.t('debrief.luck.fromTurn', { turn, date: formats.halfYear(year, half) }),
        ])}
        onChange={(value) => setFromTurn(Number(value))}
      />
      <Choice
        label={words.t('debrief.luck.other')}
        value={other}
        options={OTHERS.map((each) => [keyOf(each), otherWords(each, words)])}
        onChange={setOther}
      />
      <Choice
        label={words.t('debrief.luck.count')}
        value={String(count)}
        options={COUNTS.map((each) => [String(each), formats.number(each, 0)])}
        onChange={(value) => setCount(Number(value))}
      />
      <div className="actions">
        <Button isSubmit disabled={isRunning} icon="play">
          {words.t('debrief.luck.start')}
        </Button>
        <Button disabled={!isRunning} icon="remove" onClick={cancelReruns}>
          {words.t('debrief.luck.cancel')}
        </Button>
      </div>
    </form>
  );
};

/** Such a share of the reruns on either side of the real game, and it was luck worth a word. */
const LUCKY_FRAC = 0.75;

const verdicts = ({ betterThanFrac, judgement, judgementError }: LuckAndJudgement): readonly string[] => [
  betterThanFrac > LUCKY_FRAC
    ? 'debrief.luck.good'
    : betterThanFrac < 1 - LUCKY_FRAC
      ? 'debrief.luck.bad'
      : 'debrief.luck.ordinary',
  judgement > judgementError
    ? 'debrief.judgement.better'
    : judgement < -judgementError
      ? 'debrief.judgement.worse'
      : 'debrief.judgement.even',
];

const shares = (formats: Formats, { same, other }: LuckAndJudgement) =>
  (['wonFrac', 'drawnFrac', 'lostFrac', 'ruinedFrac'] as const).map((name) => ({
    name,
    same: formats.percent(same[name]),
    other: formats.percent(other[name]),
  }));

const Spreads = ({
  told,
  otherName,
}: {
  readonly told: LuckAndJudgement;
  readonly otherName: string;
}): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const points = (value: number): string => formats.number(value, 1);
  const range = ({ low, high }: { low: number; high: number }): string =>
    words.t('format.range', { low: points(low), high: points(high) });
  return (
    <table className="changes">
      <caption className="visually-hidden">{words.t('debrief.luck.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{words.t('report.what')}</th>
          <th scope="col">{words.t('debrief.luck.same')}</th>
          <th scope="col">{otherName}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{words.t('debrief.luck.real')}</th>
          <td className="number">{points(told.real)}</td>
          <td className="number">{points(told.otherWithRealDice)}</td>
        </tr>
        <tr>
          <th scope="row">{words.t('debrief.luck.mean')}</th>
          <td className="number">{points(told.same.mean)}</td>
          <td className="number">{points(told.other.mean)}</td>
        </tr>
        <tr>
          <th scope="row">{words.t('debrief.luck.range')}</th>
          <td className="number">{range(told.same)}</td>
          <td className="number">{range(told.other)}</td>
        </tr>
        {shares(formats, told).map(({ name, same, other }) => (
          <tr key={name}>
            <th scope="row">{words.t(`debrief.luck.${name}`)}</th>
            <td className="number">{same}</td>
            <td className="number">{other}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const SpreadChart = ({
  pairs,
  side,
  told,
  otherName,
}: {
  readonly pairs: readonly RerunPair[];
  readonly side: Side;
  readonly told: LuckAndJudgement;
  readonly otherName: string;
}): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const options = useMemo((): Plot.PlotOptions => {
    const same = words.t('debrief.luck.same');
    const rows = pairs.slice(1).flatMap((pair) => [
      { of: same, margin: rerunMargin(pair.same, side) },
      { of: otherName, margin: rerunMargin(pair.other, side) },
    ]);
    return {
      marginLeft: 16,
      height: 240,
      x: { label: words.t('debrief.luck.axis', { side: words.side(side) }), grid: true, tickFormat: formats.amount },
      y: { axis: null },
      fy: { label: null, domain: [same, otherName], axis: null },
      marks: [
        Plot.dot(
          rows,
          Plot.dodgeY('middle', {
            x: 'margin',
            fy: 'of',
            fill: (row: { of: string }) => (row.of === same ? 'var(--chart-1)' : 'var(--chart-2)'),
            symbol: (row: { of: string }) => (row.of === same ? 'circle' : 'square'),
            r: 4,
          }),
        ),
        Plot.ruleX([told.real], { stroke: 'currentColor', strokeWidth: 2 }),
        Plot.text([same, otherName], {
          fy: (name: string) => name,
          text: (name: string) => name,
          frameAnchor: 'top-left',
          fontWeight: 600,
          dx: 4,
          dy: 8,
        }),
      ],
      symbol: { type: 'identity' },
      color: { type: 'identity' },
    };
  }, [pairs, side, told.real, otherName, words, formats]);
  return (
    <PlotFigure
      title={words.t('debrief.luck.chart')}
      summary={words.t('debrief.luck.chartNote', { real: formats.number(told.real, 1) })}
      options={options}
    />
  );
};

const Answer = ({ told, name }: { readonly told: LuckAndJudgement; readonly name: string }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const points = (value: number): string => formats.number(value, 1);
  return (
    <>
      <p>
        {words.t('debrief.luck.result', {
          count: formats.number(told.count, 0),
          countN: told.count,
          better: formats.percent(told.betterThanFrac),
          luck: points(told.luck),
          judgement: points(told.judgement),
          error: points(told.judgementError),
          other: name,
        })}
      </p>
      <ul>
        {verdicts(told).map((key) => (
          <li key={key}>{words.t(key, { other: name })}</li>
        ))}
      </ul>
    </>
  );
};

const Result = (): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  const rerun = useStore(debriefStore, (state) => state.rerun);
  const told = useMemo(() => (rerun === null ? null : luckAndJudgement(rerun.pairs, rerun.request.side)), [rerun]);
  if (rerun === null) return null;
  const { request, pairs, isRunning } = rerun;
  const name = otherWords(request.other, words);
  const done = pairs.length;
  const progress = words.t('debrief.luck.progress', { done, count: request.count + 1 });
  return (
    <div className="luck-result" data-reruns={done} data-running={isRunning}>
      <div className="luck-progress">
        <progress value={done} max={request.count + 1} aria-label={words.t('debrief.luck.progressName')}>
          {progress}
        </progress>
        <span className="number soft">{progress}</span>
      </div>
      <div role="status">
        {!isRunning && told !== null && (
          <>
            {done <= request.count && <p>{words.t('debrief.luck.cancelled')}</p>}
            <Answer told={told} name={name} />
          </>
        )}
      </div>
      {told !== null && (
        <>
          {isRunning && <Answer told={told} name={name} />}
          <SpreadChart pairs={pairs} side={request.side} told={told} otherName={name} />
          <Spreads told={told} otherName={name} />
          <p className="soft">
            {words.t('debrief.luck.dropped', {
              given: formats.number(told.given, 0),
              dropped: formats.number(told.dropped, 0),
              cut: formats.number(told.cut, 0),
            })}{' '}
            {told.staffTurns > 0 && words.t('debrief.luck.staff', { turns: formats.number(told.staffTurns, 0) })}
          </p>
        </>
      )}
    </div>
  );
};

export const Luck = ({ debrief }: { readonly debrief: Debrief }): ReactElement => {
  const words = useWords();
  return (
    <section className="panel luck">
      <h2>{words.t('debrief.luck.title')}</h2>
      <p className="soft">{words.t('debrief.luck.note')}</p>
      <Question debrief={debrief} />
      <Result />
    </section>
  );
};
