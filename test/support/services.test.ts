/** The servers that other tests lean on: they start, keep what a crash must not lose, and leave nothing behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { describeWith, type Service, withPostgres, withRedis } from './services.ts';

const ask = async <T>(url: string, question: (redis: Redis) => Promise<T>): Promise<T> => {
  const redis = new Redis(url);
  try {
    return await question(redis);
  } finally {
    redis.disconnect();
  }
};

const query = async (url: string, text: string): Promise<readonly unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

describeWith(['redis'], 'a Redis for a test', () => {
  test('is empty, keeps what it answered for over a crash, and is gone afterwards', async () => {
    const folder = await withRedis(async (redis) => {
      expect(await ask(redis.url, (client) => client.dbsize())).toBe(0);
      await ask(redis.url, (client) => client.set('a', '1'));
      await redis.kill();
      await redis.start();
      expect(await ask(redis.url, (client) => client.get('a'))).toBe('1');
      return redis.folder;
    });
    expect(existsSync(folder)).toBe(false);
  });

  test('is gone when the test fails', async () => {
    let failed: Service | null = null;
    const run = withRedis((redis) => {
      failed = redis;
      return Promise.reject(new Error('the test failed'));
    });
    await expect(run).rejects.toThrow('the test failed');
    expect(existsSync((failed as Service | null)?.folder ?? '/')).toBe(false);
  });

  test('is gone when the whole run is killed', async () => {
    const services = fileURLToPath(new URL('./services.ts', import.meta.url));
    const script = `
      const { startRedis } = await import(${JSON.stringify(services)});
      const { url, folder } = await startRedis();
      process.stdout.write(JSON.stringify({ url, folder }));
      setInterval(() => {}, 1000);`;
    const runner = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [told] = await once(runner.stdout, 'data');
    const { url, folder }: Pick<Service, 'url' | 'folder'> = JSON.parse(String(told));
    const [, pid = ''] = /process_id:(\d+)/.exec(await ask(url, (client) => client.info('server'))) ?? [];
    expect(isGone(Number(pid))).toBe(false);
    runner.kill('SIGKILL');
    await vi.waitFor(() => expect([isGone(Number(pid)), existsSync(folder)]).toEqual([true, false]), 10_000);
  });
});

describeWith(['postgres'], 'a PostgreSQL for a test', () => {
  test('is empty, keeps what it committed over a crash, and is gone afterwards', async () => {
    const folder = await withPostgres(async (postgres) => {
      await query(postgres.url, 'create table a (b integer)');
      await query(postgres.url, 'insert into a values (7)');
      await postgres.kill();
      await postgres.start();
      expect(await query(postgres.url, 'select b from a')).toEqual([{ b: 7 }]);
      return postgres.folder;
    });
    expect(existsSync(folder)).toBe(false);
  });
});
