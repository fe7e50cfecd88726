/** Why orders are refused: every code of the list, each in a game where it is the answer, with its field; and nothing changes. */
import { describe, expect, it } from 'vitest';
import {
  type Game,
  type GameState,
  legalOrder,
  type Order,
  parseOrders,
  type Rejection,
  REJECTION_CODES,
  resolveTurn,
  startState,
  viewFor,
} from '../../src/engine/index.ts';
import type { Side } from '../../src/ruleset/terms.ts';
import { changed, dawn, deepFreeze } from '../support/game.ts';

const start = startState(dawn, 'rejections');
const richCn = changed(start, ({ sides }) => {
  sides.cn.fundsMusd = 1e9;
  sides.cn.politicalCapital = 10;
});
const rich = changed(richCn, ({ sides }) => {
  sides.us.fundsMusd = 1e9;
  sides.us.politicalCapital = 10;
});
const US_PROGRAMME = 'planet-eo';
const CN_PROGRAMME = 'three-body';

interface Case {
  readonly code: Rejection['code'];
  readonly field: string;
  readonly order: unknown;
  readonly draft?: readonly Order[];
  readonly state?: GameState;
  readonly side?: Side;
}

const deployEo: Order = { kind: 'deploy', programmeId: US_PROGRAMME, lineId: 'falcon-9', unitCount: 1 };

/** On a rung on which a detonation may be ordered. */
const tense = changed(rich, (draft) => {
  draft.crisis = 'crisis';
  draft.tension = 50;
});
/** With a craft of the US beside a rival group. */
const near = changed(rich, ({ operations }) => {
  operations.push({
    id: `cn/1/coOrbital/${CN_PROGRAMME}`,
    family: 'coOrbital',
    actor: 'us',
    target: 'cn',
    targetId: CN_PROGRAMME,
    turn: 1,
    machine: 'ready',
    shots: 0,
    detected: false,
    felt: false,
    hits: 0,
    attributed: false,
    reciprocal: false,
    investigations: 0,
  });
});

