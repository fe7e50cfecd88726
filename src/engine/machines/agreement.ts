/**
 * An agreement between the two sides, from the offer to its end.
 *
 * A breach must be attributed to break it; suspicion only strains it, and trust may mend that. A side that withdraws lets
 * it lapse: leaving openly is not a breach.
 */
import { setup } from 'xstate';
import { type EventsOf, guardsFor, makeChart, type StateOf } from './chart.ts';

const signals = {
  accept: ['bothOffer'],
  review: ['breachAttributed', 'breachSuspected', 'trustRestored'],
  lapse: ['termOver'],
  withdraw: [],
} as const;

const lapse = [{ guard: 'termOver', target: 'lapsed' }] as const;

export const agreementMachine = setup({
  types: {} as { events: EventsOf<typeof signals> },
  guards: guardsFor(signals),
}).createMachine({
  id: 'agreement',
  description: 'An agreement between the two sides, from the offer to its end.',
  initial: 'offered',
  states: {
    offered: {
      description: 'one side has proposed it',
      on: { accept: [{ guard: 'bothOffer', target: 'inForce' }] },
    },
    inForce: {
      description: 'both keep it',
      on: {
        review: [
          { guard: 'breachAttributed', target: 'broken' },
          { guard: 'breachSuspected', target: 'strained' },
        ],
        lapse,
        withdraw: 'lapsed',
      },
    },
    strained: {
      description: 'a breach is suspected',
      on: {
        review: [
          { guard: 'breachAttributed', target: 'broken' },
          { guard: 'breachSuspected', target: 'strained' },
          { guard: 'trustRestored', target: 'inForce' },
        ],
        lapse,
        withdraw: 'lapsed',
      },
    },
    broken: { type: 'final', description: 'a breach was attributed' },
    lapsed: { type: 'final', description: 'ended by its term or by withdrawal' },
  },
});

export const agreementChart = makeChart(agreementMachine, signals);
export type AgreementState = StateOf<typeof agreementMachine>;
