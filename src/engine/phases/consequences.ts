/** Phase 11: who did it, what it costs in standing, how the other answers, and where the crisis ladder goes. */
import { inGrains } from '../../units/grains.ts';
import { attributionPosterior } from '../../physics/counterspace.ts';
import { type OperationFamily, type Side, SIDES } from '../../ruleset/terms.ts';
import type { OperationRules } from '../../ruleset/schema.ts';
import { isAgreementKept, isKept } from '../agreements.ts';
import { isInKind } from '../answerInKind.ts';
import {
  addStanding,
  addTension,
  clamp,
  decide,
  note,
  ordersOf,
  pay,
  ruleInput,
  stateInput,
  subject,
  tell,
  type TurnContext,
} from '../context.ts';
import { attributionRatios, isDestructive, isSurprise } from '../formulas.ts';
import type { Game } from '../game.ts';
import { agreementChart } from '../machines/agreement.ts';
import { crisisChart } from '../machines/crisis.ts';
import { movePartners, moveMarket, thankForRelief } from './outside.ts';
import { operationChart } from '../machines/operation.ts';
import { only } from '../sides.ts';
import type { Agreement, Operation } from '../state.ts';

const posteriorOf = (game: Game, rules: OperationRules, targetDefence: number, investigations: number): number =>
  attributionPosterior.evaluate({
    priorProb: rules.attributionPriorProb,
    likelihoodRatios: attributionRatios(game, rules, targetDefence, investigations),
  }).posteriorProb;

/** Whether the evidence there is names the author; `suffix` tells a later effort from the first look. */
const attribute = (
  context: TurnContext,
  operation: Operation,
  rules: OperationRules,
  suffix = '',
): { readonly convinced: boolean; readonly findingId: string } => {
  const { game, state } = context;
  const path = `counterspace.families.${operation.family}`;
  const targetDefence = state.sides[operation.target].tech.defence;
  const { investigations } = operation;
  const posteriorProb = posteriorOf(game, rules, targetDefence, investigations);
  const reaches = posteriorProb >= rules.attributionThresholdProb;
  // Evidence below the threshold convinces nobody, whatever the die.
  const prob = reaches ? posteriorProb : 0;
  const drawn = decide(context, `attribution/${operation.id}${suffix}`, prob, ['convinces', 'deniable'], (yes) => ({
    subject: subject('operation', operation.id),
    question: 'attribution',
    equationId: 'attributionPosterior',
    probResult: reaches ? 'posteriorProb' : null,
    inputs: [
      ruleInput(game, 'priorProb', `${path}.attributionPriorProb`),
      ruleInput(game, 'likelihoodRatio', `${path}.attributionLikelihoodRatio`),
      ruleInput(game, 'likelihoodRatioPerDefenceLevel', `${path}.attributionLikelihoodRatioPerDefenceLevel`),
      // What the equation is asked with: all the evidence as one ratio.
      stateInput(
        'likelihoodRatios',
        attributionRatios(game, rules, targetDefence, investigations).reduce((product, ratio) => product * ratio, 1),
        '1',
        `operations.${operation.id}`,
      ),
      stateInput('targetDefenceLevel', targetDefence, 'level', `sides.${operation.target}.tech.defence`),
      ...(investigations > 0
        ? [
            stateInput('investigations', investigations, '1', `operations.${operation.id}.investigations`),
            ruleInput(game, 'investigateLikelihoodRatio', 'counterspace.investigate.likelihoodRatio'),
          ]
        : []),
      ruleInput(game, 'thresholdProb', `${path}.attributionThresholdProb`),
    ],
    result: { posteriorProb },
    // That the target looks into it, it tells when it has found something.
    ...(investigations > 0 && !yes ? { visibleTo: only(operation.target) } : {}),
    parts: {
      [operation.actor]: {
        inputs: ['priorProb', 'likelihoodRatio', 'likelihoodRatioPerDefenceLevel', 'thresholdProb'],
        result: [],
        dice: false,
      },
    },
  }));
  return { convinced: drawn.yes, findingId: drawn.findingId };
};

