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

/** Software rendering starts one level down and is held to 30 frames a second, which leaves time for the page. */
export const START_LEVEL: Readonly<Record<Renderer, number>> = { gpu: 0, pixels: 1 };
export const FRAME_LIMIT: Readonly<Record<Renderer, number>> = { gpu: 0, pixels: 30 };

const SLOW_FRAME_MS = 42;
const SETTLING_FRAMES = 10;
const MEASURED_FRAMES = 45;

export interface Pace {
  readonly level: number;
  readonly framesMs: readonly number[];
}

export const startPace = (renderer: Renderer): Pace => ({ level: START_LEVEL[renderer], framesMs: [] });

export const medianMs = (framesMs: readonly number[]): number => {
  const sorted = [...framesMs].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/** The pace after one more frame; a new level starts a new measurement, and a good one ends it. */
export const paced = (pace: Pace, frameMs: number): Pace => {
  if (pace.framesMs.length >= SETTLING_FRAMES + MEASURED_FRAMES) return pace;
  const framesMs = [...pace.framesMs, frameMs];
  if (framesMs.length < SETTLING_FRAMES + MEASURED_FRAMES) return { level: pace.level, framesMs };
  const isSlow = medianMs(framesMs.slice(SETTLING_FRAMES)) > SLOW_FRAME_MS;
  return isSlow && pace.level < LEVELS.length - 1
    ? { level: pace.level + 1, framesMs: [] }
    : { level: pace.level, framesMs };
};

/** True where even the least is slow: time to draw in another way. */
export const isTooSlow = (pace: Pace): boolean =>
  pace.level === LEVELS.length - 1 &&
  pace.framesMs.length >= SETTLING_FRAMES + MEASURED_FRAMES &&
  medianMs(pace.framesMs.slice(SETTLING_FRAMES)) > SLOW_FRAME_MS;

export const budgetOf = (pace: Pace): SwarmBudget => LEVELS[pace.level] ?? { satellites: 2_000, debris: 800 };
