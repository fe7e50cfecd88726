/**
 * What every JavaScript engine has to compute alike: the model's functions over their ranges, and whole games.
 *
 * The bundle of this file runs as a plain script in Node and in browsers and leaves its answer, as JSON,
 * in a global variable.
 */
import ruleset from 'virtual:ruleset';
import { playFixtures } from './games.ts';
import { hashNumbers } from './numbers.ts';

export interface Workload {
  /** Function of the catalogue → hash of its answers. */
  readonly numbers: Readonly<Record<string, string>>;
  /** Game → its turns, one line each. */
  readonly games: Readonly<Record<string, readonly string[]>>;
}

const workload: Workload = { numbers: hashNumbers(), games: playFixtures(ruleset) };

Object.assign(globalThis, { dawnlineWorkload: JSON.stringify(workload) });
