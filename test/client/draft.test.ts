/** The draft's steps: every change can be undone and redone, and a new change forgets what was undone. */
import { describe, expect, it } from 'vitest';
import { addOrder, changeDraft, EMPTY_DRAFT, redoDraft, removeOrder, undoDraft } from '../../src/client/store/draft.ts';
import type { Order } from '../../src/engine/index.ts';

const surveil: Order = { kind: 'surveil' };
const protest: Order = { kind: 'setPosture', posture: 'protest' };

describe('draft', () => {
  it('undoes and redoes', () => {
    const two = addOrder(addOrder(EMPTY_DRAFT, surveil), protest);
    const one = undoDraft(two);
    expect(one.orders).toEqual([surveil]);
    expect(undoDraft(one).orders).toEqual([]);
    expect(redoDraft(redoDraft(undoDraft(one))).orders).toEqual([surveil, protest]);
  });
  it('stays as it is where there is nothing to undo or redo', () => {
    expect(undoDraft(EMPTY_DRAFT)).toBe(EMPTY_DRAFT);
    expect(redoDraft(EMPTY_DRAFT)).toBe(EMPTY_DRAFT);
  });
  it('forgets what was undone when something new is ordered', () => {
    const undone = undoDraft(addOrder(EMPTY_DRAFT, surveil));
    expect(redoDraft(addOrder(undone, protest)).orders).toEqual([protest]);
  });
  it('takes back one order by its place', () => {
    const draft = changeDraft(EMPTY_DRAFT, [surveil, protest]);
    expect(removeOrder(draft, 0).orders).toEqual([protest]);
    expect(undoDraft(removeOrder(draft, 0)).orders).toEqual([surveil, protest]);
  });
  it('keeps a bounded number of steps', () => {
    let draft = EMPTY_DRAFT;
    for (let step = 0; step < 200; step += 1) draft = changeDraft(draft, [surveil]);
    expect(draft.past.length).toBeLessThanOrEqual(50);
  });
});
