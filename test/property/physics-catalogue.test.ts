/**
 * Every function of the catalogue, over its whole domain and beyond: finite results or a coded
 * error, never a throw, never NaN, never a silent change of an input.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue, evaluateModel, type ModelAnswer } from '../../src/physics/catalogue.ts';
import type { ModelDefinition, NumberParameter, Parameter } from '../../src/physics/model.ts';

const RUNS = 120;
const CODES = new Set([
  'model/bad-request',
  'model/unknown-id',
  'model/unknown-parameter',
  'model/missing-parameter',
  'model/not-a-number',
  'model/out-of-range',
  'model/not-an-integer',
  'model/not-a-choice',
  'model/not-a-list',
  'model/conflicting-parameters',
  'model/no-solution',
]);
/** What values in range may still be refused for. */
const TOGETHER_CODES = ['model/conflicting-parameters', 'model/no-solution'];

const numberIn = (parameter: NumberParameter): fc.Arbitrary<number> => {
  const { min, max, minExclusive = false, maxExclusive = false } = parameter;
  if (parameter.integer === true) return fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
  const edges = [...(minExclusive ? [] : [min]), ...(maxExclusive ? [] : [max])];
  const inside = fc.double({ min, max, minExcluded: minExclusive, maxExcluded: maxExclusive, noNaN: true });
  return edges.length === 0 ? inside : fc.oneof({ weight: 4, arbitrary: inside }, fc.constantFrom(...edges));
};

const valueIn = (parameter: Parameter): fc.Arbitrary<unknown> => {
  if (parameter.kind === 'number') return numberIn(parameter);
  if (parameter.kind === 'choice') return fc.constantFrom(...parameter.choices);
  const isNumber = (item: typeof parameter.item): item is NumberParameter => item.kind === 'number';
  const item: fc.Arbitrary<unknown> = isNumber(parameter.item)
    ? numberIn(parameter.item)
    : fc.record(Object.fromEntries(Object.entries(parameter.item).map(([name, field]) => [name, numberIn(field)])));
  const maxLength = Math.max(parameter.minLength, Math.min(parameter.maxLength, 6));
  const lists = fc.array(item, { minLength: parameter.minLength, maxLength });
  return parameter.named === undefined ? lists : fc.oneof(lists, fc.constantFrom(...parameter.named));
};

const mayOmit = (parameter: Parameter): boolean => parameter.optional === true || parameter.default !== undefined;

const inputsOf = (definition: ModelDefinition): fc.Arbitrary<Record<string, unknown>> => {
  const entries = Object.entries(definition.parameters);
  return fc.record(Object.fromEntries(entries.map(([name, parameter]) => [name, valueIn(parameter)])), {
    requiredKeys: entries.filter(([, parameter]) => !mayOmit(parameter)).map(([name]) => name),
  });
};

/** Everything that JSON cannot say, or that differs after a round trip. */
const isPlain = (value: unknown): boolean => {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value === 'string' || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every(isPlain);
  return typeof value === 'object' && value !== null && Object.values(value).every(isPlain);
};

const checkAnswer = (answer: ModelAnswer): void => {
  if (answer.ok) {
    expect(isPlain(answer.inputs)).toBe(true);
    expect(isPlain(answer.result)).toBe(true);
  } else {
    expect(CODES).toContain(answer.error.code);
    expect(answer.error.message).not.toContain('\n');
    expect(answer.error.parameter).not.toBe('');
  }
};

const firstNumber = (definition: ModelDefinition): string | undefined =>
  Object.entries(definition.parameters).find(([, parameter]) => parameter.kind === 'number')?.[0];

it('the catalogue has no id twice, and finite limits everywhere', () => {
  expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
  for (const { parameters, results, sources } of catalogue) {
    for (const parameter of Object.values(parameters)) {
      if (parameter.kind !== 'number') continue;
      expect(Number.isFinite(parameter.min) && Number.isFinite(parameter.max)).toBe(true);
      expect(parameter.min).toBeLessThan(parameter.max);
    }
    expect(Object.keys(results).length).toBeGreaterThan(0);
    expect(sources.length).toBeGreaterThan(0);
  }
});

describe.each(catalogue.map((definition) => ({ id: definition.id, definition })))('$id', ({ id, definition }) => {
  it('gives the results it declares, all finite, or a coded refusal, for inputs in range', () => {
    fc.assert(
      fc.property(inputsOf(definition), (inputs) => {
        const answer = evaluateModel(id, inputs);
        checkAnswer(answer);
        const declared = Object.keys(definition.results).sort().join(' ');
        const outcomes = answer.ok ? [declared] : TOGETHER_CODES;
        expect(outcomes).toContain(answer.ok ? Object.keys(answer.result).sort().join(' ') : answer.error.code);
      }),
      { numRuns: RUNS },
    );
  });

  it('answers the same twice, and its own inputs with the same result', () => {
    fc.assert(
      fc.property(inputsOf(definition), (inputs) => {
        const answer = evaluateModel(id, inputs);
        expect(evaluateModel(id, inputs)).toEqual(answer);
        expect(evaluateModel(id, answer.ok ? answer.inputs : inputs)).toEqual(answer);
      }),
      { numRuns: 20 },
    );
  });

  it('refuses garbage with a code', () => {
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true });
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          fc.object(),
          fc.json().map((text): unknown => JSON.parse(text)),
        ),
        (inputs) => {
          checkAnswer(evaluateModel(id, inputs));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('refuses one bad value among good ones, and names it', () => {
    const name = firstNumber(definition);
    if (name === undefined) return;
    const bad = fc.constantFrom<unknown>(Number.NaN, Number.POSITIVE_INFINITY, '1', '', null, true, [], {}, [1], 1e308);
    fc.assert(
      fc.property(inputsOf(definition), bad, (inputs, value) => {
        const answer = evaluateModel(id, { ...inputs, [name]: value });
        expect(answer.ok ? answer : answer.error.parameter).toBe(name);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses names that it does not have', () => {
    fc.assert(
      fc.property(
        inputsOf(definition),
        fc.constantFrom('__proto__', 'constructor', 'toString', 'x\ny', ''),
        (inputs, key) => {
          const answer = evaluateModel(id, Object.fromEntries([...Object.entries(inputs), [key, 1]]));
          checkAnswer(answer);
          expect(answer.ok ? answer : answer.error.code).toBe('model/unknown-parameter');
        },
      ),
      { numRuns: 20 },
    );
  });
});

it('refuses ids that are not there', () => {
  fc.assert(
    fc.property(fc.anything(), (id) => {
      const answer = evaluateModel(id, {});
      expect(answer.ok ? answer : answer.error.code).toBe('model/unknown-id');
    }),
  );
  for (const id of ['__proto__', 'constructor', 'toString', '', 'CircularPeriod']) {
    expect(evaluateModel(id, {}).ok).toBe(false);
  }
});
