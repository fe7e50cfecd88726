/** The head of the white cell's screen: where the session stands, its clock, whom it waits for, and what comes next. */
import { type ReactElement, useId, useState } from 'react';
import type { Status } from '../../../../protocol/sessionParts.ts';
import { GUIDES_HOME } from '../../../store/guidePlace.ts';
import { sessionAddress } from '../../../store/sessionPlace.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../parts/Button.tsx';
import type { IconName } from '../../parts/Icon.tsx';
import { Preferences } from '../../parts/Preferences.tsx';
import { ShortcutsButton } from '../../parts/Shortcuts.tsx';
import { SideMark } from '../../parts/SideMark.tsx';
import { stageTitle } from '../../parts/stageTitle.ts';
import { StateBadge } from '../../parts/StateBadge.tsx';
import { TimeLeft } from '../TimeLeft.tsx';
import { Asked } from './Asked.tsx';
import { useCell } from './cell.ts';
import { type Act, emptySides, isTimed, mayDebrief, momentOf } from './moment.ts';

/** The seat stays ours. */
const goHome = (): void => {
  location.hash = '';
};

const MINUTE_S = 60;
const LONGEST_MINUTES = 60_000;
const EXTENSIONS_MINUTES = [1, 5];

const ICONS: Readonly<Record<Act, IconName>> = {
  start: 'play',
  pause: 'pause',
  resume: 'play',
  force: 'skip',
  reveal: 'open',
};
const FRAMES = {
  start: { kind: 'session.start' },
  pause: { kind: 'session.pause' },
  resume: { kind: 'session.resume' },
  force: { kind: 'turn.force' },
  reveal: { kind: 'session.reveal' },
} as const;
/** Acts that cannot be taken back with another press. */
const ASKED: readonly Act[] = ['force', 'reveal'];

const ActButton = ({ act, isMain = false }: { readonly act: Act; readonly isMain?: boolean }): ReactElement | null => {
  const words = useWords();
  const { may, ask, status } = useCell();
  const frame = FRAMES[act];
  if (!may(frame.kind)) return null;
  const label = words.t(`white.act.${act}`);
  const isOpen = act !== 'start' || emptySides(status).length === 0;
  const isAwaited = act !== 'force' || status.awaited.length > 0;
  return ASKED.includes(act) && isAwaited ? (
    <Asked
      label={label}
      question={words.t(`white.sure.${act}`)}
      icon={ICONS[act]}
      isPrimary={isMain}
      onSure={() => void ask(frame)}
    />
  ) : (
    <Button icon={ICONS[act]} isPrimary={isMain} disabled={!isOpen} onClick={() => void ask(frame)}>
      {label}
    </Button>
  );
};

const TimerTools = (): ReactElement | null => {
  const words = useWords();
  const { may, ask, status } = useCell();
  const id = useId();
  const [minutes, setMinutes] = useState('');
  if (!may('timer.set') || !isTimed(status)) return null;
  const wanted = Number(minutes);
  const isFit = minutes.trim() !== '' && wanted > 0 && wanted <= LONGEST_MINUTES;
  return (
    <details className="menu white-timer">
      <summary>{words.t('white.timer')}</summary>
      <div>
        <div className="white-row">
          {EXTENSIONS_MINUTES.map((count) => (
            <Button
              key={count}
              icon="add"
              onClick={() => void ask({ kind: 'timer.extend', seconds: count * MINUTE_S })}
            >
              {words.t('white.extend', { count })}
            </Button>
          ))}
        </div>
        <form
          className="white-row"
          onSubmit={(event) => {
            event.preventDefault();
            if (isFit) void ask({ kind: 'timer.set', seconds: Math.max(1, Math.round(wanted * MINUTE_S)) });
          }}
        >
          <label htmlFor={id}>{words.t('white.minutes')}</label>
          <input
            id={id}
            type="number"
            min={0}
            max={LONGEST_MINUTES}
            step="any"
            value={minutes}
            onChange={({ target }) => setMinutes(target.value)}
          />
          <Button isSubmit disabled={!isFit}>
            {words.t('white.setTimer')}
          </Button>
        </form>
        <Button look="quiet" onClick={() => void ask({ kind: 'timer.set', seconds: null })}>
          {words.t('white.withoutTimer')}
        </Button>
      </div>
    </details>
  );
};

