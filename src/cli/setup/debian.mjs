/** Programs on this machine: found on the path, or installed by Debian's apt-get where that is ours to do. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './project.mjs';

/** A slow mirror must not hold a test run up for ever. */
const INSTALL_MS = 300_000;

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

const isDebian = () =>
  existsSync('/etc/os-release') && /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
export const isRoot = () => process.getuid?.() === 0;
export const canUseApt = () => isDebian() && isRoot() && existsSync('/usr/bin/apt-get');

/**
 * @param {string} packageName
 * @returns {Promise<boolean>} whether it is there now
 */
export const installDebianPackage = async (packageName) => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { show: 'stderr', env, timeoutMs: INSTALL_MS });
  const { exitCode } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', packageName], {
    show: 'stderr',
    env,
    timeoutMs: INSTALL_MS,
  });
  return exitCode === 0;
};
