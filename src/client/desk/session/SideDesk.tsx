/** A side's desk in a hosted session: the ordinary screens of a game, fed by the server. */
import { type ReactElement, useEffect } from 'react';
import { useWords } from '../../i18n/words.ts';
import { openHostedTable } from '../../store/hostedTable.ts';
import { useClient } from '../../store/useClient.ts';
import { Game } from '../Game.tsx';
import { useHosted } from '../../store/hosted.ts';
import { AheadOfAdvice, BesideSeal } from '../table/besideSeal.ts';
import { SessionBar } from './SessionBar.tsx';
import { IntentButton } from './talk/IntentButton.tsx';

/** Whoever finds the table as it was is told why. */
const TakenBack = (): ReactElement | null => {
  const words = useWords();
  const reason = useHosted((state) => state.status?.takenBack ?? null);
  return reason === null ? null : <li>{words.t('session.takenBack', { reason })}</li>;
};

export const SideDesk = (): ReactElement => {
  const words = useWords();
  const hasDesk = useClient((state) => state.session !== null);
  const screen = useClient((state) => state.screen);
  useEffect(openHostedTable, []);
  return (
    <>
      <SessionBar />
      {hasDesk && screen !== 'home' ? (
        <BesideSeal value={<IntentButton />}>
          <AheadOfAdvice value={<TakenBack />}>
            <Game screen={screen} />
          </AheadOfAdvice>
        </BesideSeal>
      ) : (
        <p className="loading">{words.t('session.joining')}</p>
      )}
    </>
  );
};
