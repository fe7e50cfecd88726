/** The coverage of random games as text: orders, codes, machines, and what is missing or broken. */
import { ORDER_KINDS } from '../engine/index.ts';
import {
  addCoverage,
  type BrokenGame,
  type Coverage,
  coverageGaps,
  type CoverageRequest,
  coverScenarios,
  emptyCoverage,
  expectedCodes,
  machineCoverage,
} from '../study/index.ts';
import { BASE_PACK } from '../ruleset/index.ts';
import type { Ruleset } from '../ruleset/schema.ts';
import type { Problem } from '../units/result.ts';
import { openWorkers } from './workers.ts';

export interface CoverageReport {
  readonly byScenario: Readonly<Record<string, Coverage>>;
  readonly total: Coverage;
  readonly gaps: readonly Problem[];
  /** Nothing broken and nothing missing. */
  readonly isWhole: boolean;
}

const coverageReport = (byScenario: ReadonlyMap<string, Coverage>): CoverageReport => {
  const total = emptyCoverage();
  for (const coverage of byScenario.values()) addCoverage(total, coverage);
  const gaps = coverageGaps(total);
  return {
    byScenario: Object.fromEntries(byScenario),
    total,
    gaps,
    isWhole: gaps.length === 0 && total.brokenGames === 0,
  };
};

const rowsOf = (cells: readonly (readonly string[])[]): string => {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
};

const brokenText = ({ scenarioId, seed, turn, problems }: BrokenGame): string =>
  [
    `  scenario ${scenarioId}, seed ${seed}, turn ${turn}`,
    ...problems.map(({ code, path, expected, got }) => `    ${code} ${path}: expected ${expected}, got ${got}`),
  ]
    .map((line) => `${line}\n`)
    .join('');

const withoutRoom = (code: string): string => code.replace('order/', '');

const codesText = ({ rejected }: Coverage, kind: string): string => {
  const seen = rejected[kind] ?? {};
  return expectedCodes(kind)
    .map((code) => `${withoutRoom(code)} ${seen[code] ?? 'NEVER'}`)
    .join(', ');
};

/** Every table, for people. */
export const coverageText = ({ byScenario, total, gaps, isWhole }: CoverageReport): string => {
  const scenarios = Object.entries(byScenario);
  const head = ['', ...scenarios.map(([id]) => id), 'all'];
  const columns = [...scenarios.map(([, coverage]) => coverage), total];
  const row = (name: string, value: (coverage: Coverage) => number): string[] => [
    name,
    ...columns.map((coverage) => String(value(coverage))),
  ];
  const ends = Object.keys(total.ends).sort((a, b) => (a < b ? -1 : 1));
  return [
    'Games of random legal orders\n',
    rowsOf([
      head,
      row('games', ({ games }) => games),
      row('half-years checked', ({ halfYears }) => halfYears),
      row('games with anything broken', ({ brokenGames }) => brokenGames),
      ...ends.map((end) => row(`end: ${end}`, (coverage) => coverage.ends[end] ?? 0)),
      row('longest state at an end, B', ({ largestStateB }) => largestStateB),
    ]),
    '\nOrders accepted\n',
    rowsOf([head, ...ORDER_KINDS.map((kind) => row(kind, ({ accepted }) => accepted[kind] ?? 0))]),
    '\nOrders refused, by code\n',
    rowsOf(['', ...ORDER_KINDS].map((kind) => [`${kind === '' ? '(of no kind)' : kind}  ${codesText(total, kind)}`])),
    '\nMachines\n',
    rowsOf([
      ['', 'states', 'transitions'],
      ...machineCoverage(total).map(({ id, stateCount, missingStates, edgeCount, missingEdges }) => [
        id,
        `${stateCount - missingStates.length} of ${stateCount}`,
        `${edgeCount - missingEdges.length} of ${edgeCount}`,
      ]),
    ]),
    ...(gaps.length === 0 ? [] : ['\nMissing\n']),
    ...gaps.map(({ code, path, expected, got }) => `  ${code} ${path}: expected ${expected}, got ${got}\n`),
    ...(total.broken.length === 0 ? [] : ['\nBroken, to be played again with `play --us random --cn random`\n']),
    ...total.broken.map(brokenText),
    isWhole ? '\nNothing missing, nothing broken.\n' : '\nNot whole.\n',
  ].join('');
};

/** Plays the games on so many threads, and says at every tenth of the whole how far it is. */
export const playCoverage = async (
  ruleset: Ruleset,
  request: CoverageRequest,
  workers: number,
  write: (text: string) => void,
): Promise<CoverageReport> => {
  const pool = openWorkers({ ruleset, packId: BASE_PACK }, workers);
  let told = 0;
  try {
    const byScenario = await coverScenarios(pool.run, request, (share) => {
      const tenths = Math.floor(10 * share);
      if (tenths > told) write(`${tenths * 10}% of ${request.games * request.scenarioIds.length} random games\n`);
      told = Math.max(told, tenths);
    });
    return coverageReport(byScenario);
  } finally {
    await pool.close();
  }
};
