/** Why an opponent played a half-year or a crisis round so: its plan, what it expected and feared. Worked out when it is opened. */
import { type ReactElement, useState } from 'react';
import type { Why } from '../../../bots/index.ts';
import type { Side } from '../../../ruleset/schema.ts';
import type { Chapter } from '../../../study/index.ts';
import { type Formats, useFormats } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { reportCrash } from '../../store/client.ts';
import { loadWhy } from '../../store/debrief.ts';

interface ToldProps {
  readonly why: Why;
  readonly words: Words;
  readonly formats: Formats;
}

const Aims = ({ why, words, formats }: ToldProps): ReactElement => (
  <>
    <h5>{words.t('why.aims')}</h5>
    {why.aims.length === 0 ? (
      <p>{words.t('why.noAims')}</p>
    ) : (
      <ul className="plain-list">
        {why.aims.map(({ group, orderCount, fundsMusd }) => (
          <li key={group}>
            {words.t('why.aim', {
              group: words.t(`orderGroup.${group}`),
              orders: orderCount,
              funds: formats.money(fundsMusd),
            })}
          </li>
        ))}
      </ul>
    )}
  </>
);

const Expects = ({ why: { expects }, words, formats }: ToldProps): ReactElement => {
  const { worth, ownPoints, rivalPoints, rivalDoctrine } = expects;
  const points = (value: number): string => formats.number(value, 1);
  return (
    <>
      <h5>{words.t('why.expects')}</h5>
      <ul className="plain-list">
        <li>
          {worth === null ? words.t('why.noOutlook') : words.t('why.expectsWorth', { worth: formats.percent(worth) })}
        </li>
        <li>
          {words.t('why.expectsPoints', {
            own: points(ownPoints),
            low: points(rivalPoints.low),
            high: points(rivalPoints.high),
          })}
        </li>
        {rivalDoctrine !== null && (
          <li>
            {words.t('why.believes', {
              doctrine: words.t(`opponent.${rivalDoctrine.id}.name`),
              prob: formats.percent(rivalDoctrine.prob),
            })}
          </li>
        )}
      </ul>
    </>
  );
};

const Fears = ({ why, words }: ToldProps): ReactElement => (
  <>
    <h5>{words.t('why.fears')}</h5>
    {why.fears.length === 0 ? (
      <p>{words.t('why.noFears')}</p>
    ) : (
      <ol className="plain-list">
        {why.fears.map(({ id }) => (
          <li key={id}>{words.t(`why.fear.${id}`)}</li>
        ))}
      </ol>
    )}
  </>
);

const Weighed = ({ why, words, formats }: ToldProps): ReactElement | null => {
  if (why.weighed.length === 0) return null;
  const courseName = (id: string): string => words.or(`why.course.${id}`, id);
  return (
    <>
      <h5>{words.t('why.weighed')}</h5>
      <ul className="plain-list">
        {why.weighed.map(({ id, isChosen, playoutCount, gain, gainError }, place) => (
          <li key={id}>
            {isChosen ? (
              <strong>
                {courseName(id)} ({words.t('why.chosen')})
              </strong>
            ) : (
              courseName(id)
            )}{' '}
            <span className="soft">
              {words.t('why.playouts', { count: playoutCount })}
              {place > 0 &&
                words.t('format.listSeparator') +
                  words.t('why.gain', { gain: formats.percent(gain, 1), error: formats.percent(gainError, 1) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
};

interface BotWhyProps {
  readonly chapter: Chapter;
  readonly side: Side;
  /** Who led the side. */
  readonly botId: string;
}

export const BotWhy = ({ chapter, side, botId }: BotWhyProps): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const [why, setWhy] = useState<Why | null>(null);
  const open = (isOpen: boolean): void => {
    if (isOpen && why === null) loadWhy(side, { turn: chapter.turn, stage: chapter.stage }).then(setWhy, reportCrash);
  };
  return (
    <details className="bot-why" onToggle={({ currentTarget }) => open(currentTarget.open)}>
      <summary>{words.t('why.title')}</summary>
      {why === null ? (
        <p className="soft">{words.t('debrief.loading')}</p>
      ) : (
        <div data-why={side}>
          <p className="soft">
            {words.t(`why.at.${chapter.stage}`, {
              name: words.or(`opponent.${botId}.name`, botId),
              halfYear: formats.halfYear(chapter.year, chapter.half),
            })}
          </p>
          <Aims why={why} words={words} formats={formats} />
          <Expects why={why} words={words} formats={formats} />
          <Fears why={why} words={words} formats={formats} />
          <Weighed why={why} words={words} formats={formats} />
        </div>
      )}
    </details>
  );
};
