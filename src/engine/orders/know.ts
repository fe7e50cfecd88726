/** Orders of knowledge beside surveillance: looking closely, finding out who did it, and being misjudged oneself. */
import { attributionPosterior } from '../../physics/counterspace.ts';
import { attributionRatios, inspectedSigma } from '../formulas.ts';
import { choice, FREE, type OrderDefinition, refusedBut } from './definition.ts';
import { groupTargets } from './operation.ts';
import { programmeChoice } from './programme.ts';

export const inspect: OrderDefinition<'inspect'> = {
  kind: 'inspect',
  group: 'know',
  fields: { targetId: 'text' },
  onceBy: 'targetId',
  form: (desk) => [groupTargets(desk, () => null)],
  cost: ({ game }) => ({ ...FREE, fundsMusd: game.ruleset.counterspace.inspect.costMusd }),
  preview: ({ game, view }) => {
    const { tension, exposureProb } = game.ruleset.counterspace.inspect;
    return {
      leadTurns: 0,
      effects: [
        { name: 'estimateSigma', unit: '1', value: inspectedSigma(game, view.own.tech.defence) },
        { name: 'exposureProb', unit: '1', value: exposureProb },
        { name: 'tension', unit: 'points', value: tension },
      ],
    };
  },
};

/** Only what was felt and stayed deniable can be looked into, and only while traces are fresh. */
export const investigate: OrderDefinition<'investigate'> = {
  kind: 'investigate',
  group: 'know',
  fields: { operationId: 'text' },
  onceBy: 'operationId',
  form: ({ game, view }) => {
    const since = view.turn - game.ruleset.counterspace.investigate.withinTurns;
    const open = view.sufferedOperations
      .filter(({ isDeniable, turn }) => isDeniable && turn >= since)
      .map(({ id }) => id);
    return [choice('operationId', 'operation', open, refusedBut(view.sufferedOperations, open))];
  },
  cost: ({ game }) => ({ ...FREE, fundsMusd: game.ruleset.counterspace.investigate.costMusd }),
  preview: ({ game, view }, { operationId }) => {
    const operation = view.sufferedOperations.find(({ id }) => id === operationId);
    const rules = game.ruleset.counterspace.families[operation?.family ?? 'jam'];
    const { posteriorProb } = attributionPosterior.evaluate({
      priorProb: rules.attributionPriorProb,
      likelihoodRatios: attributionRatios(game, rules, view.own.tech.defence, (operation?.investigations ?? 0) + 1),
    });
    const prob = posteriorProb >= rules.attributionThresholdProb ? posteriorProb : 0;
    return {
      leadTurns: 0,
      effects: [
        { name: 'posteriorProb', unit: '1', value: posteriorProb },
        { name: 'attributionProb', unit: '1', value: prob },
      ],
    };
  },
};

export const deceive: OrderDefinition<'deceive'> = {
  kind: 'deceive',
  group: 'know',
  fields: { programmeId: 'text' },
  onceBy: 'programmeId',
  form: (desk) => [programmeChoice(desk, ({ cohorts }) => cohorts.length > 0)],
  cost: ({ game }) => ({ ...FREE, fundsMusd: game.ruleset.counterspace.deceive.costMusd }),
  preview: ({ game }) => {
    const { errorFactor, biasFactor, standingLoss } = game.ruleset.counterspace.deceive;
    return {
      leadTurns: 0,
      effects: [
        { name: 'estimateErrorFactor', unit: '1', value: errorFactor },
        { name: 'biasFactor', unit: '1', value: biasFactor },
        // Only an inspection satellite nearby tells decoys from satellites.
        { name: 'standing', unit: 'points', value: 0, low: 0 - standingLoss, high: 0 },
      ],
    };
  },
};
