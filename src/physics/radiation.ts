/**
 * Radiation: the dose that electronics collects behind its shielding, and the upsets that go with
 * it. Dose comes from a SPENVIS table; upsets from dose per event as Suncatcher measured it on
 * chips in a proton beam.
 */
import { exp, ln } from '../units/math.ts';
import { defineModel, type ModelDefinition } from './model.ts';
import { quantity } from './quantity.ts';
import { SPENVIS_DOSE_ROWS, SPENVIS_SHIELDING_MM, SPENVIS_YEARS } from './spenvisDose.ts';

/** A fluence of 7.9e6 protons/cm² per rad turns a dose per event into a cross-section of 1.27e-7 / dose, cm². */
const CROSS_SECTION_CM2_RAD = 1.27e-7;

/** Index of the lower neighbour of `value` among ascending `nodes`, and how far it lies to the next. */
const between = (nodes: readonly number[], value: number): { readonly index: number; readonly share: number } => {
  let index = 0;
  while (index < nodes.length - 2 && value >= (nodes[index + 1] as number)) index++;
  const low = nodes[index] as number;
  const high = nodes[index + 1] as number;
  return { index, share: (value - low) / (high - low) };
};

const blend = (low: number, high: number, share: number): number => low + (high - low) * share;

const LN_SHIELDING = SPENVIS_SHIELDING_MM.map(ln);
const INCLINATIONS = SPENVIS_DOSE_ROWS.map((row) => row.inclinationDeg);
const LN_DOSE_RAD_PER_YEAR = SPENVIS_DOSE_ROWS.map((row) => row.doseRad.map((doseRad) => ln(doseRad / SPENVIS_YEARS)));

const trappedDoseRadPerYear = (shieldingMmAl: number, inclinationDeg: number): number => {
  const column = between(LN_SHIELDING, ln(shieldingMmAl));
  const row = between(INCLINATIONS, inclinationDeg);
  const lnDoseOf = (rowIndex: number): number => {
    const lnDoses = LN_DOSE_RAD_PER_YEAR[rowIndex] as readonly number[];
    return blend(lnDoses[column.index] as number, lnDoses[column.index + 1] as number, column.share);
  };
  return exp(blend(lnDoseOf(row.index), lnDoseOf(row.index + 1), row.share));
};

export const shieldedDose = defineModel({
  id: 'shieldedDose',
  section: 'radiation',
  description: 'Ionising dose behind aluminium shielding in a low orbit',
  parameters: {
    shieldingMmAl: quantity('mm', 'thickness of the aluminium sphere', 0.5, 20),
    inclinationDeg: quantity('deg', 'inclination of the orbit', 0, 180),
    years: quantity('yr', 'time in orbit', 0, 100),
    otherSourcesRadPerYear: quantity('rad/yr', 'solar protons and cosmic rays, which the table leaves out', 0, 1e6, {
      default: 0,
    }),
  },
  results: {
    doseRad: { unit: 'rad', description: 'dose in silicon' },
    doseRadPerYear: { unit: 'rad/yr', description: 'dose in silicon a year' },
  },
  equation:
    'table(shieldingMmAl, inclinationDeg) by straight lines in ln(dose) over ln(shielding) and over inclination; doseRad = years (table / 5 + otherSourcesRadPerYear)',
  sources: ['spenvis-pfandzelter', 'suncatcher-2025'],
  validity:
    'Trapped protons (solar minimum) and electrons (solar maximum) at 550 km; no altitude dependence. Rows every 5 or 10 degrees; halfway between two rows 10 degrees apart the table is met to 2 % at 10 mm, 6 % at 5 mm and 15 % at 1 mm. At 650 km, sun-synchronous, 10 mm, all sources together give about 150 rad/yr (Suncatcher): that is otherSourcesRadPerYear of about 38, which also stands for the higher altitude.',
  evaluate: ({
    shieldingMmAl,
    inclinationDeg,
    years,
    otherSourcesRadPerYear = 0,
  }: {
    shieldingMmAl: number;
    inclinationDeg: number;
    years: number;
    otherSourcesRadPerYear?: number;
  }) => {
    const doseRadPerYear = trappedDoseRadPerYear(shieldingMmAl, inclinationDeg) + otherSourcesRadPerYear;
    return { doseRad: doseRadPerYear * years, doseRadPerYear };
  },
});

export const upsetRate = defineModel({
  id: 'upsetRate',
  section: 'radiation',
  description: 'Radiation events a year from a dose rate and the dose per event',
  parameters: {
    doseRadPerYear: quantity('rad/yr', 'dose rate', 0, 1e7),
    doseRadPerEvent: quantity(
      'rad',
      'dose per event and chip: 17 silent corruption, 5,000 functional interrupt',
      0.001,
      1e9,
    ),
    chipCount: quantity('1', 'number of chips', 1, 1e9, { default: 1 }),
  },
  results: {
    eventsPerYear: { unit: '1/yr', description: 'events a year, all chips' },
    crossSectionCm2: { unit: 'cm²', description: 'proton cross-section of one chip' },
  },
  equation: 'eventsPerYear = chipCount doseRadPerYear / doseRadPerEvent; crossSectionCm2 = 1.27e-7 / doseRadPerEvent',
  sources: ['suncatcher-2025'],
  validity: 'Dose by protons of the energies of the beam test; TPU v6e under load.',
  evaluate: ({
    doseRadPerYear,
    doseRadPerEvent,
    chipCount = 1,
  }: {
    doseRadPerYear: number;
    doseRadPerEvent: number;
    chipCount?: number;
  }) => ({
    eventsPerYear: (chipCount * doseRadPerYear) / doseRadPerEvent,
    crossSectionCm2: CROSS_SECTION_CM2_RAD / doseRadPerEvent,
  }),
});

export const radiationModels: readonly ModelDefinition[] = [shieldedDose, upsetRate];