/** Which acts an agreement forbids: the norm destructive ones, a comprehensive accord all. */
const forbids = ({ id }: Agreement, family: OperationFamily): boolean =>
  id === 'accord' || (id === 'norm' && isDestructive(family));

/** An act that the target noticed strains an agreement that forbids it, and breaks it where the author is named. */
const strainAgreements = (context: TurnContext, operation: Operation): void => {
  for (const agreement of context.state.agreements)
    if (isKept(agreement) && forbids(agreement, operation.family) && operation.felt)
      strain(context, agreement, operation);
};

const strain = (context: TurnContext, agreement: Agreement, operation: Operation): void => {
  const was = agreement.machine;
  agreement.machine = agreementChart.next(was, 'review', {
    breachAttributed: operation.attributed,
    breachSuspected: true,
    trustRestored: false,
  });
  if (agreement.machine === was) return;
  const findingId = note(context, () => ({
    subject: subject('agreement', agreement.id),
    question: 'normReview',
    equationId: 'normReview',
    inputs: [
      stateInput('breachSuspected', true, '', `operations.${operation.id}`),
      stateInput('breachAttributed', operation.attributed, '', `operations.${operation.id}.attributed`),
      ruleInput(context.game, 'normStandingLoss', `counterspace.families.${operation.family}.normStandingLoss`),
    ],
    result: { kept: isKept(agreement) },
    outcome: `state:${agreement.machine}`,
  }));
  tell(context, {
    kind: `agreement.${agreement.machine}`,
    subject: subject('agreement', agreement.id),
    side: null,
    values: { operationId: operation.id },
    findingIds: [findingId],
    weight: 3,
  });
};

/** What an attributed operation costs its author, and how its target answers. */
const answer = (
  context: TurnContext,
  operation: Operation,
  rules: OperationRules,
  attributionId: string,
  normKept: boolean,
  /** What the act has not yet stirred. */
  tensionLeftFrac = 1,
): void => {
  const { game, state, turn } = context;
  const { responseStanding, responseTension, reciprocalTensionFactor, reciprocalStandingFactor, answerTurns } =
    game.ruleset.counterspace;
  const target = state.sides[operation.target];
  const normLoss = isDestructive(operation.family) && normKept ? rules.normStandingLoss : 0;
  const surpriseLoss = isSurprise(game, operation.family, state.crisis) ? rules.surpriseStandingLoss : 0;
  const standingLoss =
    (rules.standingLoss + normLoss + surpriseLoss) * (operation.reciprocal ? reciprocalStandingFactor : 1);
  const tension =
    rules.tension * tensionLeftFrac * (operation.reciprocal ? reciprocalTensionFactor : 1) +
    responseTension[target.posture];
  if (rules.normStandingLoss > 0)
    context.outside.partners[operation.actor].destructiveAttack += game.ruleset.economy.allies.destructiveAttack;
  addStanding(context, operation.actor, -standingLoss);
  addStanding(context, operation.target, responseStanding[target.posture]);
  addTension(context, tension);
  if (isInKind(target.posture)) target.answerUntilTurn[operation.family] = turn + answerTurns;
  operation.machine = operationChart.next(operation.machine, 'answer', { postureAnswers: target.posture !== 'absorb' });
  const findingId = note(context, () => ({
    subject: subject('operation', operation.id),
    question: 'operationAnswered',
    equationId: 'operationAnswered',
    inputs: [
      ruleInput(game, 'tension', `counterspace.families.${operation.family}.tension`),
      ruleInput(game, 'standingLoss', `counterspace.families.${operation.family}.standingLoss`),
      stateInput('tensionLeftFrac', tensionLeftFrac, '1', `operations.${operation.id}.machine`),
      stateInput('normStandingLoss', normLoss, 'points', 'agreements.norm'),
      stateInput('surpriseStandingLoss', surpriseLoss, 'points', 'crisis'),
      stateInput('reciprocal', operation.reciprocal, '', `operations.${operation.id}.reciprocal`),
      ruleInput(game, 'responseTension', `counterspace.responseTension.${target.posture}`),
      ruleInput(game, 'responseStanding', `counterspace.responseStanding.${target.posture}`),
    ],
    result: { standingLoss, tension },
    outcome: `posture:${target.posture}`,
  }));
  tell(context, {
    kind: 'operation.attributed',
    subject: subject('operation', operation.id),
    side: operation.actor,
    values: { family: operation.family, targetId: operation.targetId, standingLoss, tension, posture: target.posture },
    findingIds: [attributionId, findingId],
    weight: 3,
  });
};

