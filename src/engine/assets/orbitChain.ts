/**
 * The chain every satellite and every platform module walks: array → battery → heat → the power
 * the payload can really run at → chips → compute → availability. Neither architecture has a bonus;
 * what differs is what the rules say of mass, area and links, and what the physics makes of it.
 */
import { radiatorFlux } from '../../physics/heat.ts';
import { arrayPower, arraySizing, batterySizing } from '../../physics/power.ts';
import { shieldedDose, upsetRate } from '../../physics/radiation.ts';
import { steadyAvailability } from '../../physics/reliability.ts';
import type { SatelliteDesign } from '../../ruleset/schema.ts';
import { HOURS_PER_YEAR, W_PER_KW } from '../../units/convert.ts';
import { YEARS_PER_TURN } from '../calendar.ts';
import type { FindingInput } from '../findings.ts';
import type { Game } from '../game.ts';
import { designInput, ruleInput, stateInput } from '../context.ts';

/** One link of the chain, ready to become a finding. */
export interface ChainStep {
  readonly question: string;
  readonly equationId: string;
  readonly inputs: () => readonly FindingInput[];
  readonly result: Readonly<Record<string, number>>;
}

export interface UnitPerformance {
  readonly arrayKw: number;
  /** Mean power the array and battery can give the payload over an orbit. */
  readonly powerLimitKw: number;
  /** What the radiator can reject for the payload. */
  readonly heatLimitKw: number;
  /** What the chips would draw at full rating. */
  readonly chipsKw: number;
  readonly payloadKw: number;
  readonly limitedBy: 'power' | 'heat' | 'chips';
  readonly grossPops: number;
  /** Share of time without an upset under repair. */
  readonly availabilityFrac: number;
}

export interface UnitConditions {
  readonly designId: string;
  readonly shellId: string;
  readonly ageYears: number;
  readonly chipFactor: number;
  readonly hardeningLevel: number;
}

const RADIATOR_SIDES = 2;
const TOPS_PER_POPS = 1000;

const sunOf = (game: Game, shellId: string) => {
  const { periodMin, sunlitFrac, maxEclipseMin, inclinationDeg, modelId } = game.shellSun(shellId);
  const sunlitMin = periodMin * sunlitFrac;
  return { sunlitMin, eclipseMin: periodMin - sunlitMin, sunlitFrac, maxEclipseMin, inclinationDeg, modelId };
};

const designInputs = (game: Game, designId: string, names: readonly (keyof SatelliteDesign)[]): FindingInput[] =>
  names.map((name) => designInput(game, name, designId, name));

/** What a unit's chips would compute at full rating, were they of the reference year, POPS. */
const nominalPops = (game: Game, designId: string): number => {
  const { chipCount, chipId } = game.design(designId);
  return (chipCount * game.chip(chipId).denseInt8Tops) / TOPS_PER_POPS;
};

