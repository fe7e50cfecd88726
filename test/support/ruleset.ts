/** The repository's own rules, read and parsed once for all tests. */
import { modelSources, problemLine, RULES_DIR, readRulesFolder } from '../../src/cli/rulesFolder.ts';
import { parseRuleset } from '../../src/ruleset/index.ts';
import type { Ruleset } from '../../src/ruleset/schema.ts';
import type { Problem, Result } from '../../src/units/result.ts';

const valueOf = <T>(result: Result<T, readonly Problem[]>): T => {
  if (!result.ok) throw new Error(`the rules are broken:\n${result.error.map(problemLine).join('\n')}`);
  return result.value;
};

export const rulesFiles: Readonly<Record<string, string>> = valueOf(readRulesFolder(RULES_DIR));

// An equation whose source is not listed fails `ruleset/repository.test.ts`, and no other test.
const isListed = (source: string): boolean => rulesFiles['sources.yaml']?.includes(`\n${source}:`) === true;
export const ruleset: Ruleset = valueOf(parseRuleset(rulesFiles, modelSources().filter(isListed)));
