/**
 * The game without a network: kept on the device after the first visit, played on with the server gone, updated only
 * when asked. And the other way round: in a whole short game nothing is asked of anybody but the game's own host.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { integrityOf } from '../../src/cli/offlinePlugin.ts';
import { type ServeOptions, serveFolder, type StaticServer } from '../../src/server/http.ts';

const BUILT = 'dist';
const HOST = '127.0.0.1';

let server: StaticServer | null = null;
let folder = '';

const serve = async (from: string, port = 0): Promise<string> => {
  const options: ServeOptions = { folder: from, host: HOST, port, nextPortCount: 0 };
  server = await serveFolder(options);
  return server.address;
};

const stop = async (): Promise<void> => {
  await server?.close();
  server = null;
};

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dawnline-build-'));
});
test.afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

/** The same game as another build: its page says so, and its worker knows that page. */
const nextBuild = (mark: string): string => {
  cpSync(BUILT, folder, { recursive: true });
  const page = join(folder, 'index.html');
  const worker = join(folder, 'service-worker.js');
  const before = readFileSync(page);
  const after = Buffer.from(before.toString('utf8').replace('<html ', `<html data-build="${mark}" `));
  const script = readFileSync(worker, 'utf8');
  const version = /"version":"([^"]+)"/.exec(script)?.[1] ?? '';
  expect([script.includes(integrityOf(before)), version]).toEqual([true, expect.stringMatching(/^[0-9a-f]+$/)]);
  writeFileSync(page, after);
  writeFileSync(worker, script.replace(integrityOf(before), integrityOf(after)).replace(version, mark));
  return folder;
};

/** The whole game is on the device and the worker answers for this page. */
const expectKept = async (page: Page): Promise<void> => {
  await expect(page.getByText('Kept on this device')).toBeVisible();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
};

const startGame = async (page: Page): Promise<void> => {
  await page.getByText('More settings').click();
  await page.getByLabel('Seed of the dice').fill('offline');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('button', { name: 'Start turn 1' }).click();
  await expect(page.getByText('Turn 1 of 8')).toBeVisible();
};

const playTurn = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Staff plan' }).click();
  await page.getByRole('button', { name: /^Seal/ }).click();
  const showAll = page.getByRole('button', { name: 'Show all' });
  await expect(showAll).toBeVisible();
  if (await showAll.isEnabled()) await showAll.click();
  await page.getByRole('button', { name: 'To the report' }).click();
  await expect(page.locator('.chart-box svg').first()).toBeAttached();
};

const faultsOf = (page: Page): string[] => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  return faults;
};

test('after one visit the game opens and plays with the network cut and the server gone', async ({ page, context }) => {
  const address = await serve(BUILT);
  const faults = faultsOf(page);
  await page.goto(address);
  await expectKept(page);

  await stop();
  await context.setOffline(true);
  await page.reload();
  await startGame(page);
  await expect(page.locator('.theatre-map canvas')).toBeVisible();
  await playTurn(page);
  await page.getByRole('button', { name: /^Plan turn/ }).click();
  await expect(page.getByText('Turn 2 of 8')).toBeVisible();

  await page.reload();
  await expect(page.getByText('Turn 2 of 8')).toBeVisible();
  await page.goto(`${address}#model/decayLifetime`);
  await expect(page.locator('main svg').first()).toBeVisible();
  for (const [language, button] of [
    ['zh-Hant', '開始'],
    ['zh-Hans', '开始'],
  ] as const) {
    await page.evaluate(
      (chosen) => localStorage.setItem('dawnline.preferences', JSON.stringify({ language: chosen })),
      language,
    );
    await page.goto('about:blank');
    await page.goto(address);
    await expect(page.getByRole('button', { name: button, exact: true })).toBeVisible();
  }
  expect(faults).toEqual([]);
});

test('a page that is open when the network goes has the rest of the game at hand', async ({ page, context }) => {
  await page.goto(await serve(BUILT));
  await expectKept(page);
  await stop();
  await context.setOffline(true);
  await startGame(page);
  await playTurn(page);
});

test('every file of the build is kept, and nothing else', async ({ page }) => {
  const address = await serve(BUILT);
  await page.goto(address);
  await expectKept(page);
  const kept = await page.evaluate(async () => {
    const [name = ''] = await caches.keys();
    const requests = await (await caches.open(name)).keys();
    return requests.map(({ url }) => new URL(url).pathname);
  });
  const script = readFileSync(join(BUILT, 'service-worker.js'), 'utf8');
  const listed = [...script.matchAll(/"((?:assets\/)?[\w.-]+|\.\/)":"(?:sha256-[^"]*)?"/g)].map(([, path]) => path);
  expect(kept.length).toBeGreaterThan(40);
  expect(new Set(kept.map((path) => (path === '/' ? './' : path.slice(1))))).toEqual(new Set(listed));
});

