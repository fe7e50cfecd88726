/**
 * Phase 6: operations run their machines. Both sides' operations are decided on the state before
 * any of them; effects are gathered, then applied.
 */
import { detectionByTime } from '../../physics/counterspace.ts';
import { breakupFragments } from '../../physics/debris.ts';
import { type BySide, type OperationFamily, SIDES, type Side } from '../../ruleset/terms.ts';
import {
  decide,
  groupById,
  note,
  orderInput,
  ordersOf,
  pay,
  ruleInput,
  stateInput,
  subject,
  sum,
  tell,
  type TurnContext,
  unitCountOf,
} from '../context.ts';
import { addCloud } from '../debris.ts';
import { binomialAtDraw } from '../dice.ts';
import { jamOutageFrac, jamRatioDb, operationSuccessProb, triangularAtDraw } from '../formulas.ts';
import { InvariantError } from '../errors.ts';
import type { Finding } from '../findings.ts';
import { operationChart } from '../machines/operation.ts';
import { platformChart, type PlatformState } from '../machines/platform.ts';
import { satelliteGroupChart, type SatelliteGroupState } from '../machines/satelliteGroup.ts';
import { bySide, only, rivalOf } from '../sides.ts';
import type { Operation, OrbitalGroup } from '../state.ts';

interface Effect {
  readonly operation: Operation;
  readonly group: OrbitalGroup;
  readonly outageFrac: number;
  readonly hits: number;
  readonly damageFrac: number;
  readonly fragments: number;
  readonly findingIds: readonly string[];
}

interface Target {
  readonly actorDefence: number;
  readonly targetDefence: number;
  readonly group: OrbitalGroup;
}

const start = (
  context: TurnContext,
  side: Side,
  family: OperationFamily,
  targetId: string,
  shots: number,
): Operation => {
  const own = context.state.sides[side];
  const reciprocal = own.answerUntilTurn[family] >= context.turn;
  return {
    // Who suffers it is in the id, who does it is not.
    id: `${rivalOf(side)}/${context.turn}/${family}/${targetId}`,
    family,
    actor: side,
    target: rivalOf(side),
    targetId,
    turn: context.turn,
    machine: operationChart.next(operationChart.initial, 'authorise', { authorityGiven: true }),
    shots,
    detected: false,
    felt: false,
    hits: 0,
    attributed: false,
    reciprocal,
  };
};

/** Findings about an operation are its author's, and its target's where the target has noticed it. */
const readers = ({ actor }: Operation, targetSees: boolean): BySide<boolean> =>
  bySide((side) => side === actor || targetSees);

/** Seen in time, and stopped? Both are dice; what is not seen cannot be stopped. */
const observeAndDefend = (context: TurnContext, operation: Operation, { targetDefence }: Target): readonly string[] => {
  const { game } = context;
  const rules = game.ruleset.counterspace.families[operation.family];
  const path = `counterspace.families.${operation.family}`;
  const { prob } = detectionByTime.evaluate({ timeH: rules.watchTimeH, meanTimeH: rules.detectionMeanTimeH });
  const detection = decide(context, `operation/${operation.id}/detect`, prob, ['detected', 'undetected'], (yes) => ({
    subject: subject('operation', operation.id),
    question: 'operationDetected',
    equationId: 'detectionByTime',
    probResult: 'prob',
    inputs: [
      ruleInput(game, 'timeH', `${path}.watchTimeH`),
      ruleInput(game, 'meanTimeH', `${path}.detectionMeanTimeH`),
    ],
    result: { prob },
    visibleTo: bySide((side) => yes && side === operation.target),
  }));
  operation.detected = detection.yes;
  operation.machine = operationChart.next(operation.machine, 'observe', { surveillanceDetects: detection.yes });
  if (!detection.yes) return [detection.findingId];
  const holdsProb = Math.min(1, rules.defenceProb + rules.defenceProbPerLevel * targetDefence);
  const defence = decide(context, `operation/${operation.id}/defend`, holdsProb, ['foiled', 'undefended'], (yes) => ({
    subject: subject('operation', operation.id),
    question: 'operationDefended',
    equationId: 'operationDefended',
    inputs: [
      ruleInput(game, 'defenceProb', `${path}.defenceProb`),
      ruleInput(game, 'defenceProbPerLevel', `${path}.defenceProbPerLevel`),
      stateInput('targetDefenceLevel', targetDefence, 'level', `sides.${operation.target}.tech.defence`),
    ],
    result: { prob: holdsProb },
    // The author learns that it was seen only by being stopped.
    visibleTo: bySide((side) => yes || side === operation.target),
    parts: { [operation.actor]: { inputs: ['defenceProb', 'defenceProbPerLevel'], result: [], dice: false } },
  }));
  operation.machine = operationChart.next(operation.machine, 'defend', { defenceHolds: defence.yes });
  return [defence.findingId, detection.findingId];
};

