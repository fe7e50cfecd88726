/**
 * The picture in words: every object as a button with its name and figures. Out of sight until asked for, or until
 * the keyboard enters it; always there for screen readers.
 */
import type { ReactElement } from 'react';
import type { Formats } from '../i18n/format.ts';
import type { Words } from '../i18n/words.ts';
import type { Label, TheatreObject } from './sceneTypes.ts';
import { objectWords } from './theatreWords.ts';

interface TheatreObjectsProps {
  readonly objects: readonly TheatreObject[];
  readonly isOpen: boolean;
  readonly selectedId: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly label: Label;
  readonly formats: Formats;
  readonly words: Words;
}

const KINDS = ['group', 'region', 'centre', 'line'] as const;

export const TheatreObjects = ({
  objects,
  isOpen,
  selectedId,
  onSelect,
  label,
  formats,
  words,
}: TheatreObjectsProps): ReactElement => (
  <section className={isOpen ? 'theatre-objects open' : 'theatre-objects'} aria-label={label('ui', 'list.title')}>
    {KINDS.filter((kind) => objects.some((object) => object.kind === kind)).map((kind) => (
      <div key={kind}>
        <h3>{label('ui', `list.${kind}`)}</h3>
        <ul>
          {objects
            .filter((object) => object.kind === kind)
            .map((object) => {
              const { title, lines } = objectWords(object, label, formats, words);
              return (
                <li key={`${object.side} ${object.id}`}>
                  <button
                    type="button"
                    className={object.side}
                    aria-pressed={object.id === selectedId}
                    onClick={() => onSelect(object.id === selectedId ? null : object.id)}
                  >
                    <span className="name">
                      <span className="side">{label('ui', `side.${object.side}`)}</span> <span>{title}</span>
                    </span>{' '}
                    {lines.map((line) => (
                      <span className="fact" key={line}>
                        {line}{' '}
                      </span>
                    ))}
                  </button>
                </li>
              );
            })}
        </ul>
      </div>
    ))}
  </section>
);
