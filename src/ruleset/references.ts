/**
 * Ids: each given once, each reference pointing at something that exists.
 *
 * A field whose name ends in `Id` is a reference; the word before `Id` says to what. An entry of a list
 * with a field `id` declares one, and so does a document in a folder.
 */
import type { Problem } from '../units/result.ts';
import type { RulePath } from './document.ts';
import { describeValue, problemAt, type RulesFile } from './problems.ts';
import { fieldOf } from './walk.ts';

/** Last word of a field's name, without `Id` → the list or folder that declares such ids. */
export const REFERENCE_TARGETS: Readonly<Record<string, string>> = {
  chip: 'chips',
  vehicle: 'vehicles',
  shell: 'shells',
  design: 'satellites',
  programme: 'programmes',
  region: 'grid.regions',
  event: 'events.events',
  milestone: 'score.milestones',
  scenario: 'scenarios',
};

/** `startDesignId` → `design`; undefined for names that are no reference. */
export const referenceWord = (field: string): string | undefined => /([A-Z]?[a-z]+)Id$/.exec(field)?.[1]?.toLowerCase();

/** The field a value stands in; an entry of a list of ids counts as the field itself: `onlyEventIds.3` → `onlyEventId`. */
const fieldNameOf = (path: RulePath): string => {
  const [list, last] = path.slice(-2);
  if (typeof last === 'string') return last;
  return typeof list === 'string' && list.endsWith('Ids') ? list.slice(0, -1) : String(list ?? '');
};

interface Declaration {
  readonly collection: string;
  readonly id: string;
  readonly path: RulePath;
}

const declarationsOf = (file: RulesFile): Declaration[] =>
  file.places.flatMap(({ path, value }) => {
    const id = fieldOf(value, 'id');
    if (typeof id !== 'string') return [];
    const isInList = typeof path.at(-1) === 'number';
    if (!isInList && path.length > 0) return [];
    const collection = isInList ? [file.prefix, ...path.slice(0, -1)].join('.') : folderOf(file);
    return [{ collection, id, path: [...path, 'id'] }];
  });

const folderOf = (file: RulesFile): string => file.file.split('/')[0] ?? file.file;

const duplicateProblems = (file: RulesFile): Problem[] => {
  const seen = new Set<string>();
  return declarationsOf(file).flatMap(({ collection, id, path }) => {
    const key = `${collection} ${id}`;
    if (seen.has(key)) return [problemAt(file, path, 'rules/duplicate-id', 'an id of its own', describeValue(id))];
    seen.add(key);
    return [];
  });
};

const fileNameProblems = (file: RulesFile): Problem[] => {
  const id = fieldOf(file.document.value, 'id');
  const stem = file.prefix.slice(folderOf(file).length + 1);
  if (!file.file.includes('/') || typeof id !== 'string' || id === stem) return [];
  return [problemAt(file, ['id'], 'rules/id-is-not-file-name', stem, describeValue(id))];
};

const referenceProblems = (file: RulesFile, known: KnownIds): Problem[] =>
  file.places.flatMap(({ path, value }) => {
    const word = referenceWord(fieldNameOf(path));
    const target = word === undefined ? undefined : REFERENCE_TARGETS[word];
    const ids = target === undefined ? undefined : known.get(target);
    // Where the list itself is missing or broken that is the problem to report, not each use of it.
    if (ids === undefined || typeof value !== 'string' || ids.has(value)) return [];
    return [problemAt(file, path, 'rules/unknown-reference', `an id of ${target}`, describeValue(value))];
  });

/** The ids that there are, by the list or folder that declares them. */
export type KnownIds = ReadonlyMap<string, ReadonlySet<string>>;

const idsIn = (files: readonly RulesFile[]): KnownIds => {
  const known = new Map<string, Set<string>>();
  for (const { collection, id } of files.flatMap(declarationsOf)) {
    known.set(collection, (known.get(collection) ?? new Set()).add(id));
  }
  return known;
};

/** What is wrong with the ids of one file, where those of all others are known. */
export const fileIdProblems = (file: RulesFile, known: KnownIds): Problem[] => [
  ...duplicateProblems(file),
  ...fileNameProblems(file),
  ...referenceProblems(file, known),
];

export const idProblems = (files: readonly RulesFile[]): Problem[] => {
  const known = idsIn(files);
  return files.flatMap((file) => fileIdProblems(file, known));
};

/** A shell says how it is inclined in exactly one way. */
export const shellProblems = (file: RulesFile): Problem[] => {
  const shells = file.document.value;
  if (!Array.isArray(shells)) return [];
  return shells.flatMap((shell: unknown, index) => {
    const given = ['ltanH', 'inclinationDeg'].filter((key) => fieldOf(shell, key) !== undefined);
    if (given.length === 1 || typeof shell !== 'object' || shell === null) return [];
    const got = given.length === 0 ? 'neither' : 'both';
    return [problemAt(file, [index], 'rules/shell-needs-one-of', 'one of ltanH, inclinationDeg', got)];
  });
};

/** A scenario writes out its sides or takes those of one that does. */
export const sidesProblems = (files: readonly RulesFile[]): Problem[] => {
  const scenarios = files.filter((file) => folderOf(file) === 'scenarios');
  const writesSides = (scenarioId: unknown): boolean =>
    scenarios.some(
      ({ document }) => fieldOf(document.value, 'id') === scenarioId && fieldOf(document.value, 'sides') !== undefined,
    );
  return scenarios.flatMap((file) => {
    const { value } = file.document;
    const [sides, other] = [fieldOf(value, 'sides'), fieldOf(value, 'sidesScenarioId')];
    if ((sides === undefined) !== (other === undefined) && (other === undefined || writesSides(other))) return [];
    const got = sides === undefined ? (other === undefined ? 'neither' : describeValue(other)) : 'both';
    const expected = 'either sides, or sidesScenarioId of a scenario with sides';
    return [problemAt(file, [], 'rules/scenario-needs-sides', expected, got)];
  });
};
