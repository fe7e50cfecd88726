/** Phase 3: posture, workloads, controls, offers that meet, and money raised. */
import {
  ACCORD_PILLARS,
  AGREEMENT_KINDS,
  type AgreementKind,
  type Posture,
  type Side,
  SIDES,
} from '../../ruleset/terms.ts';
import { isAgreementKept, isKept } from '../agreements.ts';
import {
  addStanding,
  addTension,
  note,
  orderInput,
  ordersOf,
  pay,
  regionById,
  ruleInput,
  stateInput,
  subject,
  tell,
  type TurnContext,
} from '../context.ts';
import { greenlandOutcome } from '../formulas.ts';
import { agreementChart } from '../machines/agreement.ts';
import { isHiddenBackup } from '../orders/policy.ts';
import { only, rivalOf } from '../sides.ts';
import type { Agreement, GameState } from '../state.ts';
import { queue } from './industry.ts';
import { lookAndHide } from './intelligence.ts';

/** Greenland: what it costs and stirs is now; what it may yield is ten years and more away. */
const approachGreenland = (context: TurnContext, side: Side): void => {
  const { state, game, turn } = context;
  const own = state.sides[side];
  const rules = game.ruleset.economy.greenland;
  for (const { order, cost } of ordersOf(context, side, 'greenland')) {
    const { approach } = order;
    pay(context, side, cost);
    own.greenland.push(approach);
    context.outside.partners[side].greenland += rules.allies[approach];
    addStanding(context, side, rules.standing[approach]);
    addTension(context, rules.tension[approach]);
    const { costMusd, oreUnitsPerTurn, oreFromTurn, oreByEndUnits } = greenlandOutcome(game, approach, turn);
    queue(context, { owner: side, kind: 'ore', dueTurn: oreFromTurn, amount: oreUnitsPerTurn });
    const path = 'economy.greenland';
    const findingId = note(context, () => ({
      subject: subject('side', side),
      question: 'greenlandApproach',
      equationId: 'greenlandApproach',
      inputs: [
        orderInput('approach', approach, '', 'greenland'),
        ...['mineMusd', 'arcticCostFactor', 'mineLeadTurns', 'oreUnitsPerTurn'].map((name) =>
          ruleInput(game, name, `${path}.${name}`),
        ),
        ...['mineFrac', 'talksMusd', 'standing', 'tension', 'allies'].map((name) =>
          ruleInput(game, name, `${path}.${name}.${approach}`),
        ),
      ],
      result: { costMusd, oreFromTurn, oreByEndUnits },
      outcome: `approach:${approach}`,
    }));
    tell(context, {
      kind: 'greenland.approached',
      subject: subject('side', side),
      side,
      values: { approach, oreFromTurn },
      findingIds: [findingId],
      weight: approach === 'coerce' ? 3 : 2,
    });
  }
};

const settings = (context: TurnContext): void => {
  const { state, game } = context;
  const { controlStepTension, controlStepStanding } = game.ruleset.crisis;
  for (const side of SIDES) {
    const own = state.sides[side];
    for (const { order } of ordersOf(context, side, 'setPosture')) own.posture = order.posture;
    for (const { order } of ordersOf(context, side, 'setWorkload')) {
      const { earthObservationFrac, trainingFrac } = order;
      own.workload = {
        earthObservation: earthObservationFrac,
        training: trainingFrac,
        inference: Math.max(0, 1 - earthObservationFrac - trainingFrac),
      };
    }
    own.reliefFrac = 0;
    for (const { order } of ordersOf(context, side, 'relief')) own.reliefFrac = order.shareFrac;
    for (const { order } of ordersOf(context, side, 'setConnectionPolicy'))
      regionById(state, order.regionId).connectionPolicy = order.policy;
    for (const { order } of ordersOf(context, side, 'setDemandResponse'))
      regionById(state, order.regionId).demandResponseLevel = order.level;
    approachGreenland(context, side);
    for (const { cost } of ordersOf(context, side, 'raiseFunds')) pay(context, side, cost);
    for (const { cost } of ordersOf(context, side, 'surveil')) {
      pay(context, side, cost);
      own.surveilled = true;
    }
    for (const { order, cost } of ordersOf(context, side, 'setExportControl')) {
      pay(context, side, cost);
      const up = Math.max(0, order.level - own.exportControlLevel);
      const from = own.exportControlLevel;
      own.exportControlLevel = order.level;
      addStanding(context, side, -controlStepStanding * up);
      addTension(context, controlStepTension * up);
      const findingId = note(context, () => ({
        subject: subject('side', side),
        question: 'controlStep',
        equationId: 'controlStep',
        inputs: [
          stateInput('fromLevel', from, 'level', `sides.${side}.exportControlLevel`),
          stateInput('toLevel', order.level, 'level', `sides.${side}.exportControlLevel`),
          ruleInput(game, 'controlStepTension', 'crisis.controlStepTension'),
          ruleInput(game, 'controlStepStanding', 'crisis.controlStepStanding'),
        ],
        result: { tension: controlStepTension * up, standing: 0 - controlStepStanding * up },
        outcome: 'set',
      }));
      tell(context, {
        kind: 'controls.set',
        subject: subject('side', side),
        side,
        values: { from, level: order.level },
        findingIds: [findingId],
      });
    }
  }
};

