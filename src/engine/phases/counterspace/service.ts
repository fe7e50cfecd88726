/** Jamming, dazzling and intrusion against what flies: a share of its service is gone until the turn is over. */
import { groupById, note, ruleInput, stateInput, subject, type TurnContext } from '../../context.ts';
import { jamRatioDb, outageFracOf } from '../../formulas.ts';
import { satelliteGroupChart, type SatelliteGroupState } from '../../machines/satelliteGroup.ts';
import { bySide } from '../../sides.ts';
import type { Operation, OrbitalGroup } from '../../state.ts';
import {
  adaptationOf,
  decideSuccess,
  type Effect,
  type FamilyCourse,
  interferes,
  learn,
  noEffect,
  targetFlies,
} from './course.ts';

type ServiceFamily = 'jam' | 'dazzle' | 'cyberSpace';

const both = (earlier: number, later: number): number => 1 - (1 - earlier) * (1 - later);

/** Whether the jammer is stronger than the link at the target's receivers. */
const noteJamming = (
  context: TurnContext,
  operation: Operation,
  group: OrbitalGroup,
  overcomes: boolean,
  targetReads: boolean,
): string => {
  const { game } = context;
  return note(context, () => ({
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
    result: { ratioDb: jamRatioDb(game, group.hardeningLevel) },
    outcome: overcomes ? 'overcomes' : 'fallsShort',
    visibleTo: bySide((side) => side === operation.target && targetReads),
  }));
};

const takeService = (
  context: TurnContext,
  operation: Operation,
  family: ServiceFamily,
  before: readonly string[],
): Effect => {
  const { game } = context;
  const group = groupById(context.state, operation.targetId);
  const { architecture, hardeningLevel } = group;
  const overcomes = family !== 'jam' || jamRatioDb(game, hardeningLevel) >= game.ruleset.counterspace.jam.marginDb;
  const success = decideSuccess(context, operation, group, overcomes);
  const works = success.yes && overcomes;
  const findingIds = [success.findingId, ...before];
  if (family === 'jam')
    findingIds.splice(1, 0, noteJamming(context, operation, group, overcomes, operation.detected || works));
  interferes(operation, works);
  if (!works) return noEffect(operation, findingIds);
  const outageFrac = outageFracOf(game, family, architecture, hardeningLevel, adaptationOf(context, operation, family));
  return {
    operation,
    felt: true,
    toActor: { hits: 0, outageFrac: outageFracOf(game, family, architecture, 0, 0), fragments: 0 },
    toTarget: { hits: 0, outageFrac, damageFrac: 0, fragments: 0 },
    findingIds,
    apply: () => {
      if (family === 'dazzle')
        context.blindedFrac.set(group.id, both(context.blindedFrac.get(group.id) ?? 0, outageFrac));
      else group.outageFrac = both(group.outageFrac, outageFrac);
      learn(context, operation, family);
      if (group.architecture !== 'platform')
        group.machine = satelliteGroupChart.next(group.machine as SatelliteGroupState, 'interfere', {
          interferenceOvercomesMargin: true,
        });
    },
  };
};

const course = (family: ServiceFamily): FamilyCourse => ({
  inReach: targetFlies,
  carryOut: (context, operation, before) => takeService(context, operation, family, before),
});

export const jam = course('jam');
export const dazzle = course('dazzle');
export const cyberSpace = course('cyberSpace');
