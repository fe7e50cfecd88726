/** A command line run in this process, with nothing to read, and what it prints. */
import type { CommandIo } from '../../src/cli/command.ts';

/** Streams of a command, and what has been written to them so far; `onOut` hears standard output as it comes. */
export const listen = (onOut: (text: string) => void = () => undefined) => {
  const heard = { out: '', err: '' };
  const io: CommandIo = {
    stdin: (async function* () {})(),
    stdout: (text) => {
      heard.out += text;
      onOut(text);
    },
    stderr: (text) => {
      heard.err += text;
    },
  };
  return { heard, io };
};

/** Runs it to its end: exit code, standard output and standard error. */
export const runLine =
  (run: (args: readonly string[], io: CommandIo) => Promise<number>) =>
  async (...args: readonly string[]): Promise<{ code: number; out: string; err: string }> => {
    const { heard, io } = listen();
    return { code: await run(args, io), ...heard };
  };
