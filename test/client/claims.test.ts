/** Tabs that want one game: one holds it, a polite one is asked, a hung one is robbed, and without locks the last has it. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Claims, makeClaims } from '../../src/client/workers/claims.ts';

const open: BroadcastChannel[] = [];
const tab = (
  locks: LockManager | undefined,
  told: string[] = [],
  whenTaken = async (): Promise<void> => undefined,
): Claims => {
  const channel = new BroadcastChannel('claims');
  open.push(channel);
  return makeClaims({
    locks,
    channel,
    whenTaken: async (id) => {
      told.push(id);
      await whenTaken();
    },
  });
};
afterEach(() => {
  for (const channel of open.splice(0)) channel.close();
});

describe('claims', () => {
  it('give a game to one tab, and to the next when the first lets go', async () => {
    const [first, second] = [tab(navigator.locks), tab(navigator.locks)];
    expect(await first.claim('a')).toBe(true);
    expect(await first.claim('a')).toBe(true);
    expect(await second.claim('a')).toBe(false);
    expect(await second.claim('b')).toBe(true);
    first.letGo();
    expect(await second.claim('a')).toBe(true);
    expect([second.holds('a'), second.holds('b'), first.holds('a')]).toEqual([true, false, false]);
    second.letGo();
  });
  it('hand a game over when the holder has done what it was about', async () => {
    const told: string[] = [];
    let finish: (() => void) | null = null;
    const busy = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const [first, second] = [tab(navigator.locks, told, () => busy), tab(navigator.locks)];
    await first.claim('c');
    const taking = second.takeOver('c');
    await expect.poll(() => told).toEqual(['c']);
    expect([first.holds('c'), second.holds('c')]).toEqual([false, false]);
    (finish as (() => void) | null)?.();
    await taking;
    expect(second.holds('c')).toBe(true);
    second.letGo();
  });
  it('take a game by force from a holder that does not answer', async () => {
    const [first, second] = [tab(navigator.locks, [], () => new Promise(() => undefined)), tab(navigator.locks)];
    await first.claim('d');
    await second.takeOver('d');
    expect([first.holds('d'), second.holds('d')]).toEqual([false, true]);
    second.letGo();
  });
  it('give a game to the last that asks where there are no locks, and tell the first', async () => {
    const told: string[] = [];
    const first = tab(undefined, told);
    expect(await first.claim('e')).toBe(true);
    const second = tab(undefined);
    expect(await second.claim('e')).toBe(true);
    await expect.poll(() => told).toEqual(['e']);
    expect([first.holds('e'), second.holds('e')]).toEqual([false, true]);
  });
});
