/**
 * The checks that read the project without playing it: types, lint, format, dead code, layers, rules.
 *
 * `npm run check` runs them all, `npm test` as its first part. Each is one program with one verdict.
 */
import { inProject, projectNode, run, say, secondsSince } from './project.mjs';

/** @param {...string} parts */
const script = (...parts) => inProject('node_modules', ...parts);
const MAIN = inProject('src', 'cli', 'main.ts');
const VITEST = script('vitest', 'vitest.mjs');

/**
 * Those marked `isTest` are tests among others, which the unit tests run anyway.
 *
 * @type {readonly { name: string, args: readonly string[], isTest?: true }[]}
 */
const CHECKS = [
  { name: 'types', args: [script('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'] },
  { name: 'types of the pure rooms', args: [script('typescript', 'bin', 'tsc'), '-p', 'tsconfig.pure.json'] },
  { name: 'lint', args: [script('oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'format', args: [script('@biomejs', 'biome', 'bin', 'biome'), 'format', '--reporter=concise', '.'] },
  { name: 'dead code', args: [script('knip', 'bin', 'knip.js'), '--no-progress', '--no-config-hints'] },
  {
    name: 'layers, bans, documents',
    args: [VITEST, 'run', 'test/architecture', 'test/machines/document.test.ts'],
    isTest: true,
  },
  { name: 'rules', args: [MAIN, 'rules', 'check'] },
  { name: 'schema of the rules', args: [MAIN, 'rules', 'schema', '--check'] },
];

/**
 * Runs every check, two at a time, telling each verdict and, of those that fail, the whole output.
 *
 * @param {{ withTests: boolean }} options
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export const runChecks = async ({ withTests }) => {
  const node = projectNode() ?? process.execPath;
  const waiting = CHECKS.filter((check) => withTests || !check.isTest);
  const tally = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const startedMs = Date.now();
      const { exitCode, output } = await run(node, check.args);
      tally[exitCode === 0 ? 'passed' : 'failed'] += 1;
      say(`  ${exitCode === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${secondsSince(startedMs)})`);
      if (exitCode !== 0) say(output.trimEnd());
    }
  };
  await Promise.all([worker(), worker()]);
  return tally;
};
