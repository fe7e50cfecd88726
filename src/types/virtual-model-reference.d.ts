/** What the model's reference shows beside the catalogue, provided by `src/cli/modelReferencePlugin.ts`. */
declare module 'virtual:model-reference' {
  type SourceEntry = import('../ruleset/schema.ts').SourceEntry;

  /** A value that a source printed, and ours. */
  export interface PublishedCase {
    readonly id: string;
    /** A catalogue id. */
    readonly model: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    /** Field of the result; `rows.3.prob` reaches into lists. */
    readonly result: string;
    /** Absent where the tolerance is a band. */
    readonly expected?: number | string | boolean;
    /** `abs` in the result's unit, `rel` as a fraction of `expected`; `min` and `max` are a band. */
    readonly tolerance: {
      readonly abs?: number;
      readonly rel?: number;
      readonly exact?: boolean;
      readonly min?: number;
      readonly max?: number;
    };
    readonly source: string;
    readonly note?: string;
    /** Null where our model gave no answer. */
    readonly ours: unknown;
    readonly passes: boolean;
    /** Another program's value of a textbook formula: an outside check, but not a publication. */
    readonly isRecomputed: boolean;
  }

  /** What a function is best drawn over. */
  export interface PlotHint {
    /** Absent where rows of the result are drawn. */
    readonly x?: string;
    readonly from?: number;
    readonly to?: number;
    readonly result: string;
    readonly fixed?: Readonly<Record<string, unknown>>;
    /** Values of another parameter. */
    readonly lines?: Readonly<Record<string, readonly unknown[]>>;
    readonly logX?: true;
    readonly logY?: true;
  }

  const reference: {
    readonly cases: readonly PublishedCase[];
    /** Sources that only cases cite; the others are in the rules. */
    readonly sources: Readonly<Record<string, SourceEntry>>;
    readonly plots: Readonly<Record<string, PlotHint>>;
  };
  export default reference;
}
