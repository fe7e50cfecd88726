/**
 * Trying a function of the catalogue: what was typed, as inputs; where to begin; how a slider walks a
 * parameter's range; and the curve of one result over one parameter. Pure: the catalogue's own checked
 * entry answers, and its refusals are shown as they come.
 */
import type { PlotHint, PublishedCase } from 'virtual:model-reference';
import { evaluateModel, type ModelAnswer } from '../../../physics/catalogue.ts';
import type { ModelDefinition, ModelError, ModelValue, NumberParameter, Parameter } from '../../../physics/model.ts';

/** What stands in the fields; an empty text leaves the parameter out. */
export type Texts = Readonly<Record<string, string>>;
type Inputs = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : JSON.stringify(value);

export const textsOf = (definition: ModelDefinition, inputs: Inputs): Texts =>
  Object.fromEntries(
    Object.entries(definition.parameters).map(([name, parameter]) => {
      const value = Object.hasOwn(inputs, name) ? inputs[name] : parameter.default;
      return [name, value === undefined ? '' : textOf(value)];
    }),
  );

const badJson = (parameter: string): ModelError => ({
  code: 'model/bad-json',
  parameter,
  message: `${parameter} is not readable as JSON`,
});

/** A number where it reads as one; what is not a number goes to the check as it stands. */
const numberOf = (text: string): unknown => (Number.isNaN(Number(text)) ? text : Number(text));

const valueOf = (parameter: Parameter, text: string): { readonly value: unknown } | null => {
  if (parameter.kind === 'number') return { value: numberOf(text) };
  if (parameter.kind === 'choice' || parameter.named?.includes(text) === true) return { value: text };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
};

/** What the function answers to the texts; never throws. */
export const tryModel = (definition: ModelDefinition, texts: Texts): ModelAnswer => {
  const inputs: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(definition.parameters)) {
    const text = (texts[name] ?? '').trim();
    if (text === '') continue;
    const read = valueOf(parameter, text);
    if (read === null) return { ok: false, error: badJson(name) };
    inputs[name] = read.value;
  }
  return evaluateModel(definition.id, inputs);
};

const middleOf = ({ from = 0, to = 0, logX }: PlotHint): number =>
  logX === true ? roundedTo(Math.sqrt(from * to), 2) : roundedTo((from + to) / 2, 2);

const inputsOfHint = (hint: PlotHint): Inputs => ({
  ...hint.fixed,
  ...Object.fromEntries(Object.entries(hint.lines ?? {}).map(([name, values]) => [name, values[0]])),
  ...(hint.x !== undefined && { [hint.x]: middleOf(hint) }),
});

/** Where a reader begins: at a published case, or in the middle of the drawing, and never at a refusal. */
export const startTexts = (
  definition: ModelDefinition,
  cases: readonly PublishedCase[],
  hint: PlotHint | undefined,
): Texts => {
  const begins = [...(hint === undefined ? [] : [inputsOfHint(hint)]), ...cases.map(({ inputs }) => inputs)];
  const found = begins.map((inputs) => textsOf(definition, inputs)).find((texts) => tryModel(definition, texts).ok);
  return found ?? textsOf(definition, {});
};

export const roundedTo = (value: number, digits: number): number => Number(value.toPrecision(digits));

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly isLog: boolean;
}

const hintedSpan = (name: string, hint: PlotHint): Span | null =>
  hint.x === name && hint.from !== undefined && hint.to !== undefined
    ? { from: hint.from, to: hint.to, isLog: hint.logX === true }
    : null;

const LOG_FROM_RATIO = 1000;
/** Decades drawn to each side where nothing says how far a parameter usually goes. */
const AROUND = 10;

const clipped = ({ from, to, isLog }: Span, { min, max }: NumberParameter): Span => {
  const span = { from: Math.max(from, min), to: Math.min(to, max) };
  return { ...span, isLog: isLog && span.from > 0 };
};

const including = (value: number | null, { from, to, isLog }: Span): Span =>
  value === null ? { from, to, isLog } : { from: Math.min(from, value), to: Math.max(to, value), isLog };

/** Where nothing else is known: the whole range where it is short, else around the value. */
const plainSpan = (value: number | null, { min, max }: NumberParameter): Span => {
  const isShort = max - min <= LOG_FROM_RATIO;
  if (isShort) return { from: min, to: max, isLog: min > 0 && max / min >= LOG_FROM_RATIO };
  if (value === null || value === 0) return { from: min, to: max, isLog: min > 0 };
  const [low, high] = [Math.abs(value) / AROUND, Math.abs(value) * AROUND];
  return value > 0 ? { from: low, to: high, isLog: true } : { from: -high, to: high, isLog: false };
};

/**
 * The part of a parameter's range that is worth seeing: its own function's drawing, or how far other
 * functions draw a parameter of the same name, or around the value.
 */
export const usualSpan = (
  name: string,
  parameter: NumberParameter,
  value: number | null,
  hints: readonly (PlotHint | undefined)[],
): Span => {
  for (const hint of hints) {
    const span = hint === undefined ? null : hintedSpan(name, hint);
    if (span === null) continue;
    const seen = clipped(including(value, span), parameter);
    if (seen.from < seen.to) return seen;
  }
  const seen = clipped(plainSpan(value, parameter), parameter);
  return seen.from < seen.to ? seen : { from: parameter.min, to: parameter.max, isLog: false };
};

