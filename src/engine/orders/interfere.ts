/** Reversible acts against the other side, at policy level: what they take is back when the turn is over. */
import type { Ruleset } from '../../ruleset/schema.ts';
import { jamRatioDb, outageFracOf } from '../formulas.ts';
import { choice, type OrderDefinition, type PlanningDesk } from './definition.ts';
import {
  groupTargets,
  operationCost,
  operationEffects,
  rivalGroup,
  successEffect,
  withinOperations,
} from './operation.ts';
import type { PreviewEffect } from './order.ts';

/** Service that a success takes, from a target that neither hardened nor learnt to all the rules allow for the one, and none for the other. */
const outageEffect = (
  desk: PlanningDesk,
  family: keyof Ruleset['counterspace']['outage'],
  targetId: string,
): PreviewEffect => {
  const { game } = desk;
  const architecture = rivalGroup(desk, targetId)?.architecture ?? 'constellation';
  const value = outageFracOf(game, family, architecture, 0, 0);
  return { name: 'outageFrac', unit: '1', value, low: 0, high: value };
};

const shared = {
  group: 'interfere',
  closed: (desk: PlanningDesk) => withinOperations(desk) !== null,
  check: (desk: PlanningDesk) => withinOperations(desk),
} as const;

export const jam: OrderDefinition<'jam'> = {
  ...shared,
  kind: 'jam',
  inCrisisRound: true,
  fields: { targetId: 'text' },
  onceBy: 'targetId',
  form: (desk) => [groupTargets(desk, () => null)],
  cost: (desk) => operationCost(desk, 'jam'),
  preview: (desk, { targetId }) => ({
    leadTurns: 0,
    effects: [
      successEffect(desk, 'jam'),
      { name: 'jammingRatioDb', unit: 'dB', value: jamRatioDb(desk.game, 0) },
      outageEffect(desk, 'jam', targetId),
      ...operationEffects(desk, 'jam'),
    ],
  }),
};

/** Blinds what observes the Earth; what only computes has nothing to blind. */
export const dazzle: OrderDefinition<'dazzle'> = {
  ...shared,
  kind: 'dazzle',
  fields: { targetId: 'text' },
  onceBy: 'targetId',
  form: (desk) => [groupTargets(desk, ({ architecture }) => (architecture === 'edge' ? null : 'order/nothing-to-do'))],
  cost: (desk) => operationCost(desk, 'dazzle'),
  preview: (desk, { targetId }) => ({
    leadTurns: 0,
    effects: [
      successEffect(desk, 'dazzle'),
      outageEffect(desk, 'dazzle', targetId),
      ...operationEffects(desk, 'dazzle'),
    ],
  }),
};

export const cyber: OrderDefinition<'cyber'> = {
  ...shared,
  kind: 'cyber',
  fields: { targetId: 'text' },
  onceBy: 'targetId',
  form: (desk) => [groupTargets(desk, () => null)],
  cost: (desk) => operationCost(desk, 'cyberSpace'),
  preview: (desk, { targetId }) => ({
    leadTurns: 0,
    effects: [
      successEffect(desk, 'cyberSpace'),
      outageEffect(desk, 'cyberSpace', targetId),
      ...operationEffects(desk, 'cyberSpace'),
    ],
  }),
};

/** Into the data centres of a region: primaries lose part of the half-year, warm and hot backups their use. */
export const intrude: OrderDefinition<'intrude'> = {
  ...shared,
  kind: 'intrude',
  fields: { targetId: 'text' },
  onceBy: 'targetId',
  form: ({ view }) => [
    choice(
      'targetId',
      'rivalCentre',
      view.rival.centres.map(({ id }) => id),
    ),
  ],
  cost: (desk) => operationCost(desk, 'cyberGround'),
  preview: (desk, { targetId }) => {
    const { primaryLossFrac } = desk.game.ruleset.counterspace.cyberGround;
    const isBackup = desk.view.rival.centres.some(({ id, role }) => id === targetId && role === 'backup');
    const value = isBackup ? 1 : primaryLossFrac;
    return {
      leadTurns: 0,
      effects: [
        successEffect(desk, 'cyberGround'),
        // A cold backup is air-gapped, and which it is the rival knows.
        { name: 'outageFrac', unit: '1', value, low: 0, high: value },
        ...operationEffects(desk, 'cyberGround'),
      ],
    };
  },
};

export const sabotage: OrderDefinition<'sabotage'> = {
  ...shared,
  kind: 'sabotage',
  fields: { regionId: 'text' },
  onceBy: 'regionId',
  form: ({ view }) => [
    choice(
      'regionId',
      'rivalRegion',
      view.rival.regions.map(({ id }) => id),
    ),
  ],
  cost: (desk) => operationCost(desk, 'sabotage'),
  preview: (desk) => {
    const { capacityOutageFrac } = desk.game.ruleset.counterspace.sabotage;
    return {
      leadTurns: 0,
      effects: [
        successEffect(desk, 'sabotage'),
        { name: 'capacityOutageFrac', unit: '1', value: capacityOutageFrac, low: 0, high: capacityOutageFrac },
        ...operationEffects(desk, 'sabotage'),
      ],
    };
  },
};
