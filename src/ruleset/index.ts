/** The rules room's public face: what is wrong with a folder of rules, or the `Ruleset` it makes. */
export type { ArticleRow } from './articles.ts';
export { articleTable } from './articles.ts';
export { ruleJsonSchemas } from './jsonSchema.ts';
export { nearestPaths } from './nearest.ts';
export type { Level } from './packs.ts';
export { BASE_PACK, withPack } from './packs.ts';
export { parseRuleset } from './parse.ts';
export { provenanceIn } from './scenario.ts';
export type { Provenance, Ruleset } from './schema.ts';
