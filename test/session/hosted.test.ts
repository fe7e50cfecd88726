/** A hosted game: what each seat may do, what follows by itself, what the log comes to, and what nobody may see. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/bots/index.ts';
import { replayRecord } from '../../src/engine/index.ts';
import { recordOf } from '../../src/session/fold.ts';
import { exportOf, readPage, scoredIntents } from '../../src/session/pictures.ts';
import { RESEARCH_TRACKS } from '../../src/ruleset/terms.ts';
import { playGame } from '../../src/study/index.ts';
import { classroom } from '../support/game.ts';
import { openTable, plain, principal, refolded, SETTINGS, type Table } from '../support/hosted.ts';

const seated = (settings = SETTINGS): Table => {
  const table = openTable(classroom, 'hosted', settings);
  table.join('Ann', principal('us'));
  table.join('Bo', principal('cn'));
  table.send('white', { kind: 'session.start' });
  return table;
};
const sealBoth = (table: Table): void => {
  expect(table.seal('ann', decide('balancer', classroom, table.view('us'), 'hosted'))).toBe('ok');
  expect(table.seal('bo', decide('balancer', classroom, table.view('cn'), 'hosted'))).toBe('ok');
};

const expectCalled = (table: Table): void => {
  const session = table.session();
  expect(session).toMatchObject({ stage: 'ended', state: { outcome: { end: 'called' } } });
  expect(replayRecord(classroom, recordOf(session)).ok).toBe(true);
  expect(refolded(classroom, table.log())).toBe(plain(session));
  for (const memberId of ['ann', 'bo']) expect(table.screen(memberId)).toContain('"end":"called"');
};

describe('a whole game', () => {
  it('comes out as the same orders do without a session, and its log folds to the same session', () => {
    const table = seated();
    while (table.session().stage !== 'ended') sealBoth(table);
    const played = playGame({ game: classroom, seed: 'hosted', controllers: { us: 'balancer', cn: 'balancer' } });
    const record = recordOf(table.session());
    expect(record.turns.map(({ hash }) => hash)).toEqual(played.turns.map(({ hash }) => hash));
    expect(replayRecord(classroom, record).ok).toBe(true);
    expect(refolded(classroom, table.log())).toBe(plain(table.session()));
    expect(table.send('white', { kind: 'session.reveal' })).toBe('ok');
    expect(table.screen('ann')).toContain('"reveal"');
  });

  it('plays on with a bot in place of a side, and with nobody but the hour', () => {
    const table = openTable(classroom, 'hosted', { ...SETTINGS, turnSeconds: 60 });
    table.join('Ann', principal('us'));
    expect(table.send('white', { kind: 'session.start' })).toBe('session/empty-side');
    expect(table.send('white', { kind: 'side.bot', side: 'cn', botId: 'hawk of nothing' })).toBe('session/unknown-bot');
    expect(table.send('white', { kind: 'side.bot', side: 'cn', botId: 'random' })).toBe('ok');
    expect(table.send('white', { kind: 'session.start' })).toBe('ok');
    expect(table.session().deadlineMs).toBe(61_000);
    expect(table.seal('ann', [])).toBe('ok');
    expect(table.session().state.turn).toBe(1);
    table.at(60_999);
    expect(table.hour()).toBe(false);
    table.at(61_000);
    expect(table.hour()).toBe(true);
    expect(table.session().state.turn).toBe(2);
    expect(table.session().turns.at(-1)?.orders.us.length).toBeGreaterThan(0);
    expect(refolded(classroom, table.log())).toBe(plain(table.session()));
  });
});

describe('frames', () => {
  it('are taken once: a repeat is known, a forgery and one that comes late are refused', () => {
    const table = seated();
    const order = { kind: 'setPosture', posture: 'escalate' };
    expect(table.send('ann', { kind: 'order.add', order }, 5)).toBe('ok');
    expect(table.send('ann', { kind: 'order.add', order }, 5)).toBe('repeat');
    expect(table.send('ann', { kind: 'draft.clear' }, 5)).toBe('frame/replayed');
    expect(table.send('ann', { kind: 'draft.clear' }, 4)).toBe('frame/out-of-order');
    expect(table.session().drafts.us).toHaveLength(1);
    expect(table.session().drafts.us[0]?.orderId).toBe('ann-5');
  });

  it('never throw and never change what they may not, whatever is in them', () => {
    const table = seated();
    const spectator = table.join('Eve', { kind: 'observer' });
    const before = plain(table.session());
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('ann', 'bo', 'eve'), (json, memberId) => {
        const value = JSON.parse(json) as unknown;
        const frame = typeof value === 'object' && value !== null ? { ...value } : { kind: value };
        expect(table.send(memberId, frame)).toMatch(/^frame\//);
      }),
      { numRuns: 300 },
    );
    for (const kind of ['seal', 'session.end', 'turn.force', 'draft.plan', 'side.bot', 'order.remove'])
      expect(table.send(spectator, { kind, turn: 1, stage: 'turn', side: 'us', botId: null })).not.toBe('ok');
    for (const kind of ['session.end', 'turn.force', 'session.pause', 'session.reveal'])
      expect(table.send('ann', { kind })).toBe('session/not-allowed');
    expect(plain(table.session())).toBe(before);
  });

  it('carry no text that hides or turns', () => {
    const table = seated();
    table.send('ann', { kind: 'message.send', to: 'us', text: ' <b>a</b>\u202E\u0000\n\tz ', answers: null });
    expect(table.session().messages[0]?.text).toBe('<b>a</b>\nz');
    const tall = Array.from({ length: 200 }, (_, place) => (place % 9 === 0 ? '\u200B' : 'y')).join('\r\n');
    table.send('ann', { kind: 'message.send', to: 'us', text: tall, answers: null });
    const lines = table.session().messages[1]?.text.split('\n') ?? [];
    expect(lines).toHaveLength(12);
    expect(lines.every((line) => /^y( y)*$/.test(line))).toBe(true);
    expect(table.send('ann', { kind: 'message.send', to: 'us', text: '\u200B ', answers: null })).toBe(
      'frame/malformed',
    );
    expect(table.send('ann', { kind: 'message.send', to: 'us', text: 'x'.repeat(20_000), answers: null })).toBe(
      'frame/too-large',
    );
  });
});

describe('seats', () => {
  it('give the orders of their own seat, and the leader those of empty ones', () => {
    const table = seated();
    const energy = table.join('Eli', { kind: 'side', side: 'us', seat: 'energyFinance' });
    table.join('Ely', { kind: 'side', side: 'us', seat: 'energyFinance' });
    expect(() => table.join('Pat', principal('us'))).toThrow('session/seat-taken');
    const [money] = decide('balancer', classroom, table.view('us'), 'hosted').filter(({ kind }) => kind === 'research');
    const [first] = decide('balancer', classroom, table.view('us'), 'hosted');
    expect(first).toBeDefined();
    const posture = { kind: 'setPosture', posture: 'escalate' };
    expect(table.send(energy, { kind: 'order.add', order: posture })).toBe('order/not-this-seat');
    if (money !== undefined) expect(table.send('ann', { kind: 'order.add', order: money })).toBe('order/not-this-seat');
    expect(table.send(energy, { kind: 'draft.plan' })).toBe('ok');
    expect(table.send(energy, { kind: 'seal', turn: 1, stage: 'turn' })).toBe('session/not-principal');
    table.send('white', { kind: 'member.remove', memberId: 'ann' });
    expect(table.send(energy, { kind: 'seal', turn: 2, stage: 'turn' })).toBe('session/other-turn');
    expect(table.send(energy, { kind: 'seal', turn: 1, stage: 'turn' })).toBe('ok');
    expect(table.send(energy, { kind: 'draft.clear' })).toBe('session/sealed');
    expect(table.send('white', { kind: 'member.move', memberId: 'white', role: { kind: 'observer' } })).toBe(
      'session/last-controller',
    );
  });
});

describe('the white cell', () => {
  it('pauses, extends, and gives back the time that was left', () => {
    const table = seated({ ...SETTINGS, turnSeconds: 100 });
    table.at(51_000);
    expect(table.send('white', { kind: 'session.pause' })).toBe('ok');
    expect(table.send('ann', { kind: 'draft.plan' })).toBe('session/wrong-stage');
    expect(table.send('white', { kind: 'timer.extend', seconds: 10 })).toBe('ok');
    table.at(500_000);
    expect(table.hour()).toBe(false);
    expect(table.send('white', { kind: 'session.resume' })).toBe('ok');
    expect(table.session().deadlineMs).toBe(560_000);
    expect(table.send('white', { kind: 'turn.force' })).toBe('ok');
    expect(table.session().state.turn).toBe(1);
  });

  it('injects, overrides and steps back, and the record still replays and verifies', () => {
    const table = seated();
    const [now, later] = classroom.ruleset.events.events.map(({ id }) => id);
    expect(table.send('white', { kind: 'inject.prepare', eventId: 'no-such-card', when: { kind: 'now' } })).toBe(
      'ruling/unknown-target',
    );
    table.send('white', { kind: 'inject.prepare', eventId: now, when: { kind: 'now' } });
    table.send('white', { kind: 'inject.prepare', eventId: later, when: { kind: 'turn', turn: 2 } });
    const effects = [{ kind: 'tension', tension: 5 }];
    expect(table.send('white', { kind: 'override.make', reason: '', effects })).toBe('frame/malformed');
    expect(table.send('white', { kind: 'override.make', reason: 'As agreed in class.', effects })).toBe('ok');
    sealBoth(table);
    expect(table.session().state.eventsPlayed).toContain(now);
    const { hash } = table.session().turns[0] ?? {};
    expect(table.send('white', { kind: 'turn.back', reason: 'A slip.' })).toBe('ok');
    expect(table.session()).toMatchObject({ state: { turn: 0 }, turns: [], stage: 'planning' });
    expect(table.session().drafts.us.length).toBeGreaterThan(0);
    for (const memberId of ['ann', 'bo', 'white']) expect(table.screen(memberId)).toContain('"takenBack":"A slip."');
    const [held] = table.session().injects;
    table.send('white', { kind: 'inject.prepare', eventId: held?.eventId, when: { kind: 'now' } });
    sealBoth(table);
    expect(table.session().turns[0]?.hash).toBe(hash);
    expect(table.screen('ann')).not.toContain('A slip.');
    sealBoth(table);
    expect(table.session().state.eventsPlayed).toContain(later);
    expect(replayRecord(classroom, recordOf(table.session())).ok).toBe(true);
    expect(refolded(classroom, table.log())).toBe(plain(table.session()));
    const exported = exportOf(table.session(), table.log());
    expect(exported).toContain('As agreed in class.');
    expect(exported).not.toContain('hash of');
  });

  describe('ends the game before its time', () => {
    it('with what lies on the desks, and it is scored, recorded and revealed', () => {
      const table = seated();
      sealBoth(table);
      const [order] = decide('balancer', classroom, table.view('us'), 'hosted');
      expect(table.send('ann', { kind: 'order.add', order })).toBe('ok');
      expect(table.send('ann', { kind: 'session.end' })).toBe('session/not-allowed');
      expect(table.send('white', { kind: 'session.end' })).toBe('ok');
      expectCalled(table);
      expect(table.session().turns).toHaveLength(2);
      expect(table.session().turns[1]?.orders.us).toHaveLength(1);
      expect(table.send('white', { kind: 'session.end' })).toBe('session/wrong-stage');
      expect(table.send('white', { kind: 'session.reveal' })).toBe('ok');
      expect(table.session().isRevealed).toBe(true);
    });

    it('while it is paused, and takes that back', () => {
      const table = seated({ ...SETTINGS, turnSeconds: 100 });
      table.send('white', { kind: 'session.pause' });
      expect(table.send('white', { kind: 'session.end' })).toBe('ok');
      expectCalled(table);
      expect(table.session().deadlineMs).toBeNull();
      expect(table.send('white', { kind: 'turn.back', reason: 'The bell was wrong.' })).toBe('ok');
      expect(table.session()).toMatchObject({ stage: 'planning', state: { turn: 0, outcome: null } });
      sealBoth(table);
      expect(table.session()).toMatchObject({ stage: 'planning', state: { turn: 1, outcome: null } });
    });

    it('in a crisis round, when the crisis has been answered', () => {
      const table = seated();
      const effects = [{ kind: 'tension', tension: 30 }];
      for (let turn = 0; turn < 5 && table.session().stage === 'planning'; turn++) {
        table.send('white', { kind: 'override.make', reason: 'To the brink.', effects });
        sealBoth(table);
      }
      expect(table.session().stage).toBe('crisisRound');
      const before = table.session().turns.length;
      expect(table.send('white', { kind: 'session.end' })).toBe('ok');
      expectCalled(table);
      expect(table.session().turns).toHaveLength(before + 2);
    });

    it('only closes a lobby', () => {
      const table = openTable(classroom);
      expect(table.send('white', { kind: 'session.end' })).toBe('ok');
      expect(table.session()).toMatchObject({ stage: 'ended', turns: [], state: { outcome: null } });
    });
  });

  it('tells a side, and nobody else, what its seal left out, also once it is resolved', () => {
    const table = seated();
    expect(table.send('ann', { kind: 'order.add', order: { kind: 'raiseFunds', politicalCapital: 1 } }, 50)).toBe('ok');
    // All the money is spent, and then some of it is not there any more.
    for (const track of RESEARCH_TRACKS)
      for (let amountMusd = 3000; amountMusd >= 100; amountMusd -= 100)
        table.send('ann', { kind: 'order.add', order: { kind: 'research', track, amountMusd } });
    expect(table.send('ann', { kind: 'order.remove', orderId: 'ann-50' })).toBe('ok');
    table.send('bo', { kind: 'seal', turn: 1, stage: 'turn' });
    expect(table.send('ann', { kind: 'seal', turn: 1, stage: 'turn' })).toBe('ok');
    const page = readPage(table.session(), 'us', 0);
    expect(page).toMatchObject({ trimmed: expect.anything() });
    expect(readPage(table.session(), 'cn', 0)).toMatchObject({ trimmed: null });
    expect(refolded(classroom, table.log())).toBe(plain(table.session()));
  });

  it('holds up, passes on and keeps back words to the other side', () => {
    const table = seated({ ...SETTINGS, isTalkReviewed: true });
    table.send('ann', { kind: 'message.send', to: 'cn', text: 'Let us talk.', answers: null }, 10);
    table.send('ann', { kind: 'message.send', to: 'cn', text: 'Or else.', answers: null }, 11);
    expect(table.screen('bo')).not.toContain('Let us talk.');
    table.send('white', { kind: 'message.release', messageId: 'ann-10' });
    table.send('white', { kind: 'message.intercept', messageId: 'ann-11' });
    expect(table.screen('bo')).toContain('Let us talk.');
    expect(table.screen('bo')).not.toContain('Or else.');
    expect(table.screen('ann')).not.toContain('intercepted');
    expect(table.send('white', { kind: 'message.release', messageId: 'ann-11' })).toBe('session/unknown-message');
  });
});

it('scores forecasts of half-years that were played', () => {
  const table = seated();
  const forecast = { kind: 'intent.state', turn: 1, text: 'Build first.', question: 'tensionRises', prob: 0.2 };
  expect(table.send('ann', { ...forecast, turn: 2 })).toBe('session/other-turn');
  expect(table.send('ann', forecast)).toBe('ok');
  expect(scoredIntents(table.session())).toEqual([]);
  const late = seated();
  late.send('ann', { kind: 'seal', turn: 1, stage: 'turn' });
  expect(late.send('ann', forecast)).toBe('session/sealed');
  sealBoth(table);
  const [scored] = scoredIntents(table.session());
  expect(scored?.brier).toBeCloseTo(scored?.isTrue === true ? 0.64 : 0.04, 9);
});

/** All that a side and the room see of a game in which the other side does one thing or another in secret. */
const told = (isOther: boolean): string => {
  const table = seated({ ...SETTINGS, isTalkReviewed: true });
  const screens: string[] = [];
  const look = (): void => void screens.push(table.screen('ann'));
  table.join('Room', { kind: 'projector' });
  look();
  if (isOther) table.send('bo', { kind: 'draft.plan' });
  const text = isOther ? 'one' : 'two';
  table.send('bo', { kind: 'message.send', to: 'cn', text, answers: null }, 500);
  table.send('bo', { kind: 'message.send', to: 'us', text, answers: null }, 501);
  table.send('bo', { kind: 'message.send', to: 'white', text, answers: null }, 502);
  table.send('bo', { kind: 'intent.state', turn: 1, text, question: 'outscores', prob: isOther ? 0.1 : 0.9 }, 503);
  table.send('white', {
    kind: 'inject.prepare',
    eventId: 'market-boom',
    when: isOther ? { kind: 'held' } : { kind: 'turn', turn: 9 },
  });
  table.send('white', { kind: 'message.intercept', messageId: 'bo-501' });
  look();
  table.send('bo', { kind: 'seal', turn: 1, stage: 'turn' }, 504);
  look();
  screens.push(table.screen('room'), JSON.stringify(readPage(table.session(), 'us', 0)));
  return screens.join('\n');
};
it('shows a side nothing of what the other drafts, seals, says, foresees and is ruled', () => {
  expect(told(true)).toBe(told(false));
});