test('a newer build is offered and never forced: a game in progress goes on, then the reader updates', async ({
  page,
}) => {
  const address = await serve(BUILT);
  const port = Number(new URL(address).port);
  await page.goto(address);
  await expectKept(page);
  await startGame(page);

  await stop();
  await serve(nextBuild('beef'), port);
  const offered = page.getByText('A new version of the game is ready.');
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration?.update()));
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.getRegistration().then((kept) => kept?.waiting?.state)))
    .toBe('installed');
  await playTurn(page);
  await page.getByRole('button', { name: /^Plan turn/ }).click();
  await expect(page.getByText('Turn 2 of 8')).toBeVisible();
  await expect(offered).toHaveCount(0);

  await page.reload();
  await expect(page.getByText('Turn 2 of 8')).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-build', 'beef');
  await expect(offered).toHaveCount(0);

  await page.getByText('Menu', { exact: true }).click();
  await page.getByRole('button', { name: 'Save and leave' }).click();
  await expect(offered).toBeVisible();
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(offered).toHaveCount(0);
  await page.reload();
  await expect(offered).toBeVisible();
  await page.getByRole('button', { name: 'Update now' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-build', 'beef');
  await expect(offered).toHaveCount(0);
  expect(await page.evaluate(() => caches.keys())).toEqual(['dawnline-beef']);
  await page.getByRole('button', { name: 'Continue this game' }).click();
  await expect(page.getByText('Turn 2 of 8')).toBeVisible();
});

test('an update taken in one window leaves the game in another alone', async ({ page, context }) => {
  const address = await serve(BUILT);
  const port = Number(new URL(address).port);
  await page.goto(address);
  await expectKept(page);
  const other = await context.newPage();
  const faults = faultsOf(other);
  await other.goto(address);
  await startGame(other);

  await stop();
  await serve(nextBuild('cafe'), port);
  await page.reload();
  await page.getByRole('button', { name: 'Update now' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-build', 'cafe');

  await expect(other.getByText('Turn 1 of 8')).toBeVisible();
  await expect(other.locator('html')).not.toHaveAttribute('data-build', 'cafe');
  // Parts that it has not loaded yet are those of its own build.
  await playTurn(other);
  expect(faults).toEqual([]);
});

test('works under a path of any host', async ({ page, context }) => {
  cpSync(BUILT, join(folder, 'games', 'dawnline'), { recursive: true });
  const address = await serve(folder);
  await page.goto(`${address}games/dawnline/index.html`);
  await expectKept(page);
  await stop();
  await context.setOffline(true);
  await page.reload();
  await startGame(page);
});

test('can be installed: a manifest with icons of the sizes it names', async ({ page, request, baseURL }) => {
  await page.goto('/');
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const response = await request.get(new URL(href ?? '', `${baseURL}/`).href);
  expect(response.headers()['content-type']).toContain('application/manifest+json');
  const manifest = (await response.json()) as {
    readonly display: string;
    readonly start_url: string;
    readonly icons: readonly { readonly src: string; readonly sizes: string; readonly type: string }[];
  };
  expect([manifest.display, manifest.start_url]).toEqual(['standalone', './']);
  for (const icon of manifest.icons.filter(({ type }) => type === 'image/png')) {
    const bytes = await (await request.get(new URL(icon.src, `${baseURL}/`).href)).body();
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(icon.sizes);
  }
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // Playwright's windows are private ones, in which nothing can be installed.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});

/** Whatever is asked by page, workers or service worker; and what the policy had to stop. */
const watchTraffic = async (context: BrowserContext, own: string) => {
  const asked: string[] = [];
  const strange: string[] = [];
  const breaches: string[] = [];
  context.on('request', (request) => {
    const url = request.url();
    asked.push(url);
    if (!url.startsWith(own) && !url.startsWith('data:') && !url.startsWith(`blob:${own}`)) strange.push(url);
  });
  context.on('page', (page) => page.on('websocket', (socket) => strange.push(socket.url())));
  context.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) breaches.push(message.text());
  });
  await context.exposeFunction('reportBreach', (text: string) => breaches.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
      const { reportBreach } = globalThis as unknown as { readonly reportBreach: (text: string) => void };
      reportBreach(`${effectiveDirective} ${blockedURI} ${sourceFile}`);
    });
  });
  return { asked, strange, breaches };
};

test('a short game asks nothing of another host and breaks no rule of the policy', async ({ context, baseURL }) => {
  const { asked, strange, breaches } = await watchTraffic(context, `${baseURL}/`);
  const page = await context.newPage();
  const answer = await page.goto('/');
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);

  await expectKept(page);
  await startGame(page);
  await page.getByRole('button', { name: 'Ground', exact: true }).click();
  await page.keyboard.press('?');
  await page.keyboard.press('Escape');
  await playTurn(page);
  await page.goto('/#model/decayLifetime');
  await expect(page.locator('main svg').first()).toBeVisible();

  expect(asked.some((url) => url.includes('service-worker.js'))).toBe(true);
  expect(asked.some((url) => url.includes('gameWorker'))).toBe(true);
  expect(strange).toEqual([]);
  expect(breaches).toEqual([]);
});

test('the watch itself sees a request to another host, which the policy stops', async ({ context, baseURL }) => {
  const { strange, breaches } = await watchTraffic(context, `${baseURL}/`);
  const page = await context.newPage();
  await page.goto('/');
  await page.evaluate(() => fetch('http://127.0.0.2:9/elsewhere').catch(() => undefined));
  await page.evaluate(() => {
    document.head.append(Object.assign(document.createElement('style'), { textContent: 'body { color: red }' }));
  });
  await expect.poll(() => breaches.filter((text) => text.startsWith('connect-src')).length).toBeGreaterThan(0);
  await expect.poll(() => breaches.filter((text) => text.startsWith('style-src')).length).toBeGreaterThan(0);
  expect(strange.length + breaches.length).toBeGreaterThan(2);
});
