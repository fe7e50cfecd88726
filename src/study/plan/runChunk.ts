/**
 * Plays a chunk of a plan. A game is decided by the plan, the rules and its number alone, never by what was
 * played before it. What is dear to make (the game of a set of levels, the state a branch starts from) is
 * kept from game to game, and is the same whether kept or made again.
 */
import { doctrineWeights } from '../../bots/index.ts';
import {
  bySide,
  cloneState,
  ENGINE_VERSION,
  type Game,
  type GameState,
  InvariantError,
  makeGame,
  type Order,
  startState,
} from '../../engine/index.ts';
import type { Level } from '../../ruleset/packs.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { type Side, SIDES } from '../../ruleset/terms.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import { deciderOf, factsFrom, type GameFacts } from '../balance/gameFacts.ts';
import {
  type Change,
  deciderFor,
  emptyTally,
  leaveOut,
  realDeciderFor,
  type Replayed,
  rulingsOf,
  stateBefore,
  type Tally,
} from '../debrief/reruns.ts';
import type { Decide } from '../playGame.ts';
import { type Assumption, type Chunk, type Plan, type PlanPlayer, placeOfSample, type Variant } from './plan.ts';
import { quantileAt } from './distributions.ts';
import { makeSampler, type Sampler } from './sampling.ts';

/** One game of a study: what it was played with, and what came of it. */
export interface GameRow {
  readonly game: number;
  readonly sample: number;
  /** Place of its variant in the plan. */
  readonly variant: number;
  readonly seed: string;
  /** Of the rules it was played under: those of the plan with its levels. */
  readonly rulesetHash: string;
  /** Values of the plan’s assumptions in this game, in their order. */
  readonly values: readonly number[];
  readonly facts: GameFacts;
  /** What of a record could be ordered again; null where there is none. */
  readonly replayed: Replayed | null;
}

export interface ChunkResult {
  readonly index: number;
  readonly rows: readonly GameRow[];
}

/** What a sample is played with, whatever the variant. */
export interface Setting {
  readonly seed: string;
  readonly values: readonly number[];
}

const valueAt = ({ distribution, isWhole }: Assumption, frac: number): number => {
  const value = quantileAt(distribution, frac);
  return isWhole ? Math.round(value) : value;
};

const samplerOf = ({ sampling, seed, assumptions, design, draws, replicates }: Plan): Sampler =>
  makeSampler({
    sampling,
    seed,
    dimensions: assumptions.length * (design === 'sensitivity' ? 2 : 1),
    draws,
    replicates,
  });

/** Values and dice of every sample of a plan. */
export const settingsOf = (plan: Plan): ((sample: number) => Setting) => {
  const { assumptions, branch, design, seed } = plan;
  const sampler = samplerOf(plan);
  const count = assumptions.length;
  return (sample) => {
    const { draw, block } = placeOfSample(plan, sample);
    const asWritten = assumptions.map(({ value }) => value);
    if (draw < 0) return { seed: branch?.record.seed ?? seed, values: asWritten };
    if (design === 'tornado') return { seed: `${seed}/${draw}`, values: asWritten };
    const point = sampler(draw);
    // Block 0 is A and block 1 is B; then A with one factor of B, the dice last.
    const isFromB = (factor: number): boolean => design === 'sensitivity' && (block === 1 || block === factor + 2);
    const values = assumptions.map((assumption, place) =>
      valueAt(assumption, point[isFromB(place) ? count + place : place] ?? 0),
    );
    return { seed: `${seed}/${draw}${isFromB(count) ? '/b' : ''}`, values };
  };
};

/** The levels of a game: what the sample drew, where it is not what the rules say, unless the variant fixes it. */
const levelsOf = ({ assumptions }: Plan, { levels }: Variant, values: readonly number[]): readonly Level[] => {
  const drawn = assumptions.flatMap(({ path, value: written }, place): readonly Level[] => {
    const value = values[place] ?? written;
    return value === written || levels.some((level) => level.path === path) ? [] : [{ path, value }];
  });
  return [...drawn, ...levels];
};

/** The assumptions’ values as a variant has them. */
const valuesIn = ({ assumptions }: Plan, { levels }: Variant, values: readonly number[]): readonly number[] =>
  assumptions.map(({ path }, place) => levels.find((level) => level.path === path)?.value ?? values[place] ?? 0);

