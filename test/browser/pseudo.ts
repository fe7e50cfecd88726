/**
 * Languages that nobody speaks, made from the English words and given only to the page under test: one with
 * accents, compounds as long as German ones and two fifths more of everything, one of wide characters without
 * spaces. Placeholders, plurals and choices stay what they are.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Page } from '@playwright/test';

type Elements = ReturnType<IntlMessageFormat['getAst']>;
type Voice = (words: string) => string;

const ENGLISH = 'assets/locales/en';
const GROWTH = 1.4;
const LONGEST_WORD = 24;

const ACCENTED = new Map(
  [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, place) => [
    letter,
    [...'ȧƀčđéƒğĥīĵķľɱñöþʠřšŧüṽŵẋÿžȦƁČĐÉƑĞĤĪĴĶĽṀÑÖÞɊŘŠŦÜṼŴẊŸŽ'][place] ?? letter,
  ]),
);
const accented: Voice = (words) => [...words].map((letter) => ACCENTED.get(letter) ?? letter).join('');

/** Neighbouring words grow together, as far as German would let them. */
const compounded: Voice = (words) =>
  words.split(' ').reduce((text, word) => {
    const last = text.slice(text.lastIndexOf(' ') + 1);
    const mayJoin = /^\p{L}+$/u.test(word) && /^\p{L}+$/u.test(last) && last.length + word.length <= LONGEST_WORD;
    return text === '' || mayJoin ? text + word : `${text} ${word}`;
  }, '');

const long: Voice = (words) => {
  if (!/\p{L}/u.test(words)) return words;
  const [, before = '', body = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(words) ?? [];
  const more = Math.ceil(body.length * (GROWTH - 1));
  const grown = `${compounded(body)}${more > 2 ? ' ' : ''}${'üñgšŧéħ'.repeat(more).slice(0, Math.max(0, more - 1))}`;
  return `${before}${accented(grown.replaceAll(/(\S{24})(?=\S)/gu, '$1 '))}${after}`;
};

const WIDE = [...'軌道計算電力衛星競爭預備'];
/** A wide character for two letters, and some more; nowhere a space to break at. */
const wide: Voice = (words) =>
  words.replaceAll(/[A-Za-z]+(?: [A-Za-z]+)*/g, (run) =>
    Array.from({ length: Math.ceil(run.length * 0.6) }, (_, place) => WIDE[(place + run.length) % WIDE.length]).join(
      '',
    ),
  );

const LITERAL: number = 0;
const POUND: number = 7;

/** A parsed message written out again, its own words in another voice. */
const written = (elements: Elements, voice: Voice): string =>
  elements
    .map((element) => {
      if ((element.type as number) === POUND) return '#';
      if (!('value' in element)) return '';
      if ((element.type as number) === LITERAL) return voice(element.value).replaceAll(/[{}]/g, "'$&'");
      if (!('options' in element)) return `{${element.value}}`;
      const kind = 'pluralType' in element ? 'plural' : 'select';
      const options = Object.entries(element.options).map(([name, { value }]) => `${name} {${written(value, voice)}}`);
      return `{${element.value}, ${kind}, ${options.join(' ')}}`;
    })
    .join('');

/** Proper names, which no language makes longer. */
const PROPER = /^programme\..*\.name$/;

const spoken = (words: string, voice: Voice): string => written(new IntlMessageFormat(words, 'en').getAst(), voice);

export const PSEUDO = { long, wide } as const;

/** Answers the page's request for its English words with those of a voice. */
export const speak = async (page: Page, voice: Voice): Promise<void> => {
  const bundles = readdirSync(ENGLISH).map((name) => {
    const words = JSON.parse(readFileSync(`${ENGLISH}/${name}`, 'utf8')) as Readonly<Record<string, string>>;
    const [firstKey = ''] = Object.keys(words);
    const said = Object.fromEntries(
      Object.entries(words).map(([key, message]) => [
        key,
        spoken(message, voice === long && PROPER.test(key) ? accented : voice),
      ]),
    );
    return { name: name.replace('.json', ''), firstKey, body: `export default ${JSON.stringify(said)};` };
  });
  // A chunk of code may have the name of a chunk of words.
  await page.route(/\/assets\/[a-z]+-[\w-]+\.js$/, async (route) => {
    const path = new URL(route.request().url()).pathname;
    const bundle = bundles.find(({ name }) => path.startsWith(`/assets/${name}-`));
    if (bundle === undefined) return route.continue();
    const response = await route.fetch({ maxRetries: 3 });
    if (!(await response.text()).includes(`"${bundle.firstKey}"`)) return route.fulfill({ response });
    return route.fulfill({ response, body: bundle.body });
  });
};

/** Words on the page that no voice has spoken: they stand in the code, or come past the locales. */
export const unspokenWords = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    /**
     * Names: of files, functions and keys, in formulas, the program's own messages beside their words, of works and their publishers; the texts of the model, which
     * are English in the code and have their other languages beside it (`test/client/texts.test.ts` holds them to it);
     * and the guides, which are documents of their own in each language.
     */
    const NAMES =
      'code, samp, kbd, pre, math, cite, textarea, .sources, .model-text, .guides-page, .guides-contents, script, style, svg [aria-label], [data-live-announcer], .chevron';
    const MONTHS = /\b(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|AM|PM|am|pm)\b/g;
    /** Seeds and the names of games and variants are whatever their players like. */
    const GIVEN = /\bscreens\b|\bstudy-1\b|\b[a-z-]+-against-[a-z-]+\b/g;
    /** Names of parameters and of a list of loads, and a unit of them, inside a sentence or as a choice. */
    const NAMED = /(?:[a-z]+\.)?\b[a-z]+(?:[A-Z]\w*)+\b|\brows\.prob\b|\bcount:|\brts\b|m²\/kg/g;
    const isPlain = (text: string): boolean =>
      /[A-Za-z]{2}/.test(text.replaceAll(MONTHS, '').replaceAll(GIVEN, '').replaceAll(NAMED, ''));
    const found = new Set<string>();
    const say = (what: string, element: Element, text: string): void => {
      const { tagName, className } = element;
      found.add(`${what} ${tagName.toLowerCase()}.${className}: ${text.trim().slice(0, 80)}`);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent ?? '';
      if (element !== null && element.closest(NAMES) === null && isPlain(text)) say('text', element, text);
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      if (element.closest(NAMES) !== null) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        const text = element.getAttribute(name) ?? '';
        if (isPlain(text)) say(name, element, text);
      }
    }
    return [...found];
  });
