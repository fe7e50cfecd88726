/**
 * Beside the seal: a line of intent and how probable something is, stated while the half-year is planned and scored at
 * the debrief. It may be stated anew until the side has sealed, and nobody has to.
 */
import { type ReactElement, useId, useState } from 'react';
import { Button as Trigger, DialogTrigger, Popover } from 'react-aria-components';
import {
  FORECAST_QUESTIONS,
  type ForecastQuestion,
  type Refusal,
  TEXT_CHARACTERS,
} from '../../../../protocol/session.ts';
import type { Intent } from '../../../../protocol/sessionParts.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { dismissRefusal, sendFrame, sideTable, useHosted } from '../../../store/hosted.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { refusalWords } from '../refusalWords.ts';
import { mayStateIntent, statedOf } from './intents.ts';
import './talk.css';

const FULL_PERCENT = 100;
const STEP_PERCENT = 5;
const EVEN_PERCENT = 50;

const useStated = (turn: number): readonly Intent[] => statedOf(useHosted((state) => state.talk?.intents) ?? [], turn);

const StatedList = ({ stated }: { readonly stated: readonly Intent[] }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const members = useHosted((state) => state.status?.members);
  if (stated.length === 0) return <p className="soft">{words.t('intent.none')}</p>;
  return (
    <ul className="plain-list">
      {stated.map(({ memberId, question, prob, text }) => (
        <li key={`${memberId}${question}`}>
          <strong>{members?.find(({ id }) => id === memberId)?.name ?? words.t('talk.gone')}</strong>{' '}
          <span className="talk-text">{text}</span>{' '}
          <span className="soft number">
            {words.t('intent.foretold', {
              question: words.t(`intent.question.${question}`),
              prob: formats.percent(prob, 0),
            })}
          </span>
        </li>
      ))}
    </ul>
  );
};

interface IntentFormProps {
  readonly turn: number;
  readonly question: ForecastQuestion;
  /** What one has stated on the question; null where that is nothing. */
  readonly before: Intent | null;
}

const IntentForm = ({ turn, question, before }: IntentFormProps): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const isOpen = useHosted((state) => state.connection === 'open');
  const id = useId();
  const [text, setText] = useState(before?.text ?? '');
  const [percent, setPercent] = useState(before === null ? EVEN_PERCENT : Math.round(before.prob * FULL_PERCENT));
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const prob = percent / FULL_PERCENT;
  const line = text.trim();
  const isSame = before !== null && before.text === line && before.prob === prob;
  const submit = async (): Promise<void> => {
    setSending(true);
    const answered = await sendFrame({ kind: 'intent.state', turn, text: line, question, prob });
    setSending(false);
    setRefusal(answered.ok ? null : answered.error);
    if (answered.ok) dismissRefusal();
  };
  const status = isSending ? (isOpen ? 'talk.sending' : 'talk.keptUntilBack') : isSame ? 'intent.kept' : null;
  return (
    <form
      className="intent-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (line !== '' && !isSending && !isSame) void submit();
      }}
    >
      <div className="field">
        <label htmlFor={`${id}-prob`}>{words.t('intent.prob', { prob: formats.percent(prob, 0) })}</label>
        <input
          id={`${id}-prob`}
          type="range"
          min={0}
          max={FULL_PERCENT}
          step={STEP_PERCENT}
          value={percent}
          aria-valuetext={formats.percent(prob, 0)}
          onChange={({ target }) => setPercent(Number(target.value))}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-text`}>{words.t('intent.text')}</label>
        <input
          id={`${id}-text`}
          type="text"
          maxLength={TEXT_CHARACTERS}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <p role="status" className="talk-sending">
        {status !== null && words.t(status)}
      </p>
      {refusal !== null && <p className="refusal">{refusalWords(refusal, words)}</p>}
      {/* Not closed while it is sent or has been: whoever has pressed it would lose their place. */}
      <Button isSubmit look="primary" disabled={line === ''}>
        {words.t(before === null ? 'intent.state' : 'intent.change')}
      </Button>
    </form>
  );
};

/** The question and, under it, what one says of it. */
const Stating = ({ turn, own }: { readonly turn: number; readonly own: readonly Intent[] }): ReactElement => {
  const words = useWords();
  const id = useId();
  const [question, setQuestion] = useState<ForecastQuestion>(own[0]?.question ?? FORECAST_QUESTIONS[0]);
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{words.t('intent.question')}</label>
        <select
          id={id}
          value={question}
          onChange={({ target }) => setQuestion(FORECAST_QUESTIONS.find((each) => each === target.value) ?? question)}
        >
          {FORECAST_QUESTIONS.map((each) => (
            <option key={each} value={each}>
              {words.t(`intent.question.${each}`)}
            </option>
          ))}
        </select>
      </div>
      <IntentForm
        key={question}
        turn={turn}
        question={question}
        before={own.find((each) => each.question === question) ?? null}
      />
    </>
  );
};

export const IntentButton = (): ReactElement | null => {
  const words = useWords();
  const ownId = useHosted((state) => state.welcome?.memberId);
  const turn = useHosted((state) => sideTable(state)?.view.turn ?? 0);
  const mayState = useHosted(({ status, desk }) => mayStateIntent(status, desk));
  const stated = useStated(turn);
  const own = stated.filter(({ memberId }) => memberId === ownId);
  const [isOpen, setOpen] = useState(false);
  const titleId = useId();
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Trigger className="button button-quiet intent-button">
        {own.length > 0 && <Icon name="check" />}
        {words.t(own.length === 0 ? 'intent.open' : 'intent.opened', { count: own.length })}
      </Trigger>
      {/* The popover itself is the dialog, with the buttons for screen readers that it brings inside it. */}
      <Popover placement="top end" className="intent-popover" aria-labelledby={titleId}>
        <div className="intent">
          <div className="split">
            <h2 id={titleId}>{words.t('intent.title')}</h2>
            <Button look="quiet" icon="remove" onClick={() => setOpen(false)}>
              {words.t('talk.close')}
            </Button>
          </div>
          <p className="soft">{words.t(mayState ? 'intent.note' : 'intent.over')}</p>
          <StatedList stated={stated} />
          {mayState && <Stating key={turn} turn={turn} own={own} />}
        </div>
      </Popover>
    </DialogTrigger>
  );
};
