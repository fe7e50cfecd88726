/**
 * Phase 6: operations run their machines. Both sides' operations are decided on the state before
 * any of them; effects are gathered, then applied. What each family does is in its file beside this one.
 */
import { type OperationFamily, REVERSIBLE_FAMILIES, type Side, SIDES } from '../../ruleset/terms.ts';
import { book, note, pay, ruleInput, stateInput, subject, tell, type TurnContext } from '../context.ts';
import { operationChart } from '../machines/operation.ts';
import { FREE } from '../orders/definition.ts';
import type { Cost, Order } from '../orders/order.ts';
import { only, rivalOf } from '../sides.ts';
import type { Operation } from '../state.ts';
import { craftNear, waits, watchCraft, withdrawCraft } from './counterspace/approach.ts';
import { type Effect, type FamilyCourse, noEffect, observeAndDefend } from './counterspace/course.ts';
import { cyberGround, sabotage } from './counterspace/ground.ts';
import { coOrbital, directAscent } from './counterspace/impact.ts';
import { nuclear } from './counterspace/nuclear.ts';
import { cyberSpace, dazzle, jam } from './counterspace/service.ts';
import { startManoeuvres } from './programmes.ts';

const COURSES: Readonly<Record<OperationFamily, FamilyCourse>> = {
  jam,
  dazzle,
  cyberSpace,
  cyberGround,
  sabotage,
  coOrbital,
  directAscent,
  nuclear,
};

/** An operation that is carried out this turn, and what its order cost. */
interface Ordered {
  readonly operation: Operation;
  readonly cost: Cost;
}

interface Aim {
  readonly family: OperationFamily;
  readonly targetId: string;
  readonly shots: number;
}

/** What an order sets going from the ground up; an attack by a craft that waits is not among them. */
const aimOf = (order: Order): Aim | null => {
  switch (order.kind) {
    case 'jam':
    case 'dazzle':
      return { family: order.kind, targetId: order.targetId, shots: 0 };
    case 'cyber':
      return { family: 'cyberSpace', targetId: order.targetId, shots: 0 };
    case 'intrude':
      return { family: 'cyberGround', targetId: order.targetId, shots: 0 };
    case 'sabotage':
      return { family: 'sabotage', targetId: order.regionId, shots: 0 };
    case 'approach':
      return { family: 'coOrbital', targetId: order.targetId, shots: 0 };
    case 'strike':
      return { family: 'directAscent', targetId: order.targetId, shots: order.interceptorCount };
    case 'detonate':
      return { family: 'nuclear', targetId: order.shellId, shots: 1 };
    default:
      return null;
  }
};

const isReciprocal = ({ state, turn }: TurnContext, side: Side, family: OperationFamily): boolean =>
  state.sides[side].answerUntilTurn[family] >= turn;

const start = (context: TurnContext, side: Side, { family, targetId, shots }: Aim): Operation => ({
  // Who suffers it is in the id, who does it is not.
  id: `${rivalOf(side)}/${context.label}/${family}/${targetId}`,
  family,
  actor: side,
  target: rivalOf(side),
  targetId,
  turn: context.turn,
  machine: operationChart.next(operationChart.initial, 'authorise'),
  shots,
  detected: false,
  felt: false,
  hits: 0,
  attributed: false,
  reciprocal: isReciprocal(context, side, family),
  investigations: 0,
});

/** A craft that waits is used: from now on it is an operation of this turn. */
const useCraft = (context: TurnContext, side: Side, targetId: string): Operation | undefined => {
  const operation = craftNear(context.state, side, targetId);
  if (operation === undefined) return undefined;
  const group = context.state.groups.find(({ id }) => id === targetId);
  operation.turn = context.turn;
  operation.shots =
    group?.architecture === 'platform' ? 1 : context.game.ruleset.counterspace.coOrbital.targetsPerCraft;
  operation.reciprocal = isReciprocal(context, side, 'coOrbital');
  return operation;
};

/** Means of an order whose target was gone: political capital comes back whole, money in part. */
const lapse = (context: TurnContext, { operation, cost }: Ordered): void => {
  const { game, state } = context;
  operation.machine = waits(operation)
    ? operationChart.next(operation.machine, 'loseTarget')
    : operationChart.next(operation.machine, 'execute', { targetInReach: false });
  const { lapseRefundFrac } = game.ruleset.counterspace;
  const own = state.sides[operation.actor];
  const fundsMusd = cost.fundsMusd * lapseRefundFrac;
  book(context, operation.actor, 'ordersMusd', fundsMusd);
  context.books[operation.actor].unstartedMusd += fundsMusd;
  own.politicalCapital += cost.politicalCapital;
  const findingId = note(context, () => ({
    subject: subject('operation', operation.id),
    question: 'operationLapsed',
    equationId: 'operationLapsed',
    inputs: [
      stateInput('costMusd', cost.fundsMusd, 'MUSD', `operations.${operation.id}`),
      ruleInput(game, 'lapseRefundFrac', 'counterspace.lapseRefundFrac'),
    ],
    result: { fundsMusd, politicalCapital: cost.politicalCapital },
    outcome: 'refunded',
    visibleTo: only(operation.actor),
  }));
  tell(context, {
    kind: 'operation.lapsed',
    subject: subject('operation', operation.id),
    side: operation.actor,
    values: {
      family: operation.family,
      targetId: operation.targetId,
      code: 'order/nothing-to-do',
      fundsMusd,
      politicalCapital: cost.politicalCapital,
    },
    findingIds: [findingId],
    visibleTo: only(operation.actor),
  });
};