/** Takes in offers and withdrawals. Leaving an agreement ends it once, whoever leaves. */
const offers = (context: TurnContext, agreement: Agreement): void => {
  const { offerTurns } = context.game.ruleset.crisis;
  const was = agreement.machine;
  const names = ({ order }: { readonly order: { readonly agreementId: string } }): boolean =>
    order.agreementId === agreement.id;
  for (const side of SIDES) {
    if (ordersOf(context, side, 'offer').some(names)) {
      agreement.offerTurns[side] = offerTurns;
      // Offered afresh after its end: its chart starts again.
      if (agreementChart.finals.includes(agreement.machine)) agreement.machine = agreementChart.initial;
      tellAgreement(context, agreement, 'agreement.offered', side, 2);
    }
    if (!ordersOf(context, side, 'withdraw').some(names)) continue;
    agreement.offerTurns[side] = 0;
    if (!isKept({ machine: was })) continue;
    agreement.machine = agreementChart.next(was, 'withdraw');
    tellAgreement(context, agreement, 'agreement.withdrawn', side);
  }
};

const tellAgreement = (
  context: TurnContext,
  agreement: Agreement,
  kind: string,
  side: Side | null,
  weight: 2 | 3 = 3,
): void => {
  const { game } = context;
  const findingId = note(context, () => ({
    subject: subject('agreement', agreement.id),
    question: 'agreement',
    equationId: 'agreementMeets',
    inputs: [
      stateInput(
        'offersStanding',
        SIDES.filter((each) => agreement.offerTurns[each] > 0).length,
        '1',
        `agreements.${agreement.id}`,
      ),
      agreement.id === 'accord'
        ? ruleInput(game, 'accordTurns', 'crisis.accordTurns')
        : ruleInput(game, 'agreementTurns', 'crisis.agreementTurns'),
      ruleInput(game, 'offerTurns', 'crisis.offerTurns'),
    ],
    result: { untilTurn: agreement.untilTurn },
    outcome: `state:${agreement.machine}`,
  }));
  tell(context, {
    kind,
    subject: subject('agreement', agreement.id),
    side,
    values: { untilTurn: agreement.untilTurn },
    findingIds: [findingId],
    weight,
  });
};

/** Whether what the accord stands on is kept. */
const arePillarsKept = ({ agreements: all }: GameState): boolean =>
  ACCORD_PILLARS.every((pillar) => isAgreementKept(all, pillar));

/** Both offers stand: it is in force. The accord holds what it stands on for its own term. */
const enter = (context: TurnContext, agreement: Agreement): void => {
  const { state, game, turn } = context;
  const { agreementTurns, accordTurns } = game.ruleset.crisis;
  const isAccord = agreement.id === 'accord';
  agreement.untilTurn = turn + (isAccord ? accordTurns : agreementTurns);
  for (const side of SIDES) agreement.offerTurns[side] = 0;
  for (const pillar of isAccord ? state.agreements.filter(({ id }) => isPillar(id)) : [])
    pillar.untilTurn = Math.max(pillar.untilTurn, agreement.untilTurn + 1);
  tellAgreement(context, agreement, 'agreement.entered', null);
};
const isPillar = (id: AgreementKind): boolean => ACCORD_PILLARS.some((pillar) => pillar === id);

