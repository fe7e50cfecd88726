/** The ways from Home into a hosted session: opening one, joining one by its code, coming back to a seat. */
import { lazy, type ReactElement, Suspense, useId, useState } from 'react';
import { CODE_LENGTH, plainCode, shownCode } from '../../../protocol/sessionCode.ts';
import { useWords } from '../../i18n/words.ts';
import { keptCodes } from '../../store/keptSeats.ts';
import { sessionAddress } from '../../store/sessionPlace.ts';
import { Button } from '../parts/Button.tsx';

/** Brings the engine and asks the server, so it comes when it is asked for. */
const HostForm = lazy(() => import('../session/HostForm.tsx').then((module) => ({ default: module.HostForm })));

const HostDoor = (): ReactElement => {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="panel model-door">
      <h2>{words.t('home.host')}</h2>
      <p className="soft">{words.t('home.hostNote')}</p>
      {isOpen ? (
        <Suspense fallback={<p className="soft">{words.t('app.loading')}</p>}>
          <HostForm />
        </Suspense>
      ) : (
        <Button onClick={() => setOpen(true)}>{words.t('home.hostOpen')}</Button>
      )}
    </section>
  );
};

const JoinDoor = (): ReactElement => {
  const words = useWords();
  const id = useId();
  const [code, setCode] = useState('');
  const [isShort, setShort] = useState(false);
  const [seats] = useState(keptCodes);
  return (
    <section className="panel model-door">
      <h2>{words.t('home.join')}</h2>
      <p className="soft">{words.t('home.joinNote')}</p>
      <form
        className="join-code"
        onSubmit={(event) => {
          event.preventDefault();
          if (plainCode(code).length === CODE_LENGTH) location.hash = sessionAddress(code);
          else setShort(true);
        }}
      >
        <div className="field">
          <label htmlFor={id}>{words.t('home.code')}</label>
          <input
            id={id}
            type="text"
            value={code}
            maxLength={16}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-describedby={`${id}-note`}
            onChange={({ target }) => {
              setCode(target.value);
              setShort(false);
            }}
          />
        </div>
        <Button isSubmit>{words.t('session.join')}</Button>
        <small id={`${id}-note`} className="soft" role="status">
          {isShort && words.t('home.codeShort', { length: CODE_LENGTH })}
        </small>
      </form>
      {seats.length > 0 && (
        <ul className="join-seats">
          {seats.map((seat) => (
            <li key={seat}>
              <a href={sessionAddress(seat)}>{words.t('home.backToSeat', { code: shownCode(seat) })}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

export const SessionDoors = (): ReactElement => (
  <>
    <JoinDoor />
    <HostDoor />
  </>
);
