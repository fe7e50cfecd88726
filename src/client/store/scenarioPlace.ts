/** Where an author stands: `#scenarios` is the list, `#scenarios/<draft>` the editor, `#scenarios/<draft>/<section>` a part of it. */
export const SCENARIO_SECTIONS = ['basics', 'sides', 'start', 'assumptions', 'cards', 'objectives', 'file'] as const;
export type ScenarioSection = (typeof SCENARIO_SECTIONS)[number];

export interface ScenarioPlace {
  /** Empty for the list. */
  readonly draftId: string;
  readonly section: ScenarioSection;
}

export const SCENARIOS_HOME = '#scenarios';
const PLACE = /^#scenarios(?:\/([\w-]+))?(?:\/(\w+))?$/;

/** Null where the address is not a place of the scenarios. */
export const parseScenarioPlace = (hash: string): ScenarioPlace | null => {
  const match = PLACE.exec(hash);
  if (match === null) return null;
  const section = SCENARIO_SECTIONS.find((each) => each === match[2]) ?? 'basics';
  return { draftId: match[1] ?? '', section };
};

export const scenarioAddress = (draftId: string, section: ScenarioSection = 'basics'): string =>
  `${SCENARIOS_HOME}/${draftId}/${section}`;
