/** States and orders with the sides exchanged. */
import type { BySide, Side } from '../../src/ruleset/terms.ts';

export const OTHER: BySide<Side> = { us: 'cn', cn: 'us' };

const byId = (a: unknown, b: unknown): number => ((a as { id: string }).id < (b as { id: string }).id ? -1 : 1);
const hasId = (value: unknown): boolean => typeof value === 'object' && value !== null && 'id' in value;

/** The same thing with every text and key renamed, lists of rows sorted by id. */
export const mirrored = (value: unknown, rename: (text: string) => string): unknown => {
  if (typeof value === 'string') return rename(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const list = value.map((each: unknown) => mirrored(each, rename));
    return list.every(hasId) ? list.sort(byId) : list;
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [rename(key), mirrored(each, rename)]));
};

/** Not mirrored, but with rows sorted alike. */
export const sorted = (value: unknown): unknown => mirrored(value, (text) => text);
