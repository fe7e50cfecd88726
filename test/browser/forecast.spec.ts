/** The forecast drawer: by keyboard alone, at work, stopped, asked again, compared, and gone when the side has sealed. */
import { expect, test } from '@playwright/test';
import { draftCards, expectAccessible, faultsOf, start } from './support.ts';

test('a forecast is opened, stopped, asked again and compared by keyboard, and keeps no side’s secrets', async ({
  page,
}) => {
  const faults = faultsOf(page);
  await start(page, 'forecast');
  const opener = page.getByRole('button', { name: 'Forecast', exact: true });
  // An order half written stands there again when the drawer is closed.
  await page.getByRole('tab', { name: 'Ground' }).click();
  await page.getByRole('button', { name: 'Build data centres', exact: true }).click();
  await page.getByRole('spinbutton').first().fill('87.5');
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Forecast: if these orders are sealed' })).toBeFocused();

  // Fans while it plays; stopped, what has been played stays.
  const charts = page.locator('.forecast-charts');
  await expect(charts.locator('.chart-box svg').first()).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).press('Enter');
  const progress = page.locator('.forecast-progress');
  await expect(progress).toHaveAttribute('data-running', 'false');
  await expect(page.getByRole('status').filter({ hasText: 'games played' })).toBeVisible();
  expect(Number(await charts.getAttribute('data-games'))).toBeLessThan(1000);
  await expectAccessible(page, 'forecast');

  // Every drawing is a table too.
  await page.getByText('Lead in points: the numbers').click();
  await expect(page.getByRole('table', { name: 'Lead in points' }).getByRole('row')).toHaveCount(1 + 9);

  // Other orders: the same dice, and what they change.
  await page.getByRole('button', { name: 'Clear all' }).press('Enter');
  await expect(draftCards(page)).toHaveCount(0);
  await expect(page.getByText('The orders have changed since')).toBeVisible();
  await page.getByRole('button', { name: 'Forecast again' }).press('Enter');
  await expect(page.getByText(/Against the forecast before.*these orders/)).toBeVisible();

  // Another assumption: the thumb moves by keys, and the forecast is played anew where it stops.
  const slider = page.getByRole('slider', { name: 'Growth of peak load in Texas, a half-year' });
  await slider.press('End');
  await expect(page.getByText(/Against the forecast before.*these assumptions/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Values of the rules' })).toBeEnabled();

  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await expect(page.getByRole('spinbutton').first()).toHaveValue('87.5');
  await page.keyboard.press('f');
  await expect(charts.locator('.chart-box svg').first()).toBeVisible();
  await page.getByRole('button', { name: /^Seal/ }).press('Enter');
  await expect(page.getByRole('button', { name: 'To the report' })).toBeVisible();
  // The browser tells of a worker's end a moment after it.
  await expect.poll(() => page.workers().filter((worker) => worker.url().includes('forecast')).length).toBe(0);
  expect(faults).toEqual([]);
});
