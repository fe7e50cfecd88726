/** Firsts in time and late, the race, and every way in which a game ends. */
import { describe, expect, it } from 'vitest';
import type { GameState, Ruling } from '../../src/engine/index.ts';
import { END_KINDS, type EndKind } from '../../src/engine/state.ts';
import {
  changed,
  dawn,
  eventOf,
  findingOf,
  groupIn,
  kindsOf,
  NO_ORDERS,
  quietDice,
  reportTo,
  resolved,
  richStart,
  rowIn,
  scriptedTurn,
} from '../support/game.ts';

const { score } = dawn.ruleset;
const start = richStart('ends');
const late = (turn: number, change: (draft: GameState) => void = () => {}): GameState =>
  changed(start, (draft) => {
    draft.turn = turn - 1;
    change(draft);
  });

const hundred = (draft: GameState): void => {
  for (const cohort of groupIn(draft, 'three-body').cohorts) {
    cohort.unitCount = 120;
    cohort.turnFlown = draft.turn - 1;
  }
};

describe('a first', () => {
  const milestone = score.milestones.find(({ id }) => id === 'three-body-100');
  it('counts in full by its turn, less after it, and once', () => {
    const inTime = scriptedTurn(dawn, changed(start, hundred), {});
    expect(inTime.state.sides.cn.milestones).toEqual([{ id: 'three-body-100', turn: 1, points: milestone?.points }]);
    expect(findingOf(inTime, 'milestone').outcome).toBe('inTime');
    expect(inTime.state.sides.cn.pointsThisTurn.firsts).toBe(milestone?.points);
    const after = scriptedTurn(dawn, late((milestone?.byTurn ?? 0) + 1, hundred), {});
    expect(after.state.sides.cn.milestones).toEqual([
      { id: 'three-body-100', turn: (milestone?.byTurn ?? 0) + 1, points: milestone?.latePoints },
    ]);
    expect(kindsOf(scriptedTurn(dawn, inTime.state, {}))).not.toContain('milestone.reached');
  });
  it('is announced to both, and by how much it was passed to its side alone', () => {
    const turn = scriptedTurn(dawn, changed(start, hundred), {});
    for (const side of ['us', 'cn'] as const) {
      expect(eventOf(reportTo(turn, side), 'milestone.reached').values['milestoneId']).toBe('three-body-100');
      const names = findingOf(reportTo(turn, side), 'milestone').inputs.map(({ name }) => name);
      expect(names.includes('measured')).toBe(side === 'cn');
    }
  });
});

/** Ground compute of one side multiplied: who leads, and how far. */
const ahead = (draft: GameState, factor: number): void => {
  for (const centre of draft.centres) if (centre.owner === 'us') centre.popsPerKw *= factor;
};

describe('the race', () => {
  it('is a lead from one ratio, and decisive when a greater one is held', () => {
    const leading = scriptedTurn(
      dawn,
      changed(start, (draft) => ahead(draft, 2)),
      {},
    );
    expect(leading.state).toMatchObject({ race: 'lead', raceLeader: 'us', outcome: null });
    let { state } = scriptedTurn(
      dawn,
      changed(start, (draft) => ahead(draft, 60)),
      {},
    );
    const held: number[] = [state.raceHeldTurns];
    while (state.outcome === null && held.length < 8) {
      ({ state } = scriptedTurn(dawn, state, {}));
      held.push(state.raceHeldTurns);
    }
    expect(state.outcome).toMatchObject({ end: 'decisiveLead', winner: 'us', mutualLoss: false });
    expect(held).toEqual(Array.from({ length: score.decisiveHeldTurns }, (_, place) => place + 1));
  });
  it('shows neither side the ratio', () => {
    const turn = scriptedTurn(
      dawn,
      changed(start, (draft) => ahead(draft, 2)),
      {},
    );
    for (const side of ['us', 'cn'] as const) {
      const finding = findingOf(reportTo(turn, side), 'race');
      expect(finding.inputs.map(({ name }) => name)).not.toContain('ratio');
      expect(finding.result).toEqual({});
      expect(eventOf(reportTo(turn, side), 'race.moved').findingIds).toEqual([finding.id]);
    }
  });
});

