/**
 * Scenarios that somebody writes beside the rules' own: checked one at a time by the checks that the files of a rules
 * folder go through, and laid into the rules so that their hash is that of the folder with the file in it.
 */
import { Document, isMap, visit } from 'yaml';
import { z } from 'zod';
import { canonicalJson } from '../units/canonical.ts';
import { sha256Hex } from '../units/hash.ts';
import { err, ok, type Problem, type Result } from '../units/result.ts';
import { readDocument } from './document.ts';
import { problemAt, problemsOfIssue, type RulesFile } from './problems.ts';
import { provenanceOf, quantityProblems, unknownSourceProblems } from './provenance.ts';
import { fileIdProblems, type KnownIds, REFERENCE_TARGETS, sidesProblems } from './references.ts';
import { scenarioProblems, withSides } from './scenario.ts';
import { FOLDER_SCHEMAS, type Ruleset, type WrittenScenario } from './schema.ts';
import { fieldOf, placesOf, valueAt } from './walk.ts';

/** The longest text that is read, characters: ten times the longest scenario of the rules. */
export const MOST_SCENARIO_CHARACTERS = 400_000;
/** Stands in paths where a scenario has no id that could. */
const NAMELESS = 'new';
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** What a new scenario is held against: the rules, and their scenarios as they were written. */
export interface ScenarioShelf {
  readonly ruleset: Ruleset;
  readonly files: readonly RulesFile[];
  readonly written: readonly WrittenScenario[];
  readonly known: KnownIds;
}

/** What the paths of a scenario's problems begin with. */
export const scenarioPrefix = (value: unknown): string => {
  const id = fieldOf(value, 'id');
  return `scenarios.${typeof id === 'string' && ID.test(id) ? id : NAMELESS}`;
};

interface ReadFile {
  readonly file?: RulesFile;
  readonly problems: readonly Problem[];
}

const readFile = (text: string): ReadFile => {
  if (text.length > MOST_SCENARIO_CHARACTERS) {
    const expected = `at most ${MOST_SCENARIO_CHARACTERS} characters`;
    return { problems: [{ code: 'rules/wrong-length', path: 'scenarios', expected, got: String(text.length) }] };
  }
  const { document, problems } = readDocument(`${NAMELESS}.yaml`, `scenarios.${NAMELESS}`, text);
  if (document === undefined) return { problems };
  const prefix = scenarioPrefix(document.value);
  const schema = FOLDER_SCHEMAS.scenarios;
  const file = `${prefix.replace('.', '/')}.yaml`;
  return { file: { file, prefix, schema, document, places: placesOf(schema, document.value) }, problems };
};

const knownIn = (ruleset: Ruleset): KnownIds =>
  new Map(
    Object.values(REFERENCE_TARGETS).map((target) => {
      const entries = valueAt(ruleset, target.split('.'));
      return [target, new Set(Array.isArray(entries) ? entries.map((entry) => String(fieldOf(entry, 'id'))) : [])];
    }),
  );

/** `texts`: the rules' own scenarios by id. Throws where they are not those of the rules: a fault of the build. */
export const makeShelf = (ruleset: Ruleset, texts: Readonly<Record<string, string>>): ScenarioShelf => {
  const files = Object.values(texts).map((text) => {
    const { file } = readFile(text);
    if (file === undefined) throw new TypeError('a scenario of the rules is no YAML');
    return file;
  });
  const written = files.map(({ document }) => FOLDER_SCHEMAS.scenarios.parse(document.value));
  return { ruleset, files, written, known: knownIn(ruleset) };
};

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

interface Laid {
  readonly rules: Omit<Ruleset, 'hash'>;
  readonly problems: readonly Problem[];
}

const layIn = ({ ruleset, written }: ScenarioShelf, file: RulesFile, scenario: WrittenScenario): Laid => {
  const { hash: _, ...base } = ruleset;
  const laid = withSides([...written, scenario], { ...base.provenance, ...provenanceOf(file) });
  const rules = { ...base, provenance: laid.provenance, scenarios: laid.scenarios.toSorted(byId) };
  return { rules, problems: scenarioProblems([file], rules) };
};

/** Everything that is wrong with a scenario, or the rules with it in them but for their hash. */
const judge = (shelf: ScenarioShelf, text: string): Result<Omit<Ruleset, 'hash'>, readonly Problem[]> => {
  const { file, problems } = readFile(text);
  if (file === undefined) return err(problems);
  const parsed = z.safeParse(FOLDER_SCHEMAS.scenarios, file.document.value);
  const isTaken = shelf.written.some(({ id }) => id === fieldOf(file.document.value, 'id'));
  const wrong = [
    ...problems,
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => problemsOfIssue(file, issue))),
    ...quantityProblems(file),
    ...fileIdProblems(file, shelf.known),
    ...sidesProblems([...shelf.files, file]).filter((problem) => problem.file === file.file),
    ...unknownSourceProblems(file, shelf.ruleset.sources),
    ...(isTaken ? [problemAt(file, ['id'], 'rules/duplicate-id', 'an id that no scenario of the rules has', '')] : []),
  ];
  if (wrong.length > 0 || !parsed.success) return err(wrong.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)));
  const laid = layIn(shelf, file, parsed.data);
  return laid.problems.length > 0 ? err(laid.problems) : ok(laid.rules);
};

export const scenarioTextProblems = (shelf: ScenarioShelf, text: string): readonly Problem[] => {
  const judged = judge(shelf, text);
  return judged.ok ? [] : judged.error;
};

/** The rules with this scenario among theirs. */
export const rulesWithScenario = (shelf: ScenarioShelf, text: string): Result<Ruleset, readonly Problem[]> => {
  const judged = judge(shelf, text);
  return judged.ok ? ok({ ...judged.value, hash: sha256Hex(canonicalJson(judged.value)) }) : judged;
};

/** The plain value of a scenario's text; problems where it is no YAML, or no map. */
export const parseScenarioText = (text: string): Result<Readonly<Record<string, unknown>>, readonly Problem[]> => {
  const { file, problems } = readFile(text);
  if (file === undefined) return err(problems);
  const { value } = file.document;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return err([problemAt(file, [], 'rules/wrong-type', 'a map', typeof value)]);
  return ok(value as Readonly<Record<string, unknown>>);
};

const HEADER = ' yaml-language-server: $schema=../schema/scenarios.json';

/** A scenario as a file of `rules/scenarios`: each number with what it carries on one line. */
export const makeScenarioText = (value: unknown): string => {
  const document = new Document(value, { version: '1.2', aliasDuplicateObjects: false });
  visit(document, {
    Map: (_key, node) => {
      if (isMap(node) && node.has('unit')) node.flow = true;
    },
  });
  document.commentBefore = HEADER;
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
};
