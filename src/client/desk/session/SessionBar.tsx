/** Over every screen of a side: which session and seat this is, who is waited for, and the way to the talk. */
import { type ReactElement, type RefObject, useEffect, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { useHosted } from '../../store/hosted.ts';
import { Button } from '../parts/Button.tsx';
import { roleWords } from './roleWords.ts';
import { TimeLeft } from './TimeLeft.tsx';
import { TalkPanel } from './talk/TalkPanel.tsx';
import { TalkVoice } from './talk/TalkVoice.tsx';
import { useUnread } from './talk/useUnread.ts';

/** Closes what is open when Escape is pressed within it. */
const useEscape = (place: RefObject<HTMLElement | null>, isOpen: boolean, onEscape: () => void): void => {
  useEffect(() => {
    const element = place.current;
    if (!isOpen || element === null) return;
    const listen = ({ key, isComposing }: KeyboardEvent): void => {
      if (key === 'Escape' && !isComposing) onEscape();
    };
    element.addEventListener('keydown', listen);
    return () => element.removeEventListener('keydown', listen);
  });
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
  const bar = useRef<HTMLElement>(null);
  const aside = useRef<HTMLElement>(null);
  const close = (): void => {
    setOpen(false);
    bar.current?.querySelector<HTMLElement>('[aria-controls="session-aside"]')?.focus();
  };
  useEscape(aside, isOpen, close);
  if (welcome === null || status === null) return null;
  const hasTimer = status.deadlineMs !== null || status.remainingMs !== null;
  return (
    <>
      <section ref={bar} className="session-bar" aria-label={words.t('session.bar')}>
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
      <TalkVoice />
      {/* What is being written stays in it while it is closed. */}
      <aside
        ref={aside}
        id="session-aside"
        className="session-aside"
        hidden={!isOpen}
        aria-label={words.t('session.talk')}
      >
        <TalkPanel onClose={close} />
      </aside>
    </>
  );
};
