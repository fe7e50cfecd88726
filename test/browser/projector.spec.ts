/** The room's view: a window of its own that follows the game and is told nothing that only one side knows. */
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectFits, faultsOf, LOOKS, openWith, SIZES, seal, start } from './support.ts';

const openProjector = async (page: Page): Promise<Page> => {
  await page.getByText('Menu', { exact: true }).click();
  const [projector] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Projector view' }).click(),
  ]);
  await page.keyboard.press('Escape');
  return projector;
};

/** Everything that is said on the projector's channel from now on, as text. */
const overhear = async (page: Page): Promise<() => Promise<readonly string[]>> => {
  await page.evaluate(() => {
    const heard: string[] = [];
    const channel = new BroadcastChannel('dawnline.projection');
    channel.addEventListener('message', ({ data }) => heard.push(JSON.stringify(data)));
    Object.assign(globalThis, { heard, channel });
  });
  return () => page.evaluate(() => (globalThis as unknown as { readonly heard: readonly string[] }).heard);
};

test('follows the game from a window of its own', async ({ page }) => {
  await start(page, 'room');
  const projector = await openProjector(page);
  const faults = faultsOf(projector);
  await expect(projector.getByText('Turn 1 of 8')).toBeVisible();
  await expect(projector.getByText('No news yet.')).toBeVisible();
  await expect(projector.locator('.theatre-map canvas')).toBeVisible();

  await seal(page);
  await expect(projector.getByText('Turn 2 of 8')).toBeVisible();
  await expect(projector.getByText('No news yet.')).toHaveCount(0);
  expect(await projector.getByRole('region', { name: 'News' }).getByRole('listitem').count()).toBeGreaterThan(0);

  // A reload of either window loses nothing.
  await projector.reload();
  await expect(projector.getByText('Turn 2 of 8')).toBeVisible();
  await expectAccessible(projector, 'projector');
  expect(faults).toEqual([]);
});

test('says nothing that only one side knows, on the page or on the way to it', async ({ page }) => {
  await start(page, 'secrets');
  const said = await overhear(page);
  const projector = await openProjector(page);
  await expect(projector.getByText('Turn 1 of 8')).toBeVisible();
  await seal(page);
  await expect(projector.getByText('Turn 2 of 8')).toBeVisible();

  const messages = (await said()).filter((text) => text !== '"ask"');
  expect(messages.length).toBeGreaterThan(1);
  for (const text of messages)
    expect(text).not.toMatch(/"(own|rival|draft|plan|orders|fundsMusd|cohorts|powerKw|deliveredPops|low|high|seed)":/);
  await expect(projector.getByText('Funds')).toHaveCount(0);
  expect(await projector.evaluate(() => location.hash)).toMatch(/^#projector\/\w+$/);
});

test('shows the game it was opened for, and waits in words where there is none', async ({ page, context }) => {
  await start(page, 'first');
  const projector = await openProjector(page);
  await expect(projector.getByText('Turn 1 of 8')).toBeVisible();
  const other = await context.newPage();
  await start(other, 'second');
  await seal(other);
  await expect(projector.getByText('Turn 1 of 8')).toBeVisible();

  const empty = await context.newPage();
  await empty.goto('/#projector/none');
  await expect(empty.getByText('Waiting for a game.')).toBeVisible();
  await expectAccessible(empty, 'projector, waiting');
});

for (const { language } of LOOKS) {
  test(`fits every size in ${language}`, async ({ page, context }) => {
    await openWith(page, { language, theme: 'night', reducedMotion: true });
    await page.goto('/');
    await page.locator('form.solo button[type=submit]').click();
    await page.locator('.screen-bar').first().waitFor();
    const projector = await context.newPage();
    await openWith(projector, { language, theme: 'night', reducedMotion: true });
    await projector.goto('/#projector');
    await projector.locator('.theatre-map canvas').waitFor();
    for (const size of SIZES) {
      await projector.setViewportSize(size);
      await expectFits(projector, `projector at ${size.width} px`);
      await projector.screenshot({ path: `test-results/projector-${language}-${size.width}.png` });
    }
    await expectAccessible(projector, 'projector');
  });
}
