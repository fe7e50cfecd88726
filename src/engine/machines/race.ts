/**
 * The race as a whole: who is ahead, and whether the game goes on.
 *
 * Who leads is a value of the game's state, and so is for how long. A lead counts as held only by the side that held it
 * before: when it changes hands `decisiveLeadHeld` is false for that turn. A decisive lead is always reached over a lead. With it,
 * or with debris that stalls both, the game is over in the same turn.
 */
import { setup } from 'xstate';
import { type EventsOf, guardsFor, makeChart, type StateOf } from './chart.ts';

const signals = {
  assess: ['debrisStalls', 'decisiveLeadHeld', 'leadHeld'],
  end: [],
} as const;

const assess = [
  { guard: 'debrisStalls', target: 'stalled' },
  { guard: 'leadHeld', target: 'lead' },
  { target: 'contested' },
] as const;
const assessLead = [
  { guard: 'debrisStalls', target: 'stalled' },
  { guard: 'decisiveLeadHeld', target: 'decisive' },
  { guard: 'leadHeld', target: 'lead' },
  { target: 'contested' },
] as const;

export const raceMachine = setup({
  types: {} as { events: EventsOf<typeof signals> },
  guards: guardsFor(signals),
}).createMachine({
  id: 'race',
  description: 'Who is ahead, and whether the game goes on.',
  initial: 'contested',
  states: {
    contested: {
      description: 'neither side is clearly ahead',
      on: { assess, end: 'ended' },
    },
    lead: {
      description: 'one side is ahead',
      on: { assess: assessLead, end: 'ended' },
    },
    decisive: {
      description: 'one side is ahead by far and has stayed so',
      on: { end: 'ended' },
    },
    stalled: {
      description: 'debris keeps both from building on',
      on: { end: 'ended' },
    },
    ended: { type: 'final', description: 'by lead, agreement, time, exhaustion, an unusable orbit or war' },
  },
});

export const raceChart = makeChart(raceMachine, signals);
export type RaceState = StateOf<typeof raceMachine>;
