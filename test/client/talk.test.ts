/** Talk as a seat reads it: threads, what waits for the white cell, to whom one may write, and when intents are stated. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayStateIntent, statedOf } from '../../src/client/desk/session/talk/intents.ts';
import {
  addresseesOf,
  answerTo,
  type Heard,
  isOpenQuestion,
  newFrom,
  partyOf,
  pendingCount,
  threadsOf,
} from '../../src/client/desk/session/talk/threads.ts';
import { messageText, parseSeatFrame } from '../../src/protocol/session.ts';
import type { Intent, Message } from '../../src/protocol/sessionParts.ts';

const said = (messageId: string, atMs: number, more: Partial<Message> = {}): Heard => ({
  messageId,
  memberId: 'ann',
  from: 'us',
  to: 'us',
  text: messageId,
  answers: null,
  atMs,
  turn: 0,
  ...more,
});
const sent = (text: string) =>
  parseSeatFrame(JSON.stringify({ id: 1, kind: 'message.send', to: 'us', text, answers: null }));
const intent = (memberId: string, turn: number, question: Intent['question']): Intent => ({
  memberId,
  side: 'us',
  turn,
  text: 'x',
  question,
  prob: 0.5,
});
const shape = (messages: readonly Heard[]) =>
  threadsOf(messages).map(({ first, answers }) => [first.messageId, ...answers.map(({ messageId }) => messageId)]);

describe('threads', () => {
  it('set answers under what they answer, the latest word first', () => {
    const messages = [
      said('a', 1),
      said('b', 2),
      said('a1', 3, { answers: 'a' }),
      said('c', 4),
      said('a2', 5, { answers: 'a1' }),
    ];
    expect(shape(messages)).toEqual([['a', 'a1', 'a2'], ['c'], ['b']]);
  });

  it('let an answer to something unheard stand for itself', () => {
    expect(shape([said('x', 1, { answers: 'unheard' }), said('y', 1)])).toEqual([['y'], ['x']]);
  });

  it('hold every message once, whatever answers what', () => {
    const any = fc.array(fc.option(fc.nat({ max: 30 }), { nil: null }), { maxLength: 30 });
    fc.assert(
      fc.property(any, (answers) => {
        const messages = answers.map((to, place) =>
          said(`m${place}`, Math.floor(place / 2), { answers: to === null ? null : `m${to}` }),
        );
        expect(shape(messages).flat().toSorted()).toEqual(messages.map(({ messageId }) => messageId).toSorted());
      }),
    );
  });
});

describe('the white cell', () => {
  const question = said('q', 1, { to: 'white', state: 'delivered' });
  const crossed = said('x', 2, { to: 'cn', state: 'waiting' });

  it('is waited for by words to pass on and by questions, until it has ruled and answered', () => {
    expect(pendingCount([question, crossed])).toBe(2);
    const answer = said('r', 3, { from: 'white', to: 'us', answers: 'q', state: 'delivered' });
    expect(pendingCount([question, { ...crossed, state: 'intercepted' }, answer])).toBe(0);
  });

  it('has not answered a question when somebody else has', () => {
    const [thread] = threadsOf([question, said('r', 2, { to: 'white', answers: 'q' })]);
    expect(thread !== undefined && isOpenQuestion(thread)).toBe(true);
    expect(threadsOf([said('w', 1, { from: 'white', to: 'white' })]).some(isOpenQuestion)).toBe(false);
  });
});

describe('who writes to whom', () => {
  it('is what the session takes', () => {
    expect(addresseesOf('cn')).toEqual(['cn', 'us', 'white']);
    expect(addresseesOf('white')).toEqual(['us', 'cn', 'all', 'white']);
    expect(partyOf({ kind: 'observer' })).toBeNull();
    expect(partyOf({ kind: 'white', office: 'analyst' })).toBe('white');
  });

  it('answers the other party of a message', () => {
    expect(answerTo({ from: 'white', to: 'us' }, 'us')).toBe('white');
    expect(answerTo({ from: 'us', to: 'white' }, 'us')).toBe('white');
    expect(answerTo({ from: 'us', to: 'white' }, 'white')).toBe('us');
    expect(answerTo({ from: 'white', to: 'all' }, 'white')).toBe('all');
    expect(answerTo({ from: 'cn', to: 'us' }, 'us')).toBe('cn');
  });
});

it('tells as new what others have said since', () => {
  const before = [said('a', 1, { memberId: 'bo' })];
  const now = [...before, said('b', 2), said('c', 3, { memberId: 'bo' })];
  expect(newFrom(before, now, 'ann').map(({ messageId }) => messageId)).toEqual(['c']);
});

it('counts the characters of a message as the server does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
      const message = messageText(text);
      expect(messageText(message)).toBe(message);
      expect(sent(message).ok).toBe(message !== '' && message.length <= 500);
    }),
  );
});

describe('intents', () => {
  it('stand in the same order when one is stated anew', () => {
    const [a, b, old] = [intent('a', 2, 'outscores'), intent('b', 2, 'outscores'), intent('a', 1, 'outscores')];
    expect(statedOf([b, old, a], 2)).toEqual(statedOf([a, b], 2));
  });

  it('are stated while a half-year is planned, until the side has sealed', () => {
    const sealed = { by: 'principal', orders: [], cutCount: 0, dropped: [] } as const;
    expect(mayStateIntent({ stage: 'planning' }, { sealed: null })).toBe(true);
    expect(mayStateIntent({ stage: 'planning' }, { sealed })).toBe(false);
    expect(mayStateIntent({ stage: 'crisisRound' }, { sealed: null })).toBe(false);
    expect(mayStateIntent(null, null)).toBe(false);
  });
});
