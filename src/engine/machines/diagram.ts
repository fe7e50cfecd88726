/**
 * Charts as text: a Mermaid state diagram of any chart, for the documents and the inspector.
 *
 * An edge reads `event [guard]`. `[else]` is the way taken when none of the guards before it held. Edges that lead
 * back to their own state are left out, because an event without a way leaves the state as it was all the same.
 */
import type { AnyChart, Edge } from './chart.ts';

function edgeLabel(edge: Edge, edges: readonly Edge[]): string {
  if (edge.guard !== null) return `${edge.event} [${edge.guard}]`;
  const hasGuardsBefore = edges.some((other) => other.from === edge.from && other.event === edge.event && other.guard);
  return hasGuardsBefore ? `${edge.event} [else]` : edge.event;
}

/** Mermaid source of a chart, one edge a line, in the order of the machine. */
export function chartMermaid(chart: AnyChart): string {
  const edgeLines = chart.edges
    .filter((edge) => edge.from !== edge.to)
    .map((edge) => `  ${edge.from} --> ${edge.to}: ${edgeLabel(edge, chart.edges)}`);
  const finalLines = chart.finals.map((state) => `  ${state} --> [*]`);
  return ['stateDiagram-v2', `  [*] --> ${chart.initial}`, ...edgeLines, ...finalLines].join('\n');
}