const endedWords = ({ isRevealed, outcome }: Status): string => {
  if (!isRevealed) return 'white.ended';
  return outcome === null ? 'white.noDebrief' : 'white.revealed';
};

/** Whom everybody waits for, or what stands in the way. */
const Waiting = ({ status }: { readonly status: Status }): ReactElement => {
  const words = useWords();
  const { white } = useCell();
  const missing = status.stage === 'lobby' ? emptySides(status) : [];
  const sides = status.stage === 'lobby' ? missing : status.awaited;
  if (status.stage === 'ended') return <p role="status">{words.t(endedWords(status))}</p>;
  if (sides.length === 0)
    return <p role="status">{words.t(status.stage === 'lobby' ? 'white.ready' : 'white.allSealed')}</p>;
  return (
    <p className="white-waiting">
      {/* Orders come and go all the time: only who is awaited is read out. */}
      <span role="status">
        {words.t(status.stage === 'lobby' ? 'white.empty' : 'white.awaited')}
        <span className="visually-hidden">{sides.map(words.side).join(words.t('format.listSeparator'))}</span>
      </span>
      {sides.map((side) => (
        <span key={side} className="white-awaited">
          <SideMark side={side} />
          {status.stage !== 'lobby' && (
            <small className="soft">{words.t('white.onDesk', { count: white.desks[side].draft.length })}</small>
          )}
        </span>
      ))}
    </p>
  );
};

export const StatusBar = ({ onDebrief }: { readonly onDebrief: () => void }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { status, table, code, role } = useCell();
  const { main, others } = momentOf(status);
  const { stage, turn, turnCount } = status;
  const title = stage === 'lobby' ? words.t('session.lobby') : stageTitle(table.room, words, formats);
  return (
    <header className="white-bar">
      <div className="white-where">
        <h1>
          {title} <span className={`badge white-stage-${stage}`}>{words.t(`white.stage.${stage}`)}</span>
        </h1>
        <p className="soft">
          {words.t('top.turn', { turn: Math.min(turn, turnCount), count: turnCount })}
          {' · '}
          {words.t('top.crisis')} <StateBadge chartId="crisis" state={table.room.crisis} />
          {role.kind === 'white' && role.office !== 'controller' && ` · ${words.t(`session.office.${role.office}`)}`}
        </p>
      </div>
      <div className="white-clock">
        {isTimed(status) && <TimeLeft status={status} />}
        <TimerTools />
      </div>
      <Waiting status={status} />
      <div className="white-acts">
        {others.map((act) => (
          <ActButton key={act} act={act} />
        ))}
        {main !== null && <ActButton act={main} isMain />}
        {mayDebrief(status) && (
          <Button icon="chart" isPrimary onClick={onDebrief}>
            {words.t('white.toDebrief')}
          </Button>
        )}
      </div>
      <nav className="top-tools" aria-label={words.t('top.tools')}>
        <ShortcutsButton />
        <details className="menu">
          <summary>{words.t('top.menu')}</summary>
          <div>
            <Preferences />
            <a
              className="button button-quiet"
              href={sessionAddress(code, true)}
              target="_blank"
              rel="noopener noreferrer"
            >
              {words.t('top.projector')}
            </a>
            <a className="button button-quiet" href={GUIDES_HOME} target="_blank" rel="noopener noreferrer">
              {words.t('white.guides')}
            </a>
            <Button look="quiet" onClick={goHome}>
              {words.t('white.leave')}
            </Button>
          </div>
        </details>
      </nav>
    </header>
  );
};
