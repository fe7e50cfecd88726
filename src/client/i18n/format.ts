/**
 * Numbers, money, quantities and dates in the reader's language. The unit of a number is the one the
 * engine gives with it; shares and chances (`…Frac`, `…Prob`) are shown as percentages.
 */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { INTL_LOCALE, isLanguage } from './languages.ts';
import type { Translate } from './words.ts';

export interface Formats {
  readonly number: (value: number, maxDigits?: number) => string;
  /** Three significant digits, compact above a million. */
  readonly amount: (value: number) => string;
  readonly percent: (fraction: number, maxDigits?: number) => string;
  /** Millions of US dollars, as millions or billions (Chinese: 億). */
  readonly money: (musd: number) => string;
  /** For the axis of a chart: how many million US dollars its unit is, and the words of that unit. */
  readonly moneyAxis: { readonly musd: number; readonly unit: string };
  /** Words of a unit; `count` chooses the singular where the language has one. */
  readonly unit: (unit: string, count?: number) => string;
  /** Number and unit; `name` tells shares from plain ratios. */
  readonly quantity: (value: number, unit: string, name?: string) => string;
  readonly range: (low: number, high: number, unit: string, name?: string) => string;
  readonly halfYear: (year: number, half: 1 | 2) => string;
  readonly time: (epochMs: number) => string;
}

const isShare = (name: string | undefined): boolean =>
  name !== undefined && /(Frac|[Pp]rob|[Ss]hare)(Low|High|PerTurn|PerLevel)?$/.test(name);

/** A year of the calendar, not a number of years. */
const isYear = (name: string | undefined): boolean => name !== undefined && /(^y|[a-z]Y)ear$/.test(name);

/** Units that only say what kind of number it is. */
const PLAIN_UNITS = new Set(['', '1', 'level', 'turn', 'amount']);

const digitsFor = (value: number): number => {
  const size = Math.abs(value);
  if (size >= 100) return 0;
  if (size >= 10) return 1;
  return size >= 1 ? 2 : 3;
};

const madeFormats = new Map<string, Intl.NumberFormat>();

/** One of each kind for the whole page: making one costs a hundred times as much as writing a number with it. */
const numberFormat = (locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = `${locale} ${JSON.stringify(options)}`;
  const found = madeFormats.get(key);
  if (found !== undefined) return found;
  const made = new Intl.NumberFormat(locale, options);
  madeFormats.set(key, made);
  return made;
};

export const makeFormats = (locale: string, t: Translate): Formats => {
  const number = (value: number, maxDigits = 2): string =>
    numberFormat(locale, { maximumFractionDigits: maxDigits }).format(value);
  const amount = (value: number): string => {
    const size = Math.abs(value);
    if (size !== 0 && (size < 0.001 || size >= 1e12)) {
      return numberFormat(locale, { notation: 'scientific', maximumSignificantDigits: 3 }).format(value);
    }
    if (size >= 1e6) {
      return numberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
    }
    return number(value, digitsFor(value));
  };
  const percent = (fraction: number, maxDigits?: number): string => {
    const digits = maxDigits ?? (Math.abs(fraction) < 0.1 ? 1 : 0);
    return numberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(fraction);
  };
  // English counts in millions and billions; Chinese in 萬 (10⁴) and 億 (10⁸).
  const [bigMusd, smallMusd] = locale.startsWith('zh') ? [100, 0.01] : [1000, 1];
  const money = (musd: number): string => {
    if (musd === 0) return t('money.zero');
    const isBig = Math.abs(musd) >= bigMusd;
    const shown = musd / (isBig ? bigMusd : smallMusd);
    const digits = Math.abs(shown) >= (isBig ? 100 : 10) ? 0 : 1;
    const words = t(isBig ? 'money.big' : 'money.small', { amount: number(Math.abs(shown), digits) });
    // The sign stands before the currency, as in −$700 m.
    return musd < 0 ? `−${words}` : words;
  };
  const unit = (name: string, count = 2): string => (PLAIN_UNITS.has(name) ? '' : t(`unit.${name}`, { count }));
  const quantity = (value: number, unitName: string, name?: string): string => {
    if (unitName === 'MUSD' || unitName === 'Musd') return money(value);
    if (unitName === 'yr' && isYear(name)) return String(value);
    if ((unitName === '1' || unitName === '') && isShare(name)) return percent(value);
    const shown = amount(value);
    const words = unit(unitName, value);
    return words === '' ? shown : t('format.quantity', { amount: shown, unit: words });
  };
  const range = (low: number, high: number, unitName: string, name?: string): string => {
    const plain = unitName === 'MUSD' || PLAIN_UNITS.has(unitName);
    const highText = quantity(high, unitName, name);
    if (quantity(low, unitName, name) === highText) return highText;
    const lowText = plain || isYear(name) ? quantity(low, unitName, name) : amount(low);
    return t('format.range', { low: lowText, high: highText });
  };
  return {
    number,
    amount,
    percent,
    money,
    moneyAxis: { musd: bigMusd, unit: t('money.axis') },
    unit,
    quantity,
    range,
    halfYear: (year, half) => t('format.halfYear', { year: String(year), half }),
    time: (epochMs) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(epochMs),
  };
};

export const useFormats = (): Formats => {
  const { t, i18n } = useTranslation();
  const locale = isLanguage(i18n.language) ? INTL_LOCALE[i18n.language] : INTL_LOCALE.en;
  return useMemo(() => makeFormats(locale, (key, values) => t(key, values ?? {})), [locale, t]);
};
