/** Keeps `rules/schema/*.json` equal to what `src/ruleset/schema.ts` says. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleJsonSchemas } from '../ruleset/index.ts';

const readIfThere = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

/** Names of files that differ from what would be written, are absent, or belong to no schema any more. */
export const staleRuleSchemas = (dir: string): string[] => {
  const wanted = ruleJsonSchemas();
  const differing = Object.keys(wanted).filter((name) => readIfThere(join(dir, name)) !== wanted[name]);
  const present = existsSync(dir) ? readdirSync(dir) : [];
  const left = present.filter((name) => name.endsWith('.json') && !Object.hasOwn(wanted, name));
  return [...differing, ...left].sort();
};

/** Writes what is stale, removes what belongs to no schema, and names both. */
export const writeRuleSchemas = (dir: string): string[] => {
  const stale = staleRuleSchemas(dir);
  const wanted = ruleJsonSchemas();
  mkdirSync(dir, { recursive: true });
  for (const name of stale) {
    const text = wanted[name];
    if (text === undefined) rmSync(join(dir, name));
    else writeFileSync(join(dir, name), text);
  }
  return stale;
};