const successInputs = (context: TurnContext, operation: Operation, target: Target) => {
  const { game } = context;
  const path = `counterspace.families.${operation.family}`;
  return [
    ruleInput(game, 'successBaseProb', `${path}.successBaseProb`),
    ruleInput(game, 'successPerDefenceGapLevel', `${path}.successPerDefenceGapLevel`),
    ruleInput(game, 'successLossPerHardening', `${path}.successLossPerHardening`),
    stateInput('actorDefenceLevel', target.actorDefence, 'level', `sides.${operation.actor}.tech.defence`),
    stateInput('targetDefenceLevel', target.targetDefence, 'level', `sides.${operation.target}.tech.defence`),
    stateInput('hardeningLevel', target.group.hardeningLevel, 'level', `groups.${target.group.id}.hardeningLevel`),
  ];
};

const SUCCESS_RULES = ['successBaseProb', 'successPerDefenceGapLevel', 'successLossPerHardening'];

/** Each side reads its own part of what decided an operation: the chance would tell it the other's. */
const successParts = ({ actor, target }: Operation): NonNullable<Finding['parts']> => ({
  [actor]: { inputs: [...SUCCESS_RULES, 'actorDefenceLevel', 'shots'], result: [], dice: false },
  [target]: { inputs: [...SUCCESS_RULES, 'targetDefenceLevel', 'hardeningLevel', 'shots'], result: [], dice: false },
});

const jamEffect = (context: TurnContext, operation: Operation, target: Target, before: readonly string[]): Effect => {
  const { game } = context;
  const { group, actorDefence, targetDefence } = target;
  const { marginDb } = game.ruleset.counterspace.jam;
  const ratioDb = jamRatioDb(game, group.hardeningLevel);
  const overcomes = ratioDb >= marginDb;
  const prob = operationSuccessProb(game, 'jam', actorDefence, targetDefence, group.hardeningLevel);
  const success = decide(context, `operation/${operation.id}/effect`, prob, ['succeeded', 'failed'], (yes) => ({
    subject: subject('operation', operation.id),
    question: 'operationSucceeds',
    equationId: 'operationSucceeds',
    inputs: successInputs(context, operation, target),
    result: { prob },
    visibleTo: readers(operation, operation.detected || (yes && overcomes)),
    parts: successParts(operation),
  }));
  const works = success.yes && overcomes;
  const ratioId = note(context, () => ({
    subject: subject('operation', operation.id),
    question: 'jammingOvercomes',
    equationId: 'jammingToSignal',
    inputs: [
      ...(
        ['jammerEirpDbw', 'signalEirpDbw', 'jammerRangeKm', 'signalRangeKm', 'receiverDiscriminationDb'] as const
      ).map((name) => ruleInput(game, name, `counterspace.jam.${name}`)),
      ruleInput(game, 'marginDb', 'counterspace.jam.marginDb'),
      stateInput('hardeningLevel', group.hardeningLevel, 'level', `groups.${group.id}.hardeningLevel`),
    ],
    result: { ratioDb },
    outcome: overcomes ? 'overcomes' : 'fallsShort',
    visibleTo: bySide((side) => side === operation.target && (operation.detected || works)),
  }));
  operation.machine = operationChart.next(operation.machine, 'takeEffect', {
    effectDestroys: false,
    effectDamages: false,
    effectInterferes: works,
  });
  const outageFrac = works ? jamOutageFrac(game, group.architecture, group.hardeningLevel, group.adaptation) : 0;
  return {
    operation,
    group,
    outageFrac,
    hits: 0,
    damageFrac: 0,
    fragments: 0,
    findingIds: [success.findingId, ratioId, ...before],
  };
};

