/** From the end of a game to its debrief: the fog lifted, games played again and stopped, everything taken away as files. */
import { readFileSync } from 'node:fs';
import { type Download, expect, type Page, test } from '@playwright/test';
import { sharedGameBeforeItsEnd } from './gameFiles.ts';
import { expectAccessible, expectFits, faultsOf } from './support.ts';

/** The four turns of the tutorial with the staff's plan, to the screen that says how it ended. */
const playTutorial = async (page: Page): Promise<void> => {
  await page.goto('/');
  await page.getByRole('button', { name: /tutorial/i }).click();
  await page.getByRole('button', { name: 'Start turn 1' }).click();
  for (let turn = 1; turn <= 4; turn += 1) {
    await page.getByRole('button', { name: /^Seal/ }).click();
    await page.getByRole('button', { name: 'To the report' }).click();
    await page.getByRole('button', { name: /^(Plan turn|To the crisis round|See how it ended)/ }).click();
  }
  await expect(page.getByRole('heading', { name: 'How it ended', exact: true })).toBeVisible();
};

const openDebrief = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Debrief' }).click();
  await expect(page.getByRole('heading', { name: 'Where the race turned' })).toBeVisible();
};

const exported = async (page: Page, button: string): Promise<{ name: string; content: Buffer }> => {
  const [download]: [Download, void] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
};

test('a debrief: both sides’ secrets, reruns that can be stopped, four files', async ({ page, context }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await playTutorial(page);
  await openDebrief(page);
  await expectAccessible(page, 'debrief');

  // What turned the race opens its working, which here may be the other side's.
  const why = page.locator('[data-turning] [data-working]');
  expect(await why.count()).toBeGreaterThan(1);
  const panel = page.getByRole('complementary', { name: 'Working' });
  for (const place of [0, 1]) {
    await why.nth(place).click();
    await expect(panel.locator('.equation')).not.toBeEmpty();
    await panel.getByRole('button', { name: 'Close' }).click();
  }
  const halfYears = page.locator('details.half-year');
  await expect(halfYears).toHaveCount(4);
  await halfYears.nth(1).evaluate((details: HTMLDetailsElement) => {
    details.open = true;
  });
  await expect(halfYears.nth(1).getByText('Believed of the other side')).toHaveCount(2);

  // The opponent says why, and only the opponent.
  const opponent = halfYears.nth(1).locator('.bot-why');
  await expect(opponent).toHaveCount(1);
  await opponent.locator('summary').click();
  await expect(opponent.getByRole('heading', { name: 'What it expected' })).toBeVisible();
  await expect(opponent.getByRole('heading', { name: 'What it feared' })).toBeVisible();

  // Many games, stopped after some; what has been played stays.
  const reruns = page.locator('[data-reruns]');
  await page.getByLabel('Games each').selectOption('200');
  await page.getByRole('button', { name: 'Play again' }).click();
  await expect(page.getByRole('progressbar', { name: 'Games played again' })).toBeVisible();
  await expect.poll(async () => Number(await reruns.getAttribute('data-reruns'))).toBeGreaterThan(2);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(reruns).toHaveAttribute('data-running', 'false');
  await expect(page.getByText('Stopped: what follows')).toBeVisible();
  expect(Number(await reruns.getAttribute('data-reruns'))).toBeLessThan(201);

  // The same question gives the same games, to the last digit shown.
  const asked = async (): Promise<string> => {
    await page.getByRole('button', { name: 'Play again' }).click();
    await expect(reruns).toHaveAttribute('data-reruns', '21');
    await expect(reruns).toHaveAttribute('data-running', 'false');
    return (await reruns.innerText()).trim();
  };
  await page.getByLabel('Games each').selectOption('20');
  const first = await asked();
  expect(first).toContain('20 reruns');
  expect(await asked()).toBe(first);
  await expectAccessible(page, 'debrief');

  const csv = await exported(page, 'Table (CSV)');
  const rows = csv.content.toString('utf8').trimEnd().split('\r\n');
  expect(rows.length).toBe(1 + 4 * 2);
  expect(rows[0]).toContain('rival.deliveredPops.truth');

  const png = await exported(page, 'Charts (PNG)');
  expect(png.content.subarray(1, 4).toString()).toBe('PNG');
  expect(png.content.readUInt32BE(16)).toBeGreaterThan(800);

  const json = await exported(page, 'Game with its working (JSON)');
  const game = JSON.parse(json.content.toString('utf8')) as { format: string; working: { findings: unknown[] } };
  expect(game.format).toBe('dawnline-game');
  expect(game.working.findings.length).toBeGreaterThan(100);

  const html = await exported(page, 'Report (HTML)');
  const text = html.content.toString('utf8');
  expect(text).not.toMatch(/<script|<button|<select|<form|\son[a-z]+=|https?:\/\/(?!www\.w3\.org)/i);
  const report = await context.newPage();
  const requests: string[] = [];
  report.on('request', (request) => requests.push(request.url()));
  await report.setContent(text);
  await expect(report.getByRole('heading', { name: 'Where the race turned' })).toBeVisible();
  await expect(report.getByText('Believed of the other side').first()).toBeVisible();
  expect(await report.locator('svg').count()).toBeGreaterThan(3);
  expect(requests.filter((url) => url.startsWith('http'))).toEqual([]);
  await report.close();

  // The game with its working is a game: it opens, at its end.
  await page.getByRole('button', { name: 'Back to the result' }).click();
  await page.getByRole('button', { name: 'New game' }).click();
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: json.name, mimeType: 'application/json', buffer: json.content });
  await expect(page.getByRole('heading', { name: 'How it ended', exact: true })).toBeVisible();
  expect(faults).toEqual([]);
});

