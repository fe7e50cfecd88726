/** The static server: what it serves, what it refuses, its headers, and a clean stop. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type NetworkInterfaceInfo, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveCommand } from '../../src/cli/commands/serve.ts';
import { networkAddresses } from '../../src/server/addresses.ts';
import { type StaticServer, serveFolder } from '../../src/server/http.ts';
import { runLine } from '../support/commandLine.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const HOST = '127.0.0.1';
const SCRIPT = 'export {};';

let folder = '';
let server: StaticServer;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'dawnline-serve-'));
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Dawnline</title>');
  writeFileSync(path.join(folder, 'assets', 'index-1a2b.js'), SCRIPT);
  writeFileSync(path.join(folder, '.inputs'), 'hash');
  server = await serveFolder({ folder, host: HOST, port: 0, nextPortCount: 0 });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (place: string, init?: RequestInit): Promise<Response> => fetch(new URL(place, server.address), init);

describe('the server', () => {
  test('serves the page under a policy that lets nothing in from elsewhere', async () => {
    const response = await get('/');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*|unsafe/);
    expect(policy).toContain("worker-src 'self';");
    expect(policy).toContain("manifest-src 'self';");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('lets files with a hash in their name be kept', async () => {
    const response = await get('/assets/index-1a2b.js');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  test('compresses text, and sends nothing that the browser has', async () => {
    const response = await get('/assets/index-1a2b.js', { headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.text()).toBe(SCRIPT);
    const etag = response.headers.get('etag') ?? '';
    expect((await get('/assets/index-1a2b.js', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  test('goes on serving what it started with when a build replaces the folder', async () => {
    rmSync(path.join(folder, 'assets', 'index-1a2b.js'));
    const response = await get('/assets/index-1a2b.js');
    expect([response.status, await response.text()]).toEqual([200, SCRIPT]);
  });

  test.each(['/nothing', '/.inputs', '/../package.json', '/%2e%2e/package.json', '/%00', '/%'])(
    'does not serve %s',
    async (place) => {
      const response = await get(place);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-security-policy')).not.toBeNull();
    },
  );

  test.each(['POST', 'PUT', 'DELETE'])('refuses %s', async (method) => {
    const response = await get('/', { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  test('takes the next port when its own is taken, and refuses where it must not', async () => {
    const port = Number(new URL(server.address).port);
    const next = await serveFolder({ folder, host: HOST, port, nextPortCount: 20 });
    expect(Number(new URL(next.address).port)).toBeGreaterThan(port);
    await next.close();
    await expect(serveFolder({ folder, host: HOST, port, nextPortCount: 0 })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});

const runServe = runLine(serveCommand.run);

const at = (address: string, family: 'IPv4' | 'IPv6', internal: boolean) => ({
  address,
  family,
  internal,
  netmask: '255.255.255.0',
  mac: '00:00:00:00:00:00',
  cidr: null,
  ...(family === 'IPv6' ? { scopeid: 0 } : {}),
});

describe('the addresses that a class types', () => {
  const interfaces = {
    lo: [at('127.0.0.1', 'IPv4', true)],
    wlan0: [at('192.168.1.20', 'IPv4', false), at('fe80::1', 'IPv6', false)],
  } as NodeJS.Dict<NetworkInterfaceInfo[]>;

  test.each(['0.0.0.0', '::'])('are those of the network where it listens on all, %s', (host) => {
    expect(networkAddresses(host, 8124, interfaces)).toEqual(['http://192.168.1.20:8124/']);
  });

  test('are none where it listens on this machine only', () => {
    expect(networkAddresses(HOST, 8124, interfaces)).toEqual([]);
    expect(server.networkAddresses).toEqual([]);
  });
});

describe('the command', () => {
  test.each([
    [['--port', 'many'], 'cli/bad-argument'],
    [['--port', '65536'], 'cli/bad-argument'],
    [['--port', '-1'], 'cli/bad-argument'],
    [['--colour'], 'cli/bad-argument'],
    [['extra'], 'cli/bad-argument'],
    [['--dir', 'no-such-folder'], 'serve/no-build'],
  ])('refuses %j with %s', async (args, told) => {
    const { code, err } = await runServe(...args);
    expect(code).toBe(2);
    expect(err).toContain(`dawnline serve: ${told}: `);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('stops cleanly on %s', async (signal) => {
    const child = spawn(process.execPath, [MAIN, 'serve', '--dir', folder, '--port', '0', '--no-open'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const address = await new Promise<string>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        const match = /http:\S+/.exec(text);
        if (match !== null) resolve(match[0]);
      });
    });
    expect((await fetch(address)).status).toBe(200);
    child.kill(signal);
    const exitCode = await new Promise((resolve) => void child.on('close', resolve));
    expect(exitCode).toBe(0);
  });
});
