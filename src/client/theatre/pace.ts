/**
 * How much to draw, found by measuring: the first seconds of motion decide, and a level is only ever lowered, so that
 * the picture does not flicker between two.
 */
import type { SwarmBudget } from './swarm.ts';

export type Renderer = 'gpu' | 'pixels';

/** Budgets from full to least. */
export const LEVELS: readonly SwarmBudget[] = [
  { satellites: 20_000, debris: 20_000 },
  { satellites: 10_000, debris: 8_000 },
  { satellites: 5_000, debris: 3_000 },
  { satellites: 2_000, debris: 800 },
];
const LEAST: SwarmBudget = { satellites: 2_000, debris: 800 };

/**
 * The level after which another renderer is better than fewer points. A graphics processor that is slow with half the
 * points is slow for another reason.
 */
const LAST_LEVEL: Readonly<Record<Renderer, number>> = { gpu: 1, pixels: LEVELS.length - 1 };

/** Frames a second at most, 0 for no limit. Software rendering is held back, which leaves time for the page. */
export const FRAME_LIMIT: Readonly<Record<Renderer, number>> = { gpu: 0, pixels: 30 };

const SLOW_FRAME_MS = 42;
/** The first frames upload and compile, and say nothing. */
const SETTLING_FRAMES = 8;
const MEASURED_FRAMES = 40;
/** Slow pictures are known to be slow before so many frames have passed. */
const LONGEST_MEASURE_MS = 3000;

export interface Pace {
  readonly renderer: Renderer;
  readonly level: number;
  readonly framesMs: readonly number[];
  /** The measurement is over and the level stays. */
  readonly isSettled: boolean;
  /** Even the last level is slow: time to draw in another way. */
  readonly isTooSlow: boolean;
}

export const startPace = (renderer: Renderer): Pace => ({
  renderer,
  level: 0,
  framesMs: [],
  isSettled: false,
  isTooSlow: false,
});

export const medianMs = (framesMs: readonly number[]): number => {
  const sorted = [...framesMs].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

const isMeasured = (framesMs: readonly number[]): boolean => {
  if (framesMs.length <= SETTLING_FRAMES) return false;
  const totalMs = framesMs.slice(SETTLING_FRAMES).reduce((sum, frameMs) => sum + frameMs, 0);
  return framesMs.length >= SETTLING_FRAMES + MEASURED_FRAMES || totalMs >= LONGEST_MEASURE_MS;
};

/** The pace after one more frame of `frameMs`; a new level starts a new measurement, and a good one ends it. */
export const paced = (pace: Pace, frameMs: number): Pace => {
  if (pace.isSettled) return pace;
  const framesMs = [...pace.framesMs, frameMs];
  if (!isMeasured(framesMs)) return { ...pace, framesMs };
  const isSlow = medianMs(framesMs.slice(SETTLING_FRAMES)) > SLOW_FRAME_MS;
  if (isSlow && pace.level < LAST_LEVEL[pace.renderer]) return { ...pace, level: pace.level + 1, framesMs: [] };
  return { ...pace, framesMs, isSettled: true, isTooSlow: isSlow };
};

export const budgetOf = (pace: Pace): SwarmBudget => LEVELS[pace.level] ?? LEAST;
