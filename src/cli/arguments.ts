/** Arguments of a command, read with Node's own parser; what is wrong becomes one coded line. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { makeGame, type Game } from '../engine/index.ts';
import { err, ok, type Problem, type Result } from '../units/result.ts';
import { problemLine, readRuleset } from './rulesFolder.ts';
import type { CommandIo } from './command.ts';

export const EXIT_DONE = 0;
export const EXIT_NO = 1;
export const EXIT_BAD_INPUT = 2;

export const badArgument = (path: string, expected: string, got: string): Problem => ({
  code: 'cli/bad-argument',
  path,
  expected,
  got,
});

type Options = NonNullable<ParseArgsConfig['options']>;
export type Values = Readonly<Record<string, string | boolean | undefined>>;

export const readArguments = (
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
    return err(
      badArgument('arguments', 'the options of --help', fault instanceof Error ? fault.message : String(fault)),
    );
  }
};

/** A whole number from 1 to a most. */
export const readCount = (path: string, value: string | boolean | undefined, most: number): Result<number, Problem> => {
  const count = /^\d+$/.test(String(value)) ? Number(value) : Number.NaN;
  return count >= 1 && count <= most
    ? ok(count)
    : err(badArgument(path, `a whole number from 1 to ${most}`, String(value)));
};

/** Says what is wrong, a line each, and gives the exit code of bad input. */
export const refuse = (io: CommandIo, command: string, problems: readonly Problem[]): number => {
  for (const problem of problems) io.stderr(`dawnline ${command}: ${problemLine(problem)}\n`);
  return EXIT_BAD_INPUT;
};

/** The game of a scenario under the repository's rules and a pack of assumptions. */
export const loadGame = (scenarioId: string, packId?: string): Result<Game, readonly Problem[]> => {
  const ruleset = readRuleset();
  return ruleset.ok ? makeGame(ruleset.value, scenarioId, packId) : ruleset;
};
