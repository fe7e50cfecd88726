/**
 * Results of chunks put together: all games in their order, and the summary. Chunks may be missing, of a
 * study that was stopped: what is there is summed up, in the same way.
 */
import { bySide, END_KINDS, type EndKind } from '../../engine/index.ts';
import type { BySide } from '../../ruleset/terms.ts';
import { mean, share } from '../balance/statistics.ts';
import type { Replayed } from '../debrief/reruns.ts';
import { convergence, type Distributed, distribute, type Estimate, estimate } from './estimate.ts';
import { type MeasureId, measureOf } from './measures.ts';
import { blockCount, gameCount, placeOfSample, type Plan, referenceOf } from './plan.ts';
import type { ChunkResult, GameRow } from './runChunk.ts';
import { type FactorIndices, sensitivityOf } from './sensitivity.ts';

/** How the games of a variant ended. */
export interface Ends {
  readonly wins: BySide<number>;
  readonly draws: number;
  readonly mutualLosses: number;
  readonly ends: Readonly<Partial<Record<EndKind, number>>>;
}

/**
 * How the mean output moves with one assumption: a bar of the tornado. In a tornado’s design its change at either end
 * of the range, all else equal; elsewhere its change where the assumption was drawn among the lowest and highest. Of a
 * variant that is compared with another, it is their difference that moves.
 */
export interface Swing {
  readonly path: string;
  readonly low: Estimate;
  readonly high: Estimate;
}

/** Where the real run fell among its reruns. */
export interface Luck {
  readonly real: number;
  /** Share of the reruns with less, ties by half: the real run’s percentile over a hundred. */
  readonly belowFrac: number;
  /** Real less the mean of the reruns. */
  readonly luck: number;
}

export interface OutputSummary {
  readonly measure: MeasureId;
  readonly all: Distributed;
  /** Against the variant it is compared with, game by game with the same draws and dice; null where that is itself. */
  readonly change: Estimate | null;
  /** How the change settles, or the mean where there is none. */
  readonly convergence: readonly Estimate[];
  readonly swings: readonly Swing[];
  /** By assumption, then the dice; empty unless the design is made for it. */
  readonly indices: readonly FactorIndices[];
  readonly luck: Luck | null;
}

export interface VariantSummary {
  readonly variant: string;
  /** What its changes are against. */
  readonly against: string | null;
  /** Played: with the real game of a branch, and all blocks of a design for indices. */
  readonly games: number;
  readonly ends: Ends;
  readonly outputs: readonly OutputSummary[];
  /** Of a branch: what of the record could be ordered again, over all games. */
  readonly replayed: Replayed | null;
}

export interface StudySummary {
  readonly games: number;
  /** Games of the whole plan. */
  readonly of: number;
  readonly variants: readonly VariantSummary[];
}

export interface Combined {
  readonly rows: readonly GameRow[];
  readonly summary: StudySummary;
}

const endsOf = (rows: readonly GameRow[]): Ends => {
  const count = (is: (row: GameRow) => boolean): number => rows.filter(is).length;
  const ends: Partial<Record<EndKind, number>> = {};
  for (const kind of END_KINDS) {
    const games = count(({ facts }) => facts.end === kind);
    if (games > 0) ends[kind] = games;
  }
  return {
    wins: bySide((side) => count(({ facts }) => facts.winner === side)),
    draws: count(({ facts }) => facts.winner === null && !facts.mutualLoss),
    mutualLosses: count(({ facts }) => facts.mutualLoss),
    ends,
  };
};

/** Games that a table of ends counts: of the plain draws, without the real game of a branch or a design's other blocks. */
export const countedGames = ({ wins, draws, mutualLosses }: Ends): number => wins.us + wins.cn + draws + mutualLosses;

/** Share of the draws that a bar’s end is the mean of. */
const SWING_FRAC = 0.2;

/** With fewer draws a fifth of them tells nothing. */
const FEWEST_FOR_SWINGS = 20;

/** A game and what of it is asked about: its output, or the change of that against another variant's game. */
interface Valued {
  readonly row: GameRow;
  readonly value: number;
}

const valuesOf = (valued: readonly Valued[]): readonly number[] => valued.map(({ value }) => value);

const drawnSwings = (plan: Plan, valued: readonly Valued[]): readonly Swing[] => {
  if (valued.length < FEWEST_FOR_SWINGS) return [];
  const all = mean(valuesOf(valued));
  const of = (part: readonly Valued[]): Estimate =>
    estimate(
      part.map(({ value }) => value - all),
      1,
    );
  return plan.assumptions.map(({ path }, place) => {
    const drawn = ({ row }: Valued): number => row.values[place] ?? 0;
    const sorted = valued.toSorted((a, b) => drawn(a) - drawn(b) || a.row.game - b.row.game);
    const count = Math.ceil(sorted.length * SWING_FRAC);
    return { path, low: of(sorted.slice(0, count)), high: of(sorted.slice(sorted.length - count)) };
  });
};

