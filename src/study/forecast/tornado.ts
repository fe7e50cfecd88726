/**
 * What matters most: each assumption at its low and at its high value with all others as they are, and how far the lead
 * at the end moves between the two. The same dice at both ends, so that the difference is the assumption's.
 */
import type { Level } from '../../ruleset/packs.ts';
import { type Estimate, estimate } from '../plan/estimate.ts';
import { type TurnableNumber, withLevel } from './assumptions.ts';
import type { ForecastGame } from './forecast.ts';

export const SWING_ENDS = ['low', 'high'] as const;
export type SwingEnd = (typeof SWING_ENDS)[number];

/** One end of one assumption. */
export interface SwingQuestion {
  readonly path: string;
  readonly end: SwingEnd;
  readonly levels: readonly Level[];
}

export const swingQuestions = (
  turnable: readonly TurnableNumber[],
  levels: readonly Level[],
): readonly SwingQuestion[] =>
  turnable.flatMap((number) =>
    SWING_ENDS.map((end) => ({ path: number.path, end, levels: withLevel(levels, number, number[end]) })),
  );

export type SwingGames = Readonly<Record<SwingEnd, readonly ForecastGame[]>>;

export interface AssumptionSwing {
  readonly path: string;
  readonly pairs: number;
  /** Lead at the end less that of the forecast itself, with the assumption at its low and at its high value. */
  readonly low: Estimate;
  readonly high: Estimate;
  /** From the low value to the high one. */
  readonly swing: Estimate;
}

const changes = (from: readonly ForecastGame[], to: readonly ForecastGame[]): readonly number[] => {
  const margins = new Map(from.map(({ index, margin }) => [index, margin]));
  return to.flatMap(({ index, margin }) => {
    const before = margins.get(index);
    return before === undefined ? [] : [margin - before];
  });
};

/** Widest first; an assumption that no pair of games has met yet is left out. */
export const tornadoOf = (
  forecast: readonly ForecastGame[],
  games: Readonly<Record<string, SwingGames>>,
): readonly AssumptionSwing[] =>
  Object.entries(games)
    .map(([path, { low, high }]) => {
      const swings = changes(low, high);
      return {
        path,
        pairs: swings.length,
        low: estimate(changes(forecast, low), 1),
        high: estimate(changes(forecast, high), 1),
        swing: estimate(swings, 1),
      };
    })
    .filter(({ pairs }) => pairs > 0)
    .toSorted((a, b) => Math.abs(b.swing.mean) - Math.abs(a.swing.mean) || (a.path < b.path ? -1 : 1));
