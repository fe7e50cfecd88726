/**
 * Runs the debris model through the published histories of `debris-environment.json`: one number a row.
 */
import {
  addCloud,
  type CloudShares,
  cloudShares,
  type DebrisEnvironment,
  type DebrisModel,
  type DebrisParameters,
  emptyEnvironment,
  makeDebrisModel,
  stepDebris,
} from '../../src/engine/assets/debrisBands.ts';
import { breakupFragments, type BreakupEvent, shellCollisionRate } from '../../src/physics/debris.ts';
import { type BandCase } from './bandCase.ts';
import file from './debris-environment.json' with { type: 'json' };

const YEARS_PER_STEP = 0.5;
const RUN_YEARS = 200;

export const cases: readonly BandCase[] = file.cases;
export const debrisFile = file;

const values = Object.fromEntries(Object.entries(file.parameters).map(([name, { value }]) => [name, value]));
export const parameters = { ...values, areaToMassM2PerKg: file.areaToMassM2PerKg } as unknown as DebrisParameters;
export const model: DebrisModel = makeDebrisModel(parameters);

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

export const totalOf = ({ intact, fragments }: DebrisEnvironment): number => sum(intact) + sum(fragments.map(sum));

const { lowKm, stepKm } = parameters;
const bandVolumeKm3 = (band: number): number =>
  shellCollisionRate.evaluate({
    objects: 1,
    crossSectionM2: 1,
    speedKmPerS: 1,
    lowAltitudeKm: lowKm + band * stepKm,
    highAltitudeKm: lowKm + (band + 1) * stepKm,
  }).volumeKm3;

export const bandOf = (altitudeKm: number): number => Math.floor((altitudeKm - lowKm) / stepKm);

/** The catalogue of January 2005. */
export const background = (): DebrisEnvironment => {
  const { densityE8PerKm3, intactFrac, classShares } = file.background;
  const objects = densityE8PerKm3.map((density, band) => density * 1e-8 * bandVolumeKm3(band));
  return {
    intact: objects.map((count) => count * intactFrac.value),
    fragments: classShares.value.map((share) => objects.map((count) => count * (1 - intactFrac.value) * share)),
  };
};

export interface Run {
  readonly end: DebrisEnvironment;
  readonly catastrophic: number;
  readonly other: number;
  /** Share of the catastrophic collisions between 900 and 1000 km. */
  readonly upperFrac: number;
  /** All objects every 25 years. */
  readonly totals: readonly number[];
}

/** Lets an environment run for two centuries. */
export const run = (start: DebrisEnvironment, startYear: number, addedIntact?: readonly number[]): Run => {
  let end = start;
  let catastrophic = 0;
  let other = 0;
  let upper = 0;
  const totals = [totalOf(start)];
  for (let step = 0; step < RUN_YEARS / YEARS_PER_STEP; step += 1) {
    const inputs = { startYear: startYear + step * YEARS_PER_STEP, years: YEARS_PER_STEP };
    const result = stepDebris(model, end, addedIntact === undefined ? inputs : { ...inputs, addedIntact });
    end = result.environment;
    catastrophic += sum(result.breakups);
    other += sum(result.chippings);
    upper += sum(result.breakups.slice(bandOf(900), bandOf(1000)));
    if ((step + 1) % 50 === 0) totals.push(totalOf(end));
  }
  return { end, catastrophic, other, upperFrac: upper / catastrophic, totals };
};

/** Objects between 900 and 1000 km. */
const upperObjects = ({ intact, fragments }: DebrisEnvironment): number =>
  sum([intact, ...fragments].map((row) => sum(row.slice(bandOf(900), bandOf(1000)))));

export const noLaunches = run(background(), 2005);
const upperGrowth = upperObjects(noLaunches.end) / upperObjects(background());

/** Fragments that a cloud must have had for so many to stay up. */
const madeFor = ({ belowFrac }: CloudShares, count: number): number => count / (1 - belowFrac);

