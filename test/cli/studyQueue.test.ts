/**
 * Studies over a queue, against a real Redis: the same bytes as on one worker though workers are killed on the
 * way, nothing counted twice, and a coded answer where the queue is lost, from which a later run goes on.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CommandIo } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';
import { playOverRedis } from '../../src/cli/study/playOverRedis.ts';
import { KEY_PREFIX, type QueuedChunk, queueNameOf } from '../../src/cli/study/queue.ts';
import { StudyStopped } from '../../src/cli/study/problems.ts';
import { LOG_FILE } from '../../src/cli/study/resultsFolder.ts';
import { readRedisUrl } from '../../src/cli/study/redisUrl.ts';
import { workOverRedis } from '../../src/cli/study/redisWorker.ts';
import { freePort } from '../../src/cli/setup/project.mjs';
import { type Chunk, type ChunkResult, chunksOf, makePlan, type Plan, type PlanPlayer } from '../../src/study/index.ts';
import type { Problem } from '../../src/units/result.ts';
import { gameOf } from '../support/game.ts';
import { ruleset } from '../support/ruleset.ts';
import { describeWith, type Service, startRedis } from '../support/services.ts';

const bot = (id: 'balancer' | 'raider'): PlanPlayer => ({ kind: 'bot', id, weights: {} });
const planOf = (draws: number, chunkGames: number, seed = 'queue'): Plan =>
  makePlan(gameOf(ruleset, 'tutorial'), {
    id: 'queue',
    seed,
    draws,
    chunkGames,
    variants: [{ id: 'as-it-is', players: { us: bot('balancer'), cn: bot('raider') }, levels: [] }],
  });

const MANIFEST = `study: queued
scenario: tutorial
seed: queued-1
draws: 400
assumptions:
- path: environment.avoidanceFrac
players: { us: balancer, cn: raider }
variants:
- id: none
- { id: hot, players: { us: { bot: balancer, weights: { backupCover: 0.8, backupTier: 2 } } } }
outputs: [us.margin, worldScore]
`;
/** Five processes are started one after the other. */
const TIMEOUT_MS = 240_000;
const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** Every file of a folder with its bytes. */
const bytesOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.join(parentPath, name))
      .map((file) => [path.relative(folder, file), readFileSync(file, 'base64')]),
  );

/** A result with the numbers of a chunk's games and nothing else, for tests of the queue alone. */
const emptyResult = ({ index, first, count }: Chunk): ChunkResult =>
  ({ index, rows: Array.from({ length: count }, (_, place) => ({ game: first + place })) }) as unknown as ChunkResult;

/** What stopped a study, or null. */
const problemOf = async (played: Promise<void>): Promise<Problem | null> => {
  try {
    await played;
    return null;
  } catch (fault) {
    if (fault instanceof StudyStopped) return fault.problem;
    throw fault;
  }
};

const never = new AbortController().signal;
const silent = (): void => undefined;

const indicesOf = (results: readonly ChunkResult[]): readonly number[] =>
  results.map(({ index }) => index).sort((a, b) => a - b);
const allIndices = (plan: Plan): readonly number[] => chunksOf(plan).map(({ index }) => index);

