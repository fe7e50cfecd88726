/**
 * Logs in PostgreSQL, for several processes. Appends of one session go one after the other; those of many share
 * a statement. A step is
 * written only while its writer holds the session, which a lock on the session's row makes certain.
 */
import pg from 'pg';
import type { LogEntry } from '../../session/index.ts';
import { type HeldLog, NoLongerHeld, readEntries, type SessionStore } from './store.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sessions (
    session_id text PRIMARY KEY, code text NOT NULL UNIQUE, opened_ms bigint NOT NULL,
    holder integer NOT NULL
  );
  CREATE TABLE IF NOT EXISTS steps (
    session_id text NOT NULL REFERENCES sessions ON DELETE CASCADE, seq integer NOT NULL, entry text NOT NULL,
    PRIMARY KEY (session_id, seq)
  );
`;
/** One process at a time makes the tables; the number only has to be the same everywhere. */
const SCHEMA_LOCK = 7_402_611;
const CONNECTIONS = 8;
const ROWS_AT_ONCE = 500;

const APPEND = `
  WITH given AS (
    SELECT * FROM unnest($1::text[], $2::int[], $3::int[], $4::text[]) AS g(session_id, holder, seq, entry)
  ), held AS (
    SELECT session_id, holder FROM sessions
    WHERE (session_id, holder) IN (SELECT session_id, holder FROM given) FOR SHARE
  ), written AS (
    INSERT INTO steps SELECT session_id, seq, entry FROM given JOIN held USING (session_id, holder)
    RETURNING session_id, seq
  )
  SELECT session_id, seq, holder FROM written JOIN held USING (session_id)
`;

interface Waiting {
  readonly sessionId: string;
  readonly holder: number;
  readonly entry: LogEntry;
  readonly resolve: () => void;
  readonly reject: (fault: unknown) => void;
}
const holdOf = ({ sessionId, holder }: Pick<Waiting, 'sessionId' | 'holder'>): string => `${sessionId}/${holder}`;

/** Connects to `postgres://…` and makes the tables where there are none. */
export const openPostgresStore = async (url: string): Promise<SessionStore> => {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  // A connection that breaks while nobody uses it is replaced by the pool.
  pool.on('error', () => undefined);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
    await client.query(SCHEMA);
    await client.query('COMMIT');
  } finally {
    client.release();
  }

  let waiting: Waiting[] = [];
  let flushing: Promise<void> | null = null;
  /** Holds of which a step was not written: what comes after it would leave a gap. */
  const broken = new Set<string>();

  const writeTogether = async (together: readonly Waiting[]): Promise<void> => {
    try {
      const { rows } = await pool.query<{ session_id: string; seq: number; holder: number }>(APPEND, [
        together.map(({ sessionId }) => sessionId),
        together.map(({ holder }) => holder),
        together.map(({ entry }) => entry.seq),
        together.map(({ entry }) => JSON.stringify(entry)),
      ]);
      const written = new Set(rows.map(({ session_id, seq, holder }) => `${session_id}/${holder}/${seq}`));
      for (const { sessionId, holder, entry, resolve, reject } of together)
        if (written.has(`${sessionId}/${holder}/${entry.seq}`)) resolve();
        else reject(new NoLongerHeld(entry.seq));
    } catch (fault) {
      for (const each of together) {
        broken.add(holdOf(each));
        each.reject(fault);
      }
    }
  };

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const together = waiting.slice(0, ROWS_AT_ONCE);
      waiting = waiting.slice(ROWS_AT_ONCE);
      for (const each of together) if (broken.has(holdOf(each))) each.reject(new NoLongerHeld(each.entry.seq));
      await writeTogether(together.filter((each) => !broken.has(holdOf(each))));
    }
    flushing = null;
  };

  const textsOf = async (sessionId: string): Promise<readonly string[]> => {
    const { rows } = await pool.query<{ entry: string }>('SELECT entry FROM steps WHERE session_id = $1 ORDER BY seq', [
      sessionId,
    ]);
    return rows.map(({ entry }) => entry);
  };

  const held = (sessionId: string, holder: number, entries: readonly LogEntry[]): HeldLog => ({
    sessionId,
    entries,
    append: (entry) =>
      new Promise((resolve, reject) => {
        waiting.push({ sessionId, holder, entry, resolve, reject });
        flushing ??= Promise.resolve().then(flush);
      }),
  });

  return {
    create: async ({ sessionId, code, openedMs }, first) => {
      const { rowCount } = await pool.query(
        `WITH added AS (INSERT INTO sessions VALUES ($1, $2, $3, 1) ON CONFLICT DO NOTHING RETURNING session_id)
         INSERT INTO steps SELECT session_id, $4, $5 FROM added`,
        [sessionId, code, openedMs, first.seq, JSON.stringify(first)],
      );
      return rowCount === 1 ? held(sessionId, 1, [first]) : null;
    },
    hold: async (sessionId) => {
      const taken = await pool.query<{ holder: number }>(
        'UPDATE sessions SET holder = holder + 1 WHERE session_id = $1 RETURNING holder',
        [sessionId],
      );
      const holder = taken.rows[0]?.holder;
      if (holder === undefined) return null;
      const texts = await textsOf(sessionId);
      return held(sessionId, holder, readEntries(sessionId, texts));
    },
    read: async (sessionId) => {
      const texts = await textsOf(sessionId);
      return texts.length === 0 ? null : readEntries(sessionId, texts);
    },
    find: async (code) => {
      const { rows } = await pool.query<{ session_id: string }>('SELECT session_id FROM sessions WHERE code = $1', [
        code,
      ]);
      return rows[0]?.session_id ?? null;
    },
    list: async () => {
      const { rows } = await pool.query<{ session_id: string; code: string; opened_ms: string }>(
        'SELECT session_id, code, opened_ms FROM sessions ORDER BY opened_ms, session_id',
      );
      return rows.map(({ session_id, code, opened_ms }) => ({
        sessionId: session_id,
        code,
        openedMs: Number(opened_ms),
      }));
    },
    erase: async (sessionId) => {
      await pool.query('DELETE FROM sessions WHERE session_id = $1', [sessionId]);
    },
    close: async () => {
      await flushing;
      await pool.end();
    },
  };
};
