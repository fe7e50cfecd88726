/** What hosted sessions cost: `test/bench/sessionLoad.ts` in a process of its own, as rows of the bench. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchRow } from './benchRow.ts';

const SCRIPT = fileURLToPath(new URL('../../test/bench/sessionLoad.ts', import.meta.url));

/** Up to so many sessions of a class at once, by our server and by the peers’ own; none where it is 0. */
export const sessionRows = async (most: number): Promise<readonly BenchRow[]> => {
  if (most === 0) return [];
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, '--most', String(most), '--json']);
  return JSON.parse(stdout.split('\n').findLast((line) => line.startsWith('[')) ?? '[]');
};
