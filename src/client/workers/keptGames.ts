/**
 * Bodies of kept games, for the worker alone. That of a game which two people share on one screen is
 * enciphered, so that neither reads the other's orders in the browser's own view of its storage.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { bytesToUtf8, managedNonce, utf8ToBytes } from '@noble/ciphers/utils.js';
import { database } from '../store/browserDatabase.ts';
import { PERSON, type SavedGame, type Slot } from '../store/savedGame.ts';

const KEY_BYTES = 32;

const cipherOf = (key: Uint8Array) => managedNonce(xchacha20poly1305)(key);

export const readGame = async (id: string): Promise<SavedGame | null> => {
  const db = await database();
  const body = await db.get('bodies', id);
  if (!(body instanceof Uint8Array)) return body ?? null;
  const key = await db.get('keys', id);
  return key === undefined ? null : (JSON.parse(bytesToUtf8(cipherOf(key).decrypt(body))) as SavedGame);
};

/** Writes slot and body together: a list never names a game that is not there. */
export const writeGame = async (slot: Slot, saved: SavedGame): Promise<void> => {
  const db = await database();
  let body: SavedGame | Uint8Array = saved;
  if (saved.setup.opponent === PERSON) {
    let key = await db.get('keys', slot.id);
    if (key === undefined) {
      key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
      await db.put('keys', key, slot.id);
    }
    body = cipherOf(key).encrypt(utf8ToBytes(JSON.stringify(saved)));
  }
  const writing = db.transaction(['slots', 'bodies'], 'readwrite');
  await Promise.all([
    writing.objectStore('slots').put(slot),
    writing.objectStore('bodies').put(body, slot.id),
    writing.done,
  ]);
};

/** Whether the disk is full, rather than the database closed. */
export const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';
