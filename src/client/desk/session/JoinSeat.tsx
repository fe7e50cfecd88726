/** For whoever has opened a session's address and has no seat in it: a name, and where to sit. */
import { type ReactElement, useId, useState } from 'react';
import type { Refusal, Role } from '../../../protocol/session.ts';
import { shownCode } from '../../../protocol/sessionCode.ts';
import { SEATS, SIDES } from '../../../ruleset/terms.ts';
import { useWords } from '../../i18n/words.ts';
import { joinSession } from '../../store/hosted.ts';
import type { SessionPlace } from '../../store/sessionPlace.ts';
import { Button } from '../parts/Button.tsx';
import { Preferences } from '../parts/Preferences.tsx';
import { refusalWords } from './refusalWords.ts';
import { roleWords } from './roleWords.ts';

const NAME_CHARACTERS = 24;

const ROLES: readonly Role[] = [
  ...SIDES.flatMap((side) => SEATS.map((seat): Role => ({ kind: 'side', side, seat }))),
  { kind: 'observer' },
];

export const JoinSeat = ({ place }: { readonly place: SessionPlace }): ReactElement => {
  const words = useWords();
  const id = useId();
  const [name, setName] = useState('');
  const [at, setAt] = useState(0);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const join = async (): Promise<void> => {
    setIsAsking(true);
    const joined = await joinSession({ code: place.code, name, role: ROLES[at] ?? null });
    setIsAsking(false);
    if (!joined.ok) setRefusal(joined.error);
  };
  return (
    <main className="session-door">
      <header className="home-top">
        <Preferences />
      </header>
      <form
        className="panel session-form"
        onSubmit={(event) => {
          event.preventDefault();
          void join();
        }}
      >
        <h1>{words.t('session.joinTitle', { code: shownCode(place.code) })}</h1>
        <div className="field">
          <label htmlFor={`${id}-name`}>{words.t('session.name')}</label>
          <input
            id={`${id}-name`}
            type="text"
            required
            maxLength={NAME_CHARACTERS}
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </div>
        <div className="pick">
          <label htmlFor={`${id}-seat`}>{words.t('session.seat')}</label>
          <select id={`${id}-seat`} value={at} onChange={({ target }) => setAt(Number(target.value))}>
            {ROLES.map((role, nth) => (
              <option key={roleWords(role, words)} value={nth}>
                {roleWords(role, words)}
              </option>
            ))}
          </select>
        </div>
        {refusal !== null && (
          <p role="alert" className="session-refusal">
            {refusalWords(refusal, words)}
          </p>
        )}
        <Button isSubmit isPrimary disabled={isAsking}>
          {words.t('session.join')}
        </Button>
      </form>
    </main>
  );
};
