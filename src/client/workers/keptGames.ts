/**
 * Bodies of kept games, for the worker alone, each with the rules that it was made under. That of a game which two
 * people share on one screen is enciphered, so that neither reads the other's orders in the browser's own view of its
 * storage.
 */
import type { Ruleset } from '../../ruleset/schema.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import { database } from '../store/browserDatabase.ts';
import { PERSON, type SavedGame, type Slot } from '../store/savedGame.ts';
import { type CarriedGame, packRules } from './carriedRules.ts';
import { decipher, encipher, freshKey } from './cipher.ts';
import { parseSavedGame } from './savedGameFile.ts';

type Failure = 'save/not-found' | 'save/unreadable' | 'storage/unavailable';
const failed = (code: Failure, id: string): Result<never, readonly Problem[]> =>
  err([{ code, path: '', expected: 'a kept game', got: id }]);

const parseBody = (id: string, body: unknown, key: Uint8Array | undefined): Result<SavedGame, readonly Problem[]> => {
  if (body === undefined) return failed('save/not-found', id);
  if (!(body instanceof Uint8Array)) return parseSavedGame(body);
  if (key === undefined) return failed('save/unreadable', id);
  try {
    return parseSavedGame(JSON.parse(decipher(key, body)));
  } catch {
    return failed('save/unreadable', id);
  }
};

const readRules = async (slot: Slot | undefined): Promise<Uint8Array | null> => {
  const hash = slot?.rulesHash;
  return typeof hash === 'string' ? ((await (await database()).get('rules', hash)) ?? null) : null;
};

export const readGame = async (id: string): Promise<Result<CarriedGame, readonly Problem[]>> => {
  try {
    const db = await database();
    const [body, key, slot] = await Promise.all([db.get('bodies', id), db.get('keys', id), db.get('slots', id)]);
    const saved = parseBody(id, body, key);
    return saved.ok ? ok({ saved: saved.value, packedRules: await readRules(slot) }) : saved;
  } catch {
    return failed('storage/unavailable', id);
  }
};

/** Writes slot, body and rules together: a list never names a game that is not there. */
export const writeGame = async (slot: Slot, saved: SavedGame, ruleset: Ruleset): Promise<void> => {
  const packedRules = await packRules(ruleset);
  const db = await database();
  const isShared = saved.setup.opponent === PERSON;
  const key = isShared ? ((await db.get('keys', slot.id)) ?? freshKey()) : null;
  const body = key === null ? saved : encipher(key, JSON.stringify(saved));
  const writing = db.transaction(['slots', 'bodies', 'keys', 'rules'], 'readwrite');
  const slots = writing.objectStore('slots');
  const rules = writing.objectStore('rules');
  const name = (await slots.get(slot.id))?.name;
  const isKept = (await rules.getKey(ruleset.hash)) !== undefined;
  await Promise.all([
    slots.put({ ...slot, rulesHash: ruleset.hash, ...(name !== undefined && { name }) }),
    isKept ? undefined : rules.put(packedRules, ruleset.hash),
    writing.objectStore('bodies').put(body, slot.id),
    key === null ? undefined : writing.objectStore('keys').put(key, slot.id),
    writing.done,
  ]);
};

/** Whether the disk is full, rather than the database closed. */
export const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';
