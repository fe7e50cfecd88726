/** What a reader chooses: kept over a reload, the same in every window, and no fault where the storage is closed. */
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectFits, faultsOf, LOOKS, openWith, SIZES, seal, start } from './support.ts';

/** Counts what the page would let be heard. */
const listen = async (page: Page): Promise<() => Promise<{ contexts: number; tones: number; loudest: number }>> => {
  await page.addInitScript(() => {
    const heard = { contexts: 0, tones: 0, loudest: 0 };
    const { AudioContext: Real } = globalThis;
    const startTone = Reflect.get(OscillatorNode.prototype, 'start') as (when?: number) => void;
    const ramp = Reflect.get(AudioParam.prototype, 'exponentialRampToValueAtTime') as AudioParam['setValueAtTime'];
    Object.assign(globalThis, {
      heard,
      AudioContext: class extends Real {
        constructor() {
          super();
          heard.contexts += 1;
        }
      },
    });
    OscillatorNode.prototype.start = function (when) {
      heard.tones += 1;
      Reflect.apply(startTone, this, when === undefined ? [] : [when]);
    };
    AudioParam.prototype.exponentialRampToValueAtTime = function (value, endTime) {
      heard.loudest = Math.max(heard.loudest, value);
      return Reflect.apply(ramp, this, [value, endTime]);
    };
  });
  return () =>
    page.evaluate(
      () => (globalThis as unknown as { heard: { contexts: number; tones: number; loudest: number } }).heard,
    );
};

test('sound is off until it is chosen, and then as loud as chosen, also after a reload', async ({ page }) => {
  const heard = await listen(page);
  await start(page, 'sound');
  await seal(page);
  expect(await heard()).toEqual({ contexts: 0, tones: 0, loudest: 0 });

  await page.goto('/');
  await page.getByLabel('Sound').check();
  await page.getByLabel('Volume').fill('0.2');
  await page.reload();
  await expect(page.getByLabel('Sound')).toBeChecked();
  await expect(page.getByLabel('Volume')).toHaveValue('0.2');
  await start(page, 'sound');
  await seal(page);
  const { contexts, tones, loudest } = await heard();
  expect([contexts, tones]).toEqual([1, 2]);
  expect(loudest).toBeCloseTo(0.06, 9);
  await page.getByRole('button', { name: 'To the report' }).click();
  await expect.poll(async () => (await heard()).tones).toBeGreaterThan(3);
});

test('language, theme and motion are kept over a reload and are the same in another window', async ({
  page,
  context,
}) => {
  await page.goto('/');
  const other = await context.newPage();
  await other.goto('/');
  await page.getByLabel('Theme').selectOption('projector');
  await page.getByLabel('Less motion').check();
  await page.getByLabel('Language').selectOption('zh-Hant');
  for (const window of [page, other]) {
    const html = window.locator('html');
    await expect(html).toHaveAttribute('data-theme', 'projector');
    await expect(html).toHaveAttribute('data-motion', 'reduced');
    await expect(html).toHaveAttribute('lang', 'zh-Hant');
  }
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'projector');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant');
});

test('motion is reduced where the system asks for it', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/');
  await expect(page.getByLabel('Less motion')).toBeChecked();
  await expect(page.locator('html')).toHaveAttribute('data-motion', 'reduced');
});

test('a closed storage breaks nothing: choices hold until the page is left', async ({ page }) => {
  const faults = faultsOf(page);
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get: () => {
        throw new DOMException('closed', 'SecurityError');
      },
    });
  });
  await page.goto('/');
  await page.getByLabel('Theme').selectOption('day');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'day');
  await page.getByLabel('Language').selectOption('zh-Hans');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  expect(faults).toEqual([]);
});

for (const kept of ['', 'null', '[]', '{"theme":7,"language":"xx","volume":99,"sound":"yes"}', '{"theme":']) {
  test(`kept choices that make no sense are passed over: ${kept || 'nothing'}`, async ({ page }) => {
    await page.addInitScript((text) => localStorage.setItem('dawnline.preferences', text), kept);
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'night');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByLabel('Sound')).not.toBeChecked();
  });
}

for (const size of SIZES) {
  for (const { language } of LOOKS) {
    test(`the projector theme fits at ${size.width} px in ${language}`, async ({ page }) => {
      await page.setViewportSize(size);
      await openWith(page, { language, theme: 'projector', reducedMotion: true, sound: true });
      await page.goto('/');
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expectFits(page, 'home');
      await expectAccessible(page, 'home');
    });
  }
}
