/** The sources of a number of the game. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { useSession } from '../../store/useClient.ts';
import { Citation } from '../parts/Citation.tsx';

export const SourceList = ({ ids }: { readonly ids: readonly string[] }): ReactElement => {
  const { game } = useSession();
  const words = useWords();
  const unique = [...new Set(ids)];
  return (
    <section className="sources" aria-label={words.t('working.sources')}>
      <h3>{words.t('working.sources')}</h3>
      {unique.length === 0 && <p className="soft">{words.t('working.noSources')}</p>}
      <ul className="plain-list">
        {unique.map((id) => (
          <li key={id}>
            <Citation id={id} source={game.ruleset.sources[id]} />
          </li>
        ))}
      </ul>
    </section>
  );
};
