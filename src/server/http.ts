/**
 * Serves the built client over plain HTTP, by default to this machine only.
 *
 * Everything the client needs is in the folder, and the policy says so (`policy.ts`).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { EVERY_ADDRESS, networkAddresses } from './addresses.ts';
import type { Hosting } from './hosting.ts';
import { CONTENT_SECURITY_POLICY } from './policy.ts';
import { readStaticFiles, type StaticFile } from './staticFiles.ts';

const SECURITY_HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** Files under here carry a hash of their contents in their name. */
const HASHED_FILES = '/assets/';
const YEAR_S = 31_536_000;

const refuse = (response: ServerResponse, status: number, reason: string): void => {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${reason}\n`);
};

/** The path asked for, or null where it is none; a folder stands for its page. */
const pathOf = (request: IncomingMessage): string | null => {
  try {
    const pathname = decodeURIComponent((request.url ?? '/').split(/[?#]/, 1)[0] ?? '/');
    return pathname.endsWith('/') ? `${pathname}index.html` : pathname;
  } catch {
    return null;
  }
};

const sendFile = (request: IncomingMessage, response: ServerResponse, pathname: string, file: StaticFile): void => {
  const isHashed = pathname.startsWith(HASHED_FILES);
  response.setHeader('Cache-Control', isHashed ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
  response.setHeader('ETag', file.etag);
  response.setHeader('Vary', 'Accept-Encoding');
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end();
    return;
  }
  const zipped = /\bgzip\b/.test(String(request.headers['accept-encoding'])) ? file.gzipped() : null;
  const body = zipped ?? file.body;
  if (zipped !== null) response.setHeader('Content-Encoding', 'gzip');
  response.writeHead(200, { 'Content-Type': file.mediaType, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
};

const answer = (
  files: ReadonlyMap<string, StaticFile>,
  hosting: Hosting | null,
  request: IncomingMessage,
  response: ServerResponse,
): void => {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  if (hosting?.answer(request, response) === true) return;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    refuse(response, 405, 'Method not allowed');
    return;
  }
  const pathname = pathOf(request);
  const file = pathname === null ? undefined : files.get(pathname);
  if (pathname === null || file === undefined) refuse(response, 404, 'Not found');
  else sendFile(request, response, pathname, file);
};

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/** Listens on the port or, where it is taken, on the first free one of those after it. */
const listenNear = async (server: Server, { host, port, nextPortCount }: ServeOptions): Promise<void> => {
  for (let tried = port; ; tried += 1) {
    try {
      await listen(server, host, tried);
      return;
    } catch (error) {
      if (!isPortTaken(error) || tried >= port + nextPortCount) throw error;
    }
  }
};

const writeHost = (host: string): string => {
  if (host === '127.0.0.1' || host === '::1' || EVERY_ADDRESS.includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};

export interface ServeOptions {
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  /** How many ports after `port` to try when it is taken; 0 for none. */
  readonly nextPortCount: number;
  /** Sessions that are hosted at the same address; none where left out. */
  readonly hosting?: Hosting | null;
}

export interface StaticServer {
  /** `http://localhost:8124/`. */
  readonly address: string;
  /** `http://192.168.1.20:8124/`: what others on the network type; none where the server listens on this machine only. */
  readonly networkAddresses: readonly string[];
  readonly close: () => Promise<void>;
}

/** Starts serving; rejects with the system's error where no port is free. */
export const serveFolder = async (options: ServeOptions): Promise<StaticServer> => {
  const files = readStaticFiles(options.folder);
  const hosting = options.hosting ?? null;
  const server = createServer((request, response) => answer(files, hosting, request, response));
  await listenNear(server, options);
  await hosting?.attach(server);
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : options.port;
  return {
    address: `http://${writeHost(options.host)}:${port}/`,
    networkAddresses: networkAddresses(options.host, port),
    close: async () => {
      await hosting?.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
};
