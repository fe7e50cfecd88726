/** A session is a function of its record: saved, reopened and read from a file it is the same game. */
import { afterAll, describe, expect, it } from 'vitest';
import { readRuleset, RULES_DIR } from '../../src/cli/rulesFolder.ts';
import {
  withoutSeat,
  withSeatPlan,
  withStaffPlan,
  withStanding,
  withTemplate,
} from '../../src/client/store/planning.ts';
import type { SavedGame, Setup } from '../../src/client/store/savedGame.ts';
import { OWN_RIGHTS, type Session } from '../../src/client/store/session.ts';
import { replacedNumbers } from '../../src/client/store/assumptions.ts';
import {
  type HostedGame,
  keepDesk,
  openGame,
  recordOf,
  reopenGame,
  replayOf,
  saveOf,
  savedFromRecord,
  sealDesk,
  seatingOf,
  whyIn,
} from '../../src/client/workers/hostedGame.ts';
import { makeGameHost } from '../../src/client/workers/gameHost.ts';
import {
  hashState,
  legalDraft,
  makeRecord,
  type Order,
  orderSeat,
  recordTurn,
  rivalOf,
  SIDES,
} from '../../src/engine/index.ts';
import { makeGameFile, parseGameFile } from '../../src/protocol/gameFile.ts';
import { debriefOf } from '../../src/study/index.ts';
import { dawn, playedGame } from '../support/game.ts';
import { valueOf } from '../support/result.ts';

const ruleset = valueOf(readRuleset(RULES_DIR));

const SIDE = 'cn';
const setupOf = (packId: string, opponent: Setup['opponent'] = 'balancer'): Setup => ({
  scenarioId: 'classroom',
  packId,
  side: SIDE,
  opponent,
  seed: 'session',
});

/** A game of so many turns, each sealed as it opened: with the staff's plan. */
const played = (turns: number, packId = 'base'): HostedGame => {
  let hosted = valueOf(openGame(ruleset, setupOf(packId)));
  for (let turn = 0; turn < turns; turn += 1) hosted = valueOf(sealDesk(hosted, SIDE));
  return hosted;
};
const sessionOf = (hosted: HostedGame): Session => ({
  ...seatingOf(hosted, SIDE),
  rights: OWN_RIGHTS,
  setup: hosted.setup,
  rules: hosted.rules,
  game: hosted.game,
  replaced: replacedNumbers(ruleset, hosted.setup.packId),
});
const saved = (hosted: HostedGame): SavedGame => saveOf(hosted, SIDE, 'table');
const reopened = (hosted: HostedGame): HostedGame => valueOf(reopenGame(ruleset, saved(hosted)));
const throughFile = (hosted: HostedGame): HostedGame =>
  valueOf(reopenGame(ruleset, valueOf(savedFromRecord(valueOf(parseGameFile(makeGameFile(recordOf(hosted, SIDE))))))));

describe('a hosted game', () => {
  const hosted = played(3);

  it('adds a page a turn, with what each order was said to do', () => {
    const { pages } = seatingOf(hosted, SIDE);
    expect(pages.map(({ turn }) => turn)).toEqual([1, 2, 3]);
    for (const page of pages) expect(page.expected.length).toBe(page.orders.length);
  });
  it('reopens as it was, the draft and its steps too', () => {
    expect(hashState(reopened(hosted).state)).toBe(hashState(hosted.state));
    expect(seatingOf(reopened(hosted), SIDE)).toEqual(seatingOf(hosted, SIDE));
  });
  it('reads its own file, with the side that a person leads', () => {
    const read = throughFile(hosted);
    expect(read.setup).toEqual(hosted.setup);
    expect(hashState(read.state)).toBe(hashState(hosted.state));
  });
  it('refuses a record that was changed, and says where', () => {
    const save = saved(hosted);
    const [first, ...rest] = save.record.turns;
    const turns = first === undefined ? rest : [{ ...first, orders: { ...first.orders, cn: [] } }, ...rest];
    expect(reopenGame(ruleset, { ...save, record: { ...save.record, turns } })).toMatchObject({
      ok: false,
      error: [{ code: 'record/differs', path: 'turn 1: orders.cn' }],
    });
  });
  it('refuses what another version kept', () => {
    const old = { ...saved(hosted), version: 1 } as unknown as SavedGame;
    expect(reopenGame(ruleset, old)).toMatchObject({ ok: false, error: [{ code: 'save/other-version' }] });
  });
  it('shows no events and findings but those its side may see', () => {
    for (const page of seatingOf(hosted, SIDE).pages) {
      for (const finding of page.report.findings) expect(finding.visibleTo.cn).toBe(true);
      for (const event of page.report.events) expect(event.visibleTo.cn).toBe(true);
    }
  });
  it('refuses an illegal draft with the place of the order, and stays as it was', () => {
    const before = JSON.stringify(saved(hosted));
    const bad = { kind: 'harden', programmeId: 'none-such' } as const;
    const sealed = sealDesk(
      keepDesk(hosted, SIDE, { draft: { orders: [bad], past: [], future: [] }, standing: [] }),
      SIDE,
    );
    expect(sealed).toMatchObject({ ok: false, error: [{ code: 'order/unknown-target', path: '[0].programmeId' }] });
    expect(JSON.stringify(saved(hosted))).toBe(before);
  });
});

