/**
 * A launch campaign: the flights that one booking buys in a turn.
 *
 * Some mass in orbit makes a campaign delivered, however many of its flights failed; how much is a number of the
 * game's state. What a failure does to the vehicle family is the launch line's matter; here it decides only whether
 * it ends with the inquiry or is simply over.
 */
import { setup } from 'xstate';
import { type EventsOf, guardsFor, makeChart, type StateOf } from './chart.ts';

const signals = {
  ready: ['vehicleAvailable'],
  scrub: ['vehicleGrounded'],
  fly: [],
  report: ['someFlightSucceeded'],
  investigate: ['lineIsYoung'],
} as const;

export const launchCampaignMachine = setup({
  types: {} as { events: EventsOf<typeof signals> },
  guards: guardsFor(signals),
}).createMachine({
  id: 'launchCampaign',
  description: 'The flights that one booking buys in a turn.',
  initial: 'booked',
  states: {
    booked: {
      description: 'paid for; waits for a vehicle',
      on: {
        scrub: [{ guard: 'vehicleGrounded', target: 'returned' }],
        ready: [{ guard: 'vehicleAvailable', target: 'readied' }],
      },
    },
    readied: {
      description: 'vehicle and payload are on the pad',
      on: { fly: 'flown' },
    },
    flown: {
      description: 'all flights have left; the outcome is not yet counted',
      on: { report: [{ guard: 'someFlightSucceeded', target: 'delivered' }, { target: 'failed' }] },
    },
    delivered: { type: 'final', description: 'mass is in orbit, all of it or a part' },
    failed: {
      description: 'nothing reached orbit',
      on: { investigate: [{ guard: 'lineIsYoung', target: 'stoodDown' }, { target: 'returned' }] },
    },
    stoodDown: { type: 'final', description: 'closed without delivery, with the inquiry into a young line' },
    returned: { type: 'final', description: 'closed without delivery; the booking is given back' },
  },
});

export const launchCampaignChart = makeChart(launchCampaignMachine, signals);
export type LaunchCampaignState = StateOf<typeof launchCampaignMachine>;
