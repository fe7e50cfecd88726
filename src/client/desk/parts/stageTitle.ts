/** What is being planned, or was resolved: a half-year, or the crisis round that bears its date. */
import type { SideView } from '../../../engine/index.ts';
import type { Formats } from '../../i18n/format.ts';
import type { Words } from '../../i18n/words.ts';

export const stageTitle = (
  { stage, year, half }: Pick<SideView, 'stage' | 'year' | 'half'>,
  words: Words,
  formats: Formats,
): string => {
  const date = formats.halfYear(year, half);
  return stage === 'crisisRound' ? words.t('stage.crisisRound', { date }) : date;
};
