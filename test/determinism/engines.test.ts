/**
 * The determinism contract across JavaScript engines: the same rules, seeds and inputs give the same hashes
 * in the pinned Node, in the machine's own Node, in Chromium and in Firefox.
 *
 * A browser that is not there is a skipped test, named as such, on a developer's machine; where `CI=true`
 * it is a failure.
 */
import { beforeAll, expect, test } from 'vitest';
import { browserPaths, bundleWorkload, findOtherNode, runInChromium, runInFirefox, runInNode } from './engines.ts';
import { ruleset } from '../support/ruleset.ts';
import { playFixtures } from './games.ts';
import { hashNumbers } from './numbers.ts';
import type { Workload } from './workload.ts';

const TIMEOUT_MS = 300_000;
const mayBeMissing = process.env.CI === undefined || process.env.CI === '';
const otherNode = await findOtherNode();

const parse = (answer: string): Workload => JSON.parse(answer);

let script = { path: '', text: '' };
let expected: Workload;

beforeAll(async () => {
  script = await bundleWorkload();
  expected = parse(await runInNode(process.execPath, script.path));
}, TIMEOUT_MS);

const required = (path: string | null): string => {
  if (path === null) throw new Error('no such browser was found; set CHROMIUM_PATH and FIREFOX_PATH');
  return path;
};

test(`Node ${process.version} computes every function and plays every game to its end`, () => {
  expect(Object.keys(expected.numbers).length).toBeGreaterThan(20);
  const lengths = Object.values(expected.games).map((lines) => lines.length);
  expect(Math.min(...lengths)).toBeGreaterThan(1);
  expect(new Set(Object.values(expected.games).flat()).size).toBeGreaterThan(lengths.length);
});

test('the sources, unbundled, agree with the bundle', () => {
  expect({ numbers: hashNumbers(), games: playFixtures(ruleset) }).toEqual(expected);
});

test.skipIf(otherNode === null)(
  `Node ${otherNode?.version ?? 'of the machine'} agrees`,
  async () => {
    expect(parse(await runInNode(otherNode?.path ?? '', script.path))).toEqual(expected);
  },
  TIMEOUT_MS,
);

test.skipIf(browserPaths.chromium === null && mayBeMissing)(
  'Chromium agrees',
  async () => {
    expect(parse(await runInChromium(required(browserPaths.chromium), script.text))).toEqual(expected);
  },
  TIMEOUT_MS,
);

test.skipIf(browserPaths.firefox === null && mayBeMissing)(
  'Firefox agrees',
  async () => {
    expect(parse(await runInFirefox(required(browserPaths.firefox), script.text))).toEqual(expected);
  },
  TIMEOUT_MS,
);
