/**
 * The reference of the model as a reader finds it: from Home and back, searched, tried, refused in words,
 * drawn, linked; and a game under a pack of assumptions, from Home through its briefing to a reload.
 */
import { expect, type Page, type Request, test } from '@playwright/test';
import { expectAccessible, expectFits, faultsOf } from './support.ts';

const FIRST_LOAD_LIMIT_KB = 200;

const openEntry = async (page: Page, id: string): Promise<void> => {
  await page.goto(`/#model/${id}`);
  await expect(page.locator('.model-page h2')).toHaveText(id);
};

const results = (page: Page) => page.getByRole('region', { name: 'Results' });

test('the model is reached from Home, searched, read and left', async ({ page }) => {
  const faults = faultsOf(page);
  await page.goto('/');
  await page.getByRole('link', { name: 'Open the model' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(page.getByText(/Of \d+ published values/)).toBeVisible();
  const contents = page.getByRole('navigation', { name: 'Contents of the model' });
  await page.getByRole('searchbox', { name: 'Search' }).fill('drag years');
  await expect(contents.getByRole('status')).toContainText('found');
  await contents.getByRole('link', { name: 'decayLifetime' }).click();
  const heading = page.getByRole('heading', { level: 2, name: 'decayLifetime' });
  await expect(heading).toBeFocused();
  await expect(page.locator('.model-page math').first()).toBeVisible();
  await expect(page.locator('.model-page pre.equation')).toHaveText(/ballisticM2PerKg/);
  await expect(page.getByRole('heading', { name: 'Where it holds' })).toBeVisible();
  await expect(page.locator('.model-page .sources cite').first()).not.toBeEmpty();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.getByRole('link', { name: 'Home' }).click();
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  expect(faults).toEqual([]);
});

test('a function answers, is drawn, refuses in words, and its address keeps what was tried', async ({ page }) => {
  const faults = faultsOf(page);
  await openEntry(page, 'circularPeriod');
  const altitude = page.getByRole('spinbutton', { name: 'altitudeKm' });
  await altitude.fill('700');
  await expect(results(page)).toContainText('98.77');
  await expect(page.locator('.model-curve svg')).toBeVisible();
  await expect(page.locator('.model-curve figcaption')).toContainText('At 700 km');
  await expect(page).toHaveURL(/#model\/circularPeriod\?altitudeKm=700$/);
  await page.reload();
  await expect(altitude).toHaveValue('700');

  await page.getByRole('slider', { name: 'Slider of altitudeKm' }).press('Home');
  await expect(altitude).toHaveValue('200');
  await altitude.fill('-1');
  await expect(altitude).toHaveAttribute('aria-invalid', 'true');
  await expect(results(page)).toContainText('altitudeKm lies outside its range');
  await expect(results(page)).toContainText('model/out-of-range');
  await altitude.fill('');
  await expect(results(page)).toContainText('model/missing-parameter');
  await page.getByRole('button', { name: 'Start values' }).click();
  await expect(results(page).locator('.refusal')).toHaveCount(0);

  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /^A03/ }) });
  await expect(row).toContainText('98.8 min');
  await expect(row).toContainText('within');
  await row.getByRole('button', { name: /^Try it/ }).click();
  await expect(altitude).toHaveValue('700');

  await openEntry(page, 'lossOfLoad');
  const units = page.getByRole('textbox', { name: 'units' });
  await units.fill('[{"count": 2,');
  await expect(results(page)).toContainText('units cannot be read as JSON');
  await units.fill('[{"count": 2, "capacityMw": 100, "forcedOutageRate": 0.1}]');
  await page.getByRole('spinbutton', { name: 'peakMw' }).fill('150');
  await expect(results(page)).toContainText('h/yr');
  await page.getByRole('combobox', { name: 'Result' }).selectOption('eensMwhPerYear');
  await expect(page.locator('.model-curve figcaption')).toContainText('eensMwhPerYear over peakMw');
  expect(faults).toEqual([]);
});

test('every entry opens without a fault and fits a telephone', async ({ page }) => {
  const faults = faultsOf(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/#model');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  const addresses = await page
    .locator('.model-contents a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(addresses.length).toBeGreaterThan(100);
  for (const address of addresses) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, address);
    await expect(page.locator('.model-page h2')).toBeFocused();
    await expect(page.locator('.model-page .refusal')).toHaveCount(0);
    await expectFits(page, address);
  }
  expect(faults).toEqual([]);
});

test('an address of nothing says so', async ({ page }) => {
  await page.goto('/#model/noSuchThing');
  await expect(page.getByRole('heading', { name: 'No such entry' })).toBeVisible();
  await expect(page.locator('.model-page')).toContainText('noSuchThing');
});

test('Home comes before the model does', async ({ page }) => {
  const scripts: Request[] = [];
  page.on('requestfinished', (request) => {
    if (new URL(request.url()).pathname.endsWith('.js')) scripts.push(request);
  });
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  const sizes = await Promise.all(scripts.map((request) => request.sizes()));
  const scriptBytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  expect(scriptBytes).toBeGreaterThan(0);
  expect(scriptBytes / 1000).toBeLessThan(FIRST_LOAD_LIMIT_KB);
});

test('a game under a pack of assumptions says what they change, and keeps them', async ({ page }) => {
  const faults = faultsOf(page);
  await page.goto('/');
  const packs = page.getByRole('combobox', { name: 'Assumptions' });
  await packs.selectOption({ label: 'Sceptic' });
  await expect(page.getByText('Launch stays dear')).toBeVisible();
  await expectAccessible(page, 'home under a pack');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const replaced = page.getByRole('list', { name: 'Numbers that this pack replaces' });
  const price = replaced.getByRole('listitem').filter({ hasText: 'Starship Lowest price' });
  await expect(price).toContainText('100 US dollars/kg');
  await expect(price).toContainText('300 US dollars/kg');
  await expect(price).toContainText('Analyst notes');
  await expectAccessible(page, 'briefing under a pack');

  await price.getByRole('button').click();
  const panel = page.getByRole('complementary', { name: 'Working' });
  await expect(panel).toContainText(
    'Put in place by the pack of assumptions “Sceptic”. In the rules: 100 US dollars/kg',
  );
  await expect(panel).toContainText('200 to 1,080 US dollars/kg');
  await expectAccessible(page, 'working of a replaced number');
  await panel.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Start turn 1' }).click();
  await page.getByRole('button', { name: 'Staff plan' }).click();
  await page.getByRole('button', { name: /^Seal/ }).click();
  await expect(page.getByRole('button', { name: 'To the report' })).toBeVisible();
  // The autosave is written after the click that sealed.
  await page.waitForTimeout(500);
  await page.reload();
  await expect(page.getByRole('button', { name: 'To the report' })).toBeVisible();

  await page.goto('/');
  await expect(page.getByText('Assumptions: Sceptic').first()).toBeVisible();
  await page.getByRole('button', { name: 'Continue this game' }).click();
  await page.locator('[data-working]').first().click();
  await panel.getByRole('link', { name: 'In the model' }).first().click();
  await expect(page.locator('.model-page math, .model-page .equation-set').first()).toBeVisible();
  await page.keyboard.press('s');
  await page.getByRole('link', { name: 'Back to the game' }).click();
  await expect(page.getByRole('button', { name: 'To the report' })).toBeVisible();
  expect(faults).toEqual([]);
});
