/**
 * Work that may be done anywhere: here, or in any number of worker threads. A job is plain data, its
 * result depends on nothing else, and results are put together in the order of the jobs, so that the
 * number of workers changes nothing but the time it takes.
 */
import { type Game, InvariantError, makeGame } from '../../engine/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import type { BySide } from '../../ruleset/terms.ts';
import { type Coverage, coverGames } from '../coverage.ts';
import type { Chunk } from '../plan/plan.ts';
import type { ChunkResult } from '../plan/runChunk.ts';
import { type GameFacts, type Player, playForFacts } from './gameFacts.ts';
import { type StrikeQuestion, type StrikeState, strikeStates } from './strikes.ts';

export interface GameRequest {
  readonly players: BySide<Player>;
  readonly seed: string;
}

export interface GamesJob {
  readonly kind: 'games';
  readonly scenarioId: string;
  readonly games: readonly GameRequest[];
}
export interface StrikesJob {
  readonly kind: 'strikes';
  readonly scenarioId: string;
  readonly questions: readonly StrikeQuestion[];
}
/** Random games of a series, from one number to before another. */
export interface CoverageJob {
  readonly kind: 'coverage';
  readonly scenarioId: string;
  readonly seed: string;
  readonly from: number;
  readonly to: number;
}
/** A part of a plan, which whoever does the job has been given. */
export interface ChunkJob {
  readonly kind: 'chunk';
  readonly chunk: Chunk;
}
export type Job = GamesJob | StrikesJob | CoverageJob | ChunkJob;
export type JobResult = readonly GameFacts[] | readonly StrikeState[] | Coverage | ChunkResult;

/** Told after each job: how many are done, and the result of this one. */
export type OnDone = (done: number, result: JobResult) => void;

/** Does jobs and gives their results in the same order. */
export type RunJobs = (jobs: readonly Job[], onDone?: OnDone) => Promise<readonly JobResult[]>;

/** The game of each scenario under a pack of assumptions, made once; the scenario must be in the rules. */
export const gamesOf = (ruleset: Ruleset, packId: string): ((scenarioId: string) => Game) => {
  const games = new Map<string, Game>();
  return (scenarioId) => {
    let game = games.get(scenarioId);
    if (game === undefined) {
      const made = makeGame(ruleset, scenarioId, packId);
      if (!made.ok) throw new InvariantError('the rules lack a scenario or a pack', { scenarioId, packId });
      game = made.value;
      games.set(scenarioId, game);
    }
    return game;
  };
};

/** What a worker has been given: games by scenario, and the plan whose chunks it plays. */
export interface WorkBench {
  readonly gameOf: (scenarioId: string) => Game;
  readonly playChunk?: (chunk: Chunk) => ChunkResult;
}

export const runJob = ({ gameOf, playChunk }: WorkBench, job: Job): JobResult => {
  if (job.kind === 'chunk') {
    if (playChunk === undefined) throw new InvariantError('a chunk was given to a worker without a plan', { job });
    return playChunk(job.chunk);
  }
  const game = gameOf(job.scenarioId);
  switch (job.kind) {
    case 'games':
      return job.games.map(({ players, seed }) => playForFacts(game, players, seed));
    case 'strikes':
      return job.questions.flatMap((question) => strikeStates(game, question));
    case 'coverage':
      return coverGames(game, job.seed, job.from, job.to);
  }
};

/** Jobs done one after the other, in this thread. */
export const runHere =
  (gameOf: (scenarioId: string) => Game): RunJobs =>
  (jobs, onDone) =>
    Promise.resolve(
      jobs.map((job, place) => {
        const result = runJob({ gameOf }, job);
        onDone?.(place + 1, result);
        return result;
      }),
    );

/** Games in a job: few enough that workers end together, many enough that messages cost nothing. */
const GAMES_A_JOB = 8;

const inChunks = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, place) => list.slice(place * size, (place + 1) * size));

/** Plays games and gives their facts in the order asked for. */
export const playGames = async (
  run: RunJobs,
  scenarioId: string,
  games: readonly GameRequest[],
  onGames?: (played: number) => void,
): Promise<readonly GameFacts[]> => {
  const jobs = inChunks(games, GAMES_A_JOB).map((chunk): GamesJob => ({ kind: 'games', scenarioId, games: chunk }));
  const results = await run(jobs, (done) => onGames?.(Math.min(games.length, done * GAMES_A_JOB)));
  return (results as readonly (readonly GameFacts[])[]).flat();
};

export const askStrikes = async (
  run: RunJobs,
  scenarioId: string,
  questions: readonly StrikeQuestion[],
  onAsked?: (asked: number) => void,
): Promise<readonly StrikeState[]> => {
  const jobs = questions.map((question): StrikesJob => ({ kind: 'strikes', scenarioId, questions: [question] }));
  return ((await run(jobs, onAsked)) as readonly (readonly StrikeState[])[]).flat();
};
