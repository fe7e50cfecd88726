/**
 * A folder of built files, held in memory: what was there at the start is served until the end, also when a
 * build replaces the folder meanwhile, and a page never gets half of one build and half of the next.
 *
 * A build is a few megabytes. Text is compressed once, when first asked for.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

export interface StaticFile {
  readonly mediaType: string;
  readonly etag: string;
  readonly body: Buffer;
  /** The body compressed with gzip; null where that gains nothing. */
  readonly gzipped: () => Buffer | null;
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

const makeFile = (name: string, body: Buffer): StaticFile => {
  const mediaType = MEDIA_TYPES[path.extname(name).toLowerCase()] ?? 'application/octet-stream';
  const isText = mediaType.includes('charset');
  return {
    mediaType,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    body,
    gzipped: once(() => (isText ? gzipSync(body) : null)),
  };
};

/** Reads a folder; keys are paths as browsers ask for them, `/assets/index.js`. Files whose name begins with a dot stay out. */
export const readStaticFiles = (folder: string): ReadonlyMap<string, StaticFile> => {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(
    files.map((file) => [`/${path.relative(folder, file).replaceAll('\\', '/')}`, makeFile(file, readFileSync(file))]),
  );
};
