/** The check of the layout finds what it is for, and nothing where all is well. */
import { expect, test } from '@playwright/test';
import { layoutFaults } from './layout.ts';

const SAMPLES: readonly (readonly [html: string, fault: RegExp | null])[] = [
  [
    '<p style="width: 60px; overflow: hidden; white-space: nowrap">Words that are too long for it</p>',
    /cut off at the side/,
  ],
  ['<p style="height: 20px; overflow: hidden">One line<br>and another one</p>', /cut off below/],
  [
    '<button style="width: 40px; white-space: nowrap; padding: 0; text-align: left">Far too long</button>',
    /sticks out|cut off/,
  ],
  ['<p style="margin: 0">Below</p><p style="margin: -18px 0 0">Above</p>', /on “/],
  ['<p style="width: 3000px; white-space: nowrap; text-align: right">Out there</p>', /beside the page/],
  ['<select style="width: 60px"><option>A choice with a long name</option></select>', /cut off in its list/],
  ['<div style="height: 40px; overflow-y: auto"><p>One</p><p>Two</p><p>Three</p></div>', null],
  ['<p>Words <strong>beside</strong> words</p><p>and below them</p>', null],
];

test('the check of the layout sees what it is for', async ({ page }) => {
  for (const [html, fault] of SAMPLES) {
    await page.setContent(`<!doctype html><html lang="en"><body>${html}</body></html>`);
    const faults = await layoutFaults(page);
    if (fault === null) expect(faults, html).toEqual([]);
    else expect(faults.join('\n'), html).toMatch(fault);
  }
});
