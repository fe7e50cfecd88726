/** The parts of the set-up that can be known without setting anything up. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { hashInputs } from '../../src/cli/setup/build.mjs';
import { installDebianPackage, mayInstall } from '../../src/cli/setup/debian.mjs';
import { isInstalled } from '../../src/cli/setup/install.mjs';
import { readPlaywrightReport, readVitestReport } from '../../src/cli/setup/reports.mjs';
import { findOrInstall } from '../../src/cli/setup/services.mjs';

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

/** A machine on which the program appears once its package is installed. */
const machine = ({ has = false, may = true, works = true }) => {
  const installed: string[] = [];
  return {
    installed,
    find: () => (has || (works && installed.length > 0) ? '/usr/bin/redis-server' : null),
    mayInstall: () => may,
    install: async (name: string) => {
      installed.push(name);
      return works;
    },
  };
};

describe('a server that the tests want', () => {
  const debian = 'PRETTY_NAME="Debian GNU/Linux 13"\nID=debian\n';
  const redis = { name: 'Redis', debian: 'redis-server' };
  test('is installed on Debian by root, and nowhere else', () => {
    expect(mayInstall({ osRelease: debian, isRoot: true, hasApt: true })).toBe(true);
    expect(mayInstall({ osRelease: debian, isRoot: false, hasApt: true })).toBe(false);
    expect(mayInstall({ osRelease: debian, isRoot: true, hasApt: false })).toBe(false);
    expect(mayInstall({ osRelease: 'ID=fedora\n', isRoot: true, hasApt: true })).toBe(false);
    expect(mayInstall({ osRelease: 'ID=ubuntu\nID_LIKE=debian\n', isRoot: true, hasApt: true })).toBe(false);
    expect(mayInstall({ osRelease: '', isRoot: true, hasApt: true })).toBe(false);
  });

  test('is installed once where it is absent and may be, and never where it is there', async () => {
    const bare = machine({});
    expect(await findOrInstall(redis, bare)).toBe('/usr/bin/redis-server');
    expect(bare.installed).toEqual(['redis-server']);
    const furnished = machine({ has: true });
    expect(await findOrInstall(redis, furnished)).toBe('/usr/bin/redis-server');
    expect(furnished.installed).toEqual([]);
  });

  test('is done without where it may not be installed, or the installation fails', async () => {
    const strict = machine({ may: false });
    expect(await findOrInstall(redis, strict)).toBeNull();
    expect(strict.installed).toEqual([]);
    expect(await findOrInstall(redis, machine({ works: false }))).toBeNull();
  });

  test('is asked for without a question, within a time, and in spite of stale lists', async () => {
    const calls: { args: readonly string[]; frontend: string | undefined; timeoutMs: number | undefined }[] = [];
    const isThere = await installDebianPackage('redis-server', async (_program, args, { env, timeoutMs } = {}) => {
      calls.push({ args, frontend: env?.['DEBIAN_FRONTEND'], timeoutMs });
      return { exitCode: args.includes('update') ? 100 : 0, output: '' };
    });
    expect(isThere).toBe(true);
    expect(calls).toHaveLength(2);
    for (const { args, frontend, timeoutMs } of calls) {
      expect(frontend).toBe('noninteractive');
      expect(timeoutMs).toBeGreaterThan(0);
      expect(args.some((arg) => arg.startsWith('-oDPkg::Lock::Timeout='))).toBe(true);
    }
    expect(calls[1]?.args).toEqual(expect.arrayContaining(['install', '-y', 'redis-server']));
  });
});
