/** A function of the catalogue: what it says, how it is tried, where it holds, who published what. */
import type { PublishedCase } from 'virtual:model-reference';
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import type { ModelDefinition } from '../../../physics/model.ts';
import { inWords } from '../../../physics/notation.ts';
import { useTexts } from '../../i18n/texts.ts';
import { useWords } from '../../i18n/words.ts';
import { modelAddress } from '../../store/modelPlace.ts';
import { Button } from '../parts/Button.tsx';
import { ModelText } from '../parts/ModelText.tsx';
import { Answer } from './Answer.tsx';
import { Cases } from './Cases.tsx';
import { Curve } from './Curve.tsx';
import { EquationText } from './Formula.tsx';
import { ParameterField } from './ParameterField.tsx';
import { casesOf, hintOf, hintsFor } from './reference.ts';
import { Sources } from './Sources.tsx';
import { startTexts, type Texts, textsOf, tryModel, usualSpan } from './tryOut.ts';

/** The address follows the values that are tried, once the reader rests; browsers allow only so many changes. */
const ADDRESS_AFTER_MS = 400;

const useAddressOf = (entryId: string, texts: Texts, isChanged: boolean): void => {
  useEffect(() => {
    if (!isChanged) return undefined;
    const filled = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
    const timer = setTimeout(() => history.replaceState(null, '', modelAddress(entryId, filled)), ADDRESS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [entryId, texts, isChanged]);
};

const isNear = (parameter: string, name: string): boolean =>
  parameter === name || parameter.startsWith(`${name}[`) || parameter.startsWith(`${name}.`);

interface TryOutProps {
  readonly definition: ModelDefinition;
  readonly texts: Texts;
  readonly onChange: (texts: Texts) => void;
  readonly onReset: () => void;
}

const TryOut = ({ definition, texts, onChange, onReset }: TryOutProps): ReactElement => {
  const words = useWords();
  const answer = useMemo(() => tryModel(definition, texts), [definition, texts]);
  const hints = hintsFor(definition.id);
  const refused = answer.ok ? '' : answer.error.parameter;
  return (
    <div className="model-try">
      <section aria-labelledby="model-parameters">
        <header className="split">
          <h3 id="model-parameters">{words.t('model.parameters')}</h3>
          <Button look="quiet" onClick={onReset}>
            {words.t('model.reset')}
          </Button>
        </header>
        <ul className="plain-list">
          {Object.entries(definition.parameters).map(([name, parameter]) => (
            <ParameterField
              key={name}
              name={name}
              parameter={parameter}
              text={texts[name] ?? ''}
              isRefused={isNear(refused, name)}
              span={parameter.kind === 'number' ? usualSpan(name, parameter, null, hints) : null}
              onChange={(text) => onChange({ ...texts, [name]: text })}
            />
          ))}
        </ul>
      </section>
      <div className="model-outcome">
        <Answer definition={definition} answer={answer} />
        {answer.ok && <Curve definition={definition} answer={answer} />}
      </div>
    </div>
  );
};

interface FunctionPageProps {
  readonly definition: ModelDefinition;
  /** Values that the address brings. */
  readonly given: Texts;
}

export const FunctionPage = ({ definition, given }: FunctionPageProps): ReactElement => {
  const words = useWords();
  const say = useTexts();
  const symbols = [...Object.keys(definition.parameters), ...Object.keys(definition.results)];
  const cases = casesOf(definition.id);
  const begin = startTexts(definition, cases, hintOf(definition.id));
  const [texts, setTexts] = useState<Texts>(() =>
    Object.keys(given).length === 0 ? begin : { ...textsOf(definition, {}), ...given },
  );
  const [isChanged, setIsChanged] = useState(false);
  const tried = useRef<HTMLDivElement>(null);
  useAddressOf(definition.id, texts, isChanged);
  const change = (next: Texts): void => {
    setTexts(next);
    setIsChanged(true);
  };
  const tryCase = (published: PublishedCase): void => {
    change(textsOf(definition, published.inputs));
    tried.current?.scrollIntoView({ block: 'start' });
    tried.current?.focus();
  };
  return (
    <>
      <p className="lead">
        <ModelText english={definition.description} />
      </p>
      <section>
        <h3>{words.t('working.equation')}</h3>
        <EquationText text={definition.equation} names={symbols} />
        <details>
          <summary>{words.t('model.asWritten')}</summary>
          <pre className="equation">{inWords(definition.equation, symbols, say)}</pre>
        </details>
      </section>
      <div ref={tried} tabIndex={-1} role="group" aria-label={words.t('model.tryOut')} className="model-try-place">
        <TryOut definition={definition} texts={texts} onChange={change} onReset={() => change(begin)} />
      </div>
      <section>
        <h3>{words.t('model.validity')}</h3>
        <p>
          <ModelText english={definition.validity} />
        </p>
      </section>
      <Sources ids={definition.sources} />
      <Cases definition={definition} cases={cases} onTry={tryCase} />
    </>
  );
};
