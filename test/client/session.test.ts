/** A session is a function of its record: saved, reopened and read from a file it is the same game. */
import { describe, expect, it } from 'vitest';
import { readRuleset, RULES_DIR } from '../../src/cli/rulesFolder.ts';
import { savedFromFile } from '../../src/client/store/files.ts';
import {
  withoutSeat,
  withSeatPlan,
  withStaffPlan,
  withStanding,
  withTemplate,
} from '../../src/client/store/planning.ts';
import {
  openSession,
  recordOf,
  reopenSession,
  type Session,
  saveOf,
  sealTurn,
} from '../../src/client/store/session.ts';
import { hashState, legalDraft, type Order, orderSeat } from '../../src/engine/index.ts';
import { makeGameFile } from '../../src/protocol/gameFile.ts';
import type { Result } from '../../src/units/result.ts';

const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const ruleset = valueOf(readRuleset(RULES_DIR));

const played = (turns: number, packId = 'base'): Session => {
  let session = valueOf(
    openSession(ruleset, { scenarioId: 'classroom', packId, side: 'cn', opponent: 'balancer', seed: 'session' }),
  );
  for (let turn = 0; turn < turns; turn += 1) session = valueOf(sealTurn(session));
  return withStaffPlan(session);
};

describe('session', () => {
  const session = played(3);
  const saved = saveOf(session, 'table', 0);

  it('adds a page a turn, with what each order was said to do', () => {
    expect(session.pages.map(({ turn }) => turn)).toEqual([1, 2, 3]);
    for (const page of session.pages) expect(page.expected.length).toBe(page.orders.length);
  });
  it('reopens as it was, the draft and its steps too', () => {
    const reopened = valueOf(reopenSession(ruleset, saved));
    expect(hashState(reopened.state)).toBe(hashState(session.state));
    expect(reopened.draft).toEqual(session.draft);
    expect(reopened.view).toEqual(session.view);
    expect(reopened.pages).toEqual(session.pages);
  });
  it('reads its own file, with the side that a person leads', () => {
    const read = valueOf(savedFromFile(makeGameFile(recordOf(session)), 0));
    expect(read.side).toBe('cn');
    expect(hashState(valueOf(reopenSession(ruleset, read)).state)).toBe(hashState(session.state));
  });
  it('refuses a record that was changed, and says where', () => {
    const [first, ...rest] = saved.record.turns;
    const changed = {
      ...saved,
      record: {
        ...saved.record,
        turns: first === undefined ? rest : [{ ...first, orders: { ...first.orders, cn: [] } }, ...rest],
      },
    };
    const reopened = reopenSession(ruleset, changed);
    expect(reopened.ok).toBe(false);
    if (!reopened.ok) expect(reopened.error[0]).toMatchObject({ code: 'record/differs', path: 'turn 1: orders.cn' });
  });
  it('shows no events and findings but those its side may see', () => {
    for (const page of session.pages) {
      for (const finding of page.report.findings) expect(finding.visibleTo.cn).toBe(true);
      for (const event of page.report.events) expect(event.visibleTo.cn).toBe(true);
    }
  });
});

describe('session under a pack of assumptions', () => {
  const path = 'vehicles.starship.floorPriceUsdPerKg';
  const session = played(2, 'sceptic');

  it('plays with the numbers of the pack and tells what they replace', () => {
    const change = session.replaced.find((each) => each.path === path);
    expect(change?.before).toEqual(ruleset.provenance[path]);
    expect(session.game.ruleset.provenance[path]).toEqual(change?.after);
    expect(session.replaced.length).toBe(ruleset.packs.find(({ id }) => id === 'sceptic')?.overrides.length);
  });
  it('keeps the pack in its record, and reopens under it, from the autosave and from a file', () => {
    const saved = saveOf(session, 'table', 0);
    expect(saved.record.pack).toBe('sceptic');
    const read = valueOf(savedFromFile(makeGameFile(recordOf(session)), 0));
    for (const each of [saved, read]) {
      const reopened = valueOf(reopenSession(ruleset, each));
      expect(reopened.setup.packId).toBe('sceptic');
      expect(reopened.replaced).toEqual(session.replaced);
      expect(hashState(reopened.state)).toBe(hashState(session.state));
    }
  });
  it('refuses a record whose pack was changed, or is not known', () => {
    const { record, ...rest } = saveOf(session, 'table', 0);
    for (const [pack, code] of [
      ['base', 'record/other-rules'],
      ['none such', 'game/unknown-pack'],
    ] as const) {
      const reopened = reopenSession(ruleset, { ...rest, record: { ...record, pack } });
      expect(reopened.ok ? [] : reopened.error.map((problem) => problem.code)).toEqual([code]);
    }
  });
  it('replaces nothing under the base pack', () => {
    expect(played(0).replaced).toEqual([]);
  });
});

describe('planning', () => {
  const opened = played(0);
  const watch: Order = { kind: 'surveil' };

  it('opens every turn with the staff plan', () => {
    for (const session of [opened, valueOf(sealTurn(opened))]) {
      expect(session.draft.orders.length).toBeGreaterThan(3);
      expect(session.draft.orders).toEqual(session.plan);
    }
  });
  it('clears and takes the plan of one seat, and leaves the others theirs', () => {
    const seat = 'spaceMilitary';
    const others = opened.plan.filter(({ kind }) => orderSeat(kind) !== seat);
    const cleared = withoutSeat(opened, seat);
    expect(cleared.draft.orders).toEqual(others);
    const again = withSeatPlan(cleared, seat);
    expect(new Set(again.draft.orders)).toEqual(new Set(opened.plan));
    expect(again.draft.past.length).toBe(opened.draft.past.length + 2);
  });
  it('gives a standing order every turn, before the plan, until it is stopped', () => {
    const standing = withStanding(opened, watch);
    const next = valueOf(sealTurn(standing));
    expect(next.draft.orders).toContainEqual(watch);
    expect(legalDraft(next.game, next.view, next.draft.orders).ok).toBe(true);
    const reopened = valueOf(reopenSession(ruleset, saveOf(next, 'table', 0)));
    expect(reopened.standing).toEqual([watch]);
    expect(withStanding(reopened, watch).standing).toEqual([]);
  });
  it('says what of a standing order or a template cannot be had', () => {
    const gone: Order = { kind: 'harden', programmeId: 'none-such' };
    const next = valueOf(sealTurn(withStanding(opened, gone)));
    expect(next.shortfall.dropped.map(({ order }) => order)).toEqual([gone]);
    const used = withTemplate({ ...opened, draft: { orders: [], past: [], future: [] } }, [watch, gone]);
    expect(used.draft.orders).toEqual([watch]);
    expect(used.shortfall.dropped[0]?.rejection.code).toBe('order/unknown-target');
  });
  it('opens a game saved before there were standing orders', () => {
    const { standing: _none, ...old } = saveOf(opened, 'table', 0);
    expect(valueOf(reopenSession(ruleset, old)).standing).toEqual([]);
  });
});
