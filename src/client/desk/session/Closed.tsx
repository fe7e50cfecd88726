/** In place of a session whose connection has closed for good: why, and what can be done. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { forgetSeat, leaveSession, resumeSession, useHosted } from '../../store/hosted.ts';
import type { SessionPlace } from '../../store/sessionPlace.ts';
import { Button } from '../parts/Button.tsx';
import { refusalWords } from './refusalWords.ts';

/** The seat is still ours: it can be taken back from wherever it is now, or tried once more. */
const CAN_RESUME: readonly string[] = ['session/taken-over', 'frame/too-many', 'app/not-loaded'];
/** The session goes on without this seat. */
const CAN_JOIN: readonly string[] = ['session/removed', 'session/unknown-token', 'session/unknown-member'];

const goHome = (): void => {
  location.hash = '';
};

export const Closed = ({ place }: { readonly place: SessionPlace }): ReactElement => {
  const words = useWords();
  const code = useHosted((state) => state.closedCode ?? '');
  const canJoin = CAN_JOIN.includes(code);
  const joinAnew = (): void => {
    forgetSeat(place);
    leaveSession();
  };
  return (
    <main className="curtain panel">
      <div role="alert">
        <h1>{words.t('session.closed')}</h1>
        <p>{refusalWords({ code }, words)}</p>
        <p className="soft">
          <code>{code}</code>
        </p>
      </div>
      <div className="actions">
        {CAN_RESUME.includes(code) && (
          <Button isPrimary onClick={() => resumeSession(place)}>
            {words.t('session.resumeHere')}
          </Button>
        )}
        {canJoin && (
          <Button isPrimary onClick={joinAnew}>
            {words.t('session.joinAnew')}
          </Button>
        )}
        <Button onClick={goHome}>{words.t('session.home')}</Button>
      </div>
    </main>
  );
};
