/**
 * What a seat says to its program: the schemas of its frames, for the published JSON Schema and for the
 * tests that hold every frame to it. The seat makes them (`session/outsideSeat.ts`); nobody parses them here.
 */
import { z } from 'zod/mini';
import { ORDER_GROUPS, ORDER_KINDS, PHASES, REJECTION_CODES, STAGES } from '../engine/index.ts';
import { SIDES } from '../ruleset/terms.ts';
import { SEAT_PROTOCOL } from './seat.ts';
import { outcome, sideView } from './sideView.ts';

const side = z.enum(SIDES);
const bySide = <T extends z.ZodMiniType>(schema: T) => z.strictObject({ us: schema, cn: schema });
const id = z.optional(z.union([z.string(), z.int()]));
const scalar = z.union([z.number(), z.string(), z.boolean()]);

const order = z.looseObject({ kind: z.enum(ORDER_KINDS) });
const cost = z.strictObject({ fundsMusd: z.number(), politicalCapital: z.number() });
const effect = z.strictObject({
  name: z.string(),
  unit: z.string(),
  value: z.number(),
  low: z.optional(z.number()),
  high: z.optional(z.number()),
});
const preview = z.strictObject({ cost, leadTurns: z.number(), effects: z.array(effect) });
const rejection = z.strictObject({
  code: z.enum(REJECTION_CODES),
  field: z.string(),
  data: z.record(z.string(), z.union([z.number(), z.string()])),
});
const parameter = z.union([
  z.strictObject({ name: z.string(), kind: z.literal('choice'), options: z.array(z.string()), refers: z.string() }),
  z.strictObject({
    name: z.string(),
    kind: z.literal('number'),
    unit: z.string(),
    min: z.number(),
    max: z.number(),
    step: z.number(),
    suggested: z.number(),
  }),
]);
const openKind = {
  kind: z.enum(ORDER_KINDS),
  group: z.enum(ORDER_GROUPS),
  form: z.array(parameter),
  order: z.nullable(order),
  preview: z.nullable(preview),
  rejection: z.nullable(rejection),
} as const;

const origin = z.looseObject({ kind: z.enum(['rule', 'finding', 'state', 'order']) });
const subject = z.strictObject({ kind: z.string(), id: z.string() });
const finding = z.strictObject({
  id: z.string(),
  turn: z.int(),
  phase: z.enum(PHASES),
  subject,
  question: z.string(),
  equationId: z.string(),
  inputs: z.array(z.strictObject({ name: z.string(), value: scalar, unit: z.string(), origin })),
  result: z.record(z.string(), scalar),
  prob: z.nullable(z.number()),
  probResult: z.nullable(z.string()),
  stream: z.nullable(z.string()),
  draw: z.nullable(z.number()),
  outcome: z.string(),
  visibleTo: bySide(z.boolean()),
});
const event = z.strictObject({
  id: z.string(),
  turn: z.int(),
  phase: z.enum(PHASES),
  kind: z.string(),
  subject,
  side: z.nullable(side),
  values: z.record(z.string(), scalar),
  findingIds: z.array(z.string()),
  visibleTo: bySide(z.boolean()),
  weight: z.int(),
});
const quantity = {
  value: z.number(),
  unit: z.string(),
  low: z.number(),
  high: z.number(),
  source: z.string(),
  confidence: z.string(),
  sourceEntry: z.nullable(z.looseObject({})),
} as const;

export const seatFrames = {
  hello: z.strictObject({
    type: z.literal('hello'),
    protocol: z.literal(SEAT_PROTOCOL),
    engineVersion: z.string(),
    rulesetHash: z.string(),
    scenario: z.string(),
    pack: z.string(),
    side,
    turnCount: z.int(),
    turnLimitS: z.number(),
    mostFrameBytes: z.int(),
    mostFramesATurn: z.int(),
  }),
  observation: z.strictObject({
    type: z.literal('observation'),
    turn: z.int(),
    stage: z.enum(STAGES),
    view: sideView,
    orders: z.array(z.strictObject(openKind)),
    plan: z.array(order),
  }),
  form: z.strictObject({ type: z.literal('form'), id, ...openKind }),
  preview: z.strictObject({
    type: z.literal('preview'),
    id,
    legal: z.boolean(),
    cost: z.nullable(cost),
    previews: z.array(preview),
    rejections: z.array(rejection),
  }),
  explanation: z.strictObject({
    type: z.literal('explanation'),
    id,
    finding,
    equation: z.optional(z.looseObject({ id: z.string(), equation: z.string() })),
    rules: z.array(z.strictObject({ path: z.string(), ...quantity })),
    flip: z.nullable(z.looseObject({ neededProb: z.number() })),
  }),
  source: z.strictObject({ type: z.literal('source'), id, path: z.string(), ...quantity }),
  refused: z.strictObject({
    type: z.literal('refused'),
    id,
    code: z.string(),
    field: z.string(),
    expected: z.string(),
    got: z.string(),
    costsTurn: z.boolean(),
    rejections: z.array(rejection),
  }),
  result: z.strictObject({
    type: z.literal('result'),
    turn: z.int(),
    stage: z.enum(STAGES),
    orders: z.array(order),
    lost: z.nullable(z.string()),
    report: z.strictObject({
      turn: z.int(),
      stage: z.enum(STAGES),
      findings: z.array(finding),
      events: z.array(event),
    }),
  }),
  end: z.strictObject({
    type: z.literal('end'),
    outcome,
    view: sideView,
    record: z.nullable(z.string()),
  }),
} as const;
