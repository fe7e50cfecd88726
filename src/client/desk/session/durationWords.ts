/** A time for a half-year, in words: minutes, or days where it is that long; none where it is 0. */
import type { Words } from '../../i18n/words.ts';

const MINUTE_S = 60;
const DAY_S = 86_400;

export const durationWords = (seconds: number, words: Words): string => {
  if (seconds === 0) return words.t('session.noTime');
  return seconds >= DAY_S
    ? words.t('session.days', { count: seconds / DAY_S })
    : words.t('session.minutes', { count: seconds / MINUTE_S });
};
