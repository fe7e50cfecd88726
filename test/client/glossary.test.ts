/** Every term that the desk explains has words in every language, short enough to be read in passing, and a place. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { FIGURE_TERMS, TERMS } from '../../src/client/desk/parts/glossary.ts';
import { LANGUAGES } from '../../src/client/i18n/languages.ts';
import { listFiles } from '../architecture/source.ts';

type Bundle = Readonly<Record<string, string>>;

const bundleOf = (language: string, name: string): Bundle =>
  JSON.parse(readFileSync(join('assets/locales', language, name), 'utf8')) as Bundle;

const MOST_WORDS = 40;
/** Words as a dictionary would count them, Chinese ones too. */
const wordCount = (text: string, language: string): number =>
  [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].filter(({ isWordLike }) => isWordLike)
    .length;

describe.each(LANGUAGES)('the glossary in %s', (language) => {
  const glossary = bundleOf(language, 'glossary.json');
  it('explains every term and nothing else', () => {
    expect(Object.keys(glossary).sort()).toEqual(TERMS.map((term) => `glossary.${term}`).sort());
  });
  it('is short', () => {
    const long = Object.entries(glossary).filter(([, text]) => wordCount(text, language) > MOST_WORDS);
    expect(long).toEqual([]);
  });
});

test('a figure that is explained has a name of its own', () => {
  const figures = bundleOf('en', 'figures.json');
  expect(Object.keys(FIGURE_TERMS).filter((name) => figures[`figure.${name}`] === undefined)).toEqual([]);
});

test('every term stands somewhere on the desk', () => {
  const code = listFiles('src/client')
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const placed = new Set<string | undefined>(Object.values(FIGURE_TERMS));
  expect(
    TERMS.filter((term) => !placed.has(term) && !code.includes(`"${term}"`) && !code.includes(`'${term}'`)),
  ).toEqual([]);
});
