/**
 * A mirror: both sides have what one side has, each thing of it twice, with the same numbers. Ids are
 * the side before the id in the rules: `us-starcloud` and `cn-starcloud`.
 *
 * Events strike both alike: a card keeps its id, asks its conditions of both sides, and does to both
 * what it did to the one. Cards and effects that only the other side could meet are left out.
 */
import { REFERENCE_TARGETS, referenceWord } from './references.ts';
import type { Provenance, Ruleset, Scenario } from './schema.ts';
import { type Side, SIDES } from './terms.ts';

type Json = unknown;
type Fields = Readonly<Record<string, Json>>;
type EventRules = Ruleset['events']['events'][number];

const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `starcloud` of one side of a mirror: `us-starcloud`. The client takes the side off again to find its words. */
const idFor = (side: Side, id: string): string => `${side}-${id}`;

/** What a mirror is made from: the side, and the ids of its things by the list that declares them. */
interface Origin {
  readonly side: Side;
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  /** Prefixes of provenance paths: where a number stands now → where it stood. */
  readonly moved: Map<string, string>;
}

const isOwn = ({ ids }: Origin, list: string, id: Json): boolean =>
  typeof id === 'string' && ids.get(list)?.has(id) === true;

const listOf = (field: string): string | undefined => REFERENCE_TARGETS[referenceWord(field) ?? ''];

/** An entry as one side has it. */
const copyFor = (origin: Origin, side: Side, list: string, entry: Json): Json => {
  if (Array.isArray(entry)) return entry.map((each: Json) => copyFor(origin, side, list, each));
  if (!isFields(entry)) return entry;
  return Object.fromEntries(
    Object.entries(entry).map(([field, value]) => {
      if (field === 'owner' || field === 'side') return [field, side];
      const declaredIn = field === 'id' ? list : listOf(field);
      if (declaredIn !== undefined && isOwn(origin, declaredIn, value)) return [field, idFor(side, String(value))];
      return [field, copyFor(origin, side, '', value)];
    }),
  );
};

/** Things that the rules list in a file of their own, and that are a side's by its scenario. */
const isListed = (entry: Json): entry is Fields & { readonly id: string } =>
  isFields(entry) && typeof entry['id'] === 'string';

/** Whether an entry without an id speaks of a thing of the side, as capacity under construction in its region does. */
const namesOwn = (origin: Origin, entry: Fields): boolean =>
  Object.entries(entry).some(([field, value]) => isOwn(origin, listOf(field) ?? '', value));

const isPerSide = (value: Fields): boolean => SIDES.every((side) => Object.hasOwn(value, side));

/** A part of the rules with everything of the side twice and nothing of the other's. */
const doubled = (origin: Origin, path: string, value: Json): Json => {
  const { side: from, moved } = origin;
  if (Array.isArray(value)) {
    const entries = value.flatMap((entry: Json, index): Json[] => {
      if (!isFields(entry)) return [doubled(origin, `${path}.${index}`, entry)];
      if (isListed(entry)) {
        if (isOwn(origin, path, entry.id))
          return SIDES.map((side) => {
            moved.set(`${path}.${idFor(side, entry.id)}.`, `${path}.${entry.id}.`);
            return copyFor(origin, side, path, entry);
          });
        const isOthers = 'owner' in entry && entry['owner'] !== from;
        return isOthers ? [] : [doubled(origin, `${path}.${entry.id}`, entry)];
      }
      if (namesOwn(origin, entry)) return SIDES.map((side) => copyFor(origin, side, '', entry));
      return [doubled(origin, `${path}.${index}`, entry)];
    });
    return entries;
  }
  if (!isFields(value)) return value;
  const perSide = isPerSide(value);
  return Object.fromEntries(
    Object.entries(value).map(([field, each]) => {
      const at = path === '' ? field : `${path}.${field}`;
      const side = perSide ? SIDES.find((one) => one === field) : undefined;
      if (side === undefined) return [field, doubled(origin, at, each)];
      moved.set(`${at}.`, `${path}.${from}.`);
      return [field, copyFor(origin, side, '', value[from])];
    }),
  );
};

