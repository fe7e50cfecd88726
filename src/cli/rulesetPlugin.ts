/**
 * Gives the client the compiled rules as the module `virtual:ruleset`, so that no YAML parser is shipped.
 *
 * The build fails, with every problem listed, when the rules are broken.
 */
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { canonicalJson } from '../units/canonical.ts';
import { problemLine, RULES_DIR, readRulesFolder, readRuleset } from './rulesFolder.ts';

const MODULE_ID = 'virtual:ruleset';
const RESOLVED_ID = `\0${MODULE_ID}`;

export const rulesetPlugin = (dir: string = RULES_DIR): Plugin => ({
  name: 'dawnline-ruleset',
  resolveId: (id) => (id === MODULE_ID ? RESOLVED_ID : undefined),
  load(id) {
    if (id !== RESOLVED_ID) return undefined;
    const files = readRulesFolder(dir);
    if (files.ok) for (const name of Object.keys(files.value)) this.addWatchFile(join(dir, name));
    const ruleset = readRuleset(dir);
    if (!ruleset.ok) {
      return this.error(`the rules in ${dir} are broken:\n${ruleset.error.map(problemLine).join('\n')}`);
    }
    // Engines read a text through JSON.parse faster than an object literal of this size.
    return `export default JSON.parse(${JSON.stringify(canonicalJson(ruleset.value))});`;
  },
});
