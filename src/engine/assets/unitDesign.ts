/**
 * What may be chosen about a unit, and what follows from it. A design of the rules is a starting point;
 * a variant of it has another radiator, shield, laser mesh or propellant, and its mass, price, bus power,
 * cross-section and rate of failure are worked out from these. A variant is written as its id, so that a
 * state holds nothing else of it: `starcloud-2~320~60~5~0~60`.
 */
import { BOLTZMANN_EV_PER_K } from '../../physics/constants.ts';
import { radiatorFlux, radiatorSizing } from '../../physics/heat.ts';
import { propellantFraction } from '../../physics/manoeuvre.ts';
import type { Ruleset, SatelliteDesign, Shell } from '../../ruleset/schema.ts';
import { W_PER_KW } from '../../units/convert.ts';
import { exp, pow } from '../../units/math.ts';

export interface DesignChoices {
  /** Temperature at which the radiator works, and its plate area. */
  readonly radiatorTempK: number;
  readonly radiatorAreaM2: number;
  /** Aluminium around the computers. */
  readonly shieldingMmAl: number;
  /** Sets of laser terminals beyond those of the rules' design. */
  readonly meshLevel: number;
  /** Velocity change that its propellant is good for, beyond what holds its orbit. */
  readonly manoeuvreMPerS: number;
}

export type UnitDesign = Readonly<SatelliteDesign> &
  DesignChoices & {
    /** The design of the rules that it starts from. */
    readonly baseId: string;
  };

const SEPARATOR = '~';
const FIELDS = ['radiatorTempK', 'radiatorAreaM2', 'shieldingMmAl', 'meshLevel', 'manoeuvreMPerS'] as const;

export const baseDesignId = (designId: string): string => {
  const end = designId.indexOf(SEPARATOR);
  return end < 0 ? designId : designId.slice(0, end);
};

/** The design of the rules where nothing in it is changed, else the variant. */
export const designIdOf = (base: UnitDesign, choices: DesignChoices): string =>
  FIELDS.every((field) => base[field] === choices[field])
    ? base.id
    : [base.id, ...FIELDS.map((field) => choices[field])].join(SEPARATOR);

/** A design of the rules as it stands. */
export const plainDesign = (design: SatelliteDesign, { economy }: Ruleset): UnitDesign => ({
  ...design,
  baseId: design.id,
  meshLevel: 0,
  manoeuvreMPerS: economy.unitDesign.manoeuvreMPerS,
});

const RADIATOR_SIDES = 2;

/** How many times sooner electronics fail at one temperature than at another (Arrhenius). */
export const arrheniusFactor = (activationEv: number, fromK: number, toK: number): number =>
  exp((activationEv / BOLTZMANN_EV_PER_K) * (1 / fromK - 1 / toK));

/** Power that chips draw at one temperature against another for the same work: what leaks grows. */
export const leakageFactor = (leakageFrac: number, doublingK: number, fromK: number, toK: number): number =>
  1 + leakageFrac * (pow(2, (toK - fromK) / doublingK) - 1);

/** Area of a radiator that carries all the heat of a design's chips and bus at a temperature, in a shell. */
export const fullHeatAreaM2 = (
  ruleset: Ruleset,
  design: UnitDesign,
  chipW: number,
  shell: Shell,
  tempK: number,
): number => {
  const { netWPerM2 } = radiatorFlux.evaluate({
    tempK,
    emissivity: design.radiatorEmissivity,
    sides: RADIATOR_SIDES,
    altitudeKm: shell.altitudeKm,
    earthIrWPerM2: ruleset.economy.earthIrWPerM2,
  });
  const heatKw = (design.chipCount * chipW * (1 + design.payloadOverheadFrac)) / W_PER_KW + design.busPowerKw;
  return radiatorSizing.evaluate({
    heatKw,
    netWPerM2: Math.max(1, netWPerM2),
    arealMassKgPerM2: design.radiatorArealMassKgPerM2,
  }).areaM2;
};

/** A variant of a design: everything that the choices change, and nothing else. */
export const designVariant = (
  ruleset: Ruleset,
  base: UnitDesign,
  chipW: number,
  choices: DesignChoices,
): UnitDesign => {
  const rules = ruleset.economy.unitDesign;
  const { transferIspS } = ruleset.economy;
  const areaM2 = choices.radiatorAreaM2 - base.radiatorAreaM2;
  const payloadKw = (base.chipCount * chipW * (1 + base.payloadOverheadFrac)) / W_PER_KW;
  const partsKg =
    areaM2 * base.radiatorArealMassKgPerM2 +
    (choices.shieldingMmAl - base.shieldingMmAl) * rules.shieldKgPerM2Mm * rules.shieldedM2PerKw * payloadKw +
    choices.meshLevel * rules.meshKgPerLevel;
  const dryKg = base.massKg + partsKg * (1 + rules.structureFrac);
  // The base design's propellant is part of its mass: only what is more or less of it changes the variant's.
  const massFracOf = (deltaVMPerS: number): number =>
    propellantFraction.evaluate({ deltaVMPerS, specificImpulseS: transferIspS }).massFrac;
  const propellantFactor = (1 - massFracOf(base.manoeuvreMPerS)) / (1 - massFracOf(choices.manoeuvreMPerS));
  const fromK = base.radiatorTempK + rules.chipOverRadiatorK;
  const toK = choices.radiatorTempK + rules.chipOverRadiatorK;
  const failuresFactor = 1 + rules.thermalFailureFrac * (arrheniusFactor(rules.activationEv, fromK, toK) - 1);
  const leakage = leakageFactor(rules.leakageFrac, rules.leakageDoublingK, fromK, toK);
  return {
    ...base,
    ...choices,
    id: designIdOf(base, choices),
    baseId: base.baseId,
    massKg: Math.max(base.massKg * rules.leastMassFrac, dryKg) * propellantFactor,
    payloadOverheadFrac: (1 + base.payloadOverheadFrac) * leakage - 1,
    busPowerKw: base.busPowerKw + choices.meshLevel * rules.meshKwPerLevel,
    crossSectionM2: Math.max(base.crossSectionM2 / 2, base.crossSectionM2 + areaM2 / 2),
    laserRateGbps: base.laserRateGbps * pow(2, choices.meshLevel),
    // Twice the hazard at every age is the scale divided by 2^(1/shape).
    weibullScaleYears: base.weibullScaleYears * pow(failuresFactor, -1 / base.weibullShape),
    unitCostMusd:
      Math.max(base.unitCostMusd * rules.leastMassFrac, base.unitCostMusd + partsKg * rules.partMusdPerKg) +
      choices.meshLevel * rules.meshMusdPerLevel,
  };
};

/** Reads a variant's choices from its id; null where the id is not one. */
export const choicesOf = (designId: string): DesignChoices | null => {
  const [, ...values] = designId.split(SEPARATOR);
  const [radiatorTempK, radiatorAreaM2, shieldingMmAl, meshLevel, manoeuvreMPerS] = values.map(Number);
  if (
    radiatorTempK === undefined ||
    radiatorAreaM2 === undefined ||
    shieldingMmAl === undefined ||
    meshLevel === undefined ||
    manoeuvreMPerS === undefined
  )
    return null;
  return { radiatorTempK, radiatorAreaM2, shieldingMmAl, meshLevel, manoeuvreMPerS };
};
