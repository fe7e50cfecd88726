/**
 * The form of an override: what is typed and chosen for each effect, and the effect that it comes to. Fields and bounds
 * are the engine's; shares are typed as percentages. What the engine would refuse is told at its field before it is sent.
 */
import { OVERRIDE_FIELDS, type OverrideEffect, type OverrideField, SIDES } from '../../../../engine/index.ts';
import type { SideView } from '../../../../engine/index.ts';
import type { BySide } from '../../../../ruleset/terms.ts';
import { err, ok, type Result } from '../../../../units/result.ts';

export type EffectKind = OverrideEffect['kind'];
export type ThingField = Extract<OverrideField, string>;
export type NumberBounds = Exclude<OverrideField, string>;

/** An effect as it stands in the form: texts by field. */
export interface EffectForm {
  readonly kind: EffectKind;
  readonly texts: Readonly<Record<string, string>>;
}

/** Things that an effect may be aimed at, by what a field asks for. */
export type Things = { readonly [F in ThingField]: readonly string[] };

export const thingsOf = (views: BySide<SideView>): Things => ({
  side: SIDES,
  group: SIDES.flatMap((side) => views[side].groups.map(({ id }) => id)),
  region: SIDES.flatMap((side) => views[side].regions.map(({ id }) => id)),
});

const HUNDRED = 100;
/** Fields whose number is a share of a whole are typed as percentages. */
export const isShareName = (name: string): boolean => name.endsWith('Frac') || name === 'frac';
export const timesOf = (name: string): number => (isShareName(name) ? HUNDRED : 1);

export const fieldsOf = (kind: EffectKind): readonly (readonly [name: string, field: OverrideField])[] =>
  Object.entries(OVERRIDE_FIELDS[kind]);

/** An empty form for a kind: the first of every choice, no numbers. */
export const openEffect = (kind: EffectKind, things: Things): EffectForm => ({
  kind,
  texts: Object.fromEntries(
    fieldsOf(kind).map(([name, field]) => [name, typeof field === 'string' ? (things[field][0] ?? '') : '']),
  ),
});

const numberOf = (text: string, name: string): number => {
  const typed = text.trim().replaceAll('−', '-');
  return typed === '' ? Number.NaN : Number(typed) / timesOf(name);
};

const isFit = (value: number, { low, high, whole }: NumberBounds): boolean =>
  value >= low && value <= high && (whole !== true || Number.isInteger(value));

/** Names of the fields that cannot be taken as they stand. */
export const unfitFields = ({ kind, texts }: EffectForm, things: Things): readonly string[] =>
  fieldsOf(kind).flatMap(([name, field]) => {
    const text = texts[name] ?? '';
    const fits = typeof field === 'string' ? things[field].includes(text) : isFit(numberOf(text, name), field);
    return fits ? [] : [name];
  });

/** The effect that a form comes to, or the names of the fields that stand in its way. */
export const effectOf = (form: EffectForm, things: Things): Result<OverrideEffect, readonly string[]> => {
  const unfit = unfitFields(form, things);
  if (unfit.length > 0) return err(unfit);
  const values = fieldsOf(form.kind).map(([name, field]) => {
    const text = form.texts[name] ?? '';
    return [name, typeof field === 'string' ? text : numberOf(text, name)] as const;
  });
  return ok({ kind: form.kind, ...Object.fromEntries(values) } as OverrideEffect);
};

export interface OverrideForm {
  readonly reason: string;
  readonly effects: readonly EffectForm[];
}

export type ReadyOverride = { readonly reason: string; readonly effects: readonly OverrideEffect[] };

/** The override as the session wants it; null while anything of it is missing. */
export const readyOverride = ({ reason, effects }: OverrideForm, things: Things): ReadyOverride | null => {
  const read = effects.map((form) => effectOf(form, things));
  const taken = read.flatMap((each) => (each.ok ? [each.value] : []));
  return reason.trim() === '' || taken.length === 0 || taken.length < effects.length
    ? null
    : { reason: reason.trim(), effects: taken };
};
