/** A draft that grew order by order is not judged twice, and nothing else is taken for one. */
import { describe, expect, it } from 'vitest';
import { hashState, openDraft, type Order, resolveTurn, startState, viewFor } from '../../src/engine/index.ts';
import { dawn } from '../support/game.ts';

const opened = () => {
  const state = startState(dawn, 'draft');
  const views = { us: viewFor(dawn, state, 'us'), cn: viewFor(dawn, state, 'cn') };
  const draft = openDraft(dawn, views.us);
  expect(draft.place({ kind: 'research', track: 'bus', amountMusd: 100 })).toBe(true);
  expect(draft.place({ kind: 'research', track: 'chip', amountMusd: 200 })).toBe(true);
  return { state, views, draft };
};

describe('a draft that was opened from a view', () => {
  it('resolves as the same orders from anywhere else', () => {
    const { state, views, draft } = opened();
    const own = resolveTurn(dawn, state, { us: draft.orders, cn: [] }, { views });
    const copied = resolveTurn(dawn, state, { us: structuredClone(draft.orders), cn: [] });
    if (!own.ok || !copied.ok) throw new Error('the draft is legal');
    expect(hashState(own.value.state)).toBe(hashState(copied.value.state));
    expect(own.value.findings).toEqual(copied.value.findings);
  });

  it('is judged anew where it is not what was placed', () => {
    const tooMuch: Order = { kind: 'research', track: 'bus', amountMusd: 1e9 };
    const changes: readonly ((orders: Order[]) => void)[] = [
      (orders) => Object.assign(orders[0] as Order, tooMuch),
      (orders) => orders.splice(0, 1, tooMuch),
      (orders) => orders.push(tooMuch),
    ];
    for (const change of changes) {
      const { state, views, draft } = opened();
      change(draft.orders as Order[]);
      expect(resolveTurn(dawn, state, { us: draft.orders, cn: [] }, { views }).ok).toBe(false);
    }
  });

  it('is judged anew against another view, and for the other side', () => {
    const { state, views, draft } = opened();
    const poor = { ...views.us, own: { ...views.us.own, fundsMusd: 0, politicalCapital: 0 } };
    const sealed = { us: draft.orders, cn: [] };
    expect(resolveTurn(dawn, state, sealed, { views: { ...views, us: poor } }).ok).toBe(false);
    expect(resolveTurn(dawn, state, sealed, { views }).ok).toBe(true);
  });
});
