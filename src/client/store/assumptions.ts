/**
 * What a pack of assumptions replaces: each number of the rules as it was and as it is under the pack.
 * Read from the rules without any pack; the ruleset of a game already holds the pack's numbers.
 */
import type { Pack, Provenance, Ruleset } from '../../ruleset/schema.ts';

export interface ReplacedNumber {
  readonly path: string;
  readonly before: Provenance;
  readonly after: Provenance;
  /** What the pack's author remarks, in English; empty where nothing. */
  readonly note: string;
}

const replacedBy = (
  { path, value, unit, low, high, source, confidence, note = '' }: Pack['overrides'][number],
  ruleset: Ruleset,
): readonly ReplacedNumber[] => {
  const before = ruleset.provenance[path];
  return before === undefined ? [] : [{ path, before, after: { value, unit, low, high, source, confidence }, note }];
};

/** Nothing for the base pack and for a pack that the rules do not know. */
export const replacedNumbers = (ruleset: Ruleset, packId: string): readonly ReplacedNumber[] =>
  ruleset.packs.find(({ id }) => id === packId)?.overrides.flatMap((each) => replacedBy(each, ruleset)) ?? [];
