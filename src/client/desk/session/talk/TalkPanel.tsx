/**
 * What has been said, as far as this seat has heard it, and where it writes: what waits for the white cell first, then
 * questions that nobody has answered, then everything else, the latest first.
 */
import { type ReactElement, useState } from 'react';
import { roleMaySend } from '../../../../protocol/roles.ts';
import { useWords } from '../../../i18n/words.ts';
import { useHosted } from '../../../store/hosted.ts';
import { Button } from '../../parts/Button.tsx';
import { ThreadCard } from './MessageCard.tsx';
import { MessageForm } from './MessageForm.tsx';
import { type Heard, isOpenQuestion, isWaiting, partyOf, type Thread, threadsOf } from './threads.ts';
import { Waiting } from './Waiting.tsx';
import './talk.css';

/** As many threads as are shown before somebody asks for more. */
const THREADS_AT_ONCE = 30;

interface ThreadsProps {
  readonly threads: readonly Thread[];
  readonly onAnswer: ((message: Heard) => void) | null;
}

const Threads = ({ threads, onAnswer }: ThreadsProps): ReactElement => {
  const words = useWords();
  const [count, setCount] = useState(THREADS_AT_ONCE);
  const left = threads.length - count;
  return (
    <>
      <ol className="talk-list plain-list">
        {threads.slice(0, count).map((thread) => (
          <li key={thread.first.messageId}>
            <ThreadCard thread={thread} onAnswer={onAnswer} />
          </li>
        ))}
      </ol>
      {left > 0 && (
        <Button look="quiet" onClick={() => setCount(count + THREADS_AT_ONCE)}>
          {words.t('talk.earlier', { count: left })}
        </Button>
      )}
    </>
  );
};

interface TalkPanelProps {
  /** Where it lies over or before something else. */
  readonly onClose?: () => void;
}

export const TalkPanel = ({ onClose }: TalkPanelProps): ReactElement | null => {
  const words = useWords();
  const role = useHosted((state) => state.welcome?.role ?? null);
  const messages = useHosted((state) => state.talk?.messages);
  const [answering, setAnswering] = useState<Heard | null>(null);
  const party = role === null ? null : partyOf(role);
  if (role === null || party === null || messages === undefined) return null;
  const isWhite = party === 'white';
  const mayWrite = roleMaySend(role, 'message.send');
  const threads = threadsOf(messages.filter((message) => !isWhite || !isWaiting(message)));
  const open = isWhite ? threads.filter(isOpenQuestion) : [];
  const others = threads.filter((thread) => !open.includes(thread));
  const onAnswer = mayWrite ? setAnswering : null;
  return (
    <section className="panel talk" aria-labelledby="session-talk">
      <div className="split">
        <h2 id="session-talk">{words.t('session.talk')}</h2>
        {onClose && (
          <Button look="quiet" icon="remove" onClick={onClose}>
            {words.t('talk.close')}
          </Button>
        )}
      </div>
      <p className="soft">{words.t(isWhite ? 'talk.whiteNote' : 'talk.note')}</p>
      {isWhite && <Waiting role={role} messages={messages.filter(isWaiting)} />}
      {open.length > 0 && (
        <section className="talk-part" aria-labelledby="talk-open">
          <h3 id="talk-open">{words.t('talk.open', { count: open.length })}</h3>
          <Threads threads={open} onAnswer={onAnswer} />
        </section>
      )}
      {mayWrite && <MessageForm party={party} answering={answering} onAnswered={() => setAnswering(null)} />}
      <section className="talk-part" aria-labelledby="talk-said">
        <h3 id="talk-said">{words.t('talk.said')}</h3>
        {others.length === 0 && <p className="soft">{words.t('talk.nothing')}</p>}
        <Threads threads={others} onAnswer={onAnswer} />
      </section>
    </section>
  );
};
