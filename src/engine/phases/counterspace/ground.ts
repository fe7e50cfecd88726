/** Intrusion into data centres and sabotage of a region's sites: reversible, and hard to lay to anybody. */
import { isTarget } from '../../centreTargets.ts';
import { stressRegion, type TurnContext } from '../../context.ts';
import { learntFrac } from '../../formulas.ts';
import type { GroundCentre, Operation } from '../../state.ts';
import { adaptationOf, decideSuccess, type Effect, type FamilyCourse, interferes, learn, noEffect } from './course.ts';

/** Centres that a target names: the primaries of a region, or its backups. */
const centresAt = ({ state }: TurnContext, { target, targetId }: Operation): readonly GroundCentre[] =>
  state.centres.filter((centre) => centre.owner === target && isTarget(centre, targetId));

/** A primary loses part of its half-year, a backup its use; a cold one is air-gapped. */
const lossOf = (context: TurnContext, operation: Operation, { role, tier }: GroundCentre): number => {
  if (role === 'backup') return tier === 'cold' ? 0 : 1;
  const { primaryLossFrac } = context.game.ruleset.counterspace.cyberGround;
  return primaryLossFrac * learntFrac(context.game, adaptationOf(context, operation, 'cyberGround'));
};

const intrude = (context: TurnContext, operation: Operation, before: readonly string[]): Effect => {
  const centres = centresAt(context, operation);
  const losses = centres.map((centre) => ({ centre, lossFrac: lossOf(context, operation, centre) }));
  const outageFrac = Math.max(0, ...losses.map(({ lossFrac }) => lossFrac));
  const success = decideSuccess(context, operation, null, outageFrac > 0);
  const works = success.yes && outageFrac > 0;
  const findingIds = [success.findingId, ...before];
  interferes(operation, works);
  if (!works) return noEffect(operation, findingIds);
  const isBackup = centres.some(({ role }) => role === 'backup');
  const { primaryLossFrac } = context.game.ruleset.counterspace.cyberGround;
  return {
    operation,
    felt: true,
    toActor: { hits: 0, outageFrac: isBackup ? 1 : primaryLossFrac, fragments: 0 },
    toTarget: { hits: 0, outageFrac, damageFrac: 0, fragments: 0 },
    findingIds,
    apply: () => {
      for (const { centre, lossFrac } of losses) if (lossFrac > 0) context.intrudedFrac.set(centre.id, lossFrac);
      learn(context, operation, 'cyberGround');
    },
  };
};

const sabotageRegion = (context: TurnContext, operation: Operation, before: readonly string[]): Effect => {
  const success = decideSuccess(context, operation, null);
  const findingIds = [success.findingId, ...before];
  interferes(operation, success.yes);
  if (!success.yes) return noEffect(operation, findingIds);
  const { capacityOutageFrac } = context.game.ruleset.counterspace.sabotage;
  const outageFrac = capacityOutageFrac * learntFrac(context.game, adaptationOf(context, operation, 'sabotage'));
  return {
    operation,
    felt: true,
    toActor: { hits: 0, outageFrac: capacityOutageFrac, fragments: 0 },
    toTarget: { hits: 0, outageFrac, damageFrac: 0, fragments: 0 },
    findingIds,
    apply: () => {
      stressRegion(context, operation.targetId, 0, outageFrac);
      learn(context, operation, 'sabotage');
    },
  };
};

export const cyberGround: FamilyCourse = {
  inReach: (context, operation) => centresAt(context, operation).length > 0,
  carryOut: intrude,
};

export const sabotage: FamilyCourse = {
  inReach: ({ state }, { targetId }) => state.regions.some(({ id }) => id === targetId),
  carryOut: sabotageRegion,
};
