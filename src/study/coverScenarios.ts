/** Random games on several scenarios, divided into jobs; the counts are the same however many threads do them. */
import type { CoverageJob, RunJobs } from './balance/jobs.ts';
import { addCoverage, type Coverage, emptyCoverage } from './coverage.ts';

export interface CoverageRequest {
  readonly scenarioIds: readonly string[];
  readonly seed: string;
  /** Games a scenario. */
  readonly games: number;
}

const GAMES_A_JOB = 50;

const jobsOf = ({ scenarioIds, seed, games }: CoverageRequest): readonly CoverageJob[] =>
  scenarioIds.flatMap((scenarioId) =>
    Array.from({ length: Math.ceil(games / GAMES_A_JOB) }, (_, share) => ({
      kind: 'coverage' as const,
      scenarioId,
      // The same luck on every scenario would meet the same things over and over.
      seed: `${seed}-${scenarioId}`,
      from: share * GAMES_A_JOB,
      to: Math.min(games, (share + 1) * GAMES_A_JOB),
    })),
  );

/** What the games of each scenario went through, in the order of the scenarios; tells the share that is done, 0…1. */
export const coverScenarios = async (
  run: RunJobs,
  request: CoverageRequest,
  onShare?: (share: number) => void,
): Promise<ReadonlyMap<string, Coverage>> => {
  const jobs = jobsOf(request);
  const results = (await run(jobs, (done) => onShare?.(done / jobs.length))) as readonly Coverage[];
  const byScenario = new Map(request.scenarioIds.map((id) => [id, emptyCoverage()]));
  for (const [place, { scenarioId }] of jobs.entries()) {
    const total = byScenario.get(scenarioId);
    const part = results[place];
    if (total !== undefined && part !== undefined) addCoverage(total, part);
  }
  return byScenario;
};
