/** Cards that the white cell plays: what is prepared and when, and the cards left in the deck, to be found by their words. */
import { type ReactElement, useId, useState } from 'react';
import type { InjectTime } from '../../../../protocol/session.ts';
import { CRISIS_RUNGS } from '../../../../ruleset/terms.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useWords, type Words } from '../../../i18n/words.ts';
import { Button } from '../../parts/Button.tsx';
import { useCell } from './cell.ts';
import { effectText } from './effectText.ts';

const CARDS_SHOWN = 10;
const RUNGS = CRISIS_RUNGS.filter((rung) => rung !== 'calm');
type Rung = Extract<InjectTime, { kind: 'crisis' }>['rung'];
const isRung = (text: string): text is Rung => RUNGS.some((rung) => rung === text);

const cardName = (eventId: string, words: Words): string => words.or(`happening.${eventId}.name`, eventId);
const cardAbout = (eventId: string, words: Words): string => words.or(`happening.${eventId}.about`, '');

export const timeText = (when: InjectTime, words: Words): string => {
  switch (when.kind) {
    case 'now':
    case 'held':
      return words.t(`white.when.${when.kind}`);
    case 'turn':
      return words.t('white.when.turn', { turn: when.turn });
    case 'crisis':
      return words.t('white.when.crisis', { rung: words.state('crisis', when.rung) });
  }
};

interface TimingProps {
  readonly eventId: string;
  /** The time that is set; null for a card of the deck. */
  readonly when: InjectTime | null;
}

/** When a card is to be played: at once, when it is let go, in a half-year, or at a rung of the ladder. */
const Timing = ({ eventId, when }: TimingProps): ReactElement => {
  const words = useWords();
  const { ask, status } = useCell();
  const id = useId();
  const next = Math.min(status.turn + 1, status.turnCount);
  const [turn, setTurn] = useState(String(when?.kind === 'turn' ? when.turn : next));
  const [rung, setRung] = useState<Rung>(when?.kind === 'crisis' ? when.rung : 'crisis');
  const prepare = (time: InjectTime): void => void ask({ kind: 'inject.prepare', eventId, when: time });
  const name = cardName(eventId, words);
  const isTurn = Number.isInteger(Number(turn)) && Number(turn) >= 1 && Number(turn) <= status.turnCount;
  return (
    <div className="white-timing" role="group" aria-label={words.t('white.whenOf', { card: name })}>
      <div className="white-row">
        {when?.kind !== 'now' && <Button onClick={() => prepare({ kind: 'now' })}>{words.t('white.sendNow')}</Button>}
        {when?.kind !== 'held' && <Button onClick={() => prepare({ kind: 'held' })}>{words.t('white.hold')}</Button>}
      </div>
      <div className="white-row">
        <label htmlFor={`${id}-turn`}>{words.t('white.inTurn')}</label>
        <input
          id={`${id}-turn`}
          type="number"
          min={1}
          max={status.turnCount}
          value={turn}
          onChange={({ target }) => setTurn(target.value)}
        />
        <Button disabled={!isTurn} onClick={() => prepare({ kind: 'turn', turn: Number(turn) })}>
          {words.t('white.schedule')}
          <span className="visually-hidden">{words.t('white.inTurn')}</span>
        </Button>
      </div>
      <div className="white-row">
        <label htmlFor={`${id}-rung`}>{words.t('white.atRung')}</label>
        <select id={`${id}-rung`} value={rung} onChange={({ target }) => isRung(target.value) && setRung(target.value)}>
          {RUNGS.map((each) => (
            <option key={each} value={each}>
              {words.state('crisis', each)}
            </option>
          ))}
        </select>
        <Button onClick={() => prepare({ kind: 'crisis', rung })}>
          {words.t('white.schedule')}
          <span className="visually-hidden">{words.t('white.atRung')}</span>
        </Button>
      </div>
    </div>
  );
};

