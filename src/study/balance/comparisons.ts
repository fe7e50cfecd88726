/** One thing changed and all else equal, dice too: tiers of backup, and how orbital computing is built. */
import { doctrineWeights, type Weights } from '../../bots/index.ts';
import type { Game } from '../../engine/index.ts';
import { type Side, SIDES } from '../../ruleset/terms.ts';
import { seat } from './exploiter.ts';
import { marginOf, payoff, type Player } from './gameFacts.ts';
import { type GameRequest, playGames, type RunJobs } from './jobs.ts';
import { deviation, mean } from './statistics.ts';

const RIVALS = { peace: 'balancer', raid: 'raider' } as const;
export type Condition = keyof typeof RIVALS;

export interface ComparedRow {
  readonly side: Side;
  readonly condition: Condition;
  readonly variant: string;
  /** Mean margin of score, its change against the first variant with its 95% error, and the payoff. */
  readonly margin: number;
  readonly change: number;
  readonly changeError: number;
  readonly payoff: number;
}

type Variant = readonly [name: string, change: (weights: Weights) => Weights];

const BACKED_FRAC = 0.8;
const withBackup =
  (backupCover: number, backupTier: number) =>
  (weights: Weights): Weights => ({ ...weights, backupCover, backupTier });

export const BACKUP_VARIANTS: readonly Variant[] = [
  ['none', withBackup(0, 0)],
  ['cold', withBackup(BACKED_FRAC, 0)],
  ['warm', withBackup(BACKED_FRAC, 1)],
  ['hot', withBackup(BACKED_FRAC, 2)],
];

const withArchitectures =
  (constellationFrac: number, clusterFrac: number, platformFrac: number) =>
  (weights: Weights): Weights => {
    const total = weights.constellation + weights.cluster + weights.platform;
    return {
      ...weights,
      constellation: total * constellationFrac,
      cluster: total * clusterFrac,
      platform: total * platformFrac,
    };
  };

export const ARCHITECTURE_VARIANTS: readonly Variant[] = [
  ['thirds', withArchitectures(1 / 3, 1 / 3, 1 / 3)],
  ['half platform', withArchitectures(0.25, 0.25, 0.5)],
  ['all platform', withArchitectures(0, 0, 1)],
  ['all cluster', withArchitectures(0, 1, 0)],
  ['all constellation', withArchitectures(1, 0, 0)],
  ['none', withArchitectures(0, 0, 0)],
];

/** Plays every variant of the balancer on each side, in peace and under raids, with the same dice. */
export const compare = async (
  run: RunJobs,
  game: Game,
  variants: readonly Variant[],
  gamesEach: number,
  seed: string,
): Promise<readonly ComparedRow[]> => {
  const rows = SIDES.flatMap((side) =>
    (Object.keys(RIVALS) as Condition[]).flatMap((condition) =>
      variants.map(([variant, change]) => ({ side, condition, variant, change })),
    ),
  );
  const requests = rows.flatMap(({ side, condition, change }) =>
    Array.from({ length: gamesEach }, (_, place): GameRequest => {
      const weights = change(doctrineWeights(game.ruleset, 'balancer', side));
      return { players: seat<Player>(side, weights, RIVALS[condition]), seed: `${seed}/${side}/${condition}/${place}` };
    }),
  );
  const facts = await playGames(run, game.scenario.id, requests);
  const marginsOf = (row: number, side: Side): readonly number[] =>
    facts.slice(row * gamesEach, (row + 1) * gamesEach).map((each) => marginOf(each, side));
  return rows.map(({ side, condition, variant }, row) => {
    const margins = marginsOf(row, side);
    const first = marginsOf(Math.floor(row / variants.length) * variants.length, side);
    const changes = margins.map((margin, place) => margin - (first[place] ?? 0));
    return {
      side,
      condition,
      variant,
      margin: mean(margins),
      change: mean(changes),
      changeError: (1.96 * deviation(changes)) / Math.sqrt(Math.max(1, gamesEach)),
      payoff: mean(facts.slice(row * gamesEach, (row + 1) * gamesEach).map((each) => payoff(each, side))),
    };
  });
};
