/** Many games between the same two bots, seed after seed, and what came of them. */
import type { BotId } from '../bots/index.ts';
import { bySide, type EndKind, type Game, MIRRORED_SEED } from '../engine/index.ts';
import type { BySide, Side } from '../ruleset/terms.ts';
import { playToOutcome } from './playGame.ts';

export interface BatchResult {
  readonly games: number;
  readonly usWins: number;
  readonly cnWins: number;
  readonly draws: number;
  readonly mutualLosses: number;
  readonly ends: Readonly<Partial<Record<EndKind, number>>>;
  readonly meanScore: BySide<number>;
  readonly meanWorldScore: number;
}

/**
 * Seeds of a batch: `7`, `7~`, `7+1`, `7+1~`…: every luck is played twice, the second time with the
 * sides exchanged, so that neither side has the better half of it. Each can be played again alone.
 */
export const batchSeed = (seed: string, index: number): string => {
  const pair = Math.floor(index / 2);
  return `${seed}${pair === 0 ? '' : `+${pair}`}${index % 2 === 0 ? '' : MIRRORED_SEED}`;
};

export const playBatch = (game: Game, seed: string, controllers: BySide<BotId>, games: number): BatchResult => {
  const outcomes = Array.from({ length: games }, (_, index) =>
    playToOutcome({ game, seed: batchSeed(seed, index), controllers }),
  );
  const countOf = (is: (outcome: (typeof outcomes)[number]) => boolean): number => outcomes.filter(is).length;
  const meanOf = (value: (outcome: (typeof outcomes)[number]) => number): number =>
    outcomes.reduce((total, outcome) => total + value(outcome), 0) / games;
  const winsOf = (side: Side): number => countOf(({ winner }) => winner === side);
  const ends: Partial<Record<EndKind, number>> = {};
  for (const { end } of outcomes) ends[end] = (ends[end] ?? 0) + 1;
  return {
    games,
    usWins: winsOf('us'),
    cnWins: winsOf('cn'),
    draws: countOf(({ winner, mutualLoss }) => winner === null && !mutualLoss),
    mutualLosses: countOf(({ mutualLoss }) => mutualLoss),
    ends,
    meanScore: bySide((side) => meanOf(({ score }) => score[side])),
    meanWorldScore: meanOf(({ worldScore }) => worldScore),
  };
};
