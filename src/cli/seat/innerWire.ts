/**
 * A wire inside this process: what a seat and its program say to each other as frames, without streams
 * between them. For the server that lends a language model its hands.
 */
import { frameLine, type ProgramFrame } from '../../protocol/seat.ts';
import type { Received, Wire } from '../../session/hostMinds.ts';

export interface InnerWire {
  /** The seat's end. */
  readonly wire: Wire;
  readonly say: (frame: ProgramFrame) => void;
  readonly hangUp: () => void;
}

/** `hear` is given every frame of the seat, `gone` is called when the seat has hung up. */
export const makeInnerWire = (
  hear: (frame: Readonly<Record<string, unknown>>) => void,
  gone: () => void,
): InnerWire => {
  const waiting: Received[] = [];
  let asker: ((received: Received) => void) | null = null;
  let isClosed = false;
  const put = (received: Received): void => {
    const ask = asker;
    asker = null;
    if (ask === null) waiting.push(received);
    else ask(received);
  };
  return {
    wire: {
      receive: () => {
        const next = waiting.shift();
        if (next !== undefined) return Promise.resolve(next);
        if (isClosed) return Promise.resolve({ kind: 'closed' });
        return new Promise((resolve) => {
          asker = resolve;
        });
      },
      send: (text) => {
        hear(JSON.parse(text) as Readonly<Record<string, unknown>>);
        return Promise.resolve();
      },
      close: () => {
        isClosed = true;
        gone();
      },
    },
    say: (frame) => put({ kind: 'line', text: frameLine(frame) }),
    hangUp: () => {
      if (isClosed) return;
      isClosed = true;
      put({ kind: 'closed' });
    },
  };
};
