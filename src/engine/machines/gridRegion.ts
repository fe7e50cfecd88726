/**
 * A grid region at its peak: PJM's own ladder of emergency steps.
 *
 * Each step is reached when the steps before it do not suffice; the peak decides afresh every time, from the worst step
 * to the best. Only after rotating outages is there one step more: service is restored before anything else.
 */
import { setup } from 'xstate';
import { type EventsOf, guardsFor, makeChart, type StateOf } from './chart.ts';

const signals = {
  peak: [
    'shortAfterAllSteps',
    'shortAfterBackupGenerators',
    'shortAfterLoadManagement',
    'shortOfReserve',
    'reserveBelowRequirement',
  ],
} as const;

const ladder = [
  { guard: 'shortAfterAllSteps', target: 'rotatingOutages' },
  { guard: 'shortAfterBackupGenerators', target: 'voltageReduction' },
  { guard: 'shortAfterLoadManagement', target: 'backupGenerators' },
  { guard: 'shortOfReserve', target: 'loadManagement' },
  { guard: 'reserveBelowRequirement', target: 'alert' },
  { target: 'normal' },
] as const;

export const gridRegionMachine = setup({
  types: {} as { events: EventsOf<typeof signals> },
  guards: guardsFor(signals),
}).createMachine({
  id: 'gridRegion',
  description: 'A grid region at its peak, on the ladder of emergency steps.',
  initial: 'normal',
  states: {
    normal: {
      description: 'reserve above the requirement',
      on: { peak: ladder },
    },
    alert: {
      description: 'reserve below the requirement',
      on: { peak: ladder },
    },
    loadManagement: {
      description: 'contracted load is called off',
      on: { peak: ladder },
    },
    backupGenerators: {
      description: 'centres run on their own generators',
      on: { peak: ladder },
    },
    voltageReduction: {
      description: 'voltage is lowered',
      on: { peak: ladder },
    },
    rotatingOutages: {
      description: 'load is shed in turns',
      on: { peak: [{ guard: 'shortAfterAllSteps', target: 'rotatingOutages' }, { target: 'restoration' }] },
    },
    restoration: {
      description: 'service returns after outages',
      on: { peak: ladder },
    },
  },
});

export const gridRegionChart = makeChart(gridRegionMachine, signals);
export type GridRegionState = StateOf<typeof gridRegionMachine>;
