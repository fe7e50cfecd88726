/**
 * Keeps the whole built client on the device, so that the game goes on where there is no network.
 *
 * Each build has a cache of its own, filled when the build is first met and used when its page is: a page never gets
 * half of one build and half of the next. A newer build waits until it is asked for, or until no window is open; the
 * older one is kept while another window may still load parts of it. Nothing but this folder is ever kept or asked for.
 */

/** Replaced at build: every file of the folder by its path, with its digest where its name does not carry one. */
declare const BUILT_FILES: { readonly version: string; readonly files: Readonly<Record<string, string>> };

/** What this worker uses of its scope; the compiler's own names for it exclude those of the page. */
interface LastingEvent extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}
interface FetchEvent extends LastingEvent {
  readonly request: Request;
  readonly respondWith: (response: Promise<Response>) => void;
}
interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: {
    readonly claim: () => Promise<void>;
    readonly matchAll: (options: {
      readonly type: 'window';
      readonly includeUncontrolled: boolean;
    }) => Promise<readonly unknown[]>;
  };
  readonly skipWaiting: () => Promise<void>;
  readonly addEventListener: {
    (type: 'install' | 'activate', listener: (event: LastingEvent) => void): void;
    (type: 'fetch', listener: (event: FetchEvent) => void): void;
    (type: 'message', listener: (event: MessageEvent) => void): void;
  };
}

const worker = self as unknown as WorkerScope;
const { version, files } = BUILT_FILES;
const CACHES = 'dawnline-';
const CACHE = CACHES + version;
/** The page is asked for by its folder: hosts may send `index.html` there by a redirect. */
const PAGE = './';
/** Hosts differ in what they let answers vary by; a file is the same for everybody. */
const ANY = { ignoreVary: true, ignoreSearch: true } as const;

/** A page that was reached by a redirect may not answer for another address. */
const direct = (response: Response): Response =>
  response.redirected ? new Response(response.body, { headers: response.headers }) : response;

/** A file whose name carries its digest may come from an older build's cache; others must be those of this build. */
const fetched = async (path: string, integrity: string): Promise<Response> => {
  if (integrity !== '') return fetch(path, { integrity, cache: 'no-cache' });
  return (await caches.match(path, ANY)) ?? fetch(path);
};

const keepBuild = async (): Promise<void> => {
  const cache = await caches.open(CACHE);
  await Promise.all(
    Object.entries(files).map(async ([path, integrity]) => {
      const response = await fetched(path, integrity);
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      await cache.put(path, direct(response));
    }),
  );
};

const dropOlderBuilds = async (): Promise<void> => {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.length > 1) return;
  const older = (await caches.keys()).filter((name) => name.startsWith(CACHES) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
};

const isPage = (url: URL): boolean => {
  const { pathname } = new URL(worker.registration.scope);
  return url.pathname === pathname || url.pathname === `${pathname}index.html`;
};

const answer = async (request: Request): Promise<Response> => {
  const cache = await caches.open(CACHE);
  const wanted = request.mode === 'navigate' && isPage(new URL(request.url)) ? PAGE : request;
  return (await cache.match(wanted, ANY)) ?? (await caches.match(wanted, ANY)) ?? fetch(request);
};

worker.addEventListener('install', (event) => event.waitUntil(keepBuild()));
worker.addEventListener('activate', (event) => event.waitUntil(dropOlderBuilds().then(() => worker.clients.claim())));
worker.addEventListener('message', ({ data }) => {
  if (data === 'update-now') void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const isOwn = new URL(request.url).origin === new URL(worker.registration.scope).origin;
  if (isOwn && request.method === 'GET') event.respondWith(answer(request));
});
