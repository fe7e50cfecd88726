/** One parameter: what it means, its unit and range, and the control that changes it. */
import { type ReactElement, useId } from 'react';
import type { ListParameter, NumberParameter, Parameter } from '../../../physics/model.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { ModelText } from '../parts/ModelText.tsx';
import { type Precise, usePrecise } from './precise.ts';
import { SLIDER_STEPS, sliderPosition, sliderValue, type Span } from './tryOut.ts';

const numberRange = (parameter: NumberParameter, words: Words, precise: Precise): string => {
  const { min, max, minExclusive, maxExclusive, integer, unit } = parameter;
  const parts = [
    words.t('format.range', { low: precise.value(min, unit === 'year' ? unit : ''), high: precise.value(max, unit) }),
    minExclusive === true ? words.t('model.without', { value: precise.number(min) }) : '',
    maxExclusive === true ? words.t('model.without', { value: precise.number(max) }) : '',
    integer === true ? words.t('model.whole') : '',
  ];
  return parts.filter(Boolean).join(words.t('format.listSeparator'));
};

const listRange = ({ item, minLength, maxLength, named }: ListParameter, words: Words, precise: Precise): string => {
  const items =
    item.kind === 'number'
      ? numberRange(item as NumberParameter, words, precise)
      : Object.entries(item)
          .map(([name, field]) => `${name}: ${numberRange(field as NumberParameter, words, precise)}`)
          .join(words.t('format.listSeparator'));
  const list = words.t('model.listOf', { low: precise.number(minLength), high: precise.number(maxLength), items });
  return named === undefined ? list : `${list} ${words.t('model.orNamed', { names: named.join(', ') })}`;
};

/** What a parameter allows, in the reader's language. */
export const allowedWords = (parameter: Parameter, words: Words, precise: Precise): string => {
  if (parameter.kind === 'number') return numberRange(parameter, words, precise);
  return parameter.kind === 'choice' ? parameter.choices.join(', ') : listRange(parameter, words, precise);
};

const defaultWords = (parameter: Parameter, words: Words, precise: Precise): string => {
  if (parameter.default !== undefined)
    return words.t('model.default', { value: precise.value(parameter.default, parameter.unit) });
  return parameter.optional === true ? words.t('model.optional') : '';
};

interface ParameterFieldProps {
  readonly name: string;
  readonly parameter: Parameter;
  readonly text: string;
  readonly isRefused: boolean;
  /** The part of the range that the slider walks; numbers only. */
  readonly span: Span | null;
  readonly onChange: (text: string) => void;
}

interface ControlProps extends ParameterFieldProps {
  readonly id: string;
  readonly describedBy: string;
}

const NumberControl = ({
  id,
  describedBy,
  name,
  text,
  isRefused,
  span,
  parameter,
  onChange,
}: ControlProps): ReactElement => {
  const words = useWords();
  const isWhole = parameter.kind === 'number' && parameter.integer === true;
  return (
    <div className="field-number">
      <input
        id={id}
        type="number"
        step={isWhole ? 1 : 'any'}
        value={text}
        aria-invalid={isRefused || undefined}
        aria-describedby={describedBy}
        onChange={({ target }) => onChange(target.value)}
      />
      {span !== null && (
        <input
          type="range"
          min={0}
          max={SLIDER_STEPS}
          value={text === '' ? 0 : sliderPosition(Number(text), span)}
          aria-label={words.t('model.slider', { name })}
          aria-valuetext={text === '' ? words.t('model.leftOut') : text}
          onChange={({ target }) => onChange(String(sliderValue(Number(target.value), span, isWhole)))}
        />
      )}
    </div>
  );
};

const Control = (props: ControlProps): ReactElement => {
  const words = useWords();
  const { id, describedBy, parameter, text, isRefused, onChange } = props;
  const described = { id, 'aria-describedby': describedBy, 'aria-invalid': isRefused || undefined } as const;
  switch (parameter.kind) {
    case 'number':
      return <NumberControl {...props} />;
    case 'choice':
      return (
        <select {...described} value={text} onChange={({ target }) => onChange(target.value)}>
          {parameter.default === undefined && <option value="">{words.t('model.leftOut')}</option>}
          {parameter.choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      );
    case 'list':
      return (
        <textarea
          {...described}
          rows={4}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={({ target }) => onChange(target.value)}
        />
      );
  }
};

export const ParameterField = (props: ParameterFieldProps): ReactElement => {
  const words = useWords();
  const precise = usePrecise();
  const id = useId();
  const { name, parameter } = props;
  const unit = precise.unit(parameter.unit);
  const facts = [allowedWords(parameter, words, precise), defaultWords(parameter, words, precise)].filter(Boolean);
  return (
    <li className="model-parameter">
      <label htmlFor={id}>
        <code>{name}</code>
        {unit !== '' && <span className="soft"> {unit}</span>}
      </label>
      <Control {...props} id={id} describedBy={`${id}-about`} />
      <small id={`${id}-about`} className="soft">
        <ModelText english={parameter.description} />
        <br />
        {facts.join(words.t('format.listSeparator'))}
      </small>
    </li>
  );
};
