import { describe, expect, expectTypeOf, test } from 'vitest';
import { type AnyChart, type CrisisState, charts } from '../../src/engine/machines/index.ts';
import type { CrisisRung } from '../../src/ruleset/schema.ts';

/** Follows a chart from its start. A chapter is `event`, `event +guard -guard`: + holds, - does not; others unasked. */
function follow(chart: AnyChart, chapters: readonly string[]): string[] {
  let state = chart.initial;
  return chapters.map((chapter) => {
    const [event = '', ...marks] = chapter.split(' ');
    const outcomes = Object.fromEntries(marks.map((mark) => [mark.slice(1), mark.startsWith('+')]));
    state = chart.next(state, event, outcomes);
    return state;
  });
}

/** A story is a list of [chapter, state after it]. */
function expectStory(chart: AnyChart, story: readonly (readonly [chapter: string, state: string])[]): void {
  expect(
    follow(
      chart,
      story.map(([chapter]) => chapter),
    ),
  ).toEqual(story.map(([, state]) => state));
}

describe('launch', () => {
  test('a campaign that loses some flights still delivers', () => {
    expectStory(charts.launchCampaign, [
      ['ready -vehicleAvailable', 'booked'],
      ['ready +vehicleAvailable', 'readied'],
      ['fly', 'flown'],
      ['report +someFlightSucceeded', 'delivered'],
    ]);
  });

  test('a failed campaign of a young line stands down with it', () => {
    expectStory(charts.launchCampaign, [
      ['ready +vehicleAvailable', 'readied'],
      ['fly', 'flown'],
      ['report -someFlightSucceeded', 'failed'],
      ['investigate +lineIsYoung', 'stoodDown'],
    ]);
  });

  test('a mature line flies on after a failure, a young one is grounded', () => {
    expectStory(charts.launchLine, [
      ['flightFailed +lineIsYoung', 'inDevelopment'],
      ['attempt -firstFlightSucceeds', 'inDevelopment'],
      ['attempt +firstFlightSucceeds', 'operational'],
      ['flightFailed -lineIsYoung', 'operational'],
      ['flightFailed +lineIsYoung', 'grounded'],
      ['investigate -investigationOver', 'grounded'],
      ['investigate +investigationOver', 'operational'],
    ]);
  });
});

describe('orbit', () => {
  test('interference ends with the turn, losses do not', () => {
    expectStory(charts.satelliteGroup, [
      ['launch', 'commissioning'],
      ['checkOut', 'nominal'],
      ['interfere -interferenceOvercomesMargin', 'nominal'],
      ['interfere +interferenceOvercomesMargin', 'interfered'],
      ['endTurn', 'nominal'],
      ['interfere +interferenceOvercomesMargin', 'interfered'],
      ['lose -noneLeft +belowDegradedThreshold', 'degraded'],
      ['endTurn', 'degraded'],
      ['interfere +interferenceOvercomesMargin', 'degraded'],
      ['reinforce', 'recovering'],
      ['recover -restoredAboveThreshold', 'degraded'],
      ['reinforce', 'recovering'],
      ['recover +restoredAboveThreshold', 'nominal'],
    ]);
  });

  test('a group without satellites can be flown anew, or closed', () => {
    expectStory(charts.satelliteGroup, [
      ['launch', 'commissioning'],
      ['lose +noneLeft', 'exhausted'],
      ['reinforce', 'commissioning'],
      ['checkOut', 'nominal'],
      ['dispose', 'disposed'],
      ['reinforce', 'disposed'],
    ]);
  });

  test('a platform keeps working while modules arrive, and is debris when hit too hard', () => {
    expectStory(charts.platform, [
      ['launch', 'assembling'],
      ['assemble -assemblySucceeds', 'assembling'],
      ['assemble +assemblySucceeds', 'operating'],
      ['launch', 'operating'],
      ['balance +heatOrPowerLimited', 'curtailed'],
      ['balance -heatOrPowerLimited', 'operating'],
      ['hit -belowSurvivalHealth', 'damaged'],
      ['repair -healthRestored', 'repairing'],
      ['hit -belowSurvivalHealth', 'damaged'],
      ['repair +healthRestored', 'operating'],
      ['hit +belowSurvivalHealth', 'lost'],
      ['repair +healthRestored', 'lost'],
    ]);
  });
});

describe('operation', () => {
  const underWay = [
    ['authorise', 'authorised'],
    ['execute +targetInReach', 'executing'],
  ] as const;

  test('the worst effect counts, and evidence may come late', () => {
    expectStory(charts.operation, [
      ...underWay,
      ['observe -surveillanceDetects', 'undetected'],
      ['takeEffect -effectDestroys +effectDamages +effectInterferes', 'damagedTarget'],
      ['investigate', 'attributionPending'],
      ['attribute -attributionConvinces', 'deniable'],
      ['reveal -evidencePublished', 'deniable'],
      ['reveal +evidencePublished', 'attributed'],
      ['answer +postureAnswers', 'answered'],
      ['close', 'closed'],
    ]);
  });

  test('a craft waits beside its target until it is used, withdrawn or left without one', () => {
    const near = [
      ['authorise', 'authorised'],
      ['preposition', 'prepositioning'],
      ['watch -surveillanceDetects', 'ready'],
      ['watch -surveillanceDetects', 'ready'],
    ] as const;
    expectStory(charts.operation, [...near, ['withdraw', 'closed']]);
    expectStory(charts.operation, [...near, ['execute', 'executing'], ['observe -surveillanceDetects', 'undetected']]);
    expectStory(charts.operation, [
      ...near,
      ['watch +surveillanceDetects', 'exposed'],
      ['watch -surveillanceDetects', 'exposed'],
      ['loseTarget', 'lapsed'],
      ['close', 'closed'],
    ]);
  });

  test('a foiled operation has no effect, but may still be attributed', () => {
    expectStory(charts.operation, [
      ...underWay,
      ['observe +surveillanceDetects', 'detected'],
      ['defend +defenceHolds', 'foiled'],
      ['takeEffect +effectDestroys', 'foiled'],
      ['investigate', 'attributionPending'],
      ['attribute +attributionConvinces', 'attributed'],
      ['answer -postureAnswers', 'lapsed'],
      ['close', 'closed'],
    ]);
  });

  test('out of reach nothing happens', () => {
    expectStory(charts.operation, [
      ['authorise', 'authorised'],
      ['execute -targetInReach', 'lapsed'],
      ['takeEffect +effectDestroys', 'lapsed'],
      ['close', 'closed'],
    ]);
  });
});

