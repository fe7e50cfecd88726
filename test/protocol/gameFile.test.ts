/**
 * The game file and its replay: what is written is read back, a true record verifies, and a record in
 * which anything at all was changed is refused with a code and a place, never verified, never thrown at.
 */
import { describe, expect, it } from 'vitest';
import { BASE_PACK } from '../../src/ruleset/packs.ts';
import { type GameRecord, makeRecord, recordTurn, replayRecord } from '../../src/engine/index.ts';
import { makeGameFile, parseGameFile } from '../../src/protocol/gameFile.ts';
import { classroom, dawn, playTurns, resolved } from '../support/game.ts';

const SEED = 'record';
const turns = playTurns(classroom, SEED, { us: 'random', cn: 'balancer' });
const outcomeOf = (count: number) => turns[count - 1]?.resolution.state.outcome ?? null;
const recordOf = (count: number, draft: GameRecord['draft'] = null): GameRecord =>
  makeRecord({
    game: classroom,
    seed: SEED,
    controllers: { us: 'random', cn: 'balancer' },
    turns: turns.slice(0, count).map(({ orders, resolution }) => recordTurn(resolution, orders)),
    outcome: outcomeOf(count),
    draft,
  });
const whole = recordOf(turns.length);
const short = recordOf(2, { side: 'us', orders: [{ kind: 'surveil' }] });

/** Reads and replays a text as the command line does: verified, or the first problem. */
const judge = (text: string): { readonly code: string; readonly path: string } | 'verified' => {
  const parsed = parseGameFile(text);
  if (!parsed.ok) return parsed.error[0] ?? { code: '', path: '' };
  if (parsed.value.scenario !== classroom.scenario.id) return { code: 'game/unknown-scenario', path: 'scenario' };
  if (parsed.value.pack !== BASE_PACK) return { code: 'game/unknown-pack', path: 'pack' };
  const replayed = replayRecord(classroom, parsed.value);
  return replayed.ok ? 'verified' : replayed.error;
};

