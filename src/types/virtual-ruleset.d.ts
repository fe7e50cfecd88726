/** The compiled rules, provided by `src/cli/rulesetPlugin.ts`. */
declare module 'virtual:ruleset' {
  const ruleset: import('../ruleset/schema.ts').Ruleset;
  export default ruleset;
}
