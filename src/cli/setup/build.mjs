/**
 * Builds the client into `dist/` when anything it is made of has changed since the last build.
 *
 * The stamp lies in `dist/` itself, which Vite empties on every build, so the two cannot disagree.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject, projectFolder, projectNode, run, SetupError, say, secondsSince } from './project.mjs';

const INPUTS = [
  'index.html',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'src',
  'rules',
  'test/oracle',
  'assets',
  'public',
];
const STAMP = inProject('dist', '.inputs');

/**
 * Every file under a path, sorted, so that the hash does not depend on the file system.
 *
 * @param {string} place
 * @returns {string[]}
 */
const filesUnder = (place) => {
  const entries = readdirSync(place, { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesUnder(path.join(place, entry.name)) : [path.join(place, entry.name)],
    );
};

/**
 * One hash over names and contents of the files and folders given.
 *
 * @param {string} folder
 * @param {readonly string[]} inputs
 */
export const hashInputs = (folder, inputs) => {
  const hash = createHash('sha256');
  for (const input of inputs) {
    const place = path.join(folder, input);
    if (!existsSync(place)) continue;
    const files = path.extname(input) === '' ? filesUnder(place) : [place];
    for (const file of files) {
      const bytes = readFileSync(file);
      hash.update(`${path.relative(folder, file).replaceAll('\\', '/')}\0${bytes.length}\0`).update(bytes);
    }
  }
  return hash.digest('hex');
};

/** Brings `dist/` up to date. Throws a `SetupError` when the build fails. */
export const ensureBuilt = async () => {
  const inputsHash = hashInputs(projectFolder, INPUTS);
  if (existsSync(inProject('dist', 'index.html')) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputsHash)
    return;

  const startedMs = Date.now();
  say('Building the client…');
  const { exitCode, output } = await run(projectNode() ?? process.execPath, [
    inProject('node_modules', 'vite', 'bin', 'vite.js'),
    'build',
    '--logLevel',
    'warn',
  ]);
  if (exitCode !== 0) {
    say(output.trimEnd());
    throw new SetupError('setup/build-failed', `vite build ended with exit code ${exitCode}; its messages stand above`);
  }
  writeFileSync(STAMP, inputsHash);
  say(`Client built in ${secondsSince(startedMs)}.`);
};
