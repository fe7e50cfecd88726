/**
 * A game with outside minds, hosted without sockets: good programs play it as bots would, bad ones lose
 * turns and disturb nothing, and what they are sent tells nothing that their side may not know.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cloneState, type GameState, replayRecord, rivalOf, SIDES } from '../../src/engine/index.ts';
import { MOST_FRAMES_A_TURN, parseProgramFrame } from '../../src/protocol/seat.ts';
import { seatFrames } from '../../src/protocol/seatFrames.ts';
import { answerTo, observationFrame } from '../../src/session/outsideSeat.ts';
import { nextTable, openTable, OUTSIDE, type OutsideTable, tableRecord } from '../../src/session/outsideTable.ts';
import { playGame } from '../../src/study/index.ts';
import { classroom, dawn } from '../support/game.ts';
import {
  eachTurn,
  framesOf,
  hashesOf,
  passes,
  type Played,
  playMinds,
  type Says,
  sealOf,
  sealsPlan,
  type Told,
} from '../support/outsideMinds.ts';

const namedFrames: Readonly<Record<string, { safeParse: (frame: unknown) => { success: boolean; error?: unknown } }>> =
  seatFrames;
/** The frames of a program's bytes that are not as published. */
const unpublished = (text: string): readonly unknown[] =>
  framesOf(text).flatMap((frame) => {
    const parsed = namedFrames[String(frame['type'])]?.safeParse(frame);
    return parsed?.success === true ? [] : [frame['type'], parsed?.error];
  });
const ofType = (text: string, type: string): readonly Told[] =>
  framesOf(text).filter((frame) => frame['type'] === type);

let passed: Played;
beforeAll(async () => {
  passed = await playMinds({ us: passes });
});

describe('a program that plays', () => {
  it('comes to the same game as the bot whose orders it seals', async () => {
    const { table, sent } = await playMinds({ us: sealsPlan });
    const controllers = { us: 'balancer', cn: 'balancer' } as const;
    const { turns, outcome } = playGame({ game: classroom, seed: '1', controllers });
    expect(hashesOf(table)).toEqual(turns.map(({ hash }) => hash));
    expect(ofType(sent.us, 'end')).toMatchObject([{ outcome }]);
    expect(unpublished(sent.us)).toEqual([]);
    expect(ofType(sent.us, 'result').map(({ lost }) => lost)).toEqual(turns.map(() => null));
  });

  it('plays crisis rounds like turns', async () => {
    const { table, sent } = await playMinds({ us: sealsPlan }, { game: dawn, seed: '1', opponent: 'raider' });
    const controllers = { us: 'balancer', cn: 'raider' } as const;
    expect(hashesOf(table)).toEqual(playGame({ game: dawn, seed: '1', controllers }).turns.map(({ hash }) => hash));
    const stages = ofType(sent.us, 'observation').map(({ stage }) => stage);
    expect(stages).toEqual(table.turns.map(({ stage }) => stage));
    expect(stages).toContain('crisisRound');
    expect(unpublished(sent.us)).toEqual([]);
  }, 20_000);

  it('may be the other side’s too, and both come to the same game again', async () => {
    const { table, sent } = await playMinds({ us: sealsPlan, cn: sealsPlan });
    const controllers = { us: 'balancer', cn: 'balancer' } as const;
    const { turns } = playGame({ game: classroom, seed: '1', controllers });
    expect(hashesOf(table)).toEqual(turns.map(({ hash }) => hash));
    expect([...unpublished(sent.us), ...unpublished(sent.cn)]).toEqual([]);
  });

  it('leaves a record that verifies, as an outside mind’s', async () => {
    const record = tableRecord(passed.table);
    expect(record.controllers).toEqual({ us: OUTSIDE, cn: 'balancer' });
    expect(replayRecord(classroom, record).ok).toBe(true);
  });

  it('goes on from a table under way', async () => {
    let from = openTable(classroom, '1', { us: OUTSIDE, cn: 'balancer' });
    from = nextTable(nextTable(from, { us: [] }), { us: [] });
    const { table } = await playMinds({ us: passes }, { from });
    expect(hashesOf(table)).toEqual(hashesOf(passed.table));
  });

  it('is given forms, previews, workings and sources by the id it asked with', async () => {
    let finding: unknown = 'none';
    const plays = eachTurn((frame) => {
      const draft = frame['plan'] as readonly unknown[];
      return [
        { type: 'form', id: 'a', kind: 'research', draft },
        { type: 'form', id: 'b', kind: 'deploy', chosen: { unitCount: 3 } },
        { type: 'preview', id: 3, orders: draft },
        { type: 'preview', id: 4, orders: [{ kind: 'research', track: 'chip', amountMusd: 1e12 }, 7] },
        { type: 'explain', id: 5, finding },
        { type: 'source', id: 6, path: 'events.probPerTurn' },
        { type: 'source', id: 7, path: 'constructor' },
        sealOf(frame, draft),
      ];
    });
    const asks: Says = (frame) => {
      const { findings = [] } = (frame['report'] ?? {}) as { readonly findings?: readonly Told[] };
      finding = findings.find(({ question }) => question === 'treasury')?.['id'] ?? finding;
      return plays(frame);
    };
    const { table, sent } = await playMinds({ us: asks });
    expect(hashesOf(table)).toEqual(hashesOf((await playMinds({ us: sealsPlan })).table));
    expect(unpublished(sent.us)).toEqual([]);
    const answers = framesOf(sent.us).filter(({ id }) => id !== undefined);
    expect(answers.slice(7, 14)).toMatchObject([
      { type: 'form', id: 'a', kind: 'research' },
      { type: 'form', id: 'b', kind: 'deploy', order: { unitCount: 3 }, preview: { cost: {} } },
      { type: 'preview', id: 3, legal: true },
      {
        type: 'preview',
        id: 4,
        legal: false,
        rejections: [{ code: 'order/limit-reached', field: '[0].amountMusd' }, { code: 'order/not-an-object' }],
      },
      { type: 'explanation', id: 5, finding: { question: 'treasury' }, equation: { id: 'treasury' } },
      { type: 'source', id: 6, unit: '1' },
      { type: 'refused', id: 7, code: 'seat/unknown-number', costsTurn: false },
    ]);
  });
});

