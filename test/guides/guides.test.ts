/**
 * The guides for teachers and umpires: complete in every language, true of the game, current in `docs/guides`, and
 * no link that leads nowhere.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeGuide } from '../../src/cli/guides/build.ts';
import { ordersOfCard } from '../../src/cli/guides/cards.ts';
import type { Block, Guide, Part } from '../../src/cli/guides/document.ts';
import { guidePages } from '../../src/cli/guides/markdown.ts';
import {
  CHAPTER_IDS,
  GUIDE_LANGUAGES,
  type GuideLanguage,
  readGuideSources,
  readOutline,
  readTexts,
} from '../../src/cli/guides/sources.ts';
import { LANGUAGES } from '../../src/client/i18n/languages.ts';
import { guideAddress, parseGuidePlace } from '../../src/client/store/guidePlace.ts';
import { ORDER_KINDS, orderSeat } from '../../src/engine/index.ts';
import { FACT_IDS, SEATS, SIDES } from '../../src/ruleset/schema.ts';
import { LEARNING_METRICS } from '../../src/study/index.ts';
import { expectCurrentFile } from '../support/currentFile.ts';
import { ruleset } from '../support/ruleset.ts';

const DOCS = 'docs/guides';
const outline = readOutline();
const sources = Object.fromEntries(GUIDE_LANGUAGES.map((language) => [language, readGuideSources(language)]));
const guideIn = (language: GuideLanguage): Guide =>
  makeGuide(language, sources[language] ?? readGuideSources(language));
const guides = GUIDE_LANGUAGES.map(guideIn);
const pages = guidePages(guides);

/** Paths of everything in a document that is not a document itself: `seats.principal.watch.0`. */
const leaves = (value: unknown, path = ''): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => leaves(each, path === '' ? key : `${path}.${key}`))
    : [path];
const braces = (text: unknown): readonly string[] =>
  [...JSON.stringify(text).matchAll(/\{([\w.-]+)\}/g)].map(([, name = '']) => name).sort();
const textsIn = (block: Block): readonly string[] => {
  const title = block.title ?? 'untitled';
  if (block.kind === 'text') return [title, block.text];
  if (block.kind === 'list') return [title, ...block.lines.flatMap(({ term, text }) => [term ?? 'unnamed', text])];
  return [title, ...block.heads, ...block.rows.flat()];
};
const partsOf = (guide: Guide): readonly Part[] => guide.chapters.flatMap(({ parts }) => parts);
const partOf = (guide: Guide, id: string): Part => {
  const part = partsOf(guide).find((each) => each.id === id);
  if (part === undefined) throw new Error(`no part ${id}`);
  return part;
};

test('the guides are in the languages of the game', () => {
  expect(GUIDE_LANGUAGES).toEqual(LANGUAGES);
});

test('docs/guides is what the sources say (UPDATE=1 writes it), and no language has more', () => {
  for (const [name, text] of Object.entries(pages)) expectCurrentFile(`${DOCS}/${name}`, text);
  for (const language of GUIDE_LANGUAGES) {
    const folder = join(DOCS, language);
    const wanted = Object.keys(pages).map((name) => join(DOCS, name));
    expect(
      readdirSync(folder)
        .map((name) => join(folder, name))
        .sort(),
    ).toEqual(wanted.filter((name) => dirname(name) === folder).sort());
  }
});

/** What somebody says, and names that stand in quotation marks in Chinese: neither is a name on a screen. */
const SAID = /[.?。？]$|^(?:seal|草原雲谷|草原云谷|資料中心走廊|数据中心走廊)$/;

test('whatever the guides name in quotation marks is spoken so by the game, or is a heading of the guide', () => {
  const unknown = GUIDE_LANGUAGES.flatMap((language) => {
    const text = JSON.stringify(readTexts(language));
    const spoken = new Set([
      ...Object.values(readGuideSources(language).names),
      ...[...text.matchAll(/"title":"([^"]+)"/g)].map(([, title = '']) => title),
    ]);
    const named = [...text.matchAll(/[“「]([^”」]+)[”」]/g)].map(([, name = '']) => name);
    return named.filter((name) => !SAID.test(name) && !spoken.has(name)).map((name) => `${language}: ${name}`);
  });
  expect(unknown).toEqual([]);
});

test('no link of docs/guides leads nowhere', () => {
  const dead = Object.entries(pages).flatMap(([name, text]) =>
    [...text.matchAll(/\]\(([^)]+)\)/g)]
      .map(([, target = '']) => normalize(join(dirname(name), target)))
      .filter((target) => !Object.hasOwn(pages, target) && !existsSync(join(DOCS, target))),
  );
  expect(dead).toEqual([]);
});

