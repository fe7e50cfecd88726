/** What the white cell lays into a half-year: refused where it makes no sense, and replayed to the same hashes where it does. */
import { describe, expect, it } from 'vitest';
import {
  type GameRecord,
  legalRulings,
  makeRecord,
  recordTurn,
  replayRecord,
  resolveTurn,
  type Ruling,
  startState,
} from '../../src/engine/index.ts';
import { makeGameFile, parseGameFile } from '../../src/protocol/gameFile.ts';
import { changed, classroom, eventOf, NO_ORDERS, resolved } from '../support/game.ts';

const start = startState(classroom, 'rulings');
const [card] = classroom.ruleset.events.events;
const inject: Ruling = { kind: 'inject', eventId: card?.id ?? '' };
const groupId = start.groups[0]?.id ?? '';
const override: Ruling = {
  kind: 'override',
  reason: 'The class found a gap in the rules.',
  effects: [
    { kind: 'funds', side: 'us', fundsMusd: 500 },
    { kind: 'tension', tension: 3 },
    { kind: 'standing', side: 'cn', standing: -2 },
  ],
};

const recordWith = (rulings: readonly Ruling[]): GameRecord => {
  const first = resolved(classroom, start, NO_ORDERS, { rulings });
  const second = resolved(classroom, first.state);
  return makeRecord({
    game: classroom,
    seed: 'rulings',
    controllers: { us: 'person', cn: 'person' },
    turns: [recordTurn(first, NO_ORDERS, rulings), recordTurn(second, NO_ORDERS)],
    outcome: null,
  });
};

describe('rulings', () => {
  it('play a card and change the state by what they say, nothing else', () => {
    const without = resolved(classroom, start);
    const turn = resolved(classroom, start, NO_ORDERS, { rulings: [override] });
    expect(turn.state.sides.us.fundsMusd - without.state.sides.us.fundsMusd).toBeCloseTo(500, 6);
    expect(turn.state.sides.cn.fundsMusd).toBe(without.state.sides.cn.fundsMusd);
    expect(eventOf(turn, 'ruling.made')).toMatchObject({
      values: { reason: override.reason },
      visibleTo: { us: true, cn: true },
    });
    const played = resolved(classroom, start, NO_ORDERS, { rulings: [inject] });
    expect(played.state.eventsPlayed).toContain(card?.id);
    expect(legalRulings(classroom, played.state, [inject])).toMatchObject({
      ok: false,
      error: [{ code: 'ruling/already-played' }],
    });
  });

  it('stand in the record, which replays and verifies, in a file too', () => {
    const record = recordWith([inject, override]);
    expect(replayRecord(classroom, record).ok).toBe(true);
    const parsed = parseGameFile(makeGameFile(record));
    expect(parsed).toEqual({ ok: true, value: record });
    expect(recordWith([]).turns[0]).not.toHaveProperty('rulings');
  });

  it('cannot be changed, left out or added in a record without the replay saying so', () => {
    const record = recordWith([override]);
    const withFirst = (change: object): GameRecord => ({
      ...record,
      turns: record.turns.map((turn, place) => (place === 0 ? { ...turn, ...change } : turn)),
    });
    const hash = record.turns[0]?.rulings?.hash ?? '';
    const forged = [
      ['turn 1: rulings', { rulings: { made: [{ ...override, reason: 'Because.' }], hash } }],
      ['turn 1: rulings', { rulings: { made: [override, inject], hash } }],
      ['turn 1: estimates', { rulings: undefined }],
    ] as const;
    for (const [path, change] of forged)
      expect(replayRecord(classroom, withFirst(change))).toMatchObject({ ok: false, error: { path } });
    expect(replayRecord(classroom, withFirst({ rulings: { made: [{ kind: 'win' }], hash } }))).toMatchObject({
      ok: false,
      error: { code: 'ruling/unknown-kind', path: 'turn 1: rulings.0' },
    });
  });

  it.each([
    ['ruling/unknown-kind', 'win'],
    ['ruling/unknown-kind', { kind: 'win' }],
    ['ruling/wrong-field', { kind: 'inject', eventId: card?.id, side: 'us' }],
    ['ruling/unknown-target', { kind: 'inject', eventId: 'nothing-of-the-kind' }],
    ['ruling/no-reason', { kind: 'override', reason: ' ', effects: [{ kind: 'tension', tension: 1 }] }],
    ['ruling/out-of-range', { kind: 'override', reason: 'r', effects: [] }],
    ['ruling/unknown-kind', { kind: 'override', reason: 'r', effects: [{ kind: 'market', factor: 2 }] }],
    ['ruling/out-of-range', { kind: 'override', reason: 'r', effects: [{ kind: 'tension', tension: Number.NaN }] }],
    ['ruling/out-of-range', { kind: 'override', reason: 'r', effects: [{ kind: 'tension', tension: '3' }] }],
    [
      'ruling/unknown-target',
      { kind: 'override', reason: 'r', effects: [{ kind: 'funds', side: 'eu', fundsMusd: 1 }] },
    ],
    [
      'ruling/out-of-range',
      { kind: 'override', reason: 'r', effects: [{ kind: 'newUnits', programmeId: groupId, unitCount: 1.5 }] },
    ],
  ])('are refused with %s', (code, ruling) => {
    expect(legalRulings(classroom, start, [ruling])).toMatchObject({ ok: false, error: [{ code }] });
  });

  it('are for half-years only', () => {
    const round = changed(start, (draft) => {
      draft.stage = 'crisisRound';
    });
    expect(legalRulings(classroom, round, [])).toEqual({ ok: true, value: [] });
    expect(legalRulings(classroom, round, [override])).toMatchObject({
      ok: false,
      error: [{ code: 'ruling/not-in-crisis-round' }],
    });
    expect(() => resolveTurn(classroom, round, NO_ORDERS, { rulings: [override] })).toThrow('ruling');
  });
});