/** Games of one variant, by the block of the design that they belong to. */
interface Blocks {
  readonly real: GameRow | null;
  /** Plain draws: the games that means are taken over. */
  readonly drawn: readonly GameRow[];
  /** Draws of which every block is there, block by block. */
  readonly whole: readonly (readonly GameRow[])[];
}

const blocksOf = (plan: Plan, rows: readonly GameRow[]): Blocks => {
  const byDraw = new Map<number, GameRow[]>();
  for (const row of rows) {
    const { draw } = placeOfSample(plan, row.sample);
    const blocks = byDraw.get(draw) ?? [];
    blocks.push(row);
    byDraw.set(draw, blocks);
  }
  const real = byDraw.get(-1)?.[0] ?? null;
  const drawn = rows.filter(({ sample }) => {
    const { draw, block } = placeOfSample(plan, sample);
    return draw >= 0 && block === 0;
  });
  const blocks = blockCount(plan);
  const whole = [...byDraw].filter(([draw, each]) => draw >= 0 && each.length === blocks).map(([, each]) => each);
  return { real, drawn, whole };
};

const luckOf = (real: GameRow | null, values: readonly number[], measure: MeasureId): Luck | null => {
  if (real === null || values.length === 0) return null;
  const own = measureOf(real.facts, measure);
  const below = share(values, (value) => value < own);
  const same = share(values, (value) => value === own);
  return { real: own, belowFrac: below + same / 2, luck: own - estimate(values, 1).mean };
};

const outputOf = (
  plan: Plan,
  { real, drawn, whole }: Blocks,
  reference: ReadonlyMap<number, GameRow> | null,
  measure: MeasureId,
): OutputSummary => {
  const own = drawn.map((row): Valued => ({ row, value: measureOf(row.facts, measure) }));
  const changes = own.flatMap(({ row, value }): readonly Valued[] => {
    const other = reference?.get(row.sample);
    return other === undefined ? [] : [{ row, value: value - measureOf(other.facts, measure) }];
  });
  const values = valuesOf(own);
  const asked = reference === null ? own : changes;
  const rows = whole.map((blocks) => {
    const [a = 0, b = 0, ...mixed] = blocks.map(({ facts }) => measureOf(facts, measure));
    return { a, b, mixed };
  });
  return {
    measure,
    all: distribute(values, plan.replicates),
    change: reference === null ? null : estimate(valuesOf(changes), plan.replicates),
    convergence: convergence(valuesOf(asked), plan.replicates),
    swings: plan.design === 'tornado' ? [] : drawnSwings(plan, asked),
    indices:
      plan.design === 'sensitivity' && rows.length > 1
        ? sensitivityOf(rows, plan.assumptions.length + 1, `${plan.seed}/${measure}`)
        : [],
    luck: luckOf(real, values, measure),
  };
};

const replayedOf = (rows: readonly GameRow[]): Replayed | null => {
  if (rows.every(({ replayed }) => replayed === null)) return null;
  const sum = (name: keyof Replayed): number =>
    rows.reduce((total, { replayed }) => total + (replayed?.[name] ?? 0), 0);
  return { given: sum('given'), cut: sum('cut'), dropped: sum('dropped'), staffTurns: sum('staffTurns') };
};

/** In a tornado’s design the bars stand with the first variant: each is the change of a pair of the others. */
const withTornado = (plan: Plan, variants: readonly VariantSummary[]): readonly VariantSummary[] => {
  const [first, ...ends] = variants;
  if (plan.design !== 'tornado' || first === undefined) return variants;
  const outputs = first.outputs.map((output, place): OutputSummary => {
    const changeAt = (end: number): Estimate => ends[end]?.outputs[place]?.change ?? estimate([], 1);
    const swings = plan.assumptions.map(
      ({ path }, at): Swing => ({ path, low: changeAt(2 * at), high: changeAt(2 * at + 1) }),
    );
    return { ...output, swings };
  });
  return [{ ...first, outputs }, ...ends];
};

/** All rows in the order of their games, and what they say. */
export const combine = (plan: Plan, results: readonly ChunkResult[]): Combined => {
  const rows = results.toSorted((a, b) => a.index - b.index).flatMap((result) => result.rows);
  const byVariant = plan.variants.map((_, place) => rows.filter(({ variant }) => variant === place));
  const bySample = byVariant.map((own) => new Map(own.map((row) => [row.sample, row])));
  const variants = plan.variants.map(({ id }, place): VariantSummary => {
    const own = byVariant[place] ?? [];
    const blocks = blocksOf(plan, own);
    const reference = referenceOf(plan, place);
    const other = reference === place ? null : (bySample[reference] ?? null);
    return {
      variant: id,
      against: other === null ? null : (plan.variants[reference]?.id ?? null),
      games: own.length,
      ends: endsOf(blocks.drawn),
      outputs: plan.outputs.map((measure) => outputOf(plan, blocks, other, measure)),
      replayed: replayedOf(blocks.drawn),
    };
  });
  return { rows, summary: { games: rows.length, of: gameCount(plan), variants: withTornado(plan, variants) } };
};
