/**
 * A newcomer's first turn, from the address to the table of turn two, by what the page itself says is next. Every
 * step is a picture and a sentence; together they are `docs/newcomers-walk.md`.
 *
 * `NEWCOMERS_WALK=write npm test -- --only browser` takes the pictures and writes the page anew. Without it the
 * pictures go to `test-results`, and the page has to say what the steps here say.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { openWith } from './support.ts';

const isWritten = process.env['NEWCOMERS_WALK'] === 'write';
const PICTURES = isWritten ? 'docs/images' : 'test-results/walk';
const PAGE = 'docs/newcomers-walk.md';

interface Step {
  readonly name: string;
  /** What the newcomer sees, and does next. */
  readonly sentence: string;
  readonly next: (page: Page) => Promise<void>;
}

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

const STEPS: readonly Step[] = [
  {
    name: 'home',
    sentence:
      'At the address stands one page with everything that can be played; who has never played reads “Four turns, ten minutes, with a guide beside you” and presses **Play the tutorial**.',
    next: press('Play the tutorial'),
  },
  {
    name: 'briefing',
    sentence:
      'The briefing says who you are, what you have, what is known of the other side and what a win is; the guide at its foot says to read what one likes and press **Start turn 1**.',
    next: press('Start turn 1'),
  },
  {
    name: 'table',
    sentence:
      'The table: the state of the race above, what one has on the left, the picture in the middle, the orders of the turn below; the guide says to choose something, and the newcomer presses **Starcloud** in the list.',
    next: (page) => page.getByRole('row', { name: 'Starcloud' }).click(),
  },
  {
    name: 'details',
    sentence:
      'Its state, what can follow, and the chain from sunlight to compute open on the right; the guide goes on to the other half of the race, and the newcomer switches the picture to **Ground**.',
    next: (page) => page.getByRole('toolbar').getByRole('button', { name: 'Ground' }).click(),
  },
  {
    name: 'ground',
    sentence:
      'Both countries with their grids, coloured by reserve; the guide explains that a plan lies on the desk already, with the cost and the effect of every order, and the newcomer reads it and presses **Go on**.',
    next: press('Go on'),
  },
  {
    name: 'order',
    sentence:
      'The guide asks for an order of one’s own: under **Know** the newcomer chooses **Surveillance effort**, sees beside it what it costs and does, and presses **Add order**, or finds it planned by the staff already.',
    next: async (page) => {
      await page.getByRole('tab', { name: 'Know' }).click();
      await page.getByRole('button', { name: 'Surveillance effort', exact: true }).click();
      const add = page.getByRole('button', { name: 'Add order' });
      if ((await add.count()) > 0 && (await add.isEnabled())) await add.click();
    },
  },
  {
    name: 'seal',
    sentence:
      'The one yellow button of the screen counts the orders; both sides seal in secret, and the newcomer presses **Seal**.',
    next: press(/^Seal/),
  },
  {
    name: 'resolution',
    sentence:
      'What happened is told card by card, in the order in which it was resolved; every card has a **Why?**, and the guide says to open one.',
    next: (page) => page.locator('[data-working]').first().click(),
  },
  {
    name: 'working',
    sentence:
      'The working: the question, the equation, every input with where it comes from, the dice and the source; the newcomer closes it and presses **To the report**.',
    next: async (page) => {
      await page.keyboard.press('Escape');
      await press('To the report')(page);
    },
  },
  {
    name: 'report',
    sentence:
      'The report: what changed, what the orders did against what was promised, estimates of the other side, and charts; the newcomer presses **Plan turn 2**.',
    next: press('Plan turn 2'),
  },
  {
    name: 'turn-two',
    sentence:
      'Turn two: the same table half a year later, with a new plan on the desk and the next lesson of the guide.',
    next: async () => undefined,
  },
];

const fileOf = (place: number, name: string): string => `walk-${String(place + 1).padStart(2, '0')}-${name}.jpeg`;

const walkPage = (): string => {
  const steps = STEPS.map(
    ({ name, sentence }, place) => `${place + 1}. ${sentence}\n\n   ![${name}](images/${fileOf(place, name)})\n`,
  );
  return `# A newcomer's walk

What a first-time player sees and does next, from the address to the end of turn one. The pictures and this page are
made by \`test/browser/walk.spec.ts\`, which plays the walk in every run of the tests:
\`NEWCOMERS_WALK=write npm test -- --only browser\` makes them anew.

${steps.join('\n')}`;
};

test('a newcomer finds the way through the first turn', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openWith(page, { language: 'en', theme: 'night', reducedMotion: true });
  mkdirSync(PICTURES, { recursive: true });
  await page.goto('/');
  for (const [place, { name, next }] of STEPS.entries()) {
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    if (['table', 'details', 'ground', 'turn-two'].includes(name)) await page.locator('.theatre canvas').waitFor();
    await page.screenshot({ path: `${PICTURES}/${fileOf(place, name)}`, type: 'jpeg', quality: 60 });
    await next(page);
  }
  await expect(page.getByText('Turn 2 of 4')).toBeVisible();
  if (isWritten) writeFileSync(PAGE, walkPage());
  expect(readFileSync(PAGE, 'utf8')).toBe(walkPage());
});
