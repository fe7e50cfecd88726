/**
 * What the tests of the state machines share: every chart in its widest type, and every truth of an event's guards.
 */
import { type AnyChart, charts } from '../../src/engine/machines/index.ts';

export const allCharts: readonly AnyChart[] = Object.values(charts);

/** Every assignment of true and false to the guards of an event: 2^n of them. */
export function assignmentsOf(guards: readonly string[]): Record<string, boolean>[] {
  let assignments: Record<string, boolean>[] = [{}];
  for (const guard of guards) {
    assignments = assignments.flatMap((rest) => [
      { ...rest, [guard]: false },
      { ...rest, [guard]: true },
    ]);
  }
  return assignments;
}

export interface Step {
  readonly state: string;
  readonly event: string;
  readonly outcomes: Record<string, boolean>;
}

/** Every (state, event, assignment of the guards of that event) of a chart. */
export function stepsOf(chart: AnyChart): Step[] {
  return chart.states.flatMap((state) =>
    chart.events.flatMap((event) =>
      assignmentsOf(chart.signals[event] ?? []).map((outcomes) => ({ state, event, outcomes })),
    ),
  );
}

/** The states that can be reached from `start`, itself among them, by what `next` answers. */
export function reachableFrom(chart: AnyChart, start: string): Set<string> {
  const steps = stepsOf(chart);
  const reached = new Set([start]);
  for (const state of reached) {
    for (const step of steps) {
      if (step.state === state) reached.add(chart.next(state, step.event, step.outcomes));
    }
  }
  return reached;
}
