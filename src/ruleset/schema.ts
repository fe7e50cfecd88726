/**
 * The one schema of the rules. Each YAML file under `rules/` has its schema in `schema/`; parsing checks
 * files against it, editors get JSON Schema generated from it, and the engine's `Ruleset` type is
 * inferred from it.
 *
 * A number that matters to play is a *quantity*: value, unit, low, high, source and confidence.
 * Parsing turns a quantity into its plain value and keeps the rest in `Ruleset.provenance`, by path.
 */
import { z } from 'zod';
import { articlesFile } from './schema/articles.ts';
import { counterspaceFile, operationSchema } from './schema/counterspace.ts';
import { crisisFile } from './schema/crisis.ts';
import { doctrinesFile } from './schema/doctrines.ts';
import { economyFile } from './schema/economy.ts';
import { environmentFile } from './schema/environment.ts';
import { eventsFile } from './schema/events.ts';
import { id } from './schema/fields.ts';
import { gridFile, regionSchema } from './schema/grid.ts';
import { chipSchema, designSchema, programmeSchema, shellSchema, vehicleSchema } from './schema/orbit.ts';
import { researchFile } from './schema/research.ts';
import { packSchema, scenarioSchema } from './schema/scenarios.ts';
import { scoreFile } from './schema/score.ts';
import { sourceSchema } from './schema/sources.ts';
import { workloadFile } from './schema/workloads.ts';
import type { CONFIDENCES } from './terms.ts';

export * from './terms.ts';

/** File name under `rules/` → schema. Folders hold one document a file. */
export const FILE_SCHEMAS = {
  'sources.yaml': z.record(id, sourceSchema),
  'chips.yaml': z.array(chipSchema).min(1),
  'vehicles.yaml': z.array(vehicleSchema).min(1),
  'shells.yaml': z.array(shellSchema).min(1),
  'satellites.yaml': z.array(designSchema).min(1),
  'economy.yaml': economyFile,
  'research.yaml': researchFile,
  'workloads.yaml': workloadFile,
  'environment.yaml': environmentFile,
  'counterspace.yaml': counterspaceFile,
  'crisis.yaml': crisisFile,
  'grid.yaml': gridFile,
  'score.yaml': scoreFile,
  'events.yaml': eventsFile,
  'articles.yaml': articlesFile,
  'doctrines.yaml': doctrinesFile,
} as const;
export const FOLDER_SCHEMAS = { packs: packSchema, programmes: programmeSchema, scenarios: scenarioSchema } as const;

export type Chip = z.infer<typeof chipSchema>;
export type Vehicle = z.infer<typeof vehicleSchema>;
export type Shell = z.infer<typeof shellSchema>;
export type SatelliteDesign = z.infer<typeof designSchema>;
export type ProgrammeRules = z.infer<typeof programmeSchema>;
export type RegionRules = z.infer<typeof regionSchema>;
export type WrittenScenario = z.infer<typeof scenarioSchema>;
/** A scenario with the sides' rows it starts with, its own or those of another. */
export type Scenario = Omit<WrittenScenario, 'sides' | 'sidesScenarioId'> & {
  readonly sides: NonNullable<WrittenScenario['sides']>;
};
export type Override = Pack['overrides'][number];
export type Pack = z.infer<typeof packSchema>;
export type SourceEntry = z.infer<typeof sourceSchema>;
export type OperationRules = z.infer<typeof operationSchema>;

/** Where a number of the rules comes from. */
export interface Provenance {
  readonly value: number;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly source: string;
  readonly confidence: (typeof CONFIDENCES)[number];
}

/** The rules as the engine uses them: plain numbers, with `provenance` beside them by path. */
export interface Ruleset {
  readonly sources: z.infer<(typeof FILE_SCHEMAS)['sources.yaml']>;
  readonly chips: readonly Chip[];
  readonly vehicles: readonly Vehicle[];
  readonly shells: readonly Shell[];
  readonly satellites: readonly SatelliteDesign[];
  readonly programmes: readonly ProgrammeRules[];
  readonly economy: z.infer<typeof economyFile>;
  readonly research: z.infer<typeof researchFile>;
  readonly workloads: z.infer<typeof workloadFile>;
  readonly environment: z.infer<typeof environmentFile>;
  readonly counterspace: z.infer<typeof counterspaceFile>;
  readonly crisis: z.infer<typeof crisisFile>;
  readonly grid: z.infer<typeof gridFile>;
  readonly score: z.infer<typeof scoreFile>;
  readonly events: z.infer<typeof eventsFile>;
  readonly articles: z.infer<typeof articlesFile>;
  readonly doctrines: z.infer<typeof doctrinesFile>;
  readonly scenarios: readonly Scenario[];
  readonly packs: readonly Pack[];
  /** Path such as `economy.rampFactor` or `vehicles.falcon-9.payloadKg` → where the number comes from. */
  readonly provenance: Readonly<Record<string, Provenance>>;
  /** SHA-256 of everything above in canonical form. */
  readonly hash: string;
}
