/** The scores of both sides and of the world, a word beside each side. */
import type { ReactElement } from 'react';
import type { Outcome } from '../../../engine/index.ts';
import { type Side, SIDES } from '../../../ruleset/terms.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { SideMark } from '../parts/SideMark.tsx';

interface ScoresProps {
  readonly outcome: Outcome;
  /** A word for each side, by who looks or who played. */
  readonly notes: Readonly<Partial<Record<Side, string | undefined>>>;
}

export const Scores = ({ outcome, notes }: ScoresProps): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  return (
    <dl className="scores">
      {SIDES.map((side) => (
        <div key={side} className={outcome.winner === side ? 'is-winner' : ''}>
          <dt>
            <SideMark side={side} /> {notes[side] !== undefined && <span className="soft">{notes[side]}</span>}
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
