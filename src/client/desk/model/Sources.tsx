/** The sources of an entry of the reference. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { ModelText } from '../parts/ModelText.tsx';
import { Citation } from '../parts/Citation.tsx';
import { sourceById } from './reference.ts';

export const Sources = ({ ids }: { readonly ids: readonly string[] }): ReactElement => {
  const words = useWords();
  return (
    <section className="sources">
      <h3>{words.t('working.sources')}</h3>
      {ids.length === 0 && <p className="soft">{words.t('working.noSources')}</p>}
      <ul className="plain-list">
        {[...new Set(ids)].map((id) => {
          const source = sourceById(id);
          return (
            <li key={id}>
              <Citation id={id} source={source} />
              {source?.note !== undefined && (
                <span className="soft">
                  <ModelText english={source.note} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
};
