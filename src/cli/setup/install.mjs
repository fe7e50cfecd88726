/**
 * Installs the dependencies exactly as the lock file says, when they are not there yet or the lock
 * file has changed; does nothing, in a few milliseconds, when they are.
 *
 * A stamp in `node_modules` holds the hash of the lock file it was installed from. Without a stamp
 * (somebody ran `npm install`) npm's own list of what it installed is compared with the lock file.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject, pinnedNode, projectNode, run, SetupError, say, secondsSince } from './project.mjs';

const STAMP = inProject('node_modules', '.dawnline', 'installed');

/** @param {string} file */
const readText = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null);

/**
 * Does the installed tree hold every package of the lock file in its version? Packages for other
 * platforms are optional and may be missing.
 *
 * @param {string} lockText text of package-lock.json
 * @param {string} installedText text of node_modules/.package-lock.json
 */
export const isInstalled = (lockText, installedText) => {
  const wanted = JSON.parse(lockText).packages;
  const installed = JSON.parse(installedText).packages;
  return Object.entries(wanted).every(
    ([place, entry]) =>
      place === '' ||
      installed[place]?.version === entry.version ||
      (installed[place] === undefined &&
        (entry.optional === true || entry.devOptional === true || entry.peer === true)),
  );
};

/** npm run by the machine's own Node: the pinned one lies in the folder that npm is about to replace. */
const npmCommand = () => {
  const { npm_execpath: npmScript, npm_node_execpath: npmNode } = process.env;
  if (npmScript && npmNode && /\.c?js$/.test(npmScript)) return { program: npmNode, first: [npmScript] };
  return process.platform === 'win32' ? { program: 'cmd', first: ['/c', 'npm'] } : { program: 'npm', first: [] };
};

const environmentOutsideProject = () => {
  const inside = inProject('node_modules');
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => !folder.startsWith(inside));
  return { ...process.env, PATH: folders.join(path.delimiter), NODE_ENV: '' };
};

/** @param {...string} args */
const npm = async (...args) => {
  const { program, first } = npmCommand();
  const { exitCode } = await run(
    program,
    [...first, ...args, '--include=dev', '--include=optional', '--loglevel=error', '--no-progress'],
    {
      show: 'stderr',
      env: environmentOutsideProject(),
    },
  );
  return exitCode;
};

/**
 * `npm ci` refuses a lock file that lacks packages of other platforms, which is what npm writes where a
 * registry does not offer them. `npm install` takes every version from the same lock file, and `--no-save`
 * keeps it from writing.
 */
const installWithoutLockCheck = () => {
  say('npm ci did not accept the lock file; trying npm install with the same versions…');
  return npm('install', '--no-save');
};

/** The package `node` fetches its binary in an install script; where scripts are off, do it here. */
const ensureRuntime = async () => {
  if (existsSync(pinnedNode)) return;
  const script = inProject('node_modules', 'node', 'installArchSpecificPackage.js');
  if (existsSync(script)) {
    say('Fetching the pinned Node…');
    const node = process.env.npm_node_execpath ?? process.execPath;
    await run(node, [script], { show: 'stderr', cwd: path.dirname(script), env: environmentOutsideProject() });
  }
  if (projectNode() === null) {
    throw new SetupError(
      'setup/no-runtime',
      `the pinned Node did not install and Node ${process.versions.node} is too old for the sources; install Node 24`,
    );
  }
};

/** Makes `node_modules` agree with `package-lock.json`. Throws a `SetupError` where it cannot. */
export const ensureInstalled = async () => {
  const lockText = readFileSync(inProject('package-lock.json'), 'utf8');
  const lockHash = createHash('sha256').update(lockText).digest('hex');
  if (readText(STAMP) === lockHash && projectNode() !== null) return;

  const installedText = readText(inProject('node_modules', '.package-lock.json'));
  if (installedText === null || !isInstalled(lockText, installedText)) {
    const startedMs = Date.now();
    say(
      installedText === null
        ? 'Installing the dependencies (first start; about a minute)…'
        : 'Installing the dependencies again: the lock file has changed…',
    );
    const exitCode = (await npm('ci')) === 0 ? 0 : await installWithoutLockCheck();
    if (exitCode !== 0) {
      throw new SetupError('setup/install-failed', `npm ended with exit code ${exitCode}; its messages stand above`);
    }
    say(`Dependencies installed in ${secondsSince(startedMs)}.`);
  }
  await ensureRuntime();
  mkdirSync(path.dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, lockHash);
};
