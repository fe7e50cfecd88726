/**
 * Vite plugin: builds the service worker beside the page and tells it every file of the build.
 *
 * The list is read from the folder as it was written, so that it is what a host will serve. Files under
 * `assets/` carry a hash of their contents in their name; the others get their digest in the list.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const SOURCE = fileURLToPath(new URL('../client/offline/serviceWorker.ts', import.meta.url));
export const SERVICE_WORKER = 'service-worker.js';
const PAGE = 'index.html';
const HASHED_FILES = 'assets/';
const PLACEHOLDER = 'BUILT_FILES';
const VERSION_LENGTH = 16;

/** The digest of a file as browsers check it. */
export const integrityOf = (bytes: Buffer): string => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

/** Every file of a built folder but the worker itself, with its digest where its name has none; the page is `./`. */
export const builtFiles = (folder: string): Readonly<Record<string, string>> => {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && entry.name !== SERVICE_WORKER)
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort((a, b) => (a < b ? -1 : 1));
  return Object.fromEntries(
    names.map((name) => [
      name === PAGE ? './' : name,
      name.startsWith(HASHED_FILES) ? '' : integrityOf(readFileSync(join(folder, name))),
    ]),
  );
};

const writeFileList = (folder: string): void => {
  const files = builtFiles(folder);
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, VERSION_LENGTH);
  const place = join(folder, SERVICE_WORKER);
  const script = readFileSync(place, 'utf8');
  if (!script.includes(PLACEHOLDER)) throw new Error(`${SERVICE_WORKER} has no place for the list of files`);
  writeFileSync(
    place,
    script.replace(PLACEHOLDER, () => JSON.stringify({ version, files })),
  );
};

export const offlinePlugin = (): Plugin => ({
  name: 'dawnline:offline',
  apply: 'build',
  buildStart() {
    this.emitFile({ type: 'chunk', id: SOURCE, fileName: SERVICE_WORKER });
  },
  writeBundle: {
    order: 'post',
    sequential: true,
    handler: ({ dir }) => {
      if (dir !== undefined) writeFileList(dir);
    },
  },
});
