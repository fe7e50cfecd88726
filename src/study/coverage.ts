/**
 * Many games of random legal orders, every half-year of them checked, and what of the game they have been through:
 * orders accepted and refused, edges of machines taken, ways to end. Counts of any share of the games add up to the
 * same whole, so that games may be divided among workers in any way.
 */
import { decide } from '../bots/index.ts';
import {
  type AnyChart,
  botDice,
  bySide,
  charts,
  checkInvariants,
  countEdges,
  type Edge,
  type Game,
  type GameState,
  InvariantError,
  legalOrder,
  type Order,
  ORDER_KINDS,
  type OrderKind,
  orderRejections,
  parseOrders,
  REJECTION_CODES,
  resolveTurn,
  SIDES,
  startState,
  takeStock,
  viewFor,
} from '../engine/index.ts';
import type { BySide } from '../ruleset/terms.ts';
import type { Problem } from '../units/result.ts';
import { batchSeed } from './batch.ts';
import { attemptsOf } from './illegalOrders.ts';

export type Counts = Record<string, number>;

/** Something wrong in a game, with what is needed to play it again. */
export interface BrokenGame {
  readonly scenarioId: string;
  readonly seed: string;
  readonly turn: number;
  readonly problems: readonly Problem[];
}

export interface Coverage {
  games: number;
  /** Half-years checked, those of epilogues among them. */
  halfYears: number;
  ends: Counts;
  accepted: Counts;
  /** By kind of order (`''`: of no kind), then by code. */
  rejected: Record<string, Counts>;
  /** By machine, then by edge: `from event [guard] > to`. */
  edges: Record<string, Counts>;
  /** Length of the longest state at an end, as JSON, B. */
  largestStateB: number;
  brokenGames: number;
  /** The first of them. */
  broken: readonly BrokenGame[];
}

export const emptyCoverage = (): Coverage => ({
  games: 0,
  halfYears: 0,
  ends: {},
  accepted: {},
  rejected: {},
  edges: {},
  largestStateB: 0,
  brokenGames: 0,
  broken: [],
});

const MOST_BROKEN_KEPT = 20;
/** In one game of so many, findings are written down and checked too. */
const COLLECTED_EVERY = 20;
/** Chance that the orders of a side in a turn are also tried in every wrong way, with one kind. */
const TRIED_PROB = 0.15;

const count = (counts: Counts, name: string, by = 1): void => {
  counts[name] = (counts[name] ?? 0) + by;
};
const within = <T extends object>(table: Record<string, T>, name: string): T => (table[name] ??= {} as T);

const addCounts = (into: Counts, from: Counts): void => {
  for (const [name, by] of Object.entries(from)) count(into, name, by);
};

/** Adds the second to the first. */
export const addCoverage = (into: Coverage, from: Coverage): void => {
  into.games += from.games;
  into.halfYears += from.halfYears;
  into.largestStateB = Math.max(into.largestStateB, from.largestStateB);
  into.brokenGames += from.brokenGames;
  into.broken = [...into.broken, ...from.broken].slice(0, MOST_BROKEN_KEPT);
  addCounts(into.ends, from.ends);
  addCounts(into.accepted, from.accepted);
  for (const [kind, codes] of Object.entries(from.rejected)) addCounts(within(into.rejected, kind), codes);
  for (const [chart, edges] of Object.entries(from.edges)) addCounts(within(into.edges, chart), edges);
};

const edgeName = ({ from, event, guard, to }: Edge): string =>
  `${from} ${event}${guard === null ? '' : ` [${guard}]`} > ${to}`;
const allCharts: readonly AnyChart[] = Object.values(charts);

const problem = (code: string, path: string, expected: string, got: string): Problem => ({ code, path, expected, got });

/** Lists and orders that are of no kind. */
const SHAPELESS: readonly unknown[] = [null, [null], [{ kind: 'nothing' }]];

/** Tries one kind in every wrong way at a side's desk; gives what legality contradicts itself in. */
const tryIllegal = (
  game: Game,
  state: GameState,
  orders: BySide<readonly Order[]>,
  seed: string,
  coverage: Coverage,
): readonly Problem[] => {
  const dice = botDice(`${seed}/tried`, `${game.scenario.id}/${state.stage}`, state.turn);
  const draw = (): number => dice.draw('attempt');
  if (draw() >= TRIED_PROB) return [];
  const side = SIDES[Math.floor(draw() * SIDES.length)] ?? SIDES[0];
  const kind: OrderKind = ORDER_KINDS[Math.floor(draw() * ORDER_KINDS.length)] ?? ORDER_KINDS[0];
  for (const list of SHAPELESS) {
    const parsed = parseOrders(list);
    if (!parsed.ok) for (const { code } of parsed.error) count(within(coverage.rejected, ''), code);
  }
  const problems: Problem[] = [];
  const view = viewFor(game, state, side);
  let refusedInTurn = false;
  for (const attempt of attemptsOf(game, view, orders[side], kind, draw)) {
    const judged = legalOrder(game, attempt.view, attempt.draft, attempt.order as Order, attempt.held);
    if (judged.ok) continue;
    const { code, field } = judged.error;
    count(within(coverage.rejected, kind), code);
    if (!REJECTION_CODES.includes(code))
      problems.push(problem('legality/unlisted-code', kind, 'a code of the list', code));
    // The same order, sealed, is refused with the same code, and leaves the state as it was. Once a desk is enough.
    if (refusedInTurn || attempt.view !== view || attempt.draft.length > 0 || attempt.held !== undefined) continue;
    refusedInTurn = true;
    const before = JSON.stringify(state);
    const sealed = { us: [], cn: [], [side]: [attempt.order] } as BySide<readonly Order[]>;
    const resolved = resolveTurn(game, state, sealed, { collect: false, inPlace: true });
    const got = resolved.ok ? 'resolved' : (resolved.error[0]?.code ?? 'nothing');
    if (got !== code) problems.push(problem('legality/judged-otherwise', `${kind}.${field}`, code, got));
    if (JSON.stringify(state) !== before)
      problems.push(problem('legality/state-changed', `${kind}.${field}`, 'the state as it was', code));
  }
  return problems;
};

