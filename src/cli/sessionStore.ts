/** Where sessions are kept, from what the person at the keyboard has said: a file of SQLite, or a PostgreSQL. */
import { fileURLToPath } from 'node:url';
import type { SessionStore } from '../server/store/store.ts';

const DEFAULT_SESSIONS = fileURLToPath(new URL('../../sessions/sessions.sqlite', import.meta.url));

/** The place that is meant: the option, else `$SESSIONS`, else the file beside the game. */
export const sessionsPlace = (asked: string | undefined): string => asked ?? process.env.SESSIONS ?? DEFAULT_SESSIONS;

export const isPostgres = (place: string): boolean => /^postgres(ql)?:/.test(place);

/** Opens it; loaded here, because a page served alone needs none of it. */
export const openStore = async (place: string): Promise<SessionStore> =>
  isPostgres(place)
    ? (await import('../server/store/postgres.ts')).openPostgresStore(place)
    : (await import('../server/store/sqlite.ts')).openSqliteStore(place);
