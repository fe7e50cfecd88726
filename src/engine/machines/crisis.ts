/**
 * The crisis ladder that both sides share.
 *
 * Tension is a number with inertia. A rung is left upwards above the next threshold and downwards below the rung's own
 * floor, which lies under the threshold it was entered by; one event moves at most one rung. `miscalculate` is the chance
 * of a war that nobody ordered: it takes force already in use. In a crisis both are asked first, and what is still above
 * the next threshold then is a clash.
 */
import { setup } from 'xstate';
import { type EventsOf, guardsFor, makeChart, type StateOf } from './chart.ts';

const signals = {
  tension: ['aboveNextThreshold', 'belowOwnFloor'],
  miscalculate: ['unwantedWar'],
} as const;

export const crisisMachine = setup({
  types: {} as { events: EventsOf<typeof signals> },
  guards: guardsFor(signals),
}).createMachine({
  id: 'crisis',
  description: 'The crisis ladder that both sides share.',
  initial: 'calm',
  states: {
    calm: {
      description: 'no dispute beyond the usual',
      on: { tension: [{ guard: 'aboveNextThreshold', target: 'friction' }] },
    },
    friction: {
      description: 'protests and small reprisals',
      on: {
        tension: [
          { guard: 'aboveNextThreshold', target: 'confrontation' },
          { guard: 'belowOwnFloor', target: 'calm' },
        ],
      },
    },
    confrontation: {
      description: 'open pressure short of force',
      on: {
        tension: [
          { guard: 'aboveNextThreshold', target: 'crisis' },
          { guard: 'belowOwnFloor', target: 'friction' },
        ],
      },
    },
    crisis: {
      description: 'forces readied; each move is answered',
      on: {
        tension: [
          { guard: 'aboveNextThreshold', target: 'clash' },
          { guard: 'belowOwnFloor', target: 'confrontation' },
        ],
      },
    },
    clash: {
      description: 'limited use of force',
      on: {
        tension: [
          { guard: 'aboveNextThreshold', target: 'war' },
          { guard: 'belowOwnFloor', target: 'crisis' },
        ],
        miscalculate: [{ guard: 'unwantedWar', target: 'war' }],
      },
    },
    war: { type: 'final', description: 'both have lost' },
  },
});

export const crisisChart = makeChart(crisisMachine, signals);
export type CrisisState = StateOf<typeof crisisMachine>;
