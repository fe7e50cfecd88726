/**
 * A side's supply of critical minerals, as its users feel it.
 *
 * Fill is what arrives and is in stock against what is needed. Refining is the narrow place; ore is not. An embargo is
 * stated whatever the stock, because it decides what may be imported next.
 */
import { setup } from 'xstate';
import { type EventsOf, guardsFor, makeChart, type StateOf } from './chart.ts';

const signals = {
  assess: ['embargoInForce', 'fillBelowRationing', 'fillBelowComfort'],
} as const;

const assess = [
  { guard: 'embargoInForce', target: 'embargoed' },
  { guard: 'fillBelowRationing', target: 'rationed' },
  { guard: 'fillBelowComfort', target: 'tight' },
  { target: 'supplied' },
] as const;

export const mineralsMachine = setup({
  types: {} as { events: EventsOf<typeof signals> },
  guards: guardsFor(signals),
}).createMachine({
  id: 'minerals',
  description: "A side's supply of critical minerals.",
  initial: 'supplied',
  states: {
    supplied: {
      description: 'every user gets what it needs',
      on: { assess },
    },
    tight: {
      description: 'stock is short of comfort; nobody goes without',
      on: { assess },
    },
    rationed: {
      description: 'defence and computing share what there is',
      on: { assess },
    },
    embargoed: {
      description: 'imports are cut off',
      on: { assess },
    },
  },
});

export const mineralsChart = makeChart(mineralsMachine, signals);
export type MineralsState = StateOf<typeof mineralsMachine>;
