/** What the disk can refuse a study, as coded problems. */
import type { Problem } from '../../units/result.ts';
import { faultText } from '../command.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT']);

const codeOf = (fault: unknown): string =>
  typeof fault === 'object' && fault !== null && 'code' in fault ? String(fault.code) : '';

/** A fault of writing, told as what it is: no space left, or no way to write there. */
export const writeProblem = (path: string, fault: unknown): Problem => ({
  code: FULL.has(codeOf(fault)) ? 'study/disk-full' : 'cli/cannot-write',
  path,
  expected: 'a file that can be written',
  got: faultText(fault),
});

/** A problem that ends a study on the way; its results so far are kept. */
export class StudyStopped extends Error {
  override name = 'StudyStopped';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}
