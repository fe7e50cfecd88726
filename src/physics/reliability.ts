/**
 * Reliability: how much of a fleet still works, and what redundancy buys.
 */
import { HOURS_PER_YEAR } from '../units/convert.ts';
import { exp, pow } from '../units/math.ts';
import { defineModel, type ModelDefinition } from './model.ts';
import { atLeastOf } from './probability.ts';
import { fraction, quantity } from './quantity.ts';

export const weibullSurvival = defineModel({
  id: 'weibullSurvival',
  section: 'reliability',
  description: 'Share of satellites (or other units) still working after a time',
  parameters: {
    years: quantity('yr', 'time in service', 0, 1000),
    shape: quantity('1', 'shape: below 1 early failures, above 1 ageing', 0.05, 20),
    scaleYears: quantity('yr', 'scale: time at which 37 % survive', 0.001, 1e6),
  },
  results: {
    survivalFrac: { unit: '1', description: 'share surviving' },
    cumulativeHazard: {
      unit: '1',
      description: 'expected events of a unit that is repaired each time: (years / scaleYears)^shape',
    },
  },
  equation: 'survivalFrac = exp(-(years / scaleYears)^shape)',
  sources: ['castet-saleh-2009', 'esa-nrpm'],
  validity: 'One failure mode. Use shape and scale from the same fit: pairs are not interchangeable.',
  evaluate: ({ years, shape, scaleYears }: { years: number; shape: number; scaleYears: number }) => {
    const cumulativeHazard = pow(years / scaleYears, shape);
    return { survivalFrac: exp(-cumulativeHazard), cumulativeHazard };
  },
});

export const kOfN = defineModel({
  id: 'kOfN',
  section: 'reliability',
  description: 'Availability of a system that needs some of its equal units',
  parameters: {
    required: quantity('1', 'units needed', 0, 100_000, { integer: true }),
    total: quantity('1', 'units there are', 1, 100_000, { integer: true }),
    availabilityFrac: fraction('availability of one unit'),
  },
  results: {
    availabilityFrac: { unit: '1', description: 'chance that at least the required number work' },
    unavailabilityFrac: { unit: '1', description: 'chance that fewer work, to full precision where it is tiny' },
  },
  equation:
    'availabilityFrac = sum for i from required to total of C(total, i) a^i (1 - a)^(total - i), a the availability of one unit',
  sources: ['reliability-textbook'],
  validity: 'Units fail independently. More required than there are: 0.',
  evaluate: ({ required, total, availabilityFrac }: { required: number; total: number; availabilityFrac: number }) => {
    const { atLeastProb, fewerProb } = atLeastOf(required, total, availabilityFrac);
    return { availabilityFrac: atLeastProb, unavailabilityFrac: fewerProb };
  },
});

export const steadyAvailability = defineModel({
  id: 'steadyAvailability',
  section: 'reliability',
  description: 'Availability of a unit that fails and is repaired',
  parameters: {
    mtbfH: quantity('h', 'mean time between failures', 0, 1e9, { minExclusive: true }),
    mttrH: quantity('h', 'mean time to repair', 0, 1e9),
  },
  results: {
    availabilityFrac: { unit: '1', description: 'share of time available' },
    downtimeHPerYear: { unit: 'h/yr', description: 'time not available in 8,760 h' },
  },
  equation: 'availabilityFrac = mtbfH / (mtbfH + mttrH); downtimeHPerYear = 8760 (1 - availabilityFrac)',
  sources: ['uptime-tiers'],
  validity: 'Long-run average; mtbfH counts working time only.',
  evaluate: ({ mtbfH, mttrH }: { mtbfH: number; mttrH: number }) => ({
    availabilityFrac: mtbfH / (mtbfH + mttrH),
    downtimeHPerYear: (HOURS_PER_YEAR * mttrH) / (mtbfH + mttrH),
  }),
});

export const standbySurvival = defineModel({
  id: 'standbySurvival',
  section: 'reliability',
  description: 'Chance that backup generators carry a site through an outage',
  parameters: {
    outageH: quantity('h', 'length of the outage', 0, 100_000),
    startProb: fraction('chance that a unit is ready and starts', { default: 1 }),
    mttfH: quantity('h', 'mean running time to failure: 1,506 for a well-maintained diesel set', 0.1, 1e9),
    units: quantity('1', 'units there are', 1, 100_000, { integer: true, default: 1 }),
    required: quantity('1', 'units needed', 0, 100_000, { integer: true, default: 1 }),
    commonCauseFrac: fraction('share of failures that take all units at once (beta factor)', { default: 0 }),
  },
  results: {
    survivalFrac: { unit: '1', description: 'chance that the required units run to the end' },
    unitSurvivalFrac: { unit: '1', description: 'chance that one unit runs to the end' },
  },
  equation:
    'r = startProb exp(-outageH / mttfH); survivalFrac = 1 - (commonCauseFrac (1 - r) + (1 - commonCauseFrac) (1 - kOfN(required, units, r)))',
  sources: ['nrel-marqusee-2020'],
  validity: 'No repair and enough fuel during the outage; all needed units run from its start.',
  evaluate: ({
    outageH,
    startProb = 1,
    mttfH,
    units = 1,
    required = 1,
    commonCauseFrac = 0,
  }: {
    outageH: number;
    startProb?: number;
    mttfH: number;
    units?: number;
    required?: number;
    commonCauseFrac?: number;
  }) => {
    const unitSurvivalFrac = startProb * exp(-outageH / mttfH);
    const { atLeastProb } = atLeastOf(required, units, unitSurvivalFrac);
    // Nothing required, nothing to fail: a common cause takes only what is needed.
    const commonFrac = required === 0 ? 1 : unitSurvivalFrac;
    return { survivalFrac: commonCauseFrac * commonFrac + (1 - commonCauseFrac) * atLeastProb, unitSurvivalFrac };
  },
});

export const reliabilityModels: readonly ModelDefinition[] = [
  weibullSurvival,
  kOfN,
  steadyAvailability,
  standbySurvival,
];
