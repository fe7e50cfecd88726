/**
 * The boundaries of the house, from docs/architecture.md: who imports whom, what is banned where.
 *
 * Each check is first shown to fail on a small bad sample, then run over the whole source.
 */
import { describe, expect, test } from 'vitest';
import { findImpurities, findSideBranches, findVisibleText } from './bans.ts';
import { findLayerViolations, ROOMS } from './layers.ts';
import { listFiles, parseSource, readProjectFile, readSources } from './source.ts';

const sources = readSources('src');

/** Violations that stood when their check came; the list may only get shorter. */
const EXCEPTIONS: readonly string[] = [];
const EXCEPTION_COUNT_MAX = 0;

const withoutExceptions = (violations: readonly string[]): readonly string[] =>
  violations.filter((violation) => !EXCEPTIONS.includes(violation));

const sample = (path: string, text: string) => parseSource(path, text);

test('exceptions only shrink', () => {
  expect(EXCEPTIONS.length).toBeLessThanOrEqual(EXCEPTION_COUNT_MAX);
});

describe('rooms import only what the table allows', () => {
  test.each([
    ['src/units/a.ts', "import { b } from '../physics/b.ts';"],
    ['src/physics/a.ts', "import { readFileSync } from 'node:fs';"],
    ['src/physics/a.ts', "import { create } from 'xstate';"],
    ['src/engine/a.ts', "import type { Seat } from '../session/seat.ts';"],
    ['src/engine/a.ts', "export { decide } from '../bots/index.ts';"],
    ['src/bots/a.ts', "import type { GameState } from '../engine/state.ts';"],
    ['src/cli/commands/a.ts', "import { resolve } from '../../engine/resolve.ts';"],
    ['src/cli/commands/a.ts', "const page = await import('../../client/main.tsx');"],
    ['src/study/a.ts', "type View = import('../engine/viewTypes.ts').SideView;"],
    ['src/server/a.ts', "import { makeGame } from '../engine/index.ts';"],
    ['src/client/a.tsx', "import fs from 'fs';"],
    ['src/engine/a.ts', "import ruleset from 'virtual:ruleset';"],
    ['src/engine/a.ts', "import { support } from '../../test/support/a.ts';"],
    ['src/elsewhere/a.ts', 'export const a = 1;'],
  ])('%s may not say %s', (path, text) => {
    expect(findLayerViolations(sample(path, text))).toHaveLength(1);
  });

  test.each([
    ['src/engine/machines/a.ts', "import { sin } from '../../units/math.ts'; import { setup } from 'xstate';"],
    ['src/bots/a.ts', "import { viewFor } from '../engine/index.ts';"],
    ['src/units/a.ts', "import sin from '@stdlib/math-base-special-sin';"],
    ['src/cli/a.ts', "import { readFileSync } from 'node:fs'; import { serveFolder } from '../server/http.ts';"],
  ])('%s may say %s', (path, text) => {
    expect(findLayerViolations(sample(path, text))).toEqual([]);
  });

  test('in the source', () => {
    expect(withoutExceptions(sources.flatMap(findLayerViolations))).toEqual([]);
  });

  test('every room of the table says what it is for', () => {
    const files = new Set(listFiles('src'));
    const undescribed = Object.keys(ROOMS).filter((room) => room !== 'types' && !files.has(`src/${room}/README.md`));
    expect(undescribed).toEqual([]);
  });
});