describe('a game file', () => {
  it('is read back as it was written, finished, under way and with a draft', () => {
    for (const record of [whole, recordOf(0), recordOf(3), short]) {
      const text = makeGameFile(record);
      const parsed = parseGameFile(text);
      expect(parsed).toEqual({ ok: true, value: record });
      expect(parsed.ok ? makeGameFile(parsed.value) : '').toBe(text);
      expect(judge(text)).toBe('verified');
    }
  });

  it('replays to the states that were played', () => {
    const replayed = replayRecord(classroom, whole);
    if (!replayed.ok) throw new Error(JSON.stringify(replayed.error));
    expect(replayed.value.final).toEqual(turns.at(-1)?.resolution.state);
    expect(replayed.value.resolutions.map(({ events }) => events)).toEqual(
      turns.map(({ resolution }) => resolution.events),
    );
  });

  it('cut short anywhere is refused whole', () => {
    const text = makeGameFile(short);
    for (let length = 0; length < text.length - 2; length += 97) {
      const parsed = parseGameFile(text.slice(0, length));
      expect(parsed.ok ? null : parsed.error.map(({ code }) => code)).toEqual(['record/not-json']);
    }
  });

  it('that is no game file is refused with a code and a path', () => {
    for (const text of ['null', '[]', '{}', '7', '"x"', '{"format":"dawnline-game"}']) {
      const parsed = parseGameFile(text);
      expect(parsed.ok).toBe(false);
      for (const { code } of parsed.ok ? [] : parsed.error) expect(code).toMatch(/^record\//);
    }
  });

  it('of another engine, of other rules or of another format is not tried', () => {
    expect(replayRecord(classroom, { ...whole, engineVersion: '9.9.9' })).toMatchObject({
      ok: false,
      error: { code: 'record/other-engine', path: 'engineVersion', got: '9.9.9' },
    });
    expect(replayRecord(classroom, { ...whole, rulesetHash: 'a'.repeat(64) })).toMatchObject({
      ok: false,
      error: { code: 'record/other-rules', path: 'rulesetHash' },
    });
    expect(judge(makeGameFile(whole).replace('"formatVersion": 2', '"formatVersion": 3'))).toMatchObject({
      path: 'formatVersion',
    });
  });

  it('of another scenario differs at the start', () => {
    const replayed = replayRecord(dawn, whole);
    expect(replayed.ok).toBe(false);
  });

  it('keeps orders as JSON does: minus zero is zero', () => {
    const [first] = turns;
    if (first === undefined) throw new Error('no turn was played');
    const orders = { us: [{ kind: 'setExportControl', level: -0 } as const], cn: [] };
    const resolution = resolved(classroom, first.before, orders);
    const record = makeRecord({
      game: classroom,
      seed: SEED,
      controllers: { us: 'person', cn: 'balancer' },
      turns: [recordTurn(resolution, orders)],
      outcome: null,
      draft: { side: 'us', orders: [{ kind: 'setDemandResponse', regionId: 'pjm', level: -0 }] },
    });
    expect(judge(makeGameFile(record))).toBe('verified');
    expect(judge(makeGameFile(record).replace('"level": 0', '"level": -0'))).toMatchObject({
      code: 'record/wrong-type',
    });
  });
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Edit = readonly [what: string, edit: (holder: Record<string, Json>, key: string) => void];

const swap = (text: string): string => {
  const place = Math.floor(text.length / 2);
  const other = text[place] === 'a' ? 'b' : 'a';
  return text === '' ? 'a' : text.slice(0, place) + other + text.slice(place + 1);
};

/** Changes that somebody might make to one value, by its kind. */
const editsOf = (value: Json): readonly Edit[] => {
  const rename: Edit = [
    'renamed',
    (holder, key) => {
      holder[`${key}x`] = holder[key] as Json;
      delete holder[key];
    },
  ];
  const remove: Edit = [
    'removed',
    (holder, key) => {
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
    },
  ];
  const set = (what: string, to: Json): Edit => [
    what,
    (holder, key) => {
      holder[key] = to;
    },
  ];
  if (typeof value === 'number')
    return [
      set('plus one', value + 1),
      set('a little more', value * (1 + 2 ** -40) + 1e-9),
      set('as text', String(value)),
      set('minus zero', -0),
      remove,
      rename,
    ];
  if (typeof value === 'string')
    return [set('one letter', swap(value)), set('empty', ''), set('null', null), remove, rename];
  if (typeof value === 'boolean') return [set('other', !value), remove, rename];
  if (value === null) return [set('zero', 0), set('text', 'us'), remove, rename];
  if (Array.isArray(value))
    return [
      remove,
      rename,
      ['last taken', (holder, key) => void (holder[key] as Json[]).pop()],
      [
        'first doubled',
        (holder, key) => {
          const list = holder[key] as Json[];
          list.unshift(structuredClone(list[0] ?? { kind: 'surveil' }));
        },
      ],
      ['turned round', (holder, key) => void (holder[key] as Json[]).reverse()],
    ];
  return [
    remove,
    rename,
    [
      'one more field',
      (holder, key) => {
        (holder[key] as Record<string, Json>)['more'] = 'a'.repeat(32);
      },
    ],
    [
      'emptied',
      (holder, key) => {
        holder[key] = {};
      },
    ],
  ];
};

const placesOf = (value: Json, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, each]) => [[...path, key], ...placesOf(each, [...path, key])]);

const holderAt = (root: Json, path: readonly string[]): Record<string, Json> =>
  path.slice(0, -1).reduce((place, key) => (place as Record<string, Json>)[key] as Json, root) as Record<string, Json>;

const refusedEverywhere = (record: GameRecord, every: number): number => {
  const original = JSON.stringify(record);
  const root = JSON.parse(original) as Json;
  let tried = 0;
  for (const [place, path] of placesOf(root).entries()) {
    const key = path.at(-1) as string;
    const value = holderAt(root, path)[key] as Json;
    for (const [index, [what, edit]] of editsOf(value).entries()) {
      if ((place + index) % every !== 0) continue;
      const copy = JSON.parse(original) as Json;
      const holder = holderAt(copy, path);
      if (what === 'renamed' && Array.isArray(holder)) continue;
      edit(holder, key);
      // JSON.stringify would hide minus zero.
      const text = JSON.stringify(copy, (_key, each: unknown) => (Object.is(each, -0) ? '\u0000-0' : each)).replaceAll(
        '"\\u0000-0"',
        '-0',
      );
      if (JSON.stringify(JSON.parse(text)) === original && !text.includes('-0')) continue;
      tried += 1;
      const found = judge(text);
      const at = `${what} at ${path.join('.')}`;
      expect(found, at).not.toBe('verified');
      if (found === 'verified') continue;
      expect(found.code, at).toMatch(/^(record|order|game)\//);
      // The place is the turn and field, or the field of the header.
      expect(found.path, at).toMatch(/^(turn \d+: [a-zA-Z]|turns\.\d+|turns$|[a-zA-Z]+(\.|$))/);
      const atTurn = /^turns\.(\d+)/.exec(path.join('.'))?.[1];
      const foundTurn = /^turn (\d+): /.exec(found.path)?.[1];
      if (atTurn !== undefined && foundTurn !== undefined && what !== 'removed' && foundTurn !== '0')
        expect(Number(foundTurn), `${at}: ${found.path}`).toBe(record.turns[Number(atTurn)]?.turn);
    }
  }
  return tried;
};

describe('a record in which something was changed', () => {
  it('anywhere in a save with a draft, is refused with a code and a place', () => {
    expect(refusedEverywhere(short, 1)).toBeGreaterThan(400);
  });

  it('anywhere in a finished game, is refused with a code and a place', () => {
    expect(refusedEverywhere(whole, 13)).toBeGreaterThan(100);
  });

  it('by a field that JSON lets nobody see, is refused', () => {
    const text = makeGameFile(short).replace('"sections": {', `"sections": {"__proto__": "${'a'.repeat(32)}",`);
    expect(judge(text)).toMatchObject({ code: 'record/wrong-type', path: 'turns.0.sections.__proto__' });
  });

  it('by another legal order, is refused at the turn and the side', () => {
    const edited = structuredClone(whole) as unknown as { turns: { orders: { us: unknown[] } }[] };
    edited.turns[2]?.orders.us.splice(0, 10, { kind: 'offer', agreementId: 'hotline' });
    const found = judge(JSON.stringify(edited));
    expect(found).toMatchObject({ path: expect.stringMatching(/^turn 3: orders\.us/) });
  });
});
