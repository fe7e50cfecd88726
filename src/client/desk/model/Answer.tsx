/** What a function answers to the values that are tried: its results, or the refusal in words with its code. */
import type { ReactElement } from 'react';
import type { ModelAnswer } from '../../../physics/catalogue.ts';
import type { ModelDefinition, ModelError, ModelValue } from '../../../physics/model.ts';
import { useWords } from '../../i18n/words.ts';
import { allowedWords } from './ParameterField.tsx';
import { ModelText } from '../parts/ModelText.tsx';
import { usePrecise } from './precise.ts';
import { rowsOf } from './tryOut.ts';

const MOST_ROWS = 10;

const Rows = ({ name, value }: { readonly name: string; readonly value: ModelValue }): ReactElement | null => {
  const words = useWords();
  const precise = usePrecise();
  const rows = rowsOf(value);
  const [first] = rows ?? [];
  if (rows === null || first === undefined) return null;
  const columns = Object.keys(first);
  return (
    <table>
      <caption className="soft">
        <code>{name}</code>{' '}
        {words.t('model.rowsShown', {
          shown: precise.number(Math.min(MOST_ROWS, rows.length)),
          count: precise.number(rows.length),
        })}
      </caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              <code>{column}</code>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, MOST_ROWS).map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of one answer never move
          <tr key={index}>
            {columns.map((column) => (
              <td key={column} className="number">
                {precise.value(row[column], '')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

interface RefusalProps {
  readonly definition: ModelDefinition;
  readonly error: ModelError;
}

const Refusal = ({ definition, error }: RefusalProps): ReactElement => {
  const words = useWords();
  const precise = usePrecise();
  const parameter = definition.parameters[error.parameter];
  return (
    <div className="refusal">
      <p>
        {words.t(`modelError.${error.code}`, { parameter: error.parameter })} <code>{error.code}</code>
      </p>
      {parameter !== undefined && (
        <p>{words.t('model.allowed', { allowed: allowedWords(parameter, words, precise) })}</p>
      )}
      <p className="soft">
        <samp lang="en">{error.message}</samp>
      </p>
    </div>
  );
};

interface AnswerProps {
  readonly definition: ModelDefinition;
  readonly answer: ModelAnswer;
}

export const Answer = ({ definition, answer }: AnswerProps): ReactElement => {
  const words = useWords();
  const precise = usePrecise();
  const results = Object.entries(definition.results);
  return (
    <section className="model-answer" aria-labelledby="model-results">
      <h3 id="model-results">{words.t('model.results')}</h3>
      <div aria-live="polite">
        {!answer.ok && <Refusal definition={definition} error={answer.error} />}
        <dl className="facts">
          {results.map(([name, { unit, description }]) => {
            const value = answer.ok ? answer.result[name] : undefined;
            const isTable = value !== undefined && rowsOf(value) !== null;
            return (
              <div key={name}>
                <dt>
                  <code>{name}</code> <ModelText english={description} />
                </dt>
                <dd className="number">
                  {value === undefined ? (
                    <span className="soft">{precise.unit(unit)}</span>
                  ) : (
                    !isTable && precise.value(value, unit)
                  )}
                </dd>
              </div>
            );
          })}
        </dl>
      </div>
      {answer.ok &&
        results.map(([name]) => {
          const value = answer.result[name];
          return value === undefined ? null : <Rows key={name} name={name} value={value} />;
        })}
    </section>
  );
};
