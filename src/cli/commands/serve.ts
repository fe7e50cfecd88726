/**
 * `serve`: puts the built client on a local address until it is told to stop.
 *
 * Without `--port` (or `PORT`) it takes 8124 or the next free port; a port asked for is taken or refused.
 * The launcher builds the client before this command runs.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Hosting } from '../../server/hosting.ts';
import { serveFolder } from '../../server/http.ts';
import { type Command, type CommandIo, EXIT_BAD_INPUT, EXIT_DONE, faultText } from '../command.ts';
import { problemLine, readRuleset } from '../rulesFolder.ts';
import { isPostgres, openStore, sessionsPlace } from '../sessionStore.ts';

const DEFAULT_PORT = 8124;
const NEXT_PORT_COUNT = 50;
const PORT_MAX = 65_535;
/** npm passes on a Ctrl+C that the terminal has sent here already; the second must still find somebody at home. */
const SECOND_SIGNAL_MS = 150;
const DEFAULT_FOLDER = fileURLToPath(new URL('../../../dist', import.meta.url));

const NO_SESSIONS = 'none';

const HELP = `Usage: npm start -- [options]      (the same as: npm run -s dawnline -- serve [options])

Serves the game on this machine and opens it in a browser where there is one. Ctrl+C stops it.

  --port N      port to use (default: $PORT, else ${DEFAULT_PORT} or the next free one; 0: any)
  --host NAME   address to listen on (default 127.0.0.1: this machine only; 0.0.0.0: the whole network)
  --no-open     do not open a browser
  --dir FOLDER  folder of built files (default dist)

Sessions, for several people (docs/guides/hosting.md):
  --sessions PLACE   where they are kept: a file, or postgres://… (default $SESSIONS, else sessions/sessions.sqlite;
                     none: no sessions are hosted)
  --redis URL        Redis that several processes share; wants PostgreSQL (default $REDIS_URL)
  --reach HOST       where the other processes reach this one (default 127.0.0.1)
  --behind-proxy     a proxy in front says who asks, in X-Forwarded-For
  --help        this text
`;

const refuse = (io: CommandIo, code: string, message: string): number => {
  io.stderr(`dawnline serve: ${code}: ${message}\n`);
  return EXIT_BAD_INPUT;
};

const parsePort = (text: string): number | null => {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= PORT_MAX ? port : null;
};

interface ServeArguments {
  readonly help: boolean;
  readonly port: string | undefined;
  readonly host: string;
  readonly open: boolean;
  readonly folder: string;
  readonly sessions: string;
  readonly redis: string | undefined;
  readonly reach: string;
  readonly isBehindProxy: boolean;
}

const parseServeArguments = (args: readonly string[]): ServeArguments | string => {
  try {
    const { values } = parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        port: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        open: { type: 'boolean', default: true },
        dir: { type: 'string', default: DEFAULT_FOLDER },
        sessions: { type: 'string' },
        redis: { type: 'string' },
        reach: { type: 'string', default: '127.0.0.1' },
        'behind-proxy': { type: 'boolean', default: false },
      },
    });
    return {
      help: values.help,
      port: values.port ?? process.env.PORT,
      host: values.host,
      open: values.open,
      folder: values.dir,
      sessions: sessionsPlace(values.sessions),
      redis: values.redis ?? process.env.REDIS_URL,
      reach: values.reach,
      isBehindProxy: values['behind-proxy'],
    };
  } catch (error) {
    return faultText(error);
  }
};

/** The program that opens an address in the person's browser, or null where there is no display. */
const browserOpener = (): readonly string[] | null => {
  if (process.env.CI) return null;
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['explorer'];
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open'] : null;
};

const openBrowser = (address: string): void => {
  const opener = browserOpener();
  if (opener === null) return;
  const [program = '', ...first] = opener;
  const child = spawn(program, [...first, address], { stdio: 'ignore', detached: true });
  // The address is on the screen: a browser that does not open is no reason to stop.
  child.on('error', () => undefined);
  child.unref();
};

/** Resolves at the first Ctrl+C or termination; later ones change nothing, the server is closing already. */
const stopAsked = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });

/** Hosting as the arguments ask for it; loaded here, because a page served alone needs none of it. */
const openSessions = async (
  { sessions, redis, reach, isBehindProxy }: ServeArguments,
  io: CommandIo,
): Promise<Hosting | null> => {
  if (sessions === NO_SESSIONS) return null;
  const rules = readRuleset();
  if (!rules.ok) throw new Error(rules.error.map(problemLine).join('\n'));
  const { openHosting } = await import('../../server/hosting.ts');
  const store = await openStore(sessions);
  const cluster =
    redis === undefined ? {} : { cluster: (await import('../../server/neighbours.ts')).openCluster(redis, reach) };
  const report = (fault: unknown): void => io.stderr(`dawnline serve: session/fault: ${faultText(fault)}\n`);
  return openHosting({ ruleset: rules.value, store, isBehindProxy, report, ...cluster });
};

const run = async (args: readonly string[], io: CommandIo): Promise<number> => {
  const parsed = parseServeArguments(args);
  if (typeof parsed === 'string') return refuse(io, 'cli/bad-argument', parsed);
  if (parsed.help) {
    io.stdout(HELP);
    return EXIT_DONE;
  }
  const port = parsed.port === undefined ? DEFAULT_PORT : parsePort(parsed.port);
  if (port === null) return refuse(io, 'cli/bad-argument', `--port wants 0 to ${PORT_MAX}, got "${parsed.port}"`);
  if (!existsSync(path.join(parsed.folder, 'index.html'))) {
    return refuse(io, 'serve/no-build', `${parsed.folder} has no index.html`);
  }

  if (parsed.redis !== undefined && !isPostgres(parsed.sessions))
    return refuse(io, 'cli/bad-argument', '--redis wants --sessions postgres://…, which several processes can share');

  const stop = stopAsked();
  let hosting: Hosting | null = null;
  try {
    hosting = await openSessions(parsed, io);
  } catch (error) {
    return refuse(io, 'serve/no-sessions', `${parsed.sessions}: ${faultText(error)}`);
  }
  try {
    const server = await serveFolder({
      folder: parsed.folder,
      host: parsed.host,
      port,
      nextPortCount: parsed.port === undefined ? NEXT_PORT_COUNT : 0,
      hosting,
    });
    io.stdout(`Dawnline is at ${server.address}   (Ctrl+C stops it)\n`);
    for (const address of server.networkAddresses) io.stdout(`On this network: ${address}\n`);
    if (parsed.open) openBrowser(server.address);
    await stop;
    await Promise.all([server.close(), pause(SECOND_SIGNAL_MS)]);
    io.stderr('Stopped.\n');
    return EXIT_DONE;
  } catch (error) {
    return refuse(io, 'serve/cannot-listen', faultText(error));
  }
};

export const serveCommand: Command = {
  name: 'serve',
  summary: 'serve the game to a browser on this machine',
  run,
};
