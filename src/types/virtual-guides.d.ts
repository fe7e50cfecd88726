/** A guide for teachers and umpires as it was built, provided by `src/cli/guidesPlugin.ts`. */
declare module 'virtual:guides/*' {
  type Side = import('../ruleset/schema.ts').Side;

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
    readonly id: string;
    readonly title: string;
    readonly lead: string;
    readonly parts: readonly Part[];
  }

  export interface Guide {
    /** Between a term and its text. */
    readonly colon: string;
    readonly contents: string;
    readonly chapters: readonly Chapter[];
  }

  const guide: Guide;
  export default guide;
}
