/** What the games of a forecast say together: fans over time, chances, and what a change of the question did. */
import { type Estimate, estimate } from '../plan/estimate.ts';
import { FORECAST_ENDS, type ForecastEnd, type ForecastGame, type ForecastMeasure } from './forecast.ts';

/** Half of the games lie between `lowMid` and `highMid`, nine in ten between `low` and `high`. */
export const FAN_QUANTILES = { low: 0.05, lowMid: 0.25, middle: 0.5, highMid: 0.75, high: 0.95 } as const;
type FanLine = keyof typeof FAN_QUANTILES;

/** A measure after so many turns. */
export interface FanStep extends Readonly<Record<FanLine, number>> {
  readonly turn: number;
}
export type Fan = readonly FanStep[];

/** Between two values by their distance, as the place falls. */
const quantileAt = (sorted: Float64Array, frac: number): number => {
  const place = frac * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? 0;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - below);
};

/** The fan of a measure, from the turn resolved last on; empty without games. */
export const fanOf = (games: readonly ForecastGame[], measure: ForecastMeasure, fromTurn: number): Fan => {
  const stepCount = games[0]?.courses[measure].length ?? 0;
  return Array.from({ length: stepCount }, (_, step) => {
    const sorted = Float64Array.from(games, ({ courses }) => courses[measure][step] ?? 0).sort((a, b) => a - b);
    const at = (line: FanLine): number => quantileAt(sorted, FAN_QUANTILES[line]);
    return {
      turn: fromTurn + step,
      low: at('low'),
      lowMid: at('lowMid'),
      middle: at('middle'),
      highMid: at('highMid'),
      high: at('high'),
    };
  });
};

export interface Chance {
  readonly frac: number;
  /** Half width of the 95% interval. */
  readonly error: number;
}

const Z_95 = 1.96;
const Z_95_SQUARED = Z_95 * Z_95;

/** Share of so many games, with its 95% error, which is not nothing where all games agree (Agresti and Coull). */
const chanceOf = (count: number, games: number): Chance => {
  const size = games + Z_95_SQUARED;
  const centre = (count + Z_95_SQUARED / 2) / size;
  return { frac: games === 0 ? 0 : count / games, error: Z_95 * Math.sqrt((centre * (1 - centre)) / size) };
};

/** How likely each end is. */
export const endChances = (games: readonly ForecastGame[]): Readonly<Record<ForecastEnd, Chance>> => {
  const [won, drawn, lost, ruined] = FORECAST_ENDS.map((end) =>
    chanceOf(games.filter((game) => game.end === end).length, games.length),
  ) as [Chance, Chance, Chance, Chance];
  return { won, drawn, lost, ruined };
};

export interface TurnChance extends Chance {
  readonly turn: number;
}

/** How likely load of the side is shed, half-year by half-year; none before the draft is carried out. */
export const shedChances = (games: readonly ForecastGame[], fromTurn: number): readonly TurnChance[] => {
  const stepCount = games[0]?.courses.shedMw.length ?? 0;
  return Array.from({ length: Math.max(0, stepCount - 1) }, (_, place) => {
    const step = place + 1;
    const shed = games.filter(({ courses }) => (courses.shedMw[step] ?? 0) > 0).length;
    return { turn: fromTurn + step, ...chanceOf(shed, games.length) };
  });
};

export interface ForecastChange {
  /** Games that were played under both questions, with the same dice. */
  readonly pairs: number;
  /** Change of the chance to win, and of the lead at the end. */
  readonly won: Estimate;
  readonly margin: Estimate;
}

const winOf = ({ end }: ForecastGame): number => (end === 'won' ? 1 : 0);

/** What the second question changed against the first, in the games that both have. */
export const forecastChange = (before: readonly ForecastGame[], after: readonly ForecastGame[]): ForecastChange => {
  const earlier = new Map(before.map((game) => [game.index, game]));
  const pairs = after.flatMap((game) => {
    const other = earlier.get(game.index);
    return other === undefined ? [] : [{ before: other, after: game }];
  });
  return {
    pairs: pairs.length,
    won: estimate(
      pairs.map((pair) => winOf(pair.after) - winOf(pair.before)),
      1,
    ),
    margin: estimate(
      pairs.map((pair) => pair.after.margin - pair.before.margin),
      1,
    ),
  };
};
