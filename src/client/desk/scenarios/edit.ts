/** Steps of a scenario's document, as its file holds it. Pure; what is wrong with the result the rules' own parser says. */
import type { Provenance } from '../../../ruleset/schema.ts';
import { valueAt } from '../../../ruleset/walk.ts';
import type { ScenarioValue } from '../../store/ownScenario.ts';
import type { ScenarioSection } from '../../store/scenarioPlace.ts';

export type Path = readonly (string | number)[];

/** A copy with another value at a path; parts on the way that are not there are made, `undefined` takes a part away. */
export const withAt = (value: unknown, [key, ...rest]: Path, part: unknown): unknown => {
  if (key === undefined) return part;
  if (typeof key === 'number') {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    const made = withAt(list[key], rest, part);
    if (made === undefined) return list.filter((_, place) => place !== key);
    return key < list.length ? list.map((entry, place) => (place === key ? made : entry)) : [...list, made];
  }
  const fields = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const made = withAt(fields[key], rest, part);
  const { [key]: _, ...others } = fields;
  return made === undefined ? others : { ...fields, [key]: made };
};

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** How sure an author is of numbers of their own. */
const OWN = { source: 'dawnline-design-notes', confidence: 'design' } as const;

/** A number that an author gives, where the rules have no range for it. */
export const ownNumber = (value: number, unit: string, low: number, high: number) => ({
  value,
  unit,
  low,
  high,
  ...OWN,
});

export const replacement = (path: string, { value, unit, low, high, source }: Provenance) => ({
  path,
  value,
  unit,
  low,
  high,
  source,
  confidence: OWN.confidence,
});

/** A number at another value: its range and source stay, and it is the author's choice now. */
export const withValue = (quantity: unknown, value: unknown): unknown => ({
  ...(quantity as Readonly<Record<string, unknown>>),
  value,
  confidence: OWN.confidence,
});

type Find = (id: string) => ScenarioValue | null;

/** With the sides written out where they are those of another scenario. */
export const withOwnSides = (value: ScenarioValue, find: Find): ScenarioValue => {
  const { sidesScenarioId, ...rest } = value;
  if (typeof sidesScenarioId !== 'string' || rest['sides'] !== undefined) return value;
  const sides = find(sidesScenarioId)?.['sides'];
  if (sides === undefined) return value;
  const { id, title, about, startYear, turnCount, handicapPoints, ...more } = rest;
  const head = { id, title, about, startYear, turnCount, handicapPoints };
  const given = Object.fromEntries(Object.entries(head).filter(([, each]) => each !== undefined));
  return { ...given, sides, ...more };
};

interface Replace {
  readonly path: string;
}
const replacesOf = (value: ScenarioValue): readonly Replace[] =>
  Array.isArray(value['replaces'])
    ? value['replaces'].filter((entry): entry is Replace => typeof (entry as Replace | null)?.path === 'string')
    : [];

const keysOf = (dotted: string): Path =>
  dotted.split('.').map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment));

/** With its replaced numbers of its own put where they stand, so that each stands in one place. */
const withOwnNumbers = (value: ScenarioValue): ScenarioValue => {
  const own = `scenarios.${String(value['id'])}.`;
  const left = replacesOf(value).filter(({ path }) => !path.startsWith(own));
  const moved = replacesOf(value).filter(({ path }) => path.startsWith(own));
  const made = moved.reduce<unknown>(
    (made_, { path, ...quantity }) => withAt(made_, keysOf(path.slice(own.length)), quantity),
    value,
  );
  return moved.length === 0 ? value : (withAt(made, ['replaces'], left.length > 0 ? left : undefined) as ScenarioValue);
};

/** A scenario of the rules as an author's own: everything that can be changed stands in it. */
export const copyScenario = (written: ScenarioValue, find: Find, head: ScenarioValue): ScenarioValue => {
  const { id: _id, title: _title, about: _about, ...rest } = withOwnNumbers(withOwnSides(written, find));
  return { ...head, ...rest };
};

/** A name of its own among ids in use. */
export const freeId = (id: string, used: readonly string[]): string => {
  for (let number = 2; ; number++) {
    const tried = `${id}-${number}`;
    if (!used.includes(tried)) return tried;
  }
};

const SECTION_OF: Readonly<Record<string, ScenarioSection>> = {
  sides: 'sides',
  start: 'start',
  replaces: 'assumptions',
  events: 'cards',
  injects: 'cards',
  milestones: 'objectives',
};

/** Where a problem, or a change, is to be looked for. */
export const sectionOf = (path: string): ScenarioSection => SECTION_OF[path.split('.')[2] ?? ''] ?? 'basics';

/** Whether a problem belongs to the field at this place. */
export const isAtField = (problemPath: string, field: string): boolean =>
  problemPath === field || problemPath.startsWith(`${field}.`);

export const listAt = (value: unknown, path: Path): readonly unknown[] => {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
};
