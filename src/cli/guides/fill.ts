/** Words and numbers that the guides take from the game: names by key, numbers of the rules by path. */
import type { GuideSources } from './sources.ts';

/** Written alike in all three languages. */
const NUMBERS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

export const shownNumber = (value: number): string => NUMBERS.format(value);

type Values = Readonly<Record<string, string | number>>;

/** The game's own word for an id. Throws where it has none: a guide must not show a key. */
export const nameOf = ({ names }: GuideSources, key: string): string => {
  const name = names[key];
  if (name === undefined) throw new Error(`the guides name ${key}, which has no words`);
  return name;
};

const numberAt = ({ ruleset }: GuideSources, path: string): string => {
  const quantity = ruleset.provenance[path];
  if (quantity === undefined) throw new Error(`the guides name ${path}, which is no number of the rules`);
  return shownNumber(quantity.value);
};

/** The text with its {braces} filled: by a value given, else by the number of the rules at that path. */
export const filled = (sources: GuideSources, text: string, values: Values = {}): string =>
  text.replaceAll(/\{([\w.-]+)\}/g, (_braces, name: string) => String(values[name] ?? numberAt(sources, name)));

/** A label of the guide itself, filled. Throws where the language lacks it. */
export const labelOf = (sources: GuideSources, id: string, values: Values = {}): string => {
  const label = sources.texts.labels[id];
  if (label === undefined) throw new Error(`the guides have no label ${id}`);
  return filled(sources, label, values);
};

/** Several names in one line. */
export const joined = (sources: GuideSources, names: readonly string[]): string =>
  names.join(labelOf(sources, 'comma'));
