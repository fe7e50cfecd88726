/**
 * A whole classroom game through the real interface: every screen checked for accessibility, the
 * working of every card of a resolution opened, the page reloaded in the middle, the game exported
 * and opened again from its file.
 */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { draftCards, expectAccessible, seal, start } from './support.ts';

const TURNS = 8;
const RELOAD_AT_TURN = 3;
const INSPECT_AT_TURN = 2;

/** An order of one's own in place of the staff plan: surveillance, which has no parameters and is open on every turn. */
const addSurveillance = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(draftCards(page)).toHaveCount(0);
  await page.getByRole('tab', { name: 'Know' }).click();
  await page.getByRole('button', { name: 'Surveillance effort', exact: true }).click();
  const add = page.getByRole('button', { name: 'Add order' });
  if (await add.isEnabled()) await add.click();
};

/** Opens the working of every card and looks for its parts. */
const openEveryWorking = async (page: Page): Promise<void> => {
  const doors = page.locator('[data-working]');
  const count = await doors.count();
  expect(count).toBeGreaterThan(3);
  const panel = page.getByRole('complementary', { name: 'Working' });
  for (let place = 0; place < count; place += 1) {
    await doors.nth(place).click();
    await expect(panel.locator('.equation')).not.toBeEmpty();
    const inputs = panel.getByRole('list', { name: 'Inputs' }).getByRole('listitem');
    expect(await inputs.count()).toBeGreaterThan(0);
    for (const value of await inputs.locator('.number').allTextContents()) expect(value.trim()).not.toBe('');
    expect(await panel.getByRole('region', { name: 'Sources' }).getByRole('listitem').count()).toBeGreaterThan(0);
    await panel.getByRole('button', { name: 'Close' }).click();
    await expect(panel).toHaveCount(0);
  }
};

const playTurn = async (page: Page, turn: number): Promise<void> => {
  await page.getByRole('button', { name: 'Staff plan' }).click();
  await expect(draftCards(page).first()).toBeVisible();
  if (turn === RELOAD_AT_TURN) await reloadInTheMiddle(page);
  await seal(page);
  const showAll = page.getByRole('button', { name: 'Show all' });
  if (await showAll.isEnabled()) await showAll.click();
  if (turn === INSPECT_AT_TURN) {
    await expectAccessible(page, 'resolution');
    await openEveryWorking(page);
  }
  await page.getByRole('button', { name: 'To the report' }).click();
  await expect(page.getByRole('heading', { name: 'What changed' })).toBeVisible();
  if (turn === INSPECT_AT_TURN) {
    await expect(page.locator('.chart-box svg').first()).toBeAttached();
    await expectAccessible(page, 'report');
  }
};

const reloadInTheMiddle = async (page: Page): Promise<void> => {
  const before = await draftCards(page).allTextContents();
  // The autosave is written after the click that changed the draft.
  await page.waitForTimeout(500);
  await page.reload();
  await expect(page.getByText(`Turn ${RELOAD_AT_TURN} of ${TURNS}`)).toBeVisible();
  expect(await draftCards(page).allTextContents()).toEqual(before);
};

test('a whole game, reloaded in the middle, with every working open to view', async ({ page }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto('/');
  await expectAccessible(page, 'home');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Briefing/ })).toBeVisible();
  await expectAccessible(page, 'briefing');
  await start(page, 'browser');
  await expectAccessible(page, 'table');

  await addSurveillance(page);
  await expect(draftCards(page)).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(draftCards(page)).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(draftCards(page)).toHaveCount(1);

  for (let turn = 1; turn <= TURNS; turn += 1) {
    await playTurn(page, turn);
    const next = page.getByRole('button', { name: /^(Plan turn|To the crisis round|See how it ended)/ });
    const isOver = (await next.textContent())?.includes('ended') ?? false;
    await next.click();
    if (isOver) break;
  }
  await expect(page.getByRole('heading', { name: 'How it ended' })).toBeVisible();
  await expectAccessible(page, 'end');

  const scores = await page.locator('.scores').textContent();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export the game' }).click(),
  ]);
  const path = await download.path();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ format: 'dawnline-game', seed: 'browser' });
  await page.getByRole('button', { name: 'New game' }).click();
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'game.json', mimeType: 'application/json', buffer: readFileSync(path) });
  await expect(page.getByRole('heading', { name: 'How it ended' })).toBeVisible();
  expect(await page.locator('.scores').textContent()).toBe(scores);
  expect(faults).toEqual([]);
});

test('a file that is no game is refused in words, with its code', async ({ page }) => {
  await page.goto('/');
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'game.json', mimeType: 'application/json', buffer: Buffer.from('{"format":') });
  await expect(page.getByRole('alert')).toContainText('could not be opened');
  await expect(page.getByRole('alert')).toContainText('record/not-json');
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
});

test('keys do what the buttons do, after a click in the list too', async ({ page }) => {
  await start(page, 'keys');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('row', { name: 'Starcloud' }).click();
  await expect(page.getByRole('heading', { name: 'Starcloud' })).toBeVisible();
  await page.keyboard.press('s');
  await expect(draftCards(page).first()).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('button', { name: 'To the report' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { name: 'What changed' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByText('Turn 2 of 8')).toBeVisible();
});

test('a browser that keeps nothing says so, and the game goes on', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('closed', 'SecurityError');
    };
  });
  await start(page, 'unkept');
  await expect(page.getByRole('alert')).toContainText('storage/unavailable');
  await page.getByRole('button', { name: 'Staff plan' }).click();
  await seal(page);
});

test('the first turn by keyboard alone, and a letter that looks for an entry seals nothing', async ({ page }) => {
  await start(page, 'tabs');
  const tree = page.getByRole('treegrid', { name: 'Assets' });
  for (let step = 0; step < 40 && (await tree.locator('[data-focus-visible]').count()) === 0; step += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Orbital Compute Station' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByText('Turn 1 of 8')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Seal/ })).toBeVisible();
  const staffPlan = page.getByRole('button', { name: 'Staff plan' });
  for (let step = 0; step < 60 && !(await staffPlan.evaluate((button) => button === document.activeElement)); step += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(draftCards(page).first()).toBeVisible();
  const sealing = page.getByRole('button', { name: /^Seal/ });
  for (let step = 0; step < 60 && !(await sealing.evaluate((button) => button === document.activeElement)); step += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'To the report' })).toBeVisible();
});