const judge = (context: TurnContext, operation: Operation, normKept: boolean): void => {
  const { game } = context;
  const rules = game.ruleset.counterspace.families[operation.family];
  const { felt } = operation;
  operation.machine = operationChart.next(operation.machine, 'investigate');
  if (operation.machine !== 'attributionPending') return;
  const attribution = felt ? attribute(context, operation, rules) : { convinced: false, findingId: '' };
  operation.attributed = attribution.convinced;
  operation.machine = operationChart.next(operation.machine, 'attribute', {
    attributionConvinces: attribution.convinced,
  });
  if (operation.attributed) answer(context, operation, rules, attribution.findingId, normKept);
  else if (felt) {
    const tension = rules.tension * game.ruleset.counterspace.deniableTensionFrac;
    addTension(context, tension);
    const tensionId = note(context, () => ({
      subject: subject('operation', operation.id),
      question: 'deniableTension',
      equationId: 'deniableTension',
      inputs: [
        ruleInput(game, 'tension', `counterspace.families.${operation.family}.tension`),
        ruleInput(game, 'deniableTensionFrac', 'counterspace.deniableTensionFrac'),
      ],
      result: { tension },
      outcome: 'deniable',
    }));
    tell(context, {
      kind: 'operation.deniable',
      subject: subject('operation', operation.id),
      side: null,
      values: { family: operation.family, targetId: operation.targetId },
      findingIds: [attribution.findingId, tensionId],
    });
  }
  strainAgreements(context, operation);
};

/** Evidence that its target publishes names the author of an act of the turn before. */
const publish = (context: TurnContext, side: Side, normKept: boolean): void => {
  const { game, state } = context;
  const { families, deniableTensionFrac } = game.ruleset.counterspace;
  for (const { order, cost } of ordersOf(context, side, 'publishEvidence')) {
    pay(context, side, cost);
    const operation = state.operations.find(({ id }) => id === order.operationId);
    if (operation === undefined) continue;
    operation.machine = operationChart.next(operation.machine, 'reveal', { evidencePublished: true });
    if (operation.machine !== 'attributed') continue;
    operation.attributed = true;
    context.outside.partners[side].evidence += game.ruleset.economy.allies.evidence;
    const findingId = note(context, () => ({
      subject: subject('operation', operation.id),
      question: 'evidencePublished',
      equationId: 'evidencePublished',
      inputs: [
        ruleInput(game, 'evidenceMusd', 'counterspace.evidenceMusd'),
        ruleInput(game, 'evidencePoliticalCapital', 'counterspace.evidencePoliticalCapital'),
        ruleInput(game, 'deniableTensionFrac', 'counterspace.deniableTensionFrac'),
      ],
      result: {},
      outcome: 'convinces',
    }));
    answer(context, operation, families[operation.family], findingId, normKept, 1 - deniableTensionFrac);
    strainAgreements(context, operation);
  }
};

