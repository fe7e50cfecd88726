/** Acts that destroy, at policy level: a craft brought near and used or withdrawn, interceptors from the ground, a detonation. */
import { anyHit } from '../../physics/counterspace.ts';
import { breakupFragments } from '../../physics/debris.ts';
import { CRISIS_RUNGS } from '../../ruleset/terms.ts';
import { unitCountOf } from '../context.ts';
import { beltLossProb, exposureProb, operationSuccessProb } from '../formulas.ts';
import { choice, count, FREE, type OrderDefinition, type PlanningDesk, reject } from './definition.ts';
import { groupTargets, operationCost, operationEffects, priceOf, rivalGroup, withinOperations } from './operation.ts';
import type { OrderKind, Rejection } from './order.ts';

/** Whether an own craft waits beside a rival group. */
const isNear = ({ view }: PlanningDesk, targetId: string): boolean =>
  view.ownOperations.some(
    (operation) =>
      operation.targetId === targetId && (operation.machine === 'ready' || operation.machine === 'exposed'),
  );

/** Whether the draft has another use for the craft. */
const isTaken = ({ draft }: PlanningDesk, targetId: string, by: OrderKind): boolean =>
  draft.some((order) => order.kind === by && 'targetId' in order && order.targetId === targetId);

const nearTargets = (desk: PlanningDesk, otherUse: OrderKind) =>
  groupTargets(desk, ({ id }) =>
    !isNear(desk, id) ? 'order/not-prepared' : isTaken(desk, id, otherUse) ? 'order/repeated' : null,
  );

export const approach: OrderDefinition<'approach'> = {
  kind: 'approach',
  group: 'interfere',
  fields: { targetId: 'text' },
  onceBy: 'targetId',
  form: (desk) => [groupTargets(desk, ({ id }) => (isNear(desk, id) ? 'order/nothing-to-do' : null))],
  closed: (desk) => withinOperations(desk) !== null,
  check: (desk) => withinOperations(desk),
  cost: (desk) => {
    const { approachMusd, approachPoliticalCapital } = desk.game.ruleset.counterspace.coOrbital;
    return priceOf(desk, 'coOrbital', { fundsMusd: approachMusd, politicalCapital: approachPoliticalCapital });
  },
  preview: ({ game }) => {
    const least = exposureProb(game, 0);
    const most = exposureProb(game, game.ruleset.research.maxLevel);
    const { exposureTension } = game.ruleset.counterspace.coOrbital;
    return {
      leadTurns: 1,
      effects: [
        { name: 'exposureProb', unit: '1', value: (least + most) / 2, low: least, high: most },
        { name: 'tension', unit: 'points', value: exposureTension, low: 0, high: exposureTension },
      ],
    };
  },
};

export const attackCoOrbital: OrderDefinition<'attackCoOrbital'> = {
  kind: 'attackCoOrbital',
  group: 'interfere',
  fields: { targetId: 'text' },
  onceBy: 'targetId',
  form: (desk) => [nearTargets(desk, 'withdrawApproach')],
  closed: (desk) => withinOperations(desk) !== null,
  check: (desk) => withinOperations(desk),
  cost: (desk) => operationCost(desk, 'coOrbital'),
  preview: (desk, { targetId }) => {
    const { game, view } = desk;
    const target = rivalGroup(desk, targetId);
    const rules = game.ruleset.counterspace.coOrbital;
    const isPlatform = target?.architecture === 'platform';
    const shots = isPlatform ? 1 : rules.targetsPerCraft;
    const hitProb = operationSuccessProb(game, 'coOrbital', view.own.tech.defence, 0, 0);
    const { prob } = anyHit.evaluate({ hitProb, shots });
    const mostHits = Math.min(shots, target?.unitCount ?? 0);
    return {
      leadTurns: 0,
      effects: [
        { name: 'hitProb', unit: '1', value: prob, low: 0, high: prob },
        isPlatform
          ? {
              name: 'damageFrac',
              unit: '1',
              value: (rules.platformDamageLowFrac + rules.platformDamageHighFrac) / 2,
              low: rules.platformDamageLowFrac,
              high: rules.platformDamageHighFrac,
            }
          : { name: 'hits', unit: 'hits', value: hitProb * mostHits, low: 0, high: mostHits },
        {
          name: 'fragments',
          unit: 'fragments',
          value: (rules.fragmentsLow + rules.fragmentsHigh) / 2,
          low: rules.fragmentsLow,
          high: rules.fragmentsHigh * mostHits,
        },
        ...operationEffects(desk, 'coOrbital'),
      ],
    };
  },
};

export const withdrawApproach: OrderDefinition<'withdrawApproach'> = {
  kind: 'withdrawApproach',
  inCrisisRound: true,
  group: 'interfere',
  fields: { targetId: 'text' },
  onceBy: 'targetId',
  form: (desk) => [nearTargets(desk, 'attackCoOrbital')],
  cost: () => FREE,
  preview: () => ({ leadTurns: 0, effects: [] }),
};

