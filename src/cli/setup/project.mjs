/**
 * What every set-up script needs: where the project is, how to say something, how to run a program.
 *
 * The scripts in this folder are plain JavaScript without dependencies, because they run before
 * anything is installed, on whatever Node (20 or newer) the machine has. They speak on stderr, so
 * that the output of a command stays the command's own.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** @param {...string} parts */
export const inProject = (...parts) => path.join(projectFolder, ...parts);

/** The Node that the project pins, as the package `node` installs it. */
export const pinnedNode = inProject('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The oldest Node that runs TypeScript as it stands. */
const OLDEST_USABLE = { major: 22, minor: 18 };

const isUsable = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > OLDEST_USABLE.major || (major === OLDEST_USABLE.major && minor >= OLDEST_USABLE.minor);
};

/** The Node to run the project's TypeScript with, or null where the machine offers none. */
export const projectNode = () => (existsSync(pinnedNode) ? pinnedNode : isUsable() ? process.execPath : null);

/** A fault in the set-up that the person at the keyboard can mend; shown as one line. */
export class SetupError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** @param {string} line */
export const say = (line) => {
  process.stderr.write(`${line}\n`);
};

/** @param {number} startedMs */
export const secondsSince = (startedMs) => `${((Date.now() - startedMs) / 1000).toFixed(1)} s`;

/**
 * Runs a program to its end.
 *
 * `show: 'stderr'` lets its output through on stderr, `'all'` as it is, `'none'` keeps it for the caller.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ show?: 'none' | 'stderr' | 'all', env?: NodeJS.ProcessEnv, cwd?: string, timeoutMs?: number }} [options]
 * @returns {Promise<{ exitCode: number, output: string }>} exit code 127 where the program does not exist
 */
export const run = (program, args, { show = 'none', env = process.env, cwd = projectFolder, timeoutMs } = {}) =>
  new Promise((resolve) => {
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = show === 'all' ? 'inherit' : show === 'stderr' ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'];
    const child = spawn(program, args, { cwd, env, stdio, timeout: timeoutMs });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output += text;
      });
    }
    child.on('error', (error) => resolve({ exitCode: 127, output: `${output}${error.message}\n` }));
    child.on('close', (exitCode, signal) => resolve({ exitCode: signal ? 1 : (exitCode ?? 1), output }));
  });

/**
 * A loopback port that is free now.
 * @returns {Promise<number>}
 */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/**
 * Runs a script's main function; a `SetupError` becomes one line and exit code 2.
 *
 * @param {() => Promise<number>} main
 */
export const runScript = async (main) => {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`dawnline: ${error.code}: ${error.message}`);
    process.exitCode = 2;
  }
};
