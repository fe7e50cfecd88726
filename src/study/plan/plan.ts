/**
 * A plan: everything that a study will play, as plain data. It is cut into chunks of games; any worker
 * with the same rules plays a chunk to the same result, and results are put together in the order of the
 * chunks, so that nothing depends on who played what, or when.
 *
 * A *sample* is one draw of the assumptions and of the dice. Every variant is played with every sample:
 * common random numbers, so that variants differ by what they change and by nothing else.
 */
import type { BotId, Weights } from '../../bots/index.ts';
import type { GameRecord, Order } from '../../engine/index.ts';
import type { Level } from '../../ruleset/packs.ts';
import type { BySide } from '../../ruleset/terms.ts';
import type { Without } from '../debrief/reruns.ts';
import type { Distribution } from './distributions.ts';
import type { MeasureId } from './measures.ts';

export const PLAN_FORMAT = 'dawnline-study';
export const PLAN_FORMAT_VERSION = 1;

/**
 * `sample`: draws of all that varies. `tornado`: one assumption at a time at its low and its high end, each a variant of
 * its own after the first. `sensitivity`: the draws of Saltelli’s design, from which indices are estimated.
 */
export const DESIGNS = ['sample', 'tornado', 'sensitivity'] as const;
export type Design = (typeof DESIGNS)[number];

export const SAMPLINGS = ['sobol', 'latin', 'random'] as const;
export type Sampling = (typeof SAMPLINGS)[number];

/** A quantity of the rules that varies. */
export interface Assumption {
  readonly path: string;
  readonly unit: string;
  /** What the rules say. */
  readonly value: number;
  /** Counts are drawn as whole numbers. */
  readonly isWhole: boolean;
  readonly distribution: Distribution;
}

/** Who gives a side’s orders: a bot, with some of its weights replaced, or the record, with some of its orders. */
export type PlanPlayer =
  | { readonly kind: 'bot'; readonly id: BotId; readonly weights: Readonly<Partial<Weights>> }
  | {
      readonly kind: 'recorded';
      readonly without: Without | null;
      /** Orders in place of a half-year’s own. */
      readonly instead: readonly { readonly turn: number; readonly orders: readonly Order[] }[];
    };

/** One way to play that is compared with another. */
export interface Variant {
  readonly id: string;
  /** The variant it is compared with: the first unless said; its own id: none. */
  readonly against?: string;
  readonly players: BySide<PlanPlayer>;
  readonly levels: readonly Level[];
}

/** The recorded game that all games go on from. */
export interface Branch {
  readonly record: GameRecord;
  /** First half-year that is played again, 1… */
  readonly fromTurn: number;
}

export interface Plan {
  readonly format: typeof PLAN_FORMAT;
  readonly formatVersion: typeof PLAN_FORMAT_VERSION;
  readonly id: string;
  readonly engineVersion: string;
  /** Of the rules under the pack, before any assumption is changed. */
  readonly rulesetHash: string;
  readonly scenarioId: string;
  readonly packId: string;
  readonly seed: string;
  readonly design: Design;
  readonly sampling: Sampling;
  /** Independent randomisations that the samples are dealt to; their scatter is the error of a mean. 1: plain error. */
  readonly replicates: number;
  /** Draws; in a sensitivity design each is played once for every factor and twice more. */
  readonly draws: number;
  readonly assumptions: readonly Assumption[];
  readonly variants: readonly Variant[];
  readonly branch: Branch | null;
  /** What the summary and the charts are about. */
  readonly outputs: readonly MeasureId[];
  readonly chunkGames: number;
}

export interface Chunk {
  readonly index: number;
  /** Number of its first game, from 0. */
  readonly first: number;
  readonly count: number;
}

/**
 * Blocks of a draw. In a sensitivity design: A, B, then A with one factor of B, for each assumption, and
 * last for the dice.
 */
export const blockCount = ({ design, assumptions }: Pick<Plan, 'design' | 'assumptions'>): number =>
  design === 'sensitivity' ? assumptions.length + 3 : 1;

/** The first sample of a branch has the record’s own dice and the rules’ own numbers: the real game. */
export const realSamples = ({ branch }: Pick<Plan, 'branch'>): number => (branch === null ? 0 : 1);

export const sampleCount = (plan: Plan): number => realSamples(plan) + plan.draws * blockCount(plan);

export const gameCount = (plan: Plan): number => sampleCount(plan) * plan.variants.length;

export const chunksOf = (plan: Plan): readonly Chunk[] => {
  const games = gameCount(plan);
  return Array.from({ length: Math.ceil(games / plan.chunkGames) }, (_, index) => {
    const first = index * plan.chunkGames;
    return { index, first, count: Math.min(plan.chunkGames, games - first) };
  });
};

/** Which draw and which block a sample is; draw −1 is the real game. */
export const placeOfSample = (plan: Plan, sample: number): { readonly draw: number; readonly block: number } => {
  const drawn = sample - realSamples(plan);
  const blocks = blockCount(plan);
  return drawn < 0 ? { draw: -1, block: 0 } : { draw: Math.floor(drawn / blocks), block: drawn % blocks };
};

/** Place of the variant that one is compared with; its own: none. */
export const referenceOf = ({ variants }: Pick<Plan, 'variants'>, place: number): number => {
  const against = variants[place]?.against;
  return against === undefined ? 0 : variants.findIndex(({ id }) => id === against);
};
