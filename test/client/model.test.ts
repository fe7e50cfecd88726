/** The reference of the model: every function can be tried and drawn, every refusal has words, every place an address. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelReferenceData } from '../../src/cli/modelReferencePlugin.ts';
import { readRuleset, RULES_DIR } from '../../src/cli/rulesFolder.ts';
import { foundSections, sectionsOf } from '../../src/client/desk/model/entries.ts';
import {
  curveOf,
  drawableResults,
  SLIDER_STEPS,
  sliderPosition,
  sliderValue,
  startTexts,
  textsOf,
  tryModel,
  usualSpan,
} from '../../src/client/desk/model/tryOut.ts';
import { makeWords } from '../../src/client/i18n/words.ts';
import { modelAddress, parseModelPlace } from '../../src/client/store/modelPlace.ts';
import { equations } from '../../src/engine/index.ts';
import { catalogue } from '../../src/physics/catalogue.ts';
import { MODEL_SECTIONS, type ModelDefinition } from '../../src/physics/model.ts';

const read = readRuleset(RULES_DIR);
if (!read.ok) throw new Error(JSON.stringify(read.error));
const sections = sectionsOf(read.value);
const reference = modelReferenceData();
const bundle = (language: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(`assets/locales/${language}/model.json`, 'utf8')) as Readonly<Record<string, string>>;
const english = bundle('en');

const hintOf = (id: string) => reference.plots[id];
const hints = Object.values(reference.plots);
const casesOf = (id: string) => reference.cases.filter(({ model }) => model === id);
const modelNamed = (id: string): ModelDefinition => {
  const found = catalogue.find((definition) => definition.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

describe.each(catalogue.map((definition) => [definition.id, definition] as const))('%s', (id, definition) => {
  const begin = startTexts(definition, casesOf(id), hintOf(id));

  it('begins with values that it answers', () => {
    expect(tryModel(definition, begin)).toMatchObject({ ok: true });
  });
  it('gives, with the values of each published case, the value that stands beside it', () => {
    for (const published of casesOf(id)) {
      const answer = tryModel(definition, textsOf(definition, published.inputs));
      expect(answer.ok).toBe(true);
      const [name = ''] = published.result.split('.');
      if (answer.ok && name === published.result) expect(answer.result[name]).toBe(published.ours);
    }
  });
  it('draws results over every number that has a value, with a line somewhere', () => {
    const answer = tryModel(definition, begin);
    if (!answer.ok) throw new Error(answer.error.message);
    const results = drawableResults(answer.result);
    expect(results.length).toBeGreaterThan(0);
    const numbers = Object.entries(definition.parameters).flatMap(([name, parameter]) =>
      parameter.kind === 'number' && name in answer.inputs ? [[name, parameter] as const] : [],
    );
    for (const [x, parameter] of numbers) {
      const value = answer.inputs[x];
      const span = usualSpan(x, parameter, typeof value === 'number' ? value : null, [hintOf(id), ...hints]);
      expect(span.from).toBeLessThan(span.to);
      const lengths = results.map((result) => {
        const points = curveOf(definition, answer.inputs, { x, result, span, isLogY: false });
        for (const point of points) expect([point.x, point.y].every(Number.isFinite)).toBe(true);
        return points.length;
      });
      expect(Math.max(...lengths)).toBeGreaterThan(1);
    }
  });
});

const refusalOf = (definition: ModelDefinition, texts: Readonly<Record<string, string>>) => {
  const answer = tryModel(definition, texts);
  return answer.ok ? null : [answer.error.code, answer.error.parameter];
};

describe('values that are tried', () => {
  const decay = modelNamed('decayLifetime');
  const loss = modelNamed('lossOfLoad');
  it('are refused by name and code', () => {
    expect(refusalOf(decay, { altitudeKm: '', ballisticM2PerKg: '0.01' })).toEqual([
      'model/missing-parameter',
      'altitudeKm',
    ]);
    expect(refusalOf(decay, { altitudeKm: 'high', ballisticM2PerKg: '0.01' })).toEqual([
      'model/not-a-number',
      'altitudeKm',
    ]);
    expect(refusalOf(decay, { altitudeKm: '9e9', ballisticM2PerKg: '0.01' })).toEqual([
      'model/out-of-range',
      'altitudeKm',
    ]);
    expect(refusalOf(loss, { units: '[{', peakMw: '100' })).toEqual(['model/bad-json', 'units']);
    expect(refusalOf(loss, { units: '[]', peakMw: '100' })).toEqual(['model/out-of-range', 'units']);
  });
  it('never throw, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...catalogue),
        fc.array(fc.oneof(fc.string(), fc.json()), { maxLength: 8 }),
        (definition, given) => {
          const names = Object.keys(definition.parameters);
          const answer = tryModel(
            definition,
            Object.fromEntries(names.map((name, index) => [name, given[index] ?? ''])),
          );
          if (!answer.ok) expect(english).toHaveProperty([`modelError.${answer.error.code}`]);
        },
      ),
    );
  });
});

describe('slider', () => {
  const spans = [
    { from: 200, to: 2000, isLog: false },
    { from: 1e-8, to: 1e-3, isLog: true },
    { from: -30, to: 30, isLog: false },
  ];
  it('comes back to its own position, and to both ends exactly', () => {
    for (const span of spans) {
      expect(sliderValue(0, span, false)).toBe(span.from);
      expect(sliderValue(SLIDER_STEPS, span, false)).toBe(span.to);
      for (const position of [1, 137, 500, 999])
        expect(Math.abs(sliderPosition(sliderValue(position, span, false), span) - position)).toBeLessThanOrEqual(1);
    }
  });
  it('stays at an end for a value beyond it, and at the beginning for none', () => {
    expect(sliderPosition(1e9, { from: 0, to: 10, isLog: false })).toBe(SLIDER_STEPS);
    expect(sliderPosition(-1, { from: 1, to: 10, isLog: true })).toBe(0);
    expect(sliderPosition(Number.NaN, { from: 1, to: 10, isLog: true })).toBe(0);
  });
});

describe('contents', () => {
  it('list every function, every equation and every number of the rules, each once', () => {
    const entries = sections.flatMap((section) => section.entries);
    const ids = entries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of equations.keys()) expect(ids).toContain(id);
    const numbers = entries.flatMap((entry) => (entry.kind === 'rules' ? entry.numbers.map(([path]) => path) : []));
    expect(numbers.sort()).toEqual(Object.keys(read.value.provenance).sort());
  });
  it('have words for every section and file of the rules', () => {
    const files = sections.flatMap(({ entries }) =>
      entries.flatMap((each) => (each.kind === 'rules' ? [each.file] : [])),
    );
    const wanted = [
      ...[...MODEL_SECTIONS, 'engine', 'rules'].map((id) => `model.section.${id}`),
      ...files.map((file) => `model.rules.${file}`),
    ];
    expect(wanted.filter((key) => !(key in english))).toEqual([]);
  });
  it.each(['en', 'zh-Hant', 'zh-Hans'])('are found by id, description, parameter and section in %s', (language) => {
    const own = bundle(language);
    const words = makeWords(
      (key) => own[key] ?? key,
      (key) => key in own,
    );
    const found = (query: string): readonly string[] =>
      foundSections(sections, query, words).flatMap(({ entries }) => entries.map(({ id }) => id));
    expect(found('decaylife')).toEqual(['decayLifetime']);
    expect(found('ballisticM2PerKg')).toContain('dragMakeUp');
    expect(found('years drag')).toContain('decayLifetime');
    expect(found(own['model.section.heat'] ?? '')).toContain('radiatorFlux');
    expect(found('starship.payloadKg')).toEqual(['rules.vehicles']);
    expect(found('no such thing at all')).toEqual([]);
  });
});

describe('address', () => {
  it('leads back to the place that it was made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.dictionary(fc.string(), fc.string()), (entryId, texts) => {
        const place = parseModelPlace(modelAddress(entryId, texts));
        expect(place?.entryId).toBe(entryId);
        expect(new Map(Object.entries(place?.texts ?? {}))).toEqual(new Map(Object.entries(texts)));
      }),
    );
  });
  it('of a game or of nothing is no place in the model', () => {
    for (const hash of ['', '#', '#play', '#models', '#model2']) expect(parseModelPlace(hash)).toBeNull();
    expect(parseModelPlace('#model')).toEqual({ entryId: '', texts: {} });
    expect(parseModelPlace('#model/%E0%A4%A')?.entryId).toBe('%E0%A4%A');
  });
});