export const strike: OrderDefinition<'strike'> = {
  kind: 'strike',
  inCrisisRound: true,
  group: 'interfere',
  fields: { targetId: 'text', interceptorCount: 'number' },
  onceBy: 'targetId',
  form: (desk) => {
    const { reachKm, maxInterceptors } = desk.game.ruleset.counterspace.directAscent;
    return [
      groupTargets(desk, ({ shellId }) =>
        desk.game.shell(shellId).altitudeKm <= reachKm ? null : 'order/out-of-reach',
      ),
      count('interceptorCount', 'shots', maxInterceptors, 'order/limit-reached', 1),
    ];
  },
  closed: (desk) => withinOperations(desk) !== null,
  check: (desk) => withinOperations(desk),
  cost: (desk, { interceptorCount }) =>
    operationCost(desk, 'directAscent', desk.game.ruleset.counterspace.directAscent.interceptorMusd * interceptorCount),
  preview: (desk, { targetId, interceptorCount }) => {
    const { game, view } = desk;
    const target = rivalGroup(desk, targetId);
    const { interceptorKg, closingSpeedKmPerS, yieldLow, yieldHigh } = game.ruleset.counterspace.directAscent;
    const hitProb = operationSuccessProb(game, 'directAscent', view.own.tech.defence, 0, 0);
    const { prob } = anyHit.evaluate({ hitProb, shots: interceptorCount });
    const targetKg = game.design(target?.designId ?? '').massKg;
    const { fragments } = breakupFragments.evaluate({
      targetKg,
      projectileKg: interceptorKg,
      speedKmPerS: closingSpeedKmPerS,
      minSizeM: game.ruleset.environment.minTrackedSizeM,
    });
    return {
      leadTurns: 0,
      effects: [
        { name: 'hitProb', unit: '1', value: prob, low: 0, high: prob },
        { name: 'targetUnitCount', unit: 'units', value: target?.unitCount ?? 0 },
        {
          name: 'fragments',
          unit: 'fragments',
          value: fragments,
          low: fragments * yieldLow,
          high: fragments * yieldHigh * interceptorCount,
        },
        ...operationEffects(desk, 'directAscent'),
      ],
    };
  },
};

/** The ladder must have climbed before such an order is thinkable. */
const highEnough = ({ game, view }: PlanningDesk): Rejection | null => {
  const rung = CRISIS_RUNGS[game.ruleset.counterspace.families.nuclear.expectedFromRung] ?? 'war';
  return CRISIS_RUNGS.indexOf(view.crisis) >= CRISIS_RUNGS.indexOf(rung)
    ? null
    : reject('order/rung-too-low', 'kind', { rung });
};

/** Units that a detonation is expected to take from groups in half a year: those in its shell at once, then all by the belt. */
const expectedLoss = (
  { game, view }: PlanningDesk,
  shellId: string,
  groups: readonly { readonly shellId: string; readonly unitCount: number; readonly hardeningLevel: number }[],
): number => {
  const { promptLossFrac, beltRadPerDay } = game.ruleset.counterspace.nuclear;
  return groups.reduce((total, group) => {
    const left = group.unitCount * (group.shellId === shellId ? 1 - promptLossFrac : 1);
    const lossProb = beltLossProb(game, view.beltRadPerDay + beltRadPerDay, group.hardeningLevel);
    return total + group.unitCount - left * (1 - lossProb);
  }, 0);
};

export const detonate: OrderDefinition<'detonate'> = {
  kind: 'detonate',
  group: 'interfere',
  fields: { shellId: 'text' },
  onceBy: '',
  form: ({ game }) => [
    choice(
      'shellId',
      'shell',
      game.ruleset.shells.map(({ id }) => id),
    ),
  ],
  closed: (desk) => withinOperations(desk) !== null || highEnough(desk) !== null,
  check: (desk) => highEnough(desk) ?? withinOperations(desk),
  cost: (desk) => operationCost(desk, 'nuclear'),
  preview: (desk, { shellId }) => {
    const { game, view } = desk;
    const own = view.groups.map((group) => ({
      shellId: group.shellId,
      hardeningLevel: group.hardeningLevel,
      unitCount: unitCountOf(group),
    }));
    const { maxHardeningLevel } = game.ruleset.economy;
    const rivals = (hardeningLevel: number) => view.rival.groups.map((group) => ({ ...group, hardeningLevel }));
    const most = expectedLoss(desk, shellId, rivals(0));
    const least = expectedLoss(desk, shellId, rivals(maxHardeningLevel));
    return {
      leadTurns: 0,
      effects: [
        { name: 'ownLostUnits', unit: 'units', value: expectedLoss(desk, shellId, own) },
        { name: 'rivalLostUnits', unit: 'units', value: most, low: least, high: most },
        {
          name: 'beltRadPerDay',
          unit: 'rad/d',
          value: view.beltRadPerDay + game.ruleset.counterspace.nuclear.beltRadPerDay,
        },
        ...operationEffects(desk, 'nuclear'),
      ],
    };
  },
};
