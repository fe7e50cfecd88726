/** Blocks of a guide out of its prose. */
import type { Block, ListLine } from './document.ts';
import { filled } from './fill.ts';
import type { GuideSources, Prose } from './sources.ts';

type Lines = readonly (string | ListLine)[];

export const textBlock = (text: string, title: string | null = null): Block => ({ kind: 'text', title, text });

export const listBlock = (title: string | null, lines: Lines, isOrdered = false): Block => ({
  kind: 'list',
  title,
  isOrdered,
  lines: lines.map((line) => (typeof line === 'string' ? { term: null, text: line } : line)),
});

export const tableBlock = (
  title: string | null,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): Block => ({ kind: 'table', title, heads, rows });

/** A paragraph or a list, as its author wrote it. */
export const proseBlock = (sources: GuideSources, { title, text, items, ordered }: Prose): Block =>
  items === undefined
    ? textBlock(filled(sources, text ?? ''), title)
    : listBlock(
        title,
        items.map((item) => ({ term: item.term ?? null, text: filled(sources, item.text) })),
        ordered === true,
      );
