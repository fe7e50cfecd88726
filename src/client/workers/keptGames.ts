/**
 * Bodies of kept games, for the worker alone. That of a game which two people share on one screen is
 * enciphered, so that neither reads the other's orders in the browser's own view of its storage.
 */
import { err, type Problem, type Result } from '../../units/result.ts';
import { database } from '../store/browserDatabase.ts';
import { PERSON, type SavedGame, type Slot } from '../store/savedGame.ts';
import { decipher, encipher, freshKey } from './cipher.ts';
import { parseSavedGame } from './savedGameFile.ts';

type Failure = 'save/not-found' | 'save/unreadable' | 'storage/unavailable';
const failed = (code: Failure, id: string): Result<never, readonly Problem[]> =>
  err([{ code, path: '', expected: 'a kept game', got: id }]);

export const readGame = async (id: string): Promise<Result<SavedGame, readonly Problem[]>> => {
  let body: unknown;
  let key: Uint8Array | undefined;
  try {
    const db = await database();
    [body, key] = await Promise.all([db.get('bodies', id), db.get('keys', id)]);
  } catch {
    return failed('storage/unavailable', id);
  }
  if (body === undefined) return failed('save/not-found', id);
  if (!(body instanceof Uint8Array)) return parseSavedGame(body);
  if (key === undefined) return failed('save/unreadable', id);
  try {
    return parseSavedGame(JSON.parse(decipher(key, body)));
  } catch {
    return failed('save/unreadable', id);
  }
};

/** Writes slot and body together: a list never names a game that is not there. */
export const writeGame = async (slot: Slot, saved: SavedGame): Promise<void> => {
  const db = await database();
  const isShared = saved.setup.opponent === PERSON;
  const key = isShared ? ((await db.get('keys', slot.id)) ?? freshKey()) : null;
  const body = key === null ? saved : encipher(key, JSON.stringify(saved));
  const writing = db.transaction(['slots', 'bodies', 'keys'], 'readwrite');
  const slots = writing.objectStore('slots');
  const name = (await slots.get(slot.id))?.name;
  await Promise.all([
    slots.put(name === undefined ? slot : { ...slot, name }),
    writing.objectStore('bodies').put(body, slot.id),
    key === null ? undefined : writing.objectStore('keys').put(key, slot.id),
    writing.done,
  ]);
};

/** Whether the disk is full, rather than the database closed. */
export const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';
