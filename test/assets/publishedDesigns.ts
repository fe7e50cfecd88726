/**
 * Runs the chain of the game on published designs: `published-designs.json` is turned into rules (one
 * shell, one chip and one satellite design each), and `unitPerformance` walks them as it walks a group.
 */
import { type ChainStep, unitPerformance, type UnitPerformance } from '../../src/engine/assets/orbitChain.ts';
import { type MassBudget, massBudget, type SpecificMasses } from '../../src/engine/assets/massBudget.ts';
import { type Game, makeGame } from '../../src/engine/game.ts';
import type { SatelliteDesign } from '../../src/ruleset/schema.ts';
import { ruleset } from '../support/ruleset.ts';
import file from './published-designs.json' with { type: 'json' };

export const BASES = ['published', 'secondHand', 'recalled', 'derived', 'assumed'] as const;

/** A number of a design with where it comes from. */
export interface Datum {
  readonly value: number;
  readonly basis: string;
  readonly source?: string;
  readonly note?: string;
}

/** Something that was said of the design and that the chain gives too. */
export interface Claim extends Datum {
  readonly quantity: string;
  readonly unit: string;
  /** `equal`: compared; `below`, `above`: the claim is a bound. */
  readonly test: string;
}

export interface PublishedDesign {
  readonly id: string;
  readonly name: string;
  readonly units: number;
  readonly orbit: { readonly altitudeKm: Datum; readonly ltanH: Datum };
  /** Fields of a satellite design of the rules. */
  readonly design: Readonly<Record<string, Datum>>;
  readonly chip: { readonly denseInt8Tops: Datum; readonly powerW: Datum };
  readonly published: readonly Claim[];
}

export const TECHNOLOGIES = ['flown', 'near', 'claimed'] as const;
export type Technology = (typeof TECHNOLOGIES)[number];

export interface DesignFile {
  readonly defaults: Readonly<Record<string, Datum>>;
  readonly technologies: Readonly<
    Record<Technology, { readonly name: string } & Readonly<Record<keyof SpecificMasses, Datum>>>
  >;
  readonly designs: readonly PublishedDesign[];
}
export const designFile = file as unknown as DesignFile;

/** A design with the defaults in the fields that it leaves out. */
export const filledDesign = ({ design }: PublishedDesign): Readonly<Record<string, Datum>> => ({
  ...designFile.defaults,
  ...design,
});

const shellIdOf = ({ id }: PublishedDesign): string => `published-${id}`;

/** Fields that the chain does not read; the rules want them. */
const UNREAD = {
  degradationFracPerYear: 0,
  radiatorArealMassKgPerM2: 0,
  crossSectionM2: 0,
  ballisticM2PerKg: 0,
  laserRateGbps: 0,
  lifeYears: 1,
  weibullShape: 1,
  weibullScaleYears: 1,
  unitCostMusd: 0,
};

const asRules = (published: PublishedDesign): SatelliteDesign =>
  ({
    ...UNREAD,
    ...Object.fromEntries(Object.entries(filledDesign(published)).map(([name, { value }]) => [name, value])),
    id: published.id,
    chipId: published.id,
  }) as unknown as SatelliteDesign;

const game: Game = (() => {
  const { designs } = designFile;
  const made = makeGame(
    {
      ...ruleset,
      shells: designs.map((each) => ({
        id: shellIdOf(each),
        altitudeKm: each.orbit.altitudeKm.value,
        ltanH: each.orbit.ltanH.value,
      })),
      chips: designs.map(({ id, chip }) => ({
        id,
        denseInt8Tops: chip.denseInt8Tops.value,
        powerW: chip.powerW.value,
      })),
      satellites: designs.map(asRules),
    },
    ruleset.scenarios[0]?.id ?? '',
  );
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
})();

export interface Closure {
  /** What there is over what full payload power takes, less 1: below 0 it does not close. */
  readonly powerMarginFrac: number;
  readonly heatMarginFrac: number;
  /** Published or assumed mass over the budget's, less 1, by state of the art. */
  readonly massMarginFrac: Readonly<Record<Technology, number>>;
}

export interface DesignResult {
  readonly published: PublishedDesign;
  readonly performance: UnitPerformance;
  readonly closure: Closure;
  readonly budgets: Readonly<Record<Technology, MassBudget>>;
  /** Areas at which full payload power would just close. */
  readonly neededArrayM2: number;
  readonly neededRadiatorM2: number;
  /** Everything a claim may name. */
  readonly quantities: Readonly<Record<string, number>>;
}

const specificOf = (technology: Technology): SpecificMasses =>
  Object.fromEntries(
    Object.entries(designFile.technologies[technology])
      .filter(([name]) => name !== 'name')
      .map(([name, datum]) => [name, (datum as Datum).value]),
  ) as unknown as SpecificMasses;

export const resultOf = (published: PublishedDesign): DesignResult => {
  const steps: ChainStep[] = [];
  const conditions = {
    designId: published.id,
    shellId: shellIdOf(published),
    ageYears: 0,
    chipFactor: 1,
    hardeningLevel: 0,
  };
  const performance = unitPerformance(game, conditions, (step) => steps.push(step));
  const stepResult = (question: string, name: string): number =>
    steps.find((step) => step.question === question)?.result[name] ?? Number.NaN;
  const design = game.design(published.id);
  const { arrayKw, powerLimitKw, heatLimitKw, chipsKw, grossPops } = performance;
  const budgets = Object.fromEntries(
    TECHNOLOGIES.map((technology) => [
      technology,
      massBudget(
        {
          arrayKw,
          batteryKwh: design.batteryKwh,
          radiatorAreaM2: design.radiatorAreaM2,
          payloadKw: chipsKw,
        },
        specificOf(technology),
      ),
    ]),
  ) as Record<Technology, MassBudget>;
  const heatMarginFrac = heatLimitKw / chipsKw - 1;
  const radiatorWPerM2 = stepResult('radiatorHeat', 'netWPerM2');
  return {
    published,
    performance,
    closure: {
      powerMarginFrac: powerLimitKw / chipsKw - 1,
      heatMarginFrac,
      massMarginFrac: Object.fromEntries(
        TECHNOLOGIES.map((technology) => [technology, design.massKg / budgets[technology].totalKg - 1]),
      ) as Record<Technology, number>,
    },
    budgets,
    neededArrayM2: (design.arrayAreaM2 * (chipsKw + design.busPowerKw)) / (powerLimitKw + design.busPowerKw),
    neededRadiatorM2: ((chipsKw + design.busPowerKw) * 1000) / radiatorWPerM2,
    quantities: {
      arrayKw,
      chipsKw,
      heatMarginFrac,
      radiatorWPerM2,
      radiatorKw: (radiatorWPerM2 * design.radiatorAreaM2) / 1000,
      doseRadPerYear: stepResult('radiationDose', 'doseRad'),
      sunlitFrac: game.shellSun(shellIdOf(published)).sunlitFrac,
      totalPops: grossPops * published.units,
      kgPerKw: design.massKg / arrayKw,
      kwPerT: (arrayKw * 1000) / design.massKg,
      wPerKg: (chipsKw * 1000) / design.massKg,
      topsPerW: (game.chip(published.id).denseInt8Tops * design.chipCount) / (chipsKw * 1000),
    },
  };
};

export const results: readonly DesignResult[] = designFile.designs.map(resultOf);
