/** The bench's figures that need no clock: what a built folder weighs, and how rows are printed. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { median, rowLines } from '../../src/cli/benchRow.ts';
import { builtSizes } from '../../src/cli/builtSizes.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dawnline-built-'));
  mkdirSync(join(folder, 'assets'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a file of the build with a body that does not compress, and gives its size by gzip. */
const put = (name: string, head: string): number => {
  const text = `${head}\n// ${randomBytes(300).toString('base64')}`;
  writeFileSync(join(folder, 'assets', name), text);
  return gzipSync(text).length;
};

describe('what the built page weighs', () => {
  it('counts what is loaded at once, each file once, and leaves out what waits', () => {
    writeFileSync(
      join(folder, 'index.html'),
      '<link rel="icon" href="./icon.svg"><script type="module" crossorigin src="./assets/index-a.js"></script>' +
        '<link rel="modulepreload" href="./assets/shared-b.js"><link rel="stylesheet" href="./assets/index-c.css">',
    );
    const first =
      put('index-a.js', 'import"./shared-b.js";import{x}from"./deep-d.js";const later=()=>import("./stage-e.js")') +
      put('shared-b.js', 'import"./index-a.js"') +
      put('deep-d.js', '') +
      put('index-c.css', '');
    const theatre =
      put('stage-e.js', 'import"./shared-b.js";export*from"./art-f.js"') +
      put('art-f.js', '') +
      put('theatre-g.css', '');
    put('theatre-h.js', 'export default "words"');
    expect(builtSizes(folder)).toEqual({ firstLoadBytes: first, theatreBytes: theatre });
  });
});

describe('rows', () => {
  it('align their figures, and say why one is missing', () => {
    const rows = [
      { what: 'a', value: 0.123456, unit: 'ms' },
      { what: 'longer', value: 1234.6, unit: 'kB' },
      { what: 'b', value: null, unit: 'ms', why: 'no browser' },
    ];
    expect(rowLines(rows)).toBe('a           0.123 ms\nlonger       1235 kB\nb       not measured: no browser\n');
  });
  it('take the middle one', () => expect(median([9, 1, 5])).toBe(5));
});
