/** Effects of cards and overrides in words: what each would do, with its numbers. */
import type { Ruleset } from '../../../../ruleset/schema.ts';
import type { Formats } from '../../../i18n/format.ts';
import type { Words } from '../../../i18n/words.ts';

export type CardEffect = Ruleset['events']['events'][number]['effects'][number];

/** Amounts that are added to what there is, so that their sign says which way. */
const SIGNED = new Set(['standing', 'politicalCapital', 'tension', 'fundsMusd', 'unitsPerTurn', 'flightsPerTurn']);

const UNITS: Readonly<Record<string, string>> = {
  standing: 'points',
  politicalCapital: 'points',
  tension: 'points',
  capacityMw: 'MW',
  lowKm: 'km',
  count: 'fragments',
  turns: 'turns',
  flightsPerTurn: 'flights',
  unitCount: 'units',
  needUnits: 'units',
  unitsPerTurn: 'units',
  fundsMusd: 'MUSD',
  amountMusd: 'MUSD',
};

const THINGS: Readonly<Record<string, (words: Words, id: string) => string>> = {
  side: (words, id) => words.side(id),
  regionId: (words, id) => words.region(id),
  programmeId: (words, id) => words.programme(id),
  vehicleId: (words, id) => words.vehicle(id),
  track: (words, id) => words.or(`track.${id}`, id),
};

const amountText = (name: string, value: number, formats: Formats): string => {
  if (name === 'frac') return formats.percent(value);
  const text = formats.quantity(value, UNITS[name] ?? '', name);
  return SIGNED.has(name) && value > 0 ? `+${text}` : text;
};

/** What an effect does, in one line. */
export const effectText = (effect: CardEffect, words: Words, formats: Formats): string => {
  const values = Object.entries(effect).map(([name, value]) => [
    name,
    typeof value === 'number' ? amountText(name, value, formats) : (THINGS[name]?.(words, value) ?? value),
  ]);
  return words.t(`effectOf.${effect.kind}`, Object.fromEntries(values) as Record<string, string>);
};
