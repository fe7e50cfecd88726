/** Over every screen of a side: which session and seat this is, who is waited for, and the way to the talk. */
import { type ReactElement, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { useHosted } from '../../store/hosted.ts';
import { Button } from '../parts/Button.tsx';
import { roleWords } from './roleWords.ts';
import { TimeLeft } from './TimeLeft.tsx';
import { TalkPanel } from './talk/TalkPanel.tsx';

/** Messages of others that have come since the talk was last open. */
const useUnread = (isOpen: boolean): number => {
  const ownId = useHosted((state) => state.welcome?.memberId);
  const messages = useHosted((state) => state.talk?.messages);
  const heard = (messages ?? []).filter(({ memberId }) => memberId !== ownId).length;
  const [seen, setSeen] = useState(heard);
  if (isOpen && seen !== heard) setSeen(heard);
  return isOpen ? 0 : Math.max(0, heard - seen);
};

/** Where the session stands, in words that are read out when they change. */
const Course = (): ReactElement | null => {
  const words = useWords();
  const status = useHosted((state) => state.status);
  if (status === null) return null;
  const { stage, awaited, outcome } = status;
  if (stage === 'paused') return <strong className="session-paused">{words.t('session.paused')}</strong>;
  if (stage === 'ended') return <strong>{words.t(outcome === null ? 'session.endedByWhite' : 'session.ended')}</strong>;
  return (
    <span>
      {awaited.length === 0
        ? words.t('session.resolving')
        : words.t('session.waitingFor', { sides: awaited.map(words.side).join(words.t('format.listSeparator')) })}
    </span>
  );
};

export const SessionBar = (): ReactElement | null => {
  const words = useWords();
  const welcome = useHosted((state) => state.welcome);
  const status = useHosted((state) => state.status);
  const [isOpen, setOpen] = useState(false);
  const unread = useUnread(isOpen);
  if (welcome === null || status === null) return null;
  const hasTimer = status.deadlineMs !== null || status.remainingMs !== null;
  return (
    <>
      <section className="session-bar" aria-label={words.t('session.bar')}>
        <p>
          <span className="number">{welcome.code}</span> <span className="soft">{roleWords(welcome.role, words)}</span>
        </p>
        <p className="session-course" role="status">
          <Course />
        </p>
        {hasTimer && <TimeLeft status={status} />}
        <Button look="quiet" aria-expanded={isOpen} aria-controls="session-aside" onClick={() => setOpen(!isOpen)}>
          {words.t(unread === 0 ? 'session.talk' : 'session.talkUnread', { count: unread })}
        </Button>
      </section>
      <aside id="session-aside" className="session-aside" hidden={!isOpen} aria-label={words.t('session.talk')}>
        {isOpen && <TalkPanel />}
      </aside>
    </>
  );
};
