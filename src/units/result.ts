/** A value or the reasons why there is none. Bad input is a value; only our own bugs throw. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** One thing wrong with a file, record, message or argument. */
export interface Problem {
  /** e.g. `rules/missing-unit`, `record/hash-mismatch`. */
  readonly code: string;
  /** Where inside the document: `vehicles.falcon-9.payloadKg.unit`. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
  readonly file?: string;
  readonly line?: number;
}
