/**
 * A hosted session on this page: who has no seat yet takes one, and everybody else sees what belongs to their seat at
 * this stage. Whether the connection stands is on every screen.
 */
import { type ReactElement, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { INTL_LOCALE } from '../../i18n/languages.ts';
import { useWords } from '../../i18n/words.ts';
import { useStore } from '../../store/externalStore.ts';
import { hasSeat, hosted, joinRoom, leaveSession, resumeSession, useHosted, watchNetwork } from '../../store/hosted.ts';
import { preferences } from '../../store/preferences.ts';
import type { SessionPlace } from '../../store/sessionPlace.ts';
import { Closed } from './Closed.tsx';
import { ConnectionBar } from './ConnectionBar.tsx';
import { JoinSeat } from './JoinSeat.tsx';
import { Lobby } from './Lobby.tsx';
import { RefusalBar } from './RefusalBar.tsx';
import { RoomScreen } from './RoomScreen.tsx';
import { SideDesk } from './SideDesk.tsx';
import { WhiteCell } from './white/WhiteCell.tsx';
import './session.css';

const isAt = (place: SessionPlace): boolean => {
  const at = hosted.get().place;
  return at !== null && at.code === place.code && at.isRoom === place.isRoom;
};

/** Comes back to the seat that this browser has, takes the room's picture, and leaves with the page. */
const useSeat = ({ code, isRoom }: SessionPlace): void => {
  const { t } = useWords();
  const roomName = t('session.role.projector');
  useEffect(() => {
    const here = { code, isRoom };
    if (!isAt(here)) {
      if (hasSeat(here)) resumeSession(here);
      else if (isRoom) void joinRoom(here, roomName);
    }
  }, [code, isRoom, roomName]);
  useEffect(() => {
    const stop = watchNetwork();
    return () => {
      stop();
      leaveSession();
    };
  }, []);
};

/** What belongs to the seat at this stage. */
const Stage = (): ReactElement => {
  const words = useWords();
  const role = useHosted((state) => state.welcome?.role ?? null);
  const stage = useHosted((state) => state.status?.stage ?? null);
  const isReady = useHosted(({ game, table }) => game !== null && table !== null);
  const [isPreparing, setPreparing] = useState(false);
  if (role === null || stage === null || !isReady) return <p className="loading">{words.t('session.joining')}</p>;
  if (role.kind === 'projector') return <RoomScreen />;
  if (role.kind === 'white' && (stage !== 'lobby' || isPreparing)) return <WhiteCell />;
  if (stage === 'lobby') return <Lobby onPrepare={() => setPreparing(true)} />;
  return role.kind === 'side' ? <SideDesk /> : <RoomScreen />;
};

export const Session = ({ place }: { readonly place: SessionPlace }): ReactElement => {
  const language = useStore(preferences, (chosen) => chosen.language);
  const words = useWords();
  const connection = useHosted((state) => state.connection);
  useSeat(place);
  return (
    <I18nProvider locale={INTL_LOCALE[language]}>
      <div className="session">
        {connection === 'idle' && !place.isRoom && <JoinSeat place={place} />}
        {connection === 'idle' && place.isRoom && <p className="loading">{words.t('session.joining')}</p>}
        {connection === 'closed' && <Closed place={place} />}
        {connection !== 'idle' && connection !== 'closed' && (
          <>
            <ConnectionBar />
            <RefusalBar />
            <Stage />
          </>
        )}
      </div>
    </I18nProvider>
  );
};
