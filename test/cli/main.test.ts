/** The dispatcher: overview, version, unknown commands, and what a fault of ours looks like. */
import { execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { runLine } from '../support/commandLine.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const execute = promisify(execFile);

const runMain = runLine(main);

describe('the command line', () => {
  test('lists its commands', async () => {
    const { code, out, err } = await runMain('--help');
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}serve +\S/m);
    expect(err).toBe('');
  });

  test('says its version', async () => {
    const { code, out } = await runMain('--version');
    expect(code).toBe(0);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('without a command it explains itself on stderr and asks for one', async () => {
    const { code, out, err } = await runMain();
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('Usage:');
  });

  test.each(['nonsense', '../main', 'constructor', ''])('refuses the command "%s" in one coded line', async (name) => {
    const { code, out, err } = await runMain(name);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^dawnline: cli\/unknown-command: .*\n$/);
  });

  test('every command explains itself', async () => {
    const { out } = await runMain('--help');
    const names = [...out.matchAll(/^ {2}([a-z]+) {2,}/gm)].map((match) => match[1] ?? '');
    expect(names).toContain('serve');
    for (const name of names) {
      const help = await runMain(name, '--help');
      expect([name, help.code, help.out === '']).toEqual([name, 0, false]);
    }
  });
});

describe('the process', () => {
  test('passes output and exit code on', async () => {
    const { stdout } = await execute(process.execPath, [MAIN, '--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    await expect(execute(process.execPath, [MAIN, 'nonsense'])).rejects.toMatchObject({ code: 2 });
  });

  test('a reader that goes away ends it quietly', async () => {
    const child = spawn(process.execPath, [MAIN, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const exitCode = await new Promise((resolve) => void child.on('close', resolve));
    expect([exitCode, err]).toEqual([0, '']);
  });
});
