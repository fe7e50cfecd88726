/**
 * The servers that tests talk to, Redis and PostgreSQL: found where they usually are, else installed.
 *
 * Neither is required: without one, the tests that want it are skipped by name. The tests start servers of
 * their own on free loopback ports (`test/support/services.ts`), so what runs on the machine is left alone.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { canUseApt, findOnPath, installDebianPackage, isExecutable } from './debian.mjs';
import { say } from './project.mjs';

/** @typedef {{ name: string, variable: string, find: () => string | null, debian: string }} Service */

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** @param {string} folder */
const holdsPostgres = (folder) =>
  ['initdb', 'postgres', 'pg_isready'].every((program) => isExecutable(path.join(folder, program)));

/** The newest PostgreSQL: Debian keeps its server programs off the path, a folder a version. */
const findPostgres = () => {
  const versions = existsSync(DEBIAN_POSTGRES) ? readdirSync(DEBIAN_POSTGRES).map(Number).filter(Number.isFinite) : [];
  const debian = versions.sort((a, b) => b - a).map((version) => path.join(DEBIAN_POSTGRES, String(version), 'bin'));
  const onPath = findOnPath(['initdb']);
  const folders = onPath === null ? debian : [path.dirname(onPath), ...debian];
  return folders.find(holdsPostgres) ?? null;
};

/** @satisfies {Readonly<Record<string, Service>>} */
const SERVICES = {
  redis: {
    name: 'Redis',
    variable: 'REDIS_SERVER_PATH',
    find: () => findOnPath(['redis-server', 'valkey-server']),
    debian: 'redis-server',
  },
  postgres: {
    name: 'PostgreSQL',
    variable: 'POSTGRES_FOLDER',
    find: findPostgres,
    debian: 'postgresql',
  },
};

/**
 * Where a service's program, or folder of programs, is now; installs nothing.
 *
 * @param {keyof typeof SERVICES} id
 * @returns {string | null}
 */
export const findService = (id) => {
  const asked = process.env[SERVICES[id].variable];
  return asked && existsSync(asked) ? asked : SERVICES[id].find();
};

/**
 * Finds a service, or installs it where that may be done; a failed installation is no fault of the run.
 *
 * @param {Pick<Service, 'name' | 'debian'>} service
 * @param {{ find: () => string | null, mayInstall: () => boolean, install: (packageName: string) => Promise<boolean> }} machine
 * @returns {Promise<string | null>}
 */
export const findOrInstall = async ({ name, debian }, { find, mayInstall, install }) => {
  const found = find();
  if (found !== null || !mayInstall()) return found;
  say(`Installing ${name} by apt-get (once)…`);
  return (await install(debian)) ? find() : null;
};

/**
 * Finds or installs what the tests start.
 *
 * @returns {Promise<NodeJS.ProcessEnv>} variables for the tests' environment
 */
export const ensureServices = async () => {
  /** @type {NodeJS.ProcessEnv} */
  const env = {};
  for (const id of /** @type {const} */ (['redis', 'postgres'])) {
    const machine = { find: () => findService(id), mayInstall: canUseApt, install: installDebianPackage };
    const place = await findOrInstall(SERVICES[id], machine);
    if (place !== null) env[SERVICES[id].variable] = place;
    say(`${SERVICES[id].name}: ${place ?? 'none; the tests that need it are skipped'}`);
  }
  return env;
};
