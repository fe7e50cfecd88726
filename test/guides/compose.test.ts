/** docs/guides/compose.yaml starts servers as they are: with options, environment and files that there really are. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { serveCommand } from '../../src/cli/commands/serve.ts';
import { runLine } from '../support/commandLine.ts';

const FOLDER = 'docs/guides';
interface Service {
  readonly command?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
}
const compose = parse(readFileSync(path.join(FOLDER, 'compose.yaml'), 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const services = Object.entries(compose.services);
const START = 'npm start -- ';
const ours = services.flatMap(([name, service]) =>
  service.command?.startsWith(START) === true ? [{ name, service, args: service.command.slice(START.length) }] : [],
);

const serve = runLine(serveCommand.run);

test('its processes take options and environment that `serve` has, and each says its own name to the others', async () => {
  const { out: help } = await serve('--help');
  expect(ours).toHaveLength(2);
  for (const { name, service, args } of ours) {
    for (const [option] of args.matchAll(/--[a-z-]+/g)) expect(help).toContain(`  ${option} `);
    expect(args).toContain(`--reach ${name} `);
    for (const variable of Object.keys(service.environment ?? {})) expect(help).toContain(`$${variable}`);
  }
  // `serve` refuses a Redis without a database that several processes share.
  expect(ours.map(({ service }) => service.environment?.SESSIONS)).toEqual([
    expect.stringMatching(/^postgres:/),
    expect.stringMatching(/^postgres:/),
  ]);
});

test('whatever it mounts, waits for and passes on to is there', () => {
  const names = new Set(services.map(([name]) => name));
  for (const [, { volumes = [], depends_on: awaited = [] }] of services) {
    for (const name of Array.isArray(awaited) ? (awaited as readonly string[]) : Object.keys(awaited))
      expect(names).toContain(name);
    for (const volume of volumes) {
      const [from = ''] = volume.split(':');
      if (from.startsWith('.')) expect(existsSync(path.join(FOLDER, from))).toBe(true);
      else expect(compose.volumes).toHaveProperty(from);
    }
  }
  const door = readFileSync(path.join(FOLDER, 'compose-nginx.conf'), 'utf8');
  const passedTo = [...door.matchAll(/server (\w+):8124/g)].map(([, name]) => name);
  expect(passedTo).toEqual(ours.map(({ name }) => name));
});
