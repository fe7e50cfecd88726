/** The list of everything in the reference, with a search that narrows it. */
import { type ReactElement, useDeferredValue, useId, useMemo, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { modelAddress } from '../../store/modelPlace.ts';
import { type Entry, foundSections } from './entries.ts';
import { sections } from './reference.ts';

export const entryTitle = (entry: Entry, words: Words): string => {
  if (entry.kind === 'rules') return words.t(`model.rules.${entry.file}`);
  return entry.kind === 'packs' ? words.t('model.packs') : entry.id;
};

const EntryLink = ({ entry, isChosen }: { readonly entry: Entry; readonly isChosen: boolean }): ReactElement => {
  const words = useWords();
  const isWords = entry.kind === 'rules' || entry.kind === 'packs';
  return (
    <a
      href={modelAddress(entry.id)}
      aria-current={isChosen ? 'page' : undefined}
      className={isWords ? undefined : 'model-id'}
    >
      {isWords ? entryTitle(entry, words) : <code>{entry.id}</code>}
    </a>
  );
};

export const Contents = ({ entryId }: { readonly entryId: string }): ReactElement => {
  const words = useWords();
  const say = useTexts();
  const searchId = useId();
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const found = useMemo(() => foundSections(sections, wanted, words, say), [wanted, words, say]);
  const count = found.reduce((sum, { entries }) => sum + entries.length, 0);
  return (
    <nav className="model-contents" aria-label={words.t('model.contents')}>
      <div className="field">
        <label htmlFor={searchId}>{words.t('model.search')}</label>
        <input
          id={searchId}
          type="search"
          value={query}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setQuery(target.value)}
        />
        <small role="status" className="soft">
          {wanted.trim() === '' ? '' : words.t('model.found', { count })}
        </small>
      </div>
      {found.map((section) => (
        <section key={section.id} aria-labelledby={`model-section-${section.id}`}>
          <h2 id={`model-section-${section.id}`}>{words.t(`model.section.${section.id}`)}</h2>
          <ul className="plain-list">
            {section.entries.map((entry) => (
              <li key={entry.id}>
                <EntryLink entry={entry} isChosen={entry.id === entryId} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
};
