/**
 * A ground centre: the data centres of a region, as primary load or as backup in a standby tier.
 *
 * Capacity, take-over time and lost load are numbers. A centre is put back to its tier by whichever of `isPrimary`,
 * `isHot`, `isWarm` holds, and is cold when none does. A cold centre draws too little to be shed; while its region sheds,
 * its start fails.
 */
import { setup } from 'xstate';
import { type EventsOf, guardsFor, makeChart, type StateOf } from './chart.ts';

const signals = {
  complete: ['isPrimary', 'isHot', 'isWarm'],
  changeTier: ['isPrimary', 'isHot', 'isWarm'],
  takeOver: ['startSucceeds'],
  carry: ['withinCapacity'],
  standDown: ['isPrimary', 'isHot', 'isWarm'],
  curtail: ['regionSheds'],
  restorePower: ['regionSupplied'],
  settle: ['isPrimary', 'isHot', 'isWarm'],
} as const;

const toTier = [
  { guard: 'isPrimary', target: 'primary' },
  { guard: 'isHot', target: 'hotStandby' },
  { guard: 'isWarm', target: 'warmStandby' },
  { target: 'coldStandby' },
] as const;
const takeOver = [{ guard: 'startSucceeds', target: 'takingOver' }] as const;
const carry = [{ guard: 'withinCapacity', target: 'carrying' }, { target: 'overloaded' }] as const;
const curtail = [{ guard: 'regionSheds', target: 'shed' }] as const;

export const groundCentreMachine = setup({
  types: {} as { events: EventsOf<typeof signals> },
  guards: guardsFor(signals),
}).createMachine({
  id: 'groundCentre',
  description: 'The data centres of a region, as primary load or as backup in a standby tier.',
  initial: 'building',
  states: {
    building: {
      description: 'under construction',
      on: { complete: toTier },
    },
    primary: {
      description: 'carries its own load',
      on: { changeTier: toTier, curtail },
    },
    coldStandby: {
      description: 'built, switched off',
      on: { changeTier: toTier, takeOver },
    },
    warmStandby: {
      description: 'powered, must load its work first',
      on: { changeTier: toTier, takeOver, curtail },
    },
    hotStandby: {
      description: 'runs alongside, ready at once',
      on: { changeTier: toTier, takeOver, curtail },
    },
    takingOver: {
      description: 'started; the lost load is moving in',
      on: { carry, curtail },
    },
    carrying: {
      description: 'carries all of the lost load',
      on: { carry, standDown: toTier, curtail },
    },
    overloaded: {
      description: 'more was lost than it can carry',
      on: { carry, standDown: toTier, curtail },
    },
    shed: {
      description: 'cut off by its region',
      on: { restorePower: [{ guard: 'regionSupplied', target: 'restored' }] },
    },
    restored: {
      description: 'power is back; not yet in its tier',
      on: { settle: toTier, curtail },
    },
  },
});

export const groundCentreChart = makeChart(groundCentreMachine, signals);
export type GroundCentreState = StateOf<typeof groundCentreMachine>;
