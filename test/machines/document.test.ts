import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chartMermaid, charts } from '../../src/engine/machines/index.ts';
import { allCharts } from './allCharts.ts';
import { machinesDocument } from './machinesDocument.ts';

const documentUrl = new URL('../../docs/machines.md', import.meta.url);

test('docs/machines.md is what the charts say (UPDATE=1 writes it)', () => {
  const text = machinesDocument(allCharts);
  if (process.env['UPDATE'] === '1') writeFileSync(documentUrl, text);
  expect(readFileSync(documentUrl, 'utf8')).toBe(text);
});

test('a diagram has one line an edge, marks start and ends, and says where a guard or its failure leads', () => {
  expect(chartMermaid(charts.launchCampaign)).toBe(
    `stateDiagram-v2
  [*] --> booked
  booked --> returned: scrub [vehicleGrounded]
  booked --> readied: ready [vehicleAvailable]
  readied --> flown: fly
  flown --> delivered: report [someFlightSucceeded]
  flown --> failed: report [else]
  failed --> stoodDown: investigate [lineIsYoung]
  failed --> returned: investigate [else]
  delivered --> [*]
  stoodDown --> [*]
  returned --> [*]`,
  );
  expect(chartMermaid(charts.platform)).not.toContain('curtailed --> curtailed');
});

test('every state and machine says what it means', () => {
  for (const chart of allCharts) {
    expect(chart.machine.root.description, chart.id).toBeTruthy();
    for (const state of chart.states) expect(chart.machine.states[state]?.description, state).toBeTruthy();
  }
});