/** Asked by a function, because `observeAndDefend` has moved the machine on since it was last looked at. */
const isFoiled = ({ machine }: Operation): boolean => machine === 'foiled';

const run = (context: TurnContext, ordered: Ordered): Effect | null => {
  const { operation } = ordered;
  const course = COURSES[operation.family];
  if (!course.inReach(context, operation)) {
    lapse(context, ordered);
    return null;
  }
  operation.machine = operationChart.next(operation.machine, 'execute', { targetInReach: true });
  const watched = observeAndDefend(context, operation);
  return isFoiled(operation) ? noEffect(operation, watched) : course.carryOut(context, operation, watched);
};

const apply = (context: TurnContext, { operation, felt, toActor, toTarget, findingIds, apply: take }: Effect): void => {
  take();
  operation.felt = operation.detected || felt;
  const { family, targetId, actor, target } = operation;
  const told = {
    kind: `operation.${operation.machine}`,
    subject: subject('operation', operation.id),
    findingIds,
    weight: 3,
  } as const;
  tell(context, { ...told, side: actor, values: { family, targetId, ...toActor }, visibleTo: only(actor) });
  if (!operation.felt) return;
  // Who did it is not told here: that is attribution's to say.
  tell(context, { ...told, side: null, values: { family, targetId, ...toTarget }, visibleTo: only(target) });
};

/** A craft whose target is gone has nothing to wait for, and nothing to give back. */
const keepWaiting = (context: TurnContext, operation: Operation): void => {
  if (COURSES[operation.family].inReach(context, operation)) return watchCraft(context, operation);
  lapse(context, { operation, cost: FREE });
};

/** Orders of a side in operations, new ones and craft that are used; each is paid for. */
const orderedBy = (context: TurnContext, side: Side): readonly Ordered[] => {
  const ordered: Ordered[] = [];
  for (const { order, cost } of context.orders[side]) {
    const aim = aimOf(order);
    const operation =
      aim !== null
        ? start(context, side, aim)
        : order.kind === 'attackCoOrbital'
          ? useCraft(context, side, order.targetId)
          : undefined;
    if (operation === undefined) continue;
    pay(context, side, cost);
    ordered.push({ operation, cost });
  }
  return ordered;
};

/** New craft set out; craft that wait and are not used may be seen, or find their target gone. */
const keepStation = (context: TurnContext, setOut: readonly Ordered[]): void => {
  for (const ordered of setOut) {
    const { operation } = ordered;
    if (!COURSES[operation.family].inReach(context, operation)) {
      lapse(context, ordered);
      continue;
    }
    operation.machine = operationChart.next(operation.machine, 'preposition');
    watchCraft(context, operation);
  }
  for (const operation of context.state.operations) if (waits(operation)) keepWaiting(context, operation);
};

const isSettingOut = ({ operation: { family, machine } }: Ordered): boolean =>
  family === 'coOrbital' && machine === 'authorised';

export const counterspacePhase = (context: TurnContext): void => {
  const { state, game } = context;
  startManoeuvres(context);
  // A crisis round takes days: nobody unlearns, and craft that wait are watched by the half-year.
  const isRound = context.stage === 'crisisRound';
  for (const side of SIDES) {
    for (const family of isRound ? [] : REVERSIBLE_FAMILIES)
      state.sides[side].adaptation[family] *= game.ruleset.counterspace.adaptationDecayFrac;
    withdrawCraft(context, side);
  }
  const ordered = SIDES.flatMap((side) => orderedBy(context, side));
  const setOut = ordered.filter(isSettingOut);
  const effects = ordered.filter((each) => !isSettingOut(each)).map((each) => run(context, each));
  for (const effect of effects) if (effect !== null) apply(context, effect);
  if (!isRound) keepStation(context, setOut);
  const known = state.operations.filter(({ machine }) => machine !== 'closed');
  const fresh = ordered.map(({ operation }) => operation).filter((operation) => !known.includes(operation));
  state.operations = [...known, ...fresh];
};
