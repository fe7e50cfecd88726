/**
 * The bench's browser part: sizes of the built page, and how fast it answers in the Chromium of this machine, with
 * the graphics that the machine has. The page is the one that `npm start` serves; only the theatre's frames are
 * measured on a page of their own, built for it in a temporary folder.
 *
 * Where there is no browser, or the page does not build, the rows say so and the bench goes on.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { serveFolder, type StaticServer } from '../server/http.ts';
import { type BenchRow, median } from './benchRow.ts';
import { builtSizes } from './builtSizes.ts';
import { faultText } from './command.ts';
import { phaserPlugin } from './phaserPlugin.ts';
import { rulesetPlugin } from './rulesetPlugin.ts';
import { ensureBuilt } from './setup/build.mjs';
import { findChromium } from './setup/browsers.mjs';

const project = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const DIST = project('dist');
const FRAMES_SOURCE = project('test/bench/theatreFrames.ts');

const POINT_COUNTS = [1000, 10_000, 100_000] as const;
const HOME_LOADS = 7;
const TURNS = 3;
const VIEWPORT = { width: 1440, height: 900 };
const KB = 1000;
const FORECAST_GAMES = 1000;
/** A machine without a spare core takes its time. */
const FORECAST_WITHIN_MS = 180_000;

/** A table that has just opened is drawn: frames in a row that missed two of the screen's at most. */
const SETTLED = { frames: 30, withinMs: 50 };

const WHAT = {
  firstLoad: 'page: first load, scripts and styles, gzip',
  theatre: 'page: what the theatre adds, gzip',
  home: `page: heading of the first screen painted, median of ${HOME_LOADS} cold loads from this machine`,
  click: 'page: click on the table to the next paint, median',
  slowestClick: 'page: click on the table to the next paint, slowest',
  turn: `page: seal to resolution painted, classroom, median of ${TURNS} turns`,
  firstFan: 'page: forecast opened to its first fans painted, dawn-2026, first turn',
  games: `page: forecast opened to ${FORECAST_GAMES.toLocaleString('en')} games played, dawn-2026, first turn`,
  frame: 'page: time between two frames meanwhile, median',
  frameGap: 'page: longest time between two frames meanwhile',
} as const;
const frameWhat = (points: number): string => `theatre: ${points.toLocaleString('en')} points`;

/** What `test/bench/theatreFrames.ts` gives. */
interface Frames {
  readonly renderer: string;
  readonly betweenMs: number;
  readonly workMs: number;
}
interface FramesModule {
  readonly measureFrames: (points: number) => Promise<Frames>;
  readonly graphicsName: () => string | null;
}

export interface PageBench {
  /** What draws WebGL in the browser, by its own name, and how the theatre draws with it; null where nobody looked. */
  readonly graphics: string | null;
  readonly browser: string | null;
  readonly rows: readonly BenchRow[];
}

const unmeasured = (whats: readonly string[], unit: string, why: string): readonly BenchRow[] =>
  whats.map((what) => ({ what, value: null, unit, why }));

const sizeRows = (): readonly BenchRow[] => {
  const { firstLoadBytes, theatreBytes } = builtSizes(DIST);
  return [
    { what: WHAT.firstLoad, value: firstLoadBytes / KB, unit: 'kB' },
    { what: WHAT.theatre, value: theatreBytes / KB, unit: 'kB' },
  ];
};

const MEASURE = 'bench';

/**
 * Measures, in the page, to the paint of the first `selector` there is: from the page's own start, or from the next
 * click where `fromClick` is set. Runs in the page, so it knows nothing from outside.
 */
const watchPaint = ({ selector, fromClick, name }: { selector: string; fromClick: boolean; name: string }): void => {
  let startMs = fromClick ? null : 0;
  const observer = new MutationObserver(() => look());
  const isThere = (): boolean => startMs !== null && document.querySelector(selector) !== null;
  const look = (): void => {
    if (!isThere()) return;
    observer.disconnect();
    // A message sent from the frame's last step arrives once it is painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        performance.measure(name, { start: startMs ?? 0, end: performance.now() });
      });
      port1.start();
      port2.postMessage(null);
    });
  };
  observer.observe(document, { childList: true, subtree: true });
  if (!fromClick) return;
  const onClick = (event: Event): void => {
    startMs = event.timeStamp;
    look();
  };
  document.addEventListener('click', onClick, { once: true, capture: true });
};

