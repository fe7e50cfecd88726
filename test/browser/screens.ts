/**
 * Every screen of the client in one walk, each opened from the one before, without a word of any language: so that
 * whatever must hold on all of them is looked at on all of them. A new screen is one more line.
 */
import type { Page } from '@playwright/test';
import { finishedGame, gameInCrisisRound } from './gameFiles.ts';

export interface Screen {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
  /** All that has changed since the screen before, where that is not the whole of it. */
  readonly part?: string;
}

const press = (selector: string) => (page: Page) => page.locator(selector).first().click();
const key = (name: string) => (page: Page) => page.keyboard.press(name);

/** The main action of the screen, which leads to the next one. */
const goOn =
  (to: string) =>
  async (page: Page): Promise<void> => {
    await page.locator('[data-primary]').first().click();
    await page.locator(to).first().waitFor();
  };

/** On a small screen the parts of the table lie behind tabs; `place` counts them on a phone, `medium` on a tablet. */
const showPart = async (page: Page, place: number, medium?: number): Promise<void> => {
  const phone = page.locator('.table-tabs > .tabs > [role=tab]');
  if ((await phone.count()) > 0) return phone.nth(place).click();
  const tablet = page.locator('.table-right > .tabs > [role=tab]');
  if (medium !== undefined && (await tablet.count()) > 0) await tablet.nth(medium).click();
};
const ORDERS = 0;
const COMPOSE = 1;
const PICTURE = 2;
const ASSETS = 3;

const compose = (group: number, order?: number) => async (page: Page) => {
  await showPart(page, COMPOSE);
  await page.locator('.order-groups > .tabs > [role=tab]').nth(group).click();
  if (order !== undefined) await page.locator('.order-kinds button').nth(order).click();
};
const inspect = (row: number) => async (page: Page) => {
  await showPart(page, ASSETS, 0);
  await page.locator('.tree-leaf').nth(row).click();
  await page.locator('.inspector').waitFor();
};
const openFile = (text: () => string, to: string) => async (page: Page) => {
  await page.goto('/');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'game.json', mimeType: 'application/json', buffer: Buffer.from(text()) });
  await page.locator(to).waitFor();
};
const openModel = (entry: string) => async (page: Page) => {
  await page.goto(`/#model${entry}`);
  await page.locator('.model-page h2').waitFor();
};
const openGuides = (chapter: string) => async (page: Page) => {
  await page.goto(`/#guides${chapter}`);
  await page.locator('.guides').waitFor();
};
const openScenarios = async (page: Page): Promise<void> => {
  await page.goto('/#scenarios');
  await page.locator('.own-list').waitFor();
};
const copyScenario = async (page: Page): Promise<void> => {
  await page.locator('.own-list > section:nth-child(2) button').nth(1).click();
  await page.locator('.own-page').waitFor();
};
/** With every group open that a section hides. */
const openSection = (place: number) => async (page: Page) => {
  await page.locator('.own-sections a').nth(place).click();
  await page.locator('.own-sections a').nth(place).and(page.locator('[aria-current]')).waitFor();
  for (const group of await page.locator('.own-page details').all())
    if ((await group.getAttribute('open')) === null) await group.locator('> summary').click();
};
const openStudy = async (page: Page): Promise<void> => {
  await page.goto('/#study');
  await page.locator('.study-ask').waitFor();
  await press('.study-manifest > summary')(page);
};
/** Of a few games against one another, to the end of them. */
const runStudy = async (page: Page): Promise<void> => {
  await page.locator('.study-fields select').nth(2).selectOption('20');
  await page.locator('.study-fields').last().locator('select').last().selectOption('raider');
  await press('.study-ask [type=submit]')(page);
  await page.locator('.study-results[data-running=false] .chart-box svg').first().waitFor();
};
/** The room's view in this very window, where it waits for a game. */
const openProjector = async (page: Page): Promise<void> => {
  await page.goto('/#projector/none');
  await page.locator('.projector').waitFor();
};
const closeWorking = async (page: Page): Promise<void> => {
  await page.locator('.working-bar button').last().click();
};

/** Stopped with its first fans: all there is to see, and nothing that changes while it is looked at. */
const openForecast = async (page: Page): Promise<void> => {
  await key('f')(page);
  await page.locator('.forecast-charts .chart-box svg').first().waitFor();
  await press('.forecast-progress button')(page);
  await page.locator('.forecast-progress[data-running=false]').waitFor();
  await press('.forecast-numbers summary')(page);
};

