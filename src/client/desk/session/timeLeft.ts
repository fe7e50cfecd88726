/** How much time a stage of a hosted session still has, by the server's clock. */
import { useEffect, useState } from 'react';
import type { Status } from '../../../protocol/sessionParts.ts';
import type { Formats } from '../../i18n/format.ts';
import type { Words } from '../../i18n/words.ts';
import { useHosted } from '../../store/hosted.ts';

const SECOND_MS = 1000;
const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** Whole seconds left at an hour of the server's clock; null where there is no timer. */
export const secondsLeft = (
  { deadlineMs, remainingMs }: Pick<Status, 'deadlineMs' | 'remainingMs'>,
  nowMs: number,
): number | null => {
  if (deadlineMs !== null) return Math.max(0, Math.ceil((deadlineMs - nowMs) / SECOND_MS));
  return remainingMs === null ? null : Math.ceil(remainingMs / SECOND_MS);
};

const two = (value: number): string => String(value).padStart(2, '0');

/** `4:05`, `1:04:05`; from a day on, days and hours in words. */
export const clockText = (seconds: number, words: Words, formats: Formats): string => {
  const days = Math.floor(seconds / DAY_S);
  const hours = Math.floor((seconds % DAY_S) / HOUR_S);
  if (days > 0)
    return words.t('white.daysLeft', { days: formats.number(days, 0), hours: formats.number(hours, 0), count: days });
  const minutes = Math.floor((seconds % HOUR_S) / MINUTE_S);
  const rest = two(seconds % MINUTE_S);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
};

/** Counts down once a second while there is something to count. */
export const useSecondsLeft = (status: Status): number | null => {
  const offsetMs = useHosted((state) => state.clockOffsetMs);
  const [nowMs, setNowMs] = useState(() => Date.now());
  const isRunning = status.deadlineMs !== null;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNowMs(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  return secondsLeft(status, nowMs + offsetMs);
};
