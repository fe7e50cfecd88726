/** Talk told bit by bit is the same talk, and tells one side nothing of what the white cell does with the words of the other. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Intent, Talk } from '../../src/protocol/sessionParts.ts';
import { joinTalk, NO_TALK, talkSince } from '../../src/protocol/talk.ts';
import { picturesFor } from '../../src/session/index.ts';
import type { Audience } from '../../src/session/pictures.ts';
import { classroom } from '../support/game.ts';
import { openTable, principal, SETTINGS, type Table } from '../support/hosted.ts';

const AUDIENCES: readonly Audience[] = ['us', 'cn', 'white', 'room'];
const talkOf = (table: Table, audience: Audience): Talk => picturesFor(table.session(), audience).get('talk') as Talk;

const seated = (): Table => {
  const table = openTable(classroom, 'talk', { ...SETTINGS, isTalkReviewed: true });
  table.join('Ann', principal('us'));
  table.join('Bo', principal('cn'));
  table.send('white', { kind: 'session.start' });
  return table;
};

const byKey = (intents: readonly Intent[]): readonly string[] => intents.map((each) => JSON.stringify(each)).toSorted();

const act = fc.oneof(
  fc.record({
    kind: fc.constant('message.send'),
    by: fc.constantFrom('ann', 'bo', 'white'),
    to: fc.constantFrom('us', 'cn', 'white', 'all'),
  }),
  fc.record({ kind: fc.constantFrom('message.release', 'message.intercept'), nth: fc.nat({ max: 12 }) }),
  fc.record({
    kind: fc.constant('intent.state'),
    by: fc.constantFrom('ann', 'bo'),
    question: fc.constantFrom('outscores', 'tensionRises'),
    prob: fc.constantFrom(0.2, 0.9),
  }),
);

it('joins to the whole, whatever is said, let through or stated again', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
      const table = seated();
      const told = new Map<Audience, Talk>(AUDIENCES.map((audience) => [audience, NO_TALK]));
      const seen = new Map(told);
      for (const [at, each] of acts.entries()) {
        table.at(2_000 + at);
        if ('to' in each) table.send(each.by, { kind: each.kind, to: each.to, text: `words ${at}`, answers: null });
        else if ('nth' in each)
          table.send('white', { kind: each.kind, messageId: table.session().messages[each.nth]?.messageId ?? 'none' });
        else table.send(each.by, { kind: each.kind, turn: 1, text: `${at}`, question: each.question, prob: each.prob });
        for (const audience of AUDIENCES) {
          const now = talkOf(table, audience);
          const more = talkSince(seen.get(audience) ?? NO_TALK, now);
          seen.set(audience, now);
          const joined = more === null ? told.get(audience) : joinTalk(told.get(audience) ?? NO_TALK, more);
          told.set(audience, joined ?? NO_TALK);
          expect(joined?.messages).toEqual(now.messages);
          expect(byKey(joined?.intents ?? [])).toEqual(byKey(now.intents));
        }
      }
    }),
    { numRuns: 60 },
  );
});

/** What is told to who wrote a message, and to whom it was for, when the white cell does this with it. */
const told = (kind: 'message.release' | 'message.intercept' | null): readonly (Talk | null)[] => {
  const table = seated();
  table.send('ann', { kind: 'message.send', to: 'cn', text: 'Let us talk.', answers: null }, 10);
  const [ann, bo] = [talkOf(table, 'us'), talkOf(table, 'cn')];
  if (kind !== null) table.send('white', { kind, messageId: 'ann-10' });
  return [talkSince(ann, talkOf(table, 'us')), talkSince(bo, talkOf(table, 'cn'))];
};
it('says nothing again to whoever wrote it, when it is let through or kept back', () => {
  expect(told('message.release')).toEqual([
    null,
    { messages: [expect.objectContaining({ text: 'Let us talk.' })], intents: [] },
  ]);
  expect(told('message.intercept')).toEqual([null, null]);
  expect(told(null)).toEqual([null, null]);
});

it('is the same object while nothing is said, so that other steps write none of it', () => {
  const table = seated();
  table.send('ann', { kind: 'message.send', to: 'us', text: 'First.', answers: null });
  const before = talkOf(table, 'us');
  table.send('ann', { kind: 'draft.plan' });
  expect(talkOf(table, 'us')).toBe(before);
});