describe('a game ends', () => {
  const ends = {
    time: late(dawn.scenario.turnCount, ({ sides }) => {
      sides.us.points = 50;
    }),
    called: changed(start, ({ sides }) => {
      sides.us.points = 50;
    }),
    agreement: changed(start, ({ agreements, sides }) => {
      sides.us.points = 50;
      for (const { id } of agreements)
        Object.assign(rowIn(agreements, id), { machine: 'inForce', untilTurn: id === 'accord' ? 1 : 9 });
    }),
    exhaustion: changed(start, ({ sides }) => {
      Object.assign(sides.cn, { fundsMusd: -1e5, incomeMusd: 0 });
    }),
    war: changed(start, (draft) => {
      draft.crisis = 'clash';
      draft.tension = 150;
    }),
    unusableOrbit: changed(start, ({ bands }) => {
      for (const band of bands) band.fragments = band.fragments.map(() => 1e6);
    }),
    decisiveLead: changed(start, (draft) => {
      Object.assign(draft, { race: 'lead', raceLeader: 'us', raceHeldTurns: 10 });
      ahead(draft, 60);
    }),
  } as const;
  const CALL: readonly Ruling[] = [{ kind: 'end' }];
  const endedBy = (end: EndKind, rulings: readonly Ruling[] = end === 'called' ? CALL : []) =>
    resolved(dawn, ends[end], NO_ORDERS, { dice: quietDice, rulings });

  it.each(END_KINDS)('by %s', (end) => {
    const turn = endedBy(end);
    const mutualLoss = end === 'war' || end === 'unusableOrbit';
    expect(turn.state.outcome).toMatchObject({ end, mutualLoss, winner: mutualLoss ? null : 'us' });
    expect(turn.state.race).toBe('ended');
    const { outcome } = turn.state;
    for (const value of [outcome?.score.us, outcome?.score.cn, outcome?.worldScore])
      expect(Number.isFinite(value)).toBe(true);
    expect(outcome?.worldScore).toBeGreaterThanOrEqual(0);
    expect(outcome?.worldScore).toBeLessThanOrEqual(100);
    expect(eventOf(turn, 'game.ended').values).toEqual({ end });
    expect(findingOf(turn, 'gameEnds').result).toMatchObject({
      'score.us': outcome?.score.us,
      'score.cn': outcome?.score.cn,
    });
  });

  it.each(END_KINDS.filter((end) => end !== 'time'))('by %s rather than by a call in the same half-year', (end) => {
    expect(endedBy(end, CALL).state.outcome?.end).toBe(end);
  });

  it('by a call before its time, scored as if that were its time', () => {
    const { state } = endedBy('called');
    const plain = resolved(dawn, ends.called, NO_ORDERS, { dice: quietDice }).state;
    expect(plain.outcome).toBeNull();
    expect(state.sides.us.points).toBe(plain.sides.us.points);
    expect(state.outcome?.score.us).toBeGreaterThanOrEqual(state.sides.us.points);
  });

  it('in a draw where the margin is small, and for nobody where both are exhausted', () => {
    const lastTurn = late(dawn.scenario.turnCount);
    const { outcome } = scriptedTurn(dawn, lastTurn, {}).state;
    const margin = (outcome?.score.us ?? 0) - (outcome?.score.cn ?? 0);
    const even = changed(lastTurn, ({ sides }) => {
      sides.cn.points += margin;
    });
    expect(scriptedTurn(dawn, even, {}).state.outcome).toMatchObject({ end: 'time', winner: null, mutualLoss: false });
    const broke = changed(start, ({ sides }) => {
      Object.assign(sides.us, { fundsMusd: -1e5, incomeMusd: 0 });
      Object.assign(sides.cn, { fundsMusd: -1e5, incomeMusd: 0 });
    });
    expect(scriptedTurn(dawn, broke, {}).state.outcome).toMatchObject({ end: 'exhaustion', winner: null });
  });

  it('with the open handicap of the scenario in the score', () => {
    const helped = { ...dawn, scenario: { ...dawn.scenario, handicapPoints: { us: 0, cn: 5 } } };
    const last = late(dawn.scenario.turnCount);
    const plain = scriptedTurn(dawn, last, {}).state.outcome?.score.cn ?? 0;
    expect(scriptedTurn(helped, last, {}).state.outcome?.score.cn).toBeCloseTo(
      plain + 5 - dawn.scenario.handicapPoints.cn,
      9,
    );
    expect(rowIn(last.regions, 'pjm').machine).toBe('normal');
  });
});
