/** Acts that break what they reach: a co-orbital craft at close quarters, an interceptor from the ground. */
import { breakupFragments } from '../../../physics/debris.ts';
import {
  groupById,
  note,
  orderInput,
  ruleInput,
  stateInput,
  subject,
  sum,
  type TurnContext,
  unitCountOf,
} from '../../context.ts';
import { binomialAtDraw } from '../../dice.ts';
import { triangularAtDraw } from '../../formulas.ts';
import { operationChart } from '../../machines/operation.ts';
import { only } from '../../sides.ts';
import type { Operation, OrbitalGroup } from '../../state.ts';
import {
  type Effect,
  type FamilyCourse,
  noEffect,
  readers,
  successInputs,
  successParts,
  successProbOf,
  targetFlies,
} from './course.ts';
import { addFragments, hitPlatform, loseUnits } from './losses.ts';

type ImpactFamily = 'coOrbital' | 'directAscent';

interface Fragments {
  readonly fragments: number;
  readonly findingId: string;
}

/** Fragments of the hits of interceptors on units of such a mass, with the yield factor drawn once for the operation. */
const strikeFragments = (context: TurnContext, operation: Operation, group: OrbitalGroup): Fragments => {
  const { game, dice } = context;
  const { hits } = operation;
  const targetKg = sum(group.cohorts, (cohort) => cohort.unitCount * cohort.unitMassKg) / unitCountOf(group);
  const { interceptorKg, closingSpeedKmPerS, yieldLow, yieldMode, yieldHigh } = game.ruleset.counterspace.directAscent;
  const { minTrackedSizeM } = game.ruleset.environment;
  const model = breakupFragments.evaluate({
    targetKg,
    projectileKg: interceptorKg,
    speedKmPerS: closingSpeedKmPerS,
    minSizeM: minTrackedSizeM,
  });
  const stream = `debris/${operation.id}`;
  const draw = dice.draw(stream);
  const yieldFactor = triangularAtDraw(yieldLow, yieldMode, yieldHigh, draw);
  const fragments = hits * model.fragments * yieldFactor;
  const findingId = note(context, () => ({
    subject: subject('operation', operation.id),
    question: 'fragments',
    equationId: 'strikeFragments',
    inputs: [
      stateInput('targetKg', targetKg, 'kg', `groups.${operation.targetId}.cohorts.unitMassKg`),
      ruleInput(game, 'projectileKg', 'counterspace.directAscent.interceptorKg'),
      ruleInput(game, 'speedKmPerS', 'counterspace.directAscent.closingSpeedKmPerS'),
      ruleInput(game, 'minSizeM', 'environment.minTrackedSizeM'),
      ruleInput(game, 'yieldLow', 'counterspace.directAscent.yieldLow'),
      ruleInput(game, 'yieldMode', 'counterspace.directAscent.yieldMode'),
      ruleInput(game, 'yieldHigh', 'counterspace.directAscent.yieldHigh'),
      stateInput('hits', hits, 'hits', `operations.${operation.id}`),
    ],
    result: { modelFragments: model.fragments, yieldFactor, fragments },
    stream,
    draw,
    outcome: 'brokeUp',
    // Fragments are tracked by everybody; what the unit weighed is its owner's to know.
    parts: {
      [operation.actor]: {
        inputs: ['projectileKg', 'speedKmPerS', 'minSizeM', 'yieldLow', 'yieldMode', 'yieldHigh', 'hits'],
        result: ['fragments'],
        dice: false,
      },
    },
  }));
  return { fragments, findingId };
};

/** Fragments of a craft's work at close quarters: slow, and so few. */
const contactFragments = (context: TurnContext, operation: Operation): Fragments => {
  const { game, dice } = context;
  const { fragmentsLow, fragmentsHigh } = game.ruleset.counterspace.coOrbital;
  const stream = `debris/${operation.id}`;
  const draw = dice.draw(stream);
  const fragments = operation.hits * (fragmentsLow + draw * (fragmentsHigh - fragmentsLow));
  const findingId = note(context, () => ({
    subject: subject('operation', operation.id),
    question: 'fragments',
    equationId: 'contactFragments',
    inputs: [
      ruleInput(game, 'fragmentsLow', 'counterspace.coOrbital.fragmentsLow'),
      ruleInput(game, 'fragmentsHigh', 'counterspace.coOrbital.fragmentsHigh'),
      stateInput('hits', operation.hits, 'hits', `operations.${operation.id}`),
    ],
    result: { fragments },
    stream,
    draw,
    outcome: 'brokeUp',
  }));
  return { fragments, findingId };
};

