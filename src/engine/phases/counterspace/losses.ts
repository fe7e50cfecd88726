/** Units, health and fragments: what attack, debris and events do to what is in orbit. */
import { type TurnContext, unitCountOf } from '../../context.ts';
import { addCloud } from '../../debris.ts';
import { platformChart, type PlatformState } from '../../machines/platform.ts';
import type { OrbitalGroup } from '../../state.ts';

/** Takes units out of a group, oldest first; gives how many there were to take. */
export const takeUnits = (group: OrbitalGroup, count: number): number => {
  let left = count;
  for (const cohort of group.cohorts) {
    const taken = Math.min(left, cohort.unitCount);
    cohort.unitCount -= taken;
    left -= taken;
  }
  group.cohorts = group.cohorts.filter(({ unitCount }) => unitCount > 0);
  return count - left;
};

/** Units that are gone against their owner's will. */
export const loseUnits = (group: OrbitalGroup, count: number): number => {
  const lost = takeUnits(group, count);
  group.lostUnits += lost;
  return lost;
};

export const addFragments = (context: TurnContext, shellId: string, fragments: number): void => {
  const { game, state } = context;
  addCloud(game, state, game.shell(shellId).altitudeKm, 'collision', fragments);
};

/** Takes a platform that is lost out of orbit, with everything on it. */
export const losePlatform = (group: OrbitalGroup): void => {
  loseUnits(group, unitCountOf(group));
  group.lostHealthFrac = Math.min(1, group.lostHealthFrac + group.healthFrac);
  group.healthFrac = 0;
};

/** What a hit does to a platform: health falls, and below survival it is lost with everything on it. */
export const hitPlatform = (context: TurnContext, group: OrbitalGroup, damageFrac: number): void => {
  const { platformSurvivalHealthFrac } = context.game.ruleset.economy;
  const lostFrac = Math.min(group.healthFrac, damageFrac);
  group.healthFrac -= lostFrac;
  group.lostHealthFrac = Math.min(1, group.lostHealthFrac + lostFrac);
  group.machine = platformChart.next(group.machine as PlatformState, 'hit', {
    belowSurvivalHealth: group.healthFrac < platformSurvivalHealthFrac,
  });
  if (group.machine === 'lost') losePlatform(group);
};
