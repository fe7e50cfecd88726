/** Fields of the editor: each with its unit, its range, what it was, and what is wrong with it. */
import { createContext, type ReactElement, type ReactNode, use, useId, useState } from 'react';
import { dottedPath, fieldOf, valueAt } from '../../../ruleset/walk.ts';
import type { Problem } from '../../../units/result.ts';
import { useWords } from '../../i18n/words.ts';
import type { ScenarioValue } from '../../store/ownScenario.ts';
import { Button } from '../parts/Button.tsx';
import { ProblemLine } from '../parts/ProblemLine.tsx';
import { usePrecise } from '../model/precise.ts';
import { isAtField, isSame, type Path, withValue } from './edit.ts';

export interface Editing {
  readonly value: ScenarioValue;
  /** What it was copied from; null where it came from a file. */
  readonly base: ScenarioValue | null;
  /** What the paths of problems begin with. */
  readonly prefix: string;
  readonly problems: readonly Problem[];
  /** `undefined` takes the part away. */
  readonly change: (path: Path, part: unknown) => void;
}

export const EditingContext = createContext<Editing | null>(null);

export const useEditing = (): Editing => {
  const editing = use(EditingContext);
  if (editing === null) throw new Error('a field of the editor stands outside it');
  return editing;
};

interface FrameProps {
  readonly path: Path;
  readonly label: ReactNode;
  readonly hint?: string;
  readonly children: (control: {
    readonly id: string;
    readonly 'aria-describedby': string;
    readonly 'aria-invalid': true | undefined;
  }) => ReactElement;
}

