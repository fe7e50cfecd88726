/** An event in the reader's words: its key with its subject, side and values put in. */
import type { GameEvent } from '../../../engine/index.ts';
import type { Formats } from '../../i18n/format.ts';
import type { Words } from '../../i18n/words.ts';

const ID_WORDS: Readonly<Record<string, (words: Words, id: string) => string>> = {
  programmeId: (words, id) => words.programme(id),
  targetId: (words, id) => words.target(id),
  code: (words, id) => words.or(`rejection.${id}`, id),
  regionId: (words, id) => words.region(id),
  lineId: (words, id) => words.line(id),
  vehicleId: (words, id) => words.vehicle(id),
  shellId: (words, id) => words.shell(id),
  milestoneId: (words, id) => words.or(`milestone.${id}.name`, id),
  eventId: (words, id) => words.or(`happening.${id}.name`, id),
  agreementId: (words, id) => words.or(`agreement.${id}.name`, id),
  side: (words, id) => words.side(id),
  winner: (words, id) => words.side(id),
  track: (words, id) => words.or(`track.${id}`, id),
  tier: (words, id) => words.or(`tier.${id}`, id),
  policy: (words, id) => words.or(`policy.${id}`, id),
  approach: (words, id) => words.or(`approach.${id}`, id),
  architecture: (words, id) => words.or(`architecture.${id}`, id),
  posture: (words, id) => words.or(`posture.${id}`, id),
  family: (words, id) => words.or(`family.${id}`, id),
  rung: (words, id) => words.state('crisis', id),
};

const UNIT_BY_SUFFIX: readonly (readonly [RegExp, string])[] = [
  [/Musd$/, 'MUSD'],
  [/Kg$/, 'kg'],
  [/KW$|Kw$/, 'kW'],
  [/Mw$/, 'MW'],
  [/Km$/, 'km'],
  [/Pops$/, 'POPS'],
  [/(Frac|Prob)$/, '1'],
];

export const unitOfName = (name: string): string => UNIT_BY_SUFFIX.find(([suffix]) => suffix.test(name))?.[1] ?? '';

const chartOfSubject = (event: ToldEvent): string => {
  const charts: Readonly<Record<string, string>> = {
    group: 'satelliteGroup',
    line: 'launchLine',
    campaign: 'launchCampaign',
    region: 'gridRegion',
    centre: 'groundCentre',
    operation: 'operation',
    agreement: 'agreement',
    crisis: 'crisis',
    race: 'race',
    side: 'minerals',
    world: 'race',
  };
  return charts[event.subject.kind] ?? '';
};

const valueWords = (
  event: ToldEvent,
  name: string,
  value: number | string | boolean,
  words: Words,
  formats: Formats,
): string => {
  if (typeof value === 'number') return formats.quantity(value, unitOfName(name), name);
  if (typeof value === 'boolean') return words.t(value ? 'yes' : 'no');
  const named = ID_WORDS[name];
  if (named) return named(words, value);
  const stateKey = `state.${chartOfSubject(event)}.${value}`;
  return words.or(stateKey, words.or(`state.platform.${value}`, words.or(`value.${value}`, value)));
};

/** What of an event its words are made from. */
export type ToldEvent = Pick<GameEvent, 'kind' | 'side' | 'subject' | 'values'>;

export const eventWords = (event: ToldEvent, words: Words, formats: Formats): string => {
  // `<name>N` is the plain number, for plurals.
  const values: Record<string, string | number> = {
    subject: words.subject(event.subject.kind, event.subject.id),
    side: event.side === null ? '' : words.side(event.side),
    about: words.or(`happening.${event.subject.id}.about`, ''),
  };
  for (const [name, value] of Object.entries(event.values)) {
    values[name] = valueWords(event, name, value, words, formats);
    if (typeof value === 'number') values[`${name}N`] = value;
    if (name === 'peopleM' && typeof value === 'number') values.people = formats.amount(value * 1e6);
  }
  return words.or(`event.${event.kind}`, event.kind, values);
};
