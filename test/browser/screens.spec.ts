/**
 * Every screen at every size, in every language and theme: accessible to axe, every word readable where it stands,
 * and a picture of each to look at (`test-results/screens`).
 *
 * The words are measured in every language at every size. axe meets every screen in all nine pairs of language and
 * theme, three of them at each size.
 */
import { expect, type Page, test } from '@playwright/test';
import { Findings } from './findings.ts';
import { layoutFaults } from './layout.ts';
import { type Screen, SCREENS } from './screens.ts';
import { axeFaults, choose, faultsOf, type Look, SIZES } from './support.ts';

const LOOKS_AT: Readonly<Record<(typeof SIZES)[number]['width'], readonly Look[]>> = {
  1440: [
    { language: 'en', theme: 'night' },
    { language: 'zh-Hant', theme: 'day' },
    { language: 'zh-Hans', theme: 'projector' },
  ],
  1024: [
    { language: 'zh-Hans', theme: 'night' },
    { language: 'en', theme: 'day' },
    { language: 'zh-Hant', theme: 'projector' },
  ],
  390: [
    { language: 'zh-Hant', theme: 'night' },
    { language: 'zh-Hans', theme: 'day' },
    { language: 'en', theme: 'projector' },
  ],
};

type Width = keyof typeof LOOKS_AT;

const lookAt = async (page: Page, { name, part }: Screen, width: Width, findings: Findings): Promise<void> => {
  for (const [place, look] of LOOKS_AT[width].entries()) {
    await choose(page, look);
    findings.add(`${name}, ${look.language}, ${look.theme}`, await axeFaults(page, part));
    findings.add(`${name}, ${look.language}`, await layoutFaults(page));
    const file = `${name.replaceAll(/[ ,]+/g, '-')}-${look.language}-${look.theme}.jpeg`;
    if (place === 0)
      await page.screenshot({ path: `test-results/screens/${width}/${file}`, type: 'jpeg', quality: 60 });
  }
};

// Some forty screens in three looks each, with axe on all of them.
test.describe.configure({ timeout: 420_000 });

for (const size of SIZES) {
  test(`every screen is accessible and readable at ${size.width} px`, async ({ page }) => {
    const faults = faultsOf(page);
    const findings = new Findings();
    await page.setViewportSize(size);
    await page.goto('/');
    await choose(page, { language: 'en', theme: 'night', reducedMotion: true });
    for (const screen of SCREENS) {
      await screen.open(page);
      await lookAt(page, screen, size.width, findings);
    }
    expect(findings.lines()).toEqual([]);
    expect(faults).toEqual([]);
  });
}
