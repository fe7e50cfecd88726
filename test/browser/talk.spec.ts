/**
 * Talk and intent at the pages of two seats: a player writes to their own side, to the other and to the white cell,
 * which lets words through, keeps them back and answers; and states an intent before sealing. The others are seats
 * without a page.
 */
import { expect, type Page, test } from '@playwright/test';
import type { Status, Talk } from '../../src/protocol/sessionParts.ts';
import { join, type Let, openSession, play, type Player } from '../support/sessionClient.ts';
import { layoutFaults } from './layout.ts';
import { PSEUDO, speak } from './pseudo.ts';
import { choose, expectAccessible, expectFits, faultsOf, LOOKS, openSeat, SIZES } from './support.ts';

const SETTINGS = { turnSeconds: null, roundSeconds: null, absent: 'plan', isTalkReviewed: true } as const;
const EVIL = '<img src=x onerror="document.title=1">';

const act = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const heard = ({ parts }: Player): Talk => parts.get('talk') as Talk;
const hears = (player: Player, text: string): Promise<void> =>
  player.until(() => heard(player).messages.some((message) => message.text === text));

interface Seats {
  readonly white: Let;
  readonly ann: Let;
  readonly bea: Player;
  readonly chen: Player;
}

/** A session that has begun, with a page for the white cell and for Ann, and without one for the others. */
const begin = async (address: string, seed: string): Promise<Seats> => {
  const white = await openSession(address, SETTINGS, seed);
  const seat = (name: string, side: 'us' | 'cn', of: 'principal' | 'spaceMilitary'): Promise<Let> =>
    join(address, { code: white.code, name, role: { kind: 'side', side, seat: of } });
  const ann = await seat('Ann', 'us', 'principal');
  const bea = await play(address, await seat('Bea', 'us', 'spaceMilitary'));
  const chen = await play(address, await seat('Chen', 'cn', 'principal'));
  const controller = await play(address, white);
  await controller.send({ kind: 'session.start' });
  controller.cut();
  return { white, ann, bea, chen };
};

const write = async (page: Page, to: string, text: string): Promise<void> => {
  await page.getByRole('radio', { name: to }).check();
  await page.getByLabel('Message', { exact: true }).fill(text);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Message', { exact: true })).toHaveValue('');
};

