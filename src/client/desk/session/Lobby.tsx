/** Before the game: how to come in, who sits where, and for whoever looks at it what their own seat does. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { sendFrame, useHosted } from '../../store/hosted.ts';
import { SIDES } from '../../../ruleset/terms.ts';
import { Button } from '../parts/Button.tsx';
import { Preferences } from '../parts/Preferences.tsx';
import { durationWords } from './durationWords.ts';
import { Invitation } from './Invitation.tsx';
import { roleWords } from './roleWords.ts';
import { SeatPlan } from './SeatPlan.tsx';

const SECONDS_OF_NONE = 0;

const goHome = (): void => {
  location.hash = '';
};

interface LobbyProps {
  /** Opens the white cell before the game starts; for its offices. */
  readonly onPrepare: () => void;
}

export const Lobby = ({ onPrepare }: LobbyProps): ReactElement | null => {
  const words = useWords();
  const welcome = useHosted((state) => state.welcome);
  const status = useHosted((state) => state.status);
  if (welcome === null || status === null) return null;
  const { role, scenarioId, packId } = welcome;
  const isController = role.kind === 'white' && role.office === 'controller';
  const empty = SIDES.filter((side) => status.leaders[side] === null && !status.ledByBot[side]);
  return (
    <div className="session-lobby">
      <header className="screen-bar">
        <div>
          <h1>{words.t('session.lobby')}</h1>
          <p className="soft">
            {words.or(`scenario.${scenarioId}.name`, scenarioId)} · {words.or(`pack.${packId}.name`, packId)} ·{' '}
            {words.t('session.perTurn', {
              time: durationWords(status.settings.turnSeconds ?? SECONDS_OF_NONE, words),
            })}
          </p>
        </div>
        <Preferences />
        <Button look="quiet" onClick={goHome}>
          {words.t('session.leave')}
        </Button>
        {role.kind === 'white' && (
          <Button icon="plan" onClick={onPrepare}>
            {words.t('session.white')}
          </Button>
        )}
        {isController && (
          <Button isPrimary disabled={empty.length > 0} onClick={() => void sendFrame({ kind: 'session.start' })}>
            {words.t('session.start')}
          </Button>
        )}
      </header>
      <main className="lobby-body">
        <div className="lobby-first">
          <section className="panel" aria-labelledby="session-own">
            <h2 id="session-own">{words.t('session.yourSeat')}</h2>
            <p>
              <strong>{roleWords(role, words)}</strong>
            </p>
            <p className="soft">
              {role.kind === 'side' ? words.t(`session.seatDoes.${role.seat}`) : words.t(`session.does.${role.kind}`)}
            </p>
            <p role="status">
              {isController && empty.length > 0
                ? words.t('session.emptySides', { sides: empty.map(words.side).join(words.t('format.listSeparator')) })
                : words.t(isController ? 'session.canStart' : 'session.waitForStart')}
            </p>
          </section>
          <Invitation code={welcome.code} />
        </div>
        <SeatPlan status={status} canMove={isController} />
      </main>
    </div>
  );
};
