/**
 * From the files of a rules folder to a `Ruleset`, or to everything that is wrong with them.
 *
 * Pure: the caller has read the files. Nothing is loaded in part; all problems are reported at once,
 * sorted by file and line. The result carries where each number comes from and a hash of it all, which
 * a game's record names so that no replay runs on other rules.
 */
import { z } from 'zod';
import { canonicalJson } from '../units/canonical.ts';
import { sha256Hex } from '../units/hash.ts';
import { err, ok, type Problem, type Result } from '../units/result.ts';
import { doctrineProblems } from './doctrines.ts';
import { readDocument } from './document.ts';
import { problemsOfIssue, type RulesFile } from './problems.ts';
import { provenanceOf, quantityProblems, sourceProblems } from './provenance.ts';
import { idProblems, shellProblems, sidesProblems } from './references.ts';
import { packProblems } from './packs.ts';
import { articleProblems } from './articles.ts';
import { scenarioProblems, withSides } from './scenario.ts';
import { FILE_SCHEMAS, FOLDER_SCHEMAS, type Pack, type Ruleset } from './schema.ts';
import { fieldOf, placesOf, type RuleSchema } from './walk.ts';

type FileName = keyof typeof FILE_SCHEMAS;
type FolderName = keyof typeof FOLDER_SCHEMAS;
type Stem<F> = F extends `${infer S}.yaml` ? S : never;
/** What the schemas, taken together, make of a rules folder. */
type ParsedFolder = { readonly [F in FileName as Stem<F>]: z.output<(typeof FILE_SCHEMAS)[F]> } & {
  readonly [F in FolderName]: readonly z.output<(typeof FOLDER_SCHEMAS)[F]>[];
};

const EXTENSION = '.yaml';
const FILE_NAMES = Object.keys(FILE_SCHEMAS) as FileName[];
const FOLDER_NAMES = Object.keys(FOLDER_SCHEMAS) as FolderName[];

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byPlace = (a: Problem, b: Problem): number =>
  byCodeUnit(a.file ?? '', b.file ?? '') ||
  (a.line ?? 0) - (b.line ?? 0) ||
  byCodeUnit(a.path, b.path) ||
  byCodeUnit(a.code, b.code);

interface Slot {
  readonly prefix: string;
  readonly schema: RuleSchema;
}

