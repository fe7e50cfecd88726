/**
 * A kept game as it is read back, from the browser's database or from a file, and the file that is made of it.
 * Nothing that was read is believed before it is checked. While two people share a game its file is
 * enciphered, with what lies on both desks: whoever carries it sees no orders in it.
 */
import { bytesToHex, hexToBytes } from '@noble/ciphers/utils.js';
import { z } from 'zod/mini';
import { isBotId } from '../../bots/index.ts';
import type { GameRecord } from '../../engine/index.ts';
import {
  makeGameFile,
  orderProblems,
  parseGameRecord,
  parseWholeGameFile,
  type PlacedOrders,
  type Working,
} from '../../protocol/gameFile.ts';
import { SIDES } from '../../ruleset/terms.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import { PERSON, SAVE_VERSION, type SavedGame, SCREENS } from '../store/savedGame.ts';
import { type CarriedGame, rulesFromText, rulesToText } from './carriedRules.ts';
import { decipher, encipher, freshKey } from './cipher.ts';
import { savedFromRecord } from './hostedGame.ts';

const side = z.enum(SIDES);
const orders = z.array(z.unknown());
const desk = z.strictObject({
  orders,
  past: z.array(orders),
  future: z.array(orders),
  standing: orders,
  isSealed: z.boolean(),
});
const savedSchema = z.strictObject({
  version: z.literal(SAVE_VERSION),
  record: z.unknown(),
  setup: z.strictObject({
    scenarioId: z.string(),
    packId: z.string(),
    side,
    opponent: z.string().check(z.refine((id) => id === PERSON || isBotId(id))),
    seed: z.string(),
  }),
  side,
  screen: z.enum(SCREENS),
  desks: z.strictObject({ us: desk, cn: desk }),
});
type RawSaved = z.infer<typeof savedSchema>;

const unreadable = (path: string, expected: string): Result<never, readonly Problem[]> =>
  err([{ code: 'save/unreadable', path, expected, got: '' }]);

const ordersOnDesks = ({ desks }: RawSaved): PlacedOrders =>
  SIDES.flatMap((each) => {
    const { past, future, standing, orders: planned } = desks[each];
    return [planned, standing, ...past, ...future].map((list, place) => [`desks.${each}.${place}`, list] as const);
  });

const isOf = ({ setup }: RawSaved, record: GameRecord): boolean =>
  setup.scenarioId === record.scenario && setup.packId === record.pack && setup.seed === record.seed;

/** Checks what has been kept; every problem has its code. */
export const parseSavedGame = (kept: unknown): Result<SavedGame, readonly Problem[]> => {
  if (typeof kept !== 'object' || kept === null) return unreadable('', 'a kept game');
  const version = 'version' in kept ? kept.version : undefined;
  if (typeof version === 'number' && version !== SAVE_VERSION)
    return err([{ code: 'save/other-version', path: 'version', expected: `${SAVE_VERSION}`, got: `${version}` }]);
  const parsed = savedSchema.safeParse(kept);
  if (!parsed.success) return unreadable(parsed.error.issues[0]?.path.map(String).join('.') ?? '', 'a kept game');
  const record = parseGameRecord(parsed.data.record);
  if (!record.ok) return record;
  const problems = orderProblems(ordersOnDesks(parsed.data));
  if (problems.length > 0) return err(problems);
  if (!isOf(parsed.data, record.value)) return unreadable('setup', 'the setup of its record');
  return ok({ ...parsed.data, record: record.value } as SavedGame);
};

const SEALED_FORMAT = 'dawnline-sealed-game';
const hex = z.string().check(z.regex(/^(?:[0-9a-f]{2})+$/));
const sealedSchema = z.strictObject({
  format: z.literal(SEALED_FORMAT),
  formatVersion: z.literal(1),
  key: hex,
  body: hex,
  rules: z.optional(z.string()),
});

/** The largest sealed file that is read, characters. */
const MOST_SEALED_CHARACTERS = 40_000_000;

const carrying = (saved: SavedGame, rules: string | null | undefined): CarriedGame => ({
  saved,
  packedRules: typeof rules === 'string' ? rulesFromText(rules) : null,
});

/** What a sealed file holds; null for any other file. */
const parseSealedFile = (text: string): Result<CarriedGame, readonly Problem[]> | null => {
  if (!text.slice(0, SEALED_FORMAT.length * 2).includes(SEALED_FORMAT)) return null;
  if (text.length > MOST_SEALED_CHARACTERS) return unreadable('', `at most ${MOST_SEALED_CHARACTERS} characters`);
  try {
    const { key, body, rules } = sealedSchema.parse(JSON.parse(text));
    const saved = parseSavedGame(JSON.parse(decipher(hexToBytes(key), hexToBytes(body))));
    return saved.ok ? ok(carrying(saved.value, rules)) : saved;
  } catch {
    return unreadable('', 'a whole sealed file, as it was written');
  }
};

const makeSealedFile = (saved: SavedGame, beside: { readonly rules?: string }): string => {
  const key = freshKey();
  const body = bytesToHex(encipher(key, JSON.stringify(saved)));
  return `${JSON.stringify({ format: SEALED_FORMAT, formatVersion: 1, key: bytesToHex(key), body, ...beside })}\n`;
};

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

const fileNameOf = ({ setup, record }: SavedGame): string => {
  const who = setup.opponent === PERSON ? 'two-sides' : setup.side;
  return `dawnline-${setup.scenarioId}-${who}-${setup.seed}-${record.turns.length}.json`;
};

/** The file of a game with its rules: its record for all to read, or sealed while two people play it. */
export const makeFileOf = ({ saved, packedRules }: CarriedGame, working?: Working): NamedText => {
  const isSealed = saved.setup.opponent === PERSON && saved.record.outcome === null;
  const rules = packedRules === null ? {} : { rules: rulesToText(packedRules) };
  const beside = working === undefined ? rules : { working, ...rules };
  return {
    name: fileNameOf(saved),
    text: isSealed ? makeSealedFile(saved, rules) : makeGameFile(saved.record, beside),
  };
};

/** Reads either kind of file. */
export const parseFile = (text: string): Result<CarriedGame, readonly Problem[]> => {
  const sealed = parseSealedFile(text);
  if (sealed !== null) return sealed;
  const file = parseWholeGameFile(text);
  if (!file.ok) return file;
  const saved = savedFromRecord(file.value.record);
  return saved.ok ? ok(carrying(saved.value, file.value.rules)) : saved;
};
