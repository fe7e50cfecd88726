/**
 * The catalogue mechanism: one definition of a physics function drives the command line, the
 * in-game working panel, the model reference and the validation of every input.
 *
 * A model function is pure: a record of numbers (or lists, or a choice) in, a record of results
 * out. `evaluate` inside a definition may assume that its inputs were checked against the
 * parameters; `evaluateModel` is the checked entry that never throws for bad input and never
 * returns NaN or infinity.
 */

interface ParameterBase {
  readonly unit: string;
  readonly description: string;
}
export interface NumberParameter extends ParameterBase {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  /** True where `min` (or `max`) itself is refused. */
  readonly minExclusive?: boolean;
  readonly maxExclusive?: boolean;
  readonly integer?: boolean;
  readonly default?: number;
  /** True where leaving it out selects another form of the equation. */
  readonly optional?: boolean;
}
export interface ChoiceParameter extends ParameterBase {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly default?: string;
  readonly optional?: boolean;
}
export interface ListParameter extends ParameterBase {
  readonly kind: 'list';
  readonly minLength: number;
  readonly maxLength: number;
  readonly item: NumberParameter | Readonly<Record<string, NumberParameter>>;
  readonly optional?: boolean;
  /** Named lists that may be given by name instead, e.g. `rts`. */
  readonly named?: readonly string[];
  readonly default?: string;
}
export type Parameter = NumberParameter | ChoiceParameter | ListParameter;

export type ModelScalar = number | string | boolean;
export type ModelValue = ModelScalar | readonly ModelScalar[] | readonly Readonly<Record<string, number>>[];
export type ModelInputs = Readonly<Record<string, ModelValue>>;
export type ModelResult = Readonly<Record<string, ModelValue>>;

export interface ModelResultField {
  readonly unit: string;
  readonly description: string;
}

export const MODEL_SECTIONS = [
  'orbits',
  'power',
  'heat',
  'links',
  'radiation',
  'reliability',
  'launch',
  'debris',
  'counterspace',
  'grid',
  'race',
] as const;
export type ModelSection = (typeof MODEL_SECTIONS)[number];

export interface ModelDefinition {
  readonly id: string;
  readonly section: ModelSection;
  readonly description: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly results: Readonly<Record<string, ModelResultField>>;
  /** Plain text, with the symbols spelled as the parameters are. */
  readonly equation: string;
  /** Ids of `rules/sources.yaml`. */
  readonly sources: readonly string[];
  /** Where the equation holds and what it leaves out. */
  readonly validity: string;
  /** Unchecked: for callers inside the house whose inputs are known to lie in range. */
  readonly evaluate: (inputs: never) => ModelResult;
  /** Null where inputs that lie in range also go together and have an answer. */
  readonly problem?: (inputs: never) => ModelProblem | null;
}

/** Why inputs that each lie in range have no answer together. */
export interface ModelProblem {
  readonly code: 'model/conflicting-parameters' | 'model/no-solution';
  readonly parameter: string;
  readonly message: string;
}

/** Registers nothing: it only gives a definition its type, so that `circularPeriod.evaluate({ altitudeKm })` is checked. */
export const defineModel = <const Id extends string, Inputs extends object, Result extends ModelResult>(
  definition: Omit<ModelDefinition, 'id' | 'evaluate' | 'problem'> & {
    readonly id: Id;
    readonly evaluate: (inputs: Inputs) => Result;
    readonly problem?: (inputs: NoInfer<Inputs>) => ModelProblem | null;
  },
): typeof definition => definition;

export interface ModelError {
  readonly code:
    | 'model/bad-json'
    | 'model/bad-request'
    | 'model/unknown-id'
    | 'model/unknown-parameter'
    | 'model/missing-parameter'
    | 'model/not-a-number'
    | 'model/out-of-range'
    | 'model/not-an-integer'
    | 'model/not-a-choice'
    | 'model/not-a-list'
    | 'model/conflicting-parameters'
    | 'model/no-solution';
  readonly parameter: string;
  readonly message: string;
}
