/** The reader's scenarios: read once from the browser's database, and written there after every change. */
import { deleteScenario, readScenarios, writeScenario } from './browserDatabase.ts';
import { makeStore } from './externalStore.ts';
import type { OwnScenario, ScenarioValue } from './ownScenario.ts';

export interface OwnScenarios {
  readonly list: readonly OwnScenario[];
  readonly isRead: boolean;
  /** False where the browser does not let us keep anything. */
  readonly isKept: boolean;
  /** The one that is to be played next, which Home then offers first. */
  readonly chosenId: string | null;
}

export const ownScenarios = makeStore<OwnScenarios>({ list: [], isRead: false, isKept: true, chosenId: null });

const change = (part: Partial<OwnScenarios>): void => ownScenarios.set({ ...ownScenarios.get(), ...part });

let reading: Promise<void> | null = null;

export const openScenarios = (): Promise<void> => {
  reading ??= readScenarios()
    .then((list) => change({ list, isRead: true }))
    .catch(() => change({ isRead: true, isKept: false }));
  return reading;
};

/** One after the other, so that the last change is the last one kept. */
let writing: Promise<void> = Promise.resolve();

const write = (action: () => Promise<void>): void => {
  writing = writing.then(action).catch(() => change({ isKept: false }));
};

export const keepScenario = (own: OwnScenario): void => {
  const kept = { ...own, savedAtMs: Date.now() };
  const { list } = ownScenarios.get();
  const isNew = !list.some(({ id }) => id === own.id);
  change({ list: isNew ? [kept, ...list] : list.map((each) => (each.id === own.id ? kept : each)) });
  write(() => writeScenario(kept));
};

export const addScenario = (value: ScenarioValue, basedOn: string | null, isInOrder: boolean): string => {
  const id = crypto.randomUUID();
  keepScenario({ id, value, basedOn, past: [], future: [], lastField: null, isInOrder, savedAtMs: 0 });
  return id;
};

export const removeScenario = (id: string): void => {
  change({ list: ownScenarios.get().list.filter((each) => each.id !== id) });
  write(() => deleteScenario(id));
};

export const choosePlayed = (chosenId: string | null): void => change({ chosenId });
