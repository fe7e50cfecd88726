/** The page as it is served: nothing is fetched from elsewhere, nothing breaks the policy, nothing is logged as an error. */
import { expect, test } from '@playwright/test';

test('Home loads from this server alone, without an error or a breach of the policy', async ({ page, baseURL }) => {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && !url.startsWith(`${baseURL}/`)) faults.push(`request to ${url}`);
  });

  await page.goto('/', { waitUntil: 'networkidle' });

  await expect(page).toHaveTitle(/Dawnline/);
  await expect(page.getByRole('heading').first()).toBeVisible();
  expect(faults).toEqual([]);
});
