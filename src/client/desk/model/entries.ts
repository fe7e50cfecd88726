/**
 * The table of contents of the reference, made from the catalogue, the engine's equations and the rules;
 * nothing is listed by hand, so nothing is left out.
 */
import { type Equation, equations } from '../../../engine/index.ts';
import { catalogue } from '../../../physics/catalogue.ts';
import { MODEL_SECTIONS, type ModelDefinition } from '../../../physics/model.ts';
import type { Provenance, Ruleset } from '../../../ruleset/schema.ts';
import { inWords } from '../../../physics/notation.ts';
import { asWritten, type Say } from '../../i18n/texts.ts';
import type { Words } from '../../i18n/words.ts';

export type Entry =
  | { readonly kind: 'function'; readonly id: string; readonly definition: ModelDefinition }
  | { readonly kind: 'equation'; readonly id: string; readonly equation: Equation }
  | { readonly kind: 'rules'; readonly id: string; readonly file: string; readonly numbers: RuleNumbers }
  | { readonly kind: 'packs'; readonly id: string };

export type RuleNumbers = readonly (readonly [path: string, number: Provenance])[];

export interface Section {
  /** One of the catalogue's sections, `engine` or `rules`. */
  readonly id: string;
  readonly entries: readonly Entry[];
}

export const PACKS_ENTRY = 'packs';

const fileOf = (path: string): string => path.slice(0, path.indexOf('.'));

const rulesEntries = (ruleset: Ruleset): readonly Entry[] => {
  const numbers = Object.entries(ruleset.provenance);
  const files = [...new Set(numbers.map(([path]) => fileOf(path)))].sort();
  return files.map((file) => ({
    kind: 'rules',
    id: `rules.${file}`,
    file,
    numbers: numbers.filter(([path]) => fileOf(path) === file),
  }));
};

export const sectionsOf = (ruleset: Ruleset): readonly Section[] => {
  const known = new Set(catalogue.map(({ id }) => id));
  const own = [...equations.values()].filter(({ id }) => !known.has(id));
  return [
    ...MODEL_SECTIONS.map((id) => ({
      id,
      entries: catalogue
        .filter(({ section }) => section === id)
        .map((definition): Entry => ({ kind: 'function', id: definition.id, definition })),
    })),
    { id: 'engine', entries: own.map((equation): Entry => ({ kind: 'equation', id: equation.id, equation })) },
    { id: 'rules', entries: [{ kind: 'packs', id: PACKS_ENTRY }, ...rulesEntries(ruleset)] },
  ];
};

/** What a reader may look for: ids, descriptions in English and in their own language, names of numbers in the latter. */
const textsOf = (entry: Entry, words: Words, say: Say): readonly string[] => {
  switch (entry.kind) {
    case 'function': {
      const { description, parameters, results } = entry.definition;
      const names = [...Object.keys(parameters), ...Object.keys(results)];
      return [description, say(description), ...names, ...names.map((name) => words.or(`figure.${name}`, ''))];
    }
    case 'equation': {
      const { equation, symbols, results } = entry.equation;
      const names = Object.keys(results);
      return [
        equation,
        inWords(equation, symbols, say),
        ...names,
        ...names.map((name) => words.or(`figure.${name}`, '')),
      ];
    }
    case 'rules':
      return [words.t(`model.rules.${entry.file}`), ...entry.numbers.map(([path]) => path)];
    case 'packs':
      return [words.t('model.packs')];
  }
};

const isFound = (entry: Entry, sectionTitle: string, wanted: readonly string[], words: Words, say: Say): boolean => {
  const text = [entry.id, sectionTitle, ...textsOf(entry, words, say)].join('\n').toLowerCase();
  return wanted.every((word) => text.includes(word));
};

/** Sections with the entries that have every word of the query; those without any are left out. */
export const foundSections = (
  sections: readonly Section[],
  query: string,
  words: Words,
  say: Say = asWritten,
): readonly Section[] => {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return sections;
  return sections.flatMap(({ id, entries }) => {
    const found = entries.filter((entry) => isFound(entry, words.t(`model.section.${id}`), wanted, words, say));
    return found.length === 0 ? [] : [{ id, entries: found }];
  });
};
