/** Many games: played by bots, counted, and played again from their records. */
export type { BatchResult } from './batch.ts';
export { playBatch } from './batch.ts';
export type { PlayedGame, PlayOptions } from './playGame.ts';
export { playGame } from './playGame.ts';
export type { BrokenGame, Counts, Coverage, MachineCoverage } from './coverage.ts';
export { addCoverage, coverageGaps, coverGames, emptyCoverage, expectedCodes, machineCoverage } from './coverage.ts';
