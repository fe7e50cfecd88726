/** Phase 7: storms, ageing, collisions with debris, decay of what was broken, shells that close. */
import { breakupFragments, hitProbability } from '../../physics/debris.ts';
import { atLeastOne } from '../../physics/probability.ts';
import { yearOfTurn, YEARS_PER_TURN } from '../calendar.ts';
import {
  clamp,
  decide,
  designInput,
  note,
  rivalReads,
  ruleInput,
  stateInput,
  subject,
  sum,
  tell,
  type TurnContext,
  unitCountOf,
} from '../context.ts';
import { binomialAtDraw } from '../dice.ts';
import { serviceShare } from '../formulas.ts';
import { platformChart, type PlatformState } from '../machines/platform.ts';
import { satelliteGroupChart, type SatelliteGroupState } from '../machines/satelliteGroup.ts';
import { BOTH, only, rivalOf } from '../sides.ts';
import type { DebrisBand, OrbitalGroup } from '../state.ts';
import { bandAt, bandDensityPerKm3, fragmentCountOf, stepBands } from '../debris.ts';
import { addFragments, hitPlatform, losePlatform, loseUnits } from './counterspace/losses.ts';
import { passThroughBelt } from './counterspace/nuclear.ts';
import { settleProgrammes } from './programmes.ts';

const bandOf = ({ game, state }: TurnContext, shellId: string): DebrisBand | undefined =>
  bandAt(state.bands, game.shell(shellId).altitudeKm);

const storm = (context: TurnContext): void => {
  const { game, state, turn } = context;
  const env = game.ruleset.environment;
  const year = yearOfTurn(game.scenario, turn);
  const isMaximum = year >= env.stormSolarMaximumFromYear;
  const prob = clamp(env.stormProbPerTurn * (isMaximum ? env.stormSolarMaximumFactor : 1), 0, 1);
  const happens = decide(context, 'environment/storm', prob, ['struck', 'quiet'], () => ({
    subject: subject('world', 'sun'),
    question: 'solarStorm',
    equationId: 'solarStorm',
    inputs: [
      ruleInput(game, 'stormProbPerTurn', 'environment.stormProbPerTurn'),
      ruleInput(game, 'stormSolarMaximumFactor', 'environment.stormSolarMaximumFactor'),
      ruleInput(game, 'stormSolarMaximumFromYear', 'environment.stormSolarMaximumFromYear'),
      stateInput('year', year, 'yr', 'turn'),
    ],
    result: { prob },
  }));
  if (!happens.yes) return;
  for (const group of state.groups) {
    const outage = clamp(env.stormOutageFrac - env.stormOutageFracPerHardening * group.hardeningLevel, 0, 1);
    group.outageFrac = 1 - (1 - group.outageFrac) * (1 - outage);
    if (game.shell(group.shellId).altitudeKm < env.stormDragBelowKm && group.architecture !== 'platform')
      loseUnits(group, Math.floor(unitCountOf(group) * env.stormDragLossFrac));
  }
  tell(context, {
    kind: 'storm.struck',
    subject: subject('world', 'sun'),
    side: null,
    values: { outageFrac: env.stormOutageFrac },
    findingIds: [happens.findingId],
    weight: 3,
  });
};

/** Units lost of so many at a draw: none when the draw is not below the chance that any is. */
const lossesAtDraw = (unitCount: number, prob: number, draw: number): number =>
  binomialAtDraw(unitCount, prob, 1 - draw);

