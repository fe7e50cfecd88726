/**
 * The autosave in the browser's database: one game, written on every order. Where the database is
 * closed or full the caller is told, and the game goes on without it.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { SavedGame } from './savedGame.ts';

interface Schema extends DBSchema {
  saves: { key: string; value: SavedGame };
}

const NAME = 'dawnline';
const KEY = 'autosave';

let opened: Promise<IDBPDatabase<Schema>> | null = null;

const database = (): Promise<IDBPDatabase<Schema>> => {
  opened ??= openDB<Schema>(NAME, 1, {
    upgrade: (db) => {
      db.createObjectStore('saves');
    },
  });
  return opened;
};

export const readAutosave = async (): Promise<SavedGame | null> => (await (await database()).get('saves', KEY)) ?? null;

export const writeAutosave = async (saved: SavedGame): Promise<void> => {
  await (await database()).put('saves', saved, KEY);
};

export const clearAutosave = async (): Promise<void> => {
  await (await database()).delete('saves', KEY);
};
