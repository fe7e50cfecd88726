/**
 * The public catalogue: every model function of the game under one roof, in the order of the
 * design's tables. The command line, the working panel, the model reference and the tests of
 * published values all read it.
 */
import { atmosphereModels } from './atmosphere.ts';
import { counterspaceModels } from './counterspace.ts';
import { debrisModels } from './debris.ts';
import { decayModels } from './decay.ts';
import { formationModels } from './formation.ts';
import { gridModels } from './grid.ts';
import { heatModels } from './heat.ts';
import { launchModels } from './launch.ts';
import { linkModels } from './links.ts';
import { manoeuvreModels } from './manoeuvre.ts';
import type { ModelDefinition, ModelError, ModelResult } from './model.ts';
import { orbitModels } from './orbits.ts';
import { powerModels } from './power.ts';
import { raceModels } from './race.ts';
import { radiationModels } from './radiation.ts';
import { reliabilityModels } from './reliability.ts';
import { sunModels } from './sun.ts';
import { type CheckedInputs, describeValue, evaluateChecked } from './validate.ts';

export const catalogue: readonly ModelDefinition[] = [
  ...orbitModels,
  ...sunModels,
  ...manoeuvreModels,
  ...formationModels,
  ...atmosphereModels,
  ...decayModels,
  ...powerModels,
  ...heatModels,
  ...linkModels,
  ...radiationModels,
  ...reliabilityModels,
  ...launchModels,
  ...debrisModels,
  ...counterspaceModels,
  ...gridModels,
  ...raceModels,
];

const definitions: ReadonlyMap<string, ModelDefinition> = new Map(
  catalogue.map((definition) => [definition.id, definition]),
);

export const modelById = (id: string): ModelDefinition | undefined => definitions.get(id);

export type ModelAnswer =
  | {
      readonly ok: true;
      readonly id: string;
      /** As checked, with defaults filled in. */
      readonly inputs: CheckedInputs;
      readonly result: ModelResult;
      /** Result field → unit. */
      readonly unit: Readonly<Record<string, string>>;
      readonly sources: readonly string[];
    }
  | { readonly ok: false; readonly error: ModelError };

/** The checked entry: takes anything, never throws, never answers NaN or infinity. */
export const evaluateModel = (id: unknown, inputs: unknown): ModelAnswer => {
  const definition = typeof id === 'string' ? definitions.get(id) : undefined;
  if (definition === undefined) {
    const message = `no model function is called ${describeValue(id)}; the list of models names them all`;
    return { ok: false, error: { code: 'model/unknown-id', parameter: 'id', message } };
  }
  const evaluation = evaluateChecked(definition, inputs);
  if (!evaluation.ok) return evaluation;
  const unit = Object.fromEntries(Object.entries(definition.results).map(([name, field]) => [name, field.unit]));
  return { ok: true, id: definition.id, ...evaluation.value, unit, sources: definition.sources };
};