/** Retires what is past its life, and fails what ageing takes: one draw a cohort. */
const age = (context: TurnContext, group: OrbitalGroup): void => {
  const { game, dice, turn } = context;
  for (const cohort of group.cohorts) {
    const lifeYears = game.lifeYears(cohort.designId, group.shellId);
    const ageYears = Math.max(0, (turn - cohort.turnFlown) * YEARS_PER_TURN);
    if (ageYears >= lifeYears) {
      const retiredId = note(context, () => ({
        subject: subject('group', group.id),
        question: 'retirement',
        equationId: 'retirement',
        inputs: [
          stateInput('ageYears', ageYears, 'yr', `groups.${group.id}.cohorts`),
          stateInput('lifeYears', lifeYears, 'yr', `groups.${group.id}.cohorts.designId`),
          designInput(game, 'designLifeYears', cohort.designId, 'lifeYears'),
          ruleInput(game, 'doseLifeRad', 'economy.unitDesign.doseLifeRad'),
          stateInput('unitCount', cohort.unitCount, 'units', `groups.${group.id}.cohorts`),
        ],
        result: { retired: cohort.unitCount },
        outcome: 'retired',
      }));
      tell(context, {
        kind: 'group.retired',
        subject: subject('group', group.id),
        side: group.owner,
        values: { unitCount: cohort.unitCount, ageYears },
        findingIds: [retiredId],
        weight: 1,
      });
      cohort.unitCount = 0;
      continue;
    }
    if (ageYears <= 0) continue;
    const prob = game.ageingFailureProb(cohort.designId, turn - cohort.turnFlown);
    const stream = `failures/${group.id}/${cohort.designId}/${cohort.turnFlown}`;
    const draw = dice.draw(stream);
    const failed = lossesAtDraw(cohort.unitCount, prob, draw);
    const findingId = note(context, () => ({
      subject: subject('group', group.id),
      question: 'ageingFailures',
      equationId: 'ageingFailures',
      inputs: [
        designInput(game, 'shape', cohort.designId, 'weibullShape'),
        designInput(game, 'scaleYears', cohort.designId, 'weibullScaleYears'),
        stateInput('ageYears', ageYears, 'yr', `groups.${group.id}.cohorts`),
        stateInput('unitCount', cohort.unitCount, 'units', `groups.${group.id}.cohorts`),
      ],
      result: { failureProb: prob, anyProb: atLeastOne(prob, cohort.unitCount), failed },
      prob: atLeastOne(prob, cohort.unitCount),
      stream,
      draw,
      outcome: failed > 0 ? 'failed' : 'noneLost',
      visibleTo: only(group.owner),
    }));
    if (failed === 0) continue;
    cohort.unitCount -= failed;
    group.lostUnits += failed;
    tell(context, {
      kind: 'group.failures',
      subject: subject('group', group.id),
      side: group.owner,
      values: { failed },
      findingIds: [findingId],
      visibleTo: only(group.owner),
      weight: 1,
    });
  }
  group.cohorts = group.cohorts.filter(({ unitCount }) => unitCount > 0);
};

interface CollisionOdds {
  readonly densityPerKm3: number;
  readonly areaM2: number;
  /** Share of the collisions with tracked objects that is left to a group that manoeuvres. */
  readonly evadedFrac: number;
  readonly trackedProb: number;
  readonly lossProb: number;
}

/** Chance that one unit is lost to debris this turn: tracked objects it fails to avoid, and small ones that disable it. */
const collisionOdds = (context: TurnContext, group: OrbitalGroup, densityPerKm3: number): CollisionOdds => {
  const env = context.game.ruleset.environment;
  const designId = group.cohorts[group.cohorts.length - 1]?.designId ?? '';
  const areaM2 = context.game.design(designId).crossSectionM2;
  const hit = { speedKmPerS: env.closingSpeedKmPerS, areaM2, years: YEARS_PER_TURN };
  const { hitProb: meetProb } = hitProbability.evaluate({ ...hit, densityPerKm3 });
  const { hitProb: smallProb } = hitProbability.evaluate({
    ...hit,
    densityPerKm3: densityPerKm3 * env.lethalPerTracked,
  });
  const evadedFrac = context.evading.has(group.id) ? env.evade.collisionFrac : 1;
  const trackedProb = meetProb * (1 - env.avoidanceFrac) * evadedFrac;
  return {
    densityPerKm3,
    areaM2,
    evadedFrac,
    trackedProb,
    lossProb: 1 - (1 - trackedProb) * (1 - smallProb * env.lethalDisablesProb),
  };
};

interface BreakUp {
  readonly broken: number;
  readonly fragments: number;
  readonly findingIds: readonly string[];
}

/** How many of the units lost broke up, and into what: small debris disables a unit and leaves it whole. */
const breakUp = (context: TurnContext, group: OrbitalGroup, lost: number, trackedShare: number): BreakUp => {
  const { game, dice } = context;
  const env = game.ruleset.environment;
  const stream = `debris/${group.id}/breakUp`;
  const draw = dice.draw(stream);
  const broken = lossesAtDraw(lost, trackedShare, draw);
  const targetKg = sum(group.cohorts, (cohort) => cohort.unitCount * cohort.unitMassKg) / unitCountOf(group);
  const model = breakupFragments.evaluate({
    targetKg,
    projectileKg: env.fragmentMassKg,
    speedKmPerS: env.closingSpeedKmPerS,
    minSizeM: env.minTrackedSizeM,
  });
  const fragments = broken * model.fragments;
  const findingId = note(context, () => ({
    subject: subject('group', group.id),
    question: 'collisionBreakUp',
    equationId: 'collisionBreakUp',
    inputs: [
      stateInput('lost', lost, 'units', `groups.${group.id}.cohorts`),
      stateInput('trackedShare', trackedShare, '1', 'debrisLoss'),
      stateInput('targetKg', targetKg, 'kg', `groups.${group.id}.cohorts.unitMassKg`),
      ruleInput(game, 'projectileKg', 'environment.fragmentMassKg'),
      ruleInput(game, 'speedKmPerS', 'environment.closingSpeedKmPerS'),
      ruleInput(game, 'minSizeM', 'environment.minTrackedSizeM'),
    ],
    result: { anyProb: atLeastOne(trackedShare, lost), broken, fragments },
    prob: atLeastOne(trackedShare, lost),
    stream,
    draw,
    outcome: broken > 0 ? 'brokeUp' : 'disabled',
    visibleTo: broken > 0 ? BOTH : only(group.owner),
    parts: rivalReads(group.owner, ['projectileKg', 'speedKmPerS', 'minSizeM'], ['broken', 'fragments']),
  }));
  return { broken, fragments, findingIds: [findingId] };
};

