/** How a difference between two forecasts is written, and whether it is one. */
import type { Estimate } from '../../../study/index.ts';
import type { Formats } from '../../i18n/format.ts';

/** With its sign; none where it rounds to nothing. */
export const signed = (value: number, formats: Formats): string => {
  const size = formats.number(Math.abs(value), 1);
  if (size === formats.number(0, 1)) return size;
  return `${value > 0 ? '+' : '−'}${size}`;
};

/** Too few games tell nothing. */
export const isWithinChance = ({ mean, error }: Estimate): boolean => error === null || Math.abs(mean) <= error;
