/** `study run`: plays what a manifest asks for and writes its results; goes on where it was stopped. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Ruleset } from '../../ruleset/schema.ts';
import { type Chunk, type ChunkResult, chunksOf, gameCount, type Plan } from '../../study/index.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import { makeCommand, readWorkers, refuse, type Values, WORKERS_OPTION } from '../arguments.ts';
import { type CommandIo, EXIT_BAD_INPUT, EXIT_DONE, EXIT_NO } from '../command.ts';
import { readRuleset } from '../rulesFolder.ts';
import { readManifestFile } from './manifestFile.ts';
import { playInThreads, type PlayChunks } from './playChunks.ts';
import { StudyStopped } from './problems.ts';
import { readRedisUrl } from './redisUrl.ts';
import { type ChunkLog, finishFolder, isDone, openFolder, openLog, PLAN_FILE } from './resultsFolder.ts';
import { studyFiles } from './results.ts';

const HELP = `Usage: npm run -s dawnline -- study run <manifest.yaml> [options]

Plays the games that a manifest asks for and writes a folder: the manifest, the plan with the rules' hash
and the engine's version, every game as CSV, JSON lines and Parquet, a summary and charts. The same
manifest gives the same bytes, on one worker or many, in one go or resumed.

  --out <folder>     where to (default studies/<name of the study>)
  --resume           goes on with a study that was stopped; without it the folder must be empty
  --workers <n>      threads; changes the time only (default one a core)
  --redis <url>      plays nothing here: workers on any machines do (\`study worker --redis <url>\`)
  --json             prints summary.json instead of summary.txt
  --help

Ctrl-C stops and keeps what was played (exit code 1); \`study show\` sums it up, --resume goes on.
`;

const OPTIONS = {
  out: { type: 'string' },
  resume: { type: 'boolean', default: false },
  workers: WORKERS_OPTION,
  redis: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export interface StudyRequest {
  readonly ruleset: Ruleset;
  readonly plan: Plan;
  readonly manifest: string;
  readonly dir: string;
  readonly isResumed: boolean;
  readonly isJson: boolean;
}

/** Reads the manifest and says where its results go. */
export const readStudy = (values: Values, manifest: string | undefined): Result<StudyRequest, readonly Problem[]> => {
  if (manifest === undefined)
    return err([{ code: 'cli/bad-argument', path: 'manifest', expected: 'a manifest', got: 'nothing' }]);
  const ruleset = readRuleset();
  if (!ruleset.ok) return ruleset;
  const file = readManifestFile(manifest, ruleset.value);
  if (!file.ok) return file;
  const { plan, text } = file.value;
  const dir = path.resolve(values['out'] === undefined ? path.join('studies', plan.id) : String(values['out']));
  return {
    ok: true,
    value: {
      ruleset: ruleset.value,
      plan,
      manifest: text,
      dir,
      isResumed: values['resume'] === true,
      isJson: values['json'] === true,
    },
  };
};

/** Percent of the games after which progress is told again. */
const TOLD_EVERY = 5;

const progressOf = (plan: Plan, io: CommandIo): ((games: number) => void) => {
  const all = gameCount(plan);
  let told = -1;
  return (games) => {
    const step = Math.floor((100 * games) / all / TOLD_EVERY);
    if (step === told) return;
    told = step;
    io.stderr(`study ${plan.id}: ${games} of ${all} games\n`);
  };
};

const playRest = async (
  { plan }: StudyRequest,
  log: ChunkLog,
  play: PlayChunks,
  io: CommandIo,
  signal: AbortSignal,
): Promise<readonly ChunkResult[]> => {
  const results = new Map(log.results.map((result) => [result.index, result]));
  const tell = progressOf(plan, io);
  let games = log.results.reduce((total, { rows }) => total + rows.length, 0);
  tell(games);
  const rest: readonly Chunk[] = chunksOf(plan).filter(({ index }) => !results.has(index));
  await play(
    rest,
    (result) => {
      // Whoever plays may, after a loss, play a chunk twice: it is counted once.
      if (results.has(result.index)) return;
      log.add(result);
      results.set(result.index, result);
      games += result.rows.length;
      tell(games);
    },
    signal,
  );
  return [...results.values()];
};

/** Plays a study by whatever plays its chunks, and writes its folder. Stopped by the signal, or by a full disk. */
export const runStudy = async (
  request: StudyRequest,
  play: PlayChunks,
  io: CommandIo,
  signal: AbortSignal,
): Promise<number> => {
  const { plan, dir, manifest, isResumed, isJson } = request;
  try {
    const opened = openFolder(dir, plan, manifest, isResumed);
    if (!opened.ok) return refuse(io, 'study', [opened.error]);
    if (isDone(dir)) {
      io.stderr(`study ${plan.id}: is done already, in ${dir}\n`);
      return EXIT_DONE;
    }
    const log = openLog(plan, dir);
    let results: readonly ChunkResult[];
    try {
      results = await playRest(request, log, play, io, signal);
    } finally {
      log.close();
    }
    if (results.length < chunksOf(plan).length) {
      io.stderr(`study ${plan.id}: stopped; what was played is kept in ${dir}, go on with --resume\n`);
      return EXIT_NO;
    }
    const { files, json, text } = studyFiles(plan, results);
    finishFolder(dir, files, json);
    io.stdout(isJson ? json : `${text}\nresults in ${dir}\n`);
    return EXIT_DONE;
  } catch (fault) {
    if (!(fault instanceof StudyStopped)) throw fault;
    refuse(io, 'study', [fault.problem]);
    if (existsSync(path.join(dir, PLAN_FILE)))
      io.stderr(`study ${plan.id}: what was played is kept in ${dir}, go on with --resume\n`);
    return EXIT_BAD_INPUT;
  }
};

/** Runs something that Ctrl-C stops in good order; a second Ctrl-C ends the process. */
export const untilInterrupted = async (run: (signal: AbortSignal) => Promise<number>): Promise<number> => {
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  try {
    return await run(stop.signal);
  } finally {
    process.off('SIGINT', onInterrupt);
  }
};

/** Threads of this machine, or whoever has joined a Redis; what that needs is loaded only then. */
const playerOf = async (
  { ruleset, plan }: StudyRequest,
  values: Values,
  workers: number,
  io: CommandIo,
): Promise<Result<PlayChunks, Problem>> => {
  if (values['redis'] === undefined) return ok(playInThreads(ruleset, plan, workers));
  const url = readRedisUrl(String(values['redis']));
  if (!url.ok) return url;
  const { playOverRedis } = await import('./playOverRedis.ts');
  return ok(playOverRedis({ url: url.value, ruleset, plan, say: (line) => io.stderr(`study ${plan.id}: ${line}\n`) }));
};

export const runCommand = makeCommand(
  { name: 'study run', summary: 'plays a study', help: HELP, options: OPTIONS, positionals: 1 },
  async (values, io, [manifest]) => {
    const workers = readWorkers(values);
    if (!workers.ok) return refuse(io, 'study', [workers.error]);
    const request = readStudy(values, manifest);
    if (!request.ok) return refuse(io, 'study', request.error);
    const play = await playerOf(request.value, values, workers.value, io);
    if (!play.ok) return refuse(io, 'study', [play.error]);
    return untilInterrupted((signal) => runStudy(request.value, play.value, io, signal));
  },
);
