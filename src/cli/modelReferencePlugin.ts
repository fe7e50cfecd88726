/**
 * Gives the client, as the module `virtual:model-reference`, what the reference shows beside the catalogue:
 * the published cases with our value of this build, their sources, and what each function is drawn over.
 *
 * The cases live with the tests; the client gets their text, not the tests.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { parse } from 'yaml';
import type { SourceEntry } from '../ruleset/schema.ts';
import { type PlotChoice, PLOTS, ROWS_PLOT } from './reference/plots.ts';
import { type CheckedCase, checkCase, RECOMPUTED_SOURCE, readOracleCases } from './reference/publishedCases.ts';

const MODULE_ID = 'virtual:model-reference';
const RESOLVED_ID = `\0${MODULE_ID}`;
const ORACLE_DIR = fileURLToPath(new URL('../../test/oracle/', import.meta.url));
const SOURCES_FILE = 'sources.yaml';

const shownCase = ({ row, ours, mismatch }: CheckedCase) => ({
  ...row,
  ours: ours ?? null,
  passes: mismatch === null,
  isRecomputed: row.source === RECOMPUTED_SOURCE,
});

type Drawn = Partial<PlotChoice> & Pick<PlotChoice, 'result'>;

/** Rows that are drawn in place of a parameter. */
const ROWS_DRAWN: Drawn = { fixed: ROWS_PLOT.inputs, result: `rows.${ROWS_PLOT.y}`, logY: true };

export const modelReferenceData = () => ({
  cases: readOracleCases(ORACLE_DIR).map((row) => shownCase(checkCase(row))),
  sources: parse(readFileSync(join(ORACLE_DIR, SOURCES_FILE), 'utf8')) as Readonly<Record<string, SourceEntry>>,
  plots: { ...PLOTS, [ROWS_PLOT.id]: ROWS_DRAWN } as Readonly<Record<string, Drawn>>,
});

export const modelReferencePlugin = (): Plugin => ({
  name: 'dawnline-model-reference',
  resolveId: (id) => (id === MODULE_ID ? RESOLVED_ID : undefined),
  load(id) {
    if (id !== RESOLVED_ID) return undefined;
    for (const name of readdirSync(ORACLE_DIR)) {
      if (/\.(json|yaml)$/.test(name)) this.addWatchFile(join(ORACLE_DIR, name));
    }
    return `export default JSON.parse(${JSON.stringify(JSON.stringify(modelReferenceData()))});`;
  },
});
