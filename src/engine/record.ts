/**
 * The record of a game: everything that is needed to play it again, and a hash of every turn. A
 * record is also the save of a game under way. Replaying it is the only way to open it, and stops at
 * the first turn that comes out otherwise, naming the field.
 */
import type { BySide, Side } from '../ruleset/terms.ts';
import { SIDES } from '../ruleset/terms.ts';
import { err, ok, type Problem, type Result } from '../units/result.ts';
import type { Game } from './game.ts';
import { ENGINE_VERSION, hashSections, hashState, shortHash } from './hash.ts';
import type { Order } from './orders/order.ts';
import { resolveTurn, type TurnResolution } from './resolve.ts';
import { legalRulings, type Ruling } from './rulings.ts';
import { bySide } from './sides.ts';
import { startState } from './start.ts';
import type { GameState, Outcome, Stage } from './state.ts';
import { plannedTurn } from './view.ts';

export const RECORD_FORMAT = 'dawnline-game';
export const RECORD_FORMAT_VERSION = 2;

/** A resolved turn, or the crisis round after it, which bears the same number. */
export interface RecordedTurn {
  readonly turn: number;
  readonly stage: Stage;
  readonly orders: BySide<readonly Order[]>;
  readonly ordersHash: BySide<string>;
  /** What the white cell laid into it, with a hash; absent where nothing was. */
  readonly rulings?: { readonly made: readonly Ruling[]; readonly hash: string };
  readonly deliveredPops: BySide<number>;
  readonly hash: string;
  /** Hash of each field of the state: tells which one differs. */
  readonly sections: Readonly<Record<string, string>>;
}

/** Orders of the turn being planned, in the save of a game under way. */
export interface RecordedDraft {
  readonly side: Side;
  readonly orders: readonly Order[];
}

/** What a game is apart from its turns. */
export interface RecordHeader {
  readonly engineVersion: string;
  readonly rulesetHash: string;
  readonly scenario: string;
  /** Pack of assumptions; the ruleset's hash is that of the rules under it. */
  readonly pack: string;
  readonly seed: string;
  /** Who gave the orders: a bot's id, or `person`. */
  readonly controllers: BySide<string>;
  /** Turns played, crisis rounds apart. */
  readonly turnCount: number;
  readonly draft: RecordedDraft | null;
}

export interface GameRecord extends RecordHeader {
  readonly format: typeof RECORD_FORMAT;
  readonly formatVersion: typeof RECORD_FORMAT_VERSION;
  /** Hash of each field of the header. */
  readonly headerHashes: Readonly<Record<keyof RecordHeader, string>>;
  readonly startHash: string;
  readonly turns: readonly RecordedTurn[];
  readonly outcome: Outcome | null;
}

/** Orders as a file keeps them: minus zero, which a form may give and an order may hold, is zero there. */
const asWritten = (orders: readonly Order[]): readonly Order[] => JSON.parse(JSON.stringify(orders)) as Order[];

export const recordTurn = (
  { state, stage }: Pick<TurnResolution, 'state' | 'stage'>,
  given: BySide<readonly Order[]>,
  rulings: readonly Ruling[] = [],
): RecordedTurn => {
  const orders = bySide((side) => asWritten(given[side]));
  return {
    turn: state.turn,
    stage,
    orders,
    ordersHash: bySide((side) => shortHash(orders[side])),
    ...(rulings.length === 0 ? {} : { rulings: { made: rulings, hash: shortHash(rulings) } }),
    deliveredPops: bySide((side) => state.sides[side].deliveredPops),
    hash: hashState(state),
    sections: hashSections(state),
  };
};

const turnCountOf = (turns: readonly Pick<RecordedTurn, 'stage'>[]): number =>
  turns.filter(({ stage }) => stage === 'turn').length;

export interface RecordParts {
  readonly game: Game;
  readonly seed: string;
  readonly controllers: BySide<string>;
  readonly turns: readonly RecordedTurn[];
  readonly outcome: Outcome | null;
  readonly draft?: RecordedDraft | null;
}

export const makeRecord = ({ game, seed, controllers, turns, outcome, draft = null }: RecordParts): GameRecord => {
  const header: RecordHeader = {
    engineVersion: ENGINE_VERSION,
    rulesetHash: game.ruleset.hash,
    scenario: game.scenario.id,
    pack: game.packId,
    seed,
    controllers,
    turnCount: turnCountOf(turns),
    draft: draft === null ? null : { side: draft.side, orders: asWritten(draft.orders) },
  };
  return {
    format: RECORD_FORMAT,
    formatVersion: RECORD_FORMAT_VERSION,
    ...header,
    headerHashes: headerHashesOf(header),
    startHash: hashState(startState(game, seed)),
    turns,
    outcome,
  };
};

const HEADER_FIELDS: readonly (keyof RecordHeader)[] = [
  'engineVersion',
  'rulesetHash',
  'scenario',
  'pack',
  'seed',
  'controllers',
  'turnCount',
  'draft',
];

const headerHashesOf = (header: RecordHeader): RecordHeaderHashes =>
  Object.fromEntries(HEADER_FIELDS.map((field) => [field, shortHash(header[field])])) as RecordHeaderHashes;
type RecordHeaderHashes = Record<keyof RecordHeader, string>;

