/** The picture on every kind of graphics: none at all, too slow, lost and come back. The facts are there in each. */
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, faultsOf, openWith, start } from './support.ts';

/** Lets the page take whatever draws WebGL here for a graphics processor. */
const pretendGpu = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
      const getParameter = Reflect.get(prototype, 'getParameter') as (name: number) => unknown;
      prototype.getParameter = function (name: number): unknown {
        const value = Reflect.apply(getParameter, this, [name]);
        return typeof value === 'string' ? 'Graphics of a test' : value;
      };
    }
  });

/** Leaves the page only the kinds of drawing that are named. */
const allowDrawing = (page: Page, kinds: readonly string[]): Promise<unknown> =>
  page.addInitScript((allowed) => {
    const getContext = Reflect.get(HTMLCanvasElement.prototype, 'getContext') as (...given: unknown[]) => object | null;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...given: [string, object?]) {
      return allowed.includes(given[0]) ? Reflect.apply(getContext, this, given) : null;
    } as HTMLCanvasElement['getContext'];
  }, kinds);

const theatre = (page: Page) => page.locator('.theatre');

/** How many colours the picture has on the screen: an empty one has a handful. */
const colourCount = async (page: Page): Promise<number> => {
  const shot = await page.locator('.theatre-map').screenshot();
  return page.evaluate(
    async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const { data = new Uint8ClampedArray() } = context?.getImageData(0, 0, image.width, image.height) ?? {};
      return new Set(new Uint32Array(data.buffer)).size;
    },
    `data:image/png;base64,${shot.toString('base64')}`,
  );
};

const expectDrawn = (page: Page): Promise<void> => expect.poll(() => colourCount(page)).toBeGreaterThan(500);

const expectListed = async (page: Page): Promise<void> => {
  const list = page.getByRole('region', { name: 'List of objects' });
  expect(await list.getByRole('button').count()).toBeGreaterThan(10);
};

test('without WebGL the picture is drawn on a plain canvas, and the legend says so', async ({ page }) => {
  const faults = faultsOf(page);
  await openWith(page, { reducedMotion: true });
  await allowDrawing(page, ['2d']);
  await start(page, 'plain');
  await expect(theatre(page)).toHaveAttribute('data-renderer', 'pixels');
  await expectDrawn(page);
  await page.getByRole('button', { name: 'Ground', exact: true }).click();
  await expectDrawn(page);
  await page.getByText('Legend', { exact: true }).click();
  await expect(page.getByText('Drawn without a graphics processor')).toBeVisible();
  await expectListed(page);
  expect(faults).toEqual([]);
});

test('with nothing to draw on, the list stands in its place and the game goes on', async ({ page }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await openWith(page, { reducedMotion: true });
  await allowDrawing(page, []);
  await start(page, 'blind');
  await expect(theatre(page)).toHaveAttribute('data-renderer', 'none');
  await expect(page.getByText('The picture could not be drawn on this device.')).toBeVisible();
  await expectListed(page);
  await page.getByRole('region', { name: 'List of objects' }).getByRole('button').first().click();
  await expect(page.locator('.table-right').getByRole('heading').first()).toBeVisible();
  await expectAccessible(page, 'table without a picture');
  expect(faults).toEqual([]);
});

test('graphics that are lost and come back draw the picture again', async ({ page }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await openWith(page, { reducedMotion: true });
  await pretendGpu(page);
  await start(page, 'lost');
  await expect(theatre(page)).toHaveAttribute('data-renderer', 'gpu');
  await expectDrawn(page);
  await page.locator('.theatre-map canvas').evaluate(async (canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
    const loss = context?.getExtension('WEBGL_lose_context');
    const happened = (name: string) => new Promise((resolve) => canvas.addEventListener(name, resolve, { once: true }));
    const lost = happened('webglcontextlost');
    loss?.loseContext();
    await lost;
    // Nothing can be restored while the loss is still being told.
    await new Promise((resolve) => setTimeout(resolve));
    const restored = happened('webglcontextrestored');
    loss?.restoreContext();
    await restored;
  });
  await expect(theatre(page)).toHaveAttribute('data-renderer', 'gpu');
  await expectDrawn(page);
  await page.getByRole('button', { name: 'Ground', exact: true }).click();
  await expectDrawn(page);
  expect(faults).toEqual([]);
});

test('graphics that do not come back are replaced by a plain canvas', async ({ page }) => {
  await openWith(page, { reducedMotion: true });
  await pretendGpu(page);
  await start(page, 'gone');
  await expect(theatre(page)).toHaveAttribute('data-renderer', 'gpu');
  await page.locator('.theatre-map canvas').evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
    context?.getExtension('WEBGL_lose_context')?.loseContext();
  });
  await expect(theatre(page)).toHaveAttribute('data-renderer', 'pixels');
  await expectDrawn(page);
});

test('slow graphics are given up for a plain canvas, and that draws fewer points where it is slow too', async ({
  page,
}) => {
  await pretendGpu(page);
  await page.addInitScript(() => {
    const request = globalThis.requestAnimationFrame.bind(globalThis);
    globalThis.requestAnimationFrame = (draw) =>
      request((nowMs) => {
        const untilMs = performance.now() + 70;
        while (performance.now() < untilMs);
        draw(nowMs);
      });
  });
  await openWith(page, { reducedMotion: false });
  await start(page, 'slow');
  await expect(theatre(page)).toHaveAttribute('data-renderer', 'gpu');
  await expect(theatre(page)).toHaveAttribute('data-renderer', 'pixels', { timeout: 30_000 });
  await page.getByText('Legend', { exact: true }).click();
  await expect(page.locator('.theatre-legend').getByText(/\(1 : \d/)).toBeVisible({ timeout: 30_000 });
});
