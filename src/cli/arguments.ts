/** Arguments of a command, read with Node's own parser; what is wrong becomes one coded line. */
import { availableParallelism } from 'node:os';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { type Game, makeGame } from '../engine/index.ts';
import { BASE_PACK, type Ruleset } from '../ruleset/index.ts';
import { err, ok, type Problem, type Result } from '../units/result.ts';
import { problemLine, readRuleset } from './rulesFolder.ts';
import { type Command, type CommandIo, EXIT_BAD_INPUT, EXIT_DONE, faultText } from './command.ts';

export const badArgument = (path: string, expected: string, got: string): Problem => ({
  code: 'cli/bad-argument',
  path,
  expected,
  got,
});

type Options = NonNullable<ParseArgsConfig['options']>;
export type Values = Readonly<Record<string, string | boolean | undefined>>;

const readArguments = (
  args: readonly string[],
  options: Options,
  positionals = 0,
): Result<{ readonly values: Values; readonly positionals: readonly string[] }, Problem> => {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const [extra] = parsed.positionals.slice(positionals);
    if (extra !== undefined) return err(badArgument('arguments', `at most ${positionals} without a name`, extra));
    return ok({ values: parsed.values as Values, positionals: parsed.positionals });
  } catch (fault) {
    return err(badArgument('arguments', 'the options of --help', faultText(fault)));
  }
};

/** A whole number from a least, 1 unless said, to a most. */
export const readCount = (
  path: string,
  value: string | boolean | undefined,
  most: number,
  least = 1,
): Result<number, Problem> => {
  const count = /^\d+$/.test(String(value)) ? Number(value) : Number.NaN;
  return count >= least && count <= most
    ? ok(count)
    : err(badArgument(path, `a whole number from ${least} to ${most}`, String(value)));
};

export const MOST_GAMES = 1_000_000;
const MOST_WORKERS = 256;

/** `--workers`: threads, one a core unless said. */
export const WORKERS_OPTION = { type: 'string', default: String(availableParallelism()) } as const;
export const readWorkers = (values: Values): Result<number, Problem> =>
  readCount('--workers', values['workers'], MOST_WORKERS);

/** Reading on past what is wrong, so that all of it is told at once: `take` gives a value, or keeps its problem. */
export const gatherProblems = () => {
  const problems: Problem[] = [];
  const take = <T>(result: Result<T, Problem>): T | null => {
    if (result.ok) return result.value;
    problems.push(result.error);
    return null;
  };
  return { problems, take };
};

/** Many games of one scenario under one pack, as `balance` and `league` are asked for them. */
export interface Batch {
  readonly ruleset: Ruleset;
  readonly scenarioId: string;
  readonly packId: string;
  readonly games: number;
  readonly seed: string;
  readonly workers: number;
}

/** Options of a batch: how many games a command plays unless told, and its seed. */
export const batchOptions = (games: string, seed: string) =>
  ({
    games: { type: 'string', default: games },
    scenario: { type: 'string', default: 'dawn-2026' },
    pack: { type: 'string', default: BASE_PACK },
    seed: { type: 'string', default: seed },
    workers: WORKERS_OPTION,
    json: { type: 'boolean', default: false },
  }) as const;

/** Reads a batch together with what its command names besides, such as the players; all that is wrong is told at once. */
export const readBatch = <Named>(
  values: Values,
  named: Result<Named, Problem>,
): Result<Batch & { readonly named: Named }, readonly Problem[]> => {
  const { problems, take } = gatherProblems();
  take(named);
  const games = take(readCount('--games', values['games'], MOST_GAMES));
  const workers = take(readWorkers(values));
  const seed = String(values['seed']);
  if (seed === '') problems.push(badArgument('--seed', 'some text', seed));
  const ruleset = readRuleset();
  if (!ruleset.ok) return err([...problems, ...ruleset.error]);
  const [scenarioId, packId] = [String(values['scenario']), String(values['pack'])];
  const made = makeGame(ruleset.value, scenarioId, packId);
  if (!made.ok) problems.push(...made.error);
  if (problems.length > 0 || !named.ok || games === null || workers === null) return err(problems);
  return ok({ ruleset: ruleset.value, packId, scenarioId, games, seed, workers, named: named.value });
};

/** Says how far long work is: a line when it differs from the last one. */
export const sayProgress = (io: CommandIo): ((line: string) => void) => {
  let said = '';
  return (line) => {
    if (line !== said) io.stderr(`${line}\n`);
    said = line;
  };
};

/** Says what is wrong, a line each, and gives the exit code of bad input. */
export const refuse = (io: CommandIo, command: string, problems: readonly Problem[]): number => {
  for (const problem of problems) io.stderr(`dawnline ${command}: ${problemLine(problem)}\n`);
  return EXIT_BAD_INPUT;
};

interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  /** Beside `--help`, which every command has. */
  readonly options: Options;
  /** Arguments without a name; none unless said. */
  readonly positionals?: number;
}

/** A command that reads its options first: bad ones are refused, `--help` is answered, all others are handed to `run`. */
export const makeCommand = (
  { name, summary, help, options, positionals = 0 }: CommandWords,
  run: (values: Values, io: CommandIo, positionals: readonly string[]) => Promise<number>,
): Command => ({
  name,
  summary,
  run: async (args, io) => {
    const read = readArguments(args, { ...options, help: { type: 'boolean', default: false } }, positionals);
    if (!read.ok) return refuse(io, name, [read.error]);
    if (read.value.values['help'] !== true) return run(read.value.values, io, read.value.positionals);
    io.stdout(help);
    return EXIT_DONE;
  },
});

/** The game of a scenario under the repository's rules and a pack of assumptions. */
export const loadGame = (scenarioId: string, packId?: string): Result<Game, readonly Problem[]> => {
  const ruleset = readRuleset();
  return ruleset.ok ? makeGame(ruleset.value, scenarioId, packId) : ruleset;
};
