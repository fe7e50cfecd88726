/** The theatre's colours as the page's styles give them, read again when the theme or the view's own theme changes. */
import { type RefObject, useLayoutEffect, useState } from 'react';
import { type Palette, readPalette } from './palette.ts';

export const usePalette = (element: RefObject<HTMLElement | null>, mode: string): Palette | null => {
  const [palette, setPalette] = useState<Palette | null>(null);
  // `mode` sets the element's theme, so the colours have to be read anew after it.
  useLayoutEffect(() => {
    const read = (): void => {
      if (element.current !== null) setPalette(readPalette(element.current));
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'class', 'style', 'lang'],
    });
    return () => observer.disconnect();
  }, [element, mode]);
  return palette;
};