/** The measure that `watchPaint` leaves, taken away so that the next can come. */
const takeMeasureMs = async (page: Page): Promise<number> => {
  const handle = await page.waitForFunction((name) => performance.getEntriesByName(name)[0]?.duration, MEASURE);
  const durationMs = Number(await handle.jsonValue());
  await page.evaluate((name) => performance.clearMeasures(name), MEASURE);
  return durationMs;
};

const homeRow = async (browser: Browser, address: string): Promise<BenchRow> => {
  const loadsMs: number[] = [];
  for (let load = 0; load < HOME_LOADS; load++) {
    const context = await browser.newContext({ viewport: VIEWPORT });
    const page = await context.newPage();
    await page.addInitScript(watchPaint, { selector: 'h1', fromClick: false, name: MEASURE });
    await page.goto(address);
    loadsMs.push(await takeMeasureMs(page));
    await context.close();
  }
  return { what: WHAT.home, value: median(loadsMs), unit: 'ms' };
};

const clickedMs = async (page: Page, role: 'tab' | 'button', name: string | RegExp, until: string): Promise<number> => {
  await page.evaluate(watchPaint, { selector: until, fromClick: true, name: MEASURE });
  await page.getByRole(role, { name, exact: true }).click();
  return takeMeasureMs(page);
};

/** Every kind of order opened, and the picture turned to the ground and back. */
const clicksMs = async (page: Page): Promise<readonly number[]> => {
  const tabs = await page.locator('.order-groups [role="tab"]').allTextContents();
  const spentMs: number[] = [];
  for (const name of tabs) spentMs.push(await clickedMs(page, 'tab', name, 'body'));
  for (const name of ['Ground', 'Orbit']) spentMs.push(await clickedMs(page, 'button', name, 'body'));
  return spentMs;
};

/** A classroom game as a person plays it: clicks on its first table, then some turns sealed. */
const gameRows = async (browser: Browser, address: string): Promise<readonly BenchRow[]> => {
  const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-GB' });
  const press = (name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();
  await page.goto(address);
  await press(/^Start$/);
  await press('Start turn 1');
  const answersMs = await clicksMs(page);
  const turnsMs: number[] = [];
  for (let turn = 1; turn <= TURNS; turn++) {
    await press('Staff plan');
    turnsMs.push(await clickedMs(page, 'button', /^Seal/, '.resolution'));
    await press('To the report');
    await press(/^(Plan turn|To the crisis round)/);
  }
  await page.close();
  return [
    { what: WHAT.click, value: median(answersMs), unit: 'ms' },
    { what: WHAT.slowestClick, value: Math.max(...answersMs), unit: 'ms' },
    { what: WHAT.turn, value: median(turnsMs), unit: 'ms' },
  ];
};

/** Resolves, in the page, when so many frames in a row came in time: what has just opened is drawn. Runs in the page. */
const settle = ({ frames, withinMs }: { readonly frames: number; readonly withinMs: number }): Promise<void> =>
  new Promise((resolve) => {
    let lastMs = performance.now();
    let inTime = 0;
    const frame = (nowMs: number): void => {
      inTime = nowMs - lastMs <= withinMs ? inTime + 1 : 0;
      lastMs = nowMs;
      if (inTime >= frames) resolve();
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });

/** Keeps, in the page, the times between frames from now on. Runs in the page. */
const watchFrames = (): void => {
  const gapsMs: number[] = [];
  Object.assign(globalThis, { gapsMs });
  let lastMs = performance.now();
  const frame = (nowMs: number): void => {
    gapsMs.push(nowMs - lastMs);
    lastMs = nowMs;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
};

/** The longest game there is, forecast from its first table. */
const forecastRows = async (browser: Browser, address: string): Promise<readonly BenchRow[]> => {
  const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-GB' });
  await page.goto(address);
  await page.locator('input[name="scenario"][value="dawn-2026"]').check();
  await page.getByRole('button', { name: /^Start$/ }).click();
  await page.getByRole('button', { name: 'Start turn 1' }).click();
  await page.locator('.theatre canvas').waitFor();
  await page.evaluate(settle, SETTLED);
  await page.evaluate(watchFrames);
  const startMs = Date.now();
  const firstFanMs = await clickedMs(page, 'button', 'Forecast', '.forecast-charts svg');
  await page.locator(`.forecast-progress[data-played="${FORECAST_GAMES}"]`).waitFor({ timeout: FORECAST_WITHIN_MS });
  const playedMs = Date.now() - startMs;
  const gapsMs = await page.evaluate(() => (globalThis as unknown as { gapsMs: number[] }).gapsMs);
  await page.close();
  return [
    { what: WHAT.firstFan, value: firstFanMs, unit: 'ms' },
    { what: WHAT.games, value: playedMs, unit: 'ms' },
    { what: WHAT.frame, value: median(gapsMs), unit: 'ms' },
    { what: WHAT.frameGap, value: Math.max(...gapsMs), unit: 'ms' },
  ];
};

const FRAMES_FILE = 'frames.js';

/** Builds the page that draws as many points as asked, into `folder`. */
const buildFramesPage = async (folder: string): Promise<void> => {
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [rulesetPlugin(), phaserPlugin()],
    build: {
      target: 'es2022',
      outDir: folder,
      rolldownOptions: {
        input: FRAMES_SOURCE,
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: FRAMES_FILE },
      },
    },
  });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><meta charset="utf-8" /><title>Frames</title>');
};

