/**
 * One tab at a time plays a kept game. A tab holds a game by a Web Lock, which the browser gives back when
 * the tab dies; a tab that takes a game over asks the holder to let go, and takes it by force where no
 * answer comes. On an address without Web Locks (plain http) whoever opens a game last has it.
 */

export interface Claims {
  /** Holds the game, and no other; false where another tab holds it. */
  readonly claim: (id: string) => Promise<boolean>;
  /** Holds the game, whoever held it before. */
  readonly takeOver: (id: string) => Promise<void>;
  readonly holds: (id: string) => boolean;
  readonly letGo: () => void;
}

interface Surroundings {
  /** Undefined where the browser has none here. */
  readonly locks: LockManager | undefined;
  /** Reaches all other tabs; an id on it asks the holder of that game to let go. */
  readonly channel: BroadcastChannel;
  /** Another tab has taken the game; it may read it when this is done. */
  readonly whenTaken: (id: string) => Promise<void>;
}

/** A page that is loaded again may find the lock of its former self on its way back. */
const RETURNING_MS = 400;
/** A worker that resolves a turn answers within this time; one that does not hangs. */
const ANSWERING_MS = 3000;

const isRefusal = (fault: unknown): boolean =>
  fault instanceof DOMException && (fault.name === 'AbortError' || fault.name === 'TimeoutError');

export const makeClaims = ({ locks, channel, whenTaken }: Surroundings): Claims => {
  let held: { readonly id: string; readonly release: () => void } | null = null;

  const letGo = (): void => {
    held?.release();
    held = null;
  };
  const lose = async (id: string): Promise<void> => {
    if (held?.id !== id) return;
    const { release } = held;
    held = null;
    await whenTaken(id);
    release();
  };
  const holdBare = (id: string): void => {
    held = { id, release: () => undefined };
  };

  /** Whether the lock was given; it is kept until `release`, or until it is taken by force. */
  const lock = (manager: LockManager, id: string, options: LockOptions): Promise<boolean> =>
    new Promise((resolve) => {
      const hold = (): Promise<void> =>
        new Promise((release) => {
          held = { id, release };
          resolve(true);
        });
      manager.request(`dawnline.game.${id}`, options, hold).catch((fault: unknown) => {
        if (isRefusal(fault)) void lose(id);
        // Locks that are there and closed to this page are as good as none.
        else holdBare(id);
        resolve(!isRefusal(fault));
      });
    });

  const takeOver = async (id: string): Promise<void> => {
    letGo();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel, not a window
    channel.postMessage(id);
    if (locks === undefined) holdBare(id);
    else if (!(await lock(locks, id, { signal: AbortSignal.timeout(ANSWERING_MS) })))
      await lock(locks, id, { steal: true });
  };

  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') void lose(data);
  });

  return {
    claim: async (id) => {
      if (held?.id === id) return true;
      letGo();
      if (locks !== undefined) return lock(locks, id, { signal: AbortSignal.timeout(RETURNING_MS) });
      await takeOver(id);
      return true;
    },
    takeOver,
    holds: (id) => held?.id === id,
    letGo,
  };
};
