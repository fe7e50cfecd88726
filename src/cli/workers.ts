/** Jobs of a study spread over worker threads; results come back in the order of the jobs. */
import { Worker } from 'node:worker_threads';
import type { Job, JobResult, OnDone, Plan, RunJobs } from '../study/index.ts';
import type { Ruleset } from '../ruleset/schema.ts';

/** What a worker is given when it starts. */
export interface WorkerSetup {
  readonly ruleset: Ruleset;
  readonly packId: string;
  /** The study whose chunks it will be given. */
  readonly plan?: Plan;
}
export interface WorkerTask {
  readonly place: number;
  readonly job: Job;
}
export interface WorkerAnswer {
  readonly place: number;
  readonly result: JobResult;
}

export interface WorkerPool {
  readonly run: RunJobs;
  readonly close: () => Promise<void>;
}

interface Batch {
  readonly jobs: readonly Job[];
  readonly results: JobResult[];
  readonly onDone: OnDone | undefined;
  next: number;
  done: number;
  readonly resolve: (results: readonly JobResult[]) => void;
  readonly reject: (fault: unknown) => void;
}

/** A pool of so many threads, each with the rules. One batch runs at a time. */
export const openWorkers = (setup: WorkerSetup, count: number): WorkerPool => {
  let batch: Batch | null = null;
  const giveNext = (worker: Worker): void => {
    if (batch === null) return;
    const job = batch.jobs[batch.next];
    if (job === undefined) return;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage({ place: batch.next, job } satisfies WorkerTask);
    batch.next += 1;
  };
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(new URL('./studyWorker.ts', import.meta.url), { workerData: setup });
    worker.on('message', ({ place, result }: WorkerAnswer) => {
      if (batch === null) return;
      batch.results[place] = result;
      batch.done += 1;
      batch.onDone?.(batch.done, result);
      if (batch.done === batch.jobs.length) {
        const { resolve, results } = batch;
        batch = null;
        resolve(results);
      } else giveNext(worker);
    });
    worker.on('error', (fault) => {
      const failed = batch;
      batch = null;
      failed?.reject(fault);
    });
    return worker;
  });
  return {
    run: (jobs, onDone) =>
      new Promise((resolve, reject) => {
        if (jobs.length === 0) {
          resolve([]);
          return;
        }
        batch = { jobs, results: [], onDone, next: 0, done: 0, resolve, reject };
        for (const worker of workers) giveNext(worker);
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
};
