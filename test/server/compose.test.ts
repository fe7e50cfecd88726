/** The compose file of the guide: what it hands to `serve` is what `serve` takes, and its parts know each other. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = new URL('../../', import.meta.url);
const GUIDES = new URL('docs/guides/', ROOT);

interface ComposeService {
  readonly image: string;
  readonly command?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: readonly string[] | Readonly<Record<string, object>>;
  readonly volumes?: readonly string[];
  readonly healthcheck?: object;
}
interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, null>>;
}

const compose = parse(readFileSync(new URL('compose.yaml', GUIDES), 'utf8'), { merge: true }) as Compose;
const proxy = readFileSync(new URL('compose-nginx.conf', GUIDES), 'utf8');
const help = execFileSync(process.execPath, [new URL('src/cli/main.ts', ROOT).pathname, 'serve', '--help'], {
  encoding: 'utf8',
});
const processes = Object.entries(compose.services).filter(([, { command = '' }]) => command.startsWith('npm start'));
const words = ({ command = '' }: ComposeService): readonly string[] => command.split(' ');
const after = (list: readonly string[], flag: string): string | undefined => list[list.indexOf(flag) + 1];

describe('compose.yaml', () => {
  it('runs several processes, with flags and variables that serve knows', () => {
    expect(processes).toHaveLength(2);
    for (const [, service] of processes) {
      const flags = words(service).filter((word) => word.startsWith('--') && word !== '--');
      expect(flags.filter((flag) => !new RegExp(`^ +${flag}\\b`, 'm').test(help))).toEqual([]);
      const variables = Object.keys(service.environment ?? {});
      expect(variables.filter((name) => !help.includes(`$${name}`))).toEqual([]);
      expect(service.environment?.['SESSIONS']).toMatch(/^postgres:\/\//);
      expect(words(service)).toContain('--behind-proxy');
    }
  });

  it('has each process reached by the others under the name of its service', () => {
    for (const [name, service] of processes) expect(after(words(service), '--reach')).toBe(name);
  });

  it('brings the proxy to every process, with the headers that sockets and limits need', () => {
    const upstream = /upstream dawnline \{([^}]*)\}/.exec(proxy)?.[1] ?? '';
    const reached = [...upstream.matchAll(/server (\S+);/g)].map(([, place]) => place);
    expect(reached).toEqual(processes.map(([name, service]) => `${name}:${after(words(service), '--port')}`));
    for (const header of ['Upgrade', 'Connection', 'X-Forwarded-For', 'Host'])
      expect(proxy).toContain(`proxy_set_header ${header} `);
  });

  it('waits for what it needs, and names no service, volume or host that it does not have', () => {
    const names = Object.keys(compose.services);
    for (const { depends_on: needed = [], environment = {}, volumes = [] } of Object.values(compose.services)) {
      const services = Array.isArray(needed) ? needed : Object.keys(needed);
      expect(services.filter((name: string) => !names.includes(name))).toEqual([]);
      if (!Array.isArray(needed))
        for (const name of services) expect(compose.services[name]?.healthcheck, name).toBeDefined();
      const hosts = Object.values(environment).flatMap((value) => /@([\w-]+):\d+/.exec(value)?.[1] ?? []);
      expect(hosts.filter((name) => !names.includes(name))).toEqual([]);
      const named = volumes.map((each) => each.split(':', 1)[0] ?? '').filter((name) => !name.startsWith('.'));
      expect(named.filter((name) => !(name in compose.volumes))).toEqual([]);
    }
  });

  it('keeps no password of its own', () => {
    const text = readFileSync(new URL('compose.yaml', GUIDES), 'utf8');
    for (const [, value] of text.matchAll(/PASSWORD: (.+)/g)) expect(value).toMatch(/^\$\{\w+:\?\}$/);
  });
});
