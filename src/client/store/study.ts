/**
 * The study on the page: its plan, and the chunks of it that workers have played so far. It plays while its screen is
 * open, and ends with it. What it comes to is the same as on the command line, whoever plays which chunk and when.
 */
import ruleset from 'virtual:ruleset';
import { type Remote, wrap } from 'comlink';
import { type ChunkResult, chunksOf, type Plan } from '../../study/index.ts';
import { readManifest } from '../../study/plan/readManifest.ts';
import { err, type Problem, type Result } from '../../units/result.ts';
import type { StudyPlayer } from '../workers/studyWorker.ts';
import { reportCrash } from './client.ts';
import { makeStore } from './externalStore.ts';

export interface StudyState {
  /** What is played, or was last; null before the first. */
  readonly plan: Plan | null;
  readonly results: readonly ChunkResult[];
  readonly isRunning: boolean;
}

const NOTHING: StudyState = { plan: null, results: [], isRunning: false };

export const studyStore = makeStore<StudyState>(NOTHING);

const FILE = 'study.yaml';
/** Few games a chunk, so that the first are soon there; it changes nothing in any game. */
const CHUNK_GAMES = 4;
const MOST_WORKERS = 2;

/** A page has no folder to look for a game file in. */
const noRecord = (path: string): Result<never, readonly Problem[]> =>
  err([{ code: 'study/no-record-here', path, expected: 'no branch', got: path }]);

export const planOf = (manifest: string): Result<Plan, readonly Problem[]> =>
  readManifest(FILE, manifest, ruleset, noRecord);

let workers: Worker[] = [];
/** Counts the runs: what comes of an earlier one is let fall. */
let current = 0;

/** Stops playing; what has been played stays. */
export const stopStudy = (): void => {
  current += 1;
  for (const worker of workers) worker.terminate();
  workers = [];
  studyStore.set({ ...studyStore.get(), isRunning: false });
};

export const dropStudy = (): void => {
  stopStudy();
  studyStore.set(NOTHING);
};

const fail = (error: unknown): void => {
  stopStudy();
  reportCrash(error);
};

const openPlayer = (plan: Plan): Remote<StudyPlayer> => {
  const worker = new Worker(new URL('../workers/studyWorker.ts', import.meta.url), { type: 'module' });
  workers.push(worker);
  worker.addEventListener('error', fail);
  const player = wrap<StudyPlayer>(worker);
  // What is asked next waits for it: messages keep their order.
  player.begin(ruleset, plan).catch(fail);
  return player;
};

export const startStudy = async (asked: Plan): Promise<void> => {
  stopStudy();
  const run = current;
  const plan = { ...asked, chunkGames: CHUNK_GAMES };
  const waiting = [...chunksOf(plan)];
  studyStore.set({ plan, results: [], isRunning: true });
  const playOn = async (player: Remote<StudyPlayer>): Promise<void> => {
    for (let chunk = waiting.shift(); chunk !== undefined; chunk = waiting.shift()) {
      const result = await player.play(chunk);
      if (run !== current) return;
      const state = studyStore.get();
      studyStore.set({ ...state, results: [...state.results, result] });
    }
  };
  const count = Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency));
  try {
    await Promise.all(Array.from({ length: count }, () => playOn(openPlayer(plan))));
    if (run === current) stopStudy();
  } catch (error) {
    if (run === current) fail(error);
  }
};
