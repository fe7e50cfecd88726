/** What the session is played with and what is kept of it: timers, rules for the absent, assumptions, export and erasure. */
import { type ReactElement, useId, useState } from 'react';
import { ABSENT_RULES, type Settings } from '../../../../protocol/session.ts';
import { useWords } from '../../../i18n/words.ts';
import { replacedNumbers } from '../../../store/assumptions.ts';
import { downloadFile } from '../../../store/files.ts';
import { sendFrame } from '../../../store/hosted.ts';
import { modelAddress, MODEL_HOME } from '../../../store/modelPlace.ts';
import { PACKS_ENTRY } from '../../model/entries.ts';
import { Button } from '../../parts/Button.tsx';
import { ReplacedNumbers } from '../../parts/ReplacedNumbers.tsx';
import { Asked } from './Asked.tsx';
import { useCell } from './cell.ts';
import { mayEnd } from './moment.ts';

const MINUTE_S = 60;

const minutesText = (seconds: number | null): string => (seconds === null ? '' : String(seconds / MINUTE_S));
/** An empty field is no timer; null where the text is no time. */
const secondsOf = (text: string): { readonly seconds: number | null } | null => {
  if (text.trim() === '') return { seconds: null };
  const seconds = Math.round(Number(text) * MINUTE_S);
  return Number.isFinite(seconds) && seconds >= 1 ? { seconds } : null;
};

const Setting = ({ settings }: { readonly settings: Settings }): ReactElement => {
  const words = useWords();
  const { ask } = useCell();
  const id = useId();
  const [turn, setTurn] = useState(minutesText(settings.turnSeconds));
  const [round, setRound] = useState(minutesText(settings.roundSeconds));
  const [turnTime, roundTime] = [secondsOf(turn), secondsOf(round)];
  const save = (part: Partial<Settings>): void =>
    void ask({ kind: 'settings.set', settings: { ...settings, ...part } });
  return (
    <form
      className="white-settings"
      onSubmit={(event) => {
        event.preventDefault();
        if (turnTime !== null && roundTime !== null)
          save({ turnSeconds: turnTime.seconds, roundSeconds: roundTime.seconds });
      }}
    >
      <div className="white-fields">
        <div className="field">
          <label htmlFor={`${id}-turn`}>{words.t('white.turnMinutes')}</label>
          <input
            id={`${id}-turn`}
            type="number"
            min={0}
            step="any"
            value={turn}
            onChange={({ target }) => setTurn(target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-round`}>{words.t('white.roundMinutes')}</label>
          <input
            id={`${id}-round`}
            type="number"
            min={0}
            step="any"
            value={round}
            onChange={({ target }) => setRound(target.value)}
          />
        </div>
      </div>
      <p className="soft">{words.t('white.minutesNote')}</p>
      <Button isSubmit disabled={turnTime === null || roundTime === null}>
        {words.t('white.saveTimes')}
      </Button>
      <div className="field">
        <label htmlFor={`${id}-absent`}>{words.t('white.absent')}</label>
        <select
          id={`${id}-absent`}
          value={settings.absent}
          onChange={({ target }) => {
            const absent = ABSENT_RULES.find((rule) => rule === target.value);
            if (absent !== undefined) save({ absent });
          }}
        >
          {ABSENT_RULES.map((rule) => (
            <option key={rule} value={rule}>
              {words.t(`white.absent.${rule}`)}
            </option>
          ))}
        </select>
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={settings.isTalkReviewed}
          onChange={({ target }) => save({ isTalkReviewed: target.checked })}
        />
        {words.t('white.reviewed')}
      </label>
    </form>
  );
};

const Assumptions = (): ReactElement => {
  const words = useWords();
  const { game } = useCell();
  const replaced = replacedNumbers(game.ruleset, game.packId);
  return (
    <section className="panel" aria-labelledby="white-assumptions">
      <h2 id="white-assumptions">{words.t('white.assumptions')}</h2>
      <p>
        <strong>{words.or(`pack.${game.packId}.name`, game.packId)}</strong> {words.or(`pack.${game.packId}.about`, '')}
      </p>
      {replaced.length === 0 ? (
        <p className="soft">{words.t('white.noneReplaced')}</p>
      ) : (
        <ReplacedNumbers replaced={replaced} sources={game.ruleset.sources} />
      )}
      <p className="actions">
        <a className="button" href={modelAddress(PACKS_ENTRY)} target="_blank" rel="noopener noreferrer">
          {words.t('white.toPacks')}
        </a>
        <a className="button" href={MODEL_HOME} target="_blank" rel="noopener noreferrer">
          {words.t('white.toModel')}
        </a>
      </p>
    </section>
  );
};

const Kept = (): ReactElement => {
  const words = useWords();
  const { may, ask, code, status } = useCell();
  const [failed, setFailed] = useState(false);
  const save = async (): Promise<void> => {
    const answered = await sendFrame({ kind: 'session.export' });
    const exported = answered.ok && answered.value.kind === 'exported' ? answered.value : null;
    setFailed(exported === null);
    if (exported !== null) downloadFile(`dawnline-session-${code}.json`, exported.text, 'application/json');
  };
  return (
    <section className="panel" aria-labelledby="white-kept">
      <h2 id="white-kept">{words.t('white.kept')}</h2>
      {may('session.export') && (
        <>
          <p className="soft">{words.t('white.exportNote')}</p>
          <Button icon="file" onClick={() => void save()}>
            {words.t('white.export')}
          </Button>
          {failed && <p role="alert">{words.t('debrief.export.failed')}</p>}
        </>
      )}
      {may('session.end') && mayEnd(status) && (
        <>
          <p className="soft">{words.t(status.stage === 'lobby' ? 'white.closeNote' : 'white.endNote')}</p>
          <Asked
            icon="check"
            label={words.t('white.end')}
            question={words.t('white.sure.end')}
            onSure={() => void ask({ kind: 'session.end' })}
          />
        </>
      )}
      {may('session.erase') && (
        <>
          <p className="soft">{words.t('white.eraseNote')}</p>
          <Asked
            icon="remove"
            label={words.t('white.erase')}
            question={words.t('white.sure.erase')}
            onSure={() => void ask({ kind: 'session.erase' })}
          />
        </>
      )}
    </section>
  );
};

const Settled = (): ReactElement => {
  const words = useWords();
  const { status, may } = useCell();
  const { settings } = status;
  return (
    <section className="panel" aria-labelledby="white-settings">
      <h2 id="white-settings">{words.t('white.settings')}</h2>
      {may('settings.set') ? (
        <Setting key={`${settings.turnSeconds}/${settings.roundSeconds}`} settings={settings} />
      ) : (
        <ul className="plain-list">
          <li>{words.t(`white.absent.${settings.absent}`)}</li>
          <li>{words.t(settings.isTalkReviewed ? 'white.reviewed' : 'white.notReviewed')}</li>
        </ul>
      )}
    </section>
  );
};

export const Keeping = (): ReactElement => (
  <>
    <Kept />
    <Settled />
    <Assumptions />
  </>
);
