/**
 * The browser's database. Slots (what Home lists) are read by the page; bodies of games only by the
 * worker that hosts them (`workers/keptGames.ts`). Where the database is closed or full the caller is
 * told, and the game goes on without it.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { SavedGame, Slot } from './savedGame.ts';

interface Schema extends DBSchema {
  slots: { key: string; value: Slot };
  bodies: { key: string; value: SavedGame | Uint8Array };
  keys: { key: string; value: Uint8Array };
}

const NAME = 'dawnline';
const VERSION = 2;

let opened: Promise<IDBPDatabase<Schema>> | null = null;

export const database = (): Promise<IDBPDatabase<Schema>> => {
  opened ??= openDB<Schema>(NAME, VERSION, {
    upgrade: (db) => {
      // The first version kept one game, for an engine that is gone.
      for (const name of db.objectStoreNames) db.deleteObjectStore(name);
      db.createObjectStore('slots', { keyPath: 'id' });
      db.createObjectStore('bodies');
      db.createObjectStore('keys');
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
};

/** Kept games, the latest first. */
export const readSlots = async (): Promise<readonly Slot[]> =>
  (await (await database()).getAll('slots')).sort((a, b) => b.savedAtMs - a.savedAtMs);

export const deleteGame = async (id: string): Promise<void> => {
  const writing = (await database()).transaction(['slots', 'bodies', 'keys'], 'readwrite');
  await Promise.all([
    writing.objectStore('slots').delete(id),
    writing.objectStore('bodies').delete(id),
    writing.objectStore('keys').delete(id),
    writing.done,
  ]);
};
