/**
 * A nuclear detonation in low orbit, as history knows it: whatever is in line of sight suffers at once,
 * and a belt of radiation stays through which everything in low orbit passes, whoever owns it.
 */
import { inGrains } from '../../../units/grains.ts';
import {
  note,
  rivalReads,
  ruleInput,
  stateInput,
  subject,
  sum,
  tell,
  type TurnContext,
  unitCountOf,
} from '../../context.ts';
import { atLeastOne } from '../../../physics/probability.ts';
import { binomialAtDraw } from '../../dice.ts';
import { beltLossProb } from '../../formulas.ts';
import { operationChart } from '../../machines/operation.ts';
import { BOTH, only } from '../../sides.ts';
import type { Operation, OrbitalGroup } from '../../state.ts';
import { pow } from '../../../units/math.ts';
import { decideSuccess, type Effect, type FamilyCourse, noEffect } from './course.ts';
import { hitPlatform, loseUnits } from './losses.ts';

/** A dose rate below this many rad a day does nothing to anybody. */
const NEGLIGIBLE_RAD_PER_DAY = 0.1;

/** Units of a group lost at a draw; a platform loses a share of its modules. */
const take = (context: TurnContext, group: OrbitalGroup, lost: number): void => {
  if (lost === 0) return;
  if (group.architecture === 'platform') hitPlatform(context, group, lost / unitCountOf(group));
  else loseUnits(group, lost);
};

const lostAtDraw = (group: OrbitalGroup, prob: number, draw: number): number =>
  binomialAtDraw(unitCountOf(group), prob, 1 - draw);

const detonate = (context: TurnContext, operation: Operation, before: readonly string[]): Effect => {
  const { game, state, dice } = context;
  const { beltRadPerDay, promptLossFrac } = game.ruleset.counterspace.nuclear;
  const success = decideSuccess(context, operation, null);
  operation.machine = operationChart.next(operation.machine, 'takeEffect', {
    effectDestroys: success.yes,
    effectDamages: false,
    effectInterferes: false,
  });
  if (!success.yes) return noEffect(operation, [success.findingId, ...before]);
  const struck = state.groups.filter((group) => group.shellId === operation.targetId && unitCountOf(group) > 0);
  const losses = struck.map((group) => {
    const stream = `operation/${operation.id}/prompt/${group.id}`;
    const draw = dice.draw(stream);
    const lost = lostAtDraw(group, promptLossFrac, draw);
    const findingId = note(context, () => ({
      subject: subject('group', group.id),
      question: 'promptLoss',
      equationId: 'promptLoss',
      inputs: [
        ruleInput(game, 'promptLossFrac', 'counterspace.nuclear.promptLossFrac'),
        stateInput('unitCount', unitCountOf(group), 'units', `groups.${group.id}.cohorts`),
      ],
      result: { anyProb: atLeastOne(promptLossFrac, unitCountOf(group)), lost },
      prob: atLeastOne(promptLossFrac, unitCountOf(group)),
      stream,
      draw,
      outcome: lost > 0 ? 'lost' : 'noneLost',
    }));
    return { group, lost, findingId };
  });
  operation.hits = sum(losses, ({ lost }) => lost);
  const seen = { hits: operation.hits, outageFrac: 0, fragments: 0 };
  return {
    operation,
    felt: true,
    toActor: seen,
    toTarget: { ...seen, damageFrac: 0 },
    findingIds: [success.findingId, ...losses.map(({ findingId }) => findingId), ...before],
    apply: () => {
      for (const { group, lost } of losses) take(context, group, lost);
      state.beltRadPerDay += inGrains(beltRadPerDay);
    },
  };
};

export const nuclear: FamilyCourse = { inReach: () => true, carryOut: detonate };

const irradiate = (context: TurnContext, group: OrbitalGroup): void => {
  const { game, state, dice } = context;
  const { beltRadPerDay } = state;
  const unitCount = unitCountOf(group);
  const prob = beltLossProb(game, beltRadPerDay, group.hardeningLevel);
  const stream = `environment/belt/${group.id}`;
  const draw = dice.draw(stream);
  const lost = lostAtDraw(group, prob, draw);
  const isPlatform = group.architecture === 'platform';
  const visibleTo = isPlatform ? only(group.owner) : BOTH;
  const findingId = note(context, () => ({
    subject: subject('group', group.id),
    question: 'beltLoss',
    equationId: 'beltLoss',
    inputs: [
      stateInput('beltRadPerDay', beltRadPerDay, 'rad/d', 'beltRadPerDay'),
      ruleInput(game, 'toleranceRad', 'counterspace.nuclear.toleranceRad'),
      ruleInput(game, 'toleranceFracPerHardening', 'counterspace.nuclear.toleranceFracPerHardening'),
      stateInput('hardeningLevel', group.hardeningLevel, 'level', `groups.${group.id}.hardeningLevel`),
      stateInput('unitCount', unitCount, 'units', `groups.${group.id}.cohorts`),
    ],
    result: { lossProb: prob, anyProb: atLeastOne(prob, unitCount), lost },
    prob: atLeastOne(prob, unitCount),
    stream,
    draw,
    outcome: lost > 0 ? 'lost' : 'noneLost',
    visibleTo: lost > 0 ? visibleTo : only(group.owner),
    // What is gone is missed by everybody; what it could stand is its owner's to know.
    parts: rivalReads(group.owner, ['beltRadPerDay', 'toleranceRad', 'toleranceFracPerHardening'], ['lost']),
  }));
  if (lost === 0) return;
  take(context, group, lost);
  tell(context, {
    kind: 'group.beltLoss',
    subject: subject('group', group.id),
    side: group.owner,
    values: { lost },
    findingIds: [findingId],
    visibleTo,
    weight: 3,
  });
};

/** What the belt does in a turn: to both sides' units, to third parties and their market, and how it fades. */
export const passThroughBelt = (context: TurnContext): void => {
  const { game, state } = context;
  if (state.beltRadPerDay === 0) return;
  const { marketLossFrac, beltHalfLifeTurns } = game.ruleset.counterspace.nuclear;
  for (const group of state.groups) if (unitCountOf(group) > 0) irradiate(context, group);
  const before = state.beltRadPerDay;
  const thirdPartyLossFrac = beltLossProb(game, before, 0);
  const marketFactor = 1 - marketLossFrac * thirdPartyLossFrac;
  state.marketFactor *= marketFactor;
  const after = before * pow(1 / 2, 1 / beltHalfLifeTurns);
  state.beltRadPerDay = after < NEGLIGIBLE_RAD_PER_DAY ? 0 : inGrains(after);
  const findingId = note(context, () => ({
    subject: subject('world', 'belt'),
    question: 'beltFades',
    equationId: 'beltFades',
    inputs: [
      stateInput('radPerDayBefore', before, 'rad/d', 'beltRadPerDay'),
      ruleInput(game, 'beltHalfLifeTurns', 'counterspace.nuclear.beltHalfLifeTurns'),
      ruleInput(game, 'toleranceRad', 'counterspace.nuclear.toleranceRad'),
      ruleInput(game, 'marketLossFrac', 'counterspace.nuclear.marketLossFrac'),
    ],
    result: { beltRadPerDay: state.beltRadPerDay, thirdPartyLossFrac, marketFactor },
    outcome: 'computed',
  }));
  tell(context, {
    kind: 'belt.passed',
    subject: subject('world', 'belt'),
    side: null,
    values: { thirdPartyLossFrac, beltRadPerDay: state.beltRadPerDay },
    findingIds: [findingId],
    weight: 3,
  });
};
