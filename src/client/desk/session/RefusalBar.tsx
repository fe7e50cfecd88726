/** What the server refused last, on every screen of a session; nothing of it has been done. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { dismissRefusal, useHosted } from '../../store/hosted.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { refusalWords } from './refusalWords.ts';

export const RefusalBar = (): ReactElement | null => {
  const words = useWords();
  const refusal = useHosted((state) => state.lastRefusal);
  if (refusal === null) return null;
  return (
    <section className="notice" role="alert">
      <Icon name="warn" />
      <p>
        {refusalWords(refusal, words)} <code>{refusal.code}</code>
      </p>
      <Button look="quiet" icon="remove" onClick={dismissRefusal}>
        {words.t('notice.dismiss')}
      </Button>
    </section>
  );
};
