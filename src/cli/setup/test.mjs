/**
 * `npm test`: sets up what is missing, then runs the checks, the unit tests and the browser tests,
 * and ends with one line over all of them.
 *
 * `npm test -- --only check|unit|browser` runs one part.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowsers } from './browsers.mjs';
import { ensureBuilt } from './build.mjs';
import { runChecks } from './checks.mjs';
import { ensureInstalled } from './install.mjs';
import { inProject, projectNode, run, runScript, SetupError, say, secondsSince } from './project.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

const PARTS = ['check', 'unit', 'browser'];
const REPORTS = inProject('.cache', 'reports');

/**
 * What a runner says about its run in JSON; a run that fell over without a report counts as one failure.
 *
 * @param {string} file
 * @param {number} exitCode
 * @param {(report: any) => Tally} read
 * @returns {Tally}
 */
const readReport = (file, exitCode, read) => {
  const tally = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0, skipped: 0 };
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
};

/** @param {any} report */
export const readVitestReport = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
});

/** @param {any} report */
export const readPlaywrightReport = (report) => ({
  passed: report.stats.expected + report.stats.flaky,
  failed: report.stats.unexpected + report.errors.length,
  skipped: report.stats.skipped,
});

/**
 * @param {string} reportName
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {(report: any) => Tally} read
 */
const runRunner = async (reportName, args, env, read) => {
  const report = path.join(REPORTS, reportName);
  rmSync(report, { force: true });
  const { exitCode } = await run(projectNode() ?? process.execPath, args, {
    show: 'all',
    env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return readReport(report, exitCode, read);
};

/** @param {NodeJS.ProcessEnv} env */
const runUnitTests = (env) =>
  runRunner(
    'unit.json',
    [
      inProject('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${path.join(REPORTS, 'unit.json')}`,
    ],
    env,
    readVitestReport,
  );

/** @param {NodeJS.ProcessEnv} env */
const runBrowserTests = (env) =>
  runRunner(
    'browser.json',
    [inProject('node_modules', '@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'],
    env,
    readPlaywrightReport,
  );

/** @param {readonly string[]} args */
const parsePart = (args) => {
  try {
    const { only } = parseArgs({ args: [...args], options: { only: { type: 'string' } } }).values;
    if (only !== undefined && !PARTS.includes(only))
      throw new Error(`--only wants one of ${PARTS.join(', ')}, got "${only}"`);
    return only;
  } catch (error) {
    throw new SetupError('cli/bad-argument', error instanceof Error ? error.message : String(error));
  }
};

await runScript(async () => {
  const startedMs = Date.now();
  const only = parsePart(process.argv.slice(2));
  /** @param {string} part */
  const isWanted = (part) => only === undefined || only === part;

  await ensureInstalled();
  const browsers = only === 'check' ? {} : await ensureBrowsers();
  if (isWanted('browser')) await ensureBuilt();
  mkdirSync(REPORTS, { recursive: true });

  /** @type {Tally[]} */
  const tallies = [];
  if (isWanted('check')) {
    say('\nChecks: types, lint, format, dead code, layers, rules');
    tallies.push({ ...(await runChecks()), skipped: 0 });
  }
  if (isWanted('unit')) {
    say(
      '\nUnit tests: oracles, properties, golden games, scenarios, architecture, determinism across engines (Vitest)',
    );
    tallies.push(await runUnitTests(browsers));
  }
  if (isWanted('browser')) {
    say('\nBrowser tests: the real client on the real server (Playwright)');
    tallies.push(await runBrowserTests(browsers));
  }
  const sum = (/** @type {keyof Tally} */ key) => tallies.reduce((total, tally) => total + tally[key], 0);
  process.stdout.write(
    `\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped (${secondsSince(startedMs)})\n`,
  );
  return sum('failed') === 0 ? 0 : 1;
});
