/**
 * A platform: one large structure, assembled in orbit from modules.
 *
 * Modules, radiator area and health are numbers. Modules that arrive later do not take a working platform out of
 * service, and repair may take several turns. A lost platform is debris; so is one whose shell becomes unusable, because
 * it cannot be moved away.
 */
import { setup } from 'xstate';
import { type EventsOf, guardsFor, makeChart, type StateOf } from './chart.ts';

const signals = {
  launch: [],
  assemble: ['assemblySucceeds'],
  balance: ['heatOrPowerLimited'],
  hit: ['belowSurvivalHealth'],
  repair: ['healthRestored'],
  closeShell: ['shellUnusable'],
  dispose: [],
} as const;

const hit = [{ guard: 'belowSurvivalHealth', target: 'lost' }, { target: 'damaged' }] as const;
const repair = [{ guard: 'healthRestored', target: 'operating' }, { target: 'repairing' }] as const;
const closeShell = [{ guard: 'shellUnusable', target: 'lost' }] as const;

export const platformMachine = setup({
  types: {} as { events: EventsOf<typeof signals> },
  guards: guardsFor(signals),
}).createMachine({
  id: 'platform',
  description: 'One large structure, assembled in orbit from modules.',
  initial: 'planned',
  states: {
    planned: {
      description: 'no module has flown',
      on: { launch: 'assembling' },
    },
    assembling: {
      description: 'the first modules are being joined',
      on: { assemble: [{ guard: 'assemblySucceeds', target: 'operating' }], hit, closeShell, dispose: 'disposed' },
    },
    operating: {
      description: 'computes at its full rating',
      on: { balance: [{ guard: 'heatOrPowerLimited', target: 'curtailed' }], hit, closeShell, dispose: 'disposed' },
    },
    curtailed: {
      description: 'held below its rating by heat or power',
      on: {
        balance: [{ guard: 'heatOrPowerLimited', target: 'curtailed' }, { target: 'operating' }],
        hit,
        closeShell,
        dispose: 'disposed',
      },
    },
    damaged: {
      description: 'hit, and not under repair',
      on: { repair, hit, closeShell, dispose: 'disposed' },
    },
    repairing: {
      description: 'under repair, not yet healthy',
      on: { repair, hit, closeShell, dispose: 'disposed' },
    },
    lost: { type: 'final', description: 'broken beyond repair; debris' },
    disposed: { type: 'final', description: 'deorbited under control and closed' },
  },
});

export const platformChart = makeChart(platformMachine, signals);
export type PlatformState = StateOf<typeof platformMachine>;
