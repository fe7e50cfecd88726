/** Processes of the real command: started on a free port, killed as a crash would, started again over the same sessions. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = new URL('../../src/cli/main.ts', import.meta.url).pathname;
const PROBE = new URL('heapProbe.ts', import.meta.url).href;
const RUNTIME = process.execPath;
const BYTES_A_MB = 1e6;

export interface ServerProcess {
  readonly address: string;
  readonly pid: number;
  /** Ends it at once, with SIGKILL. */
  readonly kill: () => Promise<void>;
  readonly said: () => string;
  /** What it holds on its heap once nothing unused is on it, MB; of a server that was started to be measured. */
  readonly heapMb: () => Promise<number>;
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

interface ServerWorld {
  /** With the probe that answers `heapMb`. */
  readonly isMeasured?: boolean;
  /** The longest that a file may grow, kB: what a full disk is to a process. */
  readonly mostFileKb?: number;
}

export const startServer = async (
  folder: string,
  more: readonly string[],
  { isMeasured = false, mostFileKb }: ServerWorld = {},
): Promise<ServerProcess> => {
  const probe = isMeasured ? ['--expose-gc', '--import', PROBE] : [];
  const command = [RUNTIME, ...probe, MAIN, 'serve', '--no-open', '--port', '0', '--dir', folder, ...more];
  // Told by the signal, a process would end; ignored, its writes fail.
  const limited = ['/bin/bash', '-c', `trap '' XFSZ; ulimit -f ${mostFileKb}; exec "$@"`, 'limited', ...command];
  const [program = RUNTIME, ...args] = mostFileKb === undefined ? command : limited;
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe', isMeasured ? 'ipc' : 'ignore'],
    env: { ...process.env, CI: '1' },
  });
  running.add(child);
  const ended = once(child, 'close').finally(() => running.delete(child));
  const { stdout } = child;
  if (stdout === null) throw new Error('the server has no output');
  let said = '';
  child.stderr?.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  // The room server's own words come on the same lines.
  const told = new Promise<string>((resolve) => {
    createInterface({ input: stdout }).on('line', (line) => {
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
    heapMb: async () => {
      const answered = once(child, 'message');
      child.send('heap');
      const [bytes] = await answered;
      return Number(bytes) / BYTES_A_MB;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
