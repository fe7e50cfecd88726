/**
 * The text of docs/machines.md, made from the charts: a diagram of each, its states and what its events ask.
 */
import { type AnyChart, chartMermaid } from '../../src/engine/machines/index.ts';

const PREFACE = `# State machines

Made from the charts in \`src/engine/machines/\`; the tests compare it with them. To write it anew:
\`UPDATE=1 npx vitest run test/machines\`.

A machine owns only which state comes next; numbers live in the game's state. The engine computes physics and dice
first, and sends an event with the truth of its guards. The first edge whose guard holds is taken; when none holds, or
the state does not know the event, the state stays as it was. On the edges, \`event [guard]\` is taken when the guard
holds and \`event [else]\` when none of the guards before it did. Edges back to the same state are not drawn.`;

function stateLine(chart: AnyChart, state: string): string {
  const marks = [state === chart.initial ? 'initial' : null, chart.finals.includes(state) ? 'final' : null];
  const mark = marks.filter((word) => word !== null).join(', ');
  return `| \`${state}\` | ${mark} | ${chart.machine.states[state]?.description ?? ''} |`;
}

function eventLine(chart: AnyChart, event: string): string {
  const guards = (chart.signals[event] ?? []).map((guard) => `\`${guard}\``);
  return `| \`${event}\` | ${guards.join(', ')} |`;
}

function chartSection(chart: AnyChart): string {
  return [
    `## ${chart.id}`,
    chart.machine.root.description ?? '',
    `\`\`\`mermaid\n${chartMermaid(chart)}\n\`\`\``,
    ['| state | | meaning |', '|---|---|---|', ...chart.states.map((state) => stateLine(chart, state))].join('\n'),
    ['| event | guards |', '|---|---|', ...chart.events.map((event) => eventLine(chart, event))].join('\n'),
  ].join('\n\n');
}

export const machinesDocument = (charts: readonly AnyChart[]): string =>
  `${[PREFACE, ...charts.map(chartSection)].join('\n\n')}\n`;
