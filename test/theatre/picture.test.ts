/** Small pure parts of the picture: marks, pixels, viewport, pace, colours, hits, flashes, words. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readRuleset } from '../../src/cli/rulesFolder.ts';
import { flashesOf } from '../../src/client/theatre/flashes.ts';
import { glyphOf, type Mask, maskOf } from '../../src/client/theatre/glyphs.ts';
import { hitAt } from '../../src/client/theatre/hits.ts';
import { clearShift } from '../../src/client/theatre/labelPlace.ts';
import { budgetOf, LEVELS, paced, type Renderer, startPace } from '../../src/client/theatre/pace.ts';
import { parseColour } from '../../src/client/theatre/palette.ts';
import { opaqueBits, stamp } from '../../src/client/theatre/pixels.ts';
import { MAX_ZOOM, panned, WHOLE, zoomed } from '../../src/client/theatre/viewport.ts';
import { event, fixtureEvents } from './fixtureView.ts';

const size = { width: 800, height: 600 };

const middle = (mask: Mask): number | undefined =>
  mask.coverage[Math.floor(mask.widthPx / 2) * mask.widthPx + Math.floor(mask.widthPx / 2)];
/** Where a point of the screen lies in the unzoomed picture, from its middle. */
const shown = (x: number, centre: number, pan: number, zoom: number): number => (x - centre - pan) / zoom;
const after = (renderer: Renderer, frameMs: number, frames: number) =>
  Array.from({ length: frames }).reduce<ReturnType<typeof startPace>>(
    (pace) => paced(pace, frameMs),
    startPace(renderer),
  );

describe('marks', () => {
  test('the sides differ in shape, knowledge in filling', () => {
    const own = glyphOf('us', 'exact', false, 5);
    const rival = glyphOf('cn', 'estimate', false, 5);
    expect([own.shape, own.hollow, rival.shape, rival.hollow]).toEqual(['circle', false, 'diamond', true]);
    expect(middle(maskOf(own, 1))).toBe(255);
    expect(middle(maskOf(rival, 1))).toBe(0);
  });
  test('a stamp that hangs over the edge is cut, one outside changes nothing', () => {
    const buffer = { widthPx: 6, heightPx: 6, pixels: new Uint32Array(36) };
    const mask = maskOf({ shape: 'circle', hollow: false, sizePx: 4 }, 1);
    stamp(buffer, mask, -40, 3, opaqueBits({ red: 1, green: 2, blue: 3 }), 1);
    expect(buffer.pixels.every((pixel) => pixel === 0)).toBe(true);
    stamp(buffer, mask, 0, 0, opaqueBits({ red: 1, green: 2, blue: 3 }), 1);
    expect(buffer.pixels[0]).toBe(0xff_03_02_01);
    expect(buffer.pixels[35]).toBe(0);
  });
});

describe('names', () => {
  const name = { left: 40, top: 40, right: 140, bottom: 74 };
  const bounds = { left: 0, top: 0, right: 200, bottom: 200 };
  const mark = (top: number) => ({ left: name.left + 20, top, right: name.left + 40, bottom: top + 20 });
  const moved = (byPx: number) => [name.top + byPx, name.bottom + byPx];

  test('stand where they are wanted unless they would cover a mark', () => {
    expect(clearShift(name, [], bounds)).toBe(0);
    expect(clearShift(name, [mark(120), { ...mark(50), left: 150, right: 170 }], bounds)).toBe(0);
  });
  test('move to the nearer side of it, clear of the next one too, and stay on the map', () => {
    expect(moved(clearShift(name, [mark(65)], bounds))[1]).toBeLessThan(65);
    expect(moved(clearShift(name, [mark(30)], bounds))[0]).toBeGreaterThan(50);
    expect(moved(clearShift(name, [mark(65), mark(20)], bounds))[0]).toBeGreaterThan(85);
    expect(moved(clearShift({ ...name, top: 2, bottom: 36 }, [mark(30)], bounds))[0]).toBeGreaterThan(40);
    expect(clearShift(name, [{ ...mark(0), bottom: 200 }], bounds)).toBe(0);
  });
});

describe('viewport', () => {
  test('zooming keeps the point under the pointer', () => {
    const near = zoomed(WHOLE, 2, 500, 350, size);
    expect(shown(500, 400, near.panX, near.zoom)).toBeCloseTo(100, 9);
    expect(shown(350, 300, near.panY, near.zoom)).toBeCloseTo(50, 9);
  });
  test('stays between everything and the closest', () => {
    expect(zoomed(WHOLE, 0.1, 0, 0, size)).toEqual(WHOLE);
    expect(zoomed(WHOLE, 1e6, 400, 300, size).zoom).toBe(MAX_ZOOM);
    expect(panned(WHOLE, 300, 300, size)).toEqual(WHOLE);
    const far = panned({ zoom: 2, panX: 0, panY: 0 }, 1e6, 0, size);
    expect(far.panX).toBe(600);
  });
});

