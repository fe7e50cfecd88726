/**
 * Where a reader stands in the model's reference: the page's own address after `#`, so that a page of
 * it can be linked, opened in another tab and left with the browser's way back.
 *
 * `#model` is the overview, `#model/decayLifetime?altitudeKm=550` a function with values tried in it.
 */
import { useSyncExternalStore } from 'react';

export interface ModelPlace {
  /** Id of an entry of the reference; empty for the overview. */
  readonly entryId: string;
  /** Values tried, as they were typed. */
  readonly texts: Readonly<Record<string, string>>;
}

export const MODEL_HOME = '#model';
const PLACE = /^#model(?:\/([^?]*))?(?:\?(.*))?$/s;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Null where the address is not a place in the model. */
export const parseModelPlace = (hash: string): ModelPlace | null => {
  const match = PLACE.exec(hash);
  if (match === null) return null;
  const [, entryId = '', query = ''] = match;
  return { entryId: decoded(entryId), texts: Object.fromEntries(new URLSearchParams(query)) };
};

export const modelAddress = (entryId: string, texts: Readonly<Record<string, string>> = {}): string => {
  const query = new URLSearchParams(texts).toString();
  return `${MODEL_HOME}/${encodeURIComponent(entryId)}${query === '' ? '' : `?${query}`}`;
};

const watchAddress = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

/** The address after `#`; changes with the reader's steps, not with values that are tried. */
export const useAddress = (): string => useSyncExternalStore(watchAddress, () => location.hash);
