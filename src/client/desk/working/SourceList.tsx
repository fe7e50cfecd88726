/** Sources as a reader would cite them. The address is a plain link; nothing is fetched from it. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { useSession } from '../../store/useClient.ts';

export const SourceList = ({ ids }: { readonly ids: readonly string[] }): ReactElement => {
  const { game } = useSession();
  const words = useWords();
  const unique = [...new Set(ids)];
  return (
    <section className="sources" aria-label={words.t('working.sources')}>
      <h3>{words.t('working.sources')}</h3>
      {unique.length === 0 && <p className="soft">{words.t('working.noSources')}</p>}
      <ul className="plain-list">
        {unique.map((id) => {
          const source = game.ruleset.sources[id];
          return (
            <li key={id}>
              {source === undefined ? (
                <code>{id}</code>
              ) : (
                <>
                  <cite lang="en">{source.title}</cite>
                  <span className="soft">
                    {words.t('working.published', { publisher: source.publisher, year: String(source.year) })}
                  </span>
                  {source.url && (
                    <a href={source.url} target="_blank" rel="noreferrer noopener">
                      {source.url}
                    </a>
                  )}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
};
