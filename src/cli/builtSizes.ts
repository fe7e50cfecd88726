/**
 * What a reader's browser has to fetch, compressed, read from the built folder: the first load is what the page names
 * and what that imports without waiting; the theatre is what its stage needs on top.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface BuiltSizes {
  /** Bytes by gzip as most hosts compress: scripts and styles that the page loads at once. */
  readonly firstLoadBytes: number;
  /** Bytes by gzip that the picture adds: its scripts and styles that are not of the first load. */
  readonly theatreBytes: number;
}

const PAGE_FILE = /(?:src|href)="[^"]*?(assets\/[^"]+\.(?:js|css))"/g;
/** `from"./a.js"` and `import"./a.js"`, but not `import("./a.js")`, which waits. */
const IMPORTED = /(?:from|import)\s*["']\.\/([^"']+\.js)["']/g;

const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

/** The files and all that they import at once, each once. */
const withImports = (folder: string, names: readonly string[]): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    if (!name.endsWith('.js')) return;
    const imported = matches(readFileSync(join(folder, name), 'utf8'), IMPORTED);
    for (const other of imported) visit(`assets/${other}`);
  };
  names.forEach(visit);
  return found;
};

const compressedBytes = (folder: string, names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0);

export const builtSizes = (folder: string): BuiltSizes => {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const first = withImports(folder, matches(page, PAGE_FILE));
  const ofTheatre = readdirSync(join(folder, 'assets'))
    .filter((name) => /^stage-.*\.js$|^theatre-.*\.css$/.test(name))
    .map((name) => `assets/${name}`);
  const theatre = [...withImports(folder, ofTheatre)].filter((name) => !first.has(name));
  return { firstLoadBytes: compressedBytes(folder, first), theatreBytes: compressedBytes(folder, theatre) };
};
