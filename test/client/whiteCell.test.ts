/** The white cell's form, clock and moments, held to what the engine and the session say of them. */
import { readFileSync } from 'node:fs';
import i18next from 'i18next';
import ICU from 'i18next-icu';
import { describe, expect, test } from 'vitest';
import { effectText } from '../../src/client/desk/session/white/effectText.ts';
import { emptySides, mayStepBack, momentOf } from '../../src/client/desk/session/white/moment.ts';
import {
  effectOf,
  fieldsOf,
  openEffect,
  readyOverride,
  thingsOf,
  unfitFields,
} from '../../src/client/desk/session/white/overrideForm.ts';
import { beliefsOf } from '../../src/client/desk/session/white/beliefs.ts';
import { foreseers } from '../../src/client/desk/session/Foresight.tsx';
import { clockText, secondsLeft } from '../../src/client/desk/session/timeLeft.ts';
import { makeFormats } from '../../src/client/i18n/format.ts';
import { makeWords } from '../../src/client/i18n/words.ts';
import { bySide, legalRulings, OVERRIDE_KINDS, startState, viewFor } from '../../src/engine/index.ts';
import type { Status } from '../../src/protocol/sessionParts.ts';
import { classroom as game } from '../support/game.ts';

const state = startState(game, 'white');
const views = bySide((side) => viewFor(game, state, side));
const things = thingsOf(views);

const wordsOf = async (language: string) => {
  const bundles = ['game', 'ui', 'white', 'figures'].map(
    (name) => JSON.parse(readFileSync(`assets/locales/${language}/${name}.json`, 'utf8')) as Record<string, string>,
  );
  const own = i18next.createInstance();
  await own.use(ICU).init({
    lng: language,
    resources: { [language]: { translation: Object.assign({}, ...bundles) as Record<string, string> } },
    keySeparator: false,
    nsSeparator: false,
  });
  const t = (key: string, values?: Record<string, unknown>): string => own.t(key, values ?? {});
  return { words: makeWords(t, (key) => own.exists(key)), formats: makeFormats(language, t) };
};

/** A number that every bound allows, as it is typed. */
const filled = (kind: (typeof OVERRIDE_KINDS)[number], text: string) => {
  const form = openEffect(kind, things);
  const numbers = fieldsOf(kind).flatMap(([name, field]) => (typeof field === 'string' ? [] : [[name, text]]));
  return { ...form, texts: { ...form.texts, ...(Object.fromEntries(numbers) as Record<string, string>) } };
};

describe('the form of an override', () => {
  test.each(OVERRIDE_KINDS)('comes to a %s that the engine takes', (kind) => {
    const ready = readyOverride({ reason: ' for a reason ', effects: [filled(kind, '5')] }, things);
    expect(ready?.reason).toBe('for a reason');
    expect(legalRulings(game, state, [{ kind: 'override', ...ready }]).ok).toBe(true);
  });

  test.each(OVERRIDE_KINDS)('of %s says which field is amiss, as the engine would', (kind) => {
    for (const text of ['', ' ', 'much', '1e9', '-1e9', 'Infinity', 'NaN', '0x10000000']) {
      const form = filled(kind, text);
      expect(unfitFields(form, things), text).not.toEqual([]);
      expect(effectOf(form, things).ok).toBe(false);
      expect(readyOverride({ reason: 'r', effects: [form] }, things)).toBeNull();
    }
  });

  test('takes shares as percentages, whole numbers as whole, and nobody else’s things', () => {
    expect(effectOf(filled('groupOutage', '25'), things)).toMatchObject({ ok: true, value: { frac: 0.25 } });
    expect(unfitFields(filled('groupOutage', '101'), things)).toEqual(['frac']);
    expect(unfitFields(filled('newUnits', '1.5'), things)).toEqual(['unitCount']);
    const aimed = filled('funds', '−700');
    expect(effectOf(aimed, things)).toMatchObject({ ok: true, value: { fundsMusd: -700 } });
    expect(unfitFields({ ...aimed, texts: { ...aimed.texts, side: 'mars' } }, things)).toEqual(['side']);
  });

  test('wants a reason and at least one finished effect', () => {
    const effect = filled('tension', '5');
    expect(readyOverride({ reason: ' ', effects: [effect] }, things)).toBeNull();
    expect(readyOverride({ reason: 'r', effects: [] }, things)).toBeNull();
    expect(readyOverride({ reason: 'r', effects: [effect, openEffect('funds', things)] }, things)).toBeNull();
  });
});

