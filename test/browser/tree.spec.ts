/** The tree of assets by keyboard: its arrow keys stay its own, also where a branch's heading is a term that is explained. */
import { expect, type Page, test } from '@playwright/test';
import { openWith, start } from './support.ts';

const focusedRow = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('aria-label') ?? '');

test('arrows walk, open and close the tree, past the explanations in it', async ({ page }) => {
  await openWith(page, { language: 'en', reducedMotion: true });
  await start(page, 'tree');
  const tree = page.getByRole('treegrid');
  const branch = tree.getByRole('row').first();
  const next = tree.getByRole('row').nth(1);
  const count = await tree.getByRole('row').count();
  await branch.focus();
  await expect(branch).toBeFocused();

  // The first arrow on an open branch goes to what is explained, and the next go on as from the row itself.
  await page.keyboard.press('ArrowRight');
  await expect(branch.locator('.term')).toBeFocused();
  await expect(page.getByRole('tooltip')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(next).toBeFocused();
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.keyboard.press('ArrowUp');
  await expect(branch).toBeFocused();

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(branch).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(branch).toHaveAttribute('aria-expanded', 'false');
  expect(await tree.getByRole('row').count()).toBeLessThan(count);
  await page.keyboard.press('ArrowRight');
  await expect(branch).toHaveAttribute('aria-expanded', 'true');
  await expect(branch).toBeFocused();

  // From an explanation typing, Home and End are the tree's too.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  expect(await focusedRow(page)).not.toBe(await branch.getAttribute('aria-label'));
  await page.keyboard.press('Home');
  await expect(branch).toBeFocused();
});
