import { setup } from 'xstate';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { InvariantError } from '../../src/engine/errors.ts';
import { type EventsOf, guardsFor, makeChart } from '../../src/engine/machines/chart.ts';
import { charts, type LaunchCampaignState } from '../../src/engine/machines/index.ts';

const { launchCampaign, platform } = charts;

/** The values of the InvariantError that `run` throws. */
function invariantOf(run: () => unknown): Readonly<Record<string, unknown>> {
  try {
    run();
  } catch (error) {
    if (error instanceof InvariantError) return error.values;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('next', () => {
  test('takes the first edge whose guard holds', () => {
    expect(launchCampaign.next('booked', 'ready', { vehicleAvailable: true })).toBe('readied');
    expect(launchCampaign.next('flown', 'report', { someFlightSucceeded: false })).toBe('failed');
    expect(platform.next('operating', 'hit', { belowSurvivalHealth: true })).toBe('lost');
    expect(platform.next('operating', 'hit', { belowSurvivalHealth: false })).toBe('damaged');
  });

  test('stays when no guard holds, and when the state does not know the event', () => {
    expect(launchCampaign.next('booked', 'ready', { vehicleAvailable: false })).toBe('booked');
    expect(launchCampaign.next('booked', 'fly')).toBe('booked');
    expect(launchCampaign.next('delivered', 'scrub', { vehicleGrounded: true })).toBe('delivered');
  });

  test('asks no guard behind the one that held', () => {
    expect(charts.gridRegion.next('normal', 'peak', { shortAfterAllSteps: true })).toBe('rotatingOutages');
  });

  test('throws when it reaches a guard without an outcome', () => {
    expect(invariantOf(() => launchCampaign.next('booked', 'ready'))).toEqual({
      guard: 'vehicleAvailable',
      eventType: 'ready',
      outcomes: {},
    });
    expect(invariantOf(() => charts.gridRegion.next('normal', 'peak', { shortAfterAllSteps: false }))['guard']).toBe(
      'shortAfterBackupGenerators',
    );
  });

  test('throws on a state that the machine does not have', () => {
    const misspelt = JSON.parse('"boooked"') as LaunchCampaignState;
    expect(invariantOf(() => launchCampaign.next(misspelt, 'fly'))).toEqual({
      machine: 'launchCampaign',
      state: 'boooked',
      event: 'fly',
    });
  });
});

describe('types', () => {
  test('name states, events and the guards of each event', () => {
    expectTypeOf<LaunchCampaignState>().toEqualTypeOf<
      'booked' | 'readied' | 'flown' | 'delivered' | 'failed' | 'stoodDown' | 'returned'
    >();
    expectTypeOf(launchCampaign.states).toEqualTypeOf<readonly LaunchCampaignState[]>();
    expectTypeOf(launchCampaign.events).toEqualTypeOf<
      readonly ('ready' | 'scrub' | 'fly' | 'report' | 'investigate')[]
    >();
    expectTypeOf(launchCampaign.next<'ready'>)
      .parameter(2)
      .toEqualTypeOf<Readonly<{ vehicleAvailable?: boolean }> | undefined>();
    expectTypeOf(launchCampaign.next<'ready'>).returns.toEqualTypeOf<LaunchCampaignState>();
  });
});

describe('makeChart', () => {
  const signals = { open: ['keyFits'], close: [] } as const;
  const door = setup({ types: {} as { events: EventsOf<typeof signals> }, guards: guardsFor(signals) });

  test('lists states, finals, events, guards and edges in the order of the machine', () => {
    const chart = makeChart(
      door.createMachine({
        id: 'door',
        initial: 'shut',
        states: { shut: { on: { open: { guard: 'keyFits', target: 'ajar' } } }, ajar: { type: 'final' } },
      }),
      signals,
    );
    expect(chart).toMatchObject({
      id: 'door',
      initial: 'shut',
      states: ['shut', 'ajar'],
      finals: ['ajar'],
      events: ['open', 'close'],
      guards: ['keyFits'],
      edges: [{ from: 'shut', event: 'open', guard: 'keyFits', to: 'ajar' }],
    });
  });

  const impure = {
    'nested states': () => door.createMachine({ initial: 'a', states: { a: { initial: 'b', states: { b: {} } } } }),
    'an entry action': () => door.createMachine({ initial: 'a', states: { a: { entry: () => {} } } }),
    'an exit action': () => door.createMachine({ initial: 'a', states: { a: { exit: () => {} } } }),
    'a timer': () => door.createMachine({ initial: 'a', states: { a: { after: { 10: 'b' } }, b: {} } }),
    'an eventless edge': () => door.createMachine({ initial: 'a', states: { a: { always: 'b' }, b: {} } }),
    'an edge of the root': () => door.createMachine({ initial: 'a', on: { close: '.a' }, states: { a: {} } }),
    'an action on an edge': () =>
      door.createMachine({ initial: 'a', states: { a: { on: { close: { target: 'a', actions: () => {} } } } } }),
    'an edge without a target': () =>
      door.createMachine({ initial: 'a', states: { a: { on: { open: { guard: 'keyFits' } } } } }),
    'a guard that its event does not list': () =>
      door.createMachine({ initial: 'a', states: { a: { on: { close: { guard: 'keyFits', target: 'a' } } } } }),
    'a nameless guard': () =>
      door.createMachine({ initial: 'a', states: { a: { on: { close: { guard: () => true, target: 'a' } } } } }),
    'a wildcard event': () => door.createMachine({ initial: 'a', states: { a: { on: { '*': 'a' } } } }),
  };

  test.each(Object.entries(impure))('refuses %s', (_what, machine) => {
    expect(() => makeChart(machine(), signals)).toThrow(InvariantError);
  });
});
