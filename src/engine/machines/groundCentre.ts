/**
 * A ground centre: the data centres of a region, as primary load or as backup in a standby tier.
 *
 * Capacity, take-over time and lost load are numbers. A backup stands down before the next peak; a peak finds it in its
 * tier. A cold centre draws too little to be shed; while its region sheds, its start fails.
 */
import { setup } from 'xstate';
import { type EventsOf, guardsFor, makeChart, type StateOf } from './chart.ts';

const signals = {
  complete: ['isPrimary', 'isHot', 'isWarm'],
  changeTier: ['isHot', 'isWarm'],
  takeOver: ['startSucceeds'],
  carry: ['withinCapacity'],
  standDown: ['isHot', 'isWarm'],
  curtail: ['regionSheds'],
  restorePower: ['regionSupplied'],
  settle: ['isPrimary', 'isHot'],
} as const;

const hot = { guard: 'isHot', target: 'hotStandby' } as const;
const warm = { guard: 'isWarm', target: 'warmStandby' } as const;
const primary = { guard: 'isPrimary', target: 'primary' } as const;
const toTier = [hot, warm, { target: 'coldStandby' }] as const;
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
      on: { complete: [primary, ...toTier] },
    },
    primary: {
      description: 'carries its own load',
      on: { curtail },
    },
    coldStandby: {
      description: 'built, switched off',
      on: { changeTier: [hot, { target: 'warmStandby' }], takeOver },
    },
    warmStandby: {
      description: 'powered, must load its work first',
      on: { changeTier: [hot, { target: 'coldStandby' }], takeOver, curtail },
    },
    hotStandby: {
      description: 'runs alongside, ready at once',
      on: { changeTier: [warm, { target: 'coldStandby' }], takeOver, curtail },
    },
    takingOver: {
      description: 'started; the lost load is moving in',
      on: { carry },
    },
    carrying: {
      description: 'carries all of the lost load',
      on: { standDown: toTier },
    },
    overloaded: {
      description: 'more was lost than it can carry',
      on: { standDown: toTier },
    },
    shed: {
      description: 'cut off by its region',
      on: { restorePower: [{ guard: 'regionSupplied', target: 'restored' }] },
    },
    restored: {
      description: 'power is back; not yet in its tier',
      on: { settle: [primary, hot, { target: 'warmStandby' }] },
    },
  },
});

export const groundCentreChart = makeChart(groundCentreMachine, signals);
export type GroundCentreState = StateOf<typeof groundCentreMachine>;
