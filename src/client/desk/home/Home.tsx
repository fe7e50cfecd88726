/** The first screen: play, continue, open a file. Only what works is offered. */
import { type ReactElement, useEffect, useId, useState } from 'react';
import { useWords, type Words } from '../../i18n/words.ts';
import { importGame, loadRoom, newGame } from '../../store/client.ts';
import type { Setup } from '../../store/savedGame.ts';
import { useStore } from '../../store/externalStore.ts';
import { updates } from '../../store/updates.ts';
import { useClient } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { FilePick } from '../parts/FilePick.tsx';
import { Preferences } from '../parts/Preferences.tsx';
import { SideGlyph } from '../parts/SideMark.tsx';
import { GUIDES_HOME } from '../../store/guidePlace.ts';
import { aboutOf, type OwnScenario, scenarioIdOf, titleOf } from '../../store/ownScenario.ts';
import { openScenarios, ownScenarios } from '../../store/ownScenarios.ts';
import { SCENARIOS_HOME } from '../../store/scenarioPlace.ts';
import { STUDY_HOME } from '../../store/studyPlace.ts';
import { MODEL_HOME } from '../../store/modelPlace.ts';
import { BASE_PACK, OPPONENT_CHOICES, PACK_CHOICES, SCENARIO_CHOICES, SIDE_CHOICES, TUTORIAL } from './choices.ts';
import { DawnMark } from './DawnMark.tsx';
import { KeptGames } from './KeptGames.tsx';
import { SessionDoors } from './SessionDoors.tsx';

const PREFETCH_AFTER_MS = 600;

/** Eight letters are enough to tell games apart and short enough to read out in class. */
const freshSeed = (): string => {
  const letters = 'abcdefghjkmnpqrstuvwxyz';
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return [...bytes].map((byte) => letters[byte % letters.length]).join('');
};

interface RadiosProps {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly { readonly id: string; readonly title: ReactElement | string; readonly about: string }[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

const Radios = ({ legend, name, options, value, onChange }: RadiosProps): ReactElement => (
  <fieldset className="choice">
    <legend>{legend}</legend>
    <div className="choice-options">
      {options.map((option) => (
        <label key={option.id} className={option.id === value ? 'choice-option is-chosen' : 'choice-option'}>
          <input
            type="radio"
            name={name}
            value={option.id}
            checked={option.id === value}
            onChange={() => onChange(option.id)}
          />
          <span>
            <strong>{option.title}</strong>
            <small>{option.about}</small>
          </span>
        </label>
      ))}
    </div>
  </fieldset>
);

const optionsOf = (ids: readonly string[], prefix: string, words: Words) =>
  ids.map((id) => ({ id, title: words.t(`${prefix}.${id}.name`), about: words.t(`${prefix}.${id}.about`) }));

interface PickProps {
  readonly label: string;
  readonly options: readonly string[];
  /** Words of an option: `<prefix>.<id>.name` and `.about`. */
  readonly prefix: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** One of many, with what the present choice means. */
const Pick = ({ label, options, prefix, value, onChange }: PickProps): ReactElement => {
  const words = useWords();
  const id = useId();
  return (
    <div className="pick">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)} aria-describedby={`${id}-about`}>
        {options.map((option) => (
          <option key={option} value={option}>
            {words.t(`${prefix}.${option}.name`)}
          </option>
        ))}
      </select>
      <small id={`${id}-about`} className="soft" aria-live="polite">
        {words.t(`${prefix}.${value}.about`)}
      </small>
    </div>
  );
};

/** The reader's scenarios that can be played, the one just chosen in the editor first. */
const usePlayable = (): { readonly playable: readonly OwnScenario[]; readonly chosenId: string | null } => {
  const { list, chosenId } = useStore(ownScenarios, (state) => state);
  useEffect(() => void openScenarios(), []);
  return { playable: list.filter(({ isInOrder }) => isInOrder), chosenId };
};

const SoloForm = ({ isMain }: { readonly isMain: boolean }): ReactElement => {
  const words = useWords();
  const seedId = useId();
  const { playable, chosenId } = usePlayable();
  const [setup, setSetup] = useState<Setup>({
    side: 'us',
    scenarioId: chosenId ?? 'classroom',
    packId: BASE_PACK,
    opponent: 'balancer',
    seed: '',
  });
  const isLoading = useClient((state) => state.isLoading);
  const choose = (part: Partial<Setup>): void => setSetup({ ...setup, ...part });
  const sides = SIDE_CHOICES.map((side) => ({
    id: side,
    title: (
      <>
        <SideGlyph side={side} />
        {words.side(side)}
      </>
    ),
    about: words.t(`side.${side}.about`),
  }));
  return (
    <form
      className="panel solo"
      onSubmit={(event) => {
        event.preventDefault();
        const seed = setup.seed.trim() === '' ? freshSeed() : setup.seed.trim();
        const own = playable.find(({ id }) => id === setup.scenarioId) ?? null;
        const scenarioId = own === null ? setup.scenarioId : scenarioIdOf(own);
        void newGame({ ...setup, scenarioId, seed }, own);
      }}
    >
      <h2>{words.t('home.solo')}</h2>
      <Radios
        legend={words.t('home.side')}
        name="side"
        options={sides}
        value={setup.side}
        onChange={(id) => choose({ side: SIDE_CHOICES.find((side) => side === id) ?? setup.side })}
      />
      <Radios
        legend={words.t('home.scenario')}
        name="scenario"
        options={[
          ...optionsOf(SCENARIO_CHOICES, 'scenario', words),
          ...playable.map((own) => ({ id: own.id, title: titleOf(own), about: aboutOf(own) })),
        ]}
        value={setup.scenarioId}
        onChange={(scenarioId) => choose({ scenarioId })}
      />
      <Pick
        label={words.t('home.opponent')}
        prefix="opponent"
        options={OPPONENT_CHOICES}
        value={setup.opponent}
        onChange={(id) => choose({ opponent: OPPONENT_CHOICES.find((player) => player === id) ?? setup.opponent })}
      />
      {/* What each pack changes is listed in the model. */}
      <Pick
        label={words.t('home.assumptions')}
        prefix="pack"
        options={PACK_CHOICES}
        value={setup.packId}
        onChange={(packId) => choose({ packId })}
      />
      <details>
        <summary>{words.t('home.more')}</summary>
        <div className="field">
          <label htmlFor={seedId}>{words.t('home.seed')}</label>
          <input
            id={seedId}
            type="text"
            value={setup.seed}
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => choose({ seed: target.value })}
            aria-describedby={`${seedId}-note`}
          />
          <small id={`${seedId}-note`} className="soft">
            {words.t('home.seedNote')}
          </small>
        </div>
      </details>
      <Button isSubmit isPrimary={isMain} look="plain" disabled={isLoading}>
        {words.t('home.start')}
      </Button>
    </form>
  );
};

