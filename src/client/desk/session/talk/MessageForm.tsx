/**
 * Where a seat writes: to whom, the words, and what became of them. Words stay in the field until the server has kept
 * them; Enter sends, Shift+Enter begins a line.
 */
import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { messageText, type Refusal, TEXT_CHARACTERS } from '../../../../protocol/session.ts';
import type { Addressee } from '../../../../protocol/sessionParts.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { dismissRefusal, sendFrame, useHosted } from '../../../store/hosted.ts';
import { Button } from '../../parts/Button.tsx';
import { refusalWords } from '../refusalWords.ts';
import { addresseeWords, excerptOf, partyWords, speakerWords } from './talkWords.ts';
import { addresseesOf, answerTo, type Heard, type Party } from './threads.ts';

const LINES = 3;

interface MessageFormProps {
  readonly party: Party;
  /** The message that is being answered; null for a word of one's own. */
  readonly answering: Heard | null;
  readonly onAnswered: () => void;
}

/** Sends a message; what was refused, and whether one is on its way. */
const useSending = () => {
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = async (to: Addressee, text: string, answers: string | null): Promise<boolean> => {
    setSending(true);
    setRefusal(null);
    const answered = await sendFrame({ kind: 'message.send', to, text, answers });
    setSending(false);
    if (answered.ok) dismissRefusal();
    else setRefusal(answered.error);
    return answered.ok;
  };
  return { isSending, refusal, send };
};

/** Whether Enter ends the words, and not what is being composed of them. */
const isSendKey = ({ key, shiftKey, nativeEvent }: KeyboardEvent): boolean =>
  key === 'Enter' && !shiftKey && !nativeEvent.isComposing;

interface AddresseesProps {
  readonly party: Party;
  readonly value: Addressee;
  readonly onChange: (to: Addressee) => void;
}

const Addressees = ({ party, value, onChange }: AddresseesProps): ReactElement => {
  const words = useWords();
  const name = useId();
  return (
    <fieldset className="talk-to">
      <legend>{words.t('talk.to')}</legend>
      {addresseesOf(party).map((to) => (
        <label key={to} className="check">
          <input type="radio" name={name} checked={to === value} onChange={() => onChange(to)} />
          {addresseeWords(to, party, words)}
        </label>
      ))}
    </fieldset>
  );
};

interface AnsweringProps {
  readonly message: Heard;
  readonly party: Party;
  readonly onCancel: () => void;
}

const Answering = ({ message, party, onCancel }: AnsweringProps): ReactElement => {
  const words = useWords();
  const members = useHosted((state) => state.status?.members);
  return (
    <div className="talk-answering">
      <p>
        <strong>{words.t('talk.answerTo', { speaker: speakerWords(message, members ?? [], words) })}</strong>{' '}
        <q className="soft">{excerptOf(message.text, words)}</q>
      </p>
      <p>{words.t('talk.goesTo', { to: partyWords(answerTo(message, party), words) })}</p>
      <Button look="quiet" icon="remove" onClick={onCancel}>
        {words.t('talk.noAnswer')}
      </Button>
    </div>
  );
};

/** What the writer should know of the way that the words go. */
const WayNote = ({ party, to }: { readonly party: Party; readonly to: Addressee }): ReactElement | null => {
  const words = useWords();
  const isReviewed = useHosted((state) => state.status?.settings.isTalkReviewed ?? false);
  const isCross = party !== 'white' && to !== party && to !== 'white';
  if (!isReviewed || !isCross) return null;
  return <p className="soft">{words.t('talk.reviewedNote')}</p>;
};

export const MessageForm = ({ party, answering, onAnswered }: MessageFormProps): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const isOpen = useHosted((state) => state.connection === 'open');
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Addressee>(addresseesOf(party)[0] ?? 'white');
  const { isSending, refusal, send } = useSending();
  const to = answering === null ? chosen : answerTo(answering, party);
  const message = messageText(text);
  const isTooLong = message.length > TEXT_CHARACTERS;
  const isFit = message !== '' && !isTooLong && !isSending;
  useEffect(() => {
    if (answering !== null) field.current?.focus();
  }, [answering]);
  const submit = async (): Promise<void> => {
    if (!isFit) return;
    // The button that may have been pressed closes meanwhile.
    field.current?.focus();
    if (!(await send(to, message, answering?.messageId ?? null))) return;
    setText('');
    onAnswered();
  };
  return (
    <form
      className="talk-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {answering === null ? (
        <Addressees party={party} value={to} onChange={setChosen} />
      ) : (
        <Answering message={answering} party={party} onCancel={onAnswered} />
      )}
      <div className="field">
        <label htmlFor={id}>{words.t('talk.message')}</label>
        <textarea
          id={id}
          ref={field}
          rows={LINES}
          value={text}
          readOnly={isSending}
          aria-describedby={`${id}-note`}
          aria-invalid={isTooLong || undefined}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (!isSendKey(event)) return;
            event.preventDefault();
            void submit();
          }}
        />
        <p id={`${id}-note`} className="talk-note">
          <span className="soft">{words.t('talk.keys')}</span>
          <span className={isTooLong ? 'number talk-long' : 'number soft'}>
            {words.t('talk.characters', {
              count: formats.number(message.length, 0),
              most: formats.number(TEXT_CHARACTERS, 0),
            })}
          </span>
        </p>
      </div>
      <WayNote party={party} to={to} />
      <p role="status" className="talk-sending">
        {isSending && words.t(isOpen ? 'talk.sending' : 'talk.keptUntilBack')}
      </p>
      {refusal !== null && (
        <p className="refusal">
          {words.t('talk.notSent')} {refusalWords(refusal, words)}
        </p>
      )}
      <Button isSubmit look="primary" disabled={!isFit}>
        {words.t('talk.send')}
      </Button>
    </form>
  );
};
