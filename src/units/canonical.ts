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

/** Own keys in canonical order; most objects of the engine are made in that order already. */
const sortedKeys = (value: object): string[] => {
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index += 1) {
    if ((keys[index - 1] as string) > (keys[index] as string)) return keys.sort(byCodeUnit);
  }
  return keys;
};

/** What makes this value, apart from its contents, impossible to write; undefined where nothing does. */
const offenceOf = (value: unknown): string | undefined => {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return undefined;
  if (typeof value === 'number')
    return Number.isFinite(value) ? (Object.is(value, -0) ? '-0' : undefined) : String(value);
  if (value === undefined) return 'undefined';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value) || prototype === Object.prototype || prototype === null) return undefined;
  return 'an object with a class';
};

const refuse = (what: string, path: readonly (string | number)[]): never => {
  throw new TypeError(`canonicalJson cannot write ${what} at ${path.length === 0 ? 'the top' : path.join('.')}`);
};

/** The one text of a JSON value. Throws a TypeError that names the place where the value is no plain JSON. */
export const canonicalJson = (root: unknown): string => {
  const path: (string | number)[] = [];
  const keyTexts = new Map<string, string>();
  const keyText = (key: string): string => {
    const known = keyTexts.get(key);
    if (known !== undefined) return known;
    const made = `${JSON.stringify(key)}:`;
    keyTexts.set(key, made);
    return made;
  };
  const write = (value: unknown): string => {
    const offence = offenceOf(value);
    if (offence !== undefined) return refuse(offence, path);
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value !== 'object' || value === null) return String(value);
    if (path.length >= MAX_DEPTH) return refuse(`more than ${MAX_DEPTH} levels`, path.slice(0, 8));
    const depth = path.length;
    let text = '';
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) {
        path[depth] = index;
        text += index === 0 ? write(value[index]) : `,${write(value[index])}`;
      }
      path.length = depth;
      return `[${text}]`;
    }
    const record = value as Readonly<Record<string, unknown>>;
    for (const key of sortedKeys(record)) {
      path[depth] = key;
      text += (text === '' ? '' : ',') + keyText(key) + write(record[key]);
    }
    path.length = depth;
    return `{${text}}`;
  };
  return write(root);
};
