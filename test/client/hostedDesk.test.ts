/** A side's common draft seen from one of its seats: steps and their way back, rights, and where to sit down. */
import { describe, expect, it } from 'vitest';
import { applyStep, framesOf, inverseOf, statesBefore, stepBetween } from '../../src/client/store/hostedDraft.ts';
import { freeSeat, heldSeats, rightsOf } from '../../src/client/store/hostedSeat.ts';
import { makeKeptSeats } from '../../src/client/store/keptSeats.ts';
import { parseSessionPlace, sessionAddress } from '../../src/client/store/sessionPlace.ts';
import type { Order } from '../../src/engine/index.ts';
import type { Role } from '../../src/protocol/session.ts';
import type { Desk, Status } from '../../src/protocol/sessionParts.ts';
import type { Seat, Side } from '../../src/ruleset/terms.ts';

const order = (amount: number): Order => ({ kind: 'raiseFunds', politicalCapital: amount }) as unknown as Order;
const [a, b, c] = [order(1), order(2), order(3)];

describe('a step of the draft', () => {
  it('is what comes and what goes, equal orders one for one', () => {
    expect(stepBetween([a, a, b], [a, c])).toEqual({ added: [c], removed: [a, b] });
    expect(applyStep([a, a, b], stepBetween([a, a, b], [a, c]))).toEqual([a, c]);
  });

  it('is taken back whatever others have placed meanwhile', () => {
    const step = stepBetween([a], [a, b]);
    expect(applyStep([a, b, c], inverseOf(step))).toEqual([a, c]);
    expect(statesBefore([b, c], [step, stepBetween([a, b], [b])])).toEqual([
      [c, a],
      [b, c, a],
    ]);
  });

  it('asks for each order by its own id, what goes first', () => {
    const draft = [a, a, b].map((each, place) => ({ orderId: `o${place}`, memberId: 'm', order: each }));
    expect(framesOf(draft, { added: [c], removed: [a, a, c] })).toEqual([
      { kind: 'order.remove', orderId: 'o0' },
      { kind: 'order.remove', orderId: 'o1' },
      { kind: 'order.add', order: c },
    ]);
  });
});

const member = (id: string, side: Side, seat: Seat) => ({ id, name: id, role: { kind: 'side', side, seat } as const });
const STATUS: Status = {
  stage: 'planning',
  turn: 1,
  turnCount: 8,
  playedCount: 0,
  deadlineMs: null,
  remainingMs: null,
  members: [member('ann', 'us', 'energyFinance'), member('bo', 'us', 'spaceMilitary'), member('cy', 'cn', 'principal')],
  leaders: { us: 'ann', cn: 'cy' },
  ledByBot: { us: false, cn: false },
  awaited: ['us', 'cn'],
  settings: { turnSeconds: null, roundSeconds: null, absent: 'plan', isTalkReviewed: false },
  outcome: null,
  isRevealed: false,
  takenBack: null,
};
const DESK: Desk = { draft: [{ orderId: 'o', memberId: 'bo', order: a }], sealed: null };

