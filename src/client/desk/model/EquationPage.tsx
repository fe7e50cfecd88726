/** An equation of the engine: a rule of the game that is not physics. Symbols are names of rules and of the state. */
import type { ReactElement } from 'react';
import type { Equation } from '../../../engine/index.ts';
import { inWords } from '../../../physics/notation.ts';
import { useTexts } from '../../i18n/texts.ts';
import { useWords } from '../../i18n/words.ts';
import { ModelText } from '../parts/ModelText.tsx';
import { EquationText } from './Formula.tsx';
import { usePrecise } from './precise.ts';
import { Sources } from './Sources.tsx';

export const EquationPage = ({ equation }: { readonly equation: Equation }): ReactElement => {
  const words = useWords();
  const say = useTexts();
  const precise = usePrecise();
  const results = Object.entries(equation.results);
  return (
    <>
      <p className="soft">{words.t('model.engineNote')}</p>
      <section>
        <h3>{words.t('working.equation')}</h3>
        <EquationText text={equation.equation} names={equation.symbols} />
        <details>
          <summary>{words.t('model.asWritten')}</summary>
          <pre className="equation">{inWords(equation.equation, equation.symbols, say)}</pre>
        </details>
      </section>
      {results.length > 0 && (
        <section>
          <h3>{words.t('model.results')}</h3>
          <dl className="facts">
            {results.map(([name, { unit }]) => (
              <div key={name}>
                <dt>
                  {words.or(`figure.${name}`, '')} <code>{name}</code>
                </dt>
                <dd>{precise.unit(unit)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {equation.validity !== '' && (
        <section>
          <h3>{words.t('model.validity')}</h3>
          <p>
            <ModelText english={equation.validity} />
          </p>
        </section>
      )}
      <Sources ids={equation.sources} />
    </>
  );
};