/** Ids of what is the side's, by list: what says so itself, and the vehicles it flies. */
const idsOf = (ruleset: Ruleset, scenario: Scenario, side: Side): ReadonlyMap<string, ReadonlySet<string>> => {
  const ownIds = (list: readonly { readonly id: string; readonly owner: Side }[]): ReadonlySet<string> =>
    new Set(list.filter(({ owner }) => owner === side).map(({ id }) => id));
  return new Map([
    ['programmes', ownIds(ruleset.programmes)],
    ['grid.regions', ownIds(ruleset.grid.regions)],
    ['score.milestones', ownIds(ruleset.score.milestones)],
    ['vehicles', new Set(scenario.sides[side].lines.map(({ vehicleId }) => vehicleId))],
  ]);
};

/** What a condition or an effect speaks of: a thing or a row of the side, of the other, or of nobody. */
const ownerOf = (origin: Origin, part: Fields): 'own' | 'other' | 'nobody' => {
  if ('side' in part) return part['side'] === origin.side ? 'own' : 'other';
  const lists = Object.keys(part).flatMap((field) => {
    const list = listOf(field);
    return list !== undefined && origin.ids.has(list) ? [isOwn(origin, list, part[field])] : [];
  });
  if (lists.length === 0) return 'nobody';
  return lists.every((own) => own) ? 'own' : 'other';
};

const mirroredEvent = (origin: Origin, event: EventRules): readonly EventRules[] => {
  const path = `events.events.${event.id}`;
  const { moved } = origin;
  const parts = (name: 'conditions' | 'effects', keeps: (part: Fields) => boolean): Fields[] => {
    const written = (event[name] ?? []) as readonly Fields[];
    const made = written.flatMap((part, place) => {
      if (!keeps(part)) return [];
      const copies = ownerOf(origin, part) === 'nobody' ? [part] : SIDES.map((side) => copyFor(origin, side, '', part));
      return copies.map((copy) => ({ copy: copy as Fields, place }));
    });
    for (const [place, { place: was }] of made.entries())
      moved.set(`${path}.${name}.${place}.`, `${path}.${name}.${was}.`);
    return made.map(({ copy }) => copy);
  };
  // What the rival's policy does to the side, each side's policy does to the other.
  const mayHold = (part: Fields): boolean => 'side' in part || ownerOf(origin, part) !== 'other';
  if (!((event.conditions ?? []) as readonly Fields[]).every(mayHold)) return [];
  const conditions = parts('conditions', () => true);
  const effects = parts('effects', (part) => ownerOf(origin, part) !== 'other');
  return effects.length === 0 ? [] : [{ ...event, conditions, effects } as unknown as EventRules];
};

/** Every number at its new place with the provenance of its old one. */
const movedProvenance = (
  provenance: Ruleset['provenance'],
  moved: ReadonlyMap<string, string>,
): Readonly<Record<string, Provenance>> => {
  const byOld = new Map<string, [string, Provenance][]>();
  const prefixes = new Set(moved.values());
  for (const [path, each] of Object.entries(provenance))
    for (const prefix of prefixes)
      if (path.startsWith(prefix)) byOld.set(prefix, [...(byOld.get(prefix) ?? []), [path.slice(prefix.length), each]]);
  const added = [...moved].flatMap(([now, was]) =>
    (byOld.get(was) ?? []).map(([rest, each]): [string, Provenance] => [`${now}${rest}`, each]),
  );
  return { ...provenance, ...Object.fromEntries(added) };
};

/** The rules and the scenario with everything of a side twice. */
export const mirroredRules = (
  ruleset: Ruleset,
  scenario: Scenario,
  side: Side,
): { readonly ruleset: Ruleset; readonly scenario: Scenario } => {
  const origin: Origin = { side, ids: idsOf(ruleset, scenario, side), moved: new Map() };
  const { sources, packs, provenance, hash, scenarios, events, ...rest } = ruleset;
  const rules = doubled(origin, '', rest) as typeof rest;
  const deck = events.events.flatMap((event) => mirroredEvent(origin, event));
  const played = doubled(origin, `scenarios.${scenario.id}`, scenario) as Scenario;
  return {
    ruleset: {
      ...rules,
      sources,
      packs,
      hash,
      events: { ...events, events: deck },
      scenarios: scenarios.map((each) => (each.id === played.id ? played : each)),
      provenance: movedProvenance(provenance, origin.moved),
    },
    scenario: played,
  };
};
