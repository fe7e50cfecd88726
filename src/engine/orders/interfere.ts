/** Orders against the other side, at policy level: a reversible one (jamming) and a destructive one (direct ascent). */
import { anyHit, detectionByTime } from '../../physics/counterspace.ts';
import { breakupFragments } from '../../physics/debris.ts';
import type { OperationFamily } from '../../ruleset/terms.ts';
import { jamOutageFrac, jamRatioDb, operationSuccessProb } from '../formulas.ts';
import { choice, count, type OrderDefinition, type PlanningDesk, reject } from './definition.ts';
import type { Cost, Order, PreviewEffect, Rejection, RejectionCode } from './order.ts';

const isOperation = (order: Order): boolean => order.kind === 'jam' || order.kind === 'strike';

const withinOperations = ({ game, draft }: PlanningDesk): Rejection | null => {
  const allowed = game.ruleset.counterspace.operationsPerTurn;
  return draft.filter(isOperation).length >= allowed ? reject('order/too-many-operations', 'kind', { allowed }) : null;
};

/** A standing claim to answer in kind costs no political capital. */
const mayAnswer = ({ view }: PlanningDesk, family: OperationFamily): boolean =>
  view.own.answerUntilTurn[family] >= view.turn;

const operationCost = (desk: PlanningDesk, family: OperationFamily, extra: Cost): Cost => {
  const { costMusd, politicalCapital } = desk.game.ruleset.counterspace.families[family];
  return {
    fundsMusd: costMusd + extra.fundsMusd,
    politicalCapital: mayAnswer(desk, family) ? 0 : politicalCapital + extra.politicalCapital,
  };
};

/** What both families' previews share: odds of being seen and named, and the price in tension. */
const operationEffects = (desk: PlanningDesk, family: OperationFamily): readonly PreviewEffect[] => {
  const rules = desk.game.ruleset.counterspace.families[family];
  const { reciprocalTensionFactor } = desk.game.ruleset.counterspace;
  const { prob } = detectionByTime.evaluate({ timeH: rules.watchTimeH, meanTimeH: rules.detectionMeanTimeH });
  const normBroken =
    family === 'directAscent' &&
    desk.view.agreements.some(({ id, machine }) => id === 'norm' && (machine === 'inForce' || machine === 'strained'));
  return [
    { name: 'detectionProb', unit: '1', value: prob },
    { name: 'tension', unit: 'points', value: rules.tension * (mayAnswer(desk, family) ? reciprocalTensionFactor : 1) },
    { name: 'standing', unit: 'points', value: 0 - rules.standingLoss - (normBroken ? rules.normStandingLoss : 0) },
  ];
};

const targets = (desk: PlanningDesk, inReach: (altitudeKm: number) => boolean) => {
  const { game, view } = desk;
  const live = view.rival.groups.filter(({ unitCount }) => unitCount > 0);
  const open = live.filter(({ shellId }) => inReach(game.shell(shellId).altitudeKm)).map(({ id }) => id);
  const refused = (): Record<string, RejectionCode> => {
    const reasons: Record<string, RejectionCode> = {};
    for (const { id } of view.rival.groups)
      if (!open.includes(id))
        reasons[id] = live.some((group) => group.id === id) ? 'order/out-of-reach' : 'order/nothing-to-do';
    for (const { id } of view.groups) reasons[id] = 'order/unknown-target';
    return reasons;
  };
  return choice('targetId', 'rivalProgramme', open, refused);
};

export const jam: OrderDefinition<'jam'> = {
  kind: 'jam',
  group: 'interfere',
  fields: { targetId: 'text' },
  onceBy: 'targetId',
  form: (desk) => [targets(desk, () => true)],
  closed: (desk) => withinOperations(desk) !== null,
  check: (desk) => withinOperations(desk),
  cost: (desk) => operationCost(desk, 'jam', { fundsMusd: 0, politicalCapital: 0 }),
  preview: (desk, { targetId }) => {
    const { game, view } = desk;
    const target = view.rival.groups.find(({ id }) => id === targetId);
    // The rival's defence and hardening are not known: the preview gives the two ends of what they may be.
    const own = view.own.tech.defence;
    const { maxLevel } = game.ruleset.research;
    const best = operationSuccessProb(game, 'jam', own, 0, 0);
    const worst = operationSuccessProb(game, 'jam', own, maxLevel, game.ruleset.economy.maxHardeningLevel);
    return {
      leadTurns: 0,
      effects: [
        { name: 'successProb', unit: '1', value: (best + worst) / 2, low: worst, high: best },
        { name: 'jammingRatioDb', unit: 'dB', value: jamRatioDb(game, 0) },
        { name: 'outageFrac', unit: '1', value: jamOutageFrac(game, target?.architecture ?? 'constellation', 0, 0) },
        ...operationEffects(desk, 'jam'),
      ],
    };
  },
};

export const strike: OrderDefinition<'strike'> = {
  kind: 'strike',
  group: 'interfere',
  fields: { targetId: 'text', interceptorCount: 'number' },
  onceBy: 'targetId',
  form: (desk) => {
    const { reachKm, maxInterceptors } = desk.game.ruleset.counterspace.directAscent;
    return [
      targets(desk, (altitudeKm) => altitudeKm <= reachKm),
      count('interceptorCount', 'shots', maxInterceptors, 'order/limit-reached', 1),
    ];
  },
  closed: (desk) => withinOperations(desk) !== null,
  check: (desk) => withinOperations(desk),
  cost: (desk, { interceptorCount }) => {
    const { interceptorMusd, surprisePoliticalCapital } = desk.game.ruleset.counterspace.directAscent;
    const calm = desk.view.crisis === 'calm' || desk.view.crisis === 'friction';
    return operationCost(desk, 'directAscent', {
      fundsMusd: interceptorMusd * interceptorCount,
      politicalCapital: calm ? surprisePoliticalCapital : 0,
    });
  },
  preview: (desk, { targetId, interceptorCount }) => {
    const { game, view } = desk;
    const target = view.rival.groups.find(({ id }) => id === targetId);
    const { interceptorKg, closingSpeedKmPerS, yieldLow, yieldHigh } = game.ruleset.counterspace.directAscent;
    const hitProb = operationSuccessProb(game, 'directAscent', view.own.tech.defence, 0, 0);
    const { prob } = anyHit.evaluate({ hitProb, shots: interceptorCount });
    const targetKg = game.design(game.programme(targetId).designId).massKg;
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
