/**
 * What a reader chose for this browser: language, theme, motion, sound. Kept in local storage, and the same in every
 * window; where the storage is closed (private mode), the choice holds until the page is left.
 */
import { isLanguage, type Language, preferredLanguage } from '../i18n/languages.ts';
import { makeStore } from './externalStore.ts';

/** `projector` is for a bright room and its last row: large type, and contrast of 7:1 or more. */
export const THEMES = ['night', 'day', 'projector'] as const;
export type Theme = (typeof THEMES)[number];

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly reducedMotion: boolean;
  readonly sound: boolean;
  /** 0…1; heard only where `sound` is on. */
  readonly volume: number;
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

export const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value);

const isVolume = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;

const USUAL_VOLUME = 0.5;

const startPreferences = (): Preferences => {
  const kept = readKept();
  const prefersLessMotion = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  return {
    language: isLanguage(kept.language) ? kept.language : preferredLanguage(navigator.languages),
    theme: isTheme(kept.theme) ? kept.theme : 'night',
    reducedMotion: typeof kept.reducedMotion === 'boolean' ? kept.reducedMotion : prefersLessMotion,
    sound: kept.sound === true,
    volume: isVolume(kept.volume) ? kept.volume : USUAL_VOLUME,
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

// Chosen in another window, such as the projector's.
window.addEventListener('storage', ({ key }) => {
  if (key === KEY) preferences.set(startPreferences());
});
