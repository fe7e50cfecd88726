/**
 * The game file: a record or a save as text. Parsing checks every field, refuses what is not known,
 * and says all that is wrong at once with its path; whether the game in it is true is for
 * `replayRecord` to say.
 */
import { z } from 'zod/mini';
import {
  type Finding,
  type GameEvent,
  type GameRecord,
  parseOrders,
  RECORD_FORMAT,
  RECORD_FORMAT_VERSION,
  STAGES,
  END_KINDS,
} from '../engine/index.ts';
import { err, ok, type Problem, type Result } from '../units/result.ts';

const hash = z.string().check(z.regex(/^[0-9a-f]{32,64}$/));
const bySide = <T extends z.ZodMiniType>(schema: T) => z.strictObject({ us: schema, cn: schema });
const side = z.enum(['us', 'cn']);
const orders = z.array(z.unknown());
const finite = z.number();

const recordSchema = z.strictObject({
  format: z.literal(RECORD_FORMAT),
  formatVersion: z.literal(RECORD_FORMAT_VERSION),
  engineVersion: z.string(),
  rulesetHash: hash,
  scenario: z.string(),
  pack: z.string(),
  seed: z.string(),
  controllers: bySide(z.string()),
  turnCount: z.int(),
  draft: z.nullable(z.strictObject({ side, orders })),
  headerHashes: z.strictObject({
    engineVersion: hash,
    rulesetHash: hash,
    scenario: hash,
    pack: hash,
    seed: hash,
    controllers: hash,
    turnCount: hash,
    draft: hash,
  }),
  startHash: hash,
  turns: z.array(
    z.strictObject({
      turn: z.int(),
      stage: z.enum(STAGES),
      orders: bySide(orders),
      ordersHash: bySide(hash),
      /** Which rulings are legal is for `replayRecord` to say, turn by turn. */
      rulings: z.optional(z.strictObject({ made: z.array(z.unknown()), hash })),
      deliveredPops: bySide(finite),
      hash,
      sections: z.record(z.string(), hash),
    }),
  ),
  outcome: z.nullable(
    z.strictObject({
      end: z.enum(END_KINDS),
      winner: z.nullable(side),
      mutualLoss: z.boolean(),
      score: bySide(finite),
      worldScore: finite,
    }),
  ),
  /** What the game left behind, for whoever reads the file; opening it works everything out anew. */
  working: z.optional(z.unknown()),
  /** The rules it was played under, packed: gzip, as base64. */
  rules: z.optional(z.string()),
});
type RawRecord = z.infer<typeof recordSchema>;

/**
 * Where JSON says something that the schema would let pass unread: minus zero, which equals zero and
 * is not, and `__proto__`, which names no field of ours. Null where there is neither.
 */
const oddPlace = (value: unknown, path: readonly PropertyKey[] = []): readonly PropertyKey[] | null => {
  if (Object.is(value, -0)) return path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, each] of Object.entries(value)) {
    const place = key === '__proto__' ? [...path, key] : oddPlace(each, [...path, key]);
    if (place !== null) return place;
  }
  return null;
};

/** The largest file that is read at all, characters. */
const MOST_CHARACTERS = 20_000_000;

const pathText = (path: readonly PropertyKey[]): string => path.map(String).join('.');
const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : (JSON.stringify(value) ?? 'nothing').slice(0, 80);

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    root,
  );

/** Lists of orders, each with its path in the file. */
export type PlacedOrders = readonly (readonly [path: string, orders: readonly unknown[]])[];

export const orderProblems = (lists: PlacedOrders): readonly Problem[] =>
  lists.flatMap(([path, list]) => {
    const parsed = parseOrders(list);
    return parsed.ok
      ? []
      : parsed.error.map(
          ({ code, field, data }): Problem => ({
            code,
            path: `${path}${field}`,
            expected: 'an order',
            got: shown(data),
          }),
        );
  });

const ordersIn = (raw: RawRecord): PlacedOrders => [
  ...raw.turns.flatMap(
    ({ orders: given }, place): PlacedOrders => [
      [`turns.${place}.orders.us`, given.us],
      [`turns.${place}.orders.cn`, given.cn],
    ],
  ),
  ...(raw.draft === null ? [] : [['draft.orders', raw.draft.orders] as const]),
];

export interface GameFile {
  readonly record: GameRecord;
  /** The rules that came with it, packed as they were written; null where there are none. */
  readonly rules: string | null;
}

/** Reads a game file's record. Every problem is given, with a code and the path inside the file. */
export const parseGameFile = (text: string): Result<GameRecord, readonly Problem[]> => {
  const parsed = parseWholeGameFile(text);
  return parsed.ok ? ok(parsed.value.record) : parsed;
};

/** Reads a game file with the rules that came in it. */
export const parseWholeGameFile = (text: string): Result<GameFile, readonly Problem[]> => {
  if (text.length > MOST_CHARACTERS)
    return err([
      { code: 'record/too-large', path: '', expected: `at most ${MOST_CHARACTERS} characters`, got: `${text.length}` },
    ]);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (fault) {
    return err([
      {
        code: 'record/not-json',
        path: '',
        expected: 'a whole JSON text (is the file cut short?)',
        got: fault instanceof Error ? fault.message : 'unreadable text',
      },
    ]);
  }
  return parseWholeRecord(json);
};

/** Reads a record that has been text before, in a file or in the browser's database. */
export const parseGameRecord = (json: unknown): Result<GameRecord, readonly Problem[]> => {
  const parsed = parseWholeRecord(json);
  return parsed.ok ? ok(parsed.value.record) : parsed;
};

const parseWholeRecord = (json: unknown): Result<GameFile, readonly Problem[]> => {
  const odd = oddPlace(json);
  if (odd !== null) {
    const got = Object.is(valueAt(json, odd), -0) ? '-0' : '__proto__';
    return err([{ code: 'record/wrong-type', path: pathText(odd), expected: 'plain JSON of this format', got }]);
  }
  const parsed = recordSchema.safeParse(json);
  if (!parsed.success) {
    return err(
      parsed.error.issues.flatMap((issue): Problem[] =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.map((key) => ({
              code: 'record/unknown-field',
              path: pathText([...issue.path, key]),
              expected: 'no such field',
              got: key,
            }))
          : [
              {
                code: valueAt(json, issue.path) === undefined ? 'record/missing-field' : 'record/wrong-type',
                path: pathText(issue.path),
                expected: issue.message,
                got: shown(valueAt(json, issue.path)),
              },
            ],
      ),
    );
  }
  const problems = orderProblems(ordersIn(parsed.data));
  if (problems.length > 0) return err(problems);
  const { working: _notRead, rules = null, ...record } = parsed.data;
  return ok({ record: record as GameRecord, rules });
};

/** How a game came out as it did, as a file may tell it beside the record. */
export interface Working {
  readonly findings: readonly Finding[];
  readonly events: readonly GameEvent[];
}

/** What a file may hold beside the record. */
export interface BesideRecord {
  readonly working?: Working;
  readonly rules?: string;
}

/** A game file's text; `parseGameFile` gives the record back. */
export const makeGameFile = (record: GameRecord, beside: BesideRecord = {}): string =>
  `${JSON.stringify({ ...record, ...beside }, null, beside.working === undefined ? 1 : 0)}\n`;
