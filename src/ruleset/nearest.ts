/** What a mistyped path may have meant. */
const sharedLength = (a: string, b: string): number => {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
};

/** The names that begin like it for longest, or hold its last word; the likeliest first. */
export const nearestPaths = (path: string, names: readonly string[]): readonly string[] => {
  const word = path.split('.').at(-1)?.toLowerCase() ?? '';
  const rank = (name: string): number =>
    sharedLength(name, path) + (name.toLowerCase().includes(word) ? word.length : 0);
  return names
    .filter((name) => rank(name) > 2)
    .toSorted((a, b) => rank(b) - rank(a))
    .slice(0, 5);
};
