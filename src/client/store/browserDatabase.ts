/**
 * The browser's database. Slots (what Home lists) are read by the page; bodies of games only by the
 * worker that hosts them (`workers/keptGames.ts`). Where the database is closed or full the caller is
 * told, and the game goes on without it.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OwnScenario } from './ownScenario.ts';
import type { SavedGame, Slot } from './savedGame.ts';

interface Schema extends DBSchema {
  slots: { key: string; value: Slot };
  bodies: { key: string; value: SavedGame | Uint8Array };
  keys: { key: string; value: Uint8Array };
  /** Packed rules by their hash, each as long as a slot names it. */
  rules: { key: string; value: Uint8Array };
  /** Scenarios that the reader has written. */
  scenarios: { key: string; value: OwnScenario };
}

const NAME = 'dawnline';
const VERSION = 4;
const FIRST_WITH_SLOTS = 2;
const FIRST_WITH_RULES = 3;

let opened: Promise<IDBPDatabase<Schema>> | null = null;

export const database = (): Promise<IDBPDatabase<Schema>> => {
  opened ??= openDB<Schema>(NAME, VERSION, {
    upgrade: (db, from) => {
      if (from < FIRST_WITH_SLOTS) {
        // The first version kept one game, for an engine that is gone.
        for (const name of db.objectStoreNames) db.deleteObjectStore(name);
        db.createObjectStore('slots', { keyPath: 'id' });
        db.createObjectStore('bodies');
        db.createObjectStore('keys');
      }
      if (from < FIRST_WITH_RULES) db.createObjectStore('rules');
      db.createObjectStore('scenarios', { keyPath: 'id' });
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    // The reader has cleared the site's data: what is kept next opens it anew.
    terminated: () => {
      opened = null;
    },
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
};

const isSlot = (kept: unknown): kept is Slot => {
  if (typeof kept !== 'object' || kept === null) return false;
  const { id, setup, side, turnCount, savedAtMs, name } = kept as Partial<Record<keyof Slot, unknown>>;
  return (
    typeof id === 'string' &&
    typeof setup === 'object' &&
    setup !== null &&
    typeof side === 'string' &&
    typeof turnCount === 'number' &&
    Number.isFinite(savedAtMs) &&
    (name === undefined || typeof name === 'string')
  );
};

/** Kept games, the latest first. A line that nobody can read is left out; the game itself is judged when it is opened. */
export const readSlots = async (): Promise<readonly Slot[]> => {
  const kept: readonly unknown[] = await (await database()).getAll('slots');
  return kept.filter(isSlot).sort((a, b) => b.savedAtMs - a.savedAtMs);
};

/** Names a kept game; an empty name takes the name away. */
export const renameGame = async (id: string, name: string): Promise<void> => {
  const writing = (await database()).transaction('slots', 'readwrite');
  const slot = await writing.store.get(id);
  if (slot !== undefined) {
    const { name: _, ...unnamed } = slot;
    await writing.store.put(name === '' ? unnamed : { ...unnamed, name });
  }
  await writing.done;
};

/** Deletes a game, and the rules that no other game is kept with. */
export const deleteGame = async (id: string): Promise<void> => {
  const writing = (await database()).transaction(['slots', 'bodies', 'keys', 'rules'], 'readwrite');
  const rules = writing.objectStore('rules');
  await Promise.all([
    writing.objectStore('slots').delete(id),
    writing.objectStore('bodies').delete(id),
    writing.objectStore('keys').delete(id),
  ]);
  const used = new Set((await writing.objectStore('slots').getAll()).map(({ rulesHash }) => rulesHash));
  for (const hash of await rules.getAllKeys()) if (!used.has(hash)) await rules.delete(hash);
  await writing.done;
};

const isOwnScenario = (kept: unknown): kept is OwnScenario => {
  if (typeof kept !== 'object' || kept === null) return false;
  const { id, value, past, future, isInOrder, savedAtMs } = kept as Partial<Record<keyof OwnScenario, unknown>>;
  return (
    typeof id === 'string' &&
    typeof value === 'object' &&
    value !== null &&
    Array.isArray(past) &&
    Array.isArray(future) &&
    typeof isInOrder === 'boolean' &&
    Number.isFinite(savedAtMs)
  );
};

/** The reader's scenarios, the latest first. */
export const readScenarios = async (): Promise<readonly OwnScenario[]> => {
  const kept: readonly unknown[] = await (await database()).getAll('scenarios');
  return kept.filter(isOwnScenario).sort((a, b) => b.savedAtMs - a.savedAtMs);
};

export const writeScenario = async (scenario: OwnScenario): Promise<void> => {
  await (await database()).put('scenarios', scenario);
};

export const deleteScenario = async (id: string): Promise<void> => {
  await (await database()).delete('scenarios', id);
};