/** Fragments of the hits on units of such a mass, with the yield factor drawn once for the operation. */
const fragmentsOf = (
  context: TurnContext,
  operation: Operation,
  targetKg: number,
  hits: number,
): { readonly fragments: number; readonly findingId: string } => {
  const { game, dice } = context;
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

const strikeEffect = (
  context: TurnContext,
  operation: Operation,
  target: Target,
  before: readonly string[],
): Effect => {
  const { game, dice } = context;
  const { group, actorDefence, targetDefence } = target;
  const hitProb = operationSuccessProb(game, 'directAscent', actorDefence, targetDefence, group.hardeningLevel);
  const stream = `operation/${operation.id}/effect`;
  const draw = dice.draw(stream);
  const unitCount = unitCountOf(group);
  const missProb = 1 - hitProb;
  let noneProb = 1;
  for (let shot = 0; shot < operation.shots; shot++) noneProb *= missProb;
  // The binomial is walked from no hit upwards, so a small draw would mean a miss: 1 − draw keeps "low draw succeeds".
  const hits = Math.min(unitCount, binomialAtDraw(operation.shots, hitProb, 1 - draw));
  const hitId = note(context, () => ({
    subject: subject('operation', operation.id),
    question: 'interceptorsHit',
    equationId: 'anyHit',
    inputs: [
      stateInput('hitProb', hitProb, '1', 'operationSucceeds'),
      orderInput('shots', operation.shots, 'shots', 'strike'),
      ...successInputs(context, operation, target),
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
  operation.hits = hits;
  if (hits === 0) {
    operation.machine = operationChart.next(operation.machine, 'takeEffect', {
      effectDestroys: false,
      effectDamages: false,
      effectInterferes: false,
    });
    return { operation, group, outageFrac: 0, hits, damageFrac: 0, fragments: 0, findingIds: [hitId, ...before] };
  }
  const unitKg = sum(group.cohorts, (cohort) => cohort.unitCount * cohort.unitMassKg) / unitCount;
  const { fragments, findingId } = fragmentsOf(context, operation, unitKg, hits);
  const isPlatform = group.architecture === 'platform';
  const damage = isPlatform ? platformDamage(context, operation) : { damageFrac: 0, findingIds: [] };
  const { damageFrac } = damage;
  const survival = game.ruleset.economy.platformSurvivalHealthFrac;
  const destroys = isPlatform ? group.healthFrac - damageFrac < survival : hits >= unitCount;
  operation.machine = operationChart.next(operation.machine, 'takeEffect', {
    effectDestroys: destroys,
    effectDamages: true,
    effectInterferes: false,
  });
  const findingIds = [hitId, ...damage.findingIds, findingId, ...before];
  return { operation, group, outageFrac: 0, hits, damageFrac, fragments, findingIds };
};

const platformDamage = (
  context: TurnContext,
  operation: Operation,
): { readonly damageFrac: number; readonly findingIds: readonly string[] } => {
  const { game, dice } = context;
  const { platformDamageLowFrac, platformDamageHighFrac } = game.ruleset.counterspace.directAscent;
  const stream = `operation/${operation.id}/damage`;
  const draw = dice.draw(stream);
  const damageFrac = operation.hits * (platformDamageLowFrac + draw * (platformDamageHighFrac - platformDamageLowFrac));
  const findingId = note(context, () => ({
    subject: subject('operation', operation.id),
    question: 'platformDamage',
    equationId: 'platformDamage',
    inputs: [
      stateInput('hits', operation.hits, 'hits', `operations.${operation.id}`),
      ruleInput(game, 'platformDamageLowFrac', 'counterspace.directAscent.platformDamageLowFrac'),
      ruleInput(game, 'platformDamageHighFrac', 'counterspace.directAscent.platformDamageHighFrac'),
    ],
    result: { damageFrac },
    stream,
    draw,
    outcome: 'damaged',
    visibleTo: only(operation.target),
  }));
  return { damageFrac, findingIds: [findingId] };
};

/** Asked by a function, because `observeAndDefend` has moved the machine on since it was last looked at. */
const isFoiled = ({ machine }: Operation): boolean => machine === 'foiled';

const run = (context: TurnContext, operation: Operation): Effect => {
  const { game, state } = context;
  const group = groupById(state, operation.targetId);
  const target: Target = {
    group,
    actorDefence: state.sides[operation.actor].tech.defence,
    targetDefence: state.sides[operation.target].tech.defence,
  };
  const none: Effect = { operation, group, outageFrac: 0, hits: 0, damageFrac: 0, fragments: 0, findingIds: [] };
  const unitCount = unitCountOf(group);
  const reachKm =
    operation.family === 'directAscent' ? game.ruleset.counterspace.directAscent.reachKm : Number.POSITIVE_INFINITY;
  const inReach = unitCount > 0 && game.shell(group.shellId).altitudeKm <= reachKm;
  // A target in reach when the order was judged is in reach still: nothing leaves orbit before this phase.
  if (!inReach)
    throw new InvariantError('an operation has no target in reach', { operation, unitCount, turn: context.turn });
  operation.machine = operationChart.next(operation.machine, 'execute', { targetInReach: inReach });
  const watched = observeAndDefend(context, operation, target);
  if (isFoiled(operation)) return { ...none, findingIds: watched };
  return operation.family === 'jam'
    ? jamEffect(context, operation, target, watched)
    : strikeEffect(context, operation, target, watched);
};

/** Takes units out of a group, oldest first. */
export const loseUnits = (group: OrbitalGroup, count: number): number => {
  let left = count;
  for (const cohort of group.cohorts) {
    const lost = Math.min(left, cohort.unitCount);
    cohort.unitCount -= lost;
    left -= lost;
  }
  group.cohorts = group.cohorts.filter(({ unitCount }) => unitCount > 0);
  const lost = count - left;
  group.lostUnits += lost;
  return lost;
};

export const addFragments = (context: TurnContext, shellId: string, fragments: number): void => {
  const { game, state } = context;
  addCloud(game, state, game.shell(shellId).altitudeKm, 'collision', fragments);
};

/** What a hit does to a platform: health falls, and below survival it is lost with everything on it. */
export const hitPlatform = (context: TurnContext, group: OrbitalGroup, damageFrac: number): void => {
  const { platformSurvivalHealthFrac } = context.game.ruleset.economy;
  const lostFrac = Math.min(group.healthFrac, damageFrac);
  group.healthFrac -= lostFrac;
  context.lostHealthFrac.set(group.id, (context.lostHealthFrac.get(group.id) ?? 0) + lostFrac);
  group.machine = platformChart.next(group.machine as PlatformState, 'hit', {
    belowSurvivalHealth: group.healthFrac < platformSurvivalHealthFrac,
  });
  if (group.machine !== 'lost') return;
  loseUnits(group, unitCountOf(group));
  group.healthFrac = 0;
};

const apply = (
  context: TurnContext,
  { operation, group, outageFrac, hits, damageFrac, fragments, findingIds }: Effect,
): void => {
  if (outageFrac > 0) {
    group.outageFrac = 1 - (1 - group.outageFrac) * (1 - outageFrac);
    group.adaptation += 1;
    if (group.architecture !== 'platform')
      group.machine = satelliteGroupChart.next(group.machine as SatelliteGroupState, 'interfere', {
        interferenceOvercomesMargin: true,
      });
  }
  if (hits > 0) {
    addFragments(context, group.shellId, fragments);
    if (group.architecture === 'platform') hitPlatform(context, group, damageFrac);
    else loseUnits(group, hits);
  }
  operation.felt = operation.detected || outageFrac > 0 || hits > 0;
  const { family, targetId, actor, target } = operation;
  const told = {
    kind: `operation.${operation.machine}`,
    subject: subject('operation', operation.id),
    findingIds,
    weight: 3,
  } as const;
  // Its author sees that it works, but not how well: what the target has against it is the target's to know.
  const expectedOutageFrac = outageFrac > 0 ? jamOutageFrac(context.game, group.architecture, 0, 0) : 0;
  tell(context, {
    ...told,
    side: actor,
    values: { family, targetId, hits, outageFrac: expectedOutageFrac, fragments },
    visibleTo: only(actor),
  });
  if (!operation.felt) return;
  // Who did it is not told here: that is attribution's to say.
  tell(context, {
    ...told,
    side: null,
    values: { family, targetId, hits, outageFrac, damageFrac, fragments },
    visibleTo: only(target),
  });
};

export const counterspacePhase = (context: TurnContext): void => {
  const { state, game } = context;
  for (const group of state.groups) group.adaptation *= game.ruleset.counterspace.jam.adaptationDecayFrac;
  const operations = SIDES.flatMap((side) => [
    ...ordersOf(context, side, 'jam').map(({ order, cost }) => ({
      side,
      cost,
      operation: start(context, side, 'jam', order.targetId, 0),
    })),
    ...ordersOf(context, side, 'strike').map(({ order, cost }) => ({
      side,
      cost,
      operation: start(context, side, 'directAscent', order.targetId, order.interceptorCount),
    })),
  ]);
  for (const { side, cost } of operations) pay(context, side, cost);
  const effects = operations.map(({ operation }) => run(context, operation));
  for (const effect of effects) apply(context, effect);
  state.operations = [
    ...state.operations.filter(({ machine }) => machine !== 'closed'),
    ...operations.map(({ operation }) => operation),
  ];
};