/** Performance of one unit under given conditions; `walk` is given every step when somebody wants to see it. */
export const unitPerformance = (
  game: Game,
  conditions: UnitConditions,
  walk?: (step: ChainStep) => void,
): UnitPerformance => {
  const { designId, shellId, ageYears, chipFactor, hardeningLevel } = conditions;
  const design = game.design(designId);
  const chip = game.chip(design.chipId);
  const { economy } = game.ruleset;
  const sun = sunOf(game, shellId);
  const { altitudeKm } = game.shell(shellId);

  const array = {
    areaM2: design.arrayAreaM2,
    efficiencyFrac: design.cellEfficiencyFrac,
    packingFrac: design.packingFrac,
    incidenceDeg: 0,
    degradationFracPerYear: design.degradationFracPerYear,
    ageYears,
  };
  const { powerKw: arrayKw } = arrayPower.evaluate(array);
  walk?.({
    question: 'arrayPower',
    equationId: 'arrayPower',
    inputs: () => [
      ...designInputs(game, designId, ['arrayAreaM2', 'cellEfficiencyFrac', 'packingFrac', 'degradationFracPerYear']),
      stateInput('ageYears', ageYears, 'yr', 'groups.cohorts.turnFlown'),
    ],
    result: { powerKw: arrayKw },
  });

  const { sunlitPathFrac, eclipsePathFrac } = economy;
  const { arrayKw: arrayKwPerKw } = arraySizing.evaluate({
    loadKw: 1,
    sunlitMin: sun.sunlitMin,
    eclipseMin: sun.eclipseMin,
    sunlitPathFrac,
    eclipsePathFrac,
  });
  const wholeOrbitKw = arrayKw / arrayKwPerKw;
  walk?.({
    question: 'orbitMeanPower',
    equationId: 'arraySizing',
    inputs: () => [
      stateInput('sunlitMin', sun.sunlitMin, 'min', `shellSun.${shellId}`),
      stateInput('eclipseMin', sun.eclipseMin, 'min', `shellSun.${shellId}`),
      ruleInput(game, 'sunlitPathFrac', 'economy.sunlitPathFrac'),
      ruleInput(game, 'eclipsePathFrac', 'economy.eclipsePathFrac'),
    ],
    result: { arrayKw: arrayKwPerKw },
  });

  const { energyKwh: batteryKwhPerKw } = batterySizing.evaluate({
    loadKw: 1,
    eclipseMin: sun.maxEclipseMin,
    depthOfDischargeFrac: design.depthOfDischargeFrac,
    pathFrac: eclipsePathFrac,
  });
  const batteryLimitKw = batteryKwhPerKw > 0 ? design.batteryKwh / batteryKwhPerKw : wholeOrbitKw;
  const eclipseKw = Math.min(wholeOrbitKw, batteryLimitKw);
  const powerLimitKw = Math.max(
    0,
    sun.sunlitFrac * wholeOrbitKw + (1 - sun.sunlitFrac) * eclipseKw - design.busPowerKw,
  );
  walk?.({
    question: 'eclipseBattery',
    equationId: 'batterySizing',
    inputs: () => [
      stateInput('eclipseMin', sun.maxEclipseMin, 'min', `shellSun.${shellId}`),
      ...designInputs(game, designId, ['batteryKwh', 'depthOfDischargeFrac']),
      ruleInput(game, 'pathFrac', 'economy.eclipsePathFrac'),
    ],
    result: { energyKwh: batteryKwhPerKw },
  });

  const { netWPerM2 } = radiatorFlux.evaluate({
    tempK: design.radiatorTempK,
    emissivity: design.radiatorEmissivity,
    sides: RADIATOR_SIDES,
    altitudeKm,
    earthIrWPerM2: economy.earthIrWPerM2,
  });
  const heatLimitKw = Math.max(0, (Math.max(0, netWPerM2) * design.radiatorAreaM2) / W_PER_KW - design.busPowerKw);
  walk?.({
    question: 'radiatorHeat',
    equationId: 'radiatorFlux',
    inputs: () => [
      designInput(game, 'tempK', designId, 'radiatorTempK'),
      designInput(game, 'emissivity', designId, 'radiatorEmissivity'),
      { name: 'sides', value: RADIATOR_SIDES, unit: '1', origin: { kind: 'state', path: 'radiator.sides' } },
      ruleInput(game, 'altitudeKm', `shells.${shellId}.altitudeKm`),
      ruleInput(game, 'earthIrWPerM2', 'economy.earthIrWPerM2'),
      ...designInputs(game, designId, ['radiatorAreaM2']),
    ],
    result: { netWPerM2 },
  });

  const chipsKw = (design.chipCount * chip.powerW * (1 + design.payloadOverheadFrac)) / W_PER_KW;
  const payloadKw = Math.min(chipsKw, powerLimitKw, heatLimitKw);
  const limitedBy = payloadKw === chipsKw ? 'chips' : payloadKw === powerLimitKw ? 'power' : 'heat';
  const grossPops = nominalPops(game, designId) * chipFactor * (payloadKw / chipsKw);
  walk?.({
    question: 'payloadPower',
    equationId: 'payloadPower',
    inputs: () => [
      stateInput('powerLimitKw', powerLimitKw, 'kW', 'chain.power'),
      stateInput('heatLimitKw', heatLimitKw, 'kW', 'chain.heat'),
      stateInput('chipsKw', chipsKw, 'kW', 'chain.chips'),
      ...designInputs(game, designId, ['chipCount', 'payloadOverheadFrac', 'busPowerKw']),
      ruleInput(game, 'denseInt8Tops', `chips.${design.chipId}.denseInt8Tops`),
      ruleInput(game, 'powerW', `chips.${design.chipId}.powerW`),
      stateInput('chipFactor', chipFactor, '1', 'groups.cohorts.chipFactor'),
    ],
    result: { payloadKw, grossPops },
  });

  const shieldingMmAl = design.shieldingMmAl + hardeningLevel * economy.hardeningMmAlPerLevel;
  const { doseRad } = shieldedDose.evaluate({ shieldingMmAl, inclinationDeg: sun.inclinationDeg, years: 1 });
  const { eventsPerYear } = upsetRate.evaluate({ doseRadPerYear: doseRad, doseRadPerEvent: economy.upsetDoseRad });
  const upsetsPerYear = eventsPerYear * design.chipCount;
  const availabilityFrac =
    upsetsPerYear > 0
      ? steadyAvailability.evaluate({
          mtbfH: HOURS_PER_YEAR / upsetsPerYear,
          mttrH: economy.upsetRecoveryH / design.chipCount,
        }).availabilityFrac
      : 1;
  walk?.({
    question: 'radiationDose',
    equationId: 'shieldedDose',
    inputs: () => [
      stateInput('shieldingMmAl', shieldingMmAl, 'mm', 'groups.hardeningLevel'),
      stateInput('inclinationDeg', sun.inclinationDeg, 'deg', `shellSun.${shellId}`),
    ],
    result: { doseRad },
  });
  walk?.({
    question: 'upsetAvailability',
    equationId: 'steadyAvailability',
    inputs: () => [
      stateInput('upsetsPerYear', upsetsPerYear, '1/yr', 'chain.upsetRate'),
      ruleInput(game, 'upsetDoseRad', 'economy.upsetDoseRad'),
      ruleInput(game, 'upsetRecoveryH', 'economy.upsetRecoveryH'),
    ],
    result: { availabilityFrac },
  });
  return { arrayKw, powerLimitKw, heatLimitKw, chipsKw, payloadKw, limitedBy, grossPops, availabilityFrac };
};

