/** A worker in which games of a study are played: it is told the rules and the plan once, then asked for one chunk after another. */
import '../noEval.ts';
import { expose } from 'comlink';
import type { Ruleset } from '../../ruleset/schema.ts';
import { type Chunk, type ChunkResult, chunkRunner, type Plan } from '../../study/index.ts';

let run: ((chunk: Chunk) => ChunkResult) | null = null;

const begin = (rules: Ruleset, plan: Plan): void => {
  const runner = chunkRunner(rules, plan);
  if (!runner.ok) throw new Error(`a study was to be played under other rules: ${runner.error.code}`);
  run = runner.value;
};

const play = (chunk: Chunk): ChunkResult => {
  if (run === null) throw new Error('a chunk was asked for before the plan was told');
  return run(chunk);
};

const player = { begin, play };
export type StudyPlayer = typeof player;

expose(player);
