/**
 * Parsed rules as text: how a game carries the rules that it was made under, to be opened where others are in force.
 *
 * Read back they are the rules of that hash or nothing: a text in which anything was changed is refused. What is wrong
 * in them otherwise shows when the record is played again.
 */
import { canonicalJson } from '../units/canonical.ts';
import { sha256Hex } from '../units/hash.ts';
import { err, ok, type Problem, type Result } from '../units/result.ts';
import type { Ruleset } from './schema.ts';

/** The longest text that is read, characters: ten times what the rules have come to so far. */
export const MOST_RULES_CHARACTERS = 4_000_000;

export const makeCompiledRules = (ruleset: Ruleset): string => canonicalJson(ruleset);

const damaged = (expected: string, got: string): Result<never, readonly Problem[]> =>
  err([{ code: 'record/rules-damaged', path: 'rules', expected, got }]);

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);

const readObject = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return kindOf(value) === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
};

/** Rules with the same parts as those `known`, whole and unchanged since they were written. */
export const parseCompiledRules = (text: string, known: Ruleset): Result<Ruleset, readonly Problem[]> => {
  if (text.length > MOST_RULES_CHARACTERS)
    return damaged(`at most ${MOST_RULES_CHARACTERS} characters`, `${text.length}`);
  const read = readObject(text);
  if (read === null) return damaged('rules as one JSON text', text.slice(0, 40));
  const odd = Object.entries(known).find(([part, value]) => kindOf(read[part]) !== kindOf(value));
  if (odd !== undefined) return damaged(`a ${kindOf(odd[1])} of ${odd[0]}`, kindOf(read[odd[0]]));
  const { hash, ...rules } = read;
  const found = sha256Hex(canonicalJson(rules));
  return found === hash ? ok(read as unknown as Ruleset) : damaged(String(hash), found);
};
