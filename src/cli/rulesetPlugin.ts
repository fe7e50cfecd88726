/**
 * Gives the client the compiled rules as the module `virtual:ruleset`, so that no YAML parser is shipped with them, and
 * the texts of their scenarios as `virtual:scenarios` for the editor.
 *
 * The build fails, with every problem listed, when the rules are broken.
 */
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { canonicalJson } from '../units/canonical.ts';
import { problemLine, RULES_DIR, readRulesFolder, readRuleset } from './rulesFolder.ts';

const MODULE_ID = 'virtual:ruleset';
const RESOLVED_ID = `\0${MODULE_ID}`;
const SCENARIOS_ID = 'virtual:scenarios';
const RESOLVED_SCENARIOS_ID = `\0${SCENARIOS_ID}`;
const SCENARIO_FILE = /^scenarios\/(.+)\.yaml$/;

/** The scenarios as they were written, by id: what a new one may start from. */
const scenarioTexts = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(files).flatMap(([name, text]) => {
      const [, id] = SCENARIO_FILE.exec(name) ?? [];
      return id === undefined ? [] : [[id, text]];
    }),
  );

export const rulesetPlugin = (dir: string = RULES_DIR): Plugin => ({
  name: 'dawnline-ruleset',
  resolveId: (id) => (id === MODULE_ID ? RESOLVED_ID : id === SCENARIOS_ID ? RESOLVED_SCENARIOS_ID : undefined),
  load(id) {
    if (id !== RESOLVED_ID && id !== RESOLVED_SCENARIOS_ID) return undefined;
    const files = readRulesFolder(dir);
    if (files.ok) for (const name of Object.keys(files.value)) this.addWatchFile(join(dir, name));
    if (id === RESOLVED_SCENARIOS_ID)
      return `export default ${JSON.stringify(files.ok ? scenarioTexts(files.value) : {})};`;
    const ruleset = readRuleset(dir);
    if (!ruleset.ok) {
      return this.error(`the rules in ${dir} are broken:\n${ruleset.error.map(problemLine).join('\n')}`);
    }
    // Engines read a text through JSON.parse faster than an object literal of this size.
    return `export default JSON.parse(${JSON.stringify(canonicalJson(ruleset.value))});`;
  },
});
