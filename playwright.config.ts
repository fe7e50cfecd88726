/**
 * Browser tests play the built client as a player gets it: from the server of `npm start`, under its
 * policy. The browser is the installed Chromium, or the one that CHROMIUM_PATH names.
 */
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** `npm test` names a free one, so that two runs on one machine, or a server left over, do no harm. */
const PORT = Number(process.env['BROWSER_TEST_PORT'] ?? 4187);
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = process.env['CHROMIUM_PATH'] ?? INSTALLED.find((path) => existsSync(path));

export default defineConfig({
  testDir: 'test/browser',
  testMatch: '**/*.spec.ts',
  fullyParallel: false,
  workers: 1,
  timeout: 180_000,
  // A browser that falters once on a machine shared with others is told as flaky, by name; one that fails twice fails.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    acceptDownloads: true,
    launchOptions: {
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...(executablePath !== undefined && { executablePath }),
    },
  },
  webServer: {
    command: `node src/cli/setup/dawnline.mjs serve --no-open --port ${PORT}`,
    url: `http://127.0.0.1:${PORT}`,
    reuseExistingServer: false,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
});
