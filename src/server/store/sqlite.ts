/**
 * Logs in one SQLite file, for one process: write-ahead log, synchronised in full, so that what is acknowledged
 * survives a power cut too. Appends that come together share one transaction and one synchronisation.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { LogEntry } from '../../session/index.ts';
import { type HeldLog, NoLongerHeld, readEntries, type SessionStore, type StoredSession } from './store.ts';

/** Another process may be writing to the same file, ms. */
const BUSY_MS = 5000;

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS sessions (
    session_id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, opened_ms INTEGER NOT NULL,
    holder INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS steps (
    session_id TEXT NOT NULL REFERENCES sessions ON DELETE CASCADE, seq INTEGER NOT NULL, entry TEXT NOT NULL,
    PRIMARY KEY (session_id, seq)
  ) STRICT, WITHOUT ROWID;
`;

interface Waiting {
  readonly sessionId: string;
  readonly holder: number;
  readonly entry: LogEntry;
  readonly resolve: () => void;
  readonly reject: (fault: unknown) => void;
}

const holdOf = ({ sessionId, holder }: Pick<Waiting, 'sessionId' | 'holder'>): string => `${sessionId}/${holder}`;

/** Opens the file, and makes it where there is none. */
export const openSqliteStore = (file: string): SessionStore => {
  mkdirSync(path.dirname(file), { recursive: true });
  const db = new DatabaseSync(file, { timeout: BUSY_MS });
  db.exec(SCHEMA);
  const addSession = db.prepare('INSERT OR IGNORE INTO sessions VALUES (?, ?, ?, 1)');
  const addStep = db.prepare(
    'INSERT INTO steps SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM sessions WHERE session_id = ?1 AND holder = ?4)',
  );
  const takeOver = db.prepare('UPDATE sessions SET holder = holder + 1 WHERE session_id = ? RETURNING holder');
  const readSteps = db.prepare('SELECT entry FROM steps WHERE session_id = ? ORDER BY seq');
  const findCode = db.prepare('SELECT session_id FROM sessions WHERE code = ?');
  const listAll = db.prepare('SELECT session_id, code, opened_ms FROM sessions ORDER BY opened_ms, session_id');
  const eraseOne = db.prepare('DELETE FROM sessions WHERE session_id = ?');

  const write = (sessionId: string, holder: number, entry: LogEntry): boolean =>
    addStep.run(sessionId, entry.seq, JSON.stringify(entry), holder).changes === 1;

  const inTransaction = <T>(work: () => T): T => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      db.exec('COMMIT');
      return result;
    } catch (fault) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw fault;
    }
  };

  let waiting: Waiting[] = [];
  /** Holds of which a step was not written: what comes after it would leave a gap. */
  const broken = new Set<string>();
  const flush = (): void => {
    const together = waiting.filter((each) => !broken.has(holdOf(each)));
    for (const each of waiting) if (broken.has(holdOf(each))) each.reject(new NoLongerHeld(each.entry.seq));
    waiting = [];
    try {
      const written = inTransaction(() =>
        together.map(({ sessionId, holder, entry }) => write(sessionId, holder, entry)),
      );
      for (const [place, { entry, resolve, reject }] of together.entries())
        if (written[place] === true) resolve();
        else reject(new NoLongerHeld(entry.seq));
    } catch (fault) {
      for (const each of together) {
        broken.add(holdOf(each));
        each.reject(fault);
      }
    }
  };

  const held = (sessionId: string, holder: number, entries: readonly LogEntry[]): HeldLog => ({
    sessionId,
    entries,
    append: (entry) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ sessionId, holder, entry, resolve, reject });
      }),
  });

  return {
    create: async ({ sessionId, code, openedMs }: StoredSession, first) => {
      const isNew = inTransaction(
        () => addSession.run(sessionId, code, openedMs).changes === 1 && write(sessionId, 1, first),
      );
      return isNew ? held(sessionId, 1, [first]) : null;
    },
    hold: async (sessionId) => {
      const row = takeOver.get(sessionId);
      if (row === undefined) return null;
      const texts = readSteps.all(sessionId).map(({ entry }) => String(entry));
      return held(sessionId, Number(row['holder']), readEntries(sessionId, texts));
    },
    read: async (sessionId) => {
      const texts = readSteps.all(sessionId).map(({ entry }) => String(entry));
      return texts.length === 0 ? null : readEntries(sessionId, texts);
    },
    find: async (code) => {
      const row = findCode.get(code);
      return row === undefined ? null : String(row['session_id']);
    },
    list: async () =>
      listAll.all().map((row) => ({
        sessionId: String(row['session_id']),
        code: String(row['code']),
        openedMs: Number(row['opened_ms']),
      })),
    erase: async (sessionId) => {
      eraseOne.run(sessionId);
      // What was erased is not to be found in the write-ahead log either.
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    close: async () => {
      if (waiting.length > 0) flush();
      db.close();
    },
  };
};
