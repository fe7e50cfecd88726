/**
 * Where every number of the rules comes from, and whether it can be what it says.
 *
 * A quantity must lie in its own range, name a source that exists, and not be negative where its unit
 * or name makes that meaningless. Sources that nothing uses are refused too: a list of sources is only
 * worth reading when each entry stands behind a number or an equation.
 */
import type { Problem } from '../units/result.ts';
import type { RulePath } from './document.ts';
import { describeValue, problemAt, type RulesFile } from './problems.ts';
import type { Provenance, Ruleset } from './schema.ts';
import { dottedPath, fieldOf, unitOf } from './walk.ts';

/** Units in which there is no less than nothing. */
const NEVER_NEGATIVE_UNITS: ReadonlySet<string> = new Set(
  (
    'kg t kg/m2 m2 m mm K W kW kWh TOPS POPS POPS/kW Gbit/s USD/kg km/s rad days ' +
    'chips units flights turns shots operations fragments 1/km3'
  ).split(' '),
);

interface Quantity {
  readonly path: RulePath;
  readonly unit: string;
  readonly value: unknown;
}

const quantitiesOf = (file: RulesFile): Quantity[] =>
  file.places.flatMap(({ path, schema, value }) => {
    const unit = unitOf(schema);
    return unit === undefined ? [] : [{ path, unit, value }];
  });

const isFiniteNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const hasSuffix = (path: RulePath, suffix: string): boolean =>
  path.some((segment) => typeof segment === 'string' && segment.endsWith(suffix));

const rangeProblems = (file: RulesFile, { path, unit, value: quantity }: Quantity): Problem[] => {
  const [value, low, high] = ['value', 'low', 'high'].map((key) => fieldOf(quantity, key));
  if (!isFiniteNumber(value) || !isFiniteNumber(low) || !isFiniteNumber(high)) return [];
  const problems: Problem[] = [];
  if (low > high) {
    problems.push(problemAt(file, [...path, 'low'], 'rules/value-outside-range', `at most high, ${high}`, String(low)));
  } else if (value < low || value > high) {
    problems.push(
      problemAt(file, [...path, 'value'], 'rules/value-outside-range', `between ${low} and ${high}`, String(value)),
    );
  }
  const isProb = unit === '1' && hasSuffix(path, 'Prob');
  const isShare = isProb || (unit === '1' && hasSuffix(path, 'Frac'));
  if ((isShare || NEVER_NEGATIVE_UNITS.has(unit)) && Math.min(low, value) < 0) {
    const field = low < 0 ? 'low' : 'value';
    problems.push(problemAt(file, [...path, field], 'rules/negative', 'zero or more', String(Math.min(low, value))));
  }
  if (isProb && Math.max(high, value) > 1) {
    const field = value > 1 ? 'value' : 'high';
    problems.push(
      problemAt(file, [...path, field], 'rules/above-one', 'a probability of at most 1', String(Math.max(high, value))),
    );
  }
  return problems;
};

/** −0 would pass every comparison, and then have no canonical text. */
const negativeZeroProblems = (file: RulesFile): Problem[] =>
  file.places
    .filter(({ value }) => Object.is(value, -0))
    .map(({ path, value }) => problemAt(file, path, 'rules/not-a-number', 'zero without a sign', describeValue(value)));

export const quantityProblems = (file: RulesFile): Problem[] => [
  ...negativeZeroProblems(file),
  ...quantitiesOf(file).flatMap((quantity) => rangeProblems(file, quantity)),
];

/** `provenance` of one file whose quantities are all in order. */
export const provenanceOf = (file: RulesFile): Record<string, Provenance> =>
  Object.fromEntries(
    quantitiesOf(file).map((quantity) => {
      const { value, unit, low, high, source, confidence } = quantity.value as Provenance;
      return [
        dottedPath(file.prefix, file.document.value, quantity.path),
        { value, unit, low, high, source, confidence },
      ];
    }),
  );

/** Sources that a file names and that nobody lists. */
export const unknownSourceProblems = (file: RulesFile, sources: Ruleset['sources']): Problem[] =>
  sourceUses(file).flatMap(({ path, source }) =>
    Object.hasOwn(sources, source)
      ? []
      : [problemAt(file, path, 'rules/unknown-source', KNOWN_SOURCE, describeValue(source))],
  );

const KNOWN_SOURCE = 'an id of sources.yaml';

/** What a number names as its source, where it names anything: in a quantity, in a pack, in a scenario. */
const sourceUses = (file: RulesFile): { readonly path: RulePath; readonly source: string }[] =>
  file.places.flatMap(({ path, value }) =>
    path.at(-1) === 'source' && typeof value === 'string' && value !== '' ? [{ path, source: value }] : [],
  );

/**
 * Sources used without being listed, and — only where every file could be read — listed without being used.
 * `modelSources` are the ids the physics catalogue refers to.
 */
export const sourceProblems = (
  files: readonly RulesFile[],
  sourcesFile: RulesFile,
  modelSources: readonly string[],
  isComplete: boolean,
): Problem[] => {
  const listed = sourcesFile.document.value;
  if (typeof listed !== 'object' || listed === null || Array.isArray(listed)) return [];
  const expected = KNOWN_SOURCE;
  const used = new Set(modelSources);
  const problems: Problem[] = [];
  for (const file of files) {
    for (const { path, source } of sourceUses(file)) {
      used.add(source);
      if (!Object.hasOwn(listed, source)) {
        problems.push(problemAt(file, path, 'rules/unknown-source', expected, describeValue(source)));
      }
    }
  }
  for (const source of new Set(modelSources)) {
    if (Object.hasOwn(listed, source)) continue;
    problems.push({ code: 'rules/unknown-source', path: `model.${source}`, expected, got: describeValue(source) });
  }
  if (!isComplete) return problems;
  const unused = Object.keys(listed).filter((source) => !used.has(source));
  return [
    ...problems,
    ...unused.map((source) =>
      problemAt(sourcesFile, [source], 'rules/unused-source', 'a quantity or an equation that uses it', 'no use'),
    ),
  ];
};