const Import = (): ReactElement => {
  const words = useWords();
  return (
    <section className="panel import">
      <h2>{words.t('home.import')}</h2>
      <p className="soft">{words.t('home.importNote')}</p>
      <FilePick
        label={words.t('home.chooseFile')}
        accept="application/json,text/plain,.json,.txt"
        onPick={(file) => void file.text().then(importGame)}
      />
    </section>
  );
};

/** Four turns with a guide, for whoever has never played. */
const TutorialDoor = (): ReactElement => {
  const words = useWords();
  const isLoading = useClient((state) => state.isLoading);
  return (
    <section className="panel model-door tutorial-door">
      <h2>{words.t('tutorial.title')}</h2>
      <p className="soft">{words.t('home.tutorialNote')}</p>
      <Button
        disabled={isLoading}
        onClick={() =>
          void newGame({ scenarioId: TUTORIAL, packId: BASE_PACK, side: 'us', opponent: 'balancer', seed: freshSeed() })
        }
      >
        {words.t('home.playTutorial')}
      </Button>
    </section>
  );
};

interface DoorProps {
  readonly title: string;
  readonly note: string;
  readonly open: string;
  readonly href: string;
}

/** The way to what has an address of its own; a link, so that it opens in another tab too. */
const Door = ({ title, note, open, href }: DoorProps): ReactElement => (
  <section className="panel model-door">
    <h2>{title}</h2>
    <p className="soft">{note}</p>
    <a className="button button-plain" href={href}>
      {open}
    </a>
  </section>
);

/** What is read or prepared rather than played. */
const Doors = (): ReactElement => {
  const words = useWords();
  return (
    <>
      <Door
        title={words.t('study.title')}
        note={words.t('study.homeNote')}
        open={words.t('study.openHome')}
        href={STUDY_HOME}
      />
      <Door
        title={words.t('scenarios.title')}
        note={words.t('scenarios.homeNote')}
        open={words.t('scenarios.open')}
        href={SCENARIOS_HOME}
      />
      <Door
        title={words.t('model.title')}
        note={words.t('home.modelNote')}
        open={words.t('home.openModel')}
        href={MODEL_HOME}
      />
      <Door
        title={words.t('guides.title')}
        note={words.t('home.guidesNote')}
        open={words.t('home.openGuides')}
        href={GUIDES_HOME}
      />
    </>
  );
};

export const Home = (): ReactElement => {
  const words = useWords();
  const hasSaved = useClient((state) => state.saved.length > 0);
  const isKept = useStore(updates, (state) => state.isKept);
  useEffect(() => {
    // The game's own chunk comes while the player reads; the first screen does not wait behind it.
    const timer = setTimeout(() => void loadRoom().catch(() => undefined), PREFETCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="home">
      <header className="home-top">
        <Preferences />
      </header>
      <main>
        <div className="home-choices">
          <section className="hero">
            <DawnMark />
            <h1>{words.t('app.name')}</h1>
            <p className="lead">{words.t('home.lead')}</p>
            <p className="soft">{words.t('home.promise')}</p>
          </section>
          <SessionDoors />
        </div>
        <div className="home-choices">
          <KeptGames />
          <TutorialDoor />
          <SoloForm isMain={!hasSaved} />
        </div>
        <div className="home-choices home-more">
          <Doors />
          <Import />
        </div>
        {isKept && <p className="soft home-kept">{words.t('home.kept')}</p>}
      </main>
    </div>
  );
};
