/**
 * A satellite group: the satellites of one programme, shell and design generation.
 *
 * Counts, dose, heat and service are numbers; the chart holds what the group as a whole is fit for. Interference is
 * reversible and over at the end of the turn; in a group that is already degraded it is a number only. The degraded and
 * the restored threshold differ, so that a group at the edge does not flicker.
 */
import { setup } from 'xstate';
import { type EventsOf, guardsFor, makeChart, type StateOf } from './chart.ts';

const signals = {
  launch: [],
  checkOut: [],
  interfere: ['interferenceOvercomesMargin'],
  endTurn: [],
  lose: ['noneLeft', 'belowDegradedThreshold'],
  reinforce: [],
  recover: ['restoredAboveThreshold'],
  closeShell: ['shellUnusable'],
  dispose: [],
} as const;

const closeShell = [{ guard: 'shellUnusable', target: 'exhausted' }] as const;
const lose = [
  { guard: 'noneLeft', target: 'exhausted' },
  { guard: 'belowDegradedThreshold', target: 'degraded' },
] as const;

export const satelliteGroupMachine = setup({
  types: {} as { events: EventsOf<typeof signals> },
  guards: guardsFor(signals),
}).createMachine({
  id: 'satelliteGroup',
  description: 'The satellites of one programme, shell and design generation.',
  initial: 'planned',
  states: {
    planned: {
      description: 'no satellite has flown',
      on: { launch: 'commissioning' },
    },
    commissioning: {
      description: 'in orbit, not yet in service',
      on: { checkOut: 'nominal', lose: [{ guard: 'noneLeft', target: 'exhausted' }], closeShell },
    },
    nominal: {
      description: 'in full service',
      on: {
        interfere: [{ guard: 'interferenceOvercomesMargin', target: 'interfered' }],
        lose,
        closeShell,
        dispose: 'disposed',
      },
    },
    interfered: {
      description: 'jammed, dazzled or intruded upon until the end of the turn',
      on: { endTurn: 'nominal', lose, closeShell, dispose: 'disposed' },
    },
    degraded: {
      description: 'too few healthy satellites for full service',
      on: {
        reinforce: 'recovering',
        lose: [{ guard: 'noneLeft', target: 'exhausted' }],
        closeShell,
        dispose: 'disposed',
      },
    },
    recovering: {
      description: 'reinforcements or spares are being checked out',
      on: {
        recover: [{ guard: 'restoredAboveThreshold', target: 'nominal' }, { target: 'degraded' }],
        lose: [{ guard: 'noneLeft', target: 'exhausted' }],
        closeShell,
        dispose: 'disposed',
      },
    },
    exhausted: {
      description: 'no service left',
      on: { reinforce: 'commissioning' },
    },
    disposed: { type: 'final', description: 'deorbited and closed' },
  },
});

export const satelliteGroupChart = makeChart(satelliteGroupMachine, signals);
export type SatelliteGroupState = StateOf<typeof satelliteGroupMachine>;
