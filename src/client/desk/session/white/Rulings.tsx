/** What the white cell laid into a half-year: cards and overrides, each marked as such, with their effects and reasons. */
import type { ReactElement } from 'react';
import type { Ruling } from '../../../../engine/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { effectText } from './effectText.ts';
import './rulings.css';

export const Rulings = ({ rulings }: { readonly rulings: readonly Ruling[] }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  return (
    <ul className="white-cards plain-list">
      {rulings.map((ruling, place) => (
        <li key={`${place}${ruling.kind}`} className="white-card">
          <span className="badge badge-warn">{words.t(`white.ruled.${ruling.kind}`)}</span>{' '}
          {ruling.kind === 'inject' ? (
            <strong>{words.or(`happening.${ruling.eventId}.name`, ruling.eventId)}</strong>
          ) : (
            ruling.kind === 'override' && (
              <>
                <strong>{ruling.reason}</strong>
                <ul className="white-effects">
                  {ruling.effects.map((effect, at) => (
                    <li key={`${at}${effect.kind}`}>{effectText(effect, words, formats)}</li>
                  ))}
                </ul>
              </>
            )
          )}
        </li>
      ))}
    </ul>
  );
};