describe('rights at the desk', () => {
  it('are of the own seat, and for the leader of those in which nobody sits', () => {
    expect(heldSeats(STATUS, 'ann')).toEqual(['principal', 'energyFinance', 'intelligenceDiplomacy']);
    expect(heldSeats(STATUS, 'bo')).toEqual(['spaceMilitary']);
    expect(heldSeats(STATUS, 'nobody')).toEqual([]);
  });

  it('say who seals, and who has placed what', () => {
    expect(rightsOf(STATUS, DESK, 'us', 'ann')).toMatchObject({ seal: { kind: 'own' }, authors: ['bo'] });
    expect(rightsOf(STATUS, DESK, 'us', 'bo').seal).toEqual({ kind: 'other', name: 'ann' });
  });

  it('are none once it is sealed, paused, over, or a bot leads', () => {
    const sealed = { by: 'principal', orders: [a], cutCount: 1, dropped: [b] } as const;
    const after = rightsOf(STATUS, { ...DESK, sealed }, 'us', 'ann');
    expect(after).toMatchObject({ seats: [], seal: { kind: 'sealed', cutCount: 1, dropped: [b] } });
    for (const stage of ['paused', 'ended'] as const)
      expect(rightsOf({ ...STATUS, stage }, DESK, 'us', 'ann')).toMatchObject({ seats: [], seal: { kind: stage } });
    const bot = rightsOf({ ...STATUS, ledByBot: { us: true, cn: false } }, DESK, 'us', 'ann');
    expect(bot).toMatchObject({ seats: [], seal: { kind: 'bot' } });
  });

  it('lift no fog before everybody may see', () => {
    const over = { ...STATUS, stage: 'ended', outcome: {} } as unknown as Status;
    expect(rightsOf(over, DESK, 'us', 'ann').canDebrief).toBe(false);
    expect(rightsOf({ ...over, isRevealed: true }, DESK, 'us', 'ann').canDebrief).toBe(true);
  });
});

describe('where to sit down', () => {
  const ledByBot = { us: false, cn: false };
  it('fills both sides evenly, and a side from its principal on', () => {
    const roles: Role[] = [];
    for (let place = 0; place < 24; place += 1) roles.push(freeSeat({ roles, ledByBot }));
    const count = (side: Side, seat: Seat): number =>
      roles.filter((role) => role.kind === 'side' && role.side === side && role.seat === seat).length;
    for (const side of ['us', 'cn'] as const) {
      expect(count(side, 'principal')).toBe(1);
      expect(count(side, 'energyFinance')).toBe(4);
      expect(count(side, 'intelligenceDiplomacy')).toBe(3);
    }
    expect(roles.slice(0, 4).map((role) => role.kind === 'side' && role.side)).toEqual(['us', 'cn', 'us', 'cn']);
  });

  it('leaves sides alone that bots lead', () => {
    expect(freeSeat({ roles: [], ledByBot: { us: true, cn: false } })).toMatchObject({ side: 'cn' });
  });
});

describe('the address of a session', () => {
  it.each(['#session/abcd-efgh', '#session/ABCDEFGH', '#session/abcd efgh'])(
    '%s is read however it was typed',
    (hash) => {
      expect(parseSessionPlace(hash)).toEqual({ code: 'ABCDEFGH', isRoom: false });
    },
  );
  it('of the room is its own', () => {
    expect(parseSessionPlace(sessionAddress('abcdefgh', true))).toEqual({ code: 'ABCDEFGH', isRoom: true });
  });
  it.each(['', '#session/', '#model/session', '#session/<b>', '#session/ABCD/white'])('%j is none', (hash) => {
    expect(parseSessionPlace(hash)).toBeNull();
  });
});

const storage = (items: Map<string, string>): Storage =>
  ({
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }) as unknown as Storage;

describe('a kept seat', () => {
  it('is there for the next page, and gone when forgotten', () => {
    const items = new Map<string, string>();
    makeKeptSeats(() => storage(items)).keep('ABCDEFGH', { token: 't', waiting: [[1, '{}']] });
    const next = makeKeptSeats(() => storage(items));
    expect(next.read('ABCDEFGH')).toEqual({ token: 't', waiting: [[1, '{}']] });
    next.forget('ABCDEFGH');
    expect(makeKeptSeats(() => storage(items)).read('ABCDEFGH')).toBeNull();
  });

  it('that was damaged is none, and a closed storage keeps it as long as the page', () => {
    const items = new Map([['dawnline.seat.ABCDEFGH', '{"token":7}']]);
    expect(makeKeptSeats(() => storage(items)).read('ABCDEFGH')).toBeNull();
    const closed = makeKeptSeats(() => {
      throw new Error('private mode');
    });
    closed.keep('ABCDEFGH', { token: 't', waiting: [] });
    expect(closed.read('ABCDEFGH')?.token).toBe('t');
  });
});
