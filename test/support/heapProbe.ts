/** Loaded into a server that a test measures: when asked, clears the heap of what is unused and says how full it is. */
import { setImmediate as turn } from 'node:timers/promises';

/** What finalisers and closed sockets let go of is only free in a later round. */
const ROUNDS = 4;

const answer = async (): Promise<void> => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await globalThis.gc?.({ type: 'major', execution: 'async' });
    await turn();
  }
  process.send?.(process.memoryUsage().heapUsed);
};
process.on('message', () => void answer());
// Being listened to is no reason to stay.
process.channel?.unref();
