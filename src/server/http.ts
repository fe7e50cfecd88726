/**
 * Serves the built client: a folder of static files over plain HTTP, by default to this machine only.
 *
 * Everything the client needs is in the folder and its policy says so: no other origin, no inline
 * script, no frame. Inline style is allowed because React Aria sets it.
 */
import { createServer, type Server, type ServerResponse } from 'node:http';
import sirv from 'sirv';

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

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

const setSecurityHeaders = (response: ServerResponse): void => {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
};

const refuse = (response: ServerResponse, status: number, reason: string): void => {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${reason}\n`);
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

export interface StaticServer {
  /** `http://localhost:8124/`. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

export interface ServeOptions {
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  /** How many ports after `port` to try when it is taken; 0 for none. */
  readonly nextPortCount: number;
}

const writeHost = (host: string): string => {
  if (host === '127.0.0.1' || host === '::1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};

/** Starts serving; rejects with the system's error where no port is free. */
export const serveFolder = async ({ folder, host, port, nextPortCount }: ServeOptions): Promise<StaticServer> => {
  const files = sirv(folder, {
    etag: true,
    setHeaders: (response, pathname) => {
      const isHashed = pathname.startsWith(HASHED_FILES);
      response.setHeader('Cache-Control', isHashed ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
    },
  });
  const server = createServer((request, response) => {
    setSecurityHeaders(response);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      refuse(response, 405, 'Method not allowed');
      return;
    }
    files(request, response, () => refuse(response, 404, 'Not found'));
  });

  let tried = port;
  for (;;) {
    try {
      await listen(server, host, tried);
      break;
    } catch (error) {
      if (!isPortTaken(error) || tried >= port + nextPortCount) throw error;
      tried += 1;
    }
  }
  const bound = server.address();
  const boundPort = typeof bound === 'object' && bound !== null ? bound.port : tried;
  return {
    address: `http://${writeHost(host)}:${boundPort}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
