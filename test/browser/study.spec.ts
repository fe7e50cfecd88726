/** A study in the page: asked by the form, stopped and asked again, kept as a file, and refused by name where it is wrong. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { faultsOf } from './support.ts';

test('a study is run, compared, stopped, saved, and refused where it makes no sense', async ({ page }) => {
  const faults = faultsOf(page);
  await page.goto('/');
  await page.getByRole('link', { name: 'Open studies' }).click();
  await page.getByLabel('Games each').selectOption('20');
  await page.getByLabel('China led by').last().selectOption('raider');
  await page.getByRole('button', { name: 'Run the study' }).click();
  const done = page.getByText('40 of 40 games').first();
  await expect(done).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('row', { name: 'Games 20 20' })).toBeVisible();

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the games (CSV)' }).click();
  const lines = readFileSync(await (await saving).path(), 'utf8')
    .trim()
    .split('\n');
  expect(lines).toHaveLength(41);
  expect(lines[0]).toContain('us.margin');

  await page.getByLabel('Games each').selectOption('1000');
  await page.getByRole('button', { name: 'Run the study' }).click();
  await expect(page.getByText(/^[1-9]\d* of 2,000 games$/).first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: 'Run the study' })).toBeEnabled();

  await page.getByText('The study as a file').first().click();
  const file = page.getByRole('textbox', { name: 'The study as a file' });
  const text = await file.inputValue();
  await file.fill(text.replace('"balancer"', '"nobody"'));
  await page.getByRole('button', { name: 'Run the study' }).click();
  await expect(page.getByText('There is no such bot.').first()).toBeVisible();
  await file.fill(`${text}branch: { record: game.json, fromTurn: 2 }\n`);
  await page.getByRole('button', { name: 'Run the study' }).click();
  await expect(page.getByText(/played from the command line/).first()).toBeVisible();
  expect(faults).toEqual([]);
});
