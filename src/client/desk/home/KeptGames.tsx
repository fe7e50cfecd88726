/** Games kept in this browser: the latest at hand, all of them listed, to be opened, named, taken out and deleted. */
import { type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { type Formats, useFormats } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { continueGame, exportKeptGame, forgetGame, nameGame } from '../../store/client.ts';
import { PERSON, type Slot } from '../../store/savedGame.ts';
import { useClient } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { useCanShare } from '../parts/GameFile.tsx';
import { BASE_PACK } from './choices.ts';

const LONGEST_NAME = 60;

const describeSlot = ({ setup, side, turnCount, isOver, savedAtMs }: Slot, words: Words, formats: Formats): string =>
  words.t(setup.packId === BASE_PACK ? 'home.savedGame' : 'home.savedGameUnder', {
    pack: words.or(`pack.${setup.packId}.name`, setup.packId),
    side: setup.opponent === PERSON ? words.t('home.twoSides') : words.side(side),
    scenario: words.or(`scenario.${setup.scenarioId}.name`, setup.scenarioId),
    turn: turnCount + (isOver ? 0 : 1),
    time: formats.time(savedAtMs),
  });

/** What is being done with a kept game: nothing, naming it, or deleting it if that is confirmed. */
type Doing = 'nothing' | 'naming' | 'deleting';

interface PartProps {
  readonly slot: Slot;
  readonly called: string;
  readonly onDo: (doing: Doing) => void;
}

const Naming = ({ slot, called, onDo }: PartProps): ReactElement => {
  const words = useWords();
  const id = useId();
  const [name, setName] = useState(slot.name ?? '');
  return (
    <form
      className="kept-doing"
      onSubmit={(event) => {
        event.preventDefault();
        void nameGame(slot.id, name.trim());
        onDo('nothing');
      }}
    >
      <label htmlFor={id} className="visually-hidden">
        {words.t('home.nameKeptOf', { game: called })}
      </label>
      <input
        id={id}
        type="text"
        value={name}
        maxLength={LONGEST_NAME}
        autoComplete="off"
        data-first
        onChange={({ target }) => setName(target.value)}
      />
      <Button isSubmit>{words.t('home.nameKept')}</Button>
      <Button look="quiet" onClick={() => onDo('nothing')}>
        {words.t('home.cancelKept')}
      </Button>
    </form>
  );
};

const Deleting = ({ slot, called, onDo }: PartProps): ReactElement => {
  const words = useWords();
  return (
    <div className="kept-doing" role="group" aria-label={words.t('home.deleteKeptOf', { game: called })}>
      <span>{words.t('home.deleteKeptAsk')}</span>
      <Button data-first onClick={() => onDo('nothing')}>
        {words.t('home.keepKept')}
      </Button>
      <Button look="quiet" onClick={() => void forgetGame(slot.id)}>
        {words.t('home.deleteKeptNow')}
      </Button>
    </div>
  );
};

const Doors = ({ slot, called, onDo }: PartProps): ReactElement => {
  const words = useWords();
  const canShare = useCanShare();
  const door = (key: string, action: () => void, isFirst = false): ReactElement => (
    <Button
      look="quiet"
      onClick={action}
      aria-label={words.t(`home.${key}Of`, { game: called })}
      data-first={isFirst || undefined}
    >
      {words.t(`home.${key}`)}
    </Button>
  );
  return (
    <div className="kept-doors">
      {door('openKept', () => void continueGame(slot.id), true)}
      {door('renameKept', () => onDo('naming'))}
      {door('exportKept', () => void exportKeptGame(slot.id, 'download'))}
      {canShare && door('shareKept', () => void exportKeptGame(slot.id, 'share'))}
      {door('deleteKept', () => onDo('deleting'))}
    </div>
  );
};

const PARTS = { nothing: Doors, naming: Naming, deleting: Deleting } as const;

const KeptGame = ({ slot }: { readonly slot: Slot }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const row = useRef<HTMLLIElement>(null);
  const [doing, setDoing] = useState<Doing>('nothing');
  const wasDoing = useRef(doing);
  // Whoever works by keyboard stays in the row while its buttons change.
  useEffect(() => {
    if (wasDoing.current !== doing) row.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    wasDoing.current = doing;
  }, [doing]);
  const about = describeSlot(slot, words, formats);
  const Part = PARTS[doing];
  return (
    <li ref={row}>
      <div>
        {slot.name !== undefined && <strong>{slot.name}</strong>}
        <span className={slot.name === undefined ? undefined : 'soft'}>{about}</span>
      </div>
      <Part slot={slot} called={slot.name ?? about} onDo={setDoing} />
    </li>
  );
};

export const KeptGames = (): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  const [latest, ...others] = useClient((state) => state.saved);
  if (latest === undefined) return null;
  return (
    <section className="panel continue">
      <h2>{words.t('home.continue')}</h2>
      <p>
        {latest.name !== undefined && <strong>{latest.name} </strong>}
        <span className="soft">{describeSlot(latest, words, formats)}</span>
      </p>
      <Button isPrimary icon="play" onClick={() => void continueGame(latest.id)}>
        {words.t('home.continueNow')}
      </Button>
      <details>
        <summary>{words.t('home.keptGames', { count: others.length + 1 })}</summary>
        <ul className="kept-games">
          {[latest, ...others].map((slot) => (
            <KeptGame key={slot.id} slot={slot} />
          ))}
        </ul>
      </details>
    </section>
  );
};
