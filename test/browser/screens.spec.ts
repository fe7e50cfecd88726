/**
 * Every screen at every size, in every language and theme: accessible to axe, every word readable where it stands,
 * and a picture of each to look at (`test-results/screens`).
 *
 * At every size the words are measured, and axe asked about everything but colours, in every language. Colours are the
 * theme's alone: axe is asked about them in all three themes on a desktop, and in one on each of the smaller sizes for
 * what stands only there.
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

const [{ width: DESKTOP }] = SIZES;

interface Walk {
  readonly page: Page;
  readonly width: Width;
  readonly findings: Findings;
}

/** One screen in all the looks, of which the last is the first for the next screen. */
const lookAt = async (
  { page, width, findings }: Walk,
  { name, part }: Screen,
  looks: readonly Look[],
): Promise<void> => {
  const [pictured, coloured] = LOOKS_AT[width];
  for (const look of looks) {
    await choose(page, look);
    const place = `${name}, ${look.language}, ${look.theme}`;
    findings.add(place, await axeFaults(page, { part, rules: 'rest' }));
    if (width === DESKTOP || look === coloured) findings.add(place, await axeFaults(page, { part, rules: 'colours' }));
    findings.add(place, await layoutFaults(page));
    const file = `${name.replaceAll(/[ ,]+/g, '-')}-${look.language}-${look.theme}.jpeg`;
    if (look === pictured)
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
    let looks = LOOKS_AT[size.width];
    for (const screen of SCREENS) {
      await screen.open(page);
      await lookAt({ page, width: size.width, findings }, screen, looks);
      looks = looks.toReversed();
    }
    expect(findings.lines()).toEqual([]);
    expect(faults).toEqual([]);
  });
}
