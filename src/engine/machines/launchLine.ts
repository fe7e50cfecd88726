/**
 * A launch line: one vehicle family, from its first flight to routine service.
 *
 * Reliability grows with flights and is a number. The chart says whether the family may fly at all: a failure while it
 * is young grounds it until the inquiry is over; a mature family flies on after a failure.
 */
import { setup } from 'xstate';
import { type EventsOf, guardsFor, makeChart, type StateOf } from './chart.ts';

const signals = {
  attempt: ['firstFlightSucceeds'],
  flightFailed: ['lineIsYoung'],
  investigate: ['investigationOver'],
} as const;

export const launchLineMachine = setup({
  types: {} as { events: EventsOf<typeof signals> },
  guards: guardsFor(signals),
}).createMachine({
  id: 'launchLine',
  description: 'A vehicle family, from its first flight to routine service.',
  initial: 'inDevelopment',
  states: {
    inDevelopment: {
      description: 'has not yet reached orbit',
      on: { attempt: [{ guard: 'firstFlightSucceeds', target: 'operational' }] },
    },
    operational: {
      description: 'flies bookings',
      on: { flightFailed: [{ guard: 'lineIsYoung', target: 'grounded' }] },
    },
    grounded: {
      description: 'stands down after the failure of a young line',
      on: { investigate: [{ guard: 'investigationOver', target: 'operational' }] },
    },
  },
});

export const launchLineChart = makeChart(launchLineMachine, signals);
export type LaunchLineState = StateOf<typeof launchLineMachine>;