export const SCREENS: readonly Screen[] = [
  { name: 'home', open: async (page) => void (await page.goto('/')) },
  { name: 'home, more settings', part: '.solo', open: press('.solo details summary') },
  { name: 'home, a file refused', open: openFile(() => '{"format":', '.notice') },
  {
    name: 'tutorial, briefing',
    open: (page) => press('.tutorial-door button')(page).then(() => page.locator('.briefing').waitFor()),
  },
  { name: 'tutorial, table', open: goOn('.table') },
  {
    name: 'briefing',
    open: async (page) => {
      await page.goto('/');
      await press('.solo [type=submit]')(page);
      await page.locator('.briefing').waitFor();
    },
  },
  { name: 'table', open: goOn('.table') },
  { name: 'table, menu', part: '.top-bar', open: press('.menu summary') },
  {
    name: 'table, money',
    part: '.composer',
    open: async (page) => {
      await press('.menu summary')(page);
      await compose(0)(page);
    },
  },
  { name: 'table, launch', part: '.composer', open: compose(1) },
  { name: 'table, orbit', part: '.composer', open: compose(2) },
  { name: 'table, a change of design', part: '.composer', open: compose(2, 5) },
  { name: 'table, ground', part: '.composer', open: compose(3) },
  { name: 'table, supply', part: '.composer', open: compose(4) },
  { name: 'table, use', part: '.composer', open: compose(5) },
  { name: 'table, know', part: '.composer', open: compose(6) },
  { name: 'table, talk', part: '.composer', open: compose(7) },
  { name: 'table, interfere', part: '.composer', open: compose(8) },
  { name: 'table, a programme', part: '.inspector', open: inspect(2) },
  { name: 'table, a region', part: '.inspector', open: inspect(7) },
  { name: 'table, relations', part: '.inspector', open: inspect(12) },
  { name: 'table, known of the other side', part: '.inspector', open: inspect(15) },
  {
    name: 'table, ground in the picture',
    part: '.theatre-pane',
    open: async (page) => {
      await showPart(page, PICTURE);
      await page.locator('.theatre-modes button').nth(1).click();
      await page.locator('.theatre canvas').waitFor();
    },
  },
  {
    name: 'table, list and legend',
    part: '.theatre-pane',
    open: async (page) => {
      await page.locator('.theatre-bar .tool').last().click();
    },
  },
  {
    name: 'table, standing orders',
    open: async (page) => {
      await page.locator('.theatre-bar .tool').last().click();
      await showPart(page, ORDERS);
      await page.locator('.order-card-tools [aria-pressed]').first().click();
      await press('.reuse > summary')(page);
    },
  },
  { name: 'table, forecast', open: openForecast },
  {
    name: 'table, working',
    part: '.working',
    open: async (page) => {
      await key('f')(page);
      await press('.race .figure')(page);
    },
  },
  {
    name: 'keys',
    part: 'dialog',
    open: async (page) => {
      await closeWorking(page);
      await key('?')(page);
    },
  },
  {
    name: 'resolution',
    open: async (page) => {
      await key('Escape')(page);
      await page.locator('.seal-bar [data-primary]').click();
      await page.locator('.resolution').waitFor();
    },
  },
  { name: 'resolution, working', part: '.working', open: press('[data-working]') },
  {
    name: 'report',
    open: async (page) => {
      await closeWorking(page);
      await goOn('.chart-box svg')(page);
    },
  },
  { name: 'report, working', part: '.working', open: press('.changes .figure') },
  {
    name: 'curtain',
    open: async (page) => {
      await page.goto('/');
      await page.locator('.solo select').first().selectOption('person');
      await press('.solo [type=submit]')(page);
      await page.locator('.curtain').waitFor();
    },
  },
  {
    name: 'home, kept games',
    open: async (page) => {
      await page.goto('/');
      await press('.continue summary')(page);
    },
  },
  { name: 'crisis round', open: openFile(gameInCrisisRound, '.table') },
  { name: 'end', open: openFile(finishedGame, '.end') },
  { name: 'debrief', open: goOn('.debrief h2') },
  { name: 'projector', open: openProjector },
  { name: 'scenarios', open: openScenarios },
  { name: 'scenarios, a copy', open: copyScenario },
  { name: 'scenarios, sides', part: '.own-page', open: openSection(1) },
  {
    name: 'scenarios, a field that is wrong',
    part: '.own-page',
    open: (page) => page.locator('.own-field input[inputmode=decimal]').first().fill('wrong'),
  },
  { name: 'scenarios, assets', part: '.own-page', open: openSection(2) },
  {
    name: 'scenarios, assumptions',
    part: '.own-page',
    open: async (page) => {
      await openSection(3)(page);
      await page.locator('.own-search input').fill('starship');
      await page.locator('.own-search li button').first().click();
    },
  },
  { name: 'scenarios, cards', part: '.own-page', open: openSection(4) },
  { name: 'scenarios, objectives', part: '.own-page', open: openSection(5) },
  { name: 'scenarios, file', part: '.own-page', open: openSection(6) },
  { name: 'study', open: openStudy },
  { name: 'study, results', open: runStudy },
  { name: 'model', open: openModel('') },
  { name: 'model, a function', part: '.model-page', open: openModel('/decayLifetime') },
  { name: 'model, a list of units', part: '.model-page', open: openModel('/lossOfLoad') },
  { name: 'model, a table', open: openModel('/capacityOutageTable'), part: '.model-page' },
  { name: 'model, an estimate', open: openModel('/estimate'), part: '.model-page' },
  { name: 'model, a refusal', open: openModel('/circularPeriod?altitudeKm=-1'), part: '.model-page' },
  { name: 'model, packs', part: '.model-page', open: openModel('/packs') },
  { name: 'guides', open: openGuides('') },
  { name: 'guides, agendas', part: '.guides-page', open: openGuides('/agendas') },
  { name: 'guides, role cards', part: '.guides-page', open: openGuides('/cards') },
  { name: 'model, rules', part: '.model-page', open: openModel('/rules.vehicles') },
];
