/** What the sides do to see more of each other this turn, and to be seen less truly. */
import { type Side, SIDES } from '../../ruleset/terms.ts';
import {
  addStanding,
  addTension,
  note,
  ordersOf,
  pay,
  ruleInput,
  stateInput,
  subject,
  tell,
  type TurnContext,
} from '../context.ts';
import { only, rivalOf } from '../sides.ts';

/** Inspection satellites come near in the open: it is lawful, and stirs a little. */
const inspect = (context: TurnContext, side: Side): void => {
  const { state, game } = context;
  const { tension } = game.ruleset.counterspace.inspect;
  for (const { order, cost } of ordersOf(context, side, 'inspect')) {
    pay(context, side, cost);
    state.sides[side].inspecting.push(order.targetId);
    addTension(context, tension);
    const findingId = note(context, () => ({
      subject: subject('group', order.targetId),
      question: 'inspected',
      equationId: 'inspection',
      inputs: [
        ruleInput(game, 'inspectErrorFactor', 'counterspace.inspect.errorFactor'),
        ruleInput(game, 'inspectTension', 'counterspace.inspect.tension'),
      ],
      result: { tension },
      outcome: 'inspected',
    }));
    tell(context, {
      kind: 'group.inspected',
      subject: subject('group', order.targetId),
      side,
      values: { targetId: order.targetId },
      findingIds: [findingId],
    });
  }
};

/** Decoys stand unless the other side has a satellite near: then they are seen for what they are, and everybody hears of it. */
const deceive = (context: TurnContext, side: Side): void => {
  const { state, game } = context;
  const own = state.sides[side];
  const rules = game.ruleset.counterspace.deceive;
  for (const { order, cost } of ordersOf(context, side, 'deceive')) {
    const { programmeId } = order;
    pay(context, side, cost);
    const isFoundOut = state.sides[rivalOf(side)].inspecting.includes(programmeId);
    if (isFoundOut) addStanding(context, side, 0 - rules.standingLoss);
    else own.deceiving.push(programmeId);
    const findingId = note(context, () => ({
      subject: subject('group', programmeId),
      question: 'deceptionHolds',
      equationId: 'deception',
      inputs: [
        stateInput('inspected', isFoundOut, '', `groups.${programmeId}`),
        ruleInput(game, 'deceiveErrorFactor', 'counterspace.deceive.errorFactor'),
        ruleInput(game, 'deceiveBiasFactor', 'counterspace.deceive.biasFactor'),
        ruleInput(game, 'deceiveStandingLoss', 'counterspace.deceive.standingLoss'),
      ],
      result: { standingLoss: isFoundOut ? rules.standingLoss : 0 },
      outcome: isFoundOut ? 'foundOut' : 'believed',
      ...(isFoundOut ? {} : { visibleTo: only(side) }),
    }));
    tell(context, {
      kind: isFoundOut ? 'deception.foundOut' : 'deception.begun',
      subject: subject('group', programmeId),
      side,
      values: { programmeId },
      findingIds: [findingId],
      ...(isFoundOut ? {} : { visibleTo: only(side), weight: 1 as const }),
    });
  }
};

export const lookAndHide = (context: TurnContext): void => {
  for (const side of SIDES) inspect(context, side);
  for (const side of SIDES) deceive(context, side);
};