const FAULTS: readonly (readonly [what: string, code: string, field: string, says: Says])[] = [
  ['garbage', 'seat/not-json', '', eachTurn(() => ['}{'])],
  ['an empty line', 'seat/not-json', '', eachTurn(() => [''])],
  ['a list', 'seat/not-json', '', eachTurn(() => ['[]'])],
  ['an unknown frame', 'seat/unknown-frame', 'type', eachTurn(() => [{ type: 'surrender' }])],
  ['a name of the language', 'seat/unknown-frame', 'type', eachTurn(() => [{ type: 'constructor' }])],
  ['a field too many', 'seat/unknown-field', 'side', eachTurn((frame) => [{ ...sealOf(frame, []), side: 'cn' }])],
  ['a field too few', 'seat/missing-field', 'orders', eachTurn(() => [{ type: 'seal', turn: 1, stage: 'turn' }])],
  [
    'a field of another type',
    'seat/wrong-type',
    'turn',
    eachTurn(() => ['{"type":"seal","turn":"1","stage":"turn","orders":[]}']),
  ],
  [
    'too many orders',
    'seat/wrong-type',
    'orders',
    eachTurn((frame) => [
      sealOf(
        frame,
        Array.from({ length: 300 }, () => 1),
      ),
    ]),
  ],
  ['a line too long', 'seat/too-large', '', eachTurn(() => [{ kind: 'tooLarge' }])],
  [
    'illegal orders',
    'seat/illegal-orders',
    'orders',
    eachTurn((frame) => [sealOf(frame, [{ kind: 'mine', unitsPerTurn: -1 }])]),
  ],
  [
    'the other side’s orders',
    'seat/illegal-orders',
    'orders',
    eachTurn((frame) => [sealOf(frame, [{ kind: 'harden', programmeId: 'three-body' }])]),
  ],
  ['silence', 'seat/late', '', () => []],
  [
    'a flood of questions',
    'seat/too-many-frames',
    '',
    eachTurn(() => Array.from({ length: MOST_FRAMES_A_TURN }, () => ({ type: 'source', path: '' }))),
  ],
  [
    'seals of other turns',
    'seat/late',
    '',
    eachTurn((frame) => [
      sealOf({ ...frame, turn: Number(frame['turn']) - 1 }, []),
      sealOf({ ...frame, stage: 'crisisRound', turn: 99 }, []),
    ]),
  ],
];

