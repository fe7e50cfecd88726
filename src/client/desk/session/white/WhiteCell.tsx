/** The white cell: who has not sealed, and the session's course in its hands. */
import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { sendFrame, useHosted } from '../../../store/hosted.ts';
import { Button } from '../../parts/Button.tsx';

export const WhiteCell = (): ReactElement | null => {
  const words = useWords();
  const status = useHosted((state) => state.status);
  if (status === null) return null;
  const { stage, awaited, turn, turnCount } = status;
  return (
    <main className="session-white">
      <section className="panel">
        <h1>{words.t('session.white')}</h1>
        <p>{words.t('session.turn', { turn, turnCount })}</p>
        <ul>
          {awaited.map((side) => (
            <li key={side}>{words.t('session.awaited', { side: words.side(side) })}</li>
          ))}
        </ul>
        {stage === 'paused' ? (
          <Button onClick={() => void sendFrame({ kind: 'session.resume' })}>{words.t('session.resume')}</Button>
        ) : (
          <Button onClick={() => void sendFrame({ kind: 'session.pause' })}>{words.t('session.pause')}</Button>
        )}
      </section>
    </main>
  );
};