const changeOf = ({ without, instead }: Extract<PlanPlayer, { kind: 'recorded' }>): Change | undefined => {
  if (without === null && instead.length === 0) return undefined;
  const less: Change = without === null ? (orders) => orders : leaveOut(without);
  return (orders, at): readonly Order[] =>
    (at.stage === 'turn' ? instead.find(({ turn }) => turn === at.turn)?.orders : undefined) ?? less(orders, at);
};

/** Whether a sample is the real game of a branch, to which nothing was done. */
const isReal = (plan: Plan, { players, levels }: Variant, sample: number): boolean =>
  placeOfSample(plan, sample).draw < 0 &&
  levels.length === 0 &&
  SIDES.every((side) => {
    const player = players[side];
    return player.kind === 'recorded' && changeOf(player) === undefined;
  });

const planDecider = (plan: Plan, game: Game, player: PlanPlayer, side: Side, seed: string, tally: Tally): Decide => {
  if (player.kind === 'bot') {
    const isPlain = Object.keys(player.weights).length === 0;
    const weights = isPlain ? null : { ...doctrineWeights(game.ruleset, player.id, side), ...player.weights };
    return deciderOf(game, weights ?? player.id, side, seed);
  }
  if (plan.branch === null) throw new InvariantError('a plan without a record plays a recorded side', { side });
  return deciderFor(game, plan.branch.record, side, tally, changeOf(player));
};

/** As many games as are kept at once, beyond one a variant. */
const GAMES_KEPT = 4;

/** Whether these rules and this engine are those of the plan. */
export const planFits = (ruleset: Ruleset, plan: Plan): Problem | null => {
  if (plan.engineVersion !== ENGINE_VERSION)
    return { code: 'study/other-engine', path: 'engineVersion', expected: ENGINE_VERSION, got: plan.engineVersion };
  const made = makeGame(ruleset, plan.scenarioId, plan.packId);
  if (!made.ok) return made.error[0] ?? null;
  const { hash } = made.value.ruleset;
  return hash === plan.rulesetHash
    ? null
    : { code: 'study/other-rules', path: 'rulesetHash', expected: plan.rulesetHash, got: hash };
};

/** Plays chunks of a plan under these rules; the problem is that they are not the plan’s. */
export const chunkRunner = (ruleset: Ruleset, plan: Plan): Result<(chunk: Chunk) => ChunkResult, Problem> => {
  const unfit = planFits(ruleset, plan);
  if (unfit !== null) return err(unfit);
  const settingOf = settingsOf(plan);
  const games = new Map<string, Game>();
  const gameOf = (levels: readonly Level[]): Game => {
    const key = JSON.stringify(levels);
    let game = games.get(key);
    if (game === undefined) {
      const made = makeGame(ruleset, plan.scenarioId, plan.packId, levels);
      if (!made.ok) throw new InvariantError('a level of the plan makes no game', { levels, problems: made.error });
      if (games.size >= plan.variants.length + GAMES_KEPT) games.clear();
      game = made.value;
      games.set(key, game);
    }
    return game;
  };
  const starts = new Map<number, GameState>();
  const startOf = (game: Game, seed: string): GameState => {
    if (plan.branch === null) return startState(game, seed);
    const { record, fromTurn } = plan.branch;
    const start = starts.get(fromTurn) ?? stateBefore(gameOf([]), record, fromTurn);
    starts.set(fromTurn, start);
    return { ...cloneState(start), seed };
  };
  const play = (number: number): GameRow => {
    const count = plan.variants.length;
    const [sample, place] = [Math.floor(number / count), number % count];
    const variant = plan.variants[place];
    if (variant === undefined) throw new InvariantError('a plan has no such variant', { place });
    const { seed, values } = settingOf(sample);
    const game = gameOf(levelsOf(plan, variant, values));
    const tally = emptyTally();
    const { branch } = plan;
    const deciders = bySide((side) =>
      branch !== null && isReal(plan, variant, sample)
        ? realDeciderFor(game, branch.record, side, tally)
        : planDecider(plan, game, variant.players[side], side, seed, tally),
    );
    return {
      game: number,
      sample,
      variant: place,
      seed,
      rulesetHash: game.ruleset.hash,
      values: valuesIn(plan, variant, values),
      facts: factsFrom(
        game,
        startOf(game, seed),
        deciders,
        branch === null ? {} : { rulingsFor: rulingsOf(branch.record) },
      ),
      replayed: branch === null ? null : tally,
    };
  };
  return ok(({ index, first, count }) => ({
    index,
    rows: Array.from({ length: count }, (_, place) => play(first + place)),
  }));
};
