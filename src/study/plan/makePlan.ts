/** Plans and their assumptions, with what is left unsaid filled in. */
import { ENGINE_VERSION, type Game } from '../../engine/index.ts';
import type { Provenance } from '../../ruleset/schema.ts';
import type { Distribution } from './distributions.ts';
import type { MeasureId } from './measures.ts';
import { type Assumption, type Plan, PLAN_FORMAT, PLAN_FORMAT_VERSION } from './plan.ts';

/** Units in which there are whole numbers only. */
const COUNTED_UNITS: ReadonlySet<string> = new Set(
  'units chips flights turns turn shots operations fragments rung level programmes steps swings planes'.split(' '),
);

/** A quantity that varies: by the range that the rules give it, with their value the likeliest, unless said otherwise. */
export const assumptionAt = (path: string, known: Provenance, distribution?: Distribution): Assumption => {
  const { value, unit, low, high } = known;
  const isWhole = COUNTED_UNITS.has(unit) && [value, low, high].every(Number.isInteger);
  return {
    path,
    unit,
    value,
    isWhole,
    distribution: distribution ?? { kind: 'triangular', low, mode: value, high },
  };
};

const DEFAULT_OUTPUTS: readonly MeasureId[] = ['us.margin', 'us.result', 'cn.result', 'worldScore'];
/** Few enough that a kill loses little and workers end together, many enough that messages cost nothing. */
const CHUNK_GAMES = 16;
export const DEFAULT_REPLICATES = 8;

type Named = 'id' | 'seed' | 'draws' | 'variants';
type Defaulted = 'design' | 'sampling' | 'replicates' | 'assumptions' | 'branch' | 'outputs' | 'chunkGames';

export type PlanRequest = Pick<Plan, Named> & Partial<Pick<Plan, Defaulted>>;

/** The plan of a study under a game’s rules, without any levels of its own. */
export const makePlan = (game: Game, request: PlanRequest): Plan => {
  const sampling = request.sampling ?? 'sobol';
  return {
    format: PLAN_FORMAT,
    formatVersion: PLAN_FORMAT_VERSION,
    engineVersion: ENGINE_VERSION,
    rulesetHash: game.ruleset.hash,
    scenarioId: game.scenario.id,
    packId: game.packId,
    design: 'sample',
    sampling,
    replicates: sampling === 'random' || (request.assumptions ?? []).length === 0 ? 1 : DEFAULT_REPLICATES,
    assumptions: [],
    branch: null,
    outputs: DEFAULT_OUTPUTS,
    chunkGames: CHUNK_GAMES,
    ...request,
  };
};