describe('a program that does not', () => {
  it.each(FAULTS)('loses its turns by %s, and the game ends as if it had passed', async (_what, code, field, says) => {
    const { table, sent } = await playMinds({ us: says });
    expect(hashesOf(table)).toEqual(hashesOf(passed.table));
    expect(table.state.outcome).toEqual(passed.table.state.outcome);
    expect(ofType(sent.us, 'refused').filter(({ costsTurn }) => costsTurn)).toMatchObject(
      table.turns.map(() => ({ code, field })),
    );
    expect(ofType(sent.us, 'result').map(({ lost }) => lost)).toEqual(table.turns.map(() => code));
    expect(unpublished(sent.us)).toEqual([]);
  });

  it('is passed for the rest of the game once it has gone, and its last half line counts for nothing', async () => {
    const says = eachTurn((frame) => (frame['turn'] === 3 ? [{ kind: 'closed' }] : [sealOf(frame, [])]));
    const { table, sent } = await playMinds({ us: says });
    expect(hashesOf(table)).toEqual(hashesOf(passed.table));
    expect(ofType(sent.us, 'observation')).toHaveLength(3);
  });

  it('does not disturb a program at the other seat', async () => {
    const good = await playMinds({ us: passes, cn: sealsPlan });
    const { table, sent } = await playMinds({ us: eachTurn(() => ['garbage']), cn: sealsPlan });
    expect(hashesOf(table)).toEqual(hashesOf(good.table));
    expect(sent.cn).toBe(good.sent.cn);
  });

  it('never breaks a seat with anything at all', () => {
    const table = nextTable(openTable(dawn, '2', { us: OUTSIDE, cn: 'raider' }), { us: [] });
    const { orders } = observationFrame(table, 'us') as {
      readonly orders: readonly { readonly kind: string; readonly form: readonly { readonly name: string }[] }[];
    };
    const kind = fc.constantFrom(...orders.map((each) => each.kind));
    const name = fc.constantFrom('__proto__', 'x', ...orders.flatMap(({ form }) => form.map((each) => each.name)));
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string(),
      fc.constantFrom(-0, -1, 1e308, 'us', 'suncatcher'),
    );
    const order = fc
      .tuple(kind, fc.dictionary(name, value, { maxKeys: 4 }))
      .map(([of, fields]) => ({ ...fields, kind: of }));
    const frame = fc.oneof(
      fc.record({ type: fc.constant('form'), kind, chosen: fc.dictionary(name, value), draft: fc.array(order) }),
      fc.record({ type: fc.constant('preview'), orders: fc.array(fc.oneof(order, fc.jsonValue())) }),
      fc.record({
        type: fc.constant('seal'),
        turn: fc.constant(2),
        stage: fc.constant('turn'),
        orders: fc.array(order),
      }),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(frame, (said) => {
        const before = JSON.stringify(table.state);
        const answer = answerTo(table, 'us', JSON.stringify(said));
        if (answer.kind === 'seal') nextTable(table, { us: answer.orders });
        else expect(unpublished(JSON.stringify(answer.frame))).toEqual([]);
        expect(JSON.stringify(table.state)).toBe(before);
      }),
      { numRuns: 150 },
    );
    fc.assert(fc.property(fc.string(), (line) => void answerTo(table, 'us', line)));
  });
});