/** An effort to find out who did it adds to the evidence, and may name the author where nobody could. */
const investigate = (context: TurnContext, side: Side, normKept: boolean): void => {
  const { game, state } = context;
  const { families, deniableTensionFrac } = game.ruleset.counterspace;
  for (const { order, cost } of ordersOf(context, side, 'investigate')) {
    pay(context, side, cost);
    const operation = state.operations.find(({ id }) => id === order.operationId);
    // Evidence published this turn has named the author already.
    if (operation?.machine !== 'deniable') continue;
    operation.investigations += 1;
    const rules = families[operation.family];
    const { convinced, findingId } = attribute(context, operation, rules, '/investigate');
    tell(context, {
      kind: convinced ? 'operation.solved' : 'operation.unsolved',
      subject: subject('operation', operation.id),
      side: null,
      values: { family: operation.family, targetId: operation.targetId },
      findingIds: [findingId],
      visibleTo: only(side),
    });
    if (!convinced) continue;
    operation.machine = operationChart.next(operation.machine, 'reveal', { evidencePublished: true });
    operation.attributed = true;
    answer(context, operation, rules, findingId, normKept, 1 - deniableTensionFrac);
    strainAgreements(context, operation);
  }
};

const moveCrisis = (context: TurnContext): void => {
  const { game, state, turn } = context;
  const rules = game.ruleset.crisis;
  const hotline = isAgreementKept(state.agreements, 'hotline');
  const restTension = hotline ? rules.hotlineRestTension : rules.restTension;
  const isRound = context.stage === 'crisisRound';
  // A round takes days: tension rests with the half-years.
  const decayFrac = isRound ? 0 : rules.decayFrac;
  const truceTension = isAgreementKept(state.agreements, 'truce') && !isRound ? rules.truceTensionPerTurn : 0;
  const raisedTo = state.tension;
  state.tension = inGrains(clamp(raisedTo + decayFrac * (restTension - raisedTo) - truceTension, 0, 200));
  const was = state.crisis;
  const rung = crisisChart.states.indexOf(was);
  const next = crisisChart.next(was, 'tension', {
    aboveNextThreshold: state.tension >= (rules.upAt[rung] ?? Number.POSITIVE_INFINITY),
    belowOwnFloor: rung > 0 && state.tension < (rules.downBelow[rung - 1] ?? 0),
  });
  state.crisis = next;
  const tensionId = note(context, () => ({
    subject: subject('crisis', 'ladder'),
    question: 'crisisLadder',
    equationId: 'crisisLadder',
    inputs: [
      stateInput('raisedTo', raisedTo, 'points', 'tension'),
      ...(isRound ? [] : [ruleInput(game, 'decayFrac', 'crisis.decayFrac')]),
      ruleInput(game, 'restTension', hotline ? 'crisis.hotlineRestTension' : 'crisis.restTension'),
      ruleInput(game, 'upAt', `crisis.upAt.${Math.min(rung, rules.upAt.length - 1)}`),
      ruleInput(game, 'downBelow', `crisis.downBelow.${Math.max(rung - 1, 0)}`),
      ...(truceTension > 0 ? [ruleInput(game, 'truceTensionPerTurn', 'crisis.truceTensionPerTurn')] : []),
    ],
    result: { tension: state.tension },
    outcome: `state:${state.crisis}`,
  }));
  if (state.crisis !== was)
    tell(context, {
      kind: 'crisis.moved',
      subject: subject('crisis', 'ladder'),
      side: null,
      values: { from: was, to: state.crisis, tension: state.tension },
      findingIds: [tensionId],
      weight: 3,
    });
  if (state.crisis !== 'crisis' && state.crisis !== 'clash') return;
  // Where the ladder has just risen, both may answer before it is decided whether war comes of it.
  if (context.stage === 'turn' && crisisChart.states.indexOf(state.crisis) > rung && turn < game.scenario.turnCount) {
    state.stage = 'crisisRound';
    return;
  }
  if (state.crisis !== 'clash') return;
  const prob = clamp(
    ((state.tension - rules.warTensionFrom) / rules.warTensionScale) * (hotline ? rules.hotlineWarFactor : 1),
    0,
    1,
  );
  const war = decide(context, 'crisis/war', prob, ['war', 'peace'], () => ({
    subject: subject('crisis', 'ladder'),
    question: 'unwantedWar',
    equationId: 'unwantedWar',
    inputs: [
      stateInput('tension', state.tension, 'points', 'tension'),
      ruleInput(game, 'warTensionFrom', 'crisis.warTensionFrom'),
      ruleInput(game, 'warTensionScale', 'crisis.warTensionScale'),
      ruleInput(game, 'hotlineWarFactor', 'crisis.hotlineWarFactor'),
      stateInput('hotline', hotline, '', 'agreements.hotline'),
    ],
    result: { prob },
  }));
  state.crisis = crisisChart.next(state.crisis, 'miscalculate', { unwantedWar: war.yes });
  if (war.yes)
    tell(context, {
      kind: 'crisis.war',
      subject: subject('crisis', 'ladder'),
      side: null,
      values: { tension: state.tension },
      findingIds: [war.findingId, tensionId],
      weight: 3,
    });
};

