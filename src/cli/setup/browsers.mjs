/**
 * The browsers that the tests drive: found where they usually are, else installed.
 *
 * Chromium plays the browser tests and is required. Firefox is the second engine of the determinism
 * check: without it that check is skipped by name, except where `CI=true`, which fails. Chinese fonts
 * only make screenshots readable.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { canUseApt, findOnPath, installDebianPackage, isExecutable, isRoot } from './debian.mjs';
import { inProject, projectNode, run, SetupError, say } from './project.mjs';

/** @typedef {{ name: string, variable: string, programs: readonly string[], places: readonly string[], debian: string, playwright: 'chromium' | 'firefox' }} Browser */

const programFiles = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
  (folder) => folder !== undefined,
);

/** @type {Browser} */
const CHROMIUM = {
  name: 'Chromium',
  variable: 'CHROMIUM_PATH',
  programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
  places: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...programFiles.map((folder) => path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
  ],
  debian: 'chromium',
  playwright: 'chromium',
};

/** @type {Browser} */
const FIREFOX = {
  name: 'Firefox',
  variable: 'FIREFOX_PATH',
  programs: ['firefox', 'firefox-esr'],
  places: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    ...programFiles.map((folder) => path.join(folder, 'Mozilla Firefox', 'firefox.exe')),
  ],
  debian: 'firefox-esr',
  playwright: 'firefox',
};

/** @param {Browser} browser */
const findInUsualPlaces = (browser) => findOnPath(browser.programs) ?? browser.places.find(isExecutable) ?? null;

/** Where the test tool keeps its own copy, or null where it has none. @param {Browser} browser */
const findPlaywrightCopy = async (browser) => {
  const { output, exitCode } = await run(projectNode() ?? process.execPath, [
    '--input-type=module',
    '--eval',
    `import { ${browser.playwright} } from '@playwright/test'; process.stdout.write(${browser.playwright}.executablePath());`,
  ]);
  return exitCode === 0 && existsSync(output) ? output : null;
};

/** @param {Browser} browser */
const installPlaywrightCopy = async (browser) => {
  const cli = inProject('node_modules', 'playwright', 'cli.js');
  const withLibraries = process.platform === 'linux' && isRoot() ? ['--with-deps'] : [];
  await run(projectNode() ?? process.execPath, [cli, 'install', ...withLibraries, browser.playwright], {
    show: 'stderr',
  });
  return findPlaywrightCopy(browser);
};

/**
 * @param {Browser} browser
 * @returns {Promise<string | null>} path of the program, or null where it neither is nor can be installed
 */
const ensureBrowser = async (browser) => {
  const asked = process.env[browser.variable];
  if (asked) {
    if (!isExecutable(asked))
      throw new SetupError('setup/no-browser', `${browser.variable} names ${asked}, which is no program`);
    return asked;
  }
  const found = findInUsualPlaces(browser) ?? (await findPlaywrightCopy(browser));
  if (found) return found;

  if (canUseApt()) {
    say(`Installing ${browser.name} by apt-get (once)…`);
    await installDebianPackage(browser.debian);
    const installed = findInUsualPlaces(browser);
    if (installed) return installed;
  }
  say(`Installing ${browser.name} by Playwright (once)…`);
  return installPlaywrightCopy(browser);
};

/** Chromium where it is already, for what can do without; installs nothing. @returns {Promise<string | null>} */
export const findChromium = async () => {
  const asked = process.env[CHROMIUM.variable];
  if (asked) return isExecutable(asked) ? asked : null;
  return findInUsualPlaces(CHROMIUM) ?? (await findPlaywrightCopy(CHROMIUM));
};

const ensureChineseFonts = async () => {
  if (process.platform !== 'linux') return;
  const { output, exitCode } = await run('fc-list', [':lang=zh', 'family']);
  if (exitCode === 0 && output.trim() !== '') return;
  if (!canUseApt()) {
    say('No Chinese fonts found: screenshots will show boxes for Chinese text.');
    return;
  }
  say('Installing Chinese fonts by apt-get (once)…');
  if (!(await installDebianPackage('fonts-noto-cjk')))
    say('The fonts did not install; screenshots will show boxes for Chinese text.');
};

/**
 * Finds or installs what the tests drive.
 *
 * @returns {Promise<{ CHROMIUM_PATH: string, FIREFOX_PATH?: string }>} variables for the tests' environment
 */
export const ensureBrowsers = async () => {
  const chromium = await ensureBrowser(CHROMIUM);
  if (chromium === null) {
    throw new SetupError(
      'setup/no-browser',
      'no Chrome or Chromium found and none could be installed; install one or set CHROMIUM_PATH',
    );
  }
  const firefox = await ensureBrowser(FIREFOX);
  await ensureChineseFonts();
  say(`Browsers: ${chromium}, ${firefox ?? 'no Firefox'}`);
  return firefox === null ? { CHROMIUM_PATH: chromium } : { CHROMIUM_PATH: chromium, FIREFOX_PATH: firefox };
};
