/**
 * Canonical JSON: one text for one value, so that equal values have equal hashes everywhere.
 *
 * Object keys are sorted by UTF-16 code units, numbers are written as ECMAScript writes them, and
 * there is no white space (the form of RFC 8785). What plain JSON would lose or bend is refused:
 * undefined, NaN, infinities, −0, functions, holes in arrays, and objects with a class (Map, Date).
 * It is fast enough to hash a whole game state every turn.
 */

/** Deeper than any value of ours; a cycle ends here too. */
const MAX_DEPTH = 256;

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isPlainObject = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** What makes this value, by itself, impossible to write; undefined where nothing does. */
const offenceOf = (value: unknown, depth: number): string | undefined => {
  if (depth > MAX_DEPTH) return `more than ${MAX_DEPTH} levels (a cycle?)`;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return String(value);
    return Object.is(value, -0) ? '-0' : undefined;
  }
  if (typeof value === 'string' || typeof value === 'boolean' || value === null || Array.isArray(value)) return undefined;
  if (typeof value !== 'object') return value === undefined ? 'undefined' : `a ${typeof value}`;
  return isPlainObject(value) ? undefined : 'an object with a class';
};

/** Says where the offence is; only called once something is known to be wrong. */
const describeOffence = (value: unknown, path: string, depth: number): string | undefined => {
  const offence = offenceOf(value, depth);
  if (offence !== undefined) return `${offence} at ${path === '' ? 'the top' : path}`;
  if (typeof value !== 'object' || value === null) return undefined;
  const keys = Array.isArray(value) ? value.map((_item, index) => String(index)) : Object.keys(value);
  for (const key of Array.isArray(value) ? Array.from(value.keys(), String) : keys) {
    const found = describeOffence((value as Record<string, unknown>)[key], path === '' ? key : `${path}.${key}`, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
};
