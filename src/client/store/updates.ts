/**
 * The game kept on this device, and newer builds of it. A newer build is fetched beside the one in use and waits: it is
 * taken when the reader asks, or by itself once no window of the game is open.
 */
import { makeStore } from './externalStore.ts';

export interface Updates {
  /** The whole game is on this device and opens without a network. */
  readonly isKept: boolean;
  /** A newer build is ready and has not been put off. */
  readonly isOffered: boolean;
}

export const updates = makeStore<Updates>({ isKept: false, isOffered: false });

const change = (part: Partial<Updates>): void => updates.set({ ...updates.get(), ...part });

const WORKER = 'service-worker.js';
const UPDATE_NOW = 'update-now';

let waiting: ServiceWorker | null = null;

const offer = (worker: ServiceWorker): void => {
  waiting = worker;
  change({ isOffered: true });
};

/** The first build that is kept is in use at once; every later one waits beside it. */
const watchInstalling = (worker: ServiceWorker | null): void => {
  worker?.addEventListener('statechange', () => {
    if (worker.state === 'installed' && navigator.serviceWorker.controller !== null) offer(worker);
  });
};

const watchRegistration = (registration: ServiceWorkerRegistration): void => {
  if (registration.waiting !== null) offer(registration.waiting);
  watchInstalling(registration.installing);
  registration.addEventListener('updatefound', () => watchInstalling(registration.installing));
  document.addEventListener('visibilitychange', () => {
    // Without a network there is nothing newer to be had.
    if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
  });
};

/** Keeps the game on this device; where the browser has no means or no leave for it, the game needs its host. */
export const keepOnDevice = async (): Promise<void> => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    watchRegistration(await navigator.serviceWorker.register(WORKER, { updateViaCache: 'none' }));
    await navigator.serviceWorker.ready;
    change({ isKept: true });
  } catch {
    change({ isKept: false });
  }
};

/** Opens the page anew under the newer build. Other windows go on with the one they have. */
export const updateNow = (): void => {
  if (waiting === null) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  waiting.postMessage(UPDATE_NOW);
};

export const updateLater = (): void => change({ isOffered: false });
