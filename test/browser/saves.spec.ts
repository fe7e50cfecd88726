/**
 * What is kept of a game, when tabs, the browser's storage and files do their worst: two tabs at one game,
 * a tab that dies, storage that is full or closed, records that are damaged, and files that come and go.
 */
import { readFileSync } from 'node:fs';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { fileUnder, olderRules, packedText } from '../support/otherRules.ts';
import { ruleset } from '../support/ruleset.ts';
import { draftCards, expectAccessible, expectFits, faultsOf, LOOKS, openWith, seal, SIZES, start } from './support.ts';

interface Kept {
  readonly slots: readonly { readonly id: string; readonly name?: string }[];
  readonly bodies: readonly unknown[];
}

/** What lies in the browser's database. */
const kept = (page: Page): Promise<Kept> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('dawnline');
        opening.addEventListener('error', () => reject(opening.error));
        opening.addEventListener('success', () => {
          const reading = opening.result.transaction(['slots', 'bodies']);
          const slots = reading.objectStore('slots').getAll();
          const bodies = reading.objectStore('bodies').getAll();
          reading.addEventListener('complete', () => {
            opening.result.close();
            resolve({ slots: slots.result, bodies: bodies.result });
          });
        });
      }),
  );

/** How often an order of this kind lies on a kept desk of the side that plays first. */
const keptOrders = async (page: Page, kind: string): Promise<number> => {
  const { bodies } = await kept(page);
  return bodies.filter((body) => JSON.stringify(body).includes(`"us":{"orders":[{"kind":"${kind}"`)).length;
};

/** One order on an otherwise empty desk, and kept. */
const placeAndKeep = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Clear all' }).click();
  await page.getByRole('tab', { name: 'Know' }).click();
  await page.getByRole('button', { name: 'Surveillance effort', exact: true }).click();
  await page.getByRole('button', { name: 'Add order' }).click();
  await expect(draftCards(page)).toHaveCount(1);
  await expect.poll(() => keptOrders(page, 'surveil')).toBe(1);
};

const elsewhere = (page: Page) => page.getByRole('heading', { name: 'This game is open in another tab' });
const playHere = (page: Page) => page.getByRole('button', { name: 'Play here instead' });
const openList = (page: Page) => page.getByText(/^Kept games/).click();

const exported = async (page: Page, button: string | RegExp): Promise<string> => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
};

const openFile = (page: Page, text: string): Promise<void> =>
  page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'game.json', mimeType: 'application/json', buffer: Buffer.from(text) });

const inTwoTabs = async (context: BrowserContext, first: Page): Promise<Page> => {
  const second = await context.newPage();
  await second.goto(first.url());
  return second;
};

