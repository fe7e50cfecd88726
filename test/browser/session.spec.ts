/**
 * A hosted session through its pages: the white cell opens it, somebody joins by the code and plays two half-years at
 * the ordinary desk against a bot, with a reload and a cut in between; and what others' seats may not show.
 */
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectFits, faultsOf, SIZES } from './support.ts';

const act = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();

/** Opens a session at Home with a bot on China's side; gives its code. */
const host = async (page: Page): Promise<string> => {
  await page.goto('/');
  await act(page, 'Host…');
  await page.getByLabel('Your name').fill('Ms White');
  await page.getByLabel('China led by').selectOption('balancer');
  await expectAccessible(page, 'host');
  await act(page, 'Open the session');
  const code = await page.locator('.session-code').textContent();
  return code ?? '';
};

const join = async (page: Page, code: string, name: string): Promise<void> => {
  await page.goto('/');
  await page.getByLabel('Code of the session').fill(code.toLowerCase().replace('-', ' '));
  await act(page, 'Join');
  await page.getByLabel('Your name').fill(name);
  await expectAccessible(page, 'join');
  await act(page, 'Join');
  await expect(page.getByRole('heading', { name: 'Lobby' })).toBeVisible();
};

test('hosts, joins and plays through a reload and a cut', async ({ page, browser, baseURL }) => {
  const faults = faultsOf(page);
  const code = await host(page);
  expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  await expect(page.getByText('The server listens to this machine only.')).toBeVisible();
  await expectAccessible(page, 'invitation');

  const player = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  const playerFaults = faultsOf(player);
  await join(player, code, 'Ann');
  await expect(player.getByText('United States: Principal')).toBeVisible();
  await expectAccessible(player, 'lobby');
  for (const size of SIZES) {
    await player.setViewportSize(size);
    await expectFits(player, `lobby at ${size.width}`);
  }
  await player.setViewportSize(SIZES[0]);
  await act(page, 'Start the game');

  // The first half-year, with a reload before the seal: the draft lies where it lay.
  await act(player, 'Start turn 1');
  await act(player, 'Staff plan');
  const sealOf = player.getByRole('button', { name: /^Seal \d+ orders/ });
  const label = await sealOf.textContent();
  await act(player, 'Undo');
  await expect(player.getByRole('button', { name: 'Seal without orders' })).toBeVisible();
  await act(player, 'Redo');
  await expect(sealOf).toHaveText(label ?? '');
  await player.reload();
  await act(player, 'Start turn 1');
  await expect(sealOf).toHaveText(label ?? '');
  await expectAccessible(player, 'table');
  await sealOf.click();
  await expect(player.getByRole('heading', { name: /^What happened/ })).toBeVisible();
  await expectAccessible(player, 'resolution');
  await act(player, 'To the report');
  await player.locator('button[data-primary]').click();

  // The second: the connection is cut, and what is done meanwhile is sent when it is back.
  await player.context().setOffline(true);
  await expect(player.getByText('The connection is cut;')).toBeVisible();
  await act(player, 'Staff plan');
  await expect(player.getByText('One thing that you have done waits here')).toBeVisible();
  await player.context().setOffline(false);
  await expect(player.getByText('The connection is cut;')).toHaveCount(0);
  await sealOf.click();
  await expect(player.getByText('Turn 2 of 8')).toBeVisible();
  await expect(player.getByRole('heading', { name: /^What happened/ })).toBeVisible();

  // The controller pauses; the desk says so, and nothing can be ordered.
  await act(page, 'Pause');
  await expect(player.getByText('Paused by the white cell')).toBeVisible();
  await act(player, 'To the report');
  await player.locator('button[data-primary]').click();
  await expect(player.getByRole('button', { name: 'Staff plan', exact: true })).toBeDisabled();

  // A second window takes the seat over, and the first says so.
  const second = await player.context().newPage();
  await second.goto(`/#session/${code}`);
  await expect(second.getByText('Paused by the white cell')).toBeVisible();
  await expect(player.getByText('Another window or device has your seat now.')).toBeVisible();
  await player.context().close();
  expect(faults).toEqual([]);
  expect(
    playerFaults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED') && !fault.includes('offline')),
  ).toEqual([]);
});

test('says in words what cannot be joined, and what a host of files cannot do', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Code of the session').fill('abc');
  await act(page, 'Join');
  await expect(page.getByText('A code has 8 letters and figures.')).toBeVisible();
  await page.getByLabel('Code of the session').fill('zzzz-zzzz');
  await act(page, 'Join');
  await expect(page.getByText('No session has this code.')).toBeVisible();
  await expectAccessible(page, 'unknown code');
  await act(page, 'Home');
  await page.route('**/api/**', (route) =>
    route.fulfill({ status: 404, contentType: 'text/html', body: '<h1>404</h1>' }),
  );
  await act(page, 'Host…');
  await expect(page.getByText('This page is served as files only.')).toBeVisible();
});
