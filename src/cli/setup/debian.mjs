/** Programs on this machine: found on the path, or installed by Debian's apt-get where that is ours to do. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './project.mjs';

/** A slow mirror must not hold a test run up for ever; nor may another apt-get, or a question. */
const INSTALL_MS = 300_000;
const LOCK_WAIT_S = 60;
const MIRROR_WAIT_S = 20;
const APT_OPTIONS = [
  '-qq',
  `-oDPkg::Lock::Timeout=${LOCK_WAIT_S}`,
  `-oAcquire::http::Timeout=${MIRROR_WAIT_S}`,
  `-oAcquire::https::Timeout=${MIRROR_WAIT_S}`,
  '-oAcquire::Retries=1',
  '-oDpkg::Options::=--force-confold',
];

/** @param {string} file */
export const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The first of these programs that a folder of PATH holds, or null. @param {readonly string[]} programs */
export const findOnPath = (programs) => {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return programs.flatMap((program) => folders.map((folder) => path.join(folder, program))).find(isExecutable) ?? null;
};

export const isRoot = () => process.getuid?.() === 0;

/**
 * Whether packages are ours to install: on Debian, by root, never by asking for anybody's password.
 *
 * @param {{ osRelease: string, isRoot: boolean, hasApt: boolean }} machine
 */
export const mayInstall = ({ osRelease, isRoot: isAdmin, hasApt }) =>
  /^ID="?debian"?$/m.test(osRelease) && isAdmin && hasApt;

export const canUseApt = () =>
  mayInstall({
    osRelease: existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '',
    isRoot: isRoot(),
    hasApt: existsSync('/usr/bin/apt-get'),
  });

/**
 * Installs a package. What has no answer in time counts as not there; services that it brings are not started.
 *
 * @param {string} packageName
 * @param {typeof run} [runProgram]
 * @returns {Promise<boolean>} whether it is there now
 */
export const installDebianPackage = async (packageName, runProgram = run) => {
  // RUNLEVEL: a package's own service stays off, tests start servers of their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_MODE: 'a', RUNLEVEL: '1' };
  const options = /** @type {const} */ ({ show: 'stderr', env, timeoutMs: INSTALL_MS });
  // Lists that cannot be fetched anew may still name the package.
  await runProgram('apt-get', [...APT_OPTIONS, 'update'], options);
  const install = [...APT_OPTIONS, 'install', '-y', '--no-install-recommends', packageName];
  const installed = await runProgram('apt-get', install, options);
  return installed.exitCode === 0;
};
