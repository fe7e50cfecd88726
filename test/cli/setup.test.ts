/** The parts of the set-up that can be known without setting anything up. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { hashInputs } from '../../src/cli/setup/build.mjs';
import { isInstalled } from '../../src/cli/setup/install.mjs';
import { readPlaywrightReport, readVitestReport } from '../../src/cli/setup/reports.mjs';

const lock = (packages: Record<string, unknown>): string => JSON.stringify({ packages });

describe('are the dependencies installed?', () => {
  const wanted = lock({
    '': { name: 'dawnline' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-darwin': { version: '2.0.0', optional: true },
  });

  test('yes, when every package is there in its version; other platforms do not count', () => {
    expect(isInstalled(wanted, lock({ 'node_modules/a': { version: '1.0.0' } }))).toBe(true);
    expect(
      isInstalled(wanted, lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '3.0.0' } })),
    ).toBe(true);
  });

  test('no, when one is missing or of another version', () => {
    expect(isInstalled(wanted, lock({}))).toBe(false);
    expect(isInstalled(wanted, lock({ 'node_modules/a': { version: '1.0.1' } }))).toBe(false);
    const otherOptional = lock({
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b-darwin': { version: '1.9.0' },
    });
    expect(isInstalled(wanted, otherOptional)).toBe(false);
  });
});

describe('has anything changed since the last build?', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dawnline-build-'));
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const hash = () => hashInputs(folder, ['index.html', 'src', 'absent']);

  beforeEach(() => {
    rmSync(path.join(folder, 'src'), { recursive: true, force: true });
    write('index.html', '<html>');
    write('src/a.ts', '1');
    write('src/b/c.ts', '2');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the same files give the same hash', () => {
    expect(hash()).toBe(hash());
  });

  test.each([
    ['a changed file', () => write('src/b/c.ts', '3')],
    ['a new file', () => write('src/d.ts', '')],
    ['a renamed file', () => (rmSync(path.join(folder, 'src/a.ts')), write('src/z.ts', '1'))],
    ['text moved from one file to the next', () => (write('src/a.ts', ''), write('src/b/c.ts', '12'))],
  ])('%s gives another', (_what, change) => {
    const before = hash();
    change();
    expect(hash()).not.toBe(before);
  });
});

describe("what do the runners' reports say?", () => {
  test('Vitest', () => {
    const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0 };
    expect(readVitestReport(report)).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });

  test('Playwright', () => {
    const report = { stats: { expected: 3, flaky: 1, unexpected: 2, skipped: 1 }, errors: [{ message: 'no config' }] };
    expect(readPlaywrightReport(report)).toEqual({ passed: 4, failed: 3, skipped: 1 });
  });
});
