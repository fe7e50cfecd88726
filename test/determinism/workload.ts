/**
 * What every JavaScript engine has to compute alike: the model's functions over their ranges.
 *
 * The bundle of this file runs as a plain script in Node and in browsers and leaves its answer, as JSON,
 * in a global variable.
 */
import { hashNumbers } from './numbers.ts';

export interface Workload {
  /** Function of the catalogue → hash of its answers. */
  readonly numbers: Readonly<Record<string, string>>;
}

Object.assign(globalThis, { dawnlineWorkload: JSON.stringify({ numbers: hashNumbers() } satisfies Workload) });