test('every address of the guides is read as it was written', () => {
  for (const guide of guides)
    for (const { id, parts } of guide.chapters)
      for (const part of parts)
        expect(parseGuidePlace(guideAddress(id, part.id))).toEqual({ chapterId: id, partId: part.id });
  expect(parseGuidePlace('#guides')).toEqual({ chapterId: '', partId: '' });
  for (const other of ['', '#model', '#guidesx', '#guides/a/b/c', '#guides/<b>'])
    expect(parseGuidePlace(other)).toBeNull();
});

describe.each(GUIDE_LANGUAGES)('%s', (language) => {
  const texts = readTexts(language);
  const guide = guideIn(language);

  test('says all that English says, and no more', () => {
    expect(leaves(texts)).toEqual(leaves(readTexts('en')));
  });

  test('fills the same braces as English', () => {
    expect(braces(texts)).toEqual(braces(readTexts('en')));
  });

  test('has words for every seat, side, question, fact, step, size and chapter', () => {
    expect(Object.keys(texts.seats)).toEqual([...SEATS]);
    for (const side of SIDES) expect(Object.keys(texts.cards[side])).toEqual([...SEATS]);
    expect(Object.keys(texts.questions)).toEqual(outline.questions.map(({ goal }) => String(goal)));
    expect(Object.keys(texts.facts)).toEqual([...FACT_IDS]);
    expect(Object.keys(texts.chapters)).toEqual([...CHAPTER_IDS]);
    expect(Object.keys(texts.class.sizes.rows)).toEqual(outline.sizes.map(String));
    for (const { id, steps } of outline.agendas)
      expect(Object.keys(texts.agendas[id]?.steps ?? {})).toEqual(steps.map((step) => step.id));
  });

  test('leaves nothing empty and no brace unfilled', () => {
    for (const { blocks, id } of partsOf(guide))
      for (const text of blocks.flatMap(textsIn)) {
        expect(text.trim(), id).not.toBe('');
        expect(text, id).not.toMatch(/[{}]|undefined|\bNaN\b/);
      }
  });

  test('names each order on the card of its own seat and side, once, and on no other', () => {
    const { names } = sources[language] ?? readGuideSources(language);
    for (const side of SIDES)
      for (const seat of SEATS) {
        const shown = partOf(guide, `${side}-${seat}`)
          .blocks.filter(({ title }) => title === texts.labels['orders'])
          .flatMap((block) => (block.kind === 'list' ? block.lines : []))
          .flatMap(({ text }) => text.split(texts.labels['comma'] ?? ''));
        const wanted = ordersOfCard(ruleset, side, seat).map((kind) => names[`order.${kind}.name`] ?? kind);
        expect(shown.sort(), `${side} ${seat}`).toEqual(wanted.sort());
      }
  });

  test('ids of parts are each there once', () => {
    const ids = partsOf(guide).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('no label is left over', () => {
  const code = readdirSync('src/cli/guides').map((name) => readFileSync(join('src/cli/guides', name), 'utf8'));
  const unused = Object.keys(readTexts('en').labels).filter((id) => !code.some((text) => text.includes(`'${id}'`)));
  expect(unused).toEqual([]);
});

test('every kind of order is on the card that the engine gives it to, and on no other', () => {
  for (const kind of ORDER_KINDS)
    for (const side of SIDES) {
      const seats = SEATS.filter((seat) => ordersOfCard(ruleset, side, seat).includes(kind));
      const isClosed = kind === 'greenland' && side === 'cn';
      expect(seats, `${side} ${kind}`).toEqual(isClosed ? [] : [orderSeat(kind)]);
    }
});

describe('agendas', () => {
  test.each(outline.agendas.map((agenda) => [agenda.minutes, agenda] as const))(
    '%i minutes add up, and play every turn of their scenario once',
    (minutes, { steps, scenarioId }) => {
      expect(steps.reduce((sum, step) => sum + step.minutes, 0)).toBe(minutes);
      const played = steps.flatMap(({ turns }) =>
        turns === undefined ? [] : Array.from({ length: turns[1] - turns[0] + 1 }, (_, place) => turns[0] + place),
      );
      const scenario = ruleset.scenarios.find(({ id }) => id === scenarioId);
      expect(played).toEqual(Array.from({ length: scenario?.turnCount ?? 0 }, (_, place) => place + 1));
    },
  );
  test('are for 45, 90 and 180 minutes', () => {
    expect(outline.agendas.map(({ minutes }) => minutes)).toEqual([45, 90, 180]);
  });
});

test('the questions ask for every goal of the debrief in its order, and rest on all facts', () => {
  const goals = [...new Set(LEARNING_METRICS.map(({ goal }) => goal))];
  expect(outline.questions.map(({ goal }) => goal)).toEqual(goals);
  expect([...new Set(outline.questions.flatMap(({ facts }) => facts))].sort()).toEqual([...FACT_IDS].sort());
});
