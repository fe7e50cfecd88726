/** Before the game: the code for those who come, and who sits where. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { sendFrame, useHosted } from '../../store/hosted.ts';
import { Button } from '../parts/Button.tsx';
import { Preferences } from '../parts/Preferences.tsx';
import { roleWords } from './roleWords.ts';

export const Lobby = (): ReactElement | null => {
  const words = useWords();
  const welcome = useHosted((state) => state.welcome);
  const status = useHosted((state) => state.status);
  if (welcome === null || status === null) return null;
  const { role } = welcome;
  return (
    <main className="session-lobby">
      <header className="home-top">
        <Preferences />
      </header>
      <section className="panel">
        <h1>{words.t('session.lobby')}</h1>
        <p className="session-code">{welcome.code}</p>
        <ul>
          {status.members.map((member) => (
            <li key={member.id}>
              {member.name} <span className="soft">{roleWords(member.role, words)}</span>
            </li>
          ))}
        </ul>
        {role.kind === 'white' && role.office === 'controller' && (
          <Button isPrimary onClick={() => void sendFrame({ kind: 'session.start' })}>
            {words.t('session.start')}
          </Button>
        )}
      </section>
    </main>
  );
};
