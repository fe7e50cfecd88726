/** Line icons drawn in the current colour; always beside words or a label, so hidden from readers. */
import type { ReactElement } from 'react';

const PATHS = {
  undo: 'M4 8h8a5 5 0 0 1 0 10H8M4 8l4-4M4 8l4 4',
  redo: 'M20 8h-8a5 5 0 0 0 0 10h4M20 8l-4-4M20 8l-4 4',
  repeat: 'M4 11V9a3 3 0 0 1 3-3h12l-3-3M20 13v2a3 3 0 0 1-3 3H5l3 3',
  remove: 'M6 6l12 12M18 6L6 18',
  back: 'M14 5l-7 7 7 7',
  open: 'M9 5l7 7-7 7',
  play: 'M7 4l13 8-13 8z',
  pause: 'M7 5v14M17 5v14',
  step: 'M5 5l10 7-10 7zM19 5v14',
  skip: 'M4 5l8 7-8 7zM13 5l8 7-8 7z',
  add: 'M12 5v14M5 12h14',
  check: 'M4 12l6 6L20 6',
  warn: 'M12 4l10 17H2zM12 10v5M12 18v.5',
  plan: 'M6 3h9l4 4v14H6zM9 12h7M9 16h7M9 8h3',
  chart: 'M4 4v16h16M7 15c3-1 4-6 13-9M7 16c4 0 7 0 13-2',
  help: 'M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2.5M12 18v.5',
  file: 'M6 3h9l4 4v14H6zM14 3v5h5',
  print: 'M7 9V3h10v6M7 18H4V9h16v9h-3M7 14h10v7H7z',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { readonly name: IconName }): ReactElement => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);
