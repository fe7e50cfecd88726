/**
 * Packs of assumptions: what can be wrong with one, and the ruleset that one makes of another.
 *
 * A pack replaces numbers by path and brings its own provenance. The ruleset that results has its own
 * hash, so that a record made under a pack is never replayed without it.
 */
import { canonicalJson } from '../units/canonical.ts';
import { sha256Hex } from '../units/hash.ts';
import { err, ok, type Problem, type Result } from '../units/result.ts';
import { problemAt, type RulesFile } from './problems.ts';
import type { Override, Pack, Provenance, Ruleset } from './schema.ts';

/** The pack that changes nothing. */
export const BASE_PACK = 'base';

/** What is wrong with the replacing numbers of a file, which stand in its field of this name. */
export const overrideProblems = (
  file: RulesFile,
  list: string,
  overrides: readonly Override[],
  known: Readonly<Record<string, Provenance>>,
): Problem[] =>
  overrides.flatMap(({ path, value, unit, low, high }, index) => {
    const at = (field: string) => [list, index, field];
    const replaced = Object.hasOwn(known, path) ? known[path] : undefined;
    if (replaced === undefined)
      return [problemAt(file, at('path'), 'rules/unknown-path', 'the path of a quantity', path)];
    const problems: Problem[] = [];
    if (overrides.findIndex((other) => other.path === path) !== index)
      problems.push(problemAt(file, at('path'), 'rules/duplicate-id', 'each path once', path));
    if (unit !== replaced.unit) problems.push(problemAt(file, at('unit'), 'rules/wrong-unit', replaced.unit, unit));
    if (value < low || value > high)
      problems.push(
        problemAt(file, at('value'), 'rules/value-outside-range', `between ${low} and ${high}`, String(value)),
      );
    return problems;
  });

/** What is wrong with the packs of a folder whose numbers are otherwise in order. */
export const packProblems = (
  packs: readonly { readonly file: RulesFile; readonly pack: Pack }[],
  known: Readonly<Record<string, Provenance>>,
): Problem[] => packs.flatMap(({ file, pack }) => overrideProblems(file, 'overrides', pack.overrides, known));

/** A copy of a value with the number at a path replaced; entries of lists are named by their id or index. */
const withNumberAt = (value: unknown, [segment, ...rest]: readonly string[], replacement: number): unknown => {
  if (segment === undefined) return replacement;
  if (Array.isArray(value)) {
    const isNamed = (entry: unknown, index: number): boolean =>
      (typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : String(index)) === segment;
    return value.map((entry: unknown, index) =>
      isNamed(entry, index) ? withNumberAt(entry, rest, replacement) : entry,
    );
  }
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, [segment]: withNumberAt(fields[segment], rest, replacement) };
};

/** The rules with other numbers in place of some of their own, and where those come from. */
export const withNumbers = (ruleset: Ruleset, overrides: readonly Override[]): Ruleset => {
  let replaced: unknown = ruleset;
  const provenance: Record<string, Provenance> = { ...ruleset.provenance };
  for (const { path, value, unit, low, high, source, confidence } of overrides) {
    replaced = withNumberAt(replaced, path.split('.'), value);
    provenance[path] = { value, unit, low, high, source, confidence };
  }
  return { ...(replaced as Ruleset), provenance };
};

/** A number of the rules at another value: what a study varies. */
export interface Level {
  readonly path: string;
  readonly value: number;
}

/** The rules with numbers at other levels and a hash of their own; none gives the rules themselves. */
export const withLevels = (ruleset: Ruleset, levels: readonly Level[]): Ruleset => {
  if (levels.length === 0) return ruleset;
  const overrides = levels.map(({ path, value }): Override => {
    const known = ruleset.provenance[path];
    if (known === undefined) throw new TypeError(`a level of what is no quantity: ${path}`);
    return { ...known, path, value };
  });
  const { hash: baseHash, ...rules } = withNumbers(ruleset, overrides);
  return { ...rules, hash: sha256Hex(canonicalJson({ baseHash, levels })) };
};

/** The rules with a pack's numbers in place of their own; the base pack gives the rules themselves. */
export const withPack = (ruleset: Ruleset, packId: string): Result<Ruleset, readonly Problem[]> => {
  const pack = ruleset.packs.find(({ id }) => id === packId);
  if (pack === undefined) {
    const expected = ruleset.packs.map(({ id }) => id).join(', ');
    return err([{ code: 'game/unknown-pack', path: 'pack', expected, got: packId }]);
  }
  if (pack.overrides.length === 0) return ok(ruleset);
  const { hash: baseHash, ...rules } = withNumbers(ruleset, pack.overrides);
  return ok({ ...rules, hash: sha256Hex(canonicalJson({ baseHash, pack })) });
};
