/**
 * Craft that come near a target and wait there. It looks like inspection, which is lawful and routine:
 * being seen raises a little tension and puts the target on its guard. Used, it is an operation like others.
 */
import {
  addTension,
  decide,
  note,
  ordersOf,
  pay,
  ruleInput,
  stateInput,
  subject,
  tell,
  type TurnContext,
} from '../../context.ts';
import { exposureProb } from '../../formulas.ts';
import { operationChart } from '../../machines/operation.ts';
import { only } from '../../sides.ts';
import type { GameState, Operation } from '../../state.ts';
import type { Side } from '../../../ruleset/terms.ts';
import { readers } from './course.ts';

export const waits = ({ machine }: Pick<Operation, 'machine'>): boolean => machine === 'ready' || machine === 'exposed';

/** The craft of a side that waits beside a group, where there is one. */
export const craftNear = (state: GameState, side: Side, groupId: string): Operation | undefined =>
  state.operations.find((operation) => operation.actor === side && operation.targetId === groupId && waits(operation));

/** Whether a craft under way or waiting is seen this turn. */
export const watchCraft = (context: TurnContext, operation: Operation): void => {
  const { game, state } = context;
  if (operation.machine === 'exposed') return;
  const was = operation.machine;
  const targetDefence = state.sides[operation.target].tech.defence;
  const inspects = state.sides[operation.target].inspecting.length > 0;
  const prob = exposureProb(game, targetDefence, inspects);
  const seen = decide(context, `operation/${operation.id}/expose`, prob, ['exposed', 'unseen'], (yes) => ({
    subject: subject('operation', operation.id),
    question: 'craftExposed',
    equationId: 'craftExposed',
    inputs: [
      ruleInput(game, 'exposureProb', 'counterspace.coOrbital.exposureProb'),
      ruleInput(game, 'exposureProbPerDefenceLevel', 'counterspace.coOrbital.exposureProbPerDefenceLevel'),
      stateInput('targetDefenceLevel', targetDefence, 'level', `sides.${operation.target}.tech.defence`),
      ...(inspects ? [ruleInput(game, 'inspectExposureProb', 'counterspace.inspect.exposureProb')] : []),
      ruleInput(game, 'exposureTension', 'counterspace.coOrbital.exposureTension'),
    ],
    result: { prob },
    visibleTo: readers(operation, yes),
    parts: {
      [operation.actor]: {
        inputs: ['exposureProb', 'exposureProbPerDefenceLevel', 'exposureTension'],
        result: [],
        dice: false,
      },
    },
  }));
  operation.machine = operationChart.next(operation.machine, 'watch', { surveillanceDetects: seen.yes });
  if (seen.yes) {
    operation.detected = true;
    operation.felt = true;
    addTension(context, game.ruleset.counterspace.coOrbital.exposureTension);
  }
  if (operation.machine !== was) tellCraft(context, operation, [seen.findingId]);
};

/** Where a craft stands is told to its author, and to its target once it has been seen. */
const tellCraft = (context: TurnContext, operation: Operation, findingIds: readonly string[]): void => {
  const { id, machine, family, targetId, actor, target, felt } = operation;
  const told = {
    kind: `operation.${machine}`,
    subject: subject('operation', id),
    values: { family, targetId },
    findingIds,
  } as const;
  tell(context, { ...told, side: actor, visibleTo: only(actor) });
  if (felt) tell(context, { ...told, side: null, visibleTo: only(target) });
};

export const withdrawCraft = (context: TurnContext, side: Side): void => {
  for (const { order, cost } of ordersOf(context, side, 'withdrawApproach')) {
    pay(context, side, cost);
    const operation = craftNear(context.state, side, order.targetId);
    if (operation === undefined) continue;
    operation.machine = operationChart.next(operation.machine, 'withdraw');
    const findingId = note(context, () => ({
      subject: subject('operation', operation.id),
      question: 'craftWithdrawn',
      equationId: 'craftWithdrawn',
      inputs: [stateInput('exposed', operation.detected, '', `operations.${operation.id}.detected`)],
      result: {},
      outcome: 'withdrawn',
      visibleTo: readers(operation, operation.detected),
    }));
    tellCraft(context, operation, [findingId]);
  }
};
