/**
 * Two sides at one screen: what the one has planned is nowhere on the page while the curtain is down or the
 * other plays. Not in the document, not in anything that the page's memory holds, not in its storage. The
 * worker that holds the game is another target: the page cannot reach into it. The workers of a forecast are told what
 * the side at the desk knows, and nothing of the other's.
 */
import { readFileSync } from 'node:fs';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { draftCards } from './support.ts';

/** A power that nobody orders by chance, MW. */
const SECRET_MW = 123.4567;
const SECRET = String(SECRET_MW);

/** All strings and numbers of the page's memory, after what nothing reaches has been swept up. */
const memoryOf = async (page: Page, context: BrowserContext): Promise<string> => {
  const session = await context.newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { exposeNumericValue: true } as object);
  await session.detach();
  const { strings } = JSON.parse(chunks.join('')) as { readonly strings: readonly string[] };
  return strings.join('\n');
};

/** The document, and everything the page keeps. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const texts = [
      document.documentElement.outerHTML,
      location.href,
      JSON.stringify(history.state),
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
    ];
    for (const field of document.querySelectorAll<HTMLInputElement>('input, select, textarea')) texts.push(field.value);
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.addEventListener('success', () => resolve(opening.result));
        opening.addEventListener('error', () => reject(opening.error));
      });
      for (const store of db.objectStoreNames) {
        const values = await new Promise<readonly unknown[]>((resolve, reject) => {
          const reading = db.transaction(store).objectStore(store).getAll();
          reading.addEventListener('success', () => resolve(reading.result));
          reading.addEventListener('error', () => reject(reading.error));
        });
        for (const value of values)
          texts.push(value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : JSON.stringify(value));
      }
      db.close();
    }
    return texts.join('\n');
  });

const placesOf = async (page: Page, context: BrowserContext): Promise<Readonly<Record<string, boolean>>> => ({
  memory: (await memoryOf(page, context)).includes(SECRET),
  kept: (await kept(page)).includes(SECRET),
});

const startShared = async (page: Page): Promise<void> => {
  await page.goto('/');
  await page.getByLabel('Opponent').selectOption('person');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
};

const sitDown = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^I lead / }).click();
};

/** A data centre of the secret size, in place of what lay on the desk. */
const placeSecret = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Start turn 1' }).click();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await page.getByRole('tab', { name: 'Ground' }).click();
  await page.getByRole('button', { name: 'Build data centres', exact: true }).click();
  await page.getByRole('spinbutton').first().fill(SECRET);
  await page.getByRole('button', { name: 'Add order' }).click();
  await expect(draftCards(page)).toHaveCount(1);
};

const sealBehindCurtain = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^Seal/ }).click();
  await expect(page.locator('.curtain')).toBeVisible();
};

const exportFromTable = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'To the report' }).click();
  await page.getByRole('button', { name: /^Plan turn/ }).click();
  await page.getByText('Menu').click();
  await page.getByRole('button', { name: 'Export the game' }).click();
};

const NOWHERE = { memory: false, kept: false };

declare global {
  interface Window {
    /** Messages between the page and the workers of a forecast since `forgetSaid`, and how many bore the secret. */
    said: { messages: number; secrets: number };
  }
}

/** Listens to the workers of forecasts. The secret comes in two halves, so that the listener itself does not bear it. */
const listenToForecasts = (page: Page): Promise<unknown> =>
  page.addInitScript(
    (halves) => {
      window.said = { messages: 0, secrets: 0 };
      const note = (message: unknown): void => {
        window.said.messages += 1;
        if (JSON.stringify(message).includes(halves.join(''))) window.said.secrets += 1;
      };
      window.Worker = class extends Worker {
        readonly #isHeard: boolean;
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          this.#isHeard = String(url).includes('forecast');
          if (this.#isHeard) this.addEventListener('message', ({ data }) => note(data));
        }
        override postMessage(message: unknown, transfer?: Transferable[] | StructuredSerializeOptions): void {
          if (this.#isHeard) note(message);
          super.postMessage(message, transfer as Transferable[]);
        }
      };
    },
    [SECRET.slice(0, 4), SECRET.slice(4)],
  );

const heardSince = (page: Page): Promise<Window['said']> =>
  page.evaluate(() => {
    const { said } = window;
    window.said = { messages: 0, secrets: 0 };
    return said;
  });

const forecastWorkers = (page: Page): number =>
  page.workers().filter((worker) => worker.url().includes('forecast')).length;

/** Opens the drawer, waits for fans, and stops. */
const openForecast = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Forecast', exact: true }).click();
  await expect(page.locator('.forecast-charts .chart-box svg').first()).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
};

test('what one side plans is nowhere on the page behind the curtain, nor while the other plays', async ({
  page,
  context,
}) => {
  await listenToForecasts(page);
  await startShared(page);
  await sitDown(page);
  // Workers stand ready before anybody asks; they know the rules alone.
  await expect.poll(() => forecastWorkers(page)).toBeGreaterThan(0);
  await placeSecret(page);
  // The search finds what is there: else it would prove nothing when it finds nothing.
  expect((await placesOf(page, context)).memory).toBe(true);
  expect((await heardSince(page)).secrets, 'told before anybody asked').toBe(0);
  await openForecast(page);
  expect((await heardSince(page)).secrets).toBeGreaterThan(0);

  await sealBehindCurtain(page);
  await expect(page.getByRole('button', { name: 'I lead China' })).toBeVisible();
  // The browser tells of a worker's end a moment after it.
  await expect.poll(() => forecastWorkers(page)).toBe(0);
  expect(await placesOf(page, context), 'behind the curtain').toEqual(NOWHERE);

  // Neither side has moved on: nothing is resolved before both have sealed.
  await sitDown(page);
  await expect(page.getByRole('button', { name: 'Start turn 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Start turn 1' }).click();
  await expect(page.getByText('Turn 1 of 8')).toBeVisible();
  await expect(draftCards(page).first()).toBeVisible();
  expect(await placesOf(page, context), 'while the other plans').toEqual(NOWHERE);
  await openForecast(page);
  expect(await placesOf(page, context), 'while the other forecasts').toEqual(NOWHERE);
  const heard = await heardSince(page);
  expect(heard.messages).toBeGreaterThan(0);
  expect(heard.secrets, 'told to the other’s forecast').toBe(0);

  await page.reload();
  await expect(page.locator('.curtain')).toBeVisible();
  expect(await placesOf(page, context), 'after a reload').toEqual(NOWHERE);
  await sitDown(page);
  await page.getByRole('button', { name: 'Start turn 1' }).click();
  await page.getByRole('button', { name: /^Seal/ }).click();
  await expect(page.getByRole('button', { name: 'To the report' })).toBeVisible();
  expect(await placesOf(page, context), 'while the other reads what happened').toEqual(NOWHERE);

  const [download] = await Promise.all([page.waitForEvent('download'), exportFromTable(page)]);
  const file = readFileSync(await download.path(), 'utf8');
  expect(file).not.toContain(SECRET);
  expect(file).not.toContain('orders');
  expect(await placesOf(page, context), 'after the export').toEqual(NOWHERE);
});