const Effects = ({ eventId }: { readonly eventId: string }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { game } = useCell();
  const card = game.ruleset.events.events.find(({ id }) => id === eventId);
  return (
    <ul className="white-effects">
      {card?.effects.map((effect, place) => (
        <li key={`${place}${effect.kind}`}>{effectText(effect, words, formats)}</li>
      ))}
    </ul>
  );
};

const Prepared = (): ReactElement => {
  const words = useWords();
  const { white, may, ask } = useCell();
  if (white.injects.length === 0) return <p className="soft">{words.t('white.nonePrepared')}</p>;
  return (
    <ul className="white-cards plain-list">
      {white.injects.map(({ injectId, eventId, when }) => (
        <li key={injectId} className="white-card">
          <div className="split">
            <strong>{cardName(eventId, words)}</strong>
            <span className="badge badge-warn">{timeText(when, words)}</span>
          </div>
          <Effects eventId={eventId} />
          {may('inject.prepare') && (
            <details className="white-fold">
              <summary>{words.t('white.changeTime')}</summary>
              <Timing eventId={eventId} when={when} />
            </details>
          )}
          {may('inject.withdraw') && (
            <Button look="quiet" icon="remove" onClick={() => void ask({ kind: 'inject.withdraw', injectId })}>
              {words.t('white.withdraw')}
              <span className="visually-hidden">{cardName(eventId, words)}</span>
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
};

/** Cards whose name, telling or effects hold every word that is looked for. */
const useFound = (sought: string): readonly string[] => {
  const words = useWords();
  const formats = useFormats();
  const { white, game } = useCell();
  const wanted = sought.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const prepared = new Set(white.injects.map(({ eventId }) => eventId));
  const textOf = (eventId: string): string => {
    const effects = game.ruleset.events.events.find(({ id }) => id === eventId)?.effects ?? [];
    const told = effects.map((effect) => effectText(effect, words, formats));
    return [cardName(eventId, words), cardAbout(eventId, words), ...told].join(' ').toLocaleLowerCase();
  };
  return white.deck.filter(
    (eventId) => !prepared.has(eventId) && wanted.every((word) => textOf(eventId).includes(word)),
  );
};

const Deck = (): ReactElement => {
  const words = useWords();
  const id = useId();
  const [sought, setSought] = useState('');
  const [isWhole, setWhole] = useState(false);
  const found = useFound(sought);
  const shown = isWhole ? found : found.slice(0, CARDS_SHOWN);
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{words.t('white.searchDeck')}</label>
        <input
          id={id}
          type="text"
          autoComplete="off"
          value={sought}
          onChange={({ target }) => setSought(target.value)}
        />
      </div>
      <p className="soft" role="status">
        {words.t('white.cardsLeft', { count: found.length })}
      </p>
      <div className="white-deck">
        {shown.map((eventId) => (
          <details key={eventId} className="white-card">
            <summary>{cardName(eventId, words)}</summary>
            <p className="soft">{cardAbout(eventId, words)}</p>
            <Effects eventId={eventId} />
            <Timing eventId={eventId} when={null} />
          </details>
        ))}
      </div>
      {shown.length < found.length && (
        <Button look="quiet" onClick={() => setWhole(true)}>
          {words.t('white.allCards', { count: found.length })}
        </Button>
      )}
    </>
  );
};

export const Injects = (): ReactElement => {
  const words = useWords();
  const { may, status } = useCell();
  return (
    <section className="panel" aria-labelledby="white-injects">
      <h2 id="white-injects">{words.t('white.injects')}</h2>
      <p className="soft">{words.t('white.injectsNote')}</p>
      <h3>{words.t('white.prepared')}</h3>
      <Prepared />
      {may('inject.prepare') && status.outcome === null && (
        <>
          <h3>{words.t('white.deck')}</h3>
          <Deck />
        </>
      )}
    </section>
  );
};
