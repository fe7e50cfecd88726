/** Copies and hashes of a state: canonical JSON (sorted keys) through SHA-256, whole and by section. */
import { canonicalJson } from '../units/canonical.ts';
import { sha256Hex } from '../units/hash.ts';
import type { GameState } from './state.ts';

/** Changes whenever the same orders could give another state. */
export const ENGINE_VERSION = '0.3.0';

export const cloneState = (state: GameState): GameState => JSON.parse(JSON.stringify(state)) as GameState;

/** Enough of a SHA-256 that two states never share it by chance, short enough to print. */
const HASH_DIGITS = 32;
export const shortHash = (value: unknown): string => sha256Hex(canonicalJson(value)).slice(0, HASH_DIGITS);

/** Hash of each top-level field of the state: tells where two states differ. */
export const hashSections = (state: GameState): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(state).map(([field, value]) => [field, shortHash(value)]));

/** Hash of the whole state, from the hashes of its sections. */
export const hashState = (state: GameState): string => shortHash(hashSections(state));
