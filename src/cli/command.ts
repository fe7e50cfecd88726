/**
 * What a command of the command line is: a name, a line for the overview, and a function from
 * arguments and streams to an exit code (0 done, 1 the answer is no, 2 bad input).
 *
 * A command writes only through the streams it is given, so that a test can run it in process.
 */
import type { Readable, Writable } from 'node:stream';

export const EXIT_DONE = 0;
export const EXIT_NO = 1;
export const EXIT_BAD_INPUT = 2;
export const EXIT_OUR_FAULT = 70;

/** A process's own input and output. */
export interface ProcessStreams {
  readonly input: Readable;
  readonly output: Writable;
}

export interface CommandIo {
  /** For a command that talks with another program, and goes on when that is gone; absent where there is no process. */
  readonly takeStreams?: () => ProcessStreams;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** `args` without the command's own name; resolves to the exit code. */
  readonly run: (args: readonly string[], io: CommandIo) => Promise<number>;
}

/** What a fault of the disk, the network or a parser says of itself. */
export const faultText = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));
