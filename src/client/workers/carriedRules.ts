/**
 * The rules that a game carries with it: packed once per set of rules for the browser's database and for files, and
 * unpacked again where a game was made under others than this build's.
 */
import { type GameRecord, recordFits } from '../../engine/index.ts';
import { makeCompiledRules, MOST_RULES_CHARACTERS, parseCompiledRules } from '../../ruleset/compiled.ts';
import { withPack } from '../../ruleset/packs.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import type { SavedGame } from '../store/savedGame.ts';

/** A kept game with the packed rules that it was made under; null where none came with it. */
export interface CarriedGame {
  readonly saved: SavedGame;
  readonly packedRules: Uint8Array | null;
}

const FORMAT = 'gzip';

const bytesOf = async (stream: ReadableStream<Uint8Array>): Promise<Uint8Array> =>
  new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());

const packed = new WeakMap<Ruleset, Promise<Uint8Array>>();

export const packRules = (ruleset: Ruleset): Promise<Uint8Array> => {
  let packing = packed.get(ruleset);
  if (packing === undefined) {
    packing = bytesOf(new Blob([makeCompiledRules(ruleset)]).stream().pipeThrough(new CompressionStream(FORMAT)));
    packed.set(ruleset, packing);
  }
  return packing;
};

/** The text of packed rules; empty where it cannot be unpacked, or would be longer than any rules are. */
const unpackText = async (bytes: Uint8Array): Promise<string> => {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream(FORMAT));
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const part of stream) {
      text += decoder.decode(part, { stream: true });
      if (text.length > MOST_RULES_CHARACTERS) return '';
    }
    return text;
  } catch {
    return '';
  }
};

/** Packed rules as a file holds them. */
export const rulesToText = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** No bytes for a text that no file of ours holds: there are no rules in them. */
export const rulesFromText = (text: string): Uint8Array => {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
};

/** The rules under which a record is to be opened: this build's, or those that came with it. Refused where neither are its own. */
export const rulesOfRecord = async (
  own: Ruleset,
  record: GameRecord,
  packedRules: Uint8Array | null,
): Promise<Result<Ruleset, readonly Problem[]>> => {
  const underPack = withPack(own, record.pack);
  const unfit = recordFits(record, underPack.ok ? underPack.value.hash : own.hash);
  if (unfit === null) return ok(own);
  if (unfit.code !== 'record/other-rules' || packedRules === null) return err([unfit]);
  return parseCompiledRules(await unpackText(packedRules), own);
};
