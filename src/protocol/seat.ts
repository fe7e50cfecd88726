/**
 * The seat protocol: what an outside mind (a program, a language model) and the seat it has taken say to
 * each other, one JSON object a line. What the program says is parsed here strictly, every fault with a
 * code and its field; `docs/outside-minds.md` tells it to whoever writes such a program, and the JSON
 * Schema beside it is made from these schemas.
 */
import { z } from 'zod/mini';
import { ORDER_KINDS, STAGES } from '../engine/index.ts';
import { err, ok, type Problem, type Result } from '../units/result.ts';

export const SEAT_PROTOCOL = 1;
/** The longest line a program may send, bytes. */
export const MOST_FRAME_BYTES = 262_144;
/** Frames a program may send in one turn, its seal among them. */
export const MOST_FRAMES_A_TURN = 1000;
const MOST_ORDERS = 200;
const LONGEST_NAME = 100;

/** Given back with the answer, so that a program can tell its answers apart. */
const id = z.optional(z.union([z.string().check(z.maxLength(LONGEST_NAME)), z.int()]));
/** Judged one by one against the game, with a rejection each; here only that it is a list. */
const orders = z.array(z.unknown()).check(z.maxLength(MOST_ORDERS));
const name = z.string().check(z.maxLength(LONGEST_NAME));

export const programFrames = {
  hello: z.strictObject({
    type: z.literal('hello'),
    protocol: z.literal(SEAT_PROTOCOL),
    name: z.optional(name),
    /** On a socket: the key that the command printed for this side. */
    key: z.optional(name),
  }),
  form: z.strictObject({
    type: z.literal('form'),
    id,
    kind: z.enum(ORDER_KINDS),
    /** Parameters chosen so far. */
    chosen: z.optional(z.record(name, z.union([name, z.number()]))),
    /** Orders already placed, on top of which the form is asked for. */
    draft: z.optional(orders),
  }),
  preview: z.strictObject({ type: z.literal('preview'), id, orders }),
  explain: z.strictObject({ type: z.literal('explain'), id, finding: name }),
  source: z.strictObject({ type: z.literal('source'), id, path: name }),
  seal: z.strictObject({
    type: z.literal('seal'),
    turn: z.int(),
    stage: z.enum(STAGES),
    orders,
  }),
} as const;

type ProgramFrames = { readonly [K in keyof typeof programFrames]: z.infer<(typeof programFrames)[K]> };
export type ProgramFrame = ProgramFrames[keyof ProgramFrames];
export type HelloFrame = ProgramFrames['hello'];
export type FormRequest = ProgramFrames['form'];
export type PreviewRequest = ProgramFrames['preview'];
export type ExplainRequest = ProgramFrames['explain'];
export type SourceRequest = ProgramFrames['source'];
export type SealFrame = ProgramFrames['seal'];

/** What a program said, in a few words of ours: never its own text at length. */
const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, LONGEST_NAME);
};

const fieldAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    root,
  );

const fault = (code: string, path: string, expected: string, got: unknown): Problem => ({
  code,
  path,
  expected,
  got: shown(got),
});

const FRAME_NAMES = Object.keys(programFrames);
const schemaOf = (type: unknown): z.ZodMiniType<ProgramFrame> | undefined =>
  typeof type === 'string' && Object.hasOwn(programFrames, type)
    ? programFrames[type as keyof typeof programFrames]
    : undefined;

/** Reads one line of a program. The first fault is given, with its code and field. */
export const parseProgramFrame = (text: string): Result<ProgramFrame, Problem> => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err(fault('seat/not-json', '', 'one JSON object on one line', text));
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return err(fault('seat/not-json', '', 'one JSON object on one line', json));
  const type = fieldAt(json, ['type']);
  const schema = schemaOf(type);
  if (schema === undefined) return err(fault('seat/unknown-frame', 'type', `one of ${FRAME_NAMES.join(', ')}`, type));
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  if (issue?.code === 'unrecognized_keys') {
    const field = [...path, issue.keys[0] ?? ''].map(String).join('.');
    return err(fault('seat/unknown-field', field, 'no such field', field));
  }
  const got = fieldAt(json, path);
  const code = got === undefined ? 'seat/missing-field' : 'seat/wrong-type';
  return err(fault(code, path.map(String).join('.'), issue?.message ?? '', got));
};

/** One line of the seat or of a program. */
export const frameLine = (frame: object): string => `${JSON.stringify(frame)}\n`;
