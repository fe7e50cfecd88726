/**
 * The model's arithmetic, as one hash per function: every function of the catalogue at many points of its
 * range. A single bit that differs between JavaScript engines changes the hash of the function it is in.
 */
import { catalogue, evaluateModel } from '../../src/physics/catalogue.ts';
import type { ListParameter, ModelValue, NumberParameter, Parameter } from '../../src/physics/model.ts';
import { canonicalJson } from '../../src/units/canonical.ts';
import { sha256Hex } from '../../src/units/hash.ts';

const POINTS_PER_FUNCTION = 20;
/** Where a parameter is open upwards, this is far enough. */
const RANGE_MAX = 1e6;

/** Park and Miller's generator: whole numbers below 2^46 only, exact everywhere. */
const makeDraws = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

const numberIn = (parameter: NumberParameter, draw: () => number): number => {
  const frac = draw();
  const max = Math.min(parameter.max, RANGE_MAX);
  // The cube puts most points near the lower end, where the models are steep.
  const value = parameter.min + (max - parameter.min) * frac * frac * frac;
  return parameter.integer === true ? Math.floor(value) : value;
};

const isNumberParameter = (item: ListParameter['item']): item is NumberParameter => item.kind === 'number';

const listIn = (parameter: ListParameter, draw: () => number): ModelValue => {
  const [named] = parameter.named ?? [];
  if (named !== undefined) return named;
  const places = Array.from({ length: Math.max(parameter.minLength, 2) }, (_, index) => index);
  const { item } = parameter;
  if (isNumberParameter(item)) return places.map(() => numberIn(item, draw));
  return places.map(() =>
    Object.fromEntries(Object.entries(item).map(([name, field]) => [name, numberIn(field, draw)])),
  );
};

const valueIn = (parameter: Parameter, draw: () => number): ModelValue => {
  if (parameter.kind === 'number') return numberIn(parameter, draw);
  if (parameter.kind === 'list') return listIn(parameter, draw);
  return parameter.choices[Math.floor(draw() * parameter.choices.length)] ?? '';
};

const isLeftOut = (parameter: Parameter, draw: () => number): boolean =>
  (parameter.optional === true || parameter.default !== undefined) && draw() < 0.5;

const hashOfFunction = (id: string, parameters: Readonly<Record<string, Parameter>>): string => {
  const draw = makeDraws(20_260_101);
  const answers = Array.from({ length: POINTS_PER_FUNCTION }, () => {
    const inputs: Record<string, ModelValue> = {};
    for (const [name, parameter] of Object.entries(parameters)) {
      if (!isLeftOut(parameter, draw)) inputs[name] = valueIn(parameter, draw);
    }
    const answer = evaluateModel(id, inputs);
    return answer.ok ? answer.result : answer.error.code;
  });
  return sha256Hex(canonicalJson(answers));
};

/** Function id → hash of its answers. */
export const hashNumbers = (): Readonly<Record<string, string>> =>
  Object.fromEntries(catalogue.map(({ id, parameters }) => [id, hashOfFunction(id, parameters)]));
