/**
 * What the guides are made of: the outline that all languages share (`assets/guides/outline.yaml`), the prose of
 * each language beside it, the names that the game itself uses (`assets/locales`), and the rules.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { FactId, Ruleset, Seat, Side } from '../../ruleset/schema.ts';
import { problemLine, readRuleset } from '../rulesFolder.ts';

const inRepository = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const GUIDES_DIR = inRepository('assets/guides');
const LOCALES_DIR = inRepository('assets/locales');
const OUTLINE_FILE = 'outline.yaml';

/** The languages that have a guide: those of the game. */
export const GUIDE_LANGUAGES = ['en', 'zh-Hant', 'zh-Hans'] as const;
export type GuideLanguage = (typeof GUIDE_LANGUAGES)[number];
const PROSE_FILES: Readonly<Record<GuideLanguage, string>> = {
  en: 'en.yaml',
  'zh-Hant': 'zh-Hant.yaml',
  'zh-Hans': 'zh-Hans.yaml',
};

export const CHAPTER_IDS = ['start', 'class', 'agendas', 'cards', 'umpire', 'questions', 'answers', 'facts'] as const;
export type ChapterId = (typeof CHAPTER_IDS)[number];

interface Step {
  readonly id: string;
  readonly minutes: number;
  /** First and last turn that is played in it. */
  readonly turns?: readonly [number, number];
}

export interface Agenda {
  readonly id: string;
  readonly minutes: number;
  readonly scenarioId: string;
  readonly steps: readonly Step[];
}

export interface Outline {
  readonly agendas: readonly Agenda[];
  /** Sizes of a class that the guide seats. */
  readonly sizes: readonly number[];
  readonly questions: readonly { readonly goal: number; readonly facts: readonly FactId[] }[];
}

export interface Item {
  readonly term?: string;
  readonly text: string;
}

export interface Prose {
  readonly title: string;
  readonly text?: string;
  readonly items?: readonly Item[];
  readonly ordered?: boolean;
}

type Titled = { readonly title: string; readonly lead: string };
/** Lists of lines by name. */
type ListOf<T extends string> = { readonly [K in T]: readonly string[] };

/** The prose of one language, by the ids of the outline, the seats, the sides and the facts. */
export interface GuideTexts {
  readonly title: string;
  readonly lead: string;
  /** How the files were made. */
  readonly made: string;
  readonly source: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly chapters: Readonly<Record<ChapterId, Titled>>;
  readonly start: { readonly blocks: readonly Prose[] };
  readonly scenarios: { readonly title: string };
  readonly class: {
    readonly modes: Prose;
    readonly sizes: {
      readonly title: string;
      readonly rows: Readonly<Record<number, { readonly oneScreen: string; readonly opponent: string }>>;
    };
    readonly seats: Prose;
    readonly laptops: Prose;
  };
  readonly agendas: Readonly<
    Record<
      string,
      {
        readonly lead: string;
        readonly steps: Readonly<
          Record<string, { readonly title: string; readonly class: string; readonly teacher: string }>
        >;
      }
    >
  >;
  readonly seats: Readonly<Record<Seat, { readonly role: string } & ListOf<'watch' | 'talk'>>>;
  readonly cards: Readonly<Record<Side, Readonly<Record<Seat, ListOf<'objectives' | 'firstTurn'>>>>>;
  readonly umpire: { readonly blocks: readonly Prose[] };
  readonly questions: Readonly<Record<number, { readonly ask: string; readonly answer: string }>>;
  readonly misunderstandings: Prose;
  readonly facts: Readonly<Record<FactId, string>>;
}

/** The game's own words of one language, by key. */
export type Names = Readonly<Record<string, string>>;

export interface GuideSources {
  readonly outline: Outline;
  readonly texts: GuideTexts;
  readonly names: Names;
  readonly ruleset: Ruleset;
}

const readYaml = (name: string): unknown => parse(readFileSync(join(GUIDES_DIR, name), 'utf8'));

export const readOutline = (): Outline => readYaml(OUTLINE_FILE) as Outline;

export const readTexts = (language: GuideLanguage): GuideTexts => readYaml(PROSE_FILES[language]) as GuideTexts;

const readNames = (language: GuideLanguage): Names => {
  const folder = join(LOCALES_DIR, language);
  const bundles = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Names);
  return Object.assign({}, ...bundles) as Names;
};

/** Throws where the rules are broken: nothing is made of them then. */
const readRules = (): Ruleset => {
  const read = readRuleset();
  if (!read.ok) throw new Error(read.error.map(problemLine).join('\n'));
  return read.value;
};

/** Everything that the guide of a language is made of, read from the disk. */
export const readGuideSources = (language: GuideLanguage): GuideSources => ({
  outline: readOutline(),
  texts: readTexts(language),
  names: readNames(language),
  ruleset: readRules(),
});

/** Files whose change changes a guide. */
export const guideFiles = (language: GuideLanguage): readonly string[] => [
  join(GUIDES_DIR, OUTLINE_FILE),
  join(GUIDES_DIR, PROSE_FILES[language]),
  ...readdirSync(join(LOCALES_DIR, language)).map((name) => join(LOCALES_DIR, language, name)),
];