describe('pure rooms give the same answer everywhere', () => {
  test.each([
    'const a = Math.sin(1);',
    'const a = Math.random();',
    "const a = Math['exp'](1);",
    'const { pow } = { pow: Math.pow };',
    'const a = 2 ** 3;',
    'let a = 2; a **= 3;',
    'const a = Date.now();',
    'const a = new Date();',
    'const a = performance.now();',
    "console.log('a');",
    'setTimeout(() => 1, 2);',
    "const a = new Intl.NumberFormat('en');",
    'const a = (1).toLocaleString();',
    "const a = 'a'.localeCompare('b');",
    'const a = [2, 1].sort();',
    'const a = [2, 1].toSorted();',
    'const a = process.env;',
    "const a = fetch('/a');",
  ])('%s is banned', (text) => {
    expect(findImpurities(sample('src/engine/a.ts', text))).not.toEqual([]);
    expect(findImpurities(sample('src/cli/a.ts', text))).toEqual([]);
  });

  test.each([
    'const a = Math.sqrt(2) + Math.floor(1.5);',
    'const a = [2, 1].sort((left, right) => left - right);',
    "import { process } from './a.ts'; export const a = process(1);",
    'export const a = { process: 1, Date: 2 };',
    'export interface A { performance: number; readonly process: string }',
    'export const a = (document: string) => document.length;',
  ])('%s is not', (text) => {
    expect(findImpurities(sample('src/engine/a.ts', text))).toEqual([]);
  });

  test('in the source', () => {
    expect(withoutExceptions(sources.flatMap(findImpurities))).toEqual([]);
  });
});

describe('sides are rows, not branches', () => {
  test.each([
    "const a = (side: string) => side === 'us';",
    "const a = (side: string) => ('cn' !== side ? 1 : 2);",
    "const a = (side: string) => { switch (side) { case 'us': return 1; default: return 2; } };",
  ])('%s is banned', (text) => {
    expect(findSideBranches(sample('src/engine/a.ts', text))).toHaveLength(1);
  });

  test('in the source', () => {
    expect(withoutExceptions(sources.flatMap(findSideBranches))).toEqual([]);
  });
});

describe('no visible text in code', () => {
  test.each([
    'const a = <p>Seal orders</p>;',
    "const a = <p>{'Seal orders'}</p>;",
    'const a = <p>{`Turn ${n}`}</p>;',
    'const a = <button aria-label="Close" />;',
    "const a = <img alt={'Map'} />;",
    'const a = <p>印章</p>;',
  ])('%s is banned', (text) => {
    expect(findVisibleText(sample('src/client/a.tsx', text))).toHaveLength(1);
  });

  test.each([
    'const a = <p className="card">{words.seal} · {n} %</p>;',
    'const a = <button aria-label={words.close} type="button" />;',
    'const a = <p>{`${a} – ${b}`}</p>;',
  ])('%s is not', (text) => {
    expect(findVisibleText(sample('src/client/a.tsx', text))).toEqual([]);
  });

  test('in the source', () => {
    expect(withoutExceptions(sources.flatMap(findVisibleText))).toEqual([]);
  });
});

/** Assets that nothing names. Locales are found by folder and have a test of their own. */
const findUnusedAssets = (assets: readonly string[], texts: readonly string[]): readonly string[] =>
  assets
    .filter((asset) => !asset.startsWith('assets/locales/') && !/(README|LICEN[CS]E|NOTICE)[^/]*$/i.test(asset))
    .filter((asset) => !texts.some((text) => text.includes(asset.split('/').at(-1) ?? asset)));

describe('every asset is used', () => {
  test('an asset that nothing names is found', () => {
    const assets = [
      'assets/map/world.json',
      'assets/map/moon.json',
      'assets/fonts/LICENSE.txt',
      'assets/locales/en/a.json',
    ];
    expect(findUnusedAssets(assets, ["import world from '../assets/map/world.json';"])).toEqual([
      'assets/map/moon.json',
    ]);
  });

  test('in the project', () => {
    const texts = [
      ...listFiles('src').filter((file) => /\.(tsx?|mjs|css)$/.test(file)),
      ...listFiles('assets').filter((file) => /\.(webmanifest|html)$/.test(file)),
      'index.html',
      'vite.config.ts',
    ].map(readProjectFile);
    expect(findUnusedAssets(listFiles('assets'), texts)).toEqual([]);
  });
});
