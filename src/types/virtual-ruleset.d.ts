/** The compiled rules, provided by `src/cli/rulesetPlugin.ts`. */
declare module 'virtual:ruleset' {
  const ruleset: import('../ruleset/schema.ts').Ruleset;
  export default ruleset;
}

/** Texts of `rules/scenarios`, by id; by the same plugin. */
declare module 'virtual:scenarios' {
  const texts: Readonly<Record<string, string>>;
  export default texts;
}
