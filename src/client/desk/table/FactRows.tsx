/** Rows of facts: name, value, and the working behind the value. Estimates show their range. */
import type { ReactElement } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { Figure } from '../parts/Figure.tsx';
import { FigureName } from '../parts/Term.tsx';
import { type Fact, isEstimate } from './facts.ts';

const FactValue = ({ fact }: { readonly fact: Fact }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { value, unit, name } = fact;
  if (typeof value === 'number') {
    return (
      <Figure target={fact.target} label={words.figure(name)}>
        {formats.quantity(value, unit, name)}
      </Figure>
    );
  }
  if (isEstimate(value)) {
    return (
      <span className="number estimate">
        {words.t('estimate.about', {
          amount: formats.quantity(value.value, unit, name),
          range: formats.range(value.low, value.high, unit, name),
        })}
      </span>
    );
  }
  return <span>{words.or(value.word, value.word)}</span>;
};

export const FactRows = ({ facts }: { readonly facts: readonly Fact[] }): ReactElement => {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.name}>
          <dt>
            <FigureName name={fact.name} />
          </dt>
          <dd>
            <FactValue fact={fact} />
          </dd>
        </div>
      ))}
    </dl>
  );
};
