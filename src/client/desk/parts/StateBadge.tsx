/** The state of a machine as a badge: words first, with a tone and a mark that repeat it. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { toneOf } from './tone.ts';

export const StateBadge = ({ chartId, state }: { readonly chartId: string; readonly state: string }): ReactElement => {
  const words = useWords();
  return <span className={`badge badge-${toneOf(state)}`}>{words.state(chartId, state)}</span>;
};
