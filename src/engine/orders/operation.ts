/** What orders for operations share: how many a turn, their price, their targets, the odds of being seen and the price in tension. */
import { detectionByTime } from '../../physics/counterspace.ts';
import type { OperationFamily } from '../../ruleset/terms.ts';
import { isAgreementKept } from '../agreements.ts';
import { isDestructive, isSurprise, operationSuccessProb } from '../formulas.ts';
import type { RivalGroupView } from '../viewTypes.ts';
import { choice, type Domain, type PlanningDesk, reject } from './definition.ts';
import {
  type Cost,
  type OrderKind,
  type PreviewEffect,
  type Rejection,
  type RejectionCode,
  DESTRUCTIVE_KINDS,
  REVERSIBLE_KINDS,
} from './order.ts';

const OPERATIONS: readonly OrderKind[] = [...REVERSIBLE_KINDS, 'approach', ...DESTRUCTIVE_KINDS];

export const withinOperations = ({ game, draft }: PlanningDesk): Rejection | null => {
  const allowed = game.ruleset.counterspace.operationsPerTurn;
  const placed = draft.filter(({ kind }) => OPERATIONS.includes(kind)).length;
  return placed >= allowed ? reject('order/too-many-operations', 'kind', { allowed }) : null;
};

/** A standing claim to answer in kind costs no political capital. */
const mayAnswer = ({ view }: PlanningDesk, family: OperationFamily): boolean =>
  view.own.answerUntilTurn[family] >= view.turn;

/** What a standing warning of the other side adds, at home. */
const warningCost = ({ game, view }: PlanningDesk): number =>
  view.own.warnedUntilTurn >= view.turn ? game.ruleset.crisis.warningPoliticalCapital : 0;

/** Price of an order of a family; nothing of it political for an answer in kind, more of it out of the blue. */
export const priceOf = (desk: PlanningDesk, family: OperationFamily, { fundsMusd, politicalCapital }: Cost): Cost => ({
  fundsMusd,
  politicalCapital: mayAnswer(desk, family) ? 0 : politicalCapital + warningCost(desk),
});

export const operationCost = (desk: PlanningDesk, family: OperationFamily, extraMusd = 0): Cost => {
  const { costMusd, politicalCapital, surprisePoliticalCapital } = desk.game.ruleset.counterspace.families[family];
  const surprise = isSurprise(desk.game, family, desk.view.crisis) ? surprisePoliticalCapital : 0;
  return priceOf(desk, family, { fundsMusd: costMusd + extraMusd, politicalCapital: politicalCapital + surprise });
};

/** What every preview of an operation says: odds of being seen, and what it stirs and costs when it is laid to its author. */
export const operationEffects = (desk: PlanningDesk, family: OperationFamily): readonly PreviewEffect[] => {
  const { game, view } = desk;
  const rules = game.ruleset.counterspace.families[family];
  const { reciprocalTensionFactor, reciprocalStandingFactor } = game.ruleset.counterspace;
  const answers = mayAnswer(desk, family);
  const { prob } = detectionByTime.evaluate({ timeH: rules.watchTimeH, meanTimeH: rules.detectionMeanTimeH });
  const normLoss = isDestructive(family) && isAgreementKept(view.agreements, 'norm') ? rules.normStandingLoss : 0;
  const surpriseLoss = isSurprise(game, family, view.crisis) ? rules.surpriseStandingLoss : 0;
  const standingLoss = (rules.standingLoss + normLoss + surpriseLoss) * (answers ? reciprocalStandingFactor : 1);
  return [
    { name: 'detectionProb', unit: '1', value: prob },
    { name: 'tension', unit: 'points', value: rules.tension * (answers ? reciprocalTensionFactor : 1) },
    { name: 'standing', unit: 'points', value: 0 - standingLoss },
  ];
};

/** Chance of success between the ends of what the rival's defence and hardening may be: they are not known. */
export const successEffect = ({ game, view }: PlanningDesk, family: OperationFamily): PreviewEffect => {
  const own = view.own.tech.defence;
  const best = operationSuccessProb(game, family, own, 0, 0);
  const worst = operationSuccessProb(
    game,
    family,
    own,
    game.ruleset.research.maxLevel,
    game.ruleset.economy.maxHardeningLevel,
  );
  return { name: 'successProb', unit: '1', value: (best + worst) / 2, low: worst, high: best };
};

/** Rival groups as targets; `refusal` says why one that flies is none. */
export const groupTargets = (
  { view }: PlanningDesk,
  refusal: (group: RivalGroupView) => RejectionCode | null,
): Domain => {
  const reasonOf = (group: RivalGroupView): RejectionCode | null =>
    group.unitCount > 0 ? refusal(group) : 'order/nothing-to-do';
  const open: string[] = [];
  for (const group of view.rival.groups) if (reasonOf(group) === null) open.push(group.id);
  const refused = (): Record<string, RejectionCode> => {
    const reasons: Record<string, RejectionCode> = {};
    for (const group of view.rival.groups) {
      const reason = reasonOf(group);
      if (reason !== null) reasons[group.id] = reason;
    }
    return reasons;
  };
  return choice('targetId', 'rivalProgramme', open, refused);
};

export const rivalGroup = ({ view }: PlanningDesk, targetId: string): RivalGroupView | undefined =>
  view.rival.groups.find(({ id }) => id === targetId);
