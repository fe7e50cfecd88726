/** Takes the last half-year or crisis round back, for a reason in writing that the log keeps. */
import { type ReactElement, useId, useState } from 'react';
import { REASON_CHARACTERS } from '../../../../engine/index.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../parts/Button.tsx';
import { Asked } from './Asked.tsx';
import { useCell } from './cell.ts';
import { mayStepBack } from './moment.ts';

export const StepBack = (): ReactElement | null => {
  const words = useWords();
  const { status, may, ask } = useCell();
  const id = useId();
  const [reason, setReason] = useState('');
  if (!may('turn.back')) return null;
  const stepBack = async (): Promise<void> => {
    if (await ask({ kind: 'turn.back', reason: reason.trim() })) setReason('');
  };
  return (
    <section className="panel" aria-labelledby="white-back">
      <h2 id="white-back">{words.t('white.back')}</h2>
      <p className="soft">{words.t(mayStepBack(status) ? 'white.backNote' : 'white.backNot')}</p>
      {mayStepBack(status) && (
        <>
          <div className="field">
            <label htmlFor={id}>{words.t('white.reason')}</label>
            <textarea
              id={id}
              rows={2}
              maxLength={REASON_CHARACTERS}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </div>
          {reason.trim() === '' ? (
            <Button icon="back" disabled>
              {words.t('white.stepBack')}
            </Button>
          ) : (
            <Asked
              icon="back"
              label={words.t('white.stepBack')}
              question={words.t('white.sure.back')}
              onSure={() => void stepBack()}
            />
          )}
        </>
      )}
    </section>
  );
};