const driftStanding = (context: TurnContext): void => {
  const { economy, score } = context.game.ruleset;
  for (const side of SIDES) {
    const own = context.state.sides[side];
    own.standing = inGrains(
      clamp(
        own.standing +
          economy.standingDriftFrac * (economy.standingRest - own.standing) +
          score.earthObservationStanding * own.earthObservationQuality,
        0,
        100,
      ),
    );
  }
};

/** A strained agreement heals, and an operation of earlier turns closes, when nothing more comes of them. */
const closeOld = (context: TurnContext): void => {
  const { state, turn } = context;
  for (const operation of state.operations) {
    // What nobody answered for may be looked into for a while.
    const keptTurns = operation.machine === 'deniable' ? context.game.ruleset.counterspace.investigate.withinTurns : 1;
    if (operation.turn <= turn - keptTurns) operation.machine = operationChart.next(operation.machine, 'close');
  }
  const suspected = (agreement: Agreement): boolean =>
    state.operations.some(
      (operation) =>
        operation.turn === turn &&
        forbids(agreement, operation.family) &&
        operation.felt &&
        operation.machine !== 'exposed',
    );
  for (const agreement of state.agreements) {
    if (agreement.machine !== 'strained' || suspected(agreement)) continue;
    agreement.machine = agreementChart.next(agreement.machine, 'review', {
      breachAttributed: false,
      breachSuspected: false,
      trustRestored: true,
    });
    const findingId = note(context, () => ({
      subject: subject('agreement', agreement.id),
      question: 'normReview',
      equationId: 'normReview',
      inputs: [
        stateInput('breachSuspected', false, '', 'operations'),
        stateInput('breachAttributed', false, '', 'operations'),
      ],
      result: { kept: isKept(agreement) },
      outcome: `state:${agreement.machine}`,
    }));
    tell(context, {
      kind: 'agreement.restored',
      subject: subject('agreement', agreement.id),
      side: null,
      values: {},
      findingIds: [findingId],
    });
  }
};

/** Acts of the stage are judged, and evidence is published. */
const judgeActs = (context: TurnContext): void => {
  const { state, turn } = context;
  // What the norm asks of one act does not depend on which act of the turn is judged first.
  const normKept = isAgreementKept(state.agreements, 'norm');
  for (const operation of state.operations.filter((each) => each.turn === turn)) judge(context, operation, normKept);
  for (const side of SIDES) publish(context, side, normKept);
  for (const side of SIDES) investigate(context, side, normKept);
};

/** A crisis round is too short for anything to heal or to be forgotten: it judges what was done in it, and moves the ladder. */
export const crisisRoundConsequences = (context: TurnContext): void => {
  judgeActs(context);
  moveCrisis(context);
  for (const side of SIDES) {
    const own = context.state.sides[side];
    own.standing = clamp(own.standing, 0, 100);
  }
};

export const consequencesPhase = (context: TurnContext): void => {
  judgeActs(context);
  closeOld(context);
  moveCrisis(context);
  thankForRelief(context);
  driftStanding(context);
  movePartners(context);
  moveMarket(context);
};
