/** The scores of both sides and of the world, a word beside each side. */
import type { ReactElement, ReactNode } from 'react';
import type { Outcome } from '../../../engine/index.ts';
import type { Side } from '../../../ruleset/schema.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { SideMark } from '../parts/SideMark.tsx';

const SIDES_SHOWN: readonly Side[] = ['us', 'cn'];

interface ScoresProps {
  readonly outcome: Outcome;
  readonly beside: (side: Side) => ReactNode;
}

export const Scores = ({ outcome, beside }: ScoresProps): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  return (
    <dl className="scores">
      {SIDES_SHOWN.map((side) => (
        <div key={side} className={outcome.winner === side ? 'is-winner' : ''}>
          <dt>
            <SideMark side={side} /> {beside(side)}
          </dt>
          <dd className="number">{formats.number(outcome.score[side], 1)}</dd>
        </div>
      ))}
      <div>
        <dt>{words.t('end.worldScore')}</dt>
        <dd className="number">{words.t('end.ofHundred', { score: formats.number(outcome.worldScore, 0) })}</dd>
      </div>
    </dl>
  );
};
