/** The guides for teachers and umpires, as a teacher meets them: from Home, by chapter, in another language, on paper. */
import { expect, type Page, test } from '@playwright/test';
import { choose, faultsOf, openWith } from './support.ts';

/** Pages of a PDF as Chromium writes it. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
const printed = async (page: Page): Promise<number> =>
  pagesOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }));

test('from Home to a chapter, to one card, and back', async ({ page }) => {
  const faults = faultsOf(page);
  await openWith(page, { language: 'en' });
  await page.goto('/');
  await page.getByRole('link', { name: 'Open the guide' }).click();
  const contents = page.getByRole('navigation', { name: 'Contents' });
  await expect(page.getByRole('heading', { level: 2, name: 'Before the lesson' })).toBeVisible();
  await contents.getByRole('link', { name: 'Agendas', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Agendas' })).toBeFocused();
  await expect(page.getByRole('table')).toHaveCount(3);
  await contents.getByRole('link', { name: 'China: Space and military' }).click();
  await expect(page.locator('.guides-card')).toHaveCount(1);
  await choose(page, { language: 'zh-Hant' });
  await expect(page.getByRole('heading', { level: 3, name: '太空與軍事' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('table')).toHaveCount(3);
  await page.getByRole('link', { name: '首頁' }).click();
  await expect(page.locator('.solo')).toBeVisible();
  expect(faults).toEqual([]);
});

test('a chapter that is not there shows the first one', async ({ page }) => {
  await page.goto('/#guides/nothing');
  await expect(page.locator('.guides-page h2')).toHaveCount(1);
});

for (const language of ['en', 'zh-Hant', 'zh-Hans'] as const) {
  test(`on paper each card has a page of its own, ${language}`, async ({ page }) => {
    await openWith(page, { language });
    await page.goto('/#guides/cards');
    await expect(page.locator('.guides-card')).toHaveCount(8);
    expect(await printed(page)).toBe(8);
    for (const [place, pages] of [
      ['umpire', 1],
      ['cards/us-energyFinance', 1],
      ['agendas', 3],
    ] as const) {
      await page.goto(`/#guides/${place}`);
      await expect(page.locator('.guides-card').first()).toBeVisible();
      expect(await printed(page), place).toBe(pages);
    }
  });
}