describe('a game that two people share', () => {
  const opened = valueOf(openGame(ruleset, setupOf('base', 'person')));
  const first = valueOf(sealDesk(opened, 'cn'));

  it('resolves nothing before both have sealed, and then comes out as between their orders', () => {
    expect(first.turns).toEqual([]);
    expect(first.desks.cn.isSealed).toBe(true);
    const both = valueOf(sealDesk(first, 'us'));
    expect(both.turns.length).toBe(1);
    expect(hashState(both.state)).toBe(hashState(played(1).state));
    expect([both.desks.us.isSealed, both.desks.cn.isSealed]).toEqual([false, false]);
    for (const side of ['us', 'cn'] as const) expect(seatingOf(both, side).pages.length).toBe(1);
  });
  it('keeps a seal through a reload', () => {
    const again = valueOf(reopenGame(ruleset, saveOf(first, 'us', 'curtain')));
    expect(again.desks.cn.isSealed).toBe(true);
    expect(hashState(valueOf(sealDesk(again, 'us')).state)).toBe(hashState(played(1).state));
  });
  it('gives a seat nothing that hangs on what the other has planned', () => {
    const { draft } = opened.desks.cn;
    const changed = keepDesk(opened, 'cn', { draft: { ...draft, orders: [{ kind: 'surveil' }] }, standing: [] });
    expect(seatingOf(valueOf(sealDesk(changed, 'cn')), 'us')).toEqual(seatingOf(first, 'us'));
  });
});

describe('a game under a pack of assumptions', () => {
  const path = 'vehicles.starship.floorPriceUsdPerKg';
  const hosted = played(2, 'sceptic');

  it('plays with the numbers of the pack and tells what they replace', () => {
    const { replaced, game } = sessionOf(hosted);
    const change = replaced.find((each) => each.path === path);
    expect(change?.before).toEqual(ruleset.provenance[path]);
    expect(game.ruleset.provenance[path]).toEqual(change?.after);
    expect(replaced.length).toBe(ruleset.packs.find(({ id }) => id === 'sceptic')?.overrides.length);
  });
  it('keeps the pack in its record, and reopens under it, from the autosave and from a file', () => {
    expect(saved(hosted).record.pack).toBe('sceptic');
    for (const each of [reopened(hosted), throughFile(hosted)]) {
      expect(each.setup.packId).toBe('sceptic');
      expect(hashState(each.state)).toBe(hashState(hosted.state));
    }
  });
  it('refuses a record whose pack was changed, or is not known', () => {
    const save = saved(hosted);
    for (const [packId, code] of [
      ['base', 'record/other-rules'],
      ['none such', 'game/unknown-pack'],
    ] as const) {
      const again = reopenGame(ruleset, { ...save, setup: { ...save.setup, packId } });
      expect(again.ok ? [] : again.error.map((problem) => problem.code)).toEqual([code]);
    }
  });
  it('replaces nothing under the base pack', () => {
    expect(replacedNumbers(ruleset, 'base')).toEqual([]);
  });
});

