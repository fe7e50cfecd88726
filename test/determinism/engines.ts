/**
 * Runs one script in several JavaScript engines and hands back what it left in `dawnlineWorkload`.
 *
 * Chromium is driven by Playwright, Firefox over WebDriver BiDi, because Playwright drives only a Firefox
 * of its own making. Which programs there are is said by the variables that `npm test` sets.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, firefox } from '@playwright/test';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { rulesetPlugin } from '../../src/cli/rulesetPlugin.ts';

const execute = promisify(execFile);
const READ_ANSWER = 'globalThis.dawnlineWorkload';
const OUTPUT_MAX_BYTES = 1 << 26;
const SCRIPT = fileURLToPath(new URL('../../.cache/determinism/workload.cjs', import.meta.url));

const firstExisting = (places: readonly (string | undefined)[]): string | null =>
  places.find((place) => place !== undefined && place !== '' && existsSync(place)) ?? null;

/** Paths of the browsers, or null; on a developer's machine the usual Linux places do. */
export const browserPaths = {
  chromium: firstExisting([process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome']),
  firefox: firstExisting([process.env.FIREFOX_PATH, '/usr/bin/firefox', '/usr/bin/firefox-esr']),
};

/** The machine's own Node where it is another than the pinned one: npm tells which runs it. */
export const findOtherNode = async (): Promise<{ readonly path: string; readonly version: string } | null> => {
  const candidate = process.env.npm_node_execpath ?? '/usr/bin/node';
  if (!existsSync(candidate)) return null;
  const { stdout } = await execute(candidate, ['--version']);
  return stdout.trim() === process.version ? null : { path: candidate, version: stdout.trim() };
};

/** Bundles the workload with the rules into one script that any engine can run; returns its path and text. */
export const bundleWorkload = async (): Promise<{ readonly path: string; readonly text: string }> => {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [rulesetPlugin()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL('./workload.ts', import.meta.url)), formats: ['iife'], name: 'workload' },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error('the workload did not build');
  await mkdir(path.dirname(SCRIPT), { recursive: true });
  await writeFile(SCRIPT, chunk.code);
  return { path: SCRIPT, text: chunk.code };
};

export const runInNode = async (node: string, scriptPath: string): Promise<string> => {
  const code = `require(${JSON.stringify(scriptPath)}); process.stdout.write(${READ_ANSWER});`;
  const { stdout } = await execute(node, ['--eval', code], { maxBuffer: OUTPUT_MAX_BYTES });
  return stdout;
};

/** The script and its answer in one expression, so that what it throws reaches the test. */
const asExpression = (script: string): string => `(() => { ${script}\n; return ${READ_ANSWER}; })()`;

const playwrightAnswer = async (
  browserType: typeof chromium,
  executablePath: string,
  script: string,
): Promise<string> => {
  const browser = await browserType.launch({ executablePath });
  try {
    const page = await browser.newPage();
    return await page.evaluate<string>(asExpression(script));
  } finally {
    await browser.close();
  }
};

export const runInChromium = (executablePath: string, script: string): Promise<string> =>
  playwrightAnswer(chromium, executablePath, script);

export const runInFirefox = async (executablePath: string, script: string): Promise<string> => {
  if (executablePath === firefox.executablePath()) return playwrightAnswer(firefox, executablePath, script);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    protocolTimeout: 300_000,
  });
  try {
    const page = await browser.newPage();
    const answer: unknown = await page.evaluate(asExpression(script));
    return String(answer);
  } finally {
    await browser.close();
  }
};