const UNBROKEN: BreakUp = { broken: 0, fragments: 0, findingIds: [] };

/** Collisions of one group's units with what flew in its band when the phase began; gives the fragments it adds. */
const collide = (context: TurnContext, group: OrbitalGroup, densityPerKm3: number): number => {
  const { game, dice } = context;
  const unitCount = unitCountOf(group);
  if (unitCount === 0) return 0;
  const odds = collisionOdds(context, group, densityPerKm3);
  const stream = `debris/${group.id}`;
  const draw = dice.draw(stream);
  const lost = lossesAtDraw(unitCount, odds.lossProb, draw);
  const isPlatform = group.architecture === 'platform';
  const { broken, fragments, findingIds } =
    lost > 0 ? breakUp(context, group, lost, odds.trackedProb / odds.lossProb) : UNBROKEN;
  const findingId = note(context, () => ({
    subject: subject('group', group.id),
    question: 'debrisLoss',
    equationId: 'debrisLoss',
    inputs: [
      stateInput('densityPerKm3', odds.densityPerKm3, '1/km3', 'bands'),
      ruleInput(game, 'speedKmPerS', 'environment.closingSpeedKmPerS'),
      stateInput('areaM2', odds.areaM2, 'm2', `groups.${group.id}`),
      ruleInput(game, 'avoidanceFrac', 'environment.avoidanceFrac'),
      stateInput('evadedFrac', odds.evadedFrac, '1', 'orders'),
      ruleInput(game, 'lethalPerTracked', 'environment.lethalPerTracked'),
      ruleInput(game, 'lethalDisablesProb', 'environment.lethalDisablesProb'),
      stateInput('unitCount', unitCount, 'units', `groups.${group.id}.cohorts`),
    ],
    result: { lossProb: odds.lossProb, anyProb: atLeastOne(odds.lossProb, unitCount), lost },
    prob: atLeastOne(odds.lossProb, unitCount),
    stream,
    draw,
    outcome: lost > 0 ? 'lost' : 'noneLost',
    // A satellite that is gone is missed by everybody; what a platform loses shows only where it breaks up.
    visibleTo: lost > 0 && !isPlatform ? BOTH : only(group.owner),
  }));
  if (lost === 0) return 0;
  if (isPlatform) hitPlatform(context, group, lost / unitCount);
  else loseUnits(group, lost);
  const told = { kind: 'group.debrisLoss', subject: subject('group', group.id), side: group.owner } as const;
  tell(context, {
    ...told,
    values: { lost, broken, fragments },
    findingIds: [findingId, ...findingIds],
    visibleTo: isPlatform ? only(group.owner) : BOTH,
    weight: broken > 0 ? 3 : 2,
  });
  if (isPlatform && broken > 0)
    tell(context, {
      ...told,
      values: { lost: broken, broken, fragments },
      findingIds,
      visibleTo: only(rivalOf(group.owner)),
      weight: 3,
    });
  return fragments;
};

/** Fragments fall from band to band and break up what they meet, all bands at once. */
const passTurnOverDebris = (context: TurnContext): void => {
  const { game, state, turn } = context;
  const before = state.bands.map(fragmentCountOf);
  if (before.every((count) => count === 0)) return;
  const startYear = yearOfTurn(game.scenario, turn) - YEARS_PER_TURN / 2;
  const { breakups } = stepBands(game, state, startYear, YEARS_PER_TURN);
  for (const [place, band] of state.bands.entries()) {
    const fragmentsAfter = fragmentCountOf(band);
    const fragmentsBefore = before[place] ?? 0;
    if (fragmentsBefore === 0 && fragmentsAfter === 0) continue;
    note(context, () => ({
      subject: subject('band', `${band.lowKm}`),
      question: 'bandDecay',
      equationId: 'bandDecay',
      inputs: [
        stateInput('altitudeKm', (band.lowKm + band.highKm) / 2, 'km', `bands.${band.lowKm}`),
        stateInput('startYear', startYear, 'yr', 'turn'),
        stateInput('fragmentsBefore', fragmentsBefore, 'fragments', `bands.${band.lowKm}`),
        ruleInput(game, 'dragCoefficient', 'environment.debris.dragCoefficient'),
        ruleInput(game, 'intactFrac', 'environment.debris.intactFrac'),
      ],
      result: { fragmentsAfter, expectedBreakups: breakups[place] ?? 0 },
      outcome: 'decayed',
    }));
  }
};

