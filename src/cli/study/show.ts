/** `study show`: the summary of a study's folder, also of one that is under way or was stopped. */
import { makeCommand, refuse } from '../arguments.ts';
import { EXIT_DONE } from '../command.ts';
import { combine } from '../../study/index.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDone, planIn, resultsIn, SUMMARY_FILE } from './resultsFolder.ts';
import { summaryJson } from './results.ts';
import { summaryText } from './summaryText.ts';

const HELP = `Usage: npm run -s dawnline -- study show <folder> [--json]

Sums up the results of a study, so far as they are there.
`;

export const showCommand = makeCommand(
  {
    name: 'study show',
    summary: 'sums up a study',
    help: HELP,
    options: { json: { type: 'boolean', default: false } },
    positionals: 1,
  },
  async (values, io, [dir = '.']) => {
    const plan = planIn(dir);
    if (!plan.ok) return refuse(io, 'study', [plan.error]);
    const isJson = values['json'] === true;
    if (isDone(dir)) {
      io.stdout(readFileSync(path.join(dir, isJson ? SUMMARY_FILE : 'summary.txt'), 'utf8'));
      return EXIT_DONE;
    }
    const { summary } = combine(plan.value, resultsIn(plan.value, dir));
    io.stdout(isJson ? summaryJson(plan.value, summary) : summaryText(plan.value, summary));
    return EXIT_DONE;
  },
);
