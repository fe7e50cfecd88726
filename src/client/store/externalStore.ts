/** A value that React components may read and watch: the smallest store that serves a game of one page. */
import { useSyncExternalStore } from 'react';

export interface ExternalStore<T> {
  readonly get: () => T;
  readonly set: (next: T) => void;
  readonly watch: (listener: () => void) => () => void;
}

export const makeStore = <T>(initial: T): ExternalStore<T> => {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set: (next) => {
      if (Object.is(next, current)) return;
      current = next;
      for (const listener of Array.from(listeners)) listener();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

/** `select` must return the same reference while nothing of it has changed. */
export const useStore = <T, S>(store: ExternalStore<T>, select: (value: T) => S): S =>
  useSyncExternalStore(store.watch, () => select(store.get()));
