/** Processes of the real command: started on a free port, killed as a crash would, started again over the same sessions. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = new URL('../../src/cli/main.ts', import.meta.url).pathname;
const RUNTIME = process.execPath;

export interface ServerProcess {
  readonly address: string;
  readonly pid: number;
  /** Ends it at once, with SIGKILL. */
  readonly kill: () => Promise<void>;
  readonly said: () => string;
}

/** A folder of a client that is one empty page, and of sessions; removed by `remove`. */
export const makeHome = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dawnline-session-'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>.</title>');
  return {
    folder,
    sessions: path.join(folder, 'kept', 'sessions.sqlite'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export const startServer = async (folder: string, more: readonly string[]): Promise<ServerProcess> => {
  const child = spawn(RUNTIME, [MAIN, 'serve', '--no-open', '--port', '0', '--dir', folder, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CI: '1' },
  });
  running.add(child);
  const ended = once(child, 'close').finally(() => running.delete(child));
  let said = '';
  child.stderr.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  // The room server's own words come on the same lines.
  const told = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /^Dawnline is at (\S+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  const address = await Promise.race([told, ended.then(() => null)]);
  if (address === null) throw new Error(`the server did not start: ${said}`);
  return {
    address,
    pid: child.pid ?? 0,
    said: () => said,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
