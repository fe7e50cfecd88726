/** What studies cost: `test/bench/studyScaling.ts` in a process of its own, as rows of the bench. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchRow } from './benchRow.ts';

const SCRIPT = fileURLToPath(new URL('../../test/bench/studyScaling.ts', import.meta.url));

/** One study of so many games by 1, 2 and 8 workers and over Redis, with workers killed; none where it is 0. */
export const studyRows = async (games: number): Promise<readonly BenchRow[]> => {
  if (games === 0) return [];
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, String(games)]);
  return JSON.parse(stdout);
};
