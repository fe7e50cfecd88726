/** The games of a study as a table: a row a game, the same columns in every format; as CSV. */
import { MEASURE_IDS, measureOf } from './measures.ts';
import { placeOfSample, type Plan } from './plan.ts';
import type { GameRow } from './runChunk.ts';

type Cell = string | number;
type ColumnType = 'STRING' | 'INT32' | 'DOUBLE';
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly of: (row: GameRow) => Cell;
}

const column = (name: string, type: ColumnType, of: (row: GameRow) => Cell): Column => ({ name, type, of });

/** `draw` −1 is the real game of a branch; `block` tells the games of one draw of a sensitivity design apart. */
export const columnsOf = (plan: Plan): readonly Column[] => [
  column('game', 'INT32', ({ game }) => game),
  column('draw', 'INT32', ({ sample }) => placeOfSample(plan, sample).draw),
  column('block', 'INT32', ({ sample }) => placeOfSample(plan, sample).block),
  column('variant', 'STRING', ({ variant }) => plan.variants[variant]?.id ?? ''),
  column('seed', 'STRING', ({ seed }) => seed),
  column('rulesetHash', 'STRING', ({ rulesetHash }) => rulesetHash),
  ...plan.assumptions.map(({ path }, place) => column(path, 'DOUBLE', ({ values }) => values[place] ?? 0)),
  column('end', 'STRING', ({ facts }) => facts.end),
  column('winner', 'STRING', ({ facts }) => facts.winner ?? ''),
  ...MEASURE_IDS.map((id) => column(id, 'DOUBLE', ({ facts }) => measureOf(facts, id))),
  ...(plan.branch === null
    ? []
    : (['given', 'cut', 'dropped', 'staffTurns'] as const).map((name) =>
        column(`orders.${name}`, 'INT32', ({ replayed }) => replayed?.[name] ?? 0),
      )),
];

const quoted = (cell: Cell): string => {
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const csvOf = (plan: Plan, rows: readonly GameRow[]): string => {
  const columns = columnsOf(plan);
  const lines = [
    columns.map(({ name }) => quoted(name)),
    ...rows.map((row) => columns.map(({ of }) => quoted(of(row)))),
  ];
  return lines.map((cells) => `${cells.join(',')}\n`).join('');
};
