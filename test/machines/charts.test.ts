import { transition } from 'xstate';
import { describe, expect, test } from 'vitest';
import { charts } from '../../src/engine/machines/index.ts';
import { allCharts, reachableFrom, stepsOf } from './allCharts.ts';

test('every chart stands in the record under its own id', () => {
  for (const [id, chart] of Object.entries(charts)) expect(chart.id).toBe(id);
});

describe.each(allCharts.map((chart) => [chart.id, chart] as const))('%s', (_id, chart) => {
  test('has no unreachable state', () => {
    expect([...reachableFrom(chart, chart.initial)].sort()).toEqual([...chart.states].sort());
  });

  test('has no dead end that is not final, and no way out of a final state', () => {
    for (const state of chart.states) {
      const leaves = chart.edges.some((edge) => edge.from === state && edge.to !== state);
      expect(leaves, state).toBe(!chart.finals.includes(state));
    }
  });

  test('can end from every state, if it has an end', () => {
    for (const state of chart.finals.length > 0 ? chart.states : []) {
      const reached = reachableFrom(chart, state);
      expect(
        chart.finals.some((final) => reached.has(final)),
        state,
      ).toBe(true);
    }
  });

  test('takes every edge', () => {
    const taken = new Set(
      stepsOf(chart).map((step) =>
        [step.state, step.event, chart.next(step.state, step.event, step.outcomes)].join(' '),
      ),
    );
    for (const edge of chart.edges) expect(taken).toContain([edge.from, edge.event, edge.to].join(' '));
  });

  test('has no edge behind one that is always taken', () => {
    for (const [index, edge] of chart.edges.entries()) {
      const before = chart.edges
        .slice(0, index)
        .filter((other) => other.from === edge.from && other.event === edge.event);
      expect(
        before.filter((other) => other.guard === null || other.guard === edge.guard),
        `${edge.from} ${edge.event}`,
      ).toEqual([]);
    }
  });

  test('turns on every guard of every event, both ways', () => {
    const steps = stepsOf(chart);
    for (const event of chart.events) {
      expect(
        steps.some((step) => step.event === event && chart.next(step.state, event, step.outcomes) !== step.state),
        event,
      ).toBe(true);
      for (const guard of chart.signals[event] ?? []) {
        const decides = steps.some(
          (step) =>
            step.event === event &&
            chart.next(step.state, event, { ...step.outcomes, [guard]: true }) !==
              chart.next(step.state, event, { ...step.outcomes, [guard]: false }),
        );
        expect(decides, `${event} [${guard}]`).toBe(true);
      }
    }
  });

  test("agrees with XState's own transition on every state, event and truth of the guards", () => {
    expect(chart.machine.root.initial.target.map((node) => node.key)).toEqual([chart.initial]);
    for (const { state, event, outcomes } of stepsOf(chart)) {
      const [snapshot, actions] = transition(chart.machine, chart.machine.resolveState({ value: state, context: {} }), {
        type: event,
        outcomes,
      });
      expect({ state, event, outcomes, next: chart.next(state, event, outcomes) }).toEqual({
        state,
        event,
        outcomes,
        next: snapshot.value,
      });
      expect(actions).toEqual([]);
    }
  });
});
