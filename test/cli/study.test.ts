/** `study` on the command line: the same bytes however it is played, nothing lost by a stop, a full disk told. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { PlayChunks } from '../../src/cli/study/playChunks.ts';
import { readStudy, runStudy } from '../../src/cli/study/run.ts';
import { MANIFEST_SCHEMA } from '../../src/cli/study/schema.ts';
import { chunkRunner, type ChunkResult, MEASURE_IDS } from '../../src/study/index.ts';
import { manifestJsonSchema } from '../../src/study/plan/manifest.ts';
import { listen } from '../support/commandLine.ts';

const MANIFEST = `study: small
scenario: tutorial
seed: small-1
draws: 20
assumptions:
- path: environment.avoidanceFrac
- { path: economy.rampFactor, distribution: pert }
players: { us: balancer, cn: raider }
variants:
- id: none
- { id: hot, players: { us: { bot: balancer, weights: { backupCover: 0.8, backupTier: 2 } } } }
outputs: [us.margin, worldScore]
`;

let root: string;
let manifest: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dawnline-study-'));
  manifest = path.join(root, 'small.yaml');
  writeFileSync(manifest, MANIFEST);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const study = async (...args: readonly string[]) => {
  const { heard, io } = listen();
  return { code: await main(['study', ...args], io), ...heard };
};

/** Every file of a folder with its bytes. */
const bytesOf = (dir: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((name) => path.extname(name) !== '')
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((name) => [name, readFileSync(path.join(dir, name), 'base64')]),
  );

const requestAt = (out: string, isResumed: boolean) => {
  const request = readStudy({ out, resume: isResumed }, manifest);
  if (!request.ok) throw new Error(JSON.stringify(request.error));
  const runner = chunkRunner(request.value.ruleset, request.value.plan);
  if (!runner.ok) throw new Error(runner.error.code);
  return { request: request.value, run: runner.value };
};

/** Plays in this thread, as far as the signal lets it, and tells each result twice, as after a loss. */
const here =
  (run: ReturnType<typeof requestAt>['run'], onEach: (result: ChunkResult) => void = () => {}): PlayChunks =>
  (chunks, onChunk, signal) => {
    for (const chunk of chunks) {
      if (signal.aborted) break;
      const result = run(chunk);
      onChunk(result);
      onChunk(result);
      onEach(result);
    }
    return Promise.resolve();
  };