/** Which schema a file name calls for; undefined for names that are no part of the rules. */
const slotFor = (file: string): Slot | undefined => {
  if (Object.hasOwn(FILE_SCHEMAS, file)) {
    return { prefix: file.slice(0, -EXTENSION.length), schema: FILE_SCHEMAS[file as FileName] };
  }
  const [, folder, stem] = /^([a-z]+)\/([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml$/.exec(file) ?? [];
  if (folder === undefined || stem === undefined || !Object.hasOwn(FOLDER_SCHEMAS, folder)) return undefined;
  return { prefix: `${folder}.${stem}`, schema: FOLDER_SCHEMAS[folder as FolderName] };
};

const unknownFile = (file: string): Problem => ({
  code: 'rules/unknown-file',
  path: file,
  expected: `one of ${[...FILE_NAMES, ...FOLDER_NAMES.map((folder) => `${folder}/<id>${EXTENSION}`)].join(', ')}`,
  got: file,
  file,
});

const missingFileProblems = (names: readonly string[]): Problem[] => {
  const missing = [
    ...FILE_NAMES.filter((file) => !names.includes(file)),
    ...FOLDER_NAMES.filter((folder) => !names.some((name) => name.startsWith(`${folder}/`))).map(
      (folder) => `${folder}/<id>${EXTENSION}`,
    ),
  ];
  return missing.map((file) => ({ code: 'rules/missing-file', path: file, expected: 'a file', got: 'nothing', file }));
};

interface ReadFolder {
  readonly files: readonly RulesFile[];
  readonly problems: readonly Problem[];
}

const readFolder = (texts: Readonly<Record<string, string>>): ReadFolder => {
  const names = Object.keys(texts).sort(byCodeUnit);
  const files: RulesFile[] = [];
  const problems: Problem[] = missingFileProblems(names);
  for (const file of names) {
    const slot = slotFor(file);
    if (slot === undefined) {
      problems.push(unknownFile(file));
      continue;
    }
    const read = readDocument(file, slot.prefix, texts[file] ?? '');
    problems.push(...read.problems);
    if (read.document === undefined) continue;
    files.push({ file, ...slot, document: read.document, places: placesOf(slot.schema, read.document.value) });
  }
  return { files, problems };
};

const crossProblems = (
  files: readonly RulesFile[],
  modelSources: readonly string[],
  isComplete: boolean,
): Problem[] => {
  const sourcesFile = files.find(({ file }) => file === 'sources.yaml');
  const shellsFile = files.find(({ file }) => file === 'shells.yaml');
  const doctrinesFile = files.find(({ file }) => file === 'doctrines.yaml');
  return [
    ...files.flatMap(quantityProblems),
    ...idProblems(files),
    ...sidesProblems(files),
    ...(shellsFile === undefined ? [] : shellProblems(shellsFile)),
    ...(doctrinesFile === undefined ? [] : doctrineProblems(doctrinesFile)),
    ...(sourcesFile === undefined ? [] : sourceProblems(files, sourcesFile, modelSources, isComplete)),
  ];
};

const idOf = (entry: unknown): string => String(fieldOf(entry, 'id'));

/** The folder as one value: files by their names, folders as lists sorted by id. */
const assemble = (parsed: readonly { readonly file: RulesFile; readonly output: unknown }[]): ParsedFolder => {
  const folder: Record<string, unknown> = {};
  for (const { file, output } of parsed) if (!file.file.includes('/')) folder[file.prefix] = output;
  for (const name of FOLDER_NAMES) {
    const entries = parsed.filter(({ file }) => file.file.startsWith(`${name}/`)).map(({ output }) => output);
    folder[name] = entries.sort((a, b) => byCodeUnit(idOf(a), idOf(b)));
  }
  // Every schema has accepted its file and no file is missing, which is all that the type says.
  return folder as unknown as ParsedFolder;
};

/**
 * `files`: path relative to the rules folder → text. `extraSourceUses`: ids of sources that the physics
 * catalogue refers to, which count as used and have to exist.
 */
export const parseRuleset = (
  files: Readonly<Record<string, string>>,
  extraSourceUses: readonly string[] = [],
): Result<Ruleset, readonly Problem[]> => {
  const read = readFolder(files);
  const problems = [...read.problems];
  const parsed = read.files.flatMap((file) => {
    const result = z.safeParse(file.schema, file.document.value);
    if (result.success) return [{ file, output: result.data }];
    problems.push(...result.error.issues.flatMap((issue) => problemsOfIssue(file, issue)));
    return [];
  });
  problems.push(...crossProblems(read.files, extraSourceUses, read.problems.length === 0));
  if (problems.length > 0) return err(problems.sort(byPlace));
  const written = Object.assign({}, ...read.files.map(provenanceOf)) as Ruleset['provenance'];
  const folder = assemble(parsed);
  const { scenarios, provenance } = withSides(folder.scenarios, written);
  const rules = { ...folder, scenarios, provenance };
  const packs = parsed
    .filter(({ file }) => file.file.startsWith('packs/'))
    .map(({ file, output }) => ({ file, pack: output as Pack }));
  const scenarioFiles = parsed.flatMap(({ file }) => (file.file.startsWith('scenarios/') ? [file] : []));
  const articlesFile = read.files.find(({ file }) => file === 'articles.yaml');
  const wrong = [
    ...packProblems(packs, provenance),
    ...scenarioProblems(scenarioFiles, rules),
    ...(articlesFile === undefined ? [] : articleProblems(articlesFile, rules)),
  ];
  if (wrong.length > 0) return err(wrong.sort(byPlace));
  return ok({ ...rules, hash: sha256Hex(canonicalJson(rules)) });
};
