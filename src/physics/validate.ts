/**
 * Checks inputs of any origin against the parameters of a model definition, and evaluates it.
 *
 * The checked entry takes `unknown`, never throws for it, and never gives NaN or infinity: every
 * refusal is a coded error that names the parameter and what it allows. Numeric text is not a
 * number here; whoever reads text (the command line) converts it first.
 */
import { err, ok, type Result } from '../units/result.ts';
import type {
  ChoiceParameter,
  ListParameter,
  ModelDefinition,
  ModelError,
  ModelProblem,
  ModelResult,
  ModelValue,
  NumberParameter,
  Parameter,
} from './model.ts';

export type CheckedInputs = Readonly<Record<string, ModelValue>>;
type Checked<T> = Result<T, ModelError>;

const bad = (code: ModelError['code'], parameter: string, message: string): Checked<never> =>
  err({ code, parameter, message });

const SHOWN_LENGTH = 40;

/** Names a value of any origin on one line, whatever it is. */
export const describeValue = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string')
    return JSON.stringify(value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH)}…` : value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a value of type ${typeof value}`;
};

const describeName = (name: string): string => (/^\w{1,40}$/.test(name) ? name : describeValue(name));

/** `from 100 to 2000 km`, `more than 0 and less than 1`. */
export const rangeText = (parameter: NumberParameter): string => {
  const unit = parameter.unit === '' || parameter.unit === '1' ? '' : ` ${parameter.unit}`;
  const whole = parameter.integer === true ? 'a whole number ' : '';
  if (parameter.minExclusive !== true && parameter.maxExclusive !== true) {
    return `${whole}from ${parameter.min} to ${parameter.max}${unit}`;
  }
  const low = `${parameter.minExclusive === true ? 'more than' : 'at least'} ${parameter.min}`;
  const high = `${parameter.maxExclusive === true ? 'less than' : 'at most'} ${parameter.max}`;
  return `${whole}${low} and ${high}${unit}`;
};

const isNumberParameter = (item: ListParameter['item']): item is NumberParameter => item.kind === 'number';

/** What a parameter allows, on one line: for messages and for the command line's help. */
export const allowedText = (parameter: Parameter): string => {
  if (parameter.kind === 'number') return rangeText(parameter);
  if (parameter.kind === 'choice') return `one of ${parameter.choices.join(', ')}`;
  const item = isNumberParameter(parameter.item)
    ? `numbers ${rangeText(parameter.item)}`
    : `items {${Object.entries(parameter.item)
        .map(([name, field]) => `${name}: ${rangeText(field)}`)
        .join('; ')}}`;
  const named = parameter.named === undefined ? '' : `, or ${parameter.named.join(' or ')}`;
  return `a list of ${parameter.minLength} to ${parameter.maxLength} ${item}${named}`;
};

/** JSON and the hash of a state know no negative zero. */
const withoutNegativeZero = (value: number): number => (value === 0 ? 0 : value);

const checkNumber = (parameter: NumberParameter, name: string, value: unknown): Checked<number> => {
  const allowed = rangeText(parameter);
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return bad('model/not-a-number', name, `${name} must be a finite number, ${allowed}; got ${describeValue(value)}`);
  }
  const below = parameter.minExclusive === true ? value <= parameter.min : value < parameter.min;
  const above = parameter.maxExclusive === true ? value >= parameter.max : value > parameter.max;
  if (below || above) return bad('model/out-of-range', name, `${name} must be ${allowed}; got ${value}`);
  if (parameter.integer === true && !Number.isInteger(value)) {
    return bad('model/not-an-integer', name, `${name} must be ${allowed}; got ${value}`);
  }
  return ok(withoutNegativeZero(value));
};

const checkChoice = (parameter: ChoiceParameter, name: string, value: unknown): Checked<string> =>
  typeof value === 'string' && parameter.choices.includes(value)
    ? ok(value)
    : bad('model/not-a-choice', name, `${name} must be ${allowedText(parameter)}; got ${describeValue(value)}`);

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

const checkRecord = (
  fields: Readonly<Record<string, NumberParameter>>,
  name: string,
  value: unknown,
): Checked<Readonly<Record<string, number>>> => {
  const names = Object.keys(fields);
  if (!isPlainObject(value)) {
    return bad(
      'model/not-a-list',
      name,
      `${name} must be an object with ${names.join(', ')}; got ${describeValue(value)}`,
    );
  }
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(fields, key)) {
      return bad('model/unknown-parameter', `${name}.${describeName(key)}`, `${name} has ${names.join(', ')} only`);
    }
  }
  const record: Record<string, number> = {};
  for (const [key, field] of Object.entries(fields)) {
    const path = `${name}.${key}`;
    const given = Object.hasOwn(value, key) ? value[key] : undefined;
    if (given === undefined && field.default !== undefined) record[key] = field.default;
    else if (given === undefined && field.optional === true) continue;
    else if (given === undefined)
      return bad('model/missing-parameter', path, `${path} is missing: ${rangeText(field)}`);
    else {
      const checked = checkNumber(field, path, given);
      if (!checked.ok) return checked;
      record[key] = checked.value;
    }
  }
  return ok(record);
};

