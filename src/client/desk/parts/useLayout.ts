/** How much room there is: three columns, two with tabs, or one with tabs. */
import { useSyncExternalStore } from 'react';

export type Layout = 'wide' | 'medium' | 'narrow';

const wide = window.matchMedia('(min-width: 1200px)');
const medium = window.matchMedia('(min-width: 768px)');

const watch = (listener: () => void): (() => void) => {
  wide.addEventListener('change', listener);
  medium.addEventListener('change', listener);
  return () => {
    wide.removeEventListener('change', listener);
    medium.removeEventListener('change', listener);
  };
};

const read = (): Layout => (wide.matches ? 'wide' : medium.matches ? 'medium' : 'narrow');

export const useLayout = (): Layout => useSyncExternalStore(watch, read);
