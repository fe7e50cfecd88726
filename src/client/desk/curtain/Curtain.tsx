/** Between two players at one screen: who is to sit down. Nobody's plans are on the page meanwhile. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { leaveGame, sitDown } from '../../store/client.ts';
import { useClient } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { SideGlyph } from '../parts/SideMark.tsx';

export const Curtain = (): ReactElement | null => {
  const words = useWords();
  const curtain = useClient((state) => state.curtain);
  if (curtain === null) return null;
  const side = words.side(curtain.side);
  return (
    <main className="curtain panel">
      <SideGlyph side={curtain.side} />
      <h1>{words.t('curtain.title', { side })}</h1>
      <p>{words.t('curtain.text', { side })}</p>
      <div className="actions">
        <Button isPrimary onClick={() => void sitDown()}>
          {words.t('curtain.sit', { side })}
        </Button>
        <Button onClick={() => void leaveGame()}>{words.t('curtain.leave')}</Button>
      </div>
    </main>
  );
};
