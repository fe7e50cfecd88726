/** Turns and dates: a turn is a half-year; turn 1 is the first half of the scenario's start year. */
import type { Scenario } from '../ruleset/schema.ts';
import { TURNS_PER_YEAR } from '../units/convert.ts';
import type { Half } from './state.ts';

export const YEARS_PER_TURN = 1 / TURNS_PER_YEAR;

/** Date of a turn; turn ≥ 1. */
export const turnDate = (scenario: Scenario, turn: number): { readonly year: number; readonly half: Half } => ({
  year: scenario.startYear + Math.floor((turn - 1) / 2),
  half: (turn - 1) % 2 === 0 ? 1 : 2,
});

/** Middle of a turn in years, for tables by year. */
export const yearOfTurn = (scenario: Scenario, turn: number): number =>
  scenario.startYear + (turn - 1) * YEARS_PER_TURN + YEARS_PER_TURN / 2;
