/**
 * Climbing: a plan is moved step by step along the slope of what it earns against the doctrines. The slope is measured by
 * playing the plan with an error and with the opposite error, in games of the same luck (evolution strategies with
 * antithetic sampling: Salimans et al. 2017). The harder a doctrine is, the more it counts. Everything random comes from
 * named streams, so that the same seed climbs the same way.
 */
import { atRoot, DOCTRINE_IDS, normalAt, type Plan, rootOf } from '../../bots/index.ts';
import { botDice, type Game } from '../../engine/index.ts';
import { POLICY_WEIGHTS, type PolicyWeight, type Side } from '../../ruleset/terms.ts';
import { rangesOf, rounded } from './evolution.ts';
import { seat, softPayoff } from './exploiter.ts';
import type { Player } from './gameFacts.ts';
import { playGames, type RunJobs } from './jobs.ts';
import { mean } from './statistics.ts';

export interface ClimbBudget {
  readonly steps: number;
  /** Errors that a step tries, each with its opposite, against every doctrine. */
  readonly pairs: number;
}

/** Size of an error, in roots of weights. */
const ERROR = 0.05;
/** Share of an error's variance that all parts of the plan have in common. */
const SHARED = 0.5;
const STEP = 0.03;
/** Share of the slope that is remembered from the steps before. */
const MEMORY = 0.9;
/** Share of the latest place in the mean of places, which is what is given back: the climb itself never stands still. */
const LATEST = 0.03;

type Roots = readonly Readonly<Record<PolicyWeight, number>>[];

const mapRoots = (roots: Roots, change: (root: number, part: number, weight: PolicyWeight) => number): Roots =>
  roots.map((row, part) => {
    const changed = {} as Record<PolicyWeight, number>;
    for (const weight of POLICY_WEIGHTS) changed[weight] = change(row[weight], part, weight);
    return changed;
  });
const at = (roots: Roots, part: number, weight: PolicyWeight): number => roots[part]?.[weight] ?? 0;

const errorsOf = (roots: Roots, seed: string, step: number): Roots => {
  const dice = botDice(seed, 'climb', step);
  const draw = (stream: string): number => dice.draw(stream);
  const shared = new Map(POLICY_WEIGHTS.map((weight) => [weight, normalAt(draw, weight)]));
  return mapRoots(
    roots,
    (_, part, weight) =>
      Math.sqrt(SHARED) * (shared.get(weight) ?? 0) + Math.sqrt(1 - SHARED) * normalAt(draw, `${part}/${weight}`),
  );
};

/** What a plan earned against each doctrine, 0…1, as far as the climb has seen. */
export type Earned = readonly number[];

/** The plan at which a climb from another one arrives. */
export const climbPlan = async (
  run: RunJobs,
  game: Game,
  side: Side,
  start: Plan,
  { steps, pairs }: ClimbBudget,
  seed: string,
  onStep: (step: number, earned: Earned) => void = () => {},
): Promise<Plan> => {
  const ranges = rangesOf(game.ruleset, null);
  const planAt = (roots: Roots): Plan => mapRoots(roots, (root, _, weight) => rounded(atRoot(root, ranges[weight])));
  const begin = mapRoots(start, (value, _, weight) => rootOf(value, ranges[weight]));
  let [place, slope, middle] = [begin, mapRoots(begin, () => 0), begin];
  let earned: Earned = DOCTRINE_IDS.map(() => 1 / 2);
  for (let step = 0; step < steps; step++) {
    const errors = Array.from({ length: pairs }, (_, pair) => errorsOf(place, `${seed}/${pair}`, step));
    const requests = errors.flatMap((error, pair) =>
      DOCTRINE_IDS.flatMap((doctrineId) =>
        [ERROR, -ERROR].map((size) => ({
          players: seat<Player>(
            side,
            planAt(mapRoots(place, (root, part, weight) => root + size * at(error, part, weight))),
            doctrineId,
          ),
          seed: `${seed}/games/${step}/${pair}`,
        })),
      ),
    );
    const worths = (await playGames(run, game.scenario.id, requests)).map((facts) => softPayoff(facts, side));
    const worthOf = (pair: number, doctrine: number, opposite: 0 | 1): number =>
      worths[2 * (pair * DOCTRINE_IDS.length + doctrine) + opposite] ?? 0;
    // What is yet to be earned against a doctrine, squared: the weak places first.
    const gains = errors.map((_, pair) =>
      earned.reduce(
        (sum, each, doctrine) =>
          sum + (1 - each) * (1 - each) * (worthOf(pair, doctrine, 0) - worthOf(pair, doctrine, 1)),
        0,
      ),
    );
    const scale = Math.sqrt(mean(gains.map((gain) => gain * gain))) || 1;
    slope = mapRoots(slope, (before, part, weight) => {
      const measured = mean(errors.map((error, pair) => ((gains[pair] ?? 0) / scale) * at(error, part, weight)));
      return MEMORY * before + (1 - MEMORY) * measured;
    });
    place = mapRoots(place, (root, part, weight) => Math.min(1, Math.max(0, root + STEP * at(slope, part, weight))));
    middle = mapRoots(middle, (root, part, weight) => (1 - LATEST) * root + LATEST * at(place, part, weight));
    earned = earned.map((before, doctrine) => {
      const now = mean(errors.flatMap((_, pair) => [worthOf(pair, doctrine, 0), worthOf(pair, doctrine, 1)]));
      return MEMORY * before + (1 - MEMORY) * now;
    });
    onStep(step + 1, earned);
  }
  return planAt(middle);
};
