/**
 * A wire over two streams: lines come in, cut out of bytes, and text goes out. What comes faster than it is
 * asked for waits in the sender's hands, and a line that is too long is dropped as it comes, so that no
 * program can fill the memory.
 */
import type { Readable, Writable } from 'node:stream';
import { MOST_FRAME_BYTES } from '../../protocol/seat.ts';
import type { Received, Wire } from '../../session/hostMinds.ts';

/** Lines that wait before no more is read. */
const MOST_WAITING = 64;
const NEWLINE = 10;

/** A line that is no UTF-8 is no JSON either: the empty line is refused as that. */
const lineOf = (parts: readonly Uint8Array[]): Received => {
  try {
    return { kind: 'line', text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)) };
  } catch {
    return { kind: 'line', text: '' };
  }
};

/** Cuts bytes into lines; of one that grows too long only the news is kept. */
const makeCutter = (put: (received: Received) => void) => {
  let parts: Uint8Array[] = [];
  let size = 0;
  let isDropping = false;
  const add = (part: Uint8Array): void => {
    if (isDropping) return;
    size += part.length;
    if (size > MOST_FRAME_BYTES) {
      parts = [];
      isDropping = true;
      put({ kind: 'tooLarge' });
      return;
    }
    parts.push(part);
  };
  const endLine = (): void => {
    if (!isDropping) put(lineOf(parts));
    parts = [];
    size = 0;
    isDropping = false;
  };
  return (chunk: Uint8Array): void => {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      endLine();
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
  };
};

/** `hangUp` ends the streams when nothing more is to be said. */
export const wireOf = (input: Readable, output: Writable, hangUp: () => void): Wire => {
  const waiting: Received[] = [];
  let asker: ((received: Received) => void) | null = null;
  let isClosed = false;
  const put = (received: Received): void => {
    const ask = asker;
    asker = null;
    if (ask !== null) ask(received);
    else waiting.push(received);
    if (waiting.length > MOST_WAITING) input.pause();
  };
  const cut = makeCutter(put);
  const take = (chunk: Uint8Array | string): void => cut(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  const end = (): void => {
    if (isClosed) return;
    isClosed = true;
    asker?.({ kind: 'closed' });
  };
  input.on('data', take);
  for (const event of ['end', 'close', 'error']) input.on(event, end);
  // A reader that has gone away is told by the end of the input.
  output.on('error', end);
  return {
    receive: () => {
      const next = waiting.shift();
      if (next !== undefined) {
        if (waiting.length === 0 && !isClosed) input.resume();
        return Promise.resolve(next);
      }
      if (isClosed) return Promise.resolve({ kind: 'closed' });
      return new Promise((resolve) => {
        asker = resolve;
      });
    },
    send: (text) => {
      if (output.destroyed || !output.writable || output.write(text)) return Promise.resolve();
      return new Promise((resolve) => {
        const done = (): void => {
          for (const event of ['drain', 'close', 'error']) output.off(event, done);
          resolve();
        };
        for (const event of ['drain', 'close', 'error']) output.on(event, done);
      });
    },
    close: () => {
      end();
      waiting.length = 0;
      input.off('data', take);
      hangUp();
    },
  };
};
