/**
 * The command line: finds the command named by the first argument and runs it.
 *
 * A command is a file in `commands/` with the same name, loaded only when it is asked for. Exit codes:
 * 0 done, 1 the answer is no, 2 bad input, 70 a fault of ours.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Command, type CommandIo, EXIT_BAD_INPUT, EXIT_DONE, EXIT_OUR_FAULT } from './command.ts';

const COMMANDS_FOLDER = new URL('./commands/', import.meta.url);

const commandNames = (): readonly string[] =>
  readdirSync(COMMANDS_FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort((a, b) => (a < b ? -1 : 1));

const isCommand = (value: unknown, name: string): value is Command =>
  typeof value === 'object' && value !== null && 'run' in value && 'name' in value && value.name === name;

const loadCommand = async (name: string): Promise<Command> => {
  const module: Record<string, unknown> = await import(new URL(`${name}.ts`, COMMANDS_FOLDER).href);
  const command = Object.values(module).find((value) => isCommand(value, name));
  if (!isCommand(command, name)) throw new Error(`src/cli/commands/${name}.ts exports no command of that name`);
  return command;
};

const overview = async (): Promise<string> => {
  const commands = await Promise.all(commandNames().map(loadCommand));
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    'Usage: npm run -s dawnline -- <command> [options]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    'Each command explains itself with --help.',
    'Exit codes: 0 done, 1 the answer is no, 2 bad input.',
    '',
  ].join('\n');
};

const version = (): string => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version: found }: { version: string } = JSON.parse(text);
  return `${found}\n`;
};

/** A fault of ours with the values that show how it came about. `InvariantError` is told by its name: no need to load the engine. */
const renderFault = (error: unknown): string => {
  const isInvariant = error instanceof Error && error.name === 'InvariantError';
  const code = isInvariant ? 'fault/invariant' : 'fault/unexpected';
  const story = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const values = error instanceof Error && 'values' in error ? `\nvalues: ${JSON.stringify(error.values)}` : '';
  return `dawnline: ${code}: ${story}${values}\n`;
};

/** Runs one command line; resolves to the exit code, never rejects. */
export const main = async (args: readonly string[], io: CommandIo): Promise<number> => {
  const [name, ...rest] = args;
  try {
    if (name === '--version') {
      io.stdout(version());
      return EXIT_DONE;
    }
    if (name === '--help' || name === '-h') {
      io.stdout(await overview());
      return EXIT_DONE;
    }
    if (name === undefined) {
      io.stderr(await overview());
      return EXIT_BAD_INPUT;
    }
    if (!commandNames().includes(name)) {
      io.stderr(`dawnline: cli/unknown-command: "${name}" is none of ${commandNames().join(', ')}; see --help\n`);
      return EXIT_BAD_INPUT;
    }
    const command = await loadCommand(name);
    return await command.run(rest, io);
  } catch (error) {
    io.stderr(renderFault(error));
    return EXIT_OUR_FAULT;
  }
};

/** Opens stdin only when somebody reads it, so that an open terminal does not keep a command alive. */
const lazyStdin: AsyncIterable<string | Uint8Array> = {
  [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator](),
};

const LAST_WORDS_MS = 1000;

/**
 * `main` on the process's own streams. A reader that goes away (`| head`) ends the run quietly, unless the command
 * has taken the streams and looks after them itself.
 */
export const runFromShell = async (args: readonly string[]): Promise<number> => {
  let endsWithReader = true;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (endsWithReader) process.exit(0);
  });
  const exitCode = await main(args, {
    takeStreams: () => {
      endsWithReader = false;
      return { input: process.stdin, output: process.stdout };
    },
    stdin: lazyStdin,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
  });
  if (endsWithReader) return exitCode;
  // What is left to say is said, unless nobody reads it.
  const said = new Promise<void>((resolve) => void process.stdout.write('', () => resolve()));
  await Promise.race([said, pause(LAST_WORDS_MS)]);
  process.exit(exitCode);
};

if (import.meta.main) process.exitCode = await runFromShell(process.argv.slice(2));
