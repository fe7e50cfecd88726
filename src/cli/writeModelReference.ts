/** Keeps the generated part of `docs/model/` equal to what the catalogue, the cases and the sources say. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { SourceEntry } from '../ruleset/schema.ts';
import { referenceFiles } from './reference/pages.ts';
import { checkCase, readOracleCases } from './reference/publishedCases.ts';

const inRepository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
export const REFERENCE_DIR = inRepository('docs/model');

/** Pages that the tests of whole model runs write. */
const WRITTEN_ELSEWHERE = ['assets.md', 'debris-environment.md'];

const readSources = (path: string): Readonly<Record<string, SourceEntry>> =>
  parse(readFileSync(inRepository(path), 'utf8')) as Readonly<Record<string, SourceEntry>>;

/** What the reference should be. */
export const modelReference = (): Readonly<Record<string, string>> =>
  referenceFiles({
    sources: { ...readSources('rules/sources.yaml'), ...readSources('test/oracle/sources.yaml') },
    cases: readOracleCases().map(checkCase),
  });

const presentFiles = (dir: string): readonly string[] =>
  existsSync(dir)
    ? readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? readdirSync(join(dir, entry.name)).map((name) => `${entry.name}/${name}`) : [entry.name],
      )
    : [];

const readIfThere = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

/** Names of files that differ from what would be written, are absent, or are left over. */
export const staleReferenceFiles = (
  wanted: Readonly<Record<string, string>> = modelReference(),
  dir: string = REFERENCE_DIR,
): readonly string[] => {
  const differing = Object.keys(wanted).filter((name) => readIfThere(join(dir, name)) !== wanted[name]);
  const left = presentFiles(dir).filter((name) => !Object.hasOwn(wanted, name) && !WRITTEN_ELSEWHERE.includes(name));
  return [...differing, ...left].sort();
};

/** Writes what is stale, removes what is left over, and names both. */
export const writeModelReference = (dir: string = REFERENCE_DIR): readonly string[] => {
  const wanted = modelReference();
  const stale = staleReferenceFiles(wanted, dir);
  for (const name of stale) {
    const text = wanted[name];
    const path = join(dir, name);
    if (text === undefined) {
      rmSync(path);
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return stale;
};
