/** A newer version is ready: offered where no game is on the table or the wall, never forced. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../store/modelPlace.ts';
import { parseProjectorPlace } from '../../store/projection.ts';
import { useStore } from '../../store/externalStore.ts';
import { updateLater, updateNow, updates } from '../../store/updates.ts';
import { useClient } from '../../store/useClient.ts';
import { Button } from './Button.tsx';

export const UpdateNotice = (): ReactElement | null => {
  const { t } = useTranslation();
  const isOffered = useStore(updates, (state) => state.isOffered);
  const isPlaying = useClient((state) => state.gameId !== null);
  const hasUnfinished = useClient((state) => state.saved.some(({ isOver }) => !isOver));
  const isProjector = parseProjectorPlace(useAddress()) !== null;
  if (!isOffered || isPlaying || isProjector) return null;
  return (
    <section className="notice notice-quiet" role="status">
      <div>
        <p>{t('update.ready')}</p>
        {hasUnfinished && <p className="soft">{t('update.unfinished')}</p>}
      </div>
      <Button onClick={updateNow}>{t('update.now')}</Button>
      <Button look="quiet" onClick={updateLater}>
        {t('update.later')}
      </Button>
    </section>
  );
};
