/**
 * The border of a hosted game: every request and frame that may cross it, in both directions, read strictly.
 *
 * A frame from a seat has a number (`id`) of its own that only rises, and a kind; what is not known, too long or
 * not of its form is refused with a code and never half-read. What the server sends carries pictures whose
 * insides are the engine's. docs/session-protocol.md tells the whole in words.
 */
import { z } from 'zod/mini';
import { SEATS, SIDES } from '../ruleset/terms.ts';
import { err, ok, type Result } from '../units/result.ts';

/** Rises with every change that an older client could not follow. */
export const PROTOCOL_VERSION = 2;
/** The longest frame that is read, characters of JSON; connections that send far longer ones are cut. */
export const FRAME_CHARACTERS = 16_000;
const NAME_CHARACTERS = 24;
export const TEXT_CHARACTERS = 500;
const MESSAGE_LINES = 12;
const ID_CHARACTERS = 64;
const TOKEN_CHARACTERS = 64;
/** Weeks, for a game that is played over days. */
const TIMER_SECONDS = 4_000_000;
const MOST_FRAMES = 1_000_000_000;
const MOST_TURNS = 1000;
const EFFECTS_AT_ONCE = 10;

export const OFFICES = ['controller', 'adjudicator', 'analyst'] as const;
export type Office = (typeof OFFICES)[number];
/** What a forecast may be about: the half-year being planned, as it will have come out. */
export const FORECAST_QUESTIONS = ['outscores', 'tensionRises', 'losesCompute'] as const;
export type ForecastQuestion = (typeof FORECAST_QUESTIONS)[number];
/** What stands for a side that has not sealed in time: what lies on its desk, or, where nothing does, the staff's plan. */
export const ABSENT_RULES = ['draft', 'plan'] as const;

/** Control characters, and those that turn the direction of text or hide in it. */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;
/** Text from outside: one line, without what cannot be seen. */
const plainText = (text: string): string =>
  text.normalize('NFC').replaceAll(UNSHOWN, ' ').replaceAll(/\s+/g, ' ').trim();
/** A message from outside: a few lines, of which those left over go on in the last one. */
export const messageText = (text: string): string => {
  const lines = text
    .split(/[\n\r\u2028\u2029]+/u)
    .map(plainText)
    .filter((line) => line !== '');
  return [...lines.slice(0, MESSAGE_LINES - 1), lines.slice(MESSAGE_LINES - 1).join(' ')].join('\n').trim();
};
const text = (most: number, clean = plainText) =>
  z.pipe(
    z.pipe(z.string().check(z.maxLength(2 * most)), z.transform(clean)),
    z.string().check(z.minLength(1), z.maxLength(most)),
  );

const id = z.string().check(z.minLength(1), z.maxLength(ID_CHARACTERS));
const side = z.enum(SIDES);
const count = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));
const seconds = count(1, TIMER_SECONDS);
/** An order is judged by the engine; here it is any object. */
const order = z.record(z.string(), z.unknown());
const name = text(NAME_CHARACTERS);

const role = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('side'), side, seat: z.enum(SEATS) }),
  z.strictObject({ kind: z.literal('white'), office: z.enum(OFFICES) }),
  z.strictObject({ kind: z.literal('observer') }),
  z.strictObject({ kind: z.literal('projector') }),
]);
export type Role = z.infer<typeof role>;

const settings = z.strictObject({
  /** Time for a half-year, s; null where there is none. */
  turnSeconds: z.nullable(seconds),
  roundSeconds: z.nullable(seconds),
  absent: z.enum(ABSENT_RULES),
  /** Whether words to the other side wait for the white cell. */
  isTalkReviewed: z.boolean(),
});
export type Settings = z.infer<typeof settings>;

/** When a prepared inject is played: when the white cell says so, in a turn, or once the ladder stands so high. */
const when = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('now') }),
  z.strictObject({ kind: z.literal('held') }),
  z.strictObject({ kind: z.literal('turn'), turn: count(1, MOST_TURNS) }),
  z.strictObject({
    kind: z.literal('crisis'),
    rung: z.enum(['friction', 'confrontation', 'crisis', 'clash', 'war']),
  }),
]);
export type InjectTime = z.infer<typeof when>;

const to = z.enum([...SIDES, 'white', 'all']);
const numbered = { id: count(1, MOST_FRAMES) };
const kind = <K extends string>(value: K) => ({ ...numbered, kind: z.literal(value) });