const platformDamage = (
  context: TurnContext,
  operation: Operation,
  family: ImpactFamily,
): { readonly damageFrac: number; readonly findingIds: readonly string[] } => {
  const { game, dice } = context;
  const { platformDamageLowFrac, platformDamageHighFrac } = game.ruleset.counterspace[family];
  // One craft works at one place; every interceptor that arrives does its own damage.
  const hits = family === 'coOrbital' ? 1 : operation.hits;
  const stream = `operation/${operation.id}/damage`;
  const draw = dice.draw(stream);
  const damageFrac = hits * (platformDamageLowFrac + draw * (platformDamageHighFrac - platformDamageLowFrac));
  const findingId = note(context, () => ({
    subject: subject('operation', operation.id),
    question: 'platformDamage',
    equationId: 'platformDamage',
    inputs: [
      stateInput('hits', hits, 'hits', `operations.${operation.id}`),
      ruleInput(game, 'platformDamageLowFrac', `counterspace.${family}.platformDamageLowFrac`),
      ruleInput(game, 'platformDamageHighFrac', `counterspace.${family}.platformDamageHighFrac`),
    ],
    result: { damageFrac },
    stream,
    draw,
    outcome: 'damaged',
    visibleTo: only(operation.target),
  }));
  return { damageFrac, findingIds: [findingId] };
};

/** How many of an operation's tries hit: a craft at a platform has one, at satellites one for each that it reaches. */
const tryHits = (context: TurnContext, operation: Operation, group: OrbitalGroup): string => {
  const { dice } = context;
  const evadedFrac = context.evading.has(group.id) ? context.game.ruleset.environment.evade.hitFrac : 1;
  const hitProb = successProbOf(context, operation, group) * evadedFrac;
  const stream = `operation/${operation.id}/effect`;
  const draw = dice.draw(stream);
  const missProb = 1 - hitProb;
  let noneProb = 1;
  for (let shot = 0; shot < operation.shots; shot++) noneProb *= missProb;
  // The binomial is walked from no hit upwards, so a small draw would mean a miss: 1 − draw keeps "low draw succeeds".
  operation.hits = Math.min(unitCountOf(group), binomialAtDraw(operation.shots, hitProb, 1 - draw));
  const { hits } = operation;
  return note(context, () => ({
    subject: subject('operation', operation.id),
    question: 'interceptorsHit',
    equationId: 'anyHit',
    inputs: [
      stateInput('hitProb', hitProb, '1', 'operationSucceeds'),
      orderInput('shots', operation.shots, 'shots', operation.family === 'coOrbital' ? 'attackCoOrbital' : 'strike'),
      stateInput('evadedFrac', evadedFrac, '1', 'orders'),
      ...successInputs(context, operation, group),
    ],
    result: { prob: 1 - noneProb },
    prob: 1 - noneProb,
    probResult: 'prob',
    stream,
    draw,
    outcome: hits > 0 ? 'hit' : 'missed',
    visibleTo: readers(operation, operation.detected || hits > 0),
    parts: successParts(operation),
  }));
};

const impact = (
  context: TurnContext,
  operation: Operation,
  family: ImpactFamily,
  before: readonly string[],
): Effect => {
  const { game } = context;
  const group = groupById(context.state, operation.targetId);
  const isPlatform = group.architecture === 'platform';
  const hitId = tryHits(context, operation, group);
  const { hits } = operation;
  const damage =
    isPlatform && hits > 0 ? platformDamage(context, operation, family) : { damageFrac: 0, findingIds: [] };
  const { damageFrac } = damage;
  const survival = game.ruleset.economy.platformSurvivalHealthFrac;
  const isLost = isPlatform ? group.healthFrac - damageFrac < survival : hits >= unitCountOf(group);
  operation.machine = operationChart.next(operation.machine, 'takeEffect', {
    effectDestroys: hits > 0 && isLost,
    effectDamages: hits > 0,
    effectInterferes: false,
  });
  if (hits === 0) return noEffect(operation, [hitId, ...before]);
  const { fragments, findingId } =
    family === 'coOrbital' ? contactFragments(context, operation) : strikeFragments(context, operation, group);
  return {
    operation,
    felt: true,
    toActor: { hits, outageFrac: 0, fragments },
    toTarget: { hits, outageFrac: 0, damageFrac, fragments },
    findingIds: [hitId, ...damage.findingIds, findingId, ...before],
    apply: () => {
      addFragments(context, group.shellId, fragments);
      if (isPlatform) hitPlatform(context, group, damageFrac);
      else loseUnits(group, hits);
    },
  };
};

export const coOrbital: FamilyCourse = {
  inReach: targetFlies,
  carryOut: (context, operation, before) => impact(context, operation, 'coOrbital', before),
};

export const directAscent: FamilyCourse = {
  inReach: (context, operation) => {
    const { game, state } = context;
    if (!targetFlies(context, operation)) return false;
    const { shellId } = groupById(state, operation.targetId);
    return game.shell(shellId).altitudeKm <= game.ruleset.counterspace.directAscent.reachKm;
  },
  carryOut: (context, operation, before) => impact(context, operation, 'directAscent', before),
};
