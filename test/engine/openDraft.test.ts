/** A draft that grew order by order is not judged twice, and nothing else is taken for one. */
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/bots/index.ts';
import {
  hashState,
  openDraft,
  ORDER_KINDS,
  type Order,
  resolveTurn,
  type SideView,
  startState,
  viewFor,
} from '../../src/engine/index.ts';
import { type Domain, refusedOptions } from '../../src/engine/orders/definition.ts';
import { orderDomains } from '../../src/engine/orders/index.ts';
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

/** Views of a game of random orders, one a turn. */
const viewsOf = (seed: string): readonly SideView[] => {
  let state = startState(dawn, seed);
  const seen: SideView[] = [];
  while (state.outcome === null) {
    const views = { us: viewFor(dawn, state, 'us'), cn: viewFor(dawn, state, 'cn') };
    seen.push(structuredClone(views[state.turn % 2 === 0 ? 'us' : 'cn']));
    const sealed = { us: decide('random', dawn, views.us, seed), cn: decide('random', dawn, views.cn, seed) };
    const resolved = resolveTurn(dawn, state, sealed, { collect: false });
    if (!resolved.ok) throw new Error('the orders are legal');
    state = resolved.value.state;
  }
  return seen;
};

const withReasons = (domains: readonly Domain[]) =>
  domains.map((domain) => (domain.kind === 'choice' ? { ...domain, refused: refusedOptions(domain) } : domain));

/** What may be chosen of a domain: the ends, and what is not to be had. */
const valuesOf = (domain: Domain): readonly unknown[] =>
  domain.kind === 'choice'
    ? [domain.options[0], domain.options[domain.options.length - 1], 'nowhere']
    : [domain.min, domain.max, domain.max + 1];

describe('a form that is remembered', () => {
  it('is the one that would be made, whatever was chosen before', () => {
    for (const view of [...viewsOf('forms-1'), ...viewsOf('forms-2')]) {
      for (const kind of ORDER_KINDS) {
        const draft = openDraft(dawn, view);
        const chosen: Record<string, unknown> = {};
        for (const { name } of draft.form(kind)) {
          for (const value of draft.form(kind, chosen).flatMap((each) => (each.name === name ? valuesOf(each) : []))) {
            chosen[name] = value;
            expect(withReasons(draft.form(kind, chosen))).toEqual(
              withReasons(orderDomains(dawn, view, [], kind, { ...chosen })),
            );
          }
          const domain = draft.form(kind, { ...chosen, [name]: undefined }).find((each) => each.name === name);
          chosen[name] = domain === undefined ? undefined : valuesOf(domain)[0];
        }
      }
    }
  });
});