const seatFrame = z.discriminatedUnion('kind', [
  // a side's desk
  z.strictObject({ ...kind('order.add'), order }),
  z.strictObject({ ...kind('order.replace'), orderId: id, order }),
  z.strictObject({ ...kind('order.remove'), orderId: id }),
  z.strictObject(kind('draft.plan')),
  z.strictObject(kind('draft.clear')),
  z.strictObject({
    ...kind('seal'),
    turn: count(1, MOST_TURNS),
    stage: z.enum(['turn', 'crisisRound']),
    /** Whose orders come first where the draft has become dearer than the treasury. */
    priorities: z.optional(z.array(z.enum(SEATS)).check(z.maxLength(SEATS.length))),
  }),
  z.strictObject({
    ...kind('intent.state'),
    turn: count(1, MOST_TURNS),
    text: text(TEXT_CHARACTERS),
    question: z.enum(FORECAST_QUESTIONS),
    prob: z.number().check(z.gte(0), z.lte(1)),
  }),
  // talk
  z.strictObject({
    ...kind('message.send'),
    to,
    text: text(TEXT_CHARACTERS, messageText),
    answers: z.nullable(id),
  }),
  z.strictObject({ ...kind('message.release'), messageId: id }),
  z.strictObject({ ...kind('message.intercept'), messageId: id }),
  // the white cell
  z.strictObject(kind('session.start')),
  z.strictObject(kind('session.pause')),
  z.strictObject(kind('session.resume')),
  z.strictObject(kind('session.end')),
  z.strictObject(kind('session.reveal')),
  z.strictObject({ ...kind('settings.set'), settings }),
  z.strictObject({ ...kind('timer.set'), seconds: z.nullable(seconds) }),
  z.strictObject({ ...kind('timer.extend'), seconds }),
  z.strictObject({ ...kind('member.move'), memberId: id, role }),
  z.strictObject({ ...kind('member.remove'), memberId: id }),
  z.strictObject({ ...kind('side.bot'), side, botId: z.nullable(id) }),
  z.strictObject({ ...kind('inject.prepare'), eventId: id, when }),
  z.strictObject({ ...kind('inject.withdraw'), injectId: id }),
  z.strictObject({
    ...kind('override.make'),
    reason: text(TEXT_CHARACTERS),
    effects: z.array(z.record(z.string(), z.unknown())).check(z.minLength(1), z.maxLength(EFFECTS_AT_ONCE)),
  }),
  z.strictObject({ ...kind('override.withdraw'), overrideId: id }),
  z.strictObject(kind('turn.force')),
  z.strictObject({ ...kind('turn.back'), reason: text(TEXT_CHARACTERS) }),
  // reading, which changes nothing
  z.strictObject({ ...kind('page.read'), place: count(0, MOST_TURNS) }),
  z.strictObject(kind('session.export')),
  z.strictObject(kind('session.erase')),
]);
export type SeatFrame = z.infer<typeof seatFrame>;
export type SeatFrameKind = SeatFrame['kind'];

/** Why a frame or a request is refused: a code, and where it says anything more, the field. */
export interface Refusal {
  readonly code: string;
  readonly field: string;
}
export const refuse = (code: string, field = ''): Refusal => ({ code, field });

const read = <T extends z.ZodMiniType>(schema: T, given: unknown): Result<z.infer<T>, Refusal> => {
  const parsed = schema.safeParse(given);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const field = (issue?.path ?? []).map(String).join('.').slice(0, ID_CHARACTERS);
  return err(refuse(issue?.code === 'invalid_union' ? 'frame/unknown-kind' : 'frame/malformed', field));
};

const jsonOf = (given: unknown): Result<unknown, Refusal> => {
  if (typeof given !== 'string') return err(refuse('frame/not-text'));
  if (given.length > FRAME_CHARACTERS) return err(refuse('frame/too-large'));
  try {
    return ok(JSON.parse(given));
  } catch {
    return err(refuse('frame/not-json'));
  }
};

/** Reads what a seat has sent: a text of JSON. */
export const parseSeatFrame = (given: unknown): Result<SeatFrame, Refusal> => {
  const json = jsonOf(given);
  return json.ok ? read(seatFrame, json.value) : json;
};

/** The number of a frame that could not be read, for the refusal; null where it has none. */
export const frameIdOf = (given: unknown): number | null => {
  const json = jsonOf(given);
  const parsed = json.ok ? z.object(numbered).safeParse(json.value) : null;
  return parsed?.success === true ? parsed.data.id : null;
};