const Frame = ({ path, label, hint = '', children }: FrameProps): ReactElement => {
  const words = useWords();
  const { value, base, prefix, problems, change } = useEditing();
  const id = useId();
  const place = dottedPath(prefix, value, path);
  const wrong = problems.filter((problem) => isAtField(problem.path, place));
  const before = base === null ? undefined : valueAt(base, path);
  const isChanged = before !== undefined && !isSame(before, valueAt(value, path));
  return (
    <div className={isChanged ? 'own-field is-changed' : 'own-field'} data-place={place}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}-hint ${id}-wrong`, 'aria-invalid': wrong.length > 0 || undefined })}
      <small id={`${id}-hint`} className="soft">
        {hint}
      </small>
      {isChanged && (
        <Button look="quiet" icon="undo" onClick={() => change(path, before)}>
          {words.t('scenarios.reset')}
          <span className="visually-hidden"> {label}</span>
        </Button>
      )}
      <div id={`${id}-wrong`} className="own-wrong" aria-live="polite">
        {wrong.map((problem) => (
          <p key={`${problem.code} ${problem.path}`}>
            <ProblemLine problem={problem} />
          </p>
        ))}
      </div>
    </div>
  );
};

/** What stands in the document for what was typed: a number, or the text where it is none. */
const parsed = (text: string): unknown => {
  const number = Number(text);
  return text.trim() === '' || !Number.isFinite(number) ? text : number;
};

const shownAs = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'string' ? String(value) : '';

interface NumberInputProps {
  readonly control: Readonly<Record<string, unknown>>;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** Keeps what is typed as it is typed (`1.`), as long as it is the number in the document. */
const NumberInput = ({ control, value, onChange }: NumberInputProps): ReactElement => {
  const [text, setText] = useState(shownAs(value));
  return (
    <input
      {...control}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      className="number"
      value={parsed(text) === value ? text : shownAs(value)}
      onChange={({ target }) => {
        setText(target.value);
        onChange(parsed(target.value));
      }}
    />
  );
};

interface FieldProps {
  readonly path: Path;
  readonly label: ReactNode;
}

/** A number with what it carries: unit, range, source. */
export const QuantityField = ({ path, label }: FieldProps): ReactElement => {
  const words = useWords();
  const precise = usePrecise();
  const { value, change } = useEditing();
  const quantity = valueAt(value, path);
  const [low, high, unit] = [fieldOf(quantity, 'low'), fieldOf(quantity, 'high'), fieldOf(quantity, 'unit')];
  const shownUnit = typeof unit === 'string' ? precise.unit(unit) : '';
  const hint =
    typeof low === 'number' && typeof high === 'number'
      ? words.t('scenarios.range', { low: precise.number(low), high: precise.number(high), unit: shownUnit })
      : '';
  return (
    <Frame path={path} label={label} hint={hint}>
      {(control) => (
        <NumberInput
          control={control}
          value={fieldOf(quantity, 'value')}
          onChange={(given) => change(path, withValue(quantity, given))}
        />
      )}
    </Frame>
  );
};

/** A plain whole number of the document. */
export const WholeField = ({ path, label, hint = '' }: FieldProps & { readonly hint?: string }): ReactElement => {
  const { value, change } = useEditing();
  return (
    <Frame path={path} label={label} hint={hint}>
      {(control) => (
        <NumberInput control={control} value={valueAt(value, path)} onChange={(given) => change(path, given)} />
      )}
    </Frame>
  );
};

interface TextFieldProps extends FieldProps {
  readonly hint: string;
  readonly isLong?: boolean;
  /** Left out of the document where nothing is typed. */
  readonly isOptional?: boolean;
}

export const TextField = ({ path, label, hint, isLong = false, isOptional = false }: TextFieldProps): ReactElement => {
  const { value, change } = useEditing();
  const text = shownAs(valueAt(value, path));
  const type = (typed: string): void => change(path, isOptional && typed === '' ? undefined : typed);
  return (
    <Frame path={path} label={label} hint={hint}>
      {(control) =>
        isLong ? (
          <textarea {...control} rows={3} value={text} onChange={({ target }) => type(target.value)} />
        ) : (
          <input
            {...control}
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={({ target }) => type(target.value)}
          />
        )
      }
    </Frame>
  );
};

export interface Option {
  readonly id: string;
  readonly title: string;
}

interface ChoiceFieldProps extends FieldProps {
  readonly options: readonly Option[];
  readonly hint?: string;
  /** What stands in the document for a choice; the choice itself where this is left out. */
  readonly read?: (value: unknown) => string;
  readonly write?: (id: string) => unknown;
}

export const ChoiceField = ({ path, label, options, hint = '', read, write }: ChoiceFieldProps): ReactElement => {
  const { value, change } = useEditing();
  const now = valueAt(value, path);
  const chosen = read === undefined ? shownAs(now) : read(now);
  const isKnown = options.some(({ id }) => id === chosen);
  return (
    <Frame path={path} label={label} hint={hint}>
      {(control) => (
        <select
          {...control}
          value={chosen}
          onChange={({ target }) => change(path, write === undefined ? target.value : write(target.value))}
        >
          {!isKnown && <option value={chosen}>{chosen}</option>}
          {options.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
};

export const CheckField = ({ path, label }: FieldProps): ReactElement => {
  const { value, change } = useEditing();
  return (
    <Frame path={path} label={label}>
      {(control) => (
        <input
          {...control}
          type="checkbox"
          checked={valueAt(value, path) === true}
          onChange={({ target }) => change(path, target.checked)}
        />
      )}
    </Frame>
  );
};

interface PickedProps {
  readonly legend: string;
  readonly options: readonly Option[];
  readonly picked: readonly string[];
  readonly onChange: (picked: readonly string[]) => void;
}

/** Any number of many. */
export const Picked = ({ legend, options, picked, onChange }: PickedProps): ReactElement => (
  <fieldset className="own-picked">
    <legend>{legend}</legend>
    {options.map(({ id, title }) => (
      <label key={id}>
        <input
          type="checkbox"
          checked={picked.includes(id)}
          onChange={({ target }) => onChange(target.checked ? [...picked, id] : picked.filter((each) => each !== id))}
        />
        <span>{title}</span>
      </label>
    ))}
  </fieldset>
);

interface EntriesProps {
  readonly path: Path;
  readonly title: string;
  /** A new entry. */
  readonly make: () => unknown;
  readonly children: (path: Path) => ReactNode;
}

/** A list whose entries are added and taken away. */
export const Entries = ({ path, title, make, children }: EntriesProps): ReactElement => {
  const words = useWords();
  const { value, change } = useEditing();
  const found = valueAt(value, path);
  const list: readonly unknown[] = Array.isArray(found) ? found : [];
  return (
    <section className="own-entries">
      <h4>{title}</h4>
      {list.length === 0 && <p className="soft">{words.t('scenarios.none')}</p>}
      <ol className="plain-list">
        {list.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are told apart by their place in the document alone
          <li key={index}>
            {children([...path, index])}
            <Button look="quiet" icon="remove" onClick={() => change([...path, index], undefined)}>
              {words.t('scenarios.takeAway')}
              <span className="visually-hidden">
                {' '}
                {title} {index + 1}
              </span>
            </Button>
          </li>
        ))}
      </ol>
      <Button icon="add" onClick={() => change([...path, list.length], make())}>
        {words.t('scenarios.add')}
        <span className="visually-hidden"> {title}</span>
      </Button>
    </section>
  );
};
