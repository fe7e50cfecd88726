/** One source as a reader would cite it. The address is a plain link; nothing is fetched from it. */
import type { ReactElement } from 'react';
import type { SourceEntry } from '../../../ruleset/schema.ts';
import { useWords } from '../../i18n/words.ts';

interface CitationProps {
  readonly id: string;
  readonly source: SourceEntry | undefined;
}

export const Citation = ({ id, source }: CitationProps): ReactElement => {
  const words = useWords();
  if (source === undefined) return <code>{id}</code>;
  return (
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
  );
};
