/**
 * The client in languages made up for it: words half as long again, and wide ones without spaces, still fit
 * everywhere; and every word that is seen or read out comes from the locales.
 */
import { expect, test } from '@playwright/test';
import { Findings } from './findings.ts';
import { layoutFaults } from './layout.ts';
import { PSEUDO, speak, unspokenWords } from './pseudo.ts';
import { SCREENS } from './screens.ts';
import { faultsOf, openWith, SIZES } from './support.ts';

// Its worker would answer with the words that it keeps.
test.use({ serviceWorkers: 'block' });

const [DESKTOP, , PHONE] = SIZES;
const RUNS = [
  ...SIZES.map((size) => ({ size, voice: 'long' as const })),
  { size: DESKTOP, voice: 'wide' as const },
  { size: PHONE, voice: 'wide' as const },
];

for (const { size, voice } of RUNS) {
  test(`words that are ${voice} fit at ${size.width} px`, async ({ page }) => {
    const faults = faultsOf(page);
    const findings = new Findings();
    await page.setViewportSize(size);
    await openWith(page, { language: 'en', reducedMotion: true });
    await speak(page, PSEUDO[voice]);
    for (const { name, open } of SCREENS) {
      await open(page);
      findings.add(name, await layoutFaults(page));
      if (size === DESKTOP) findings.add(name, await unspokenWords(page));
    }
    expect(findings.lines()).toEqual([]);
    expect(faults).toEqual([]);
  });
}
