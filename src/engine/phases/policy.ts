/** Phase 3: posture, workloads, controls, offers that meet, and money raised. */
import { AGREEMENT_KINDS, type Side, SIDES } from '../../ruleset/terms.ts';
import { note, ordersOf, pay, regionById, ruleInput, stateInput, subject, tell, type TurnContext } from '../context.ts';
import { agreementChart } from '../machines/agreement.ts';
import { only } from '../sides.ts';
import type { Agreement } from '../state.ts';

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
    for (const { order } of ordersOf(context, side, 'setConnectionPolicy'))
      regionById(state, order.regionId).connectionPolicy = order.policy;
    for (const { order } of ordersOf(context, side, 'setDemandResponse'))
      regionById(state, order.regionId).demandResponseLevel = order.level;
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
      own.standing -= controlStepStanding * up;
      state.tension += controlStepTension * up;
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
        result: { tension: controlStepTension * up, standing: -controlStepStanding * up },
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

const offers = (context: TurnContext, agreement: Agreement): void => {
  const { offerTurns } = context.game.ruleset.crisis;
  for (const side of SIDES) {
    agreement.offerTurns[side] = Math.max(0, agreement.offerTurns[side] - 1);
    if (ordersOf(context, side, 'offer').some(({ order }) => order.agreementId === agreement.id))
      agreement.offerTurns[side] = offerTurns;
    if (!ordersOf(context, side, 'withdraw').some(({ order }) => order.agreementId === agreement.id)) continue;
    agreement.offerTurns[side] = 0;
    const was = agreement.machine;
    if (was === 'inForce' || was === 'strained') {
      agreement.machine = agreementChart.next(was, 'withdraw');
      tellAgreement(context, agreement, 'agreement.withdrawn', side);
    }
  }
};

const tellAgreement = (context: TurnContext, agreement: Agreement, kind: string, side: Side | null): void => {
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
      ruleInput(game, 'agreementTurns', 'crisis.agreementTurns'),
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
    weight: 3,
  });
};

/** Whether a final agreement is offered afresh: then its chart starts again. */
const reopen = (agreement: Agreement): void => {
  const final = agreementChart.finals.includes(agreement.machine);
  if (final && SIDES.some((side) => agreement.offerTurns[side] > 0)) agreement.machine = agreementChart.initial;
};

const agreements = (context: TurnContext): void => {
  const { state, game, turn } = context;
  for (const kind of AGREEMENT_KINDS) {
    const agreement = state.agreements.find(({ id }) => id === kind);
    if (agreement === undefined) continue;
    offers(context, agreement);
    reopen(agreement);
    const was = agreement.machine;
    if (was === 'offered') {
      agreement.machine = agreementChart.next(was, 'accept', {
        bothOffer: SIDES.every((side) => agreement.offerTurns[side] > 0),
      });
      if (agreement.machine === 'inForce') {
        agreement.untilTurn = turn + game.ruleset.crisis.agreementTurns;
        for (const side of SIDES) agreement.offerTurns[side] = 0;
        tellAgreement(context, agreement, 'agreement.entered', null);
      }
    } else {
      agreement.machine = agreementChart.next(was, 'lapse', { termOver: turn >= agreement.untilTurn });
      if (agreement.machine !== was) tellAgreement(context, agreement, 'agreement.lapsed', null);
    }
  }
};

export const policyPhase = (context: TurnContext): void => {
  settings(context);
  agreements(context);
  for (const side of SIDES) {
    for (const { order } of ordersOf(context, side, 'offer')) {
      tell(context, {
        kind: 'agreement.offered',
        subject: subject('agreement', order.agreementId),
        side,
        values: {},
        findingIds: [],
      });
    }
  }
  if (context.collect) {
    for (const side of SIDES) {
      for (const { order } of ordersOf(context, side, 'setPosture')) {
        tell(context, {
          kind: 'posture.set',
          subject: subject('side', side),
          side,
          values: { posture: order.posture },
          findingIds: [],
          visibleTo: only(side),
          weight: 1,
        });
      }
    }
  }
};
