/** Says at once that the connection is cut, and what is kept meanwhile; nothing where all is well. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { useHosted } from '../../store/hosted.ts';
import { Icon } from '../parts/Icon.tsx';

export const ConnectionBar = (): ReactElement => {
  const words = useWords();
  const isCut = useHosted((state) => state.connection === 'reconnecting');
  const count = useHosted((state) => state.waitingCount);
  return (
    <div role="status">
      {isCut && (
        <p className="session-cut">
          <Icon name="warn" />
          <span>
            {words.t('session.cut')} {words.t(count === 0 ? 'session.cutKept' : 'session.cutWaiting', { count })}
          </span>
        </p>
      )}
    </div>
  );
};