/** Performances of units of one design in one shell, by their level of hardening and the turns since the flight. */
type ByHardening = (UnitPerformance | undefined)[][];
/** By design and shell. */
const performances = new WeakMap<Game, Map<string, Map<string, ByHardening>>>();
const PERFORMANCES_KEPT = 4096;

/** Conditions of units that flew so many turns ago. */
export interface FlownConditions extends Omit<UnitConditions, 'ageYears'> {
  readonly turnsFlown: number;
}

/**
 * As `unitPerformance`, for what serves turn after turn: all but the chips' worth is remembered, since
 * every unit of the kind has the same at the same age.
 */
export const servingPerformance = (game: Game, conditions: FlownConditions): UnitPerformance => {
  const { designId, shellId, hardeningLevel, turnsFlown, chipFactor } = conditions;
  let known = performances.get(game);
  if (known === undefined) {
    known = new Map();
    performances.set(game, known);
  }
  let inShells = known.get(designId);
  if (inShells === undefined) {
    if (known.size >= PERFORMANCES_KEPT) known.clear();
    inShells = new Map();
    known.set(designId, inShells);
  }
  let byHardening = inShells.get(shellId);
  if (byHardening === undefined) {
    byHardening = [];
    inShells.set(shellId, byHardening);
  }
  const byAge = (byHardening[hardeningLevel] ??= []);
  let unit = byAge[turnsFlown];
  if (unit === undefined) {
    unit = unitPerformance(game, { ...conditions, ageYears: turnsFlown * YEARS_PER_TURN });
    byAge[turnsFlown] = unit;
  }
  const grossPops = nominalPops(game, designId) * chipFactor * (unit.payloadKw / unit.chipsKw);
  return unit.grossPops === grossPops ? unit : { ...unit, grossPops };
};