describe('pace', () => {
  test('fast frames keep everything, slow ones lower it step by step', () => {
    expect(after('pixels', 34, 500)).toMatchObject({ level: 0, isSettled: true, isTooSlow: false });
    expect(after('pixels', 60, 60)).toMatchObject({ level: 1, isSettled: false });
    const least = after('pixels', 60, 2000);
    expect(least.level).toBe(LEVELS.length - 1);
    expect(budgetOf(least)).toEqual(LEVELS.at(-1));
  });
  test('a slow graphics processor is given up within some seconds', () => {
    let pace = startPace('gpu');
    let seconds = 0;
    while (!pace.isTooSlow && seconds < 60) {
      pace = paced(pace, 150);
      seconds += 0.15;
    }
    expect(seconds).toBeLessThan(10);
  });
});

describe('colours', () => {
  test('the forms a stylesheet gives', () => {
    expect(parseColour(' #6cb4ff')).toEqual({ red: 108, green: 180, blue: 255 });
    expect(parseColour('#fff')).toEqual({ red: 255, green: 255, blue: 255 });
    expect(parseColour('rgb(1, 2, 3)')).toEqual({ red: 1, green: 2, blue: 3 });
    expect(parseColour('rgb(1 2 3 / 50%)')).toEqual({ red: 1, green: 2, blue: 3 });
    expect(parseColour('')).toBeNull();
  });
});

describe('hits', () => {
  test('marks before areas, the nearest mark first', () => {
    const hits = [
      {
        id: 'region',
        kind: 'area',
        ring: [
          [0, 0],
          [100, 0],
          [100, 100],
          [0, 100],
        ],
      },
      { id: 'a', kind: 'disc', x: 50, y: 50, radius: 10 },
      { id: 'b', kind: 'disc', x: 58, y: 50, radius: 10 },
    ] as const;
    expect(hitAt(hits, 51, 50)).toBe('a');
    expect(hitAt(hits, 57, 50)).toBe('b');
    expect(hitAt(hits, 5, 5)).toBe('region');
    expect(hitAt(hits, 200, 5)).toBeNull();
  });
});

describe('flashes', () => {
  const read = readRuleset();
  if (!read.ok) throw new Error('the rules do not parse');
  test('each event shows where it happens', () => {
    expect(
      flashesOf(fixtureEvents, 'orbit', read.value).map(({ kind, targetId, altitudeKm }) => [
        kind,
        targetId ?? altitudeKm,
      ]),
    ).toEqual([
      ['launch', 'starcloud'],
      ['launchFailure', 'three-body'],
      ['attack', 'beijing-dawn-dusk'],
      ['interference', 'planet-eo'],
      ['breakup', expect.any(Number)],
    ]);
    expect(flashesOf(fixtureEvents, 'ground', read.value).map(({ kind, targetId }) => [kind, targetId])).toEqual([
      ['launch', 'falcon-9'],
      ['launchFailure', 'long-march-2d'],
      ['outage', 'pjm'],
    ]);
  });
  test('events without a place leave nothing, repeated ones one picture', () => {
    const treasury = event('treasury.settled', { kind: 'side', id: 'us' });
    const delivered = event('campaign.delivered', { kind: 'campaign', id: '8/starcloud/falcon-9' });
    expect(flashesOf([treasury, delivered, delivered], 'orbit', read.value)).toHaveLength(1);
  });
});

describe('words', () => {
  const folder = 'src/client/theatre';
  const sources = readdirSync(folder)
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  const asked = sources.flatMap((source) =>
    [...source.matchAll(/(?:\.ui\(|'ui',\s*)'([A-Za-z.-]+)'/g)].map((match) => match[1] as string),
  );
  test.each(['en', 'zh-Hant', 'zh-Hans'])('%s has every word the theatre asks for', (language) => {
    const words = JSON.parse(readFileSync(`assets/locales/${language}/theatre.json`, 'utf8')) as Record<string, string>;
    expect(asked.length).toBeGreaterThan(25);
    for (const key of asked) expect(words[`theatre.${key}`], key).toBeTruthy();
  });
  test('the languages have the same keys', () => {
    const [en, hant, hans] = ['en', 'zh-Hant', 'zh-Hans'].map((language) =>
      Object.keys(JSON.parse(readFileSync(`assets/locales/${language}/theatre.json`, 'utf8')) as object).sort(),
    );
    expect(hant).toEqual(en);
    expect(hans).toEqual(en);
  });
});