const differs = (path: string, expected: unknown, got: unknown): Problem => ({
  code: 'record/differs',
  path,
  expected: typeof expected === 'string' ? expected : JSON.stringify(expected),
  got: typeof got === 'string' ? got : JSON.stringify(got),
});

/** Whether this ruleset and this engine may replay the record at all; never tried otherwise. */
export const recordFits = (record: GameRecord, rulesetHash: string): Problem | null => {
  if (record.engineVersion !== ENGINE_VERSION)
    return { code: 'record/other-engine', path: 'engineVersion', expected: ENGINE_VERSION, got: record.engineVersion };
  if (record.rulesetHash !== rulesetHash)
    return { code: 'record/other-rules', path: 'rulesetHash', expected: rulesetHash, got: record.rulesetHash };
  return null;
};

const checkHeader = (record: GameRecord): Problem | null => {
  const hashes = headerHashesOf(record);
  const changed = HEADER_FIELDS.find((field) => hashes[field] !== record.headerHashes[field]);
  if (changed !== undefined) return differs(`turn 0: ${changed}`, record.headerHashes[changed], hashes[changed]);
  const turnCount = turnCountOf(record.turns);
  return record.turnCount === turnCount ? null : differs('turn 0: turnCount', turnCount, record.turnCount);
};

const checkTurn = (recorded: RecordedTurn, replayed: RecordedTurn): Problem | null => {
  const at = `turn ${replayed.turn}`;
  if (recorded.turn !== replayed.turn) return differs(`${at}: turn`, replayed.turn, recorded.turn);
  if (recorded.stage !== replayed.stage) return differs(`${at}: stage`, replayed.stage, recorded.stage);
  for (const side of SIDES) {
    if (recorded.ordersHash[side] !== replayed.ordersHash[side])
      return differs(`${at}: orders.${side}`, replayed.ordersHash[side], recorded.ordersHash[side]);
  }
  if (recorded.rulings?.hash !== replayed.rulings?.hash)
    return differs(`${at}: rulings`, replayed.rulings?.hash ?? 'nothing', recorded.rulings?.hash ?? 'nothing');
  const fields = new Set([...Object.keys(replayed.sections), ...Object.keys(recorded.sections)]);
  for (const field of [...fields].sort((a, b) => (a < b ? -1 : 1))) {
    if (recorded.sections[field] !== replayed.sections[field])
      return differs(`${at}: ${field}`, replayed.sections[field] ?? 'nothing', recorded.sections[field] ?? 'nothing');
  }
  for (const side of SIDES) {
    if (recorded.deliveredPops[side] !== replayed.deliveredPops[side])
      return differs(`${at}: deliveredPops.${side}`, replayed.deliveredPops[side], recorded.deliveredPops[side]);
  }
  return recorded.hash === replayed.hash ? null : differs(`${at}: hash`, replayed.hash, recorded.hash);
};

export interface Replayed {
  readonly start: GameState;
  readonly resolutions: readonly TurnResolution[];
  readonly final: GameState;
}

/**
 * Plays a record again and verifies every hash. The problem is the first difference, with its turn
 * and field; an order that is not legal is reported as such, with its place.
 */
export const replayRecord = (game: Game, record: GameRecord): Result<Replayed, Problem> => {
  const unfit = recordFits(record, game.ruleset.hash) ?? checkHeader(record);
  if (unfit !== null) return err(unfit);
  const start = startState(game, record.seed);
  const startHash = hashState(start);
  if (startHash !== record.startHash) return err(differs('turn 0: startHash', startHash, record.startHash));
  const resolutions: TurnResolution[] = [];
  let state = start;
  for (const recorded of record.turns) {
    const ruled = legalRulings(game, state, recorded.rulings?.made ?? []);
    if (!ruled.ok) {
      const [first] = ruled.error;
      if (first !== undefined) return err({ ...first, path: `turn ${plannedTurn(state)}: ${first.path}` });
    }
    const rulings = ruled.ok ? ruled.value : [];
    const resolved = resolveTurn(game, state, recorded.orders, { rulings });
    if (!resolved.ok) {
      const [first] = resolved.error;
      return err({
        code: first?.code ?? 'order/game-over',
        path: `turn ${plannedTurn(state)}: ${first?.field ?? ''}`,
        expected: 'a legal order',
        got: JSON.stringify(first?.data ?? {}),
      });
    }
    state = resolved.value.state;
    resolutions.push(resolved.value);
    const problem = checkTurn(recorded, recordTurn(resolved.value, recorded.orders, rulings));
    if (problem !== null) return err(problem);
  }
  const problem = checkOutcome(record, state);
  return problem === null ? ok({ start, resolutions, final: state }) : err(problem);
};

const checkOutcome = (record: GameRecord, state: GameState): Problem | null => {
  const recorded = record.outcome;
  const at = `turn ${state.turn}: outcome`;
  if (recorded === null || state.outcome === null)
    return recorded === state.outcome ? null : differs(at, state.outcome, recorded);
  const { score, ...rest } = state.outcome;
  for (const [field, value] of Object.entries(rest)) {
    const got = recorded[field as keyof typeof rest];
    if (got !== value) return differs(`${at}.${field}`, value, got);
  }
  const side = SIDES.find((each) => recorded.score[each] !== score[each]);
  return side === undefined ? null : differs(`${at}.score.${side}`, score[side], recorded.score[side]);
};
