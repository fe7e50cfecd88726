/** Many games: played by bots, counted, compared, and played again from their records. */
export type { BatchResult } from './batch.ts';
export { playBatch } from './batch.ts';
export type { Decide, PlayedGame, PlayOptions } from './playGame.ts';
export { playGame, playOn } from './playGame.ts';
export type { BalancePart, BalanceReport, BalanceRequest, BalanceSize, Gate } from './balance/balance.ts';
export { BALANCE_PARTS, balanceSize, studyBalance } from './balance/balance.ts';
export type { Job, JobResult, RunJobs } from './balance/jobs.ts';
export { gamesOf, runHere, runJob } from './balance/jobs.ts';
export type { DoctrineTable, TuneBudget } from './balance/tune.ts';
export { tuneDoctrines } from './balance/tune.ts';
export type { CoverageRequest } from './coverScenarios.ts';
export { coverScenarios } from './coverScenarios.ts';
export type { BrokenGame, Counts, Coverage, MachineCoverage } from './coverage.ts';
export { addCoverage, coverageGaps, coverGames, emptyCoverage, expectedCodes, machineCoverage } from './coverage.ts';