describe('planning', () => {
  const hosted = played(0);
  const opened = sessionOf(hosted);
  const watch: Order = { kind: 'surveil' };
  const sealedWith = ({ draft, standing }: Session): HostedGame =>
    valueOf(sealDesk(keepDesk(hosted, SIDE, { draft, standing }), SIDE));

  it('opens every turn with the staff plan', () => {
    for (const session of [opened, sessionOf(sealedWith(opened))]) {
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
    expect(withStaffPlan(cleared).draft.orders).toEqual(opened.plan);
    expect(again.draft.past.length).toBe(opened.draft.past.length + 2);
  });
  it('gives a standing order every turn, before the plan, until it is stopped', () => {
    const next = sealedWith(withStanding(opened, watch));
    const session = sessionOf(next);
    expect(session.draft.orders).toContainEqual(watch);
    expect(legalDraft(session.game, session.view, session.draft.orders).ok).toBe(true);
    expect(sessionOf(reopened(next)).standing).toEqual([watch]);
    expect(withStanding(session, watch).standing).toEqual([]);
  });
  it('says what of a standing order or a template cannot be had', () => {
    const gone: Order = { kind: 'harden', programmeId: 'none-such' };
    const next = sessionOf(sealedWith(withStanding(opened, gone)));
    expect(next.shortfall.dropped.map(({ order }) => order)).toEqual([gone]);
    const used = withTemplate({ ...opened, draft: { orders: [], past: [], future: [] } }, [watch, gone]);
    expect(used.draft.orders).toEqual([watch]);
    expect(used.shortfall.dropped[0]?.rejection.code).toBe('order/unknown-target');
  });
});

const ended = (): HostedGame => {
  let hosted = valueOf(openGame(ruleset, { ...setupOf('base'), scenarioId: 'tutorial' }));
  while (hosted.state.outcome === null) hosted = valueOf(sealDesk(hosted, SIDE));
  return hosted;
};

describe('why an opponent played so', () => {
  const turns = playedGame('dawn-2026', 'planner', 'random', 'raider');
  const record = makeRecord({
    game: dawn,
    seed: 'planner',
    controllers: { us: 'random', cn: 'raider' },
    turns: turns.map(({ resolution, orders }) => recordTurn(resolution, orders)),
    outcome: turns.at(-1)?.resolution.state.outcome ?? null,
  });
  const rounds = turns.filter(({ before: { stage } }) => stage === 'crisisRound').slice(0, 3);

  it('is told of crisis rounds too, from what it knew in them', () => {
    expect(rounds.length).toBeGreaterThan(0);
    for (const { before, orders } of rounds)
      for (const side of SIDES) {
        const why = valueOf(whyIn(dawn, record, side, before));
        expect(why).toMatchObject({ turn: before.turn, stage: 'crisisRound' });
        expect(why.expects.ownPoints).toBe(before.sides[side].points);
        expect(why.aims.reduce((sum, { orderCount }) => sum + orderCount, 0)).toBe(orders[side].length);
      }
  });
});

describe('the fog', () => {
  const channel = new BroadcastChannel('session');
  const newHost = () => makeGameHost(ruleset, { nowMs: () => 0, locks: undefined, channel, project: () => undefined });
  afterAll(() => channel.close());

  it('is not lifted while the game goes on', async () => {
    expect(replayOf(played(1), SIDE)).toMatchObject({ ok: false, error: [{ code: 'debrief/not-over' }] });
    const host = newHost();
    await host.open('game', setupOf('base'));
    expect(host.debrief()).toMatchObject({ ok: false, error: [{ code: 'debrief/not-over' }] });
    expect(await host.workedFile()).toMatchObject({ ok: false, error: [{ code: 'debrief/not-over' }] });
    for (const side of ['us', 'cn'] as const)
      expect(host.why(side, { turn: 1, stage: 'turn' })).toMatchObject({
        ok: false,
        error: [{ code: 'debrief/not-over' }],
      });
  });
  it('is lifted at its end, of a game that was opened from its file too', async () => {
    const host = newHost();
    valueOf(await host.openFile('game', makeGameFile(recordOf(ended(), SIDE))));
    const debrief = valueOf(host.debrief());
    expect(debrief.chapters.length).toBe(debrief.record.turns.length);
    const rival = rivalOf(SIDE);
    for (const { turn, stage, sides } of debrief.chapters) {
      const why = valueOf(host.why(rival, { turn, stage }));
      expect(why).toMatchObject({ botId: debrief.record.controllers[rival], turn, stage });
      expect(why.aims.reduce((sum, { orderCount }) => sum + orderCount, 0)).toBe(sides[rival].orders.length);
    }
    expect(host.why(SIDE, { turn: 1, stage: 'turn' })).toMatchObject({
      ok: false,
      error: [{ code: 'debrief/not-a-bot' }],
    });
    const { name, text } = valueOf(await host.workedFile());
    expect(name).toMatch(/^dawnline-tutorial-cn-session-4\.json$/);
    expect(valueOf(parseGameFile(text))).toEqual(debrief.record);
    expect(JSON.parse(text)).toMatchObject({ working: { findings: expect.any(Array), events: expect.any(Array) } });
  });
  it('is lifted at the end of a game that two people shared, for either of them', () => {
    let hosted = valueOf(openGame(ruleset, { ...setupOf('base', 'person'), scenarioId: 'tutorial' }));
    while (hosted.state.outcome === null) hosted = valueOf(sealDesk(valueOf(sealDesk(hosted, 'cn')), 'us'));
    for (const side of ['us', 'cn'] as const) {
      const told = debriefOf(hosted.game, recordOf(hosted, side), valueOf(replayOf(hosted, side)));
      expect(told.record.controllers).toEqual({ us: 'person', cn: 'person' });
      expect(told.chapters.length).toBe(4);
      for (const { sides } of told.chapters) expect(sides.us.orders.length + sides.cn.orders.length).toBeGreaterThan(0);
    }
  });
});
