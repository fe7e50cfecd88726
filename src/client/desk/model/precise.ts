/** Numbers of the reference: six digits, enough to compare with a published value, in the reader's language. */
import { useMemo } from 'react';
import { INTL_LOCALE } from '../../i18n/languages.ts';
import { useWords } from '../../i18n/words.ts';
import { useStore } from '../../store/externalStore.ts';
import { preferences } from '../../store/preferences.ts';

export interface Precise {
  readonly number: (value: number) => string;
  /** A number with its unit; words, and yes or no, as such. */
  readonly value: (value: unknown, unit: string) => string;
  readonly unit: (unit: string) => string;
}

const DIGITS = 6;
const SMALLEST_PLAIN = 1e-4;
const LARGEST_PLAIN = 1e9;
const PLAIN_UNITS = new Set(['', '1', 'year', 'level', 'turn', 'amount']);

const SUPERSCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789-'].map((digit, index) => [digit, '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'.charAt(index)]),
);

/** `2.5E-7` as people write it. */
const withPower = (text: string): string => {
  const [mantissa = text, exponent] = text.split('E');
  if (exponent === undefined) return text;
  const power = `10${[...exponent].map((digit) => SUPERSCRIPTS[digit] ?? digit).join('')}`;
  return mantissa === '1' ? power : `${mantissa} × ${power}`;
};

export const makeNumber = (locale: string): ((value: number) => string) => {
  const plain = new Intl.NumberFormat(locale, { maximumSignificantDigits: DIGITS });
  const scientific = new Intl.NumberFormat(locale, { notation: 'scientific', maximumSignificantDigits: DIGITS });
  return (value) => {
    const size = Math.abs(value);
    return value !== 0 && (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN)
      ? withPower(scientific.format(value))
      : plain.format(value);
  };
};

export const usePrecise = (): Precise => {
  const language = useStore(preferences, (chosen) => chosen.language);
  const words = useWords();
  return useMemo(() => {
    const number = makeNumber(INTL_LOCALE[language]);
    const unit = (name: string): string => (PLAIN_UNITS.has(name) ? '' : words.or(`unit.${name}`, name, { count: 2 }));
    const value = (given: unknown, unitName: string): string => {
      if (typeof given === 'boolean') return words.t(given ? 'yes' : 'no');
      if (typeof given !== 'number') return typeof given === 'string' ? given : JSON.stringify(given);
      // A year is a name, not an amount: no mark between its thousands.
      if (unitName === 'year') return String(Number(given.toPrecision(DIGITS)));
      const shown = unit(unitName);
      return shown === '' ? number(given) : words.t('format.quantity', { amount: number(given), unit: shown });
    };
    return { number, unit, value };
  }, [language, words]);
};
