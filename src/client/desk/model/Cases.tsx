/** The published cases of a function with our value beside each; any of them can be put into the fields above. */
import type { PublishedCase } from 'virtual:model-reference';
import type { ReactElement } from 'react';
import type { ModelDefinition } from '../../../physics/model.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { ModelText } from '../parts/ModelText.tsx';
import { Button } from '../parts/Button.tsx';
import { type Precise, usePrecise } from './precise.ts';
import { sourceById } from './reference.ts';

const LONGEST_INPUTS = 140;

const inputsText = (inputs: PublishedCase['inputs'], { parameters }: ModelDefinition, precise: Precise): string => {
  const parts = Object.entries(inputs).map(([name, value]) => {
    const isYear = parameters[name]?.unit === 'year';
    return `${name} ${precise.value(value, isYear ? 'year' : '')}`;
  });
  const text = parts.join(', ');
  return text.length <= LONGEST_INPUTS ? text : `${text.slice(0, LONGEST_INPUTS)}…`;
};

const toleranceWords = ({ tolerance }: PublishedCase, words: Words, precise: Precise): string => {
  const { abs, rel, exact, min, max } = tolerance;
  if (exact === true) return words.t('model.exact');
  const band =
    min !== undefined && max !== undefined
      ? words.t('format.range', { low: precise.number(min), high: precise.number(max) })
      : min !== undefined
        ? words.t('model.atLeast', { value: precise.number(min) })
        : max !== undefined
          ? words.t('model.atMost', { value: precise.number(max) })
          : '';
  const parts = [
    band,
    rel === undefined ? '' : `±${precise.number(rel * 100)} %`,
    abs === undefined ? '' : `±${precise.number(abs)}`,
  ];
  return parts.filter(Boolean).join(words.t('model.or'));
};

interface CasesProps {
  readonly definition: ModelDefinition;
  readonly cases: readonly PublishedCase[];
  readonly onTry: (published: PublishedCase) => void;
}

const CaseRow = ({
  definition,
  published,
  onTry,
}: Omit<CasesProps, 'cases'> & { readonly published: PublishedCase }): ReactElement => {
  const words = useWords();
  const precise = usePrecise();
  const { id, inputs, result, expected, ours, passes, note, isRecomputed } = published;
  const unit = definition.results[result]?.unit ?? '';
  const source = sourceById(published.source);
  return (
    <tr>
      <th scope="row">
        <code>{id}</code>
        <br />
        <Button look="bare" onClick={() => onTry(published)}>
          {words.t('model.tryCase')}
          <code className="visually-hidden"> {id}</code>
        </Button>
      </th>
      <td className="number">
        {expected !== undefined && precise.value(expected, unit)}
        <br />
        <small className="soft">{toleranceWords(published, words, precise)}</small>
      </td>
      <td className="number">
        {ours === null ? '–' : precise.value(ours, unit)}
        <br />
        <span className={passes ? 'badge badge-good' : 'badge badge-bad'}>
          {words.t(passes ? 'model.pass' : 'model.miss')}
        </span>
      </td>
      <td className="model-inputs">
        <code>{inputsText(inputs, definition, precise)}</code>
        <br />→ <code>{result}</code>
      </td>
      <td className="model-source">
        {isRecomputed ? (
          words.t('model.recomputedCase')
        ) : (
          <cite lang="en">
            {source === undefined ? published.source : `${source.title}. ${source.publisher}, ${source.year}`}
          </cite>
        )}
        {note !== undefined && (
          <small className="soft">
            <br />
            <ModelText english={note} />
          </small>
        )}
      </td>
    </tr>
  );
};

export const Cases = ({ definition, cases, onTry }: CasesProps): ReactElement => {
  const words = useWords();
  const passed = cases.filter(({ passes }) => passes).length;
  return (
    <section>
      <h3 id="model-cases">{words.t('model.casesHead')}</h3>
      <p className="soft">
        {cases.length === 0 ? words.t('model.noCases') : words.t('model.casesOf', { passed, count: cases.length })}
      </p>
      {cases.length > 0 && (
        <section className="model-table" aria-labelledby="model-cases" data-scrolls-sideways="">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.t('model.case')}</th>
                <th scope="col">{words.t('model.publishedValue')}</th>
                <th scope="col">{words.t('model.ours')}</th>
                <th scope="col">{words.t('working.inputs')}</th>
                <th scope="col">{words.t('model.source')}</th>
              </tr>
            </thead>
            <tbody>
              {cases.map((published) => (
                <CaseRow
                  key={`${published.id} ${published.result}`}
                  definition={definition}
                  published={published}
                  onTry={onTry}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
};
