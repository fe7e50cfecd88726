/**
 * The launcher of every command: `npm start` and `npm run -s dawnline -- <command>`.
 *
 * It makes sure that the dependencies are there (and, for `serve`, the built client), then hands over
 * to `src/cli/main.ts` on the pinned Node: in this process where that is the Node already running, as
 * it is inside npm scripts, else in a child that shares the terminal.
 */
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { inProject, projectNode, runScript } from './project.mjs';

const MAIN = inProject('src', 'cli', 'main.ts');

/** @param {readonly string[]} args */
const needsBuild = (args) => args[0] === 'serve' && !args.includes('--help') && !args.includes('-h');

/**
 * @param {string} node
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
const runInChild = (node, args) =>
  new Promise((resolve, reject) => {
    const child = spawn(node, [MAIN, ...args], { stdio: 'inherit' });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
      process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (exitCode, signal) => resolve(exitCode ?? (signal === 'SIGINT' ? 130 : 143)));
  });

await runScript(async () => {
  const args = process.argv.slice(2);
  await ensureInstalled();
  if (needsBuild(args)) await ensureBuilt();

  const node = projectNode() ?? process.execPath;
  if (realpathSync(node) !== realpathSync(process.execPath)) return runInChild(node, args);
  /** @type {typeof import('../main.ts')} */
  const { runFromShell } = await import(pathToFileURL(MAIN).href);
  return runFromShell(args);
});