/** Plays one game, and counts what it went through; ends it at the first thing that is wrong. */
const playChecked = (game: Game, seed: string, collect: boolean, coverage: Coverage): BrokenGame | null => {
  const problems: Problem[] = [];
  let state = startState(game, seed);
  let stock = takeStock(state);
  let turn = 0;
  try {
    while (state.outcome === null && problems.length === 0) {
      turn = state.turn + 1;
      const orders = bySide((side) => decide('random', game, viewFor(game, state, side), seed));
      problems.push(...tryIllegal(game, state, orders, seed, coverage));
      if (problems.length > 0) break;
      const resolved = resolveTurn(game, state, orders, {
        collect,
        inPlace: true,
        onHalfYear: (half) => {
          problems.push(...checkInvariants(game, stock, half));
          stock = takeStock(half.state);
          coverage.halfYears += 1;
        },
      });
      if (!resolved.ok) {
        problems.push(...resolved.error.map(({ code, field }) => problem(code, field, 'a legal order', 'refused')));
        break;
      }
      for (const side of SIDES) for (const { kind } of orders[side]) count(coverage.accepted, kind);
      state = resolved.value.state;
    }
  } catch (fault) {
    const values = fault instanceof InvariantError ? JSON.stringify(fault.values) : '';
    problems.push(problem('coverage/thrown', 'turn', 'a resolution', `${String(fault)} ${values}`));
  }
  if (state.outcome !== null) count(coverage.ends, state.outcome.end);
  if (collect) coverage.largestStateB = Math.max(coverage.largestStateB, JSON.stringify(state).length);
  return problems.length === 0 ? null : { scenarioId: game.scenario.id, seed, turn, problems };
};

/** Games `from` to before `to` of a series by seed: `seed`, `seed+1`, … */
export const coverGames = (game: Game, seed: string, from: number, to: number): Coverage => {
  const coverage = emptyCoverage();
  const taken = new Map<Edge, number>();
  const broken: BrokenGame[] = [];
  countEdges(taken);
  try {
    for (let index = from; index < to; index++) {
      coverage.games += 1;
      const found = playChecked(game, batchSeed(seed, index), index % COLLECTED_EVERY === 0, coverage);
      if (found === null) continue;
      coverage.brokenGames += 1;
      if (broken.length < MOST_BROKEN_KEPT) broken.push(found);
    }
  } finally {
    countEdges(null);
  }
  coverage.broken = broken;
  for (const chart of allCharts) {
    const counts = within(coverage.edges, chart.id);
    for (const edge of chart.edges) if (taken.has(edge)) count(counts, edgeName(edge), taken.get(edge));
  }
  return coverage;
};

// ------------------------------------------------------------------------------------------------ what is asked for

/** Times that every kind of order is to be accepted. */
const LEAST_ACCEPTED = 100;

/** Codes of orders that are of no kind. */
const SHAPELESS_CODES = ['order/not-a-list', 'order/not-an-object', 'order/unknown-kind'] as const;

/** Codes a kind is to be refused with at least once. */
export const expectedCodes = (kind: string): readonly string[] =>
  kind === '' ? SHAPELESS_CODES : orderRejections(kind as OrderKind);

export interface MachineCoverage {
  readonly id: string;
  readonly stateCount: number;
  readonly missingStates: readonly string[];
  readonly edgeCount: number;
  readonly missingEdges: readonly string[];
}

export const machineCoverage = ({ edges }: Coverage): readonly MachineCoverage[] =>
  allCharts.map((chart) => {
    const taken = edges[chart.id] ?? {};
    const reached = new Set(chart.edges.filter((edge) => (taken[edgeName(edge)] ?? 0) > 0).map(({ to }) => to));
    return {
      id: chart.id,
      stateCount: chart.states.length,
      missingStates: chart.states.filter((state) => state !== chart.initial && !reached.has(state)),
      edgeCount: chart.edges.length,
      missingEdges: chart.edges.map(edgeName).filter((name) => (taken[name] ?? 0) === 0),
    };
  });

/** What the games have not been through and ought to have. */
export const coverageGaps = (coverage: Coverage): readonly Problem[] => {
  const gaps: Problem[] = [];
  for (const kind of ORDER_KINDS) {
    const accepted = coverage.accepted[kind] ?? 0;
    if (accepted < LEAST_ACCEPTED)
      gaps.push(problem('coverage/accepted', kind, `${LEAST_ACCEPTED} or more`, String(accepted)));
  }
  for (const kind of ['', ...ORDER_KINDS]) {
    const seen = Object.keys(coverage.rejected[kind] ?? {});
    const expected = expectedCodes(kind);
    for (const code of expected)
      if (!seen.includes(code)) gaps.push(problem('coverage/rejected', `${kind} ${code}`, 'once or more', '0'));
    for (const code of seen)
      if (!expected.includes(code)) gaps.push(problem('coverage/unlisted', `${kind} ${code}`, 'a code it names', code));
  }
  for (const { id, missingStates, missingEdges } of machineCoverage(coverage)) {
    for (const state of missingStates) gaps.push(problem('coverage/state', `${id} ${state}`, 'once or more', '0'));
    for (const edge of missingEdges) gaps.push(problem('coverage/transition', `${id} ${edge}`, 'once or more', '0'));
  }
  return gaps;
};
