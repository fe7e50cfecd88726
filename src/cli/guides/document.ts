/** What a guide is: chapters of parts of blocks, in plain text. The screen and the Markdown draw the same document. */
import type { BySide, Side } from '../../ruleset/schema.ts';
import type { ChapterId, GuideLanguage } from './sources.ts';

/** A line of a list; `term` is null where it has no name of its own. */
export interface ListLine {
  readonly term: string | null;
  readonly text: string;
}

export type Block = { readonly title: string | null } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly lines: readonly ListLine[] }
  /** The first cell of a row names it. */
  | { readonly kind: 'table'; readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] }
);

export interface Part {
  readonly id: string;
  /** Empty where the chapter has this part alone. */
  readonly title: string;
  readonly side: Side | null;
  /** Printed on a page of its own, and open to be shown alone. */
  readonly isCard: boolean;
  readonly blocks: readonly Block[];
}

export interface Chapter {
  readonly id: ChapterId;
  readonly title: string;
  readonly lead: string;
  readonly parts: readonly Part[];
}

export interface Guide {
  readonly language: GuideLanguage;
  readonly title: string;
  readonly lead: string;
  readonly made: string;
  /** Between a term and its text. */
  readonly colon: string;
  readonly contents: string;
  readonly sideNames: BySide<string>;
  readonly chapters: readonly Chapter[];
}
