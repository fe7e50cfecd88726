/** What has been said, as far as this seat has heard it. */
import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { useHosted } from '../../../store/hosted.ts';

export const TalkPanel = (): ReactElement => {
  const words = useWords();
  const messages = useHosted((state) => state.talk?.messages);
  return (
    <section className="panel" aria-labelledby="session-talk">
      <h2 id="session-talk">{words.t('session.talk')}</h2>
      <ul>
        {messages?.map(({ messageId, text }) => (
          <li key={messageId}>{text}</li>
        ))}
      </ul>
    </section>
  );
};