describe.each(['en', 'zh-Hant', 'zh-Hans'])('effects in %s', (language) => {
  test('of every card are told with all their numbers', async () => {
    const { words, formats } = await wordsOf(language);
    for (const { id, effects } of game.ruleset.events.events)
      for (const effect of effects) {
        const text = effectText(effect, words, formats);
        expect(text, id).not.toMatch(/effectOf|[{}]|undefined|NaN|unit\./);
        expect(text, id).toMatch(/\d/);
      }
  });
});

test('an amount that is given bears its sign', async () => {
  const { words, formats } = await wordsOf('en');
  expect(effectText({ kind: 'standing', side: 'us', standing: 3 }, words, formats)).toBe(
    'United States: standing +3 points',
  );
  expect(effectText({ kind: 'funds', side: 'cn', fundsMusd: -700 }, words, formats)).toBe('China: funds −$700 m');
  expect(effectText({ kind: 'groupOutage', programmeId: 'starcloud', frac: 0.25 }, words, formats)).toContain('25%');
});

describe('the clock', () => {
  test('counts by the server’s clock, stands while paused and never goes below nothing', () => {
    expect(secondsLeft({ deadlineMs: 10_000, remainingMs: null }, 4500)).toBe(6);
    expect(secondsLeft({ deadlineMs: 10_000, remainingMs: null }, 20_000)).toBe(0);
    expect(secondsLeft({ deadlineMs: null, remainingMs: 61_000 }, 9e9)).toBe(61);
    expect(secondsLeft({ deadlineMs: null, remainingMs: null }, 0)).toBeNull();
  });
  test('is told in minutes, hours and days', async () => {
    const { words, formats } = await wordsOf('en');
    expect(clockText(65, words, formats)).toBe('1:05');
    expect(clockText(3665, words, formats)).toBe('1:01:05');
    expect(clockText(3 * 86_400 + 7200, words, formats)).toBe('3 days 2 h');
  });
});

const at = (stage: Status['stage'], awaited: Status['awaited'] = [], isRevealed = false) =>
  momentOf({ stage, awaited, isRevealed });

describe('the moment', () => {
  test('has one main action from the lobby to the reveal', () => {
    expect(at('lobby').main).toBe('start');
    expect(at('planning', ['us'])).toEqual({ main: 'pause', others: ['force'] });
    expect(at('crisisRound', [])).toEqual({ main: 'force', others: ['pause'] });
    expect(at('paused').main).toBe('resume');
    expect(at('ended').main).toBe('reveal');
    expect(at('ended', [], true).main).toBeNull();
  });
  test('knows which side nobody leads, and what can be taken back', () => {
    const members = [{ id: 'a', name: 'Ada', role: { kind: 'side', side: 'us', seat: 'principal' } }] as const;
    expect(emptySides({ members, ledByBot: { us: false, cn: false } })).toEqual(['cn']);
    expect(emptySides({ members, ledByBot: { us: false, cn: true } })).toEqual([]);
    expect(mayStepBack({ stage: 'planning', playedCount: 0, isRevealed: false })).toBe(false);
    expect(mayStepBack({ stage: 'ended', playedCount: 2, isRevealed: false })).toBe(true);
    expect(mayStepBack({ stage: 'ended', playedCount: 2, isRevealed: true })).toBe(false);
  });
});

test('what a side believes stands beside what the other has', () => {
  const [compute, power] = beliefsOf(views, 'us');
  expect(compute?.truth).toBe(state.sides.cn.deliveredPops);
  expect(compute?.estimate).toEqual(state.estimates.us.deliveredPops);
  expect(power?.truth).toBeGreaterThan(0);
});

test('those who foresaw best stand first, and whoever foretold nothing does not stand there', () => {
  const told = { side: 'us', turn: 1, text: 't', question: 'outscores', prob: 0.5, isTrue: true, brier: 0.25 } as const;
  const intents = ['b', 'a', 'c'].map((memberId) => ({ ...told, memberId }));
  const order = foreseers({ intents, meanBrier: { a: 0.25, b: 0.1, c: 0.25, d: null } });
  expect(order.map(({ memberId }) => memberId)).toEqual(['b', 'a', 'c']);
  expect(order[0]?.intents).toHaveLength(1);
});
