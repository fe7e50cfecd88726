/** The numbers of one file of the rules: value, range, confidence and source; and what packs put in their place. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { replacedNumbers } from '../../store/assumptions.ts';
import { PACK_CHOICES } from '../home/choices.ts';
import { ReplacedNumbers } from '../parts/ReplacedNumbers.tsx';
import type { RuleNumbers } from './entries.ts';
import { usePrecise } from './precise.ts';
import { ruleset, sourceById } from './reference.ts';

export const RulesPage = ({ numbers }: { readonly numbers: RuleNumbers }): ReactElement => {
  const words = useWords();
  const precise = usePrecise();
  return (
    <>
      <p className="soft">{words.t('model.rulesNote')}</p>
      <ul className="rule-numbers plain-list">
        {numbers.map(([path, { value, unit, low, high, confidence, source }]) => (
          <li key={path}>
            <div className="split">
              <code>{path}</code>
              <strong className="number">{precise.value(value, unit)}</strong>
            </div>
            <small className="soft">
              {words.t('model.plausible', {
                low: precise.value(low, unit === 'year' ? unit : ''),
                high: precise.value(high, unit),
                confidence: words.or(`confidence.${confidence}`, confidence),
              })}{' '}
              <cite lang="en">{sourceById(source)?.title ?? source}</cite>
            </small>
          </li>
        ))}
      </ul>
    </>
  );
};

export const PacksPage = (): ReactElement => {
  const words = useWords();
  return (
    <>
      <p className="soft">{words.t('model.packsNote')}</p>
      {PACK_CHOICES.map((id) => (
        <section key={id}>
          <h3>{words.t(`pack.${id}.name`)}</h3>
          <p>{words.t(`pack.${id}.about`)}</p>
          <ReplacedNumbers replaced={replacedNumbers(ruleset, id)} sources={ruleset.sources} />
        </section>
      ))}
    </>
  );
};
