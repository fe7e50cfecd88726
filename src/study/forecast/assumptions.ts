/**
 * The assumptions that a forecast lets its reader turn: numbers of the rules whose range is wide and on which games
 * between equals turn most, each between its own low and high.
 */
import type { Game } from '../../engine/index.ts';
import type { Level } from '../../ruleset/packs.ts';
import type { Provenance } from '../../ruleset/schema.ts';

/** By path of the rules, in the order in which they are shown. */
export const FORECAST_ASSUMPTIONS = [
  'grid.regions.texas.peakGrowthMwPerTurn',
  'grid.regions.pjm.peakGrowthMwPerTurn',
  'grid.regions.inner-mongolia.capacityGrowthMwPerTurn',
  'economy.exportControlMineralCutFrac',
  'economy.minerals.unitsPerGroundGw',
  'economy.inferenceMarketMusd',
  'economy.blockRequiredFrac',
  'economy.launchCadenceGrowthFrac',
] as const;

export interface TurnableNumber extends Provenance {
  readonly path: string;
}

/** What may be turned in a game, with the value and the range that it has there. */
export const turnableNumbers = ({ ruleset }: Pick<Game, 'ruleset'>): readonly TurnableNumber[] =>
  FORECAST_ASSUMPTIONS.flatMap((path) => {
    const provenance = ruleset.provenance[path];
    return provenance === undefined ? [] : [{ path, ...provenance }];
  });

/** Levels with one of them set; none for a number that is as the rules have it. */
export const withLevel = (levels: readonly Level[], { path, value }: TurnableNumber, to: number): readonly Level[] => {
  const others = levels.filter((level) => level.path !== path);
  return to === value ? others : [...others, { path, value: to }].toSorted((a, b) => (a.path < b.path ? -1 : 1));
};