describe('ground', () => {
  test('a warm centre takes over, is shed with its region, and goes back to its tier', () => {
    expectStory(charts.groundCentre, [
      ['complete -isPrimary -isHot +isWarm', 'warmStandby'],
      ['takeOver -startSucceeds', 'warmStandby'],
      ['takeOver +startSucceeds', 'takingOver'],
      ['carry -withinCapacity', 'overloaded'],
      ['curtail +regionSheds', 'overloaded'],
      ['standDown -isHot +isWarm', 'warmStandby'],
      ['curtail +regionSheds', 'shed'],
      ['carry +withinCapacity', 'shed'],
      ['restorePower -regionSupplied', 'shed'],
      ['restorePower +regionSupplied', 'restored'],
      ['settle -isPrimary -isHot', 'warmStandby'],
      ['changeTier -isHot', 'coldStandby'],
      ['curtail +regionSheds', 'coldStandby'],
    ]);
  });

  test('a region restores service before anything else', () => {
    const noShortage = '-shortAfterAllSteps -shortAfterBackupGenerators -shortAfterLoadManagement -shortOfReserve';
    expectStory(charts.gridRegion, [
      [`peak ${noShortage} +reserveBelowRequirement`, 'alert'],
      ['peak -shortAfterAllSteps +shortAfterBackupGenerators', 'voltageReduction'],
      ['peak +shortAfterAllSteps', 'rotatingOutages'],
      [`peak ${noShortage} -reserveBelowRequirement`, 'restoration'],
      [`peak ${noShortage} -reserveBelowRequirement`, 'normal'],
    ]);
  });

  test('an embargo is stated whatever the stock', () => {
    expectStory(charts.minerals, [
      ['assess -embargoInForce -fillBelowRationing +fillBelowComfort', 'tight'],
      ['assess -embargoInForce +fillBelowRationing', 'rationed'],
      ['assess +embargoInForce -fillBelowRationing -fillBelowComfort', 'embargoed'],
      ['assess -embargoInForce -fillBelowRationing -fillBelowComfort', 'supplied'],
    ]);
  });
});

describe('peace', () => {
  test('the ladder has the rungs of the rules', () => {
    expectTypeOf<CrisisState>().toEqualTypeOf<CrisisRung>();
  });

  test('a rung holds between its floor and the next threshold', () => {
    expectStory(charts.crisis, [
      ['tension +aboveNextThreshold', 'friction'],
      ['tension -aboveNextThreshold -belowOwnFloor', 'friction'],
      ['tension +aboveNextThreshold', 'confrontation'],
      ['miscalculate +unwantedWar', 'confrontation'],
      ['tension -aboveNextThreshold +belowOwnFloor', 'friction'],
      ['tension -aboveNextThreshold +belowOwnFloor', 'calm'],
    ]);
  });

  test('war comes over the last threshold, or unwanted from the two rungs below it', () => {
    const climb = ['friction', 'confrontation', 'crisis', 'clash'].map(
      (rung) => ['tension +aboveNextThreshold', rung] as const,
    );
    expectStory(charts.crisis, [...climb, ['tension +aboveNextThreshold', 'war']]);
    expectStory(charts.crisis, [
      ...climb,
      ['miscalculate -unwantedWar', 'clash'],
      ['miscalculate +unwantedWar', 'war'],
    ]);
    expectStory(charts.crisis, [...climb.slice(0, 3), ['miscalculate +unwantedWar', 'crisis']]);
  });

  test('a decisive lead is reached over a lead, debris stalls either, and both are the end', () => {
    expectStory(charts.race, [
      ['assess -debrisStalls +decisiveLeadHeld +leadHeld', 'lead'],
      ['assess -debrisStalls +decisiveLeadHeld', 'decisive'],
      ['assess +debrisStalls', 'decisive'],
      ['end', 'ended'],
    ]);
    expectStory(charts.race, [
      ['assess +debrisStalls', 'stalled'],
      ['assess -debrisStalls -leadHeld', 'stalled'],
      ['end', 'ended'],
    ]);
  });

  test('suspicion strains an agreement, attribution breaks it, withdrawal does not', () => {
    const strained = [
      ['accept -bothOffer', 'offered'],
      ['accept +bothOffer', 'inForce'],
      ['review -breachAttributed +breachSuspected', 'strained'],
    ] as const;
    expectStory(charts.agreement, [
      ...strained,
      ['review -breachAttributed +breachSuspected +trustRestored', 'strained'],
      ['review -breachAttributed -breachSuspected +trustRestored', 'inForce'],
      ['review +breachAttributed', 'broken'],
    ]);
    expectStory(charts.agreement, [...strained, ['withdraw', 'lapsed']]);
    expectStory(charts.agreement, [...strained, ['lapse -termOver', 'strained'], ['lapse +termOver', 'lapsed']]);
  });
});