/** Positions of a slider. */
export const SLIDER_STEPS = 1000;

export const sliderPosition = (value: number, { from, to, isLog }: Span): number => {
  const share = isLog ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  return Number.isFinite(share) ? Math.round(Math.min(1, Math.max(0, share)) * SLIDER_STEPS) : 0;
};

/** A number that a person would write: three digits where the steps grow, a round step where they do not. */
export const sliderValue = (position: number, { from, to, isLog }: Span, isWhole: boolean): number => {
  const share = position / SLIDER_STEPS;
  if (position === 0) return from;
  if (position === SLIDER_STEPS) return to;
  if (isLog) {
    const value = roundedTo(from * (to / from) ** share, 3);
    return isWhole ? Math.round(value) : value;
  }
  const value = from + share * (to - from);
  if (isWhole) return Math.round(value);
  const digits = Math.min(12, Math.max(0, 3 - Math.floor(Math.log10(to - from))));
  return Number(value.toFixed(digits));
};

/** `name` of a result, or `rows.column` where the result is a table and its rows are drawn. */
export interface CurveChoice {
  readonly x: string;
  readonly result: string;
  readonly span: Span;
  readonly isLogY: boolean;
}

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

const heightOf = (value: ModelValue | undefined): number | null =>
  typeof value === 'boolean' ? Number(value) : typeof value === 'number' ? value : null;

type Row = Readonly<Record<string, number>>;

export const rowsOf = (value: ModelValue | undefined): readonly Row[] | null =>
  Array.isArray(value) && typeof value[0] === 'object' ? (value as readonly Row[]) : null;

/** What of a result can be drawn: numbers, yes and no, and columns of tables over their first. */
export const drawableResults = (result: Readonly<Record<string, ModelValue>>): readonly string[] =>
  Object.entries(result).flatMap(([name, value]) => {
    const [row] = rowsOf(value) ?? [];
    if (row !== undefined)
      return Object.keys(row)
        .slice(1)
        .map((column) => `${name}.${column}`);
    return heightOf(value) === null ? [] : [name];
  });

const SAMPLES = 72;
/** How often the drawn part is narrowed to where the function answers. */
const NARROWINGS = 4;

const placesIn = ({ from, to, isLog }: Span, isWhole: boolean): readonly number[] => {
  if (isWhole && to - from <= SAMPLES) {
    const first = Math.ceil(from);
    return Array.from({ length: Math.floor(to) - first + 1 }, (_, index) => first + index);
  }
  const values = Array.from({ length: SAMPLES + 1 }, (_, index) => {
    const share = index / SAMPLES;
    return isLog ? from * (to / from) ** share : from + share * (to - from);
  });
  return isWhole ? values.map(Math.round) : values;
};

/** Places to ask, in order and each once; the reader's own among them, so that the line goes through it. */
const samplesOf = (span: Span, isWhole: boolean, own: unknown): readonly number[] => {
  const isInside = typeof own === 'number' && own >= span.from && own <= span.to;
  const places = [...placesIn(span, isWhole), ...(isInside ? [own] : [])];
  return [...new Set(places)].sort((a, b) => a - b);
};

const isDrawable = (y: number | null, isLogY: boolean): y is number => y !== null && (!isLogY || y > 0);

/** The points of a sweep; where most places are refused, once more between the neighbours of those that are not. */
const sweep = (
  heightAt: (x: number) => number | null,
  span: Span,
  isWhole: boolean,
  own: unknown,
  narrowings = NARROWINGS,
): readonly CurvePoint[] => {
  const places = samplesOf(span, isWhole, own);
  const heights = places.map(heightAt);
  const points = places.flatMap((x, index) => {
    const y = heights[index] ?? null;
    return y === null ? [] : [{ x, y }];
  });
  const first = heights.findIndex((y) => y !== null);
  const last = heights.findLastIndex((y) => y !== null);
  const from = places[Math.max(0, first - 1)];
  const to = places[Math.min(places.length - 1, last + 1)];
  const isScarce = points.length > 0 && points.length < places.length / 2;
  if (!isScarce || narrowings === 0 || from === undefined || to === undefined) return points;
  return from === span.from && to === span.to
    ? points
    : sweep(heightAt, { ...span, from, to }, isWhole, own, narrowings - 1);
};

/** The curve through the inputs; places where the function refuses are left out. */
export const curveOf = (
  definition: ModelDefinition,
  inputs: Inputs,
  { x, result, span, isLogY }: CurveChoice,
): readonly CurvePoint[] => {
  const [name = '', column] = result.split('.');
  if (column !== undefined) {
    const answer = evaluateModel(definition.id, inputs);
    const rows = answer.ok ? (rowsOf(answer.result[name]) ?? []) : [];
    return rows.flatMap((row) => {
      const [first = 0] = Object.values(row);
      const y = row[column] ?? null;
      return isDrawable(y, isLogY) ? [{ x: first, y }] : [];
    });
  }
  const parameter = definition.parameters[x];
  if (parameter?.kind !== 'number') return [];
  const heightAt = (at: number): number | null => {
    const answer = evaluateModel(definition.id, { ...inputs, [x]: at });
    const y = answer.ok ? heightOf(answer.result[name]) : null;
    return isDrawable(y, isLogY) ? y : null;
  };
  return sweep(heightAt, span, parameter.integer === true, inputs[x]);
};