/** Spares in orbit take the places of the turn's losses; gives how many. */
const replaceLosses = (context: TurnContext, group: OrbitalGroup, unitCount: number): number => {
  const { lostUnits, spareFrac, id, owner } = group;
  if (lostUnits === 0 || spareFrac === 0) return 0;
  const { active, wanted } = serviceShare(unitCount, lostUnits, spareFrac);
  const replaced = lostUnits - (wanted - active);
  const findingId = note(context, () => ({
    subject: subject('group', id),
    question: 'sparesUsed',
    equationId: 'sparesUsed',
    inputs: [
      stateInput('unitCount', unitCount, 'units', `groups.${id}.cohorts`),
      stateInput('lost', lostUnits, 'units', `groups.${id}.lostUnits`),
      stateInput('spareFrac', spareFrac, '1', `groups.${id}.spareFrac`),
    ],
    result: { replaced },
    outcome: wanted > active ? 'someReplaced' : 'allReplaced',
    visibleTo: only(owner),
  }));
  tell(context, {
    kind: 'group.sparesUsed',
    subject: subject('group', id),
    side: owner,
    values: { replaced, lost: lostUnits },
    findingIds: [findingId],
    visibleTo: only(owner),
    weight: 1,
  });
  return replaced;
};

const settleMachine = (context: TurnContext, group: OrbitalGroup): void => {
  const { game } = context;
  const band = bandOf(context, group.shellId);
  const shellUnusable = band !== undefined && bandDensityPerKm3(band) >= game.ruleset.environment.unusableDensityPerKm3;
  const unitCount = unitCountOf(group);
  if (group.architecture === 'platform') {
    group.machine = platformChart.next(group.machine as PlatformState, 'closeShell', { shellUnusable });
    if (group.machine === 'lost') losePlatform(group);
    if (group.machine === 'assembling') {
      const prob = game.ruleset.economy.platformAssemblyProb;
      const assembly = decide(context, `assembly/${group.id}`, prob, ['assembled', 'slipped'], () => ({
        subject: subject('group', group.id),
        question: 'platformAssembly',
        equationId: 'platformAssembly',
        inputs: [ruleInput(game, 'platformAssemblyProb', 'economy.platformAssemblyProb')],
        result: { prob },
      }));
      group.machine = platformChart.next(group.machine, 'assemble', { assemblySucceeds: assembly.yes });
      tell(context, {
        kind: assembly.yes ? 'platform.assembled' : 'platform.slipped',
        subject: subject('group', group.id),
        side: group.owner,
        values: { unitCount },
        findingIds: [assembly.findingId],
      });
    }
    return;
  }
  const replaced = replaceLosses(context, group, unitCount);
  const lossFrac = (group.lostUnits - replaced) / Math.max(1, unitCount + group.lostUnits);
  const { degradedLossFrac } = game.ruleset.economy;
  let machine = group.machine as SatelliteGroupState;
  machine = satelliteGroupChart.next(machine, 'closeShell', { shellUnusable });
  machine = satelliteGroupChart.next(machine, 'lose', {
    noneLeft: unitCount === 0,
    belowDegradedThreshold: lossFrac > degradedLossFrac,
  });
  // What flew this turn is still being checked out; what flew the turn before has been.
  const flewIn = (turn: number): boolean => group.cohorts.some(({ turnFlown }) => turnFlown === turn);
  if (flewIn(context.turn - 1) || !flewIn(context.turn))
    machine = satelliteGroupChart.next(machine, 'recover', { restoredAboveThreshold: lossFrac <= degradedLossFrac });
  group.machine = machine;
};

export const environmentPhase = (context: TurnContext): void => {
  const { state } = context;
  settleProgrammes(context);
  storm(context);
  passThroughBelt(context);
  for (const group of state.groups) age(context, group);
  // Every group meets the bands as they were: fragments that one adds are the next turn's danger to all.
  const met = state.groups.map((group) => {
    const band = bandOf(context, group.shellId);
    return { group, densityPerKm3: band === undefined ? 0 : bandDensityPerKm3(band) };
  });
  const fragments = met.map(({ group, densityPerKm3 }) => collide(context, group, densityPerKm3));
  for (const [place, { group }] of met.entries()) addFragments(context, group.shellId, fragments[place] ?? 0);
  for (const group of state.groups) settleMachine(context, group);
  passTurnOverDebris(context);
};
