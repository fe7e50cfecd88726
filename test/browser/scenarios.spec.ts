/** Scenarios of the reader's own: from a copy to a game, out as a file and in again; and what was kept before is kept. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { faultsOf, seal } from './support.ts';

test('a scenario is written, broken, mended, kept, played, exported and imported', async ({ page }) => {
  const faults = faultsOf(page);
  await page.goto('/');
  await page.getByRole('link', { name: 'Open scenarios' }).click();
  await page.getByRole('button', { name: /Start from a copy.*Classroom/ }).click();
  await page.getByLabel('Title').fill('A short lesson');
  await page.getByLabel('Length in half-years').fill('4');

  await page.getByRole('link', { name: /Budgets and means/ }).click();
  const funds = page.locator('[data-place$="sides.us.fundsMusd"]');
  await funds.getByRole('textbox').fill('99999');
  await expect(funds).toContainText('The value lies outside its range.');
  await expect(page.getByRole('button', { name: 'Play this scenario' })).toBeDisabled();
  await page.getByRole('link', { name: 'Name, start and length' }).click();
  await page.locator('.own-problems button').click();
  await expect(funds.getByRole('textbox')).toBeFocused();

  await page.reload();
  await expect(funds.getByRole('textbox')).toHaveValue('99999');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(funds.getByRole('textbox')).toHaveValue('6000');
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(funds.getByRole('textbox')).toHaveValue('99999');
  await funds.getByRole('textbox').fill('7000');
  await expect(page.getByText('In order: it can be played and exported.')).toBeVisible();
  await expect(funds.getByRole('button', { name: /Changed; put back/ })).toBeVisible();

  await page.getByRole('link', { name: 'Cards' }).click();
  await page.getByRole('button', { name: 'Add Cards at a set time' }).click();
  await page.getByRole('link', { name: 'File' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the file' }).click();
  const file = await (await saving).path();
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('title: A short lesson');

  await page.getByRole('button', { name: 'Play this scenario' }).click();
  await expect(page.getByRole('radio', { name: /A short lesson/ })).toBeChecked();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.locator('[data-primary]').first().click();
  await seal(page);
  await page.reload();
  await expect(page.getByRole('button', { name: 'To the report' })).toBeVisible();
  // The file of the game brings its scenario: the command line plays it again without having it.
  await page.goto('/');
  await page.getByText(/^Kept games/).click();
  const exporting = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Save as file:/ }).click();
  const game = await (await exporting).path();
  const replayed = execFileSync(process.execPath, ['src/cli/main.ts', 'replay', game], { encoding: 'utf8' });
  expect(replayed).toContain('verified: 1 turn');

  await page.goto('/#scenarios');
  const input = page.locator('.own-import input');
  const give = (name: string, body: string) =>
    input.setInputFiles({ name, mimeType: 'application/yaml', buffer: Buffer.from(body) });
  await give('broken.yaml', text.replace('turnCount: 4', 'turnCount: four\ncolour: red'));
  await expect(page.locator('.own-import .own-wrong')).toContainText('This field is not known.');
  await give('mine.yaml', text.replace(/^id: .*$/m, 'id: second'));
  await expect(page.getByRole('heading', { name: 'A short lesson' })).toHaveCount(2);
  await expect(page.getByLabel('Length in half-years')).toHaveValue('4');
  expect(faults).toEqual([]);
});

test('what an older build kept is still there', async ({ page }) => {
  await page.route('**/before', (route) => route.fulfill({ contentType: 'text/html', body: '<title>before</title>' }));
  await page.goto('/before');
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('dawnline', 3);
        opening.addEventListener('error', () => reject(new Error('no database')));
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore('slots', { keyPath: 'id' });
          for (const name of ['bodies', 'keys', 'rules']) opening.result.createObjectStore(name);
        };
        opening.onsuccess = () => {
          const writing = opening.result.transaction(['slots', 'rules'], 'readwrite');
          const setup = { scenarioId: 'classroom', packId: 'base', side: 'us', opponent: 'balancer', seed: 'old' };
          const rest = { side: 'us', turnCount: 2, isOver: false, savedAtMs: 1, name: 'An old game' };
          writing.objectStore('slots').put({ id: 'old', setup, ...rest });
          writing.objectStore('rules').put(new Uint8Array([1]), 'hash');
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  await page.goto('/');
  await expect(page.getByText('An old game').first()).toBeVisible();
  await page.goto('/#scenarios');
  await expect(page.getByText('None yet.')).toBeVisible();
  const names = await page.evaluate(
    () =>
      new Promise<readonly string[]>((resolve) => {
        const opening = indexedDB.open('dawnline');
        opening.onsuccess = () => {
          const reading = opening.result.transaction('rules').objectStore('rules').getAllKeys();
          reading.onsuccess = () => resolve([...opening.result.objectStoreNames, ...reading.result.map(String)]);
        };
      }),
  );
  expect(names).toEqual(['bodies', 'keys', 'rules', 'scenarios', 'slots', 'hash']);
});