describe('study run', () => {
  let whole: string;
  let told: Awaited<ReturnType<typeof study>>;
  beforeAll(async () => {
    whole = path.join(root, 'whole');
    told = await study('run', manifest, '--out', whole, '--workers', '1');
  }, 60_000);

  it('tells how far it is and what it found', () => {
    expect(told.err).toContain('40 of 40 games');
    expect(told.out).toContain('us.margin');
    expect(told.code).toBe(0);
  });

  it('writes manifest, plan, tables, summary and charts, and leaves no log', () => {
    expect(readdirSync(whole)).toEqual([
      'charts',
      'games.csv',
      'games.jsonl',
      'games.parquet',
      'manifest.yaml',
      'plan.json',
      'summary.json',
      'summary.txt',
    ]);
    expect(readFileSync(path.join(whole, 'manifest.yaml'), 'utf8')).toBe(MANIFEST);
    expect(JSON.parse(readFileSync(path.join(whole, 'summary.json'), 'utf8'))).toMatchObject({
      games: 40,
      of: 40,
      rulesetHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      engineVersion: expect.any(String),
    });
    for (const chart of readdirSync(path.join(whole, 'charts')))
      expect(readFileSync(path.join(whole, 'charts', chart), 'utf8')).toMatch(/^<svg .*<\/svg>\n$/s);
  });

  it('writes the same table in all three forms', async () => {
    const lines = readFileSync(path.join(whole, 'games.jsonl'), 'utf8').trim().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows).toHaveLength(40);
    const bytes = readFileSync(path.join(whole, 'games.parquet'));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    expect(await parquetReadObjects({ file })).toEqual(rows);
    const [head = '', ...cells] = readFileSync(path.join(whole, 'games.csv'), 'utf8').trim().split('\n');
    expect(head.split(',')).toEqual(Object.keys(rows[0] ?? {}));
    expect(cells.map((line) => line.split(','))).toEqual(rows.map((row) => Object.values(row).map(String)));
    for (const id of MEASURE_IDS) expect(head).toContain(id);
  });

  it('gives the same bytes on two workers', async () => {
    const out = path.join(root, 'two');
    expect((await study('run', manifest, '--out', out, '--workers', '2')).code).toBe(0);
    expect(bytesOf(out)).toEqual(bytesOf(whole));
  });

  it('keeps what was played when it is stopped, shows it, and goes on to the same bytes', async () => {
    const out = path.join(root, 'stopped');
    const stop = new AbortController();
    const { request, run } = requestAt(out, false);
    const first = listen();
    expect(
      await runStudy(
        request,
        here(run, () => stop.abort()),
        first.io,
        stop.signal,
      ),
    ).toBe(1);
    expect(first.heard.err).toContain('--resume');
    const shown = await study('show', out);
    expect(shown.out).toContain('16 of 40 games');
    expect((await study('run', manifest, '--out', out)).err).toContain('study/folder-in-use');
    // What a kill leaves: a last line that was not written to its end.
    appendFileSync(path.join(out, 'chunks.jsonl'), '{"index":1,"rows":[{"ga');
    const again = requestAt(out, true);
    const indices: number[] = [];
    const play = here(again.run, ({ index }) => indices.push(index));
    expect(await runStudy(again.request, play, listen().io, new AbortController().signal)).toBe(0);
    expect(indices).toEqual([1, 2]);
    expect(bytesOf(out)).toEqual(bytesOf(whole));
    expect((await study('run', manifest, '--out', out, '--resume')).err).toContain('is done already');
  });

  it('plays again what the log holds damaged', async () => {
    const out = path.join(root, 'damaged');
    const { request, run } = requestAt(out, false);
    const stop = new AbortController();
    let done = 0;
    const play = here(run, () => {
      done += 1;
      if (done === 2) stop.abort();
    });
    await runStudy(request, play, listen().io, stop.signal);
    const log = path.join(out, 'chunks.jsonl');
    const [first = '', second = ''] = readFileSync(log, 'utf8').split('\n');
    writeFileSync(log, `${first.slice(0, first.length / 2)}\n${second}\n`);
    const again = requestAt(out, true);
    expect(await runStudy(again.request, here(again.run), listen().io, new AbortController().signal)).toBe(0);
    expect(bytesOf(out)).toEqual(bytesOf(whole));
  });

  it.skipIf(!existsSync('/dev/full'))('tells of a full disk, and what was played stays readable', async () => {
    const out = path.join(root, 'full');
    const { request, run } = requestAt(out, false);
    const stop = new AbortController();
    await runStudy(
      request,
      here(run, () => stop.abort()),
      listen().io,
      stop.signal,
    );
    const log = path.join(out, 'chunks.jsonl');
    const kept = path.join(root, 'kept.jsonl');
    renameSync(log, kept);
    symlinkSync('/dev/full', log);
    const full = requestAt(out, true);
    const heard = listen();
    expect(await runStudy(full.request, here(full.run), heard.io, new AbortController().signal)).toBe(2);
    expect(heard.heard.err).toContain('study/disk-full');
    renameSync(kept, log);
    expect((await study('show', out)).out).toContain('16 of 40 games');
  });

  it('says no mean of what nobody has played', async () => {
    const out = path.join(root, 'unplayed');
    const { request, run } = requestAt(out, false);
    const stop = new AbortController();
    await runStudy(
      request,
      here(run, () => stop.abort()),
      listen().io,
      stop.signal,
    );
    writeFileSync(path.join(out, 'chunks.jsonl'), '');
    const shown = (await study('show', out)).out;
    expect(shown).toContain('0 of 40 games');
    expect(shown).not.toContain('mean with its 95% error');
  });

  it('writes into nothing that is no folder of its own', async () => {
    const file = path.join(root, 'a-file');
    writeFileSync(file, '');
    for (const out of [file, path.join(file, 'below'), '/proc/no-such-place'].slice(0, existsSync('/proc') ? 3 : 2)) {
      const { code, err } = await study('run', manifest, '--out', out);
      expect([out, code]).toEqual([out, 2]);
      expect(err).toContain('cli/cannot-write');
      expect(err).not.toContain('is kept');
    }
    const other = path.join(root, 'somebody-else');
    mkdirSync(other);
    writeFileSync(path.join(other, 'manifest.yaml'), 'mine');
    expect((await study('run', manifest, '--out', other, '--resume')).err).toContain('study/no-study');
    expect(readFileSync(path.join(other, 'manifest.yaml'), 'utf8')).toBe('mine');
    writeFileSync(path.join(other, 'plan.json'), '{"format":"dawnline-study"}');
    expect((await study('show', other)).err).toContain('study/no-study');
  });

  it('refuses to go on with another study', async () => {
    const other = path.join(root, 'other.yaml');
    writeFileSync(other, MANIFEST.replace('small-1', 'small-2'));
    expect((await study('run', other, '--out', whole, '--resume')).err).toContain('study/other-study');
  });
});

describe('study', () => {
  it('tells what is wrong with a manifest, a line each, and exits with 2', async () => {
    const bad = path.join(root, 'bad.yaml');
    writeFileSync(bad, `${MANIFEST}pack: nowhere\nbranch: { record: none.json, fromTurn: 1 }\n`);
    const { code, err } = await study('run', bad, '--out', path.join(root, 'bad'));
    expect(code).toBe(2);
    expect(err).toMatch(/bad\.yaml:13 .*game\/unknown-pack/);
    expect(err).toMatch(/bad\.yaml:14 .*study\/missing-record/);
    expect(existsSync(path.join(root, 'bad'))).toBe(false);
  });

  it('has a JSON Schema that says what the manifest may hold', () => {
    expect(readFileSync(MANIFEST_SCHEMA, 'utf8')).toBe(manifestJsonSchema());
  });

  it('explains itself, and refuses what it does not know', async () => {
    expect((await study('--help')).out).toContain('manifest');
    expect((await study('run', '--help')).out).toContain('--resume');
    expect((await study('dance')).code).toBe(2);
    expect((await study('show', root)).err).toContain('study/no-study');
    expect((await study('run')).code).toBe(2);
  });
});