test('two at one screen read one debrief, which calls neither of them “you”', async ({ page }) => {
  const faults = faultsOf(page);
  await page.goto('/');
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'game.json', mimeType: 'application/json', buffer: Buffer.from(sharedGameBeforeItsEnd()) });
  // Neither sees the end before both have sealed, and nothing of the other's half-years until then.
  for (const side of ['United States', 'China']) {
    await page.getByRole('button', { name: `I lead ${side}` }).click();
    const plan = page.getByRole('button', { name: 'Staff plan' });
    const toTable = page.getByRole('button', { name: /^(Start turn|To the report)/ });
    await expect(plan.or(toTable).first()).toBeVisible();
    if (await toTable.isVisible()) await toTable.click();
    const onwards = page.getByRole('button', { name: /^(Plan turn|To the crisis round)/ });
    await expect(plan.or(onwards).first()).toBeVisible();
    if (await onwards.isVisible()) await onwards.click();
    await expect(page.getByRole('heading', { name: 'How it ended', exact: true })).toHaveCount(0);
    await page.getByRole('button', { name: /^Seal/ }).click();
  }
  await page.getByRole('button', { name: 'To the report' }).click();
  await page.getByRole('button', { name: 'See how it ended' }).click();
  const verdict = page.getByRole('heading', { level: 1 });
  await expect(verdict).toHaveText(/^(United States won|China won|A draw|Both sides lost)$/);
  await expect(page.locator('.scores')).not.toContainText('you');
  await openDebrief(page);
  await expectAccessible(page, 'debrief of two');
  await expectFits(page, 'debrief of two');

  // Both sides' orders and beliefs, in every half-year; both may be asked about with other dice.
  const halfYears = page.locator('details.half-year');
  await expect(halfYears).toHaveCount(8);
  for (const place of [0, 7]) {
    await halfYears.nth(place).evaluate((details: HTMLDetailsElement) => {
      details.open = true;
    });
    await expect(halfYears.nth(place).getByText('Believed of the other side')).toHaveCount(2);
  }
  for (const side of ['us', 'cn']) {
    await page.getByLabel('Decisions of').selectOption(side);
    await page.getByLabel('Games each').selectOption('20');
    await page.getByRole('button', { name: 'Play again' }).click();
    await expect(page.locator('[data-reruns]')).toHaveAttribute('data-reruns', '21');
    await expect(page.locator('[data-reruns]')).toHaveAttribute('data-running', 'false');
  }
  const json = await exported(page, 'Game with its working (JSON)');
  const { controllers } = JSON.parse(json.content.toString('utf8')) as { readonly controllers: object };
  expect(controllers).toEqual({ us: 'person', cn: 'person' });

  // Loaded again it stands behind no curtain: there is nothing left to keep from anybody.
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Where the race turned' })).toBeVisible();
  expect(faults).toEqual([]);
});

test('a debrief is kept with its game, and printed in day colours without anything to press', async ({ page }) => {
  await playTutorial(page);
  await openDebrief(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Where the race turned' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(ground).toBe('rgb(255, 255, 255)');
  await expect(page.getByRole('button', { name: 'Play again' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByText('Believed of the other side').first()).toBeVisible();
});
