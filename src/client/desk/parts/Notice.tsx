/** What went wrong at an edge (file, storage, a refused draft), in words, with its code and what to do. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { dismissNotice, exportGame, UNKEPT } from '../../store/client.ts';
import { useClient } from '../../store/useClient.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

const MAX_SHOWN = 4;

export const NoticeBar = (): ReactElement | null => {
  const words = useWords();
  const notice = useClient((state) => state.notice);
  const isPlaying = useClient((state) => state.gameId !== null);
  if (notice === null) return null;
  const isUnkept = isPlaying && UNKEPT.includes(notice.code);
  return (
    <section className="notice" role="alert">
      <Icon name="warn" />
      <div>
        <p>
          {words.or(`notice.${notice.code}`, notice.code)} <code>{notice.code}</code>
        </p>
        {notice.problems.slice(0, MAX_SHOWN).map((problem) => (
          <p key={`${problem.code}${problem.path}`} className="soft">
            {words.or(`problem.${problem.code}`, words.or(`rejection.${problem.code}`, problem.code))}{' '}
            <code>{problem.code}</code> <code>{problem.path}</code>
          </p>
        ))}
      </div>
      {isUnkept && (
        <Button icon="file" onClick={() => void exportGame()}>
          {words.t('end.export')}
        </Button>
      )}
      <Button look="quiet" icon="remove" onClick={dismissNotice}>
        {words.t('notice.dismiss')}
      </Button>
    </section>
  );
};
