/** `rules` on the command line and the client's build plugin, both on real folders. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { rulesCommand } from '../../src/cli/commands/rules.ts';
import { readRulesFolder } from '../../src/cli/rulesFolder.ts';
import { rulesetPlugin } from '../../src/cli/rulesetPlugin.ts';
import { ruleset, rulesFiles } from '../support/ruleset.ts';
import { runLine } from '../support/commandLine.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const makeFolder = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'dawnline-rules-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
};

const run = runLine(rulesCommand.run);

const breakVehicles = (): string =>
  makeFolder({ ...rulesFiles, 'vehicles.yaml': (rulesFiles['vehicles.yaml'] ?? '').replace('unit: kg', 'unit: lb') });

describe('rules check', () => {
  it('says what is in order', async () => {
    const { code, out, err } = await run('check');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`${Object.keys(ruleset.provenance).length} quantities`);
    const json = await run('check', '--json');
    expect(json.code).toBe(0);
    expect(JSON.parse(json.out)).toMatchObject({ ok: true, hash: ruleset.hash });
  });

  it('prints one problem on one line and exits 1', async () => {
    const folder = breakVehicles();
    const { code, out } = await run('check', folder);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^vehicles\.yaml:\d+ vehicles\.[a-z0-9-]+\.payloadKg\.unit rules\/wrong-unit expected kg got "lb"\n$/,
    );
    const json = await run('check', folder, '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      ok: false,
      problems: [{ code: 'rules/wrong-unit', file: 'vehicles.yaml' }],
    });
  });

  it('exits 2 where there is nothing to read', async () => {
    const missing = await run('check', join(makeFolder({}), 'absent'));
    expect(missing.code).toBe(2);
    expect(missing.out).toContain('rules/unreadable-folder');
    const binary = await run('check', makeFolder({ ...rulesFiles, 'chips.yaml': Uint8Array.of(0x61, 0xff, 0xfe) }));
    expect(binary.code).toBe(2);
    expect(binary.out).toMatch(/^chips\.yaml chips\.yaml rules\/unreadable-file /);
    expect((await run('check', makeFolder({}))).code).toBe(1);
  });
});

describe('rules show', () => {
  it('prints a quantity with its source', async () => {
    const path = 'vehicles.falcon-9.payloadKg';
    const quantity = ruleset.provenance[path];
    const { code, out } = await run('show', path);
    expect(code).toBe(0);
    expect(out).toContain(`${quantity?.value} kg`);
    expect(out).toContain(`${quantity?.low} … ${quantity?.high} kg`);
    expect(out).toContain(ruleset.sources[quantity?.source ?? '']?.title);
    expect(JSON.parse((await run('show', path, '--json')).out)).toMatchObject({ [path]: quantity });
  });

  it('prints all quantities below a path', async () => {
    const { code, out } = await run('show', 'vehicles.falcon-9', '--json');
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(out) as object).every((path) => path.startsWith('vehicles.falcon-9.'))).toBe(true);
  });

  it('suggests names for a path that does not exist', async () => {
    const { code, err } = await run('show', 'vehicles.falcon-9.payload');
    expect(code).toBe(2);
    expect(err).toContain('perhaps vehicles.falcon-9.payloadKg');
    expect((await run('show', 'vehicles', '--rules', breakVehicles())).code).toBe(1);
  });
});

describe('rules schema', () => {
  it('writes, compares, and removes what belongs to no schema', async () => {
    const out = join(makeFolder({}), 'schema');
    expect(await run('schema', '--check', '--out', out)).toMatchObject({
      code: 1,
      out: expect.stringContaining('stale vehicles.json'),
    });
    expect(await run('schema', '--out', out)).toMatchObject({
      code: 0,
      out: expect.stringContaining('written vehicles.json'),
    });
    expect(await run('schema', '--check', '--out', out)).toMatchObject({
      code: 0,
      out: 'the JSON Schemas are up to date\n',
    });
    writeFileSync(join(out, 'dragons.json'), '{}');
    writeFileSync(join(out, 'chips.json'), '{}');
    expect(await run('schema', '--check', '--out', out)).toMatchObject({
      code: 1,
      out: 'stale chips.json\nstale dragons.json\n',
    });
    expect((await run('schema', '--out', out)).code).toBe(0);
    expect(readdirSync(out)).not.toContain('dragons.json');
  });
});

describe('rules', () => {
  it.each([[[]], [['show']], [['cook']], [['check', '--fast']], [['check', 'a', 'b']], [['schema', 'a']]])(
    'refuses %j with its usage',
    async (args) => {
      const { code, err } = await run(...args);
      expect(code).toBe(2);
      expect(err).toContain('usage:');
    },
  );

  it('explains itself', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('rules check') });
  });
});

describe('readRulesFolder', () => {
  it('reads YAML with any spelling of its extension, and nothing generated', () => {
    const folder = makeFolder({ 'a.yaml': 'a', 'b/c.YML': 'c', 'schema/d.yaml': 'd', 'notes.md': 'n' });
    expect(readRulesFolder(folder)).toEqual({ ok: true, value: { 'a.yaml': 'a', 'b/c.YML': 'c' } });
  });
});

const bundle = async (rulesDir?: string): Promise<string> => {
  const entry = join(
    makeFolder({
      'main.js': "import rules from 'virtual:ruleset';\nexport const hash = rules.hash;\nexport default rules;\n",
    }),
    'main.js',
  );
  const result = await build({
    configFile: false,
    root: dirname(entry),
    logLevel: 'silent',
    plugins: [rulesetPlugin(rulesDir)],
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'rules' } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (output === undefined || !('output' in output)) throw new Error('the build gave no output');
  return output.output[0].code;
};

describe('the build plugin', () => {
  it('gives the compiled rules as a module', async () => {
    const code = await bundle();
    const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      default: unknown;
      hash: string;
    };
    expect(module.hash).toBe(ruleset.hash);
    expect(module.default).toEqual(ruleset);
  });

  it('fails the build with every problem listed', async () => {
    const folder = breakVehicles();
    await expect(bundle(folder)).rejects.toThrow(/vehicles\.yaml:\d+ .*rules\/wrong-unit/);
  });
});
