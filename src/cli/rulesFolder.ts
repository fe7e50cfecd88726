/**
 * Rules from the disk: reads a folder's YAML files and hands them to the parser.
 *
 * `schema/` under the folder is generated and no part of the rules; files that are no YAML are left
 * alone. The physics catalogue's sources count as used and have to be listed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { equations } from '../engine/index.ts';
import { parseRuleset } from '../ruleset/index.ts';
import type { Ruleset } from '../ruleset/schema.ts';
import { err, ok, type Problem, type Result } from '../units/result.ts';
import { faultText } from './command.ts';

export const RULES_DIR = fileURLToPath(new URL('../../rules', import.meta.url));
export const SCHEMA_DIR = join(RULES_DIR, 'schema');

type FilesResult = Result<Readonly<Record<string, string>>, readonly Problem[]>;

const unreadable = (code: string, path: string, fault: unknown): Problem => ({
  code,
  path,
  expected: code === 'rules/unreadable-folder' ? 'a folder of rules' : 'a readable file of UTF-8 text',
  got: faultText(fault),
  file: path,
});

const decodeUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

const ruleFileNames = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name))
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !name.startsWith('schema/'))
    .sort();

/** Path relative to the folder, with `/` on every system → text. */
export const readRulesFolder = (dir: string): FilesResult => {
  let names: string[];
  try {
    names = ruleFileNames(dir);
  } catch (fault) {
    return err([unreadable('rules/unreadable-folder', dir, fault)]);
  }
  const files: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const name of names) {
    try {
      files[name] = decodeUtf8(readFileSync(join(dir, name)));
    } catch (fault) {
      problems.push(unreadable('rules/unreadable-file', name, fault));
    }
  }
  return problems.length > 0 ? err(problems) : ok(files);
};

/** Ids of the sources behind the equations. */
export const modelSources = (): string[] => [...equations.values()].flatMap(({ sources }) => sources);

export const readRuleset = (dir: string = RULES_DIR): Result<Ruleset, readonly Problem[]> => {
  const files = readRulesFolder(dir);
  return files.ok ? parseRuleset(files.value, modelSources()) : files;
};

/** True for problems with the disk rather than with what the rules say. */
export const isUnreadable = (problems: readonly Problem[]): boolean =>
  problems.some(({ code }) => code.startsWith('rules/unreadable-'));

/** One problem on one line: `vehicles.yaml:12 vehicles.falcon-9.payloadKg.unit rules/missing-unit expected kg got nothing`. */
export const problemLine = ({ file, line, path, code, expected, got }: Problem): string => {
  const place = [file, line].filter((part) => part !== undefined).join(':');
  return `${place === '' ? '' : `${place} `}${path} ${code} expected ${expected} got ${got}`.replaceAll(
    /\s*\n\s*/g,
    ' ',
  );
};
