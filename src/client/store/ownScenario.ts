/**
 * A scenario that the reader writes: a document as its file holds it, whether or not it is in order yet, with undo and
 * redo. Pure; kept by `ownScenarios.ts`.
 */
export type ScenarioValue = Readonly<Record<string, unknown>>;

export interface OwnScenario {
  /** Of the draft, not of the scenario: that may change while it is written. */
  readonly id: string;
  readonly value: ScenarioValue;
  /** The scenario of the rules that it was copied from, by whose numbers changes are told; none where it came from a file. */
  readonly basedOn: string | null;
  readonly past: readonly ScenarioValue[];
  readonly future: readonly ScenarioValue[];
  /** The field that was changed last: more of the same is one step back. */
  readonly lastField: string | null;
  /** Whether it can be played and exported. */
  readonly isInOrder: boolean;
  readonly savedAtMs: number;
}

const MOST_STEPS = 50;

export const changeScenario = (own: OwnScenario, value: ScenarioValue, field: string): OwnScenario => ({
  ...own,
  value,
  past: own.lastField === field ? own.past : [...own.past, own.value].slice(-MOST_STEPS),
  future: [],
  lastField: field,
});

export const undoScenario = (own: OwnScenario): OwnScenario => {
  const value = own.past.at(-1);
  if (value === undefined) return own;
  return { ...own, value, past: own.past.slice(0, -1), future: [own.value, ...own.future], lastField: null };
};

export const redoScenario = (own: OwnScenario): OwnScenario => {
  const [value, ...future] = own.future;
  return value === undefined ? own : { ...own, value, past: [...own.past, own.value], future, lastField: null };
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What the author calls it, or its id. */
export const titleOf = ({ value }: OwnScenario): string => textOf(value['title']).trim() || textOf(value['id']);
export const aboutOf = ({ value }: OwnScenario): string => textOf(value['about']);
export const scenarioIdOf = ({ value }: OwnScenario): string => textOf(value['id']);
