/**
 * What a scenario makes of the rules: dates that count from its own start, its own numbers, its part
 * of the deck and of the firsts, and, in a mirror, everything of one side twice.
 *
 * The hash stays that of the rules: they hold the scenario, and a record names it.
 */
import { TURNS_PER_YEAR } from '../units/convert.ts';
import type { Problem } from '../units/result.ts';
import { fieldOf } from './walk.ts';
import { mirroredRules } from './mirror.ts';
import { type Level, overrideProblems, withLevels, withNumbers } from './packs.ts';
import { problemAt, type RulesFile } from './problems.ts';
import type { Override, Provenance, Ruleset, Scenario, WrittenScenario } from './schema.ts';

/** Dates of the rules, which are numbers in this unit, count half-years from January of this year. */
const DATE_UNIT = 'turn';
const CALENDAR_YEAR = 2026;

/** A scenario's own numbers. They count from its own start, and so are no dates of the rules. */
const isScenarios = (path: string): boolean => path.startsWith('scenarios.');

const movedDates = ({ provenance }: Ruleset, { startYear }: Scenario): readonly Override[] => {
  const turns = (startYear - CALENDAR_YEAR) * TURNS_PER_YEAR;
  if (turns === 0) return [];
  return Object.entries(provenance)
    .filter(([path, { unit }]) => unit === DATE_UNIT && !isScenarios(path))
    .map(([path, { value, low, high, ...rest }]) => ({
      path,
      value: value - turns,
      low: low - turns,
      high: high - turns,
      ...rest,
    }));
};

/** Without the entries that a scenario leaves out. Numbers of those that stay keep their paths. */
const without = <T extends { readonly id: string }>(list: readonly T[], ids: readonly string[] = []): readonly T[] =>
  ids.length === 0 ? list : list.filter(({ id }) => !ids.includes(id));

const withDeckOf = (ruleset: Ruleset, { events, injects, milestones }: Scenario): Ruleset => {
  const { onlyEventIds, withoutEventIds = [] } = events ?? {};
  const isPlayed = (id: string): boolean => injects?.some(({ eventId }) => eventId === id) === true;
  const isLeft = (id: string): boolean => onlyEventIds?.includes(id) !== false && !withoutEventIds.includes(id);
  const deck = ruleset.events.events.filter(({ id }) => isPlayed(id) || isLeft(id));
  const firsts = without(ruleset.score.milestones, milestones?.withoutMilestoneIds);
  return {
    ...ruleset,
    events: { ...ruleset.events, events: deck },
    score: { ...ruleset.score, milestones: [...firsts] },
  };
};

/** The rules with a scenario's dates and numbers, as last made: games of a study differ by a few numbers only. */
const numbered = new WeakMap<Ruleset, Map<string, Ruleset>>();

const withNumbersOf = (base: Ruleset, written: Scenario): Ruleset => {
  const made = numbered.get(base) ?? new Map<string, Ruleset>();
  numbered.set(base, made);
  const ruleset =
    made.get(written.id) ?? withNumbers(base, [...movedDates(base, written), ...(written.replaces ?? [])]);
  made.set(written.id, ruleset);
  return ruleset;
};

/** What a scenario's games may be told otherwise (`Level`): the numbers as they hold in it, with their ranges. */
export const provenanceIn = (base: Ruleset, written: Scenario): Ruleset['provenance'] =>
  withNumbersOf(base, written).provenance;

/** The rules as they hold in one of their scenarios, with some numbers at other levels, and that scenario as it is played. */
export const withScenario = (
  base: Ruleset,
  written: Scenario,
  levels: readonly Level[] = [],
): { readonly ruleset: Ruleset; readonly scenario: Scenario } => {
  const told = withLevels(withNumbersOf(base, written), levels);
  const ruleset = withDeckOf(told, written);
  const scenario = ruleset.scenarios.find(({ id }) => id === written.id) ?? written;
  return scenario.mirrorOf === undefined ? { ruleset, scenario } : mirroredRules(ruleset, scenario, scenario.mirrorOf);
};

/** Sides of scenarios that take them from another, with the provenance of each number under the taker's path. */
export const withSides = (
  written: readonly WrittenScenario[],
  provenance: Readonly<Record<string, Provenance>>,
): { readonly scenarios: readonly Scenario[]; readonly provenance: Readonly<Record<string, Provenance>> } => {
  const added: Record<string, Provenance> = {};
  const scenarios = written.map(({ sides: own, sidesScenarioId, ...rest }): Scenario => {
    const sides = own ?? written.find(({ id }) => id === sidesScenarioId)?.sides;
    if (sides === undefined) throw new TypeError(`scenario ${rest.id} has no sides`);
    const from = `scenarios.${sidesScenarioId ?? rest.id}.sides.`;
    if (own === undefined)
      for (const [path, each] of Object.entries(provenance))
        if (path.startsWith(from)) added[`scenarios.${rest.id}.sides.${path.slice(from.length)}`] = each;
    return { ...rest, sides };
  });
  return { scenarios, provenance: { ...provenance, ...added } };
};

const cloudProblems = (file: RulesFile, scenario: Scenario, { environment }: Pick<Ruleset, 'environment'>): Problem[] =>
  (scenario.start?.clouds ?? []).flatMap(({ lowKm }, index) =>
    environment.bands.some((band) => band.lowKm === lowKm)
      ? []
      : [
          problemAt(
            file,
            ['start', 'clouds', index, 'lowKm'],
            'rules/unknown-reference',
            'the lower edge of a band of environment.bands',
            String(lowKm),
          ),
        ],
  );

/** A card comes within the game. */
const injectProblems = (file: RulesFile, { injects = [], turnCount }: Scenario): Problem[] =>
  injects.flatMap((inject, index) =>
    inject.kind === 'turn' && inject.turn > turnCount
      ? [problemAt(file, ['injects', index, 'turn'], 'rules/out-of-range', `at most ${turnCount}`, String(inject.turn))]
      : [],
  );

/** What is wrong with the scenarios of a folder whose files are otherwise in order. */
export const scenarioProblems = (
  files: readonly RulesFile[],
  rules: Pick<Ruleset, 'environment' | 'scenarios' | 'provenance'>,
): Problem[] =>
  files.flatMap((file) => {
    const scenario = rules.scenarios.find(({ id }) => id === fieldOf(file.document.value, 'id'));
    if (scenario === undefined) return [];
    return [
      ...overrideProblems(file, 'replaces', scenario.replaces ?? [], rules.provenance),
      ...cloudProblems(file, scenario, rules),
      ...injectProblems(file, scenario),
    ];
  });
