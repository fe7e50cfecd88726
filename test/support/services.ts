/**
 * Real servers for tests: a Redis or a PostgreSQL of their own, on a free loopback port, in a temporary
 * folder, gone when the test is over, however it ends.
 *
 * Each server runs under a shell that waits on a pipe from this process: when the pipe closes, because the
 * test has stopped it or because the whole run was killed, the shell ends the server and removes the folder.
 * Where a server cannot be had, its tests are skipped and their names say why.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe } from 'vitest';
import { freePort } from '../../src/cli/setup/project.mjs';
import { findService } from '../../src/cli/setup/services.mjs';

const places = { redis: findService('redis'), postgres: findService('postgres') } as const;
export type ServiceId = keyof typeof places;

/** `describe` for tests that need these servers; skipped, and named as such, where one of them cannot be had. */
export const describeWith = (needed: readonly ServiceId[], title: string, tests: () => void): void => {
  const missing = needed.filter((id) => places[id] === null);
  const reason = missing.length === 0 ? '' : ` (skipped: this machine has no ${missing.join(', no ')})`;
  // oxlint-disable-next-line vitest/valid-describe-callback -- the rule does not know the options of describe
  describe(`${title}${reason}`, { skip: missing.length > 0 }, tests);
};

/** A running server. */
export interface Service {
  /** `redis://127.0.0.1:<port>`, or `postgres://postgres@127.0.0.1:<port>/postgres`. */
  readonly url: string;
  readonly port: number;
  /** Where its files are until it is stopped. */
  readonly folder: string;
  /** Ends it as a crash would; its port and what it had written are kept for `start`. */
  readonly kill: () => Promise<void>;
  /** Starts it again where it was. */
  readonly start: () => Promise<void>;
  /** Ends it and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** Runs `$@`; a line on the pipe ends it and keeps its folder, the end of the pipe ends it and removes the folder. */
const GUARD = `
folder=$1; signal=$2; shift 2
"$@" >>"$folder/log" 2>&1 </dev/null &
server=$!
read -r keep; closed=$?
kill "-$signal" $server; wait $server
[ $closed = 0 ] || rm -rf "$folder"
`;

const STARTED_WITHIN_MS = 30_000;
const ASK_AGAIN_MS = 20;

interface ServerPlan {
  readonly folder: string;
  readonly port: number;
  readonly url: string;
  readonly command: readonly string[];
  /** What ends the server and all of its processes without letting it tidy up. */
  readonly crashSignal: 'KILL' | 'QUIT';
  /** Whose processes they are, where not ours. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  readonly isReady: () => Promise<boolean>;
}

const runService = async (plan: ServerPlan): Promise<Service> => {
  const { folder, port, url, command, crashSignal, user, isReady } = plan;
  let guard: ChildProcess | null = null;
  const end = async (lastLine: string): Promise<void> => {
    if (guard === null) return;
    const ended = once(guard, 'exit');
    guard.stdin?.end(lastLine);
    await ended;
    guard = null;
  };
  const stop = async (): Promise<void> => {
    await end('');
    rmSync(folder, { recursive: true, force: true });
  };
  const start = async (): Promise<void> => {
    const args = ['-c', GUARD, 'guard', folder, crashSignal, ...command];
    guard = spawn('/bin/sh', args, { ...user, cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] });
    const deadlineMs = Date.now() + STARTED_WITHIN_MS;
    while (!(await isReady())) {
      if (Date.now() > deadlineMs) {
        const log = path.join(folder, 'log');
        const story = existsSync(log) ? readFileSync(log, 'utf8') : 'it wrote no log';
        await stop();
        throw new Error(`${command[0]} did not start on port ${port}: ${story}`);
      }
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  };
  await start();
  return { url, port, folder, kill: () => end('keep\n'), start, stop };
};

const newFolder = (name: string): string => mkdtempSync(path.join(tmpdir(), `dawnline-${name}-`));

const placeOf = (id: ServiceId): string => {
  const place = places[id];
  if (place === null) throw new Error(`this machine has no ${id}; put the test into describeWith(['${id}'], …)`);
  return place;
};

const accepts = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};

/** A new, empty Redis. It writes every change down before it answers, so that `kill` and `start` lose nothing. */
export const startRedis = async (): Promise<Service> => {
  const program = placeOf('redis');
  const folder = newFolder('redis');
  const port = await freePort();
  const settings = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'yes' };
  return runService({
    folder,
    port,
    url: `redis://127.0.0.1:${port}`,
    command: [program, ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])],
    crashSignal: 'KILL',
    isReady: () => accepts(port),
  });
};

const idOf = (which: '-u' | '-g', user: string): number =>
  Number(execFileSync('id', [which, user], { stdio: ['ignore', 'pipe', 'ignore'] }));

/** Debian's user for PostgreSQL; a copy that came without its package has none, and nobody does as well. */
const UNPRIVILEGED = ['postgres', 'nobody'] as const;

/** PostgreSQL does not run as root. */
const postgresUser = (): ServerPlan['user'] => {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of UNPRIVILEGED) {
    try {
      return { uid: idOf('-u', user), gid: idOf('-g', user) };
    } catch {
      // This machine does not have that user.
    }
  }
  throw new Error(`PostgreSQL does not run as root, and this machine has none of ${UNPRIVILEGED.join(', ')}`);
};

/** A new PostgreSQL with an empty database; its user `postgres` needs no password. */
export const startPostgres = async (): Promise<Service> => {
  const programs = placeOf('postgres');
  const folder = newFolder('postgres');
  const user = postgresUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const port = await freePort();
  const program = (name: string): string => path.join(programs, name);
  const cluster = path.join(folder, 'cluster');
  const initArgs = ['-D', cluster, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  try {
    execFileSync(program('initdb'), initArgs, { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (fault) {
    rmSync(folder, { recursive: true, force: true });
    throw fault;
  }
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  const probe = ['-q', '-h', '127.0.0.1', '-p', String(port)];
  return runService({
    folder,
    port,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    command: [
      program('postgres'),
      '-D',
      cluster,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    crashSignal: 'QUIT',
    user,
    isReady: async () => {
      const [exitCode] = await once(spawn(program('pg_isready'), probe, { stdio: 'ignore' }), 'exit');
      return exitCode === 0;
    },
  });
};

const withService = async <T>(start: () => Promise<Service>, run: (service: Service) => Promise<T>): Promise<T> => {
  const service = await start();
  try {
    return await run(service);
  } finally {
    await service.stop();
  }
};

/** Runs something with a Redis of its own. */
export const withRedis = <T>(run: (redis: Service) => Promise<T>): Promise<T> => withService(startRedis, run);

/** Runs something with a PostgreSQL of its own. */
export const withPostgres = <T>(run: (postgres: Service) => Promise<T>): Promise<T> => withService(startPostgres, run);
