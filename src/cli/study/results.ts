/** All files of a finished study, from its plan and the results of its chunks. */
import { type ChunkResult, combine, csvOf, type Plan, type StudySummary } from '../../study/index.ts';
import { chartsOf } from './charts.ts';
import { type FileContent, planHash } from './resultsFolder.ts';
import { summaryText } from './summaryText.ts';
import { jsonLinesOf, parquetOf } from './tables.ts';

export interface StudyFiles {
  readonly files: ReadonlyMap<string, FileContent>;
  /** Text of `summary.json`. */
  readonly json: string;
  /** Text of `summary.txt`. */
  readonly text: string;
}

/** What the results are of: enough to make them again, and to refuse to. */
const headOf = (plan: Plan) => {
  const { id, engineVersion, rulesetHash, scenarioId, packId, seed, design, sampling, replicates, draws } = plan;
  return {
    study: id,
    planHash: planHash(plan),
    engineVersion,
    rulesetHash,
    scenarioId,
    packId,
    seed,
    design,
    sampling,
    replicates,
    draws,
  };
};

export const summaryJson = (plan: Plan, summary: StudySummary): string =>
  `${JSON.stringify({ ...headOf(plan), ...summary }, undefined, 1)}\n`;

export const studyFiles = (plan: Plan, results: readonly ChunkResult[]): StudyFiles => {
  const { rows, summary } = combine(plan, results);
  const { planHash: hash, engineVersion, rulesetHash } = headOf(plan);
  const text = summaryText(plan, summary);
  const files = new Map<string, FileContent>([
    ['games.csv', csvOf(plan, rows)],
    ['games.jsonl', jsonLinesOf(plan, rows)],
    ['games.parquet', parquetOf(plan, rows, { study: plan.id, planHash: hash, engineVersion, rulesetHash })],
    ...chartsOf(plan, summary),
    ['summary.txt', text],
  ]);
  return { files, json: summaryJson(plan, summary), text };
};
