/** Numbers, money and units in each language. */
import { describe, expect, it } from 'vitest';
import { makeFormats } from '../../src/client/i18n/format.ts';
import { preferredLanguage } from '../../src/client/i18n/languages.ts';

const keys = (key: string, values: Record<string, unknown> = {}): string =>
  `${key}(${Object.values(values).join(',')})`;

describe('formats', () => {
  const en = makeFormats('en-US', keys);
  const zh = makeFormats('zh-Hant-TW', keys);
  it.each([
    [0, 'money.zero()'],
    [85.4, 'money.small(85)'],
    [4_240, 'money.big(4.2)'],
    [-1_500, '−money.big(1.5)'],
  ])('%d million US dollars in English', (musd, words) => {
    expect(en.money(musd)).toBe(words);
  });
  it.each([
    [0.1, 'money.small(10)'],
    [13, 'money.small(1,300)'],
    [650, 'money.big(6.5)'],
  ])('%d million US dollars in Chinese, by 萬 and 億', (musd, words) => {
    expect(zh.money(musd)).toBe(words);
  });
  it('shows shares and chances as percentages, plain ratios as numbers', () => {
    expect(en.quantity(0.87, '1', 'successProb')).toBe('87%');
    expect(en.quantity(0.87, '1', 'ratio')).toBe('0.87');
  });
  it('leaves out units that only say what kind of number it is', () => {
    expect(en.quantity(3, 'level', 'level')).toBe('3');
  });
  it('gives the number to the unit, for its plural', () => {
    expect(en.quantity(1, 'flights')).toBe('format.quantity(1,unit.flights(1))');
  });
});

describe('preferredLanguage', () => {
  it.each([
    [['de', 'zh-HK', 'en'], 'zh-Hant'],
    [['zh-SG'], 'zh-Hans'],
    [['zh-Hant-CN'], 'zh-Hant'],
    [['fr'], 'en'],
  ] as const)('%j → %s', (tags, language) => {
    expect(preferredLanguage(tags)).toBe(language);
  });
});
