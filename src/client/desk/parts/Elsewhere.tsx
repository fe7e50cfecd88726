/** In place of a game that another tab plays: it may go on there, or here. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { exportGame, leaveGame, playHere } from '../../store/client.ts';
import { useClient } from '../../store/useClient.ts';
import { Button } from './Button.tsx';

export const Elsewhere = (): ReactElement | null => {
  const words = useWords();
  const elsewhere = useClient((state) => state.elsewhere);
  const isLoading = useClient((state) => state.isLoading);
  if (elsewhere === null) return null;
  const { id, wasHere } = elsewhere;
  return (
    <main className="curtain panel">
      <div role="alert">
        <h1>{words.t('elsewhere.title')}</h1>
        <p>{words.t(wasHere ? 'elsewhere.taken' : 'elsewhere.open')}</p>
      </div>
      <div className="actions">
        <Button isPrimary disabled={isLoading} onClick={() => void playHere(id)}>
          {words.t('elsewhere.playHere')}
        </Button>
        <Button onClick={() => void leaveGame()}>{words.t('elsewhere.home')}</Button>
        {/* What this tab could not keep is still in its memory. */}
        {wasHere && (
          <Button look="quiet" icon="file" onClick={() => void exportGame()}>
            {words.t('elsewhere.export')}
          </Button>
        )}
      </div>
    </main>
  );
};