const code = z.string().check(z.regex(/^[0-9A-Za-z -]{4,16}$/));
const token = z.string().check(z.minLength(1), z.maxLength(TOKEN_CHARACTERS));
const openRequest = z.strictObject({
  scenarioId: id,
  packId: id,
  /** Left out, the server draws one. */
  seed: z.optional(id),
  name,
  settings,
});
const joinRequest = z.strictObject({ code, name, role: z.nullable(role) });
const resumeRequest = z.strictObject({ code, token });
const lookRequest = z.strictObject({ code });
const hereRequest = z.strictObject({});
export type OpenRequest = z.infer<typeof openRequest>;
export type JoinRequest = z.infer<typeof joinRequest>;
export type ResumeRequest = z.infer<typeof resumeRequest>;
export type LookRequest = z.infer<typeof lookRequest>;

const requestOf =
  <T extends z.ZodMiniType>(schema: T) =>
  (given: unknown): Result<z.infer<T>, Refusal> => {
    const json = jsonOf(given);
    return json.ok ? read(schema, json.value) : json;
  };
export const parseOpenRequest = requestOf(openRequest);
export const parseJoinRequest = requestOf(joinRequest);
export const parseResumeRequest = requestOf(resumeRequest);
export const parseLookRequest = requestOf(lookRequest);
export const parseHereRequest = requestOf(hereRequest);

const seated = z.object({
  code,
  token,
  memberId: z.string(),
  /** The room server's; its client reads it. */
  reservation: z.record(z.string(), z.unknown()),
});
/** What lets somebody in: the answer to each of the three requests for it. */
export type Seated = z.infer<typeof seated>;

const looked = z.object({
  code,
  scenarioId: z.string(),
  packId: z.string(),
  stage: z.string(),
  /** Where people sit, without their names. */
  roles: z.array(role),
  ledByBot: z.strictObject({ us: z.boolean(), cn: z.boolean() }),
});
/** What somebody may know of a session who has its code and no seat yet. */
export type Looked = z.infer<typeof looked>;

const here = z.object({ addresses: z.array(z.string()) });
/** What the server says of itself. */
export type Here = z.infer<typeof here>;

const refusal = z.object({ code: z.string().check(z.minLength(1)), field: z.string() });
const answerOf =
  <T extends z.ZodMiniType>(schema: T) =>
  (answer: unknown): Result<z.infer<T>, Refusal> => {
    const parsed = schema.safeParse(answer);
    if (parsed.success) return ok(parsed.data);
    const refused = refusal.safeParse(answer);
    return err(refused.success ? refused.data : refuse('session/no-server'));
  };
export const readSeated = answerOf(seated);
export const readLooked = answerOf(looked);
export const readHere = answerOf(here);

/** Parts of a picture; a part is sent when it has changed, whole; of `talk` only what has come since (`said`). */
export const PARTS = ['status', 'table', 'desk', 'talk', 'white', 'reveal'] as const;
export type PartName = (typeof PARTS)[number];

const serverFrame = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('welcome'),
    protocolVersion: z.int(),
    engineVersion: z.string(),
    rulesetHash: z.string(),
    scenarioId: z.string(),
    packId: z.string(),
    code: z.string(),
    memberId: z.string(),
    role,
    /** The least number that the seat's next frame may have. */
    nextFrameId: z.int(),
    /** The server's clock, for the timer, ms since 1970. */
    nowMs: z.number(),
  }),
  z.strictObject({ kind: z.literal('part'), name: z.enum(PARTS), value: z.unknown() }),
  z.strictObject({ kind: z.literal('said'), messages: z.array(z.unknown()), intents: z.array(z.unknown()) }),
  z.strictObject({ kind: z.literal('ack'), id: z.int(), isRepeat: z.boolean() }),
  z.strictObject({ kind: z.literal('refused'), id: z.nullable(z.int()), code: z.string(), field: z.string() }),
  z.strictObject({ kind: z.literal('page'), id: z.int(), page: z.unknown() }),
  z.strictObject({ kind: z.literal('exported'), id: z.int(), text: z.string() }),
  z.strictObject({ kind: z.literal('closed'), code: z.string() }),
]);
export type ServerFrame = z.infer<typeof serverFrame>;

export const parseServerFrame = (given: unknown): Result<ServerFrame, Refusal> => {
  if (typeof given !== 'string') return err(refuse('frame/not-text'));
  try {
    return read(serverFrame, JSON.parse(given));
  } catch {
    return err(refuse('frame/not-json'));
  }
};
export const makeServerFrame = (frame: ServerFrame): string => JSON.stringify(frame);
