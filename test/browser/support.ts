/**
 * What the browser tests share: axe on the page as it stands, the way into a game, the draft and the seal,
 * and how a reader's choices are changed on any screen.
 *
 * axe is put into the page once and asked there: ten times faster than by its builder for Playwright, which
 * opens a second page for every question.
 */
import { readFileSync } from 'node:fs';
import axe, { type AxeResults, type RunOptions } from 'axe-core';
import { expect, type Page } from '@playwright/test';
import type { Language } from '../../src/client/i18n/languages.ts';
import type { Preferences } from '../../src/client/store/preferences.ts';
import type { Let } from '../support/sessionClient.ts';

declare global {
  interface Window {
    readonly axe: { readonly run: (context: object, options: RunOptions) => Promise<AxeResults> };
  }
}

export const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;

export type Look = Pick<Preferences, 'language' | 'theme'>;

/** One theme for each language: a first look at all of them. */
export const LOOKS: readonly Look[] = [
  { language: 'en', theme: 'night' },
  { language: 'zh-Hant', theme: 'night' },
  { language: 'zh-Hans', theme: 'day' },
];

/** What of axe is asked: everything, what hangs on the colours (by far the dearest), or all the rest. */
type AxeRules = 'all' | 'colours' | 'rest';
const RULES: Readonly<Record<AxeRules, RunOptions>> = {
  all: {},
  colours: { runOnly: ['color-contrast'] },
  rest: { rules: { 'color-contrast': { enabled: false } } },
};

/** What axe finds on the page as it stands, or in one `part` of it, with the ids that React numbers left out. */
export const axeFaults = async (
  page: Page,
  { part = 'html', rules = 'all' }: { readonly part?: string | undefined; readonly rules?: AxeRules } = {},
): Promise<readonly string[]> => {
  // Text that is still fading in has the contrast of its fade.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished)).then(() => undefined),
  );
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ([include, options]) => {
      const { violations } = await window.axe.run({ include: [include] }, { ...options, resultTypes: ['violations'] });
      return violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ html }) => html.replaceAll(/ (data-[a-z-]+|id|tabindex)="[^"]*"/g, '').slice(0, 160)).join(' | ')}`,
      );
    },
    [part, RULES[rules]] as const,
  );
};

export const expectAccessible = async (page: Page, screen: string): Promise<void> => {
  expect(await axeFaults(page), screen).toEqual([]);
};

/** No horizontal scroll of the page. */
export const expectFits = async (page: Page, screen: string): Promise<void> => {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(excess, screen).toBeLessThanOrEqual(0);
};

const KEPT_AT = 'dawnline.preferences';

/** Opens every page of this test with these choices. */
export const openWith = async (page: Page, chosen: Partial<Preferences>): Promise<void> => {
  const kept = [KEPT_AT, JSON.stringify(chosen)] as const;
  await page.addInitScript(([key, value]) => localStorage.setItem(key, value), kept);
};

const titleOf = (language: Language): string => {
  const words = readFileSync(`assets/locales/${language}/ui.json`, 'utf8');
  return (JSON.parse(words) as Readonly<Record<string, string>>)['app.title'] ?? '';
};

/** Changes the reader's choices on any screen, as another tab of the browser would. */
export const choose = async (page: Page, chosen: Partial<Preferences>): Promise<void> => {
  await page.evaluate(
    ([key, change]) => {
      const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as object;
      localStorage.setItem(key, JSON.stringify({ ...kept, ...change }));
      dispatchEvent(new StorageEvent('storage', { key }));
    },
    [KEPT_AT, chosen] as const,
  );
  if (chosen.language === undefined) return;
  // Asked at every frame: the policy forbids Playwright's own waiting for a function.
  await page.evaluate(
    (title) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          if (document.title === title) resolve();
          else requestAnimationFrame(look);
        };
        look();
      }),
    titleOf(chosen.language),
  );
};

/** Everything that went wrong in the page so far. */
export const faultsOf = (page: Page): readonly string[] => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return faults;
};

/** A new game of the classroom scenario, with English words, on its first table. */
export const start = async (page: Page, seed: string): Promise<void> => {
  await page.goto('/');
  await page.getByText('More settings').click();
  await page.getByLabel('Seed of the dice').fill(seed);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('button', { name: 'Start turn 1' }).click();
  await expect(page.getByText('Turn 1 of 8')).toBeVisible();
};

export const draftCards = (page: Page) =>
  page.getByRole('list', { name: /^Orders of this seat/ }).getByRole('listitem');

export const seal = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^Seal/ }).click();
  await expect(page.getByRole('button', { name: 'To the report' })).toBeVisible();
};

/** Opens a seat's page as on a device that has been there. */
export const openSeat = async (page: Page, { code, token }: Let): Promise<void> => {
  const kept = [`dawnline.seat.${code.replace('-', '')}`, JSON.stringify({ token, waiting: [] })] as const;
  await page.addInitScript(([key, value]) => {
    if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
  }, kept);
  await page.goto(`/#session/${code}`);
};
