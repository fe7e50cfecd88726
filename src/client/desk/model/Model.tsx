/**
 * The model: every function of the catalogue, every equation of the engine and every number of the rules,
 * to be read, searched and tried. A screen of its own, beside any game that is going on.
 */
import { type ReactElement, useEffect, useRef } from 'react';
import { useWords } from '../../i18n/words.ts';
import { MODEL_HOME, type ModelPlace } from '../../store/modelPlace.ts';
import { useClient } from '../../store/useClient.ts';
import { Icon } from '../parts/Icon.tsx';
import { Preferences } from '../parts/Preferences.tsx';
import { Contents, entryTitle } from './Contents.tsx';
import type { Entry } from './entries.ts';
import { EquationPage } from './EquationPage.tsx';
import { FunctionPage } from './FunctionPage.tsx';
import { Overview } from './Overview.tsx';
import { PacksPage, RulesPage } from './RulesPage.tsx';
import { sections } from './reference.ts';
import './model.css';

const PLAYING = '#play';
const HOME = '#';

const EntryPage = ({ entry, place }: { readonly entry: Entry; readonly place: ModelPlace }): ReactElement => {
  switch (entry.kind) {
    case 'function':
      return <FunctionPage definition={entry.definition} given={place.texts} />;
    case 'equation':
      return <EquationPage equation={entry.equation} />;
    case 'rules':
      return <RulesPage numbers={entry.numbers} />;
    case 'packs':
      return <PacksPage />;
  }
};

/** The page of an entry, or what the reference is; its heading takes the focus when another is chosen. */
const Page = ({ place }: { readonly place: ModelPlace }): ReactElement => {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(place.entryId);
  const section = sections.find(({ entries }) => entries.some(({ id }) => id === place.entryId));
  const entry = section?.entries.find(({ id }) => id === place.entryId);
  useEffect(() => {
    if (shown.current === place.entryId) return;
    shown.current = place.entryId;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [place.entryId]);
  const isId = entry?.kind === 'function' || entry?.kind === 'equation';
  const title =
    entry === undefined ? words.t(place.entryId === '' ? 'model.overview' : 'model.unknown') : entryTitle(entry, words);
  return (
    <article className="panel model-page">
      <header>
        {section !== undefined && <p className="soft">{words.t(`model.section.${section.id}`)}</p>}
        <h2 ref={heading} tabIndex={-1} className={isId ? 'model-id' : undefined}>
          {isId ? <code>{title}</code> : title}
        </h2>
      </header>
      {entry !== undefined && (
        <EntryPage key={`${entry.id}?${new URLSearchParams(place.texts).toString()}`} entry={entry} place={place} />
      )}
      {entry === undefined && place.entryId === '' && <Overview />}
      {entry === undefined && place.entryId !== '' && (
        <p>
          {words.t('model.unknownNote')} <code>{place.entryId}</code>
        </p>
      )}
    </article>
  );
};

export const Model = ({ place }: { readonly place: ModelPlace }): ReactElement => {
  const words = useWords();
  const isPlaying = useClient((state) => state.session !== null);
  return (
    <div className={place.entryId === '' ? 'model model-at-contents' : 'model'}>
      <header className="screen-bar">
        <h1>
          <a href={MODEL_HOME}>{words.t('model.title')}</a>
        </h1>
        <Preferences />
        <a className="button button-plain" href={isPlaying ? PLAYING : HOME}>
          <Icon name="back" />
          {words.t(isPlaying ? 'model.backToGame' : 'model.backHome')}
        </a>
      </header>
      <div className="model-body">
        <Contents entryId={place.entryId} />
        <main>
          <a className="model-to-contents" href={MODEL_HOME}>
            {words.t('model.toContents')}
          </a>
          <Page place={place} />
        </main>
      </div>
    </div>
  );
};
