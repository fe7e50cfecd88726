/** The debrief: the story told from the record alone, reruns that are the same games whenever they are asked for. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Game, type GameRecord, replayRecord, rivalOf, SIDES } from '../../src/engine/index.ts';
import { makeGame } from '../../src/engine/index.ts';
import {
  type Debrief,
  debriefOf,
  debriefTable,
  luckAndJudgement,
  marginAfter,
  playGame,
  type Rerun,
  type RerunPair,
  type RerunRequest,
  reruns,
} from '../../src/study/index.ts';
import { ruleset } from '../support/ruleset.ts';

const valueOf = <T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** A record as if a person had given the orders of one side, or of both. */
const played = (game: Game, seed: string, people: readonly string[]): GameRecord => {
  const { record } = playGame({ game, seed, controllers: { us: 'balancer', cn: 'raider' } });
  const controllers = {
    us: people.includes('us') ? 'person' : 'balancer',
    cn: people.includes('cn') ? 'person' : 'raider',
  };
  return { ...record, controllers };
};

describe('a debrief', () => {
  let game: Game;
  let record: GameRecord;
  let debrief: Debrief;
  beforeAll(() => {
    game = valueOf(makeGame(ruleset, 'tutorial'));
    ({ record } = playGame({ game, seed: 'story', controllers: { us: 'balancer', cn: 'raider' } }));
    debrief = debriefOf(game, record, valueOf(replayRecord(game, record)));
  });

  it('has a chapter a turn, with what both sides ordered', () => {
    expect(debrief.chapters.map(({ turn }) => turn)).toEqual(record.turns.map(({ turn }) => turn));
    for (const [place, { sides }] of debrief.chapters.entries())
      for (const side of SIDES) expect(sides[side].orders).toEqual(record.turns[place]?.orders[side]);
  });
  it('sets every belief beside the truth of the other side', () => {
    for (const chapter of debrief.chapters)
      for (const side of SIDES) {
        const rival = chapter.sides[rivalOf(side)];
        const truths = chapter.sides[side].beliefs.map(({ truth }) => truth);
        expect(truths).toEqual([rival.deliveredPops, rival.groundPowerMw, rival.points]);
        for (const { estimate } of chapter.sides[side].beliefs) expect(estimate.low).toBeLessThanOrEqual(estimate.high);
      }
  });
  it('finds turning points that add up, in the order of the game, each with findings that are there', () => {
    const ids = new Set(debrief.findings.map(({ id }) => id));
    expect(debrief.turningPoints.length).toBeGreaterThan(0);
    const turns = debrief.turningPoints.map(({ turn }) => turn);
    expect(turns).toEqual([...turns].sort((a, b) => a - b));
    for (const { side, turn, points, before, after, findingIds } of debrief.turningPoints) {
      expect(after - before).toBeCloseTo(points, 9);
      expect(points).toBeGreaterThan(0);
      expect(
        marginAfter(
          debrief.chapters.find((chapter) => chapter.turn === turn),
          side,
        ),
      ).toBe(after);
      expect(findingIds.length).toBeGreaterThan(0);
      for (const id of findingIds) expect(ids).toContain(id);
    }
  });
  it('keeps every finding that another one came from', () => {
    const ids = new Set(debrief.findings.map(({ id }) => id));
    const origins = debrief.findings.flatMap(({ inputs }) =>
      inputs.flatMap(({ origin }) => (origin.kind === 'finding' && origin.id !== '' ? [origin.id] : [])),
    );
    expect(origins.filter((id) => !ids.has(id))).toEqual([]);
  });
  it('measures all twelve goals, shares between none and all', () => {
    expect([...new Set(debrief.metrics.map(({ goal }) => goal))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    for (const { id, unit, values } of debrief.metrics)
      for (const side of SIDES) {
        const value = values[side];
        if (value === null) continue;
        expect(Number.isFinite(value), id).toBe(true);
        if (unit === '1' && id !== 'meanErrorFrac') expect(value, id).toBeLessThanOrEqual(1.000001);
      }
  });
  it('exchanges with the sides: the margin of one is the other’s with its sign changed', () => {
    for (const chapter of debrief.chapters)
      expect(marginAfter(chapter, 'us')).toBeCloseTo(-marginAfter(chapter, 'cn'), 9);
  });
  it('is a table of one row a turn and side, each as wide as its head, its text safe in a spreadsheet', () => {
    const rows = debriefTable(debrief).trimEnd().split('\r\n');
    expect(rows.length).toBe(1 + debrief.chapters.length * SIDES.length);
    const widths = rows.map((row) => row.replaceAll(/"(?:[^"]|"")*"/g, 'quoted').split(',').length);
    expect(new Set(widths).size).toBe(1);
    const [chapter] = debrief.chapters;
    if (chapter === undefined) throw new Error('no chapter');
    const odd = { ...chapter, crisis: '=1+"1",2' as typeof chapter.crisis };
    expect(debriefTable({ chapters: [odd] })).toContain(`"'=1+""1"",2"`);
  });
});

const requestOf = (record: GameRecord, change: Partial<RerunRequest> = {}): RerunRequest => ({
  record,
  side: 'us',
  fromTurn: 1,
  other: { kind: 'doctrine', id: 'racer' },
  count: 4,
  ...change,
});

describe('reruns', () => {
  let game: Game;
  beforeAll(() => {
    game = valueOf(makeGame(ruleset, 'tutorial'));
  });
  const all = (request: RerunRequest): readonly RerunPair[] => [...reruns(game, request)];

  it.each([[['us']], [['us', 'cn']], [[]]])('begin with the real game, to the last point (people: %j)', (people) => {
    const record = played(game, 'again', people);
    for (const fromTurn of [1, 3]) {
      const [first] = all(requestOf(record, { fromTurn, count: 1 }));
      expect(first?.same).toMatchObject({ ...outcomeOf(record), cut: 0, dropped: 0, staffTurns: 0 });
    }
  });
  it('are the same games for the same request, and others for another seed', () => {
    const record = played(game, 'again', ['us']);
    expect(all(requestOf(record))).toEqual(all(requestOf(record)));
    const scores = all(requestOf(record)).map(({ same }) => same.score.us);
    expect(new Set(scores).size).toBeGreaterThan(1);
    expect(all(requestOf(played(game, 'anew', ['us']))).map(({ same }) => same.score.us)).not.toEqual(scores);
  });
  it('play the other decisions with the dice of their pair, and change nothing where nothing is left out', () => {
    const record = played(game, 'again', ['us']);
    const noTalk = { ...record, turns: record.turns.map((turn) => ({ ...turn, orders: withoutTalk(turn.orders) })) };
    for (const { same, other } of all(requestOf(noTalk, { other: { kind: 'without', what: 'talk' } })))
      expect(other).toEqual(same);
  });
  it('drop and count orders that are illegal in the game as it then is, and cut what is only too much', () => {
    const record = played(game, 'again', ['us']);
    const turns = record.turns.map((turn, place) =>
      place === 2
        ? {
            ...turn,
            orders: { ...turn.orders, us: [...turn.orders.us, { kind: 'harden', programmeId: 'gone' } as const] },
          }
        : turn,
    );
    for (const { same } of all(requestOf({ ...record, turns }))) expect(same.dropped).toBeGreaterThanOrEqual(1);
  });
  it('let the staff lead where the record ends before the game does', () => {
    const record = played(game, 'again', ['us']);
    const [first] = all(requestOf({ ...record, turns: record.turns.slice(0, 2) }));
    expect(first?.same.staffTurns).toBe(2);
  });
  it('are no more than the most there may be', () => {
    const record = played(game, 'again', ['us']);
    const games = reruns(game, requestOf(record, { count: 1e9, fromTurn: 4 }));
    let counted = 0;
    for (const _pair of games) counted += 1;
    expect(counted).toBe(201);
  });
});

const withoutTalk = (orders: GameRecord['turns'][number]['orders']) => {
  const kept = (list: typeof orders.us) => list.filter(({ kind }) => !['offer', 'withdraw', 'signal'].includes(kind));
  return { us: kept(orders.us), cn: orders.cn };
};

const outcomeOf = ({ outcome }: GameRecord): Partial<Rerun> => {
  if (outcome === null) throw new Error('the game goes on');
  const { end, winner, mutualLoss, score } = outcome;
  return { end, winner, mutualLoss, score };
};

const gameOf = (us: number): Rerun => ({
  end: 'time',
  winner: us > 0 ? 'us' : us < 0 ? 'cn' : null,
  mutualLoss: false,
  score: { us, cn: 0 },
  given: 1,
  cut: 0,
  dropped: 0,
  staffTurns: 0,
});

const pairOf = (same: number, other: number): RerunPair => ({ same: gameOf(same), other: gameOf(other) });

describe('luck and judgement', () => {
  it('is not judged from the real game alone', () => {
    expect(luckAndJudgement([], 'us')).toBeNull();
    expect(luckAndJudgement([pairOf(1, 2)], 'us')).toBeNull();
  });
  it('is the real game against the mean of the same decisions, and that against the other decisions', () => {
    const told = luckAndJudgement([pairOf(5, 9), pairOf(1, -1), pairOf(3, 1), pairOf(5, 3)], 'us');
    expect(told).toMatchObject({ count: 3, real: 5, otherWithRealDice: 9, luck: 2, judgement: 2, judgementError: 0 });
    expect(told?.betterThanFrac).toBeCloseTo(2.5 / 3, 9);
    expect(told?.same.wonFrac).toBe(1);
    expect(told?.other.lostFrac).toBeCloseTo(1 / 3, 9);
  });
  it('is the same from the other side, with its sign changed', () => {
    const pairs = [pairOf(5, 9), pairOf(1, -1), pairOf(-3, 1)];
    const [us, cn] = [luckAndJudgement(pairs, 'us'), luckAndJudgement(pairs, 'cn')];
    expect(cn?.luck).toBeCloseTo(-(us?.luck ?? 0), 9);
    expect(cn?.judgement).toBeCloseTo(-(us?.judgement ?? 0), 9);
    expect((us?.betterThanFrac ?? 0) + (cn?.betterThanFrac ?? 0)).toBeCloseTo(1, 9);
  });
});
