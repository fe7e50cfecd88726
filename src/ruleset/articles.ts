/** Facts of the articles: where in the rules each is met, and whether the ledger names numbers that exist. */
import type { Problem } from '../units/result.ts';
import { problemAt, type RulesFile } from './problems.ts';
import type { Provenance, Ruleset } from './schema.ts';
import { FACT_IDS, type FactId } from './terms.ts';

/** Ledger entries that name a path at which the rules have no number. */
export const articleProblems = (
  file: RulesFile,
  { articles, provenance }: Pick<Ruleset, 'articles' | 'provenance'>,
): Problem[] =>
  FACT_IDS.flatMap((factId) =>
    articles[factId].numbers.flatMap((path, index) =>
      Object.hasOwn(provenance, path)
        ? []
        : [problemAt(file, [factId, 'numbers', index], 'rules/unknown-path', 'the path of a quantity', path)],
    ),
  );

/** One row of the table of facts. */
export interface ArticleRow {
  readonly id: FactId;
  readonly name: string;
  readonly statement: string;
  /** Id of what states it. */
  readonly source: string;
  /** What a player meets it in: ids, by kind; kinds without any are left out. */
  readonly met: Readonly<Partial<Record<MetKind, readonly string[]>>>;
  readonly numbers: readonly (Provenance & { readonly path: string })[];
}
type MetKind = 'programmes' | 'vehicles' | 'regions' | 'orders' | 'events' | 'milestones';

const idsWith = (
  list: readonly { readonly id: string; readonly facts: readonly string[] }[],
  factId: FactId,
): readonly string[] => list.filter(({ facts }) => facts.includes(factId)).map(({ id }) => id);

const rowOf = (ruleset: Ruleset, factId: FactId): ArticleRow => {
  const { name, statement, source, orders, vehicleIds = [], numbers, stated = {} } = ruleset.articles[factId];
  const met: readonly (readonly [MetKind, readonly string[]])[] = [
    ['programmes', idsWith(ruleset.programmes, factId)],
    ['vehicles', vehicleIds],
    ['regions', idsWith(ruleset.grid.regions, factId)],
    ['orders', orders],
    ['events', idsWith(ruleset.events.events, factId)],
    ['milestones', idsWith(ruleset.score.milestones, factId)],
  ];
  const paths = [...numbers, ...Object.keys(stated).map((each) => `articles.${factId}.stated.${each}`)];
  return {
    id: factId,
    name,
    statement,
    source,
    met: Object.fromEntries(met.filter(([, ids]) => ids.length > 0)),
    numbers: paths.flatMap((path) => {
      const provenance = ruleset.provenance[path];
      return provenance === undefined ? [] : [{ path, ...provenance }];
    }),
  };
};

/** All facts, in order, with where each is met and the numbers that play it. */
export const articleTable = (ruleset: Ruleset): readonly ArticleRow[] =>
  FACT_IDS.map((factId) => rowOf(ruleset, factId));