const checkList = (parameter: ListParameter, name: string, value: unknown): Checked<ModelValue> => {
  if (typeof value === 'string' && parameter.named?.includes(value) === true) return ok(value);
  if (!Array.isArray(value)) {
    return bad('model/not-a-list', name, `${name} must be ${allowedText(parameter)}; got ${describeValue(value)}`);
  }
  if (value.length < parameter.minLength || value.length > parameter.maxLength) {
    return bad('model/out-of-range', name, `${name} must be ${allowedText(parameter)}; got ${value.length} items`);
  }
  const item = parameter.item;
  const numbers: number[] = [];
  const records: Readonly<Record<string, number>>[] = [];
  for (let index = 0; index < value.length; index += 1) {
    const path = `${name}[${index}]`;
    const given: unknown = value[index];
    if (isNumberParameter(item)) {
      const checked = checkNumber(item, path, given);
      if (!checked.ok) return checked;
      numbers.push(checked.value);
    } else {
      const checked = checkRecord(item, path, given);
      if (!checked.ok) return checked;
      records.push(checked.value);
    }
  }
  return ok(isNumberParameter(item) ? numbers : records);
};

const checkValue = (parameter: Parameter, name: string, value: unknown): Checked<ModelValue> => {
  if (parameter.kind === 'number') return checkNumber(parameter, name, value);
  if (parameter.kind === 'choice') return checkChoice(parameter, name, value);
  return checkList(parameter, name, value);
};

/** Checks every parameter and fills the defaults in; the first problem found is the answer. */
export const checkInputs = (definition: ModelDefinition, inputs: unknown): Checked<CheckedInputs> => {
  const names = Object.keys(definition.parameters);
  if (!isPlainObject(inputs)) {
    return bad(
      'model/bad-request',
      'inputs',
      `inputs must be an object with ${names.join(', ')}; got ${describeValue(inputs)}`,
    );
  }
  for (const key of Object.keys(inputs)) {
    if (!Object.hasOwn(definition.parameters, key)) {
      const name = describeName(key);
      return bad(
        'model/unknown-parameter',
        name,
        `${definition.id} has no parameter ${name}; it has ${names.join(', ')}`,
      );
    }
  }
  const checkedInputs: Record<string, ModelValue> = {};
  for (const [name, parameter] of Object.entries(definition.parameters)) {
    const given = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
    if (given === undefined) {
      if (parameter.default !== undefined) checkedInputs[name] = parameter.default;
      else if (parameter.optional !== true) {
        return bad('model/missing-parameter', name, `${name} is missing: ${allowedText(parameter)}`);
      }
      continue;
    }
    const checked = checkValue(parameter, name, given);
    if (!checked.ok) return checked;
    checkedInputs[name] = checked.value;
  }
  return ok(checkedInputs);
};

/** A copy without negative zeros, or null where a number in it is not finite. */
const finiteValue = (value: ModelValue): ModelValue | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? withoutNegativeZero(value) : null;
  if (typeof value !== 'object') return value;
  const copy: (ModelValue | Readonly<Record<string, ModelValue>>)[] = [];
  for (const item of value) {
    if (typeof item === 'object') {
      const record: Record<string, ModelValue> = {};
      for (const [name, field] of Object.entries(item)) {
        const finite = finiteValue(field);
        if (finite === null) return null;
        record[name] = finite;
      }
      copy.push(record);
    } else {
      const finite = finiteValue(item);
      if (finite === null) return null;
      copy.push(finite);
    }
  }
  return copy as ModelValue;
};

const problemOf = (definition: ModelDefinition, inputs: CheckedInputs): ModelProblem | null =>
  definition.problem === undefined
    ? null
    : (definition.problem as (checked: CheckedInputs) => ModelProblem | null)(inputs);

export type ModelEvaluation = Checked<{ readonly inputs: CheckedInputs; readonly result: ModelResult }>;

/** Checks, evaluates, and checks what came out. */
export const evaluateChecked = (definition: ModelDefinition, inputs: unknown): ModelEvaluation => {
  const checked = checkInputs(definition, inputs);
  if (!checked.ok) return checked;
  const problem = problemOf(definition, checked.value);
  if (problem !== null) return err(problem);
  // The inputs were just checked against the parameters that `evaluate` was written for.
  const raw = (definition.evaluate as (checkedInputs: CheckedInputs) => ModelResult)(checked.value);
  const result: Record<string, ModelValue> = {};
  for (const [name, value] of Object.entries(raw)) {
    const finite = finiteValue(value);
    if (finite === null) {
      const names = Object.keys(definition.parameters);
      return bad(
        'model/no-solution',
        names.find((parameter) => Object.hasOwn(checked.value, parameter)) ?? '',
        `${definition.id} has no finite ${name} for these ${names.join(', ')}`,
      );
    }
    result[name] = finite;
  }
  return ok({ inputs: checked.value, result });
};
