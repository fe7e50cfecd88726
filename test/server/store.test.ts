/** Both stores: what was kept is there, once, in its order; who holds a log no longer writes nothing; what is erased is gone. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../src/server/store/postgres.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { type HeldLog, NoLongerHeld, type SessionStore } from '../../src/server/store/store.ts';
import type { LogEntry } from '../../src/session/events.ts';
import { describeWith, type Service, startPostgres } from '../support/services.ts';

const entry = (seq: number, mark = ''): LogEntry => ({
  seq,
  atMs: seq,
  cause: { memberId: `m 🛰 ${mark}`, frameId: seq, digest: '' },
  events: [],
});
const session = (sessionId: string) => ({ sessionId, code: `CODE${sessionId}`, openedMs: 1 });

const bytesIn = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(path.join(folder, name)).toString('latin1'))
    .join('');
const opened = async (store: SessionStore, id: string): Promise<HeldLog> => {
  const held = await store.create(session(id), entry(1));
  if (held === null) throw new Error('the code is in use');
  return held;
};
const taken = async (store: SessionStore, id: string): Promise<HeldLog> => {
  const held = await store.hold(id);
  if (held === null) throw new Error('there is no such log');
  return held;
};

const behaves = (store: () => SessionStore): void => {
  it('keeps steps in their order, those sent together too', async () => {
    const held = await opened(store(), 'a');
    const seqs = Array.from({ length: 200 }, (_, place) => place + 2);
    await Promise.all(seqs.map((seq) => held.append(entry(seq))));
    expect((await store().hold('a'))?.entries).toEqual([1, ...seqs].map((seq) => entry(seq)));
    expect(await store().find('CODEa')).toBe('a');
  });

  it('gives a code once, and nothing for what is not there', async () => {
    await store().create(session('b'), entry(1));
    expect(await store().create({ ...session('c'), code: 'CODEb' }, entry(1))).toBeNull();
    expect(await store().hold('c')).toBeNull();
    expect(await store().find("' OR 1=1 --")).toBeNull();
  });

  it('lets one holder write at a time, and of its steps all or none after it was fenced off', async () => {
    const first = await opened(store(), 'd');
    const second = await taken(store(), 'd');
    const late = await Promise.allSettled([2, 3, 4].map((seq) => first.append(entry(seq, 'late'))));
    expect(late.every((each) => each.status === 'rejected' && each.reason instanceof NoLongerHeld)).toBe(true);
    await second.append(entry(2));
    const both = await Promise.all([taken(store(), 'd'), taken(store(), 'd')]);
    const racing = both.map((held, place) => held.append(entry(3, `${place}`)));
    const settled = await Promise.allSettled(racing);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await store().hold('d'))?.entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('erases', async () => {
    const held = await store().create(session('e'), entry(1, 'secret'));
    await store().erase('e');
    await expect(held?.append(entry(2))).rejects.toThrow(NoLongerHeld);
    expect(await store().hold('e')).toBeNull();
    expect((await store().list()).map(({ sessionId }) => sessionId)).not.toContain('e');
  });
};

describe('SQLite', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dawnline-store-'));
  const file = path.join(folder, 'deep', 'sessions.sqlite');
  let store: SessionStore;
  beforeAll(() => {
    store = openSqliteStore(file);
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  behaves(() => store);

  it('leaves nothing of what was erased in its files', async () => {
    const held = await store.create(session('f'), entry(1, 'Perlmutterknopf'));
    await held?.append(entry(2, 'Perlmutterknopf'));
    expect(bytesIn(path.dirname(file))).toContain('Perlmutterknopf');
    await store.erase('f');
    expect(bytesIn(path.dirname(file))).not.toContain('Perlmutterknopf');
  });
});

describeWith(['postgres'], 'PostgreSQL', () => {
  let service: Service;
  let store: SessionStore;
  beforeAll(async () => {
    service = await startPostgres();
    const both = await Promise.all([openPostgresStore(service.url), openPostgresStore(service.url)]);
    [store] = both;
    await both[1].close();
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await service.stop();
  });
  behaves(() => store);
});
