/** Divides the games of `coverage` among worker threads. The counts are the same with any number of them. */
import { Worker } from 'node:worker_threads';
import { addCoverage, type Coverage, emptyCoverage } from '../../study/index.ts';

/** Games of one scenario, from one number to before another. */
export interface CoverageJob {
  readonly scenarioId: string;
  readonly seed: string;
  readonly from: number;
  readonly to: number;
}

export interface CoverageRequest {
  readonly scenarioIds: readonly string[];
  readonly seed: string;
  /** Games a scenario. */
  readonly games: number;
  readonly workers: number;
  /** Told after every share how many games have been played. */
  readonly onProgress?: (played: number) => void;
}

const GAMES_PER_JOB = 50;

const jobsOf = ({ scenarioIds, seed, games }: CoverageRequest): readonly CoverageJob[] =>
  scenarioIds.flatMap((scenarioId) =>
    Array.from({ length: Math.ceil(games / GAMES_PER_JOB) }, (_, share) => ({
      scenarioId,
      // The same luck on every scenario would meet the same things over and over.
      seed: `${seed}-${scenarioId}`,
      from: share * GAMES_PER_JOB,
      to: Math.min(games, (share + 1) * GAMES_PER_JOB),
    })),
  );

/** One worker takes jobs from the list until there is none. */
const work = (
  jobs: Iterator<[number, CoverageJob]>,
  done: (place: number, coverage: Coverage) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./coverageWorker.ts', import.meta.url));
    let place = 0;
    const next = (): void => {
      const job = jobs.next();
      if (job.done === true) void worker.terminate().then(() => resolve());
      else {
        [place] = job.value;
        worker.postMessage(job.value[1]);
      }
    };
    worker.on('error', reject);
    worker.on('message', (coverage: Coverage) => {
      done(place, coverage);
      next();
    });
    next();
  });

/** What the games of each scenario went through, in the order of the scenarios. */
export const coverScenarios = async (request: CoverageRequest): Promise<ReadonlyMap<string, Coverage>> => {
  const jobs = jobsOf(request);
  const results: Coverage[] = [];
  let played = 0;
  const queue = jobs.entries();
  const done = (place: number, coverage: Coverage): void => {
    results[place] = coverage;
    played += coverage.games;
    request.onProgress?.(played);
  };
  const count = Math.min(request.workers, jobs.length);
  await Promise.all(Array.from({ length: count }, () => work(queue, done)));
  const byScenario = new Map(request.scenarioIds.map((id) => [id, emptyCoverage()]));
  for (const [place, { scenarioId }] of jobs.entries()) {
    const total = byScenario.get(scenarioId);
    const share = results[place];
    if (total !== undefined && share !== undefined) addCoverage(total, share);
  }
  return byScenario;
};
