/**
 * The texts of the model in each language: every text that the catalogue, the equations, the cases, the sources and
 * the packs have is translated, nothing else is, and its symbols, numbers and formulas stay what they are. A text
 * that changes has no translation any more, and fails here until somebody has written one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelReferenceData } from '../../src/cli/modelReferencePlugin.ts';
import { readRuleset, RULES_DIR } from '../../src/cli/rulesFolder.ts';
import { LANGUAGES } from '../../src/client/i18n/languages.ts';
import { equations } from '../../src/engine/index.ts';
import { catalogue, modelById } from '../../src/physics/catalogue.ts';
import type { Parameter } from '../../src/physics/model.ts';
import { inWords, parseEquation, type Statement } from '../../src/physics/notation.ts';

type Texts = Readonly<Record<string, string>>;

const FOLDER = 'assets/locales/texts';
const OTHERS = LANGUAGES.filter((language) => language !== 'en');

const ruleset = readRuleset(RULES_DIR);
if (!ruleset.ok) throw new Error(JSON.stringify(ruleset.error));
const reference = modelReferenceData();

const ofParameter = (parameter: Parameter): readonly string[] => {
  if (parameter.kind !== 'list') return [parameter.description];
  const { item } = parameter;
  const items = item.kind === 'number' ? [item as Parameter] : Object.values(item as Record<string, Parameter>);
  return [parameter.description, ...items.map(({ description }) => description)];
};

/** Words below the signs of summation of a formula. */
const wordsOver = (statement: Statement): readonly string[] => {
  const found: string[] = [];
  JSON.stringify(statement, (key, value: unknown) => {
    if (key === 'over' && typeof value === 'string' && value !== '') found.push(value);
    return value;
  });
  return found;
};
const ofEquation = (text: string, symbols: readonly string[]): readonly string[] =>
  parseEquation(text, symbols).flatMap((statement) =>
    statement.kind === 'prose' ? [statement.text] : wordsOver(statement),
  );

/** Names of symbols, functions and programs, whose letters are not those of a plain word; and numbers. */
const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name).filter((name) => /[a-z][A-Z]|_|^[a-zA-Z]+\d+$/.test(name));
const numbersIn = (text: string): readonly string[] =>
  [...text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([number]) => number.replaceAll(',', ''));

/** Symbols, numbers and units alone: there is nothing in it to be said otherwise. */
const isFormulaOnly = (text: string): boolean => {
  const names = new Set(namesIn(text));
  return [...text.matchAll(/[A-Za-z]\w+/g)].every(([word]) => names.has(word) || word === 'rad');
};

const toBeSaid = (texts: readonly (string | undefined)[]): ReadonlySet<string> =>
  new Set(texts.filter((text) => text !== undefined && !isFormulaOnly(text)).map(String));

/** Every text that a reader of the model meets, by the file of its translations. */
const written: Readonly<Record<string, ReadonlySet<string>>> = {
  catalogue: toBeSaid(
    catalogue.flatMap(({ description, parameters, results, validity }) => [
      description,
      ...Object.values(parameters).flatMap(ofParameter),
      ...Object.values(results).map((result) => result.description),
      validity,
    ]),
  ),
  equations: toBeSaid([
    ...[...equations.values()].filter(({ id }) => modelById(id) === undefined).map(({ validity }) => validity),
    ...[...equations.values()].flatMap(({ equation, symbols }) => ofEquation(equation, symbols)),
  ]),
  notes: toBeSaid([
    ...reference.cases.map(({ note }) => note),
    ...[...Object.values(ruleset.value.sources), ...Object.values(reference.sources)].map(({ note }) => note),
    ...ruleset.value.packs.flatMap(({ overrides }) => overrides.map(({ note }) => note)),
  ]),
};

const read = (language: string, file: string): Texts =>
  JSON.parse(readFileSync(`${FOLDER}/${language}/${file}.json`, 'utf8')) as Texts;

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

describe.each(OTHERS)('texts of the model in %s', (language) => {
  it('are in the files that there are', () => {
    expect(readdirSync(`${FOLDER}/${language}`).sort()).toEqual(
      Object.keys(written)
        .map((file) => `${file}.json`)
        .sort(),
    );
  });
  describe.each(Object.keys(written))('%s', (file) => {
    const texts = read(language, file);
    const pairs = Object.entries(texts);
    it('has every text, and none besides', () => {
      expect(Object.keys(texts).sort()).toEqual([...(written[file] ?? [])].sort());
    });
    it('says each in its own language', () => {
      expect(pairs.filter(([, text]) => !isChinese(text))).toEqual([]);
    });
    it('keeps symbols and numbers', () => {
      const lost = pairs.flatMap(([english, text]) => {
        const kept = new Set([...namesIn(text), ...numbersIn(text)]);
        const missing = [...namesIn(english), ...numbersIn(english)].filter((name) => !kept.has(name));
        return missing.length === 0 ? [] : [`${missing.join(', ')} of: ${english}`];
      });
      expect(lost).toEqual([]);
    });
    it('brings no name that the English does not have', () => {
      const brought = pairs.filter(([english, text]) => namesIn(text).some((name) => !english.includes(name)));
      expect(brought).toEqual([]);
    });
  });
  it('leave the formulas of an equation as they are', () => {
    const texts = read(language, 'equations');
    for (const { equation, symbols } of equations.values()) {
      const said = inWords(equation, symbols, (prose) => texts[prose] ?? prose);
      const formulas = parseEquation(equation, symbols).filter(({ kind }) => kind === 'formula');
      for (const { text } of formulas) expect(said).toContain(text);
      expect(inWords(equation, symbols, (prose) => prose)).toBe(equation);
    }
  });
});

it('the two Chinese languages differ in their characters', () => {
  for (const file of Object.keys(written)) {
    const [traditional, simplified] = ['zh-Hant', 'zh-Hans'].map((language) =>
      Object.values(read(language, file)).join(''),
    );
    expect(traditional).not.toMatch(/[们这国图电开关层热质达]/);
    expect(simplified).not.toMatch(/[們這國圖電開關層熱質達]/);
  }
});
