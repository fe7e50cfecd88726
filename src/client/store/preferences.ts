/**
 * What a reader chose for this browser: language, theme, motion. Kept in local storage; where that is
 * closed (private mode), the choice holds until the page is left.
 */
import { isLanguage, type Language, preferredLanguage } from '../i18n/languages.ts';
import { makeStore } from './externalStore.ts';

export const THEMES = ['night', 'day'] as const;
export type Theme = (typeof THEMES)[number];

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly reducedMotion: boolean;
}

const KEY = 'dawnline.preferences';

const readKept = (): Partial<Record<keyof Preferences, unknown>> => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
};

const startPreferences = (): Preferences => {
  const kept = readKept();
  const prefersLessMotion = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  return {
    language: isLanguage(kept.language) ? kept.language : preferredLanguage(navigator.languages),
    theme: kept.theme === 'day' ? 'day' : 'night',
    reducedMotion: typeof kept.reducedMotion === 'boolean' ? kept.reducedMotion : prefersLessMotion,
  };
};

export const preferences = makeStore<Preferences>(startPreferences());

const keep = (chosen: Preferences): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // Private mode: the choice simply does not outlive the page.
  }
};

export const choosePreference = (change: Partial<Preferences>): void => {
  const next = { ...preferences.get(), ...change };
  preferences.set(next);
  keep(next);
};