test('one tab at a time plays a game, and whoever takes it over has all of it', async ({ page, context }) => {
  const faults = faultsOf(page);
  await start(page, 'tabs');
  await placeAndKeep(page);
  const second = await inTwoTabs(context, page);

  await expect(elsewhere(second)).toBeVisible();
  await second.getByRole('button', { name: 'Back to the start' }).click();
  await expect(second.getByRole('button', { name: 'Continue this game' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(draftCards(page)).toHaveCount(1);
  await expect.poll(() => keptOrders(page, 'surveil')).toBe(1);

  await second.getByRole('button', { name: 'Continue this game' }).click();
  await playHere(second).click();
  await expect(draftCards(second)).toHaveCount(1);
  await expect(elsewhere(page)).toBeVisible();
  await expect(page.locator('.table')).toHaveCount(0);
  await seal(second);

  await playHere(page).click();
  await expect(page.getByRole('button', { name: 'To the report' })).toBeVisible();
  await expect(elsewhere(second)).toBeVisible();
  expect((await kept(page)).slots).toHaveLength(1);
  expect(faults).toEqual([]);
});

test('a game whose tab has died is free to be played in another, or in the same loaded again', async ({
  page,
  context,
}) => {
  await start(page, 'dead');
  await placeAndKeep(page);
  await page.reload();
  await expect(draftCards(page)).toHaveCount(1);
  const address = page.url();
  await page.close();
  const second = await context.newPage();
  await second.goto(address);
  await expect(draftCards(second)).toHaveCount(1);
  await expect(elsewhere(second)).toHaveCount(0);
});

test('a tab that crashes in mid-turn loses no order', async ({ page, context }) => {
  await start(page, 'crash');
  await placeAndKeep(page);
  const address = page.url();
  const crashed = page.waitForEvent('crash');
  // The answer never comes: the page is gone.
  void (await context.newCDPSession(page)).send('Page.crash').catch(() => undefined);
  await crashed;
  const second = await context.newPage();
  await second.goto(address);
  await expect(second.getByText('Turn 1 of 8')).toBeVisible();
  await expect(draftCards(second)).toHaveCount(1);
  await seal(second);
});

test('a game that is open in another tab is not deleted', async ({ page, context }) => {
  await start(page, 'held');
  await placeAndKeep(page);
  const second = await context.newPage();
  await second.goto('/');
  await openList(second);
  await second.getByRole('button', { name: /^Delete:/ }).click();
  await second.getByRole('button', { name: 'Delete for good' }).click();
  await expect(second.getByRole('alert')).toContainText('save/open-elsewhere');
  expect((await kept(second)).bodies).toHaveLength(1);
});

for (const { language, theme } of LOOKS) {
  test(`the notice of another tab and the list of kept games fit and are accessible in ${language}`, async ({
    page,
    context,
  }) => {
    await openWith(page, { language, theme, reducedMotion: true });
    await page.goto('/');
    await page.locator('.solo button[type=submit]').click();
    await expect(page.locator('.briefing')).toBeVisible();
    await expect.poll(async () => (await kept(page)).slots.length).toBe(1);
    const second = await context.newPage();
    await openWith(second, { language, theme, reducedMotion: true });
    for (const size of SIZES) {
      await second.setViewportSize(size);
      await second.goto(page.url());
      await second.reload();
      await expect(second.locator('.curtain')).toBeVisible();
      await expectAccessible(second, 'elsewhere');
      await expectFits(second, 'elsewhere');
      await second.locator('.curtain .button').nth(1).click();
      await second.locator('.continue summary').click();
      for (const door of [1, 3]) {
        await second.locator('.kept-doors .button').nth(door).click();
        await expect(second.locator('.kept-doing [data-first]')).toBeFocused();
        await expectAccessible(second, 'kept games');
        await expectFits(second, 'kept games');
        await second.keyboard.press(door === 1 ? 'Escape' : 'Enter');
        if (door === 1) await second.locator('.kept-doing .button').nth(1).click();
        await expect(second.locator('.kept-doors')).toBeVisible();
      }
    }
  });
}

test('where the storage is full the game goes on, and can be taken out as a file', async ({ page, context }) => {
  await page.goto('/');
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 1 });
  await start(page, 'full');
  await expect(page.getByRole('alert')).toContainText('storage/full');
  await page.getByRole('button', { name: 'Staff plan' }).click();
  await expect(page.getByRole('alert')).toContainText('storage/full');
  await seal(page);
  const file = await exported(page, 'Export the game');
  expect((JSON.parse(file) as { turns: readonly unknown[] }).turns).toHaveLength(1);
});

test('games are named, taken out, put back and deleted, and what is damaged harms no other', async ({ page }) => {
  await start(page, 'first');
  await placeAndKeep(page);
  await page.goto('/');
  await start(page, 'second');
  await expect.poll(async () => (await kept(page)).slots.length).toBe(2);
  await page.goto('/');
  await openList(page);

  await page
    .getByRole('button', { name: /^Rename:/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: /^Name of this game/ }).fill('The second');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Open: The second' })).toBeFocused();
  await page.reload();
  await openList(page);
  const file = await exported(page, 'Save as file: The second');
  await page.getByRole('button', { name: 'Open: The second' }).click();
  await expect(page.getByText('Turn 1 of 8')).toBeVisible();
  await page.goto('/');
  await openList(page);
  await expect(page.getByRole('button', { name: 'Open: The second' })).toBeVisible();

  await page.evaluate(
    (id) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('dawnline');
        opening.addEventListener('success', () => {
          const writing = opening.result.transaction(['slots', 'bodies'], 'readwrite');
          writing.objectStore('bodies').put({ version: 2, record: 'spoilt' }, id);
          writing.objectStore('slots').put({ id: 'odd' });
          writing.addEventListener('complete', () => {
            opening.result.close();
            resolve();
          });
        });
      }),
    (await kept(page)).slots.find(({ name }) => name === 'The second')?.id ?? '',
  );
  await page.reload();
  await openList(page);
  await page.getByRole('button', { name: 'Open: The second' }).click();
  await expect(page.getByRole('alert')).toContainText('save/unreadable');
  await page.getByRole('button', { name: 'Dismiss' }).click();

  await page.getByRole('button', { name: 'Delete: The second' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Delete: The second' }).click();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByRole('button', { name: /^Open:/ })).toHaveCount(1);
  await page.getByRole('button', { name: /^Open:/ }).click();
  await expect(draftCards(page)).toHaveCount(1);

  await page.goto('/');
  await openFile(page, file);
  await expect(page.getByText('Turn 1 of 8')).toBeVisible();
});

test('a game of other rules, or of another engine, is refused by its code', async ({ page }) => {
  await start(page, 'rules');
  await page.getByText('Menu').click();
  const game = JSON.parse(await exported(page, 'Export the game')) as Readonly<Record<string, unknown>>;
  for (const [change, code] of [
    [{ rulesetHash: 'ab'.repeat(32) }, 'record/other-rules'],
    [{ engineVersion: '0.0.0' }, 'record/other-engine'],
  ] as const) {
    await page.goto('/');
    await openFile(page, JSON.stringify({ ...game, ...change }));
    await expect(page.getByRole('alert')).toContainText(code);
    await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  }
});

test('a game of other rules that brings them is played on under them, and kept with them', async ({ page }) => {
  const faults = faultsOf(page);
  const older = olderRules(ruleset);
  await page.goto('/');
  await openFile(page, fileUnder(older, 2, packedText(older)));
  await expect(page.getByText('Turn 3 of 8')).toBeVisible();
  await expect.poll(async () => (await kept(page)).bodies.length).toBe(1);
  await page.reload();
  await expect(page.getByText('Turn 3 of 8')).toBeVisible();
  await seal(page);
  await page.getByRole('button', { name: 'To the report' }).click();
  await page.getByRole('button', { name: 'Plan turn 4' }).click();
  await page.getByText('Menu').click();
  const game = JSON.parse(await exported(page, 'Export the game')) as Readonly<Record<string, unknown>>;
  expect(game['rulesetHash']).toBe(older.hash);

  await page.goto('/');
  await openFile(page, JSON.stringify(game));
  await expect(page.getByText('Turn 4 of 8')).toBeVisible();
  for (const [change, code] of [
    [{ rules: undefined }, 'record/other-rules'],
    [{ rules: packedText(ruleset) }, 'record/other-rules'],
    [{ rules: String(game['rules']).slice(8) }, 'record/rules-damaged'],
  ] as const) {
    await page.goto('/');
    await openFile(page, JSON.stringify({ ...game, ...change }));
    await expect(page.getByRole('alert')).toContainText(code);
  }
  expect(faults).toEqual([]);
});

test('where the browser hands on files a game is shared, and otherwise it is not offered', async ({ page }) => {
  await page.goto('/');
  await page.addInitScript(() => {
    const shared: string[] = [];
    Object.assign(window, { shared });
    Object.assign(Navigator.prototype, {
      canShare: ({ files }: ShareData) =>
        files?.every(({ name, type }) => name.endsWith('.txt') && type === 'text/plain'),
      share: async ({ files }: ShareData) => {
        for (const file of files ?? []) shared.push(file.name, await file.text());
      },
    });
  });
  await start(page, 'shared');
  await page.getByText('Menu').click();
  await page.getByRole('button', { name: 'Share the game' }).click();
  const sharedFiles = () => page.evaluate(() => (window as unknown as { readonly shared: readonly string[] }).shared);
  await expect.poll(async () => (await sharedFiles()).length).toBe(2);
  const [name, text] = await sharedFiles();
  expect(name).toBe('dawnline-classroom-us-shared-0.json.txt');
  await page.goto('/');
  await openFile(page, text ?? '');
  await expect(page.getByText('Turn 1 of 8')).toBeVisible();
});
