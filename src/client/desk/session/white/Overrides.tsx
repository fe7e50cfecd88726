/** What the white cell rules: effects picked and filled in by form, with a reason in writing that both sides are told. */
import { type ReactElement, useId, useState } from 'react';
import { EFFECTS_AT_ONCE, OVERRIDE_KINDS, REASON_CHARACTERS } from '../../../../engine/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useWords, type Words } from '../../../i18n/words.ts';
import { Button } from '../../parts/Button.tsx';
import { useCell } from './cell.ts';
import { effectText } from './effectText.ts';
import {
  type EffectForm,
  effectOf,
  fieldsOf,
  type NumberBounds,
  openEffect,
  type OverrideForm,
  readyOverride,
  type ThingField,
  type Things,
  thingsOf,
  timesOf,
  unfitFields,
} from './overrideForm.ts';

const THING_NAME: { readonly [F in ThingField]: (words: Words, id: string) => string } = {
  side: (words, id) => words.side(id),
  group: (words, id) => words.programme(id),
  region: (words, id) => words.region(id),
};

const EMPTY: OverrideForm = { reason: '', effects: [] };

interface FieldProps {
  readonly name: string;
  readonly text: string;
  readonly isUnfit: boolean;
  readonly onText: (text: string) => void;
}

const NumberField = ({ name, text, isUnfit, onText, bounds }: FieldProps & { readonly bounds: NumberBounds }) => {
  const words = useWords();
  const formats = useFormats();
  const id = useId();
  const times = timesOf(name);
  const [low, high] = [bounds.low * times, bounds.high * times];
  return (
    <div className="field">
      <label htmlFor={id}>{words.t(`white.field.${name}`)}</label>
      <input
        id={id}
        type="number"
        inputMode="decimal"
        step={bounds.whole === true ? 1 : 'any'}
        min={low}
        max={high}
        value={text}
        onChange={({ target }) => onText(target.value)}
        aria-invalid={text !== '' && isUnfit}
        aria-describedby={`${id}-range`}
      />
      <small id={`${id}-range`} className={text !== '' && isUnfit ? 'refusal' : 'soft'}>
        {words.t('white.range', { low: formats.number(low), high: formats.number(high) })}
      </small>
    </div>
  );
};

interface EffectFieldsProps {
  readonly form: EffectForm;
  readonly things: Things;
  readonly onChange: (form: EffectForm) => void;
  readonly onRemove: () => void;
  readonly place: number;
}

const EffectFields = ({ form, things, onChange, onRemove, place }: EffectFieldsProps): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const id = useId();
  const unfit = unfitFields(form, things);
  const read = effectOf(form, things);
  const setText = (name: string, text: string): void => onChange({ ...form, texts: { ...form.texts, [name]: text } });
  return (
    <fieldset className="white-effect">
      <legend>{words.t('white.effectNumber', { number: place + 1 })}</legend>
      <div className="white-fields">
        <div className="field">
          <label htmlFor={id}>{words.t('white.effectKind')}</label>
          <select
            id={id}
            value={form.kind}
            onChange={({ target }) => {
              const kind = OVERRIDE_KINDS.find((each) => each === target.value);
              if (kind !== undefined) onChange(openEffect(kind, things));
            }}
          >
            {OVERRIDE_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {words.t(`white.effect.${kind}`)}
              </option>
            ))}
          </select>
        </div>
        {fieldsOf(form.kind).map(([name, field]) =>
          typeof field === 'string' ? (
            <div key={name} className="field">
              <label htmlFor={`${id}-${name}`}>{words.t(`white.field.${name}`)}</label>
              <select
                id={`${id}-${name}`}
                value={form.texts[name] ?? ''}
                onChange={({ target }) => setText(name, target.value)}
              >
                {things[field].map((thing) => (
                  <option key={thing} value={thing}>
                    {THING_NAME[field](words, thing)}
                  </option>
                ))}
              </select>
            </div>
          ) : (
            <NumberField
              key={name}
              name={name}
              bounds={field}
              text={form.texts[name] ?? ''}
              isUnfit={unfit.includes(name)}
              onText={(text) => setText(name, text)}
            />
          ),
        )}
      </div>
      <p className="white-preview" role="status">
        {read.ok ? effectText(read.value, words, formats) : words.t('white.unfinished')}
      </p>
      <Button look="quiet" icon="remove" onClick={onRemove}>
        {words.t('white.removeEffect')}
      </Button>
    </fieldset>
  );
};

