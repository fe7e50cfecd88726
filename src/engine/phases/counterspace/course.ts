/** What the families of operations have in common: being seen, being stopped, succeeding, and what each side reads of it. */
import { detectionByTime } from '../../../physics/counterspace.ts';
import type { BySide, OperationFamily, ReversibleFamily } from '../../../ruleset/terms.ts';
import { decide, type Decision, ruleInput, stateInput, subject, type TurnContext, unitCountOf } from '../../context.ts';
import type { Finding, FindingInput } from '../../findings.ts';
import { operationSuccessProb } from '../../formulas.ts';
import { operationChart } from '../../machines/operation.ts';
import { bySide } from '../../sides.ts';
import type { Operation, OrbitalGroup } from '../../state.ts';

/** What an operation came to: decided on the state before any of the turn's, applied after all are decided. */
export interface Effect {
  readonly operation: Operation;
  /** Whether its target notices something of it, seen or not. */
  readonly felt: boolean;
  /** What its author sees of the effect: not what the target has against it. */
  readonly toActor: EffectValues;
  readonly toTarget: EffectValues;
  /** First the finding that its card opens. */
  readonly findingIds: readonly string[];
  readonly apply: () => void;
}
interface EffectValues {
  readonly hits: number;
  readonly outageFrac: number;
  readonly damageFrac?: number;
  readonly fragments: number;
}

/** How a family's operations go about their target. */
export interface FamilyCourse {
  /** Whether the target is still there to be worked on. */
  readonly inReach: (context: TurnContext, operation: Operation) => boolean;
  readonly carryOut: (context: TurnContext, operation: Operation, before: readonly string[]) => Effect;
}

/** Whether anything of the group that is the target flies. */
export const targetFlies: FamilyCourse['inReach'] = ({ state }, { targetId }) =>
  state.groups.some((group) => group.id === targetId && unitCountOf(group) > 0);

const NOTHING: EffectValues = { hits: 0, outageFrac: 0, fragments: 0 };

export const noEffect = (operation: Operation, findingIds: readonly string[]): Effect => ({
  operation,
  felt: false,
  toActor: NOTHING,
  toTarget: { ...NOTHING, damageFrac: 0 },
  findingIds,
  apply: () => {},
});

/** Findings about an operation are its author's, and its target's where the target has noticed it. */
export const readers = ({ actor }: Operation, targetSees: boolean): BySide<boolean> =>
  bySide((side) => side === actor || targetSees);

export const familyPath = (family: OperationFamily): string => `counterspace.families.${family}`;

const detect = (context: TurnContext, operation: Operation): Decision => {
  const { game } = context;
  const rules = game.ruleset.counterspace.families[operation.family];
  const path = familyPath(operation.family);
  const { prob } = detectionByTime.evaluate({ timeH: rules.watchTimeH, meanTimeH: rules.detectionMeanTimeH });
  return decide(context, `operation/${operation.id}/detect`, prob, ['detected', 'undetected'], (yes) => ({
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
};

/** Seen in time, and stopped? Both are dice; what is not seen cannot be stopped, and what waits in the open is seen. */
export const observeAndDefend = (context: TurnContext, operation: Operation): readonly string[] => {
  const { game, state } = context;
  const rules = game.ruleset.counterspace.families[operation.family];
  const path = familyPath(operation.family);
  const findingIds: string[] = [];
  if (!operation.detected) {
    const detection = detect(context, operation);
    operation.detected = detection.yes;
    findingIds.push(detection.findingId);
  }
  operation.machine = operationChart.next(operation.machine, 'observe', { surveillanceDetects: operation.detected });
  if (!operation.detected) return findingIds;
  const targetDefence = state.sides[operation.target].tech.defence;
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
  return [defence.findingId, ...findingIds];
};

/** Chance that an operation does what it should to its target: a group with its hardening, or something on the ground. */
export const successProbOf = (
  { game, state }: TurnContext,
  { family, actor, target }: Operation,
  group: OrbitalGroup | null,
): number =>
  operationSuccessProb(
    game,
    family,
    state.sides[actor].tech.defence,
    state.sides[target].tech.defence,
    group?.hardeningLevel ?? 0,
  );

export const successInputs = (
  { game, state }: TurnContext,
  { family, actor, target }: Operation,
  group: OrbitalGroup | null,
): readonly FindingInput[] => {
  const path = familyPath(family);
  return [
    ruleInput(game, 'successBaseProb', `${path}.successBaseProb`),
    ruleInput(game, 'successPerDefenceGapLevel', `${path}.successPerDefenceGapLevel`),
    ruleInput(game, 'successLossPerHardening', `${path}.successLossPerHardening`),
    stateInput('actorDefenceLevel', state.sides[actor].tech.defence, 'level', `sides.${actor}.tech.defence`),
    stateInput('targetDefenceLevel', state.sides[target].tech.defence, 'level', `sides.${target}.tech.defence`),
    ...(group === null
      ? []
      : [stateInput('hardeningLevel', group.hardeningLevel, 'level', `groups.${group.id}.hardeningLevel`)]),
  ];
};

const SUCCESS_RULES = ['successBaseProb', 'successPerDefenceGapLevel', 'successLossPerHardening'];

/** Each side reads its own part of what decided an operation: the chance would tell it the other's. */
export const successParts = ({ actor, target }: Operation): NonNullable<Finding['parts']> => ({
  [actor]: { inputs: [...SUCCESS_RULES, 'actorDefenceLevel', 'shots'], result: [], dice: false },
  [target]: {
    inputs: [...SUCCESS_RULES, 'targetDefenceLevel', 'hardeningLevel', 'evadedFrac', 'shots'],
    result: [],
    dice: false,
  },
});

/** The die of an operation that either works or does not; `overcomes`: whether anything could come of it at all. */
export const decideSuccess = (
  context: TurnContext,
  operation: Operation,
  group: OrbitalGroup | null,
  overcomes = true,
): Decision => {
  const prob = successProbOf(context, operation, group);
  return decide(context, `operation/${operation.id}/effect`, prob, ['succeeded', 'failed'], (yes) => ({
    subject: subject('operation', operation.id),
    question: 'operationSucceeds',
    equationId: 'operationSucceeds',
    inputs: successInputs(context, operation, group),
    result: { prob },
    visibleTo: readers(operation, operation.detected || (yes && overcomes)),
    parts: successParts(operation),
  }));
};

/** A reversible act takes effect, or does not. */
export const interferes = (operation: Operation, works: boolean): void => {
  operation.machine = operationChart.next(operation.machine, 'takeEffect', {
    effectDestroys: false,
    effectDamages: false,
    effectInterferes: works,
  });
};

/** How well the target's operators have learnt to live with a family. */
export const adaptationOf = ({ state }: TurnContext, { target }: Operation, family: ReversibleFamily): number =>
  state.sides[target].adaptation[family];

/** They have met it once more. */
export const learn = ({ state }: TurnContext, { target }: Operation, family: ReversibleFamily): void => {
  state.sides[target].adaptation[family] += 1;
};