/** Changes all over what the side cannot know. */
const withOtherSecrets = (table: OutsideTable, own: 'us' | 'cn'): OutsideTable => {
  const state: GameState = cloneState(table.state);
  const rival = rivalOf(own);
  Object.assign(state, { seed: 'another' });
  const row = state.sides[rival];
  Object.assign(row, {
    fundsMusd: row.fundsMusd * 3,
    politicalCapital: 1,
    posture: 'escalate',
    mineralsStock: 7,
    trainingStock: 1,
  });
  for (const track of Object.keys(row.tech) as (keyof typeof row.tech)[]) Object.assign(row.tech, { [track]: 4 });
  for (const group of state.groups.filter(({ owner }) => owner === rival))
    Object.assign(group, { hardeningLevel: 3, spareFrac: 0.2, manoeuvreMPerS: 1, powerKw: 1, deliveredPops: 2 });
  for (const line of state.lines.filter(({ owner }) => owner === rival)) Object.assign(line, { developmentMusd: 99 });
  for (const region of state.regions.filter(({ owner }) => owner === rival))
    Object.assign(region, { marginMw: 1, storageMw: 500, connectionPolicy: 'pause' });
  for (const centre of state.centres.filter(({ owner }) => owner === rival)) Object.assign(centre, { powerMw: 3 });
  Object.assign(state.estimates[rival], { groundPops: { value: 1, low: 0, high: 2 } });
  return { ...table, seed: 'another', state };
};

/** What the program of the United States was sent before the first turn was resolved. */
const untilResult = ({ sent }: Played): string => sent.us.slice(0, sent.us.indexOf('{"type":"result"'));

describe('what a seat is sent', () => {
  it.each(SIDES)('does not change with what %s cannot know', (side) => {
    let table = openTable(dawn, '5', { us: OUTSIDE, cn: OUTSIDE, [rivalOf(side)]: 'raider' });
    for (let turn = 0; turn < 6; turn++) table = nextTable(table, {});
    const other = withOtherSecrets(table, side);
    const { orders } = observationFrame(table, side) as {
      readonly orders: readonly { readonly kind: string; readonly order: unknown }[];
    };
    const lines = [
      ...orders.map(({ kind }) => JSON.stringify({ type: 'form', kind })),
      ...orders.map(({ order }) => JSON.stringify({ type: 'preview', orders: [order] })),
      ...table.reports[side].flatMap(({ findings }) =>
        findings.slice(0, 9).map(({ id }) => JSON.stringify({ type: 'explain', finding: id })),
      ),
    ];
    const bytesOf = (of: OutsideTable): readonly string[] => [
      JSON.stringify(observationFrame(of, side)),
      ...lines.map((line) => JSON.stringify(answerTo(of, side, line))),
    ];
    expect(bytesOf(other)).toEqual(bytesOf(table));
  });

  it('says nothing of what the other side has sealed before the turn is resolved', async () => {
    const one = await playMinds({ us: passes, cn: sealsPlan });
    const other = await playMinds({ us: passes, cn: eachTurn(() => ['garbage']) });
    expect(untilResult(one)).toBe(untilResult(other));
    expect(one.sent.us).not.toBe(other.sent.us);
  });

  it('names neither the seed nor the state', () => {
    const seed = 'a-seed-that-nobody-guesses';
    const table = nextTable(openTable(classroom, seed, { us: OUTSIDE, cn: 'raider' }), {});
    expect(JSON.stringify(observationFrame(table, 'us'))).not.toContain(seed);
  });

  it('tells a finding only to the side whose report it is in', () => {
    const table = nextTable(openTable(classroom, '1', { us: OUTSIDE, cn: 'raider' }), {});
    const [own] = table.reports.us.flatMap(({ findings }) => findings);
    for (const finding of [own?.id, '1.counterspace.900', '', '__proto__']) {
      const answer = answerTo(table, 'us', JSON.stringify({ type: 'explain', finding }));
      const kind = finding === own?.id ? 'explanation' : 'refused';
      expect(answer).toMatchObject({ kind: 'answer', frame: { type: kind } });
    }
  });
});

it('a frame that was parsed is the frame that was made', () => {
  const frame = { type: 'seal', turn: 2, stage: 'turn', orders: [{ kind: 'surveil' }] };
  expect(parseProgramFrame(JSON.stringify(frame))).toEqual({ ok: true, value: frame });
});