const Ruling = (): ReactElement => {
  const words = useWords();
  const { table, ask } = useCell();
  const id = useId();
  const things = thingsOf(table.views);
  const [form, setForm] = useState(EMPTY);
  const ready = readyOverride(form, things);
  const setEffect = (at: number, effect: EffectForm | null): void =>
    setForm({
      ...form,
      effects: form.effects.flatMap((each, place) => (place !== at ? [each] : effect === null ? [] : [effect])),
    });
  const rule = async (): Promise<void> => {
    if (ready === null) return;
    const { reason, effects } = ready;
    if (await ask({ kind: 'override.make', reason, effects: effects.map((effect) => ({ ...effect })) })) setForm(EMPTY);
  };
  return (
    <form
      className="white-ruling"
      onSubmit={(event) => {
        event.preventDefault();
        void rule();
      }}
    >
      {form.effects.map((effect, place) => (
        <EffectFields
          // biome-ignore lint/suspicious/noArrayIndexKey: an effect has no name but its place
          key={place}
          form={effect}
          things={things}
          place={place}
          onChange={(changed) => setEffect(place, changed)}
          onRemove={() => setEffect(place, null)}
        />
      ))}
      {form.effects.length < EFFECTS_AT_ONCE && (
        <Button
          icon="add"
          onClick={() => setForm({ ...form, effects: [...form.effects, openEffect(OVERRIDE_KINDS[0], things)] })}
        >
          {words.t('white.addEffect')}
        </Button>
      )}
      <div className="field">
        <label htmlFor={`${id}-reason`}>{words.t('white.reason')}</label>
        <textarea
          id={`${id}-reason`}
          rows={2}
          maxLength={REASON_CHARACTERS}
          value={form.reason}
          onChange={({ target }) => setForm({ ...form, reason: target.value })}
        />
      </div>
      <p className="soft">{words.t('white.rulingNote')}</p>
      <Button isSubmit disabled={ready === null}>
        {words.t('white.rule')}
      </Button>
    </form>
  );
};

export const Overrides = (): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { white, status, may, ask } = useCell();
  const nameOf = (memberId: string): string => status.members.find(({ id }) => id === memberId)?.name ?? '';
  return (
    <section className="panel" aria-labelledby="white-overrides">
      <h2 id="white-overrides">{words.t('white.overrides')}</h2>
      <p className="soft">{words.t('white.overridesNote')}</p>
      {white.overrides.length > 0 && (
        <ul className="white-cards plain-list">
          {white.overrides.map(({ overrideId, memberId, ruling }) => (
            <li key={overrideId} className="white-card">
              <div className="split">
                <strong>{ruling.reason}</strong>
                <span className="badge badge-warn">{words.t('white.atOpening')}</span>
              </div>
              <ul className="white-effects">
                {ruling.effects.map((effect, place) => (
                  <li key={`${place}${effect.kind}`}>{effectText(effect, words, formats)}</li>
                ))}
              </ul>
              <p className="soft">{nameOf(memberId)}</p>
              {may('override.withdraw') && (
                <Button look="quiet" icon="remove" onClick={() => void ask({ kind: 'override.withdraw', overrideId })}>
                  {words.t('white.withdraw')}
                  <span className="visually-hidden">{ruling.reason}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {may('override.make') && status.outcome === null && status.stage !== 'ended' && <Ruling />}
    </section>
  );
};