interface FramesSeen {
  readonly graphics: string;
  readonly rows: readonly BenchRow[];
}

const framesOn = async (page: Page): Promise<FramesSeen> => {
  const file = `./${FRAMES_FILE}`;
  const name = await page.evaluate(async (url) => ((await import(url)) as FramesModule).graphicsName(), file);
  const rows: BenchRow[] = [];
  let renderer = '';
  for (const points of POINT_COUNTS) {
    const frames = await page.evaluate(
      async ([url, count]) => ((await import(url)) as FramesModule).measureFrames(count),
      [file, points] as const,
    );
    ({ renderer } = frames);
    rows.push(
      { what: `${frameWhat(points)}, frame to frame`, value: frames.betweenMs, unit: 'ms' },
      { what: `${frameWhat(points)}, work in a frame`, value: frames.workMs, unit: 'ms' },
    );
  }
  return { graphics: `${name ?? 'no WebGL'}; theatre drawn by ${renderer}`, rows };
};

const theatreFrames = async (browser: Browser): Promise<FramesSeen> => {
  const folder = mkdtempSync(join(tmpdir(), 'dawnline-bench-'));
  let server: StaticServer | null = null;
  try {
    await buildFramesPage(folder);
    server = await serveFolder({ folder, host: '127.0.0.1', port: 0, nextPortCount: 0 });
    const page = await browser.newPage({ viewport: VIEWPORT });
    await page.goto(server.address);
    return await framesOn(page);
  } finally {
    await server?.close();
    rmSync(folder, { recursive: true });
  }
};

const openBrowser = async (): Promise<Browser> => {
  const executablePath = await findChromium();
  if (executablePath === null) throw new Error('no Chrome or Chromium found; CHROMIUM_PATH names one');
  const { chromium } = await import('@playwright/test');
  // Where the machine has graphics they are used, whatever lists the browser keeps.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--ignore-gpu-blocklist'] });
};

const BROWSER_WHATS = [
  WHAT.home,
  WHAT.click,
  WHAT.slowestClick,
  WHAT.turn,
  WHAT.firstFan,
  WHAT.games,
  WHAT.frame,
  WHAT.frameGap,
  ...POINT_COUNTS.flatMap((points) => [
    `${frameWhat(points)}, frame to frame`,
    `${frameWhat(points)}, work in a frame`,
  ]),
];

const inBrowser = async (): Promise<PageBench> => {
  const browser = await openBrowser();
  let server: StaticServer | null = null;
  try {
    server = await serveFolder({ folder: DIST, host: '127.0.0.1', port: 0, nextPortCount: 0 });
    const home = await homeRow(browser, server.address);
    const game = await gameRows(browser, server.address);
    const forecast = await forecastRows(browser, server.address);
    const frames = await theatreFrames(browser);
    const version = `Chromium ${browser.version()}`;
    return { graphics: frames.graphics, browser: version, rows: [home, ...game, ...forecast, ...frames.rows] };
  } finally {
    await server?.close();
    await browser.close();
  }
};

const failed = (whats: readonly string[], unit: string, fault: unknown): PageBench => {
  const [why = ''] = faultText(fault).split('\n');
  return { graphics: null, browser: null, rows: unmeasured(whats, unit, why) };
};

/** Builds the page where it is not up to date, and measures it. Never rejects. */
export const benchPage = async (): Promise<PageBench> => {
  try {
    await ensureBuilt();
    const sizes = sizeRows();
    const measured = await inBrowser().catch((fault: unknown) => failed(BROWSER_WHATS, 'ms', fault));
    return { ...measured, rows: [...sizes, ...measured.rows] };
  } catch (fault) {
    return failed([WHAT.firstLoad, WHAT.theatre, ...BROWSER_WHATS], '', fault);
  }
};
