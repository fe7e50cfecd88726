/**
 * Two whole classroom games for two people who cannot use the page as it is drawn: one has only a keyboard,
 * the other hears only roles and names.
 *
 * The first test presses keys and looks at what has the focus; a pointer that is pressed anywhere fails it.
 * The second finds everything by role and accessible name, and reads the game from tables, lists and terms.
 */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { draftCards, faultsOf, openWith } from './support.ts';

const TURNS = 8;
/** More than the stops of any screen: beyond, what is looked for cannot be reached. */
const MOST_STOPS = 250;

const hasFocus = async (target: Locator): Promise<boolean> =>
  (await target.count()) > 0 && target.first().evaluate((element) => element === document.activeElement);

/** Walks with Tab, or backwards, until `target` has the focus, and fails where it never gets it. */
const walkTo = async (page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never reached ${target.toString()}`);
};

const pressOn = async (page: Page, target: Locator, key = 'Enter'): Promise<void> => {
  await walkTo(page, target);
  await page.keyboard.press(key);
};

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });

/** Counts pointers pressed in the page; a keyboard presses none. */
const countPointers = async (page: Page): Promise<() => Promise<number>> => {
  await page.addInitScript(() => {
    addEventListener('pointerdown', () => document.documentElement.toggleAttribute('data-pointed', true), true);
  });
  return () => page.locator('html[data-pointed]').count();
};

/** A screen that opens is announced: the focus is on its heading. */
const expectOpened = async (page: Page, heading: string | RegExp): Promise<void> => {
  const title = page.getByRole('heading', { level: 1, name: heading });
  await expect(title).toBeFocused();
};

const openTable = async (page: Page): Promise<void> => {
  await page.goto('/');
  await pressOn(page, page.getByText('More settings'));
  await walkTo(page, page.getByLabel('Seed of the dice'));
  await page.keyboard.type('keyboard');
  await pressOn(page, button(page, 'Start'));
  await expectOpened(page, /^Briefing/);
  await pressOn(page, button(page, 'Start turn 1'));
  await expectOpened(page, 'January to June 2026');
};

/** The staff plan, one of its orders taken back, the step undone, redone and undone. */
const changePlan = async (page: Page): Promise<void> => {
  await pressOn(page, button(page, 'Staff plan'));
  await expect(draftCards(page).first()).toBeVisible();
  const planned = await draftCards(page).count();
  await pressOn(page, page.getByRole('button', { name: /^Take back: / }).last());
  await expect(draftCards(page)).toHaveCount(planned - 1);
  await page.keyboard.press('Control+z');
  await expect(draftCards(page)).toHaveCount(planned);
  await page.keyboard.press('Control+Shift+z');
  await expect(draftCards(page)).toHaveCount(planned - 1);
  await walkTo(page, button(page, 'Undo'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(draftCards(page)).toHaveCount(planned);
};

/** An order of one's own, with a number typed and a number moved by arrows. */
const typeOrder = async (page: Page): Promise<void> => {
  await pressOn(page, button(page, 'Clear all'));
  await expect(draftCards(page)).toHaveCount(0);
  await walkTo(page, page.getByRole('tab', { name: 'Orbit' }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Ground' })).toHaveAttribute('aria-selected', 'true');
  await pressOn(page, button(page, 'Build into the grid'));
  await walkTo(page, page.getByRole('combobox', { name: 'Asset' }));
  await page.keyboard.press('ArrowDown');
  const capacity = page.getByRole('spinbutton', { name: /^Capacity/ });
  await walkTo(page, capacity);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('200');
  await walkTo(page, page.getByRole('slider', { name: /^Capacity/ }));
  await page.keyboard.press('ArrowRight');
  await expect(capacity).not.toHaveValue('200');
  const asked = await capacity.inputValue();
  await pressOn(page, button(page, 'Add order'));
  await expect(draftCards(page)).toHaveCount(1);
  await expect(draftCards(page).first()).toContainText(`Capacity: ${asked} MW`);
};

/** Walks the tree of assets by arrows and opens one. */
const inspect = async (page: Page): Promise<void> => {
  await walkTo(page, page.getByRole('row', { name: 'Programmes in orbit' }));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Planet Earth observation' })).toBeVisible();
};

/** The working of the first card: opened, walked into, closed, and the focus back where it was. */
const openWorking = async (page: Page): Promise<void> => {
  const why = page.getByRole('button', { name: /^Why\?/ }).first();
  await pressOn(page, why);
  const panel = page.getByRole('complementary', { name: 'Working' });
  await expect(panel).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(why).toBeFocused();
};

/** By the keys of the desk; a crisis round that the staff would not answer is sealed without orders. */
const sealPlan = async (page: Page): Promise<void> => {
  await page.keyboard.press('s');
  const toSeal = page.getByRole('button', { name: /^Seal/ });
  await expect(toSeal).toBeVisible();
  if ((await draftCards(page).count()) > 0) return page.keyboard.press('n');
  await walkTo(page, toSeal, 'Shift+Tab');
  return page.keyboard.press('Enter');
};

test('by keyboard alone: a whole game, from the address to the account of why it ended so', async ({ page }) => {
  const faults = faultsOf(page);
  const pointers = await countPointers(page);
  await openWith(page, { language: 'en', reducedMotion: true });
  await openTable(page);
  await inspect(page);
  await changePlan(page);
  await typeOrder(page);

  for (let stage = 1; ; stage += 1) {
    if (stage === 1) await pressOn(page, button(page, 'Seal 1 order'));
    else await sealPlan(page);
    await expectOpened(page, /^What happened/);
    if (stage === 1) await openWorking(page);
    await page.keyboard.press('n');
    await expectOpened(page, /^Report/);
    const isOver = (await button(page, 'See how it ended').count()) > 0;
    await page.keyboard.press('n');
    if (isOver) break;
    await expectOpened(page, /20\d\d$/);
    expect(stage).toBeLessThan(2 * TURNS);
  }
  await expect(page.getByRole('heading', { name: 'How it ended' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Why it ended so' })).toBeVisible();
  await pressOn(page, button(page, 'New game'));
  await expect(button(page, 'Start')).toBeVisible();
  expect(await pointers()).toBe(0);
  expect(faults).toEqual([]);
});

const cellsOf = (page: Page, table: string): Locator =>
  page
    .getByRole('table', { name: table })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });

/** An order written by its roles, whose promise is read before it is placed. */
const placeOrder = async (page: Page): Promise<void> => {
  const composer = page.getByRole('region', { name: 'Write an order' });
  await composer.getByRole('tab', { name: 'Ground' }).click();
  const panel = composer.getByRole('tabpanel', { name: 'Ground' });
  await panel.getByRole('list', { name: 'Orders' }).getByRole('button', { name: 'Build into the grid' }).click();
  await panel.getByRole('combobox', { name: 'Asset' }).selectOption('storage');
  await panel.getByRole('spinbutton', { name: /^Capacity/ }).fill('100');
  await expect(panel.getByRole('definition').filter({ hasText: '100 MW' })).toBeVisible();
  const mine = page
    .getByRole('region', { name: 'Orders of this turn' })
    .getByRole('listitem')
    .filter({ hasText: 'Capacity: 100 MW' });
  const planned = await mine.count();
  await panel.getByRole('button', { name: 'Add order' }).click();
  await expect(mine).toHaveCount(planned + 1);
};

/** What the picture shows is told in the list beside it, and chosen there. */
const chooseInPicture = async (page: Page): Promise<void> => {
  const picture = page.getByRole('region', { name: 'Picture of what your side knows' });
  const mine = picture.getByRole('button', { name: /^China Three-Body Computing Constellation .*12/ });
  await expect(mine).toHaveAccessibleName(/Satellites: 12 Altitude: \d+ km Delivered compute: [\d.]+M? POPS/);
  await mine.press('Enter');
  await expect(page.getByRole('article').getByRole('heading', { level: 2 })).toHaveText(/^Three-Body/);
  await expect(page.getByRole('article').getByRole('term').filter({ hasText: 'Delivered compute' })).toBeVisible();
};

const readResolution = async (page: Page): Promise<void> => {
  const cards = page.getByRole('main').getByRole('listitem');
  expect(await cards.count()).toBeGreaterThan(3);
  await cards
    .getByRole('button', { name: /^Why\?/ })
    .first()
    .click();
  const working = page.getByRole('complementary', { name: 'Working' });
  expect(await working.getByRole('list', { name: 'Inputs' }).getByRole('listitem').count()).toBeGreaterThan(0);
  await working.getByRole('button', { name: 'Close' }).click();
};

/** Numbers are read from the table, and every chart says in words what it shows. */
const readReport = async (page: Page): Promise<void> => {
  const changes = cellsOf(page, 'What changed');
  expect(await changes.count()).toBeGreaterThan(5);
  await expect(
    changes.filter({ has: page.getByRole('rowheader', { name: 'Delivered compute', exact: true }) }),
  ).toContainText('POPS');
  const charts = page.getByRole('figure');
  await expect(charts.first()).toBeVisible();
  for (const chart of await charts.all()) await expect(chart).toHaveAccessibleName(/\S/);
};

test('through the accessibility tree alone: a whole game, found by role and name and read from the tree', async ({
  page,
}) => {
  const faults = faultsOf(page);
  await openWith(page, { language: 'en', reducedMotion: true });
  await page.goto('/');
  await page.getByRole('radio', { name: /^China/ }).check();
  await page.getByRole('radio', { name: /^Classroom/ }).check();
  await page.getByRole('combobox', { name: 'Opponent' }).selectOption({ label: 'Diplomat' });
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Briefing/ })).toBeVisible();
  await page.getByRole('button', { name: 'Start turn 1' }).click();
  await chooseInPicture(page);

  for (let stage = 1; ; stage += 1) {
    const isRound = (await page.getByRole('heading', { level: 1, name: /^Crisis round/ }).count()) > 0;
    if (stage === 1) await placeOrder(page);
    else await page.getByRole('button', { name: 'Staff plan' }).click();
    if (!isRound) await expect(draftCards(page).first()).toBeVisible();
    await page.getByRole('button', { name: /^Seal/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^What happened/ })).toBeVisible();
    if (stage === 1) await readResolution(page);
    await page.getByRole('button', { name: 'To the report' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^Report/ })).toBeVisible();
    if (stage === 1) await readReport(page);
    const next = page.getByRole('button', { name: /^(Plan turn \d|To the crisis round|See how it ended)/ });
    const isOver = (await page.getByRole('button', { name: 'See how it ended' }).count()) > 0;
    await next.click();
    if (isOver) break;
    expect(stage).toBeLessThan(2 * TURNS);
  }
  await expect(
    page.getByRole('heading', { level: 1, name: /^(You won|The other side won|A draw|Both sides lost)$/ }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Why it ended so' })).toBeVisible();
  expect(await cellsOf(page, 'Points by race').count()).toBeGreaterThan(3);
  expect(await cellsOf(page, 'Points by half-year').count()).toBeGreaterThan(3);
  expect(faults).toEqual([]);
});
