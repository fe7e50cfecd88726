/**
 * `npm test`: sets up what is missing, then runs the checks, the unit tests and the browser tests,
 * and ends with one line over all of them.
 *
 * `npm test -- --only check|unit|browser` runs one part; of the tests, files named after it run alone.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowsers } from './browsers.mjs';
import { ensureBuilt } from './build.mjs';
import { runChecks } from './checks.mjs';
import { ensureInstalled } from './install.mjs';
import { freePort, inProject, projectNode, run, runScript, SetupError, say, secondsSince } from './project.mjs';
import { readPlaywrightReport, readVitestReport, tallyOf } from './reports.mjs';
import { ensureServices } from './services.mjs';

const PARTS = ['check', 'unit', 'browser'];
const REPORTS = inProject('.cache', 'reports');
const UNIT_REPORT = path.join(REPORTS, 'unit.json');
const BROWSER_REPORT = path.join(REPORTS, 'browser.json');

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
const runRunner = async (args, env) => {
  const { exitCode } = await run(projectNode() ?? process.execPath, args, {
    show: 'all',
    env: { ...process.env, ...env },
  });
  return exitCode;
};

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} files all where none is named
 */
const runUnitTests = async (env, files) => {
  const runner = inProject('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`];
  rmSync(UNIT_REPORT, { force: true });
  return tallyOf(UNIT_REPORT, await runRunner([runner, 'run', ...reporters, ...files], env), readVitestReport);
};

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} files all where none is named
 */
const runBrowserTests = async (env, files) => {
  const runner = inProject('node_modules', '@playwright', 'test', 'cli.js');
  rmSync(BROWSER_REPORT, { force: true });
  const port = String(await freePort());
  const withReport = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: BROWSER_REPORT, BROWSER_TEST_PORT: port };
  return tallyOf(
    BROWSER_REPORT,
    await runRunner([runner, 'test', '--reporter=list,json', ...files], withReport),
    readPlaywrightReport,
  );
};

/** @param {readonly string[]} args */
const parsePart = (args) => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { only: { type: 'string' } },
      allowPositionals: true,
    });
    const { only } = values;
    if (only !== undefined && !PARTS.includes(only))
      throw new Error(`--only wants one of ${PARTS.join(', ')}, got "${only}"`);
    if (positionals.length > 0 && only !== 'unit' && only !== 'browser')
      throw new Error('files want --only unit or --only browser before them');
    return { only, files: positionals };
  } catch (error) {
    throw new SetupError('cli/bad-argument', error instanceof Error ? error.message : String(error));
  }
};

await runScript(async () => {
  const startedMs = Date.now();
  const { only, files } = parsePart(process.argv.slice(2));
  /** @param {string} part */
  const isWanted = (part) => only === undefined || only === part;

  await ensureInstalled();
  const env = only === 'check' ? {} : { ...(await ensureBrowsers()), ...(await ensureServices()) };
  if (isWanted('browser')) await ensureBuilt();
  mkdirSync(REPORTS, { recursive: true });

  /** @type {import('./reports.mjs').Tally[]} */
  const tallies = [];
  if (isWanted('check')) {
    say('\nChecks: types, lint, format, dead code, rules');
    tallies.push({ ...(await runChecks({ withTests: only === 'check' })), skipped: 0 });
  }
  if (isWanted('unit')) {
    say(
      '\nUnit tests: oracles, properties, golden games, scenarios, architecture, determinism across engines (Vitest)',
    );
    tallies.push(await runUnitTests(env, files));
  }
  if (isWanted('browser')) {
    say('\nBrowser tests: the real client on the real server (Playwright)');
    tallies.push(await runBrowserTests(env, files));
  }
  const sum = (/** @type {keyof import('./reports.mjs').Tally} */ key) =>
    tallies.reduce((total, tally) => total + tally[key], 0);
  process.stdout.write(
    `\nTook ${secondsSince(startedMs)}.\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`,
  );
  return sum('failed') === 0 ? 0 : 1;
});