test('carries words inside a side, across under review, and a question with its answer', async ({
  page,
  browser,
  baseURL,
}) => {
  const address = `${baseURL ?? ''}/`;
  const { white, ann, bea, chen } = await begin(address, 'talk-page');
  const faults = faultsOf(page);
  await openSeat(page, ann);
  await act(page, 'Start turn 1');
  await act(page, 'Talk');
  await expect(page.getByText('Nothing has been said yet.')).toBeVisible();
  await expect(page.getByText('The white cell reads everything that is said here')).toBeVisible();

  // Inside the side, by Enter; Shift+Enter only begins a line. What looks like code is text.
  const field = page.getByLabel('Message', { exact: true });
  await field.fill(EVIL);
  await field.press('Shift+Enter');
  await field.pressSequentially('second line');
  await field.press('Enter');
  await hears(bea, `${EVIL}\nsecond line`);
  await expect(page.getByText(EVIL)).toBeVisible();
  expect(await page.locator('.talk img').count()).toBe(0);
  expect(heard(chen).messages).toEqual([]);

  // To the other side: it waits, and its writer is told no more than that it does so for everybody.
  await write(page, 'China', 'Shall we talk?');
  await write(page, 'China', 'You will regret it');
  await write(page, 'Question to the white cell', 'May we share a launch pad?');
  await field.fill('x'.repeat(501));
  await expect(page.getByText('501 of 500 characters')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled();
  await field.fill('');

  const cell = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  const cellFaults = faultsOf(cell);
  await openSeat(cell, white);
  await expect(cell.getByRole('heading', { name: 'Waiting to be passed on (2)' })).toBeVisible();
  await expect(cell.getByText('second line')).toBeVisible();
  await expectAccessible(cell, 'white talk');
  const waiting = cell.getByRole('region', { name: /^Waiting/ });
  const ofMessage = (text: string) => waiting.getByRole('listitem').filter({ hasText: text });
  await ofMessage('Shall we talk?').getByRole('button', { name: 'Let through' }).click();
  await hears(chen, 'Shall we talk?');
  await ofMessage('You will regret it').getByRole('button', { name: 'Keep back' }).click();
  await expect(cell.getByText('kept back', { exact: true })).toBeVisible();
  await cell
    .getByRole('region', { name: 'Questions without an answer (1)' })
    .getByRole('button', { name: /^Answer/ })
    .click();
  await expect(cell.getByLabel('Message', { exact: true })).toBeFocused();
  await cell.keyboard.type('Yes, at cost.');
  await cell.keyboard.press('Enter');
  await expect(cell.getByRole('region', { name: /^Questions/ })).toHaveCount(0);

  // The answer stands under its question, on the player's page too; what was kept back is nowhere told.
  const answers = page.getByRole('list', { name: 'Answers' });
  await expect(answers.getByText('Yes, at cost.')).toBeVisible();
  expect(heard(chen).messages.map(({ text }) => text)).toEqual(['Shall we talk?']);
  expect(JSON.stringify(heard(bea))).not.toMatch(/waiting|intercepted|delivered/);
  await expect(page.getByText('kept back')).toHaveCount(0);
  await expectAccessible(page, 'talk');

  // What comes while it is closed is counted and read out; Escape closes, and the focus comes back.
  await field.press('Escape');
  await expect(page.getByRole('button', { name: 'Talk', exact: true })).toBeFocused();
  await bea.send({ kind: 'message.send', to: 'us', text: 'Look here', answers: null });
  await expect(page.getByRole('button', { name: 'Talk: 1 new' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Bea, United States' })).toContainText('Look here');
  await page.reload();
  await act(page, 'Start turn 1');
  await act(page, 'Talk: 1 new');

  // On a cut line the words stay in the field, and go when it is back.
  await page.context().setOffline(true);
  await expect(page.getByText('The connection is cut;')).toBeVisible();
  await page.getByLabel('Message', { exact: true }).fill('Still here');
  await act(page, 'Send');
  await expect(page.getByText('Your words are kept here')).toBeVisible();
  await expect(page.getByLabel('Message', { exact: true })).toHaveValue('Still here');
  await page.context().setOffline(false);
  await hears(bea, 'Still here');
  await expect(page.getByLabel('Message', { exact: true })).toHaveValue('');

  for (const [place, look] of LOOKS.entries()) {
    for (const each of [page, cell]) await choose(each, look);
    await page.setViewportSize(SIZES[place] ?? SIZES[0]);
    await expectFits(page, `talk ${look.language}`);
    expect(await layoutFaults(page), `talk ${look.language}`).toEqual([]);
    await expectAccessible(page, `talk ${look.language}`);
    await expectAccessible(cell, `white talk ${look.language}`);
  }
  for (const each of [bea, chen]) each.cut();
  await cell.context().close();
  expect(cellFaults).toEqual([]);
  expect(faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED') && !fault.includes('offline'))).toEqual(
    [],
  );
});

test('states an intent beside the seal, and anew until it is sealed', async ({ page, baseURL }) => {
  const address = `${baseURL ?? ''}/`;
  const { ann, bea, chen } = await begin(address, 'intent-page');
  const faults = faultsOf(page);
  await openSeat(page, ann);
  await act(page, 'Start turn 1');
  await act(page, 'Intent');
  await expect(page.getByText('Nobody of your side has stated anything')).toBeVisible();
  await page.getByLabel('What the forecast is about').selectOption('Tension rises');
  await page.getByLabel(/^How probable/).fill('70');
  await page.getByLabel('Our intent, in one line').fill(`Build first ${EVIL}`);
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is stated.')).toBeVisible();
  await bea.until(() => heard(bea).intents.length === 1);
  expect(heard(bea).intents[0]).toMatchObject({ question: 'tensionRises', prob: 0.7, turn: 1 });
  expect(heard(chen).intents).toEqual([]);
  for (const [place, look] of LOOKS.entries()) {
    await page.setViewportSize(SIZES[place] ?? SIZES[0]);
    await choose(page, look);
    // Another layout builds the desk anew, and what was open is closed.
    if (place > 0) await page.locator('.seal-bar [aria-expanded=false]').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectFits(page, `intent ${look.language}`);
    expect(await layoutFaults(page), `intent ${look.language}`).toEqual([]);
    await expectAccessible(page, `intent ${look.language}`);
  }
  await page.keyboard.press('Escape');
  await choose(page, { language: 'en' });
  await page.setViewportSize(SIZES[0]);
  await act(page, 'Intent (1)');
  await page.getByLabel(/^How probable/).fill('40');
  await act(page, 'Change it');
  await expect(page.getByRole('dialog').getByText('Tension rises: 40%')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Intent (1)' })).toBeFocused();
  await act(page, 'Staff plan');
  await act(page, /^Seal \d+ orders/);
  await bea.until((parts) => !(parts.get('status') as Status).awaited.includes('us'));
  await act(page, 'Intent (1)');
  await expect(page.getByRole('dialog').getByText('until the side has sealed')).toBeVisible();
  await expect(page.getByLabel('Our intent, in one line')).toHaveCount(0);
  for (const each of [bea, chen]) each.cut();
  expect(faults).toEqual([]);
});

test('fits in long and in wide words', async ({ browser, baseURL }) => {
  const address = `${baseURL ?? ''}/`;
  const { white, ann, bea, chen } = await begin(address, 'talk-words');
  for (const to of ['us', 'cn', 'white'])
    await bea.send({ kind: 'message.send', to, text: 'w'.repeat(200), answers: null });
  for (const [voice, size] of [
    ['long', SIZES[2]],
    ['wide', SIZES[1]],
  ] as const) {
    const speaking = async (): Promise<Page> => {
      // A worker would answer with the words that it keeps.
      const context = await browser.newContext({ baseURL: baseURL ?? '', serviceWorkers: 'block', viewport: size });
      const page = await context.newPage();
      await speak(page, PSEUDO[voice]);
      return page;
    };
    const [page, cell] = [await speaking(), await speaking()];
    await openSeat(page, ann);
    await page.locator('button[data-primary]').click();
    await page.locator('.seal-bar [aria-expanded=false]').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await layoutFaults(page), `intent, ${voice}`).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('[aria-controls=session-aside]').click();
    await page.locator('.talk-message button').first().click();
    expect(await layoutFaults(page), `talk, ${voice}`).toEqual([]);
    await openSeat(cell, white);
    await cell.getByRole('tab').nth(3).click();
    await expect(cell.locator('.talk-tools')).toBeVisible();
    expect(await layoutFaults(cell), `white talk, ${voice}`).toEqual([]);
    for (const each of [page, cell]) await each.context().close();
  }
  for (const each of [bea, chen]) each.cut();
});
