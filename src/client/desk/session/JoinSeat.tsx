/** For whoever has opened a session's address and has no seat in it: a name, and where to sit. */
import { type ReactElement, useEffect, useId, useState } from 'react';
import type { Looked, Refusal, Role } from '../../../protocol/session.ts';
import { shownCode } from '../../../protocol/sessionCode.ts';
import { SEATS, SIDES } from '../../../ruleset/terms.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { joinSession, lookAt } from '../../store/hosted.ts';
import { freeSeat } from '../../store/hostedSeat.ts';
import type { SessionPlace } from '../../store/sessionPlace.ts';
import { Button } from '../parts/Button.tsx';
import { Preferences } from '../parts/Preferences.tsx';
import { refusalWords } from './refusalWords.ts';
import { roleWords } from './roleWords.ts';

const NAME_CHARACTERS = 24;
/** Others may take the seat that was free a moment ago: so often another is looked for. */
const TRIES = 3;
const WHEREVER = 'wherever';

const roleId = (role: Role): string => (role.kind === 'side' ? `${role.side}/${role.seat}` : role.kind);
const SEATED: readonly Role[] = SIDES.flatMap((side) => SEATS.map((seat): Role => ({ kind: 'side', side, seat })));
const OBSERVER: Role = { kind: 'observer' };

const countOf = (roles: readonly Role[], role: Role): number =>
  roles.filter((each) => roleId(each) === roleId(role)).length;

/** Joins where it was asked for, or wherever somebody is needed. */
const joinAs = async (code: string, name: string, wanted: string): Promise<Refusal | null> => {
  const chosen = [...SEATED, OBSERVER].find((role) => roleId(role) === wanted);
  for (let tried = 1; ; tried += 1) {
    const looked = chosen === undefined ? await lookAt(code) : null;
    if (looked?.ok === false) return looked.error;
    const role = chosen ?? (looked === null ? OBSERVER : freeSeat(looked.value));
    const joined = await joinSession({ code, name, role });
    if (joined.ok) return null;
    if (chosen !== undefined || joined.error.code !== 'session/seat-taken' || tried === TRIES) return joined.error;
  }
};

interface SeatChoiceProps {
  readonly looked: Looked;
  readonly value: string;
  readonly onChange: (id: string) => void;
}

const seatNote = ({ roles, ledByBot }: Looked, role: Role, words: Words): string => {
  const count = countOf(roles, role);
  if (role.kind === 'side' && ledByBot[role.side]) return words.t('session.seatBot');
  return count === 0 ? words.t('session.seatFree') : words.t('session.seatCount', { count });
};

const isFull = (roles: readonly Role[], role: Role): boolean =>
  role.kind === 'side' && role.seat === 'principal' && countOf(roles, role) > 0;

const SeatChoice = ({ looked, value, onChange }: SeatChoiceProps): ReactElement => {
  const words = useWords();
  const option = (id: string, title: string, note: string, isTaken = false): ReactElement => (
    <label key={id} className={id === value ? 'choice-option is-chosen' : 'choice-option'}>
      <input
        type="radio"
        name="seat"
        value={id}
        checked={id === value}
        disabled={isTaken}
        onChange={() => onChange(id)}
      />
      <span>
        <strong>{title}</strong>
        <small>{note}</small>
      </span>
    </label>
  );
  return (
    <fieldset className="choice">
      <legend>{words.t('session.seat')}</legend>
      <div className="choice-options">
        {option(WHEREVER, words.t('session.wherever'), words.t('session.whereverAbout'))}
        {option(roleId(OBSERVER), words.t('session.role.observer'), words.t('session.observerAbout'))}
        {SEATED.map((role) =>
          option(roleId(role), roleWords(role, words), seatNote(looked, role, words), isFull(looked.roles, role)),
        )}
      </div>
    </fieldset>
  );
};

const goHome = (): void => {
  location.hash = '';
};

/** The session as its code tells of it; a refusal where there is none. */
const useLook = (code: string): { readonly looked: Looked | null; readonly refusal: Refusal | null } => {
  const [looked, setLooked] = useState<Looked | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void lookAt(code).then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setLooked(answer.value);
      else setRefusal(answer.error);
      return undefined;
    });
    return () => {
      isCurrent = false;
    };
  }, [code]);
  return { looked, refusal };
};

const Form = ({ code, looked }: { readonly code: string; readonly looked: Looked }): ReactElement => {
  const words = useWords();
  const id = useId();
  const [name, setName] = useState('');
  const [wanted, setWanted] = useState(WHEREVER);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const join = async (): Promise<void> => {
    setIsAsking(true);
    setRefusal(await joinAs(code, name, wanted));
    setIsAsking(false);
  };
  return (
    <form
      className="panel session-form"
      onSubmit={(event) => {
        event.preventDefault();
        void join();
      }}
    >
      <h1>{words.t('session.joinTitle', { code: shownCode(code) })}</h1>
      <p className="soft">{words.or(`scenario.${looked.scenarioId}.name`, looked.scenarioId)}</p>
      <div className="field">
        <label htmlFor={id}>{words.t('session.name')}</label>
        <input
          id={id}
          type="text"
          required
          maxLength={NAME_CHARACTERS}
          autoComplete="off"
          value={name}
          onChange={({ target }) => setName(target.value)}
          aria-describedby={`${id}-note`}
        />
        <small id={`${id}-note`} className="soft">
          {words.t('session.nameNote')}
        </small>
      </div>
      <SeatChoice looked={looked} value={wanted} onChange={setWanted} />
      {refusal !== null && (
        <p role="alert" className="refusal">
          {refusalWords(refusal, words)}
        </p>
      )}
      <Button isSubmit isPrimary disabled={isAsking}>
        {words.t('session.join')}
      </Button>
    </form>
  );
};

export const JoinSeat = ({ place }: { readonly place: SessionPlace }): ReactElement => {
  const words = useWords();
  const { looked, refusal } = useLook(place.code);
  return (
    <main className="session-door">
      <header className="home-top">
        <Preferences />
      </header>
      {looked !== null && <Form code={place.code} looked={looked} />}
      {looked === null && refusal === null && <p className="loading">{words.t('session.joining')}</p>}
      {refusal !== null && (
        <section className="panel session-form">
          <h1>{words.t('session.joinTitle', { code: shownCode(place.code) })}</h1>
          <p role="alert">{refusalWords(refusal, words)}</p>
          <Button onClick={goHome}>{words.t('session.home')}</Button>
        </section>
      )}
    </main>
  );
};
