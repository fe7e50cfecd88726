/** Which side a thing belongs to: shape and words as well as hue (a disc for one, a diamond for the other). */
import type { ReactElement } from 'react';
import type { Side } from '../../../ruleset/schema.ts';
import { useWords } from '../../i18n/words.ts';

const SHAPE: Readonly<Record<Side, ReactElement>> = {
  us: <circle cx="6" cy="6" r="5" />,
  cn: <path d="M6 0.5L11.5 6 6 11.5 0.5 6z" />,
};

export const SideGlyph = ({ side }: { readonly side: Side }): ReactElement => (
  <svg className={`side-glyph side-${side}`} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
    {SHAPE[side]}
  </svg>
);

export const SideMark = ({ side }: { readonly side: Side }): ReactElement => {
  const words = useWords();
  return (
    <span className={`side-mark side-${side}`}>
      <SideGlyph side={side} />
      {words.side(side)}
    </span>
  );
};