describeWith(['redis'], 'a study over Redis', () => {
  let redis: Service;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.stop());

  /** A worker that answers at once, for as long as the test runs. */
  const withQuickWorker = async <T>(answer: (chunk: Chunk) => ChunkResult, run: () => Promise<T>): Promise<T> => {
    const worker = new Worker<QueuedChunk, ChunkResult>(queueNameOf(ruleset), async ({ data }) => answer(data.chunk), {
      connection: { url: redis.url },
      prefix: KEY_PREFIX,
      runRetryDelay: 100,
      // A crash of Redis can eat the answer that gives it a chunk, which then waits for this lock.
      lockDuration: 1000,
      stalledInterval: 500,
      maxStalledCount: 10,
    });
    worker.on('error', silent);
    try {
      return await run();
    } finally {
      await worker.close(true);
    }
  };
  /** Does something at a moment at which workers, which stand still meanwhile, hold a chunk. */
  const whileHolding = async (workers: readonly ChildProcess[], act: () => void): Promise<void> => {
    const client = new Redis(redis.url);
    try {
      await vi.waitFor(async () => {
        for (const each of workers) each.kill('SIGSTOP');
        // What they had said before they stood still has been heard when this is answered.
        await client.ping();
        const held = await client.llen(`${KEY_PREFIX}:${queueNameOf(ruleset)}:active`);
        if (held === 0) for (const each of workers) each.kill('SIGCONT');
        expect(held).toBeGreaterThan(0);
      }, TIMEOUT_MS);
      act();
    } finally {
      client.disconnect();
    }
  };
  /** Plays chunks, with what `onChunk` makes of them; what it was told, and what it came to. */
  const playChunks = async (
    plan: Plan,
    chunks: readonly Chunk[],
    { onChunk = silent as (result: ChunkResult) => void, patienceMs = 10_000, signal = never } = {},
  ) => {
    const results: ChunkResult[] = [];
    const lines: string[] = [];
    const play = playOverRedis({ url: redis.url, ruleset, plan, patienceMs, say: (line) => lines.push(line) });
    const take = (result: ChunkResult): void => {
      results.push(result);
      onChunk(result);
    };
    const problem = await problemOf(play(chunks, take, signal));
    return { results, lines, problem };
  };

  test(
    'gives the files of one worker, though the study and all of its workers are killed on the way',
    async () => {
      const root = mkdtempSync(path.join(tmpdir(), 'dawnline-queue-'));
      const manifest = path.join(root, 'small.yaml');
      writeFileSync(manifest, MANIFEST);
      const at = (name: string): string => path.join(root, name);
      const processes: ChildProcess[] = [];
      const start = (...args: readonly string[]): void => {
        processes.push(spawn(process.execPath, [MAIN, 'study', ...args], { stdio: 'ignore' }));
      };
      const startWorker = (): void => start('worker', '--redis', redis.url, '--workers', '1', '--lost-after', '1');
      const lines: string[] = [];
      const io: CommandIo = {
        stdin: (async function* () {})(),
        stdout: silent,
        stderr: (text) => lines.push(text),
      };
      const run = (...args: readonly string[]): Promise<number> => main(['study', 'run', manifest, ...args], io);
      try {
        startWorker();
        startWorker();
        const workers = [...processes];
        start('run', manifest, '--redis', redis.url, '--out', at('queued'));
        const log = path.join(at('queued'), LOG_FILE);
        await vi.waitFor(() => expect(readFileSync(log, 'utf8').split('\n').length).toBeGreaterThan(2), TIMEOUT_MS);
        await whileHolding(workers, () => {
          for (const each of processes.splice(0)) each.kill('SIGKILL');
        });
        const resumed = run('--redis', redis.url, '--out', at('queued'), '--resume');
        // It listens by now: of a chunk that is found lost before, nobody would tell it.
        await vi.waitFor(() => expect(lines.join('')).toContain('no worker has joined yet'), TIMEOUT_MS);
        startWorker();
        expect(await resumed).toBe(0);
        expect(lines.join('')).toContain('is played again: its worker was lost');
        const alone = run('--out', at('alone'), '--workers', '1');
        expect(await alone).toBe(0);
        expect(bytesOf(at('queued'))).toEqual(bytesOf(at('alone')));
      } finally {
        for (const each of processes) each.kill('SIGKILL');
        rmSync(root, { recursive: true });
      }
    },
    TIMEOUT_MS,
  );

  test('counts a chunk once, though its result is heard twice', async () => {
    const plan = planOf(600, 1);
    await withQuickWorker(emptyResult, async () => {
      const both = [playChunks(plan, chunksOf(plan)), playChunks(plan, chunksOf(plan))];
      for (const { results, problem } of await Promise.all(both)) {
        expect(problem).toBeNull();
        expect(indicesOf(results)).toEqual(allIndices(plan));
      }
    });
  });

  test('goes on from what an interrupted run left in the queue', async () => {
    const plan = planOf(100, 1);
    const played: number[] = [];
    const count = (chunk: Chunk): ChunkResult => {
      played.push(chunk.index);
      return emptyResult(chunk);
    };
    await withQuickWorker(count, async () => {
      const results: ChunkResult[] = [];
      const full = playChunks(plan, chunksOf(plan), {
        onChunk: (result) => {
          if (results.length === 10) throw new Error('the disk is full');
          results.push(result);
        },
      });
      await expect(full).rejects.toThrow('the disk is full');
      await vi.waitFor(() => expect(played.length).toBe(100), 10_000);
      const known = new Set(indicesOf(results));
      const rest = await playChunks(
        plan,
        chunksOf(plan).filter(({ index }) => !known.has(index)),
      );
      expect(indicesOf([...results, ...rest.results])).toEqual(allIndices(plan));
      expect(played.length).toBe(100);
    });
  });

  test('says by code that the queue is lost, keeps what it has, and goes on when there is a queue again', async () => {
    const plan = planOf(300, 1);
    await withQuickWorker(emptyResult, async () => {
      const kills: Promise<void>[] = [];
      const { results, problem } = await playChunks(plan, chunksOf(plan), {
        patienceMs: 500,
        onChunk: () => {
          if (kills.length === 0) kills.push(redis.kill());
        },
      });
      await Promise.all(kills);
      expect(problem).toMatchObject({ code: 'study/queue-lost' });
      expect(results.length).toBeGreaterThan(0);
      expect(results.length).toBeLessThan(300);
      await redis.start();
      const known = new Set(indicesOf(results));
      const rest = await playChunks(
        plan,
        chunksOf(plan).filter(({ index }) => !known.has(index)),
      );
      expect(rest.problem).toBeNull();
      expect(indicesOf([...results, ...rest.results])).toEqual(allIndices(plan));
    });
  });

  test('outlives a Redis that is restarted, and one that forgets everything', async () => {
    const plan = planOf(300, 1);
    const client = new Redis(redis.url);
    client.on('error', silent);
    await withQuickWorker(emptyResult, async () => {
      let done = 0;
      let forgotten: Promise<unknown> = Promise.resolve();
      const onChunk = (): void => {
        done += 1;
        if (done === 50) forgotten = client.flushall();
        if (done === 150) forgotten = redis.kill().then(redis.start);
      };
      const { results, problem } = await playChunks(plan, chunksOf(plan), { onChunk });
      await forgotten;
      expect(problem).toBeNull();
      expect(indicesOf(results)).toEqual(allIndices(plan));
    });
    client.disconnect();
  });

  test('stops when it is told to, and leaves nothing to be played', async () => {
    const plan = planOf(200, 1);
    const stop = new AbortController();
    const { results, problem } = await withQuickWorker(emptyResult, () =>
      playChunks(plan, chunksOf(plan), { onChunk: () => stop.abort(), signal: stop.signal }),
    );
    expect(problem).toBeNull();
    expect(results.length).toBe(1);
    const client = new Redis(redis.url);
    expect(await client.llen(`${KEY_PREFIX}:${queueNameOf(ruleset)}:wait`)).toBe(0);
    client.disconnect();
  });

  test.each([
    [
      'throws',
      (): ChunkResult => {
        throw new Error('out of memory');
      },
      'out of memory',
    ],
    [
      'gives the games of another chunk',
      (chunk: Chunk) => emptyResult({ ...chunk, first: chunk.first + 1 }),
      'another',
    ],
    ['gives too few games', (chunk: Chunk) => emptyResult({ ...chunk, count: chunk.count - 1 }), 'another'],
    ['gives something else', () => null as unknown as ChunkResult, 'another'],
  ])('is stopped by a worker that %s', async (_, answer, got) => {
    const plan = planOf(10, 5);
    const { results, problem } = await withQuickWorker(answer, () => playChunks(plan, chunksOf(plan)));
    expect(problem).toMatchObject({ code: 'study/chunk-failed', got: expect.stringContaining(got) });
    expect(results).toEqual([]);
  });

  test('is not played by a worker of other rules, which says so', async () => {
    const plan = planOf(4, 1);
    const other = { ...ruleset, hash: 'f'.repeat(64) };
    const leave = new AbortController();
    const stop = new AbortController();
    const lines: string[] = [];
    const running = playChunks(plan, chunksOf(plan), { signal: stop.signal });
    const client = new Redis(redis.url);
    await vi.waitFor(async () => expect(await client.llen(`${KEY_PREFIX}:${queueNameOf(ruleset)}:wait`)).toBe(4));
    client.disconnect();
    const say = (line: string): void => void lines.push(line);
    const worker = workOverRedis({
      url: redis.url,
      ruleset: other,
      threads: 1,
      lostAfterMs: 1000,
      say,
      signal: leave.signal,
    });
    await vi.waitFor(() => expect(lines.join('\n')).toContain('study/other-rules'));
    stop.abort();
    leave.abort();
    expect(await worker).toBeNull();
    expect((await running).results).toEqual([]);
  });

  test('says at once that there is no Redis', async () => {
    const url = `redis://:secret@127.0.0.1:${await freePort()}`;
    const plan = planOf(4, 1);
    const problem = await problemOf(playOverRedis({ url, ruleset, plan, say: silent })(chunksOf(plan), silent, never));
    expect(problem).toMatchObject({ code: 'study/queue-lost' });
    expect(JSON.stringify(problem)).not.toContain('secret');
    const worker = await workOverRedis({ url, ruleset, threads: 1, lostAfterMs: 1000, say: silent, signal: never });
    expect(worker).toMatchObject({ code: 'study/queue-lost' });
  });
});

test.each(['', 'localhost:6379', 'http://localhost', 'redis:/localhost', 'redis://', 'redis://user:secret@'])(
  'an address that is none of a Redis is refused: %s',
  (url) => {
    const read = readRedisUrl(url);
    expect(read).toMatchObject({ ok: false, error: { code: 'cli/bad-argument' } });
    expect(JSON.stringify(read)).not.toContain('secret');
  },
);