const iadc = file.scenarios.iadc;
const iadcStart = ((): DebrisEnvironment => {
  const fengyun = cloudShares(parameters, 865, 'collision');
  const iridium = cloudShares(parameters, 776, 'collision');
  const first = addCloud(background(), fengyun, madeFor(fengyun, iadc.fengyunFragments));
  return addCloud(first, iridium, madeFor(iridium, iadc.iridiumCosmosFragments));
})();
/** Dead bodies are left where bodies are, between 500 and 1400 km. */
const iadcAdded = ((): readonly number[] => {
  const where = background().intact.map((count, band) => (band >= bandOf(500) && band < bandOf(1400) ? count : 0));
  return where.map((count) => (count / sum(where)) * iadc.deadPerYear * YEARS_PER_STEP);
})();
export const withLaunches = run(iadcStart, iadc.startYear, iadcAdded);

type CloudName = 'cosmos1408' | 'cosmos2421' | 'fengyun1c' | 'microsatR' | 'solwind' | 'usa193';

/** Share of a cloud that is still up on a date; drag alone acts. */
export const stillUpFrac = (name: CloudName, date: number): number => {
  const { altitudeKm, event, year } = file.scenarios[name];
  const cloud = cloudShares(parameters, altitudeKm, event as BreakupEvent);
  let environment = addCloud(emptyEnvironment(model), cloud, 1);
  for (let now = year; now < date; ) {
    const years = Math.min(YEARS_PER_STEP, date - now);
    environment = stepDebris(model, environment, { startYear: now, years, collides: false }).environment;
    now += years;
  }
  return totalOf(environment) + cloud.aboveFrac;
};

const halfLifeYears = (name: CloudName, from: number, to: number, start = stillUpFrac(name, from)): number =>
  ((to - from) * Math.LN2) / Math.log(start / stillUpFrac(name, to));

const cosmos1408Fragments = (targetKg: number): number =>
  breakupFragments.evaluate({ targetKg, projectileKg: 20, speedKmPerS: 8, minSizeM: 0.1 }).fragments;

const ours: Readonly<Record<string, () => number>> = {
  'V12-population': () => upperGrowth,
  'V12-probability': () => upperGrowth * upperGrowth,
  'V13-all': () => noLaunches.catastrophic + noLaunches.other,
  'V13-catastrophic': () => noLaunches.catastrophic,
  'V13-other': () => noLaunches.other,
  'V14-growth': () => totalOf(withLaunches.end) / totalOf(iadcStart),
  'V14-interval': () => RUN_YEARS / withLaunches.catastrophic,
  V22: () => halfLifeYears('cosmos1408', 2022, 2023),
  'V23-2010': () => stillUpFrac('cosmos2421', 2010) / stillUpFrac('cosmos2421', 2009),
  'V23-2011': () => stillUpFrac('cosmos2421', 2011) / stillUpFrac('cosmos2421', 2010),
  'V23-2012': () => stillUpFrac('cosmos2421', 2012) / stillUpFrac('cosmos2421', 2011),
  'V24-raw': () => halfLifeYears('fengyun1c', 2007.03, 2010.7),
  'V24-catalogued': () => halfLifeYears('fengyun1c', 2009, 2010.7),
  'V25-2019': () => 400 * stillUpFrac('microsatR', 2019.54),
  'V25-2020': () => 400 * stillUpFrac('microsatR', 2020),
  'V25-2021': () => 400 * stillUpFrac('microsatR', 2021),
  'V25-2022': () => 400 * stillUpFrac('microsatR', 2022),
  '3A-solwind': () => 285 * stillUpFrac('solwind', 2004),
  '3A-usa193': () => 174 * stillUpFrac('usa193', 2009),
  '3A-cosmos1408': () => Math.sqrt(cosmos1408Fragments(1750) * cosmos1408Fragments(2200)) / 1562,
};

/** Our value of a row. */
export const ourValue = (id: string): number => {
  const compute = ours[id];
  if (compute === undefined) throw new Error(`no computation for row ${id}`);
  return compute();
};
