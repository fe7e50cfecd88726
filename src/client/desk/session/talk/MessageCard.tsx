/** A message with who wrote it, for whom and when; its words are only ever text. */
import type { ReactElement, ReactNode } from 'react';
import { useFormats } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { useHosted } from '../../../store/hosted.ts';
import { Button } from '../../parts/Button.tsx';
import { SideGlyph } from '../../parts/SideMark.tsx';
import { type Heard, isWaiting, stateOf, type Thread } from './threads.ts';
import { speakerWords } from './talkWords.ts';

interface MessageCardProps {
  readonly message: Heard;
  /** What may be done with it. */
  readonly children?: ReactNode;
}

/** Whether the white cell holds it or has kept it back: told only to whom the server tells it. */
const StateMark = ({ message }: { readonly message: Heard }): ReactElement | null => {
  const words = useWords();
  const state = stateOf(message);
  if (state === null || state === 'delivered') return null;
  return (
    <span className={`badge ${isWaiting(message) ? 'badge-warn' : 'badge-bad'}`}>{words.t(`talk.state.${state}`)}</span>
  );
};

export const MessageCard = ({ message, children }: MessageCardProps): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const members = useHosted((state) => state.status?.members);
  const turnCount = useHosted((state) => state.status?.turnCount ?? 0);
  const { from, text, atMs, turn } = message;
  return (
    <article className={from === 'white' ? 'talk-message' : `talk-message side-${from}`}>
      <header>
        <strong>
          {from !== 'white' && <SideGlyph side={from} />} {speakerWords(message, members ?? [], words)}
        </strong>
        <StateMark message={message} />
        <small className="soft number">
          {words.t('talk.when', { turn: Math.min(turn + 1, turnCount), time: formats.time(atMs) })}
        </small>
      </header>
      <p className="talk-text">{text}</p>
      {children}
    </article>
  );
};

interface ThreadCardProps {
  readonly thread: Thread;
  /** Begins an answer; absent where the seat may not write. */
  readonly onAnswer: ((message: Heard) => void) | null;
}

const AnswerButton = ({
  message,
  onAnswer,
}: {
  readonly message: Heard;
  readonly onAnswer: (message: Heard) => void;
}): ReactElement => {
  const words = useWords();
  const members = useHosted((state) => state.status?.members);
  return (
    <Button
      look="quiet"
      aria-label={words.t('talk.answerTo', { speaker: speakerWords(message, members ?? [], words) })}
      onClick={() => onAnswer(message)}
    >
      {words.t('talk.answer')}
    </Button>
  );
};

/** A message and, under it, what was answered. */
export const ThreadCard = ({ thread, onAnswer }: ThreadCardProps): ReactElement => {
  const words = useWords();
  const card = (message: Heard): ReactElement => (
    <MessageCard message={message}>
      {onAnswer !== null && <AnswerButton message={message} onAnswer={onAnswer} />}
    </MessageCard>
  );
  return (
    <>
      {card(thread.first)}
      {thread.answers.length > 0 && (
        <ol className="talk-answers plain-list" aria-label={words.t('talk.answers')}>
          {thread.answers.map((answer) => (
            <li key={answer.messageId}>{card(answer)}</li>
          ))}
        </ol>
      )}
    </>
  );
};