const CASES: readonly Case[] = [
  { code: 'order/agreement-needed', field: 'agreementId', order: { kind: 'offer', agreementId: 'accord' } },
  {
    code: 'order/not-in-crisis-round',
    field: 'kind',
    order: { kind: 'surveil' },
    state: changed(start, (draft) => {
      draft.stage = 'crisisRound';
    }),
  },
  { code: 'order/not-an-object', field: '', order: null },
  { code: 'order/not-an-object', field: '', order: [] },
  { code: 'order/not-an-object', field: '', order: 'surveil' },
  { code: 'order/unknown-kind', field: 'kind', order: {} },
  { code: 'order/unknown-kind', field: 'kind', order: { kind: 'toString' } },
  { code: 'order/unknown-kind', field: 'kind', order: Object.create({ kind: 'surveil' }) },
  { code: 'order/unknown-field', field: 'free', order: { kind: 'surveil', free: true } },
  { code: 'order/unknown-field', field: '__proto__', order: JSON.parse('{"kind": "surveil", "__proto__": 1}') },
  { code: 'order/missing-field', field: 'amountMusd', order: { kind: 'research', track: 'chip' } },
  { code: 'order/not-a-number', field: 'amountMusd', order: { kind: 'research', track: 'chip', amountMusd: '100' } },
  {
    code: 'order/not-a-number',
    field: 'amountMusd',
    order: { kind: 'research', track: 'chip', amountMusd: Number.NaN },
  },
  {
    code: 'order/not-a-number',
    field: 'amountMusd',
    order: { kind: 'research', track: 'chip', amountMusd: Number.POSITIVE_INFINITY },
  },
  { code: 'order/not-an-integer', field: 'unitCount', order: { ...deployEo, unitCount: 1.5 } },
  { code: 'order/negative', field: 'unitCount', order: { ...deployEo, unitCount: -1 } },
  { code: 'order/out-of-range', field: 'unitCount', order: { ...deployEo, unitCount: 0 } },
  {
    code: 'order/out-of-range',
    field: 'capacityMw',
    order: { kind: 'buildGrid', regionId: 'pjm', asset: 'generation', capacityMw: 501 },
  },
  {
    code: 'order/out-of-range',
    field: 'trainingFrac',
    order: { kind: 'setWorkload', earthObservationFrac: 0.6, trainingFrac: 0.5 },
  },
  { code: 'order/not-a-choice', field: 'posture', order: { kind: 'setPosture', posture: 'sulk' } },
  { code: 'order/not-a-choice', field: 'track', order: { kind: 'research', track: 'magic', amountMusd: 100 } },
  { code: 'order/not-owned', field: 'programmeId', order: { ...deployEo, programmeId: CN_PROGRAMME } },
  {
    code: 'order/not-owned',
    field: 'lineId',
    order: { kind: 'expandLine', lineId: 'long-march-2d', flightsPerTurn: 1 },
  },
  {
    code: 'order/not-owned',
    field: 'regionId',
    order: { kind: 'buildGrid', regionId: 'inner-mongolia', asset: 'generation', capacityMw: 500 },
  },
  { code: 'order/unknown-target', field: 'programmeId', order: { ...deployEo, programmeId: 'death-star' } },
  { code: 'order/unknown-target', field: 'targetId', order: { kind: 'jam', targetId: 'death-star' } },
  { code: 'order/unknown-target', field: 'targetId', order: { kind: 'jam', targetId: US_PROGRAMME } },
  {
    code: 'order/budget-exceeded',
    field: 'fundsMusd',
    order: { kind: 'research', track: 'chip', amountMusd: 500 },
    state: changed(start, ({ sides }) => {
      sides.us.fundsMusd = 499.9;
    }),
  },
  {
    code: 'order/budget-exceeded',
    field: 'fundsMusd',
    order: { kind: 'surveil' },
    draft: [{ kind: 'research', track: 'chip', amountMusd: 500 }],
    state: changed(start, ({ sides }) => {
      sides.us.fundsMusd = 550;
    }),
  },
  {
    code: 'order/political-capital-exceeded',
    field: 'politicalCapital',
    order: { kind: 'jam', targetId: CN_PROGRAMME },
    state: changed(start, ({ sides }) => {
      sides.us.politicalCapital = 0.3;
    }),
  },
  {
    code: 'order/political-capital-exceeded',
    field: 'politicalCapital',
    order: { kind: 'raiseFunds', politicalCapital: 99 },
  },
  {
    code: 'order/lift-exceeded',
    field: 'unitCount',
    order: { ...deployEo, unitCount: 5000 },
    state: changed(rich, (draft) => {
      for (const group of draft.groups) group.rampKg = 1e9;
    }),
  },
  {
    code: 'order/ramp-exceeded',
    field: 'unitCount',
    order: { ...deployEo, unitCount: 5000 },
    state: changed(rich, (draft) => {
      for (const line of draft.lines) line.cadencePerTurn = 1e6;
    }),
  },
  {
    code: 'order/chips-exceeded',
    field: 'unitCount',
    order: { ...deployEo, programmeId: 'starcloud', unitCount: 200 },
    state: changed(rich, (draft) => {
      for (const group of draft.groups) group.rampKg = 1e9;
      for (const line of draft.lines) line.cadencePerTurn = 1e6;
      draft.sides.us.chipSupplyMw = 0.2;
    }),
  },
  {
    code: 'order/chips-exceeded',
    field: 'powerMw',
    order: { kind: 'buildCentre', regionId: 'pjm', powerMw: 1e6 },
    state: rich,
  },
  {
    code: 'order/limit-reached',
    field: 'capacityMw',
    order: { kind: 'buildGrid', regionId: 'pjm', asset: 'generation', capacityMw: 5e7 },
    state: rich,
  },
  {
    code: 'order/limit-reached',
    field: 'amountMusd',
    order: { kind: 'research', track: 'chip', amountMusd: 1e7 },
    state: rich,
  },
  {
    code: 'order/line-not-flying',
    field: 'lineId',
    order: { kind: 'expandLine', lineId: 'starship', flightsPerTurn: 1 },
  },
  {
    code: 'order/line-not-flying',
    field: 'lineId',
    order: deployEo,
    state: changed(rich, ({ lines }) => {
      for (const line of lines) if (line.id === 'falcon-9') line.machine = 'grounded';
    }),
  },
  { code: 'order/nothing-to-do', field: 'posture', order: { kind: 'setPosture', posture: 'protest' } },
  {
    code: 'order/nothing-to-do',
    field: 'programmeId',
    order: { kind: 'repair', programmeId: US_PROGRAMME, healthFrac: 0.1 },
  },
  { code: 'order/nothing-to-do', field: 'agreementId', order: { kind: 'withdraw', agreementId: 'norm' } },
  {
    code: 'order/nothing-to-do',
    field: 'level',
    order: { kind: 'setExportControl', level: start.sides.us.exportControlLevel },
  },
  {
    code: 'order/nothing-to-do',
    field: 'policy',
    order: { kind: 'setConnectionPolicy', regionId: 'pjm', policy: 'open' },
  },
  {
    code: 'order/out-of-reach',
    field: 'targetId',
    order: { kind: 'strike', targetId: CN_PROGRAMME, interceptorCount: 1 },
    state: rich,
  },
  {
    code: 'order/nothing-to-do',
    field: 'targetId',
    order: { kind: 'strike', targetId: 'beijing-dawn-dusk', interceptorCount: 1 },
    state: rich,
  },
  { code: 'order/repeated', field: 'kind', order: { kind: 'surveil' }, draft: [{ kind: 'surveil' }] },
  { code: 'order/repeated', field: 'lineId', order: deployEo, draft: [deployEo] },
  {
    code: 'order/repeated',
    field: 'tier',
    order: { kind: 'buildBackup', regionId: 'pjm', tier: 'warm', powerMw: 10 },
    draft: [{ kind: 'buildBackup', regionId: 'pjm', tier: 'warm', powerMw: 10 }],
  },
  {
    code: 'order/agreement-forbids',
    field: 'level',
    order: { kind: 'setExportControl', level: 3 },
    state: changed(rich, ({ agreements }) => {
      for (const agreement of agreements) if (agreement.id === 'truce') agreement.machine = 'inForce';
    }),
  },
  {
    code: 'order/too-many-operations',
    field: 'kind',
    order: { kind: 'jam', targetId: 'starcloud' },
    draft: [
      { kind: 'jam', targetId: US_PROGRAMME },
      { kind: 'strike', targetId: US_PROGRAMME, interceptorCount: 1 },
    ],
    side: 'cn',
    state: rich,
  },
  { code: 'order/unknown-target', field: 'targetId', order: { kind: 'intrude', targetId: 'pjm/primary' } },
  { code: 'order/unknown-target', field: 'targetId', order: { kind: 'intrude', targetId: 'inner-mongolia/backup' } },
  { code: 'order/unknown-target', field: 'regionId', order: { kind: 'sabotage', regionId: 'pjm' } },
  { code: 'order/nothing-to-do', field: 'targetId', order: { kind: 'cyber', targetId: 'beijing-dawn-dusk' } },
  {
    code: 'order/nothing-to-do',
    field: 'targetId',
    order: { kind: 'dazzle', targetId: 'starcloud' },
    side: 'cn',
    state: rich,
  },
  { code: 'order/not-a-choice', field: 'shellId', order: { kind: 'detonate', shellId: 'moon' }, state: tense },
  {
    code: 'order/rung-too-low',
    field: 'kind',
    order: { kind: 'detonate', shellId: 'low-550' },
    state: changed(tense, (draft) => {
      draft.crisis = 'confrontation';
    }),
  },
  {
    code: 'order/repeated',
    field: 'kind',
    order: { kind: 'detonate', shellId: 'low-550' },
    draft: [{ kind: 'detonate', shellId: 'dawn-650' }],
    state: tense,
  },
  {
    code: 'order/political-capital-exceeded',
    field: 'politicalCapital',
    order: { kind: 'detonate', shellId: 'low-550' },
    state: changed(tense, ({ sides }) => {
      sides.us.politicalCapital = 7;
    }),
  },
  { code: 'order/not-prepared', field: 'targetId', order: { kind: 'attackCoOrbital', targetId: CN_PROGRAMME } },
  { code: 'order/not-prepared', field: 'targetId', order: { kind: 'withdrawApproach', targetId: CN_PROGRAMME } },
  { code: 'order/nothing-to-do', field: 'targetId', order: { kind: 'approach', targetId: CN_PROGRAMME }, state: near },
  {
    code: 'order/repeated',
    field: 'targetId',
    order: { kind: 'attackCoOrbital', targetId: CN_PROGRAMME },
    draft: [{ kind: 'withdrawApproach', targetId: CN_PROGRAMME }],
    state: near,
  },
  {
    code: 'order/too-many-operations',
    field: 'kind',
    order: { kind: 'sabotage', regionId: 'inner-mongolia' },
    draft: [
      { kind: 'cyber', targetId: CN_PROGRAMME },
      { kind: 'intrude', targetId: 'inner-mongolia/primary' },
    ],
    state: rich,
  },
  {
    code: 'order/level-not-open',
    field: 'track',
    order: { kind: 'research', track: 'defence', amountMusd: 100 },
    state: changed(rich, ({ sides }) => {
      sides.us.tech.defence = 4;
    }),
  },
  {
    code: 'order/level-not-open',
    field: 'lineId',
    order: { kind: 'developLine', lineId: 'long-march-9', amountMusd: 100 },
    side: 'cn',
    state: rich,
  },
  {
    code: 'order/game-over',
    field: 'kind',
    order: { kind: 'surveil' },
    state: changed(start, (draft) => {
      draft.outcome = { end: 'time', winner: null, mutualLoss: false, score: { us: 0, cn: 0 }, worldScore: 0 };
    }),
  },
];

