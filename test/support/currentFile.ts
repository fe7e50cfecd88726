/** Generated files: compared with what would be written, and written when `UPDATE=1`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';

const root = new URL('../../', import.meta.url);

/** Fails when the file is not this text; with `UPDATE=1` writes it first. */
export const expectCurrentFile = (filePath: string, text: string): void => {
  const url = new URL(filePath, root);
  if (process.env['UPDATE'] === '1') {
    mkdirSync(path.dirname(url.pathname), { recursive: true });
    writeFileSync(url, text);
  }
  expect(existsSync(url) ? readFileSync(url, 'utf8') : '', `${filePath} is stale: UPDATE=1 writes it`).toBe(text);
};
