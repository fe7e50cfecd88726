/**
 * How everybody of a hosted session foresaw it, once the fog is lifted: each member's mean Brier score, the best first,
 * and their intents beside what came. Nothing where there is no session, or nobody has foretold anything.
 */
import type { ReactElement } from 'react';
import type { Reveal, ScoredIntent } from '../../../protocol/sessionParts.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useHosted } from '../../store/hosted.ts';
import { SideMark } from '../parts/SideMark.tsx';

export interface Foreseer {
  readonly memberId: string;
  readonly brier: number;
  readonly intents: readonly ScoredIntent[];
}

/** Members who foretold something that was played, from the best score to the worst. */
export const foreseers = ({ intents, meanBrier }: Pick<Reveal, 'intents' | 'meanBrier'>): readonly Foreseer[] =>
  Object.entries(meanBrier)
    .flatMap(([memberId, brier]) =>
      brier === null ? [] : [{ memberId, brier, intents: intents.filter((each) => each.memberId === memberId) }],
    )
    .sort((a, b) => a.brier - b.brier || (a.memberId < b.memberId ? -1 : 1));

const BRIER_DIGITS = 3;

const Intents = ({ intents }: { readonly intents: readonly ScoredIntent[] }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  return (
    <ul className="plain-list">
      {intents.map(({ turn, question, prob, text, isTrue }) => (
        <li key={`${turn}${question}`}>
          {words.t('foresight.told', {
            turn,
            text,
            forecast: words.t(`white.foretells.${question}`, { prob: formats.percent(prob, 0) }),
          })}{' '}
          <strong>{words.t(isTrue ? 'foresight.came' : 'foresight.didNotCome')}</strong>
        </li>
      ))}
    </ul>
  );
};

export const Foresight = (): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  const reveal = useHosted((state) => state.reveal);
  const members = useHosted((state) => state.status?.members);
  if (reveal === null) return null;
  const scored = foreseers(reveal);
  if (scored.length === 0) return null;
  const nameOf = (memberId: string): string => members?.find(({ id }) => id === memberId)?.name ?? memberId;
  return (
    <section className="panel" aria-labelledby="foresight">
      <h2 id="foresight">{words.t('foresight.title')}</h2>
      <p className="soft">{words.t('foresight.note')}</p>
      <ol className="foresight plain-list">
        {scored.map(({ memberId, brier, intents }) => (
          <li key={memberId}>
            <details>
              <summary>
                {intents[0] !== undefined && <SideMark side={intents[0].side} />} <strong>{nameOf(memberId)}</strong>{' '}
                <span className="number">
                  {words.t('foresight.score', { brier: formats.number(brier, BRIER_DIGITS), count: intents.length })}
                </span>
              </summary>
              <Intents intents={intents} />
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
};