/** Reach is a number of the rules, and every target of the scenario lies below it: here it does not. */
const shortReach: Game = {
  ...dawn,
  ruleset: {
    ...dawn.ruleset,
    counterspace: {
      ...dawn.ruleset.counterspace,
      directAscent: { ...dawn.ruleset.counterspace.directAscent, reachKm: 300 },
    },
  },
};

describe('an order that is refused', () => {
  it.each(CASES)('$code at “$field” for $order', ({ code, field, order, draft = [], state = start, side = 'us' }) => {
    const game = code === 'order/out-of-reach' ? shortReach : dawn;
    const frozen = deepFreeze(changed(state, () => {}));
    const judged = legalOrder(game, viewFor(game, frozen, side), draft, order as Order);
    expect(judged.ok ? judged.value : { code: judged.error.code, field: judged.error.field }).toEqual({ code, field });

    // The same through a turn: side, place and field, and the state as it was.
    const before = JSON.stringify(frozen);
    const sealed = { us: [] as Order[], cn: [] as Order[], [side]: [...draft, order as Order] };
    const refused = resolveTurn(game, frozen, sealed);
    const at = `orders.${side}[${draft.length}]`;
    expect(refused.ok ? null : refused.error).toContainEqual(
      code === 'order/game-over'
        ? expect.objectContaining({ code, field: 'turn' })
        : expect.objectContaining({ code, field: field === '' ? at : `${at}.${field}` }),
    );
    expect(JSON.stringify(frozen)).toBe(before);
  });

  it('is reported with all the others, and does not spoil the judgement of those after it', () => {
    const sealed = {
      us: [
        null,
        { kind: 'deploy', programmeId: 'death-star', lineId: 'x', unitCount: 1 },
        { kind: 'surveil' },
        { kind: 'jam' },
      ] as unknown as Order[],
      cn: 'nothing' as unknown as Order[],
    };
    const refused = resolveTurn(dawn, start, sealed);
    expect(refused.ok ? [] : refused.error.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'order/not-an-object orders.us[0]',
      'order/missing-field orders.us[3].targetId',
      'order/not-a-list orders.cn',
    ]);
    const wrong = resolveTurn(dawn, start, {
      us: [{ kind: 'deploy', programmeId: 'death-star', lineId: 'x', unitCount: 1 }, deployEo, { ...deployEo }],
      cn: [],
    });
    expect(wrong.ok ? [] : wrong.error.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'order/unknown-target orders.us[0].programmeId',
      'order/repeated orders.us[2].lineId',
    ]);
  });

  it('has a code of the list, and every code of the list is met here', () => {
    const met = new Set<string>(CASES.map(({ code }) => code));
    const list = parseOrders('none');
    if (!list.ok) for (const { code } of list.error) met.add(code);
    // Who gives an order is asked at the table only: by the time a turn is resolved, the principal has sealed.
    const foreign = legalOrder(dawn, viewFor(dawn, start, 'us'), [], { kind: 'surveil' }, ['energyFinance']);
    if (!foreign.ok) met.add(foreign.error.code);
    expect([...met].sort()).toEqual([...REJECTION_CODES].sort());
  });
});
