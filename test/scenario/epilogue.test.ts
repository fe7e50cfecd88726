/** The half-years after the last turn: nobody orders, what was done in the last turn is answered, firsts are over. */
import { describe, expect, it } from 'vitest';
import type { GameState } from '../../src/engine/index.ts';
import { recordTurn, replayRecord, makeRecord, startState } from '../../src/engine/index.ts';
import type { Posture } from '../../src/ruleset/terms.ts';
import {
  changed,
  classroom,
  dawn,
  kindsOf,
  NO_ORDERS,
  reportTo,
  resolved,
  richStart,
  scriptedTurn,
} from '../support/game.ts';

const { turnCount } = dawn.scenario;
const { epilogueTurns } = dawn.ruleset.score;
const last = (change: (draft: GameState) => void = () => {}): GameState =>
  richStart('epilogue', (draft) => {
    draft.turn = turnCount - 1;
    for (const { cohorts } of draft.groups) for (const cohort of cohorts) cohort.turnFlown = turnCount - 2;
    change(draft);
  });
const jamThreeBody = { us: [{ kind: 'jam', targetId: 'three-body' }] } as const;
const jammed = (posture: Posture, change: (draft: GameState) => void = () => {}, script = {}) =>
  scriptedTurn(
    dawn,
    last((draft) => {
      draft.sides.cn.posture = posture;
      change(draft);
    }),
    jamThreeBody,
    {
      [`operation/cn/${turnCount}/jam/three-body/detect`]: [0],
      [`operation/cn/${turnCount}/jam/three-body/defend`]: [0.99],
      [`operation/cn/${turnCount}/jam/three-body/effect`]: [0],
      [`attribution/cn/${turnCount}/jam/three-body`]: [0],
      ...script,
    },
  );
const answersOf = ({ operations }: GameState) => operations.filter(({ turn }) => turn > turnCount);

describe('the epilogue', () => {
  it('resolves its half-years in the last turn, with findings and events by their own numbers', () => {
    const turn = scriptedTurn(dawn, last(), {});
    expect(turn.state).toMatchObject({ turn: turnCount, outcome: { end: 'time' } });
    const expected = Array.from({ length: epilogueTurns + 1 }, (_, place) => turnCount + place);
    for (const list of [turn.events, turn.findings, reportTo(turn, 'us').events, reportTo(turn, 'us').findings]) {
      expect([...new Set(list.map((each) => each.turn))]).toEqual(expected);
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
      for (const { id, turn: at } of list) expect(Number(id.split('.')[0])).toBe(at);
    }
    const phases = new Set(turn.findings.filter(({ turn: at }) => at > turnCount).map(({ phase }) => phase));
    for (const phase of ['events', 'treasury', 'policy', 'industry', 'launch'] as const)
      expect(phases.has(phase)).toBe(false);
    expect(kindsOf(turn).filter((kind) => kind === 'game.ended')).toHaveLength(1);
  });

  it('comes only after a game that time would end', () => {
    const war = last((draft) => Object.assign(draft, { crisis: 'clash', tension: 150 }));
    const turn = scriptedTurn(dawn, war, {});
    expect(turn.state.outcome?.end).toBe('war');
    expect(turn.events.every(({ turn: at }) => at === turnCount)).toBe(true);
    const before = scriptedTurn(
      dawn,
      changed(last(), (draft) => void (draft.turn -= 1)),
      {},
    );
    expect(before.state.outcome).toBeNull();
    expect(before.events.every(({ turn: at }) => at === turnCount - 1)).toBe(true);
  });

  it('may end in war, where the last turn left the ladder high', () => {
    const high = last((draft) => Object.assign(draft, { crisis: 'clash', tension: 108 }));
    const turn = scriptedTurn(dawn, high, {}, { [`${turnCount + 1}/crisis/war`]: [0] });
    expect(turn.state.outcome).toMatchObject({ end: 'war', winner: null, mutualLoss: true });
    expect(turn.events.at(-1)?.turn).toBe(turnCount + 1);
  });

  it('is as long as the rules say, and none where they say none', () => {
    const short = { ...dawn, ruleset: { ...dawn.ruleset, score: { ...dawn.ruleset.score, epilogueTurns: 0 } } };
    const turn = scriptedTurn(short, last(), {});
    expect(turn.state.outcome?.end).toBe('time');
    expect(turn.events.every(({ turn: at }) => at === turnCount)).toBe(true);
  });

  it('pays contests but no firsts', () => {
    const reaching = last((draft) => {
      const group = draft.groups.find(({ id }) => id === 'three-body');
      for (const cohort of group?.cohorts ?? []) Object.assign(cohort, { unitCount: 120, turnFlown: turnCount - 1 });
      draft.sides.cn.milestones.push({ id: 'three-body-100', turn: 1, points: 0 });
    });
    const turn = scriptedTurn(dawn, reaching, {});
    expect(turn.events.filter(({ kind, turn: at }) => kind === 'milestone.reached' && at > turnCount)).toEqual([]);
    const earned = turn.events.filter(
      ({ kind, side, turn: at }) => kind === 'points.earned' && side === 'cn' && at > turnCount,
    );
    expect(earned).toHaveLength(epilogueTurns);
    for (const { values } of earned) expect(Number(values['points'])).toBeGreaterThan(0);
  });
});

describe('what was done in the last turn', () => {
  it.each(['reciprocate', 'escalate'] as const)(
    'is answered in kind by a side that would %s, at the reduced price',
    (posture) => {
      const turn = jammed(posture);
      const [answer] = answersOf(turn.state);
      expect(answer).toMatchObject({ family: 'jam', actor: 'cn', target: 'us', turn: turnCount + 1, reciprocal: true });
      const quiet = jammed('protest');
      expect(quiet.state.sides.cn.fundsMusd - turn.state.sides.cn.fundsMusd).toBeCloseTo(
        dawn.ruleset.counterspace.families.jam.costMusd,
        6,
      );
      expect(turn.state.sides.cn.politicalCapital).toBe(quiet.state.sides.cn.politicalCapital);
    },
  );

  it.each(['absorb', 'protest'] as const)('is not by one that would %s', (posture) => {
    expect(answersOf(jammed(posture).state)).toEqual([]);
  });

  it('is not answered by a side that cannot pay, nor where its author was not named', () => {
    const poor = jammed('reciprocate', ({ sides }) => Object.assign(sides.cn, { fundsMusd: -1500, incomeMusd: 0 }));
    expect(answersOf(poor.state)).toEqual([]);
    const deniable = jammed('reciprocate', () => {}, { [`attribution/cn/${turnCount}/jam/three-body`]: [0.999] });
    expect(answersOf(deniable.state)).toEqual([]);
  });

  it('is answered against what the side believes worth most', () => {
    const turn = jammed('reciprocate');
    const { groups } = turn.state.estimates.cn;
    expect(groups.map(({ id }) => id)).toContain(answersOf(turn.state)[0]?.targetId);
  });
});

describe('a record', () => {
  it('keeps one entry a turn, and replays the epilogue with the last', () => {
    let state = startState(classroom, 'epilogue');
    const turns = [];
    while (state.outcome === null) {
      const resolution = resolved(classroom, state);
      ({ state } = resolution);
      turns.push(recordTurn(resolution, NO_ORDERS));
    }
    expect(turns).toHaveLength(classroom.scenario.turnCount);
    const controllers = { us: 'person', cn: 'person' };
    const record = makeRecord({ game: classroom, seed: 'epilogue', controllers, turns, outcome: state.outcome });
    const replayed = replayRecord(classroom, record);
    expect(replayed.ok && replayed.value.final).toEqual(state);
  });
});
