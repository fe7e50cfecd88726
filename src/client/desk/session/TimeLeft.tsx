/** The clock of a stage: what is left of its time, in figures that do not jump. Silent to screen readers but when asked. */
import type { ReactElement } from 'react';
import type { Status } from '../../../protocol/sessionParts.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { clockText, useSecondsLeft } from './timeLeft.ts';

const SOON_S = 60;

export const TimeLeft = ({ status }: { readonly status: Status }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const seconds = useSecondsLeft(status);
  if (seconds === null) return <span className="soft">{words.t('white.noTimer')}</span>;
  const isSoon = seconds < SOON_S && status.deadlineMs !== null;
  return (
    <span className={isSoon ? 'time-left is-soon number' : 'time-left number'} role="timer">
      {clockText(seconds, words, formats)}
      {status.deadlineMs === null && <small className="soft"> {words.t('white.stopped')}</small>}
    </span>
  );
};