/** Offers that meet enter into force, terms run out, and an accord falls with what it stands on. The accord comes last. */
const agreements = (context: TurnContext): void => {
  const { state, turn } = context;
  for (const kind of AGREEMENT_KINDS) {
    const agreement = state.agreements.find(({ id }) => id === kind);
    if (agreement === undefined) continue;
    offers(context, agreement);
    const was = agreement.machine;
    const isAccord = kind === 'accord';
    const mayStand = !isAccord || arePillarsKept(state);
    if (was === 'offered') {
      agreement.machine = agreementChart.next(was, 'accept', {
        bothOffer: mayStand && SIDES.every((side) => agreement.offerTurns[side] > 0),
      });
      if (agreement.machine === 'inForce') enter(context, agreement);
    } else {
      // A term ends an agreement; the accord's ends the game.
      agreement.machine = agreementChart.next(was, 'lapse', {
        termOver: isAccord ? !mayStand : turn >= agreement.untilTurn,
      });
      if (agreement.machine !== was) tellAgreement(context, agreement, 'agreement.lapsed', null);
    }
    // An offer stands for this turn and is counted down after it: what a view shows as offered can be met.
    if (context.stage === 'turn')
      for (const side of SIDES) agreement.offerTurns[side] = Math.max(0, agreement.offerTurns[side] - 1);
  }
};

const tellPosture = (context: TurnContext, side: Side, posture: Posture): void => {
  const { game } = context;
  const { responseTension, responseStanding } = game.ruleset.counterspace;
  const findingId = note(context, () => ({
    subject: subject('side', side),
    question: 'postureSet',
    equationId: 'postureSet',
    inputs: [
      orderInput('posture', posture, '', 'setPosture'),
      ruleInput(game, 'responseTension', `counterspace.responseTension.${posture}`),
      ruleInput(game, 'responseStanding', `counterspace.responseStanding.${posture}`),
    ],
    result: { tension: responseTension[posture], standing: responseStanding[posture] },
    outcome: `posture:${posture}`,
    visibleTo: only(side),
  }));
  tell(context, {
    kind: 'posture.set',
    subject: subject('side', side),
    side,
    values: { posture },
    findingIds: [findingId],
    visibleTo: only(side),
    weight: 1,
  });
};

/** What the governments say to each other outside any agreement. */
const signals = (context: TurnContext): void => {
  const { state, game, turn } = context;
  const { signalTension, warningTurns } = game.ruleset.crisis;
  for (const side of SIDES) {
    for (const { order, cost } of ordersOf(context, side, 'signal')) {
      const { message } = order;
      pay(context, side, cost);
      addTension(context, signalTension[message]);
      if (message === 'showBackups')
        for (const centre of state.centres) if (centre.owner === side && isHiddenBackup(centre)) centre.isKnown = true;
      if (message === 'warn') state.sides[rivalOf(side)].warnedUntilTurn = turn + warningTurns;
      const findingId = note(context, () => ({
        subject: subject('side', side),
        question: 'signalGiven',
        equationId: 'signalGiven',
        inputs: [
          orderInput('message', message, '', 'signal'),
          ruleInput(game, 'signalTension', `crisis.signalTension.${message}`),
          ...(message === 'warn' ? [ruleInput(game, 'warningTurns', 'crisis.warningTurns')] : []),
        ],
        result: { tension: signalTension[message] },
        outcome: `message:${message}`,
      }));
      tell(context, {
        kind: `signal.${message}`,
        subject: subject('side', side),
        side,
        values: { message },
        findingIds: [findingId],
      });
    }
  }
};

export const policyPhase = (context: TurnContext): void => {
  settings(context);
  signals(context);
  lookAndHide(context);
  agreements(context);
  for (const side of SIDES) {
    for (const { order } of ordersOf(context, side, 'setPosture')) tellPosture(context, side, order.posture);
  }
};
